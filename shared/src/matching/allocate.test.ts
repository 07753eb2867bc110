import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import loadHighs from 'highs'
import { allocate } from './allocate.ts'
import { check } from './check.ts'
import { highsSolver } from './highs-solver.ts'
import { bestUtility } from './testing/brute-force.ts'
import { instances } from './testing/instances.ts'
import type { MatchingInput } from './types.ts'
import { obstacleSentence } from './words.ts'

const solver = highsSolver(await loadHighs())

function turned(input: MatchingInput): MatchingInput {
  return {
    ...input,
    needs: input.needs.toReversed(),
    resources: input.resources.toReversed(),
    committed: input.committed.toReversed(),
    shown: input.shown.toReversed(),
    declined: input.declined.toReversed(),
  }
}

describe('an allocation of a small input', () => {
  test('is worth what trying everything finds, passes the checker, and does not depend on the order', () => {
    fc.assert(
      fc.property(instances, (input) => {
        const allocation = allocate(input, solver)
        expect(check(input, allocation)).toEqual([])
        expect(allocation.value).toBe(bestUtility(input))
        expect(allocation.bound).toBeGreaterThanOrEqual(allocation.value)
        expect(allocation.certificate.optimal).toBe(true)
        if (allocation.certificate.integerComponents === 0) expect(allocation.gap).toBe(0)
        expect(allocate(turned(input), solver)).toEqual(allocation)
      }),
      { numRuns: Number(process.env.RUNS ?? 1000), seed: Number(process.env.SEED ?? 20260305) },
    )
  })
})

describe('an explanation is true', () => {
  const speech = { category: 'PARKING', nameOf: (id: string) => id } as const

  test('the counts go on from test to test, and every sentence has its words', () => {
    fc.assert(
      fc.property(instances, (input) => {
        for (const { obstacles } of allocate(input, solver).unmet) {
          obstacles.forEach(({ tested, passed }, i) => {
            expect(tested).toBeGreaterThanOrEqual(passed)
            if (i > 0) expect(tested).toBe(obstacles[i - 1]?.passed)
          })
          for (const obstacle of obstacles) {
            for (const language of ['zh', 'en'] as const) expect(obstacleSentence(obstacle, { ...speech, language })).not.toMatch(/undefined|NaN|null/)
          }
        }
      }),
      { numRuns: 300, seed: Number(process.env.SEED ?? 7) },
    )
  })

  test('what is taken would be had without the others; what is closed would suit if it were open', () => {
    fc.assert(
      fc.property(instances, (input) => {
        for (const { needId, missing, obstacles } of allocate(input, solver).unmet) {
          const nearest = obstacles.at(-1)
          const needs = input.needs.filter(({ id }) => id === needId)
          if (nearest?.code === 'TAKEN') {
            const committed = input.committed.filter((one) => one.needId === needId)
            const alone = allocate({ ...input, needs, committed }, solver)
            expect(alone.unmet[0]?.missing ?? 0).toBeLessThan(missing)
          }
          if (nearest?.code === 'WINDOWS' && nearest.missing.length) {
            const opened = input.resources.filter(({ id }) => id === nearest.resourceId).map((resource) => ({ ...resource, windows: null }))
            const found = allocate({ ...input, needs, resources: opened }, solver)
            expect(found.unmet[0]?.obstacles.some(({ code }) => code === 'WINDOWS')).not.toBe(true)
          }
        }
      }),
      { numRuns: 500, seed: Number(process.env.SEED ?? 8) },
    )
  })
})
