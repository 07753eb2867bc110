import { describe, expect, test } from '@jest/globals'
import loadHighs from 'highs'
import { DAY, onDays, PRESETS } from '../weekly-windows.ts'
import { allocate } from './allocate.ts'
import { check } from './check.ts'
import { highsSolver } from './highs-solver.ts'
import { unsuitability } from './obstacles.ts'
import { freeQuantity } from './pairs.ts'
import { aNeed, anInput, aResource } from './testing/story.ts'
import type { Allocation, Match, MatchingInput } from './types.ts'

const solver = highsSolver(await loadHighs())
const weekends = PRESETS.weekends

const input: MatchingInput = anInput(
  [aNeed('n', { quantity: 6, leastPart: 2, windows: weekends }), aNeed('m', { quantity: 2, divisible: false, windows: onDays([5], 0, DAY) })],
  [aResource('r', { quantity: 4, windows: weekends }), aResource('s', { quantity: 3 }), aResource('far', { category: 'LAND', attributes: {} })],
  { declined: [{ needId: 'm', resourceId: 's' }] },
)
const good = allocate(input, solver)

function changed(index: number, change: Partial<Match>): Allocation {
  return { ...good, matches: good.matches.map((match, i) => (i === index ? { ...match, ...change } : match)) }
}

describe('the checker', () => {
  test('accepts what the engine finds', () => {
    expect(good.matches.map(({ needId, resourceId, quantity }) => [needId, resourceId, quantity])).toEqual([['m', 'r', 2], ['n', 'r', 2], ['n', 's', 3]])
    expect(check(input, good)).toEqual([])
  })

  test.each<[string, Allocation, MatchingInput?]>([
    ['UNKNOWN_ID', changed(0, { needId: 'nobody' })],
    ['PAIR_TWICE', { ...good, matches: [...good.matches, ...good.matches.slice(0, 1)] }],
    ['QUANTITY', changed(1, { quantity: 1.5 })],
    ['CATEGORY', changed(1, { resourceId: 'far' })],
    ['OWN_RESOURCE', good, { ...input, needs: input.needs.map((need) => ({ ...need, ownerId: 'r' })) }],
    ['AUDIENCE', good, { ...input, resources: input.resources.map((resource) => ({ ...resource, audience: 'others' })) }],
    ['ATTRIBUTES', good, { ...input, needs: input.needs.map((need) => ({ ...need, attributes: { vehicle: 'CAR', covered: true } })) }],
    ['DECLINED', changed(0, { resourceId: 's' })],
    ['PERIOD', good, { ...input, resources: input.resources.map((resource) => ({ ...resource, period: { from: '2026-03-17', to: '2026-12-31' } })) }],
    ['PERIOD', changed(0, { period: { from: '2026-03-16', to: '2026-12-30' } })],
    ['HOURS', changed(0, { windows: onDays([5], 0, 60) })],
    ['HOURS', good, { ...input, resources: input.resources.map((resource) => ({ ...resource, windows: onDays([6], 0, DAY) })) }],
    ['SLOTS', good, { ...input, needs: input.needs.map((need) => ({ ...need, slot: { minutes: 120, timesPerWeek: 1 } })) }],
    ['LEAST_PART', changed(1, { quantity: 1 })],
    ['NOT_WHOLE', changed(0, { quantity: 1 })],
    ['NEED_OVERFILLED', changed(2, { quantity: 5 })],
    ['OVERBOOKED', changed(1, { quantity: 3 })],
    ['OVERBOOKED', good, { ...input, committed: [{ needId: 'x', resourceId: 'r', quantity: 1, windows: onDays([5], 720, 721), period: { from: '2026-12-26', to: '2026-12-26' } }] }],
    ['OUT_OF_STOCK', good, { ...input, resources: input.resources.map((resource) => ({ ...resource, supply: 'CONSUMABLE', quantity: 2 })) }],
    ['SCORE', changed(0, { score: 99 })],
    ['VALUE', { ...good, value: good.value + 1 }],
    ['VALUE', { ...good, bound: good.value - 1 }],
    ['UNMET', { ...good, unmet: [] }],
  ])('finds %s', (code, allocation, other = input) => {
    expect(check(other, allocation).map((violation) => violation.code)).toContain(code)
  })
})

describe('questions about one pair', () => {
  const need = aNeed('n', { windows: weekends })

  test('why it does not suit', () => {
    expect(unsuitability(need, aResource('r'), '2026-03-05')).toBeNull()
    expect(unsuitability(need, aResource('r', { windows: onDays([5], 0, DAY) }), '2026-03-05')).toMatchObject({ code: 'WINDOWS', resourceId: 'r', missing: onDays([6], 0, DAY) })
    expect(unsuitability(need, aResource('r', { ownerId: 'n' }), '2026-03-05')).toMatchObject({ code: 'NO_RESOURCE' })
    expect(unsuitability(need, aResource('r'), '2027-03-05')).toMatchObject({ code: 'PERIOD', resourceId: null })
  })

  test('what is free in its hours', () => {
    const period = { from: '2026-03-16', to: '2026-12-31' }
    const committed = [
      { needId: 'a', resourceId: 'r', quantity: 2, windows: onDays([5], 0, DAY), period },
      { needId: 'b', resourceId: 'r', quantity: 1, windows: onDays([6], 0, DAY), period },
      { needId: 'c', resourceId: 'other', quantity: 5, windows: null, period },
    ]
    expect(freeQuantity(aResource('r', { quantity: 4 }), committed, weekends, period)).toBe(2)
    expect(freeQuantity(aResource('r', { quantity: 4 }), committed, onDays([6], 0, DAY), period)).toBe(3)
    expect(freeQuantity(aResource('r', { quantity: 4, supply: 'CONSUMABLE' }), committed, onDays([6], 0, DAY), period)).toBe(1)
    expect(freeQuantity(aResource('r', { quantity: null, supply: 'UNLIMITED' }), committed, null, period)).toBe(Number.POSITIVE_INFINITY)
  })
})
