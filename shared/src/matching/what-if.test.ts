import { beforeAll, describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import loadHighs from 'highs'
import { allocate } from './allocate.ts'
import { highsSolver } from './highs-solver.ts'
import type { Solver } from './program.ts'
import { instances } from './testing/instances.ts'
import { aNeed, aResource, anInput } from './testing/story.ts'
import { whatIf } from './what-if.ts'

let solver: Solver
beforeAll(async () => {
  solver = highsSolver(await loadHighs())
})

describe('what an entry would bring', () => {
  test('sixteen spaces for two needs: who is served, and that five are enough', () => {
    const input = anInput([aNeed('night', { quantity: 3 }), aNeed('weekend', { quantity: 4 })], [aResource('yard', { quantity: 2 })])
    const { points, enough } = whatIf(input, { resource: aResource('garage', { quantity: 4 }) }, solver)
    expect(points.map(({ quantity }) => quantity)).toEqual(Array.from({ length: 14 }, (_, i) => i + 1))
    expect(points[3]).toMatchObject({ units: 4 })
    expect(points[3]!.changes.reduce((sum, { before, after }) => sum + after - before, 0)).toBe(4)
    expect(enough).toBe(5)
    expect(points[13]).toMatchObject({ units: 5, gain: points[4]!.gain })
  })

  test('advice without limit has one point; what nobody needs brings nothing', () => {
    expect(whatIf(anInput([aNeed('n')], []), { resource: aResource('a', { supply: 'UNLIMITED', quantity: null }) }, solver)).toMatchObject({ points: [{ units: 1 }], enough: 1 })
    expect(whatIf(anInput([], []), { resource: aResource('a') }, solver)).toMatchObject({ enough: 1 })
  })

  test('a need sees who would provide', () => {
    const { points } = whatIf(anInput([], [aResource('yard', { quantity: 2 })]), { need: aNeed('n', { quantity: 3 }) }, solver)
    expect(points[2]).toMatchObject({ units: 2, partners: [{ id: 'yard', quantity: 2 }] })
  })
})

test('the curve says at every quantity what allocate says', () => {
  fc.assert(
    fc.property(instances, fc.integer({ min: 1, max: 3 }), (input, quantity) => {
      const value = allocate(input, solver).value
      const resource = { ...input.resources[0]!, id: 'new', ownerId: 'somebody new', supply: 'REUSABLE' as const, quantity }
      for (const point of whatIf(input, { resource }, solver).points) expect(point.gain).toBe(allocate({ ...input, resources: [...input.resources, { ...resource, quantity: point.quantity }] }, solver).value - value)
      const need = { ...input.needs[0]!, id: 'new', ownerId: 'somebody new', quantity, leastPart: 1 }
      for (const point of whatIf(input, { need }, solver).points) expect(point.gain).toBe(allocate({ ...input, needs: [...input.needs, { ...need, quantity: point.quantity }] }, solver).value - value)
    }),
    { numRuns: 25 },
  )
})
