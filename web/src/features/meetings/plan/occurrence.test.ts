import { describe, expect, test } from '@jest/globals'
import { clockOf, minuteOf, nextDay } from './occurrence.ts'

describe('when a rule comes round next', () => {
  test('a weekday', () => expect(nextDay({ rhythm: 'WEEKLY', weekday: 1, days: null }, '2026-11-22')).toBe('2026-11-23'))
  test('days of the month', () =>
    expect(nextDay({ rhythm: 'DAYS_OF_MONTH', weekday: null, days: [6, 16, 26] }, '2026-11-26')).toBe('2026-12-06'))
  test('the 31st of a short month', () =>
    expect(nextDay({ rhythm: 'MONTHLY', weekday: null, days: [31] }, '2026-11-22')).toBe('2026-11-30'))
})

test('a minute of the day is a clock', () => expect([clockOf(570), minuteOf('14:05')]).toEqual(['09:30', 845]))
