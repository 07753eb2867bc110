import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { DAY, onDays } from '../weekly-windows.ts'
import { meet } from './moments.ts'
import { namePlaces, type PlaceUse } from './named-places.ts'

const use = (id: string, quantity: number, days: readonly number[], places?: readonly number[]): PlaceUse => ({ id, quantity, use: { windows: onDays(days, 0, DAY), first: 0, last: 27 }, ...(places ? { places } : {}) })

describe('named spaces', () => {
  test('nine for 居民 and three for 谈阁 at the same hours: places 1 to 9 and 10 to 12', () => {
    const answer = namePlaces(12, [use('residents', 9, [0, 1]), use('tange', 3, [1])])
    expect(answer.named && [...answer.places.values()].map((places) => [places[0], places.at(-1)])).toEqual([[1, 9], [10, 12]])
  })

  test('who never meets may have the same place', () => {
    const answer = namePlaces(1, [use('mondays', 1, [0]), use('tuesdays', 1, [1])])
    expect(answer).toMatchObject({ named: true })
  })

  test('three of which every two meet, yet never all at once: two places suffice at every moment, but nobody can keep one', () => {
    const three = [use('ab', 1, [0, 1]), use('bc', 1, [1, 2]), use('ca', 1, [0, 2])]
    expect(namePlaces(2, three)).toEqual({ named: false, reason: 'NO_FIXED_PLACES', conflict: ['ab', 'bc', 'ca'] })
    expect(namePlaces(3, three).named).toBe(true)
  })

  test('more than there are at one moment is told with who they are', () => {
    expect(namePlaces(2, [use('a', 2, [0]), use('b', 1, [0]), use('c', 1, [4])])).toEqual({ named: false, reason: 'TOO_MANY', conflict: ['a', 'b'] })
  })

  test('a garage of three hundred spaces and as many who use them is done within what somebody waits for, and a crossing in it does not make it endless', () => {
    const many = Array.from({ length: 150 }, (_, i): PlaceUse => ({ id: `use ${String(i).padStart(3, '0')}`, quantity: 1 + (i % 3), use: { windows: [{ start: (i * 37) % 9000, end: ((i * 37) % 9000) + 600 }], first: i % 50, last: 50 + (i % 60) } }))
    const began = performance.now()
    const answer = namePlaces(300, many, { steps: 20_000 })
    expect(answer.named && many.every(({ id, quantity }) => answer.places.get(id)?.length === quantity)).toBe(true)
    const week = Array.from({ length: 50 }, (_, i) => [use(`ab ${i}`, 1, [0, 1]), use(`bc ${i}`, 1, [1, 2]), use(`ca ${i}`, 1, [0, 2])]).flat()
    const crossed = namePlaces(100, week, { steps: 20_000 })
    expect(crossed.named).toBe(false)
    expect(performance.now() - began).toBeLessThan(20_000)
  })

  test('who has places keeps them when somebody is added', () => {
    const answer = namePlaces(4, [use('first', 2, [0, 1], [3, 4]), use('new', 1, [1, 2])])
    expect(answer).toMatchObject({ named: true, moved: [] })
    expect(answer.named && answer.places.get('first')).toEqual([3, 4])
  })

  test('found exactly when trying everything finds it, and never two on one place', () => {
    const some = fc.array(fc.record({ quantity: fc.integer({ min: 1, max: 2 }), days: fc.subarray([0, 1, 2, 3], { minLength: 1 }), held: fc.boolean() }), { minLength: 1, maxLength: 5 })
    fc.assert(
      fc.property(some, fc.integer({ min: 1, max: 4 }), (drawn, capacity) => {
        const uses = drawn.map(({ quantity, days, held }, i) => use(`u${i}`, quantity, days, held ? Array.from({ length: quantity }, (_, k) => k + 1) : undefined))
        const answer = namePlaces(capacity, uses)
        expect(answer.named).toBe(possible(capacity, uses))
        expect(namePlaces(capacity, uses.toReversed())).toEqual(answer)
        if (!answer.named) {
          expect(answer.reason).not.toBe('UNDECIDED')
          expect(possible(capacity, uses.filter(({ id }) => answer.conflict.includes(id)))).toBe(false)
          return
        }
        for (const a of uses) {
          expect(new Set(answer.places.get(a.id)).size).toBe(a.quantity)
          for (const b of uses) if (a !== b && meet(a.use, b.use)) expect(answer.places.get(a.id)!.some((place) => answer.places.get(b.id)!.includes(place))).toBe(false)
        }
      }),
      { numRuns: Number(process.env.RUNS ?? 500), seed: Number(process.env.SEED ?? 12) },
    )
  })
})

/** By trying every set of places for every use, day by day. */
function possible(capacity: number, uses: readonly PlaceUse[]): boolean {
  const sets = Array.from({ length: 2 ** capacity }, (_, mask) => mask)
  const size = (mask: number): number => mask.toString(2).replaceAll('0', '').length
  const days = (one: PlaceUse): number[] => [0, 1, 2, 3].filter((day) => one.use.windows.some(({ start, end }) => start <= day * DAY && end > day * DAY))
  const visit = (at: number, given: readonly number[]): boolean => {
    const one = uses[at]
    if (!one) return true
    return sets.some((mask) => size(mask) === one.quantity && given.every((other, j) => (other & mask) === 0 || !days(uses[j]!).some((day) => days(one).includes(day))) && visit(at + 1, [...given, mask]))
  }
  return visit(0, [])
}
