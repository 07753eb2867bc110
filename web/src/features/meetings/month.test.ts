import { describe, expect, test } from '@jest/globals'
import { daysOf, monthBefore, nextMonth } from './month.ts'

describe('a month as whole weeks', () => {
  test('begins on a Monday and ends on a Sunday', () => {
    const days = daysOf('2026-03')
    expect([days[0], days.at(-1), days.length]).toEqual(['2026-02-23', '2026-04-05', 42])
    expect(daysOf('2027-02')).toHaveLength(28)
  })
  test('over the turn of a year', () => {
    expect([nextMonth('2026-12'), monthBefore('2026-01')]).toEqual(['2027-01', '2025-12'])
  })
})
