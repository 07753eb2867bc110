import { describe, expect, test } from '@jest/globals'
import loadHighs from 'highs'
import { PRESETS } from '../weekly-windows.ts'
import { allocate } from './allocate.ts'
import { check } from './check.ts'
import { highsSolver } from './highs-solver.ts'
import { city } from './testing/city.ts'
import { aNeed, anInput, aResource } from './testing/story.ts'
import type { MatchingInput } from './types.ts'

const solver = highsSolver(await loadHighs(), { nodes: 100 })

/** Two districts of a city of 8,000 needs, as dense as it. */
function districts(input: MatchingInput): MatchingInput {
  const inside = ({ place }: { readonly place: readonly { readonly id: string }[] }): boolean => ['district 3', 'district 17'].includes(place[3]?.id ?? '')
  return { ...input, needs: input.needs.filter(inside), resources: input.resources.filter(inside) }
}

describe('a city', () => {
  const input = districts(city({ needs: 8000, seed: 11 }))
  const allocation = allocate(input, solver)

  test('is solved to within half a hundredth of what is proven, and the checker accepts it', () => {
    expect(input.needs.length).toBeGreaterThan(500)
    expect(check(input, allocation)).toEqual([])
    expect(allocation.gap).toBeLessThan(0.005)
  })

  test('comes out the same to the bit in whatever order it is given', () => {
    expect(allocate({ ...input, needs: input.needs.toReversed(), resources: input.resources.toReversed() }, solver)).toEqual(allocation)
  })

  test('is no worse for looking at a few candidates first: the prices ask for the others, and the bound is that of all', () => {
    const few = allocate(input, solver, { keep: 5 })
    const all = allocate(input, solver, { keep: Number.POSITIVE_INFINITY })
    expect(check(input, few)).toEqual([])
    // Both bounds are linear optima of the same question, each component's rounded down.
    expect(Math.abs(few.bound - all.bound)).toBeLessThanOrEqual(0.0005 * all.bound)
    expect(few.bound).toBeGreaterThanOrEqual(all.value)
    expect(all.bound).toBeGreaterThanOrEqual(few.value)
    expect(few.value).toBeGreaterThan(0.995 * all.value)
  })
})

describe('odd input of a city\'s size ends in a clear answer', () => {
  test('10,000 needs of one unit and one resource for a million; a need for a million', () => {
    const needs = Array.from({ length: 10_000 }, (_, i) => aNeed(`n${i}`))
    const plenty = anInput(needs, [aResource('r', { quantity: 1_000_000 })])
    expect(allocate(plenty, solver).matches).toHaveLength(10_000)
    const scarce = anInput([aNeed('all', { quantity: 1_000_000 })], Array.from({ length: 2000 }, (_, i) => aResource(`r${i}`)))
    expect(allocate(scarce, solver).unmet).toMatchObject([{ needId: 'all', missing: 998_000 }])
  })

  test('empty and full weeks beside each other', () => {
    const needs = Array.from({ length: 1000 }, (_, i) => aNeed(`n${i}`, { windows: i % 2 ? [] : PRESETS.allWeek }))
    const resources = Array.from({ length: 1000 }, (_, i) => aResource(`r${i}`, { windows: i % 4 < 2 ? [] : PRESETS.allWeek }))
    const { matches, unmet } = allocate(anInput(needs, resources), solver)
    expect({ matches: matches.length, unmet: unmet.length }).toEqual({ matches: 500, unmet: 500 })
  })
})
