import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { dateOf, dayNumber, weekdayOf } from './date-period.ts'
import { nextRound } from './meeting-rhythm.ts'

const since = '2026-01-10'

describe('when the next meeting comes round', () => {
  test.each([
    [{ rhythm: 'WEEKLY', weekday: 1, days: null }, '2026-03-05', '2026-03-09'],
    [{ rhythm: 'WEEKLY', weekday: 4, days: null }, '2026-03-05', '2026-03-12'],
    [{ rhythm: 'MONTHLY', weekday: null, days: [31] }, '2026-02-01', '2026-02-28'],
    [{ rhythm: 'HALF_YEARLY', weekday: null, days: [15] }, '2026-01-20', '2026-07-15'],
    [{ rhythm: 'DAYS_OF_MONTH', weekday: null, days: [6, 16, 26] }, '2026-03-06', '2026-03-16'],
    [{ rhythm: 'DAYS_OF_MONTH', weekday: null, days: [6, 16, 26] }, '2026-12-26', '2027-01-06'],
  ] as const)('%j after %s is %s', (rule, after, date) => expect(nextRound({ ...rule, since }, after).date).toBe(date))

  test('逢6必访: the 6th hears, the 16th pushes, the 26th looks back', () => {
    const rule = { rhythm: 'DAYS_OF_MONTH', weekday: null, days: [6, 16, 26], since } as const
    expect(['2026-03-01', '2026-03-10', '2026-03-20'].map((after) => nextRound(rule, after).index)).toEqual([0, 1, 2])
  })

  test('any rhythm goes on for ever, always later, never skipping a week it should meet in', () =>
    fc.assert(
      fc.property(fc.integer({ min: 15_000, max: 40_000 }), fc.integer({ min: 1, max: 7 }), fc.uniqueArray(fc.integer({ min: 1, max: 31 }), { minLength: 1, maxLength: 6 }), (day, weekday, unsorted) => {
        const after = dateOf(day)
        const weekly = nextRound({ rhythm: 'WEEKLY', weekday, days: null, since }, after).date
        expect([weekdayOf(dayNumber(weekly)), dayNumber(weekly) - day > 0, dayNumber(weekly) - day <= 7]).toEqual([weekday - 1, true, true])
        const days = unsorted.toSorted((a, b) => a - b)
        const { date, index } = nextRound({ rhythm: 'DAYS_OF_MONTH', weekday: null, days, since }, after)
        expect(dayNumber(date)).toBeGreaterThan(day)
        expect(Number(date.slice(8))).toBeLessThanOrEqual(days[index]!)
      }),
    ))
})
