import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import loadHighs from 'highs'
import { allocate } from './allocate.ts'
import { check } from './check.ts'
import { highsSolver } from './highs-solver.ts'
import { bestUtility } from './testing/brute-force.ts'
import { instances } from './testing/instances.ts'
import type { MatchingInput } from './types.ts'

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
        expect(allocate(turned(input), solver)).toEqual(allocation)
      }),
      { numRuns: Number(process.env.RUNS ?? 1000), seed: process.env.SEED ? Number(process.env.SEED) : 20260305 },
    )
  })
})
