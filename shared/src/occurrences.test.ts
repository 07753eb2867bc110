import { describe, expect, test } from '@jest/globals'
import { dateOf, dayNumber, periodDays, weekdayOf } from './date-period.ts'
import { occurrences } from './occurrences.ts'
import { onDays, PRESETS, union } from './weekly-windows.ts'

function stretches(...args: Parameters<typeof occurrences>): string[] {
  const local = (at: Date): string => new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, 16)
  return occurrences(...args).map(({ start, end }) => `${local(start)} ${local(end)}`)
}

describe('dates', () => {
  test('2026-03-16 is a Monday', () => {
    expect(weekdayOf(dayNumber('2026-03-16'))).toBe(0)
    expect(dateOf(dayNumber('2026-03-16'))).toBe('2026-03-16')
    expect(weekdayOf(-4)).toBe(6)
  })

  test.each(['2026-02-30', '2026-13-01', '20260101', '', '2026-1-1'])('"%s" is no date', (date) => {
    expect(() => dayNumber(date)).toThrow(RangeError)
  })

  test('a period has both its ends and is not reversed', () => {
    expect(periodDays({ from: '2026-03-16', to: '2026-03-16' })).toEqual({ first: 20528, last: 20528 })
    expect(() => periodDays({ from: '2026-03-17', to: '2026-03-16' })).toThrow(RangeError)
  })
})

describe('occurrences', () => {
  test('are UTC instants of Shanghai hours', () => {
    expect(occurrences(onDays([5], 480, 720), { from: '2026-03-16', to: '2026-03-22' })).toEqual([
      { start: new Date('2026-03-21T00:00:00Z'), end: new Date('2026-03-21T04:00:00Z') },
    ])
  })

  test('nights and the weekend join, also over Sunday midnight, and are cut at the ends of the period', () => {
    const everyNight = union(union(PRESETS.workdayNights, PRESETS.weekends), onDays([0], 0, 480))
    expect(stretches(everyNight, { from: '2026-03-20', to: '2026-03-24' })).toEqual([
      '2026-03-20T00:00 2026-03-20T08:00',
      '2026-03-20T18:00 2026-03-23T08:00',
      '2026-03-23T18:00 2026-03-24T08:00',
      '2026-03-24T18:00 2026-03-25T00:00',
    ])
  })

  test('all week is one stretch', () => {
    expect(stretches(PRESETS.allWeek, { from: '2026-01-01', to: '2026-12-31' })).toEqual(['2026-01-01T00:00 2027-01-01T00:00'])
  })

  test('no hours, no occurrences', () => {
    expect(occurrences([], { from: '2026-01-01', to: '2026-12-31' })).toEqual([])
  })

  test('at most 366 days', () => {
    expect(occurrences(PRESETS.weekends, { from: '2026-01-01', to: '2027-01-01' })).toHaveLength(52)
    expect(() => occurrences(PRESETS.weekends, { from: '2026-01-01', to: '2027-01-02' })).toThrow(RangeError)
    expect(() => occurrences(PRESETS.weekends, { from: '2026-01-02', to: '2026-01-01' })).toThrow(RangeError)
    expect(() => occurrences(PRESETS.weekends, { from: '2026-02-30', to: '2026-03-01' })).toThrow(RangeError)
  })
})
