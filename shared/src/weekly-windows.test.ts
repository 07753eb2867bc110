import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { complement, covers, DAY, intersect, isEmpty, minutes, nightGap, normalize, onDays, PRESETS, sameWindows, subtract, union, WEEK, type WeeklyWindows } from './weekly-windows.ts'
import { anyWindows } from './windows-samples.ts'

function minuteSet(w: WeeklyWindows): Set<number> {
  return new Set(w.flatMap(({ start, end }) => Array.from({ length: end - start }, (_, i) => start + i)))
}

const nightsAndWeekend = union(PRESETS.workdayNights, PRESETS.weekends)

describe('weekly windows', () => {
  test('a span over Sunday midnight goes on on Monday', () => {
    expect(normalize([{ start: 9720, end: 10560 }])).toEqual([{ start: 0, end: 480 }, { start: 9720, end: 10080 }])
  })

  test('touching and overlapping spans become one', () => {
    expect(normalize([{ start: 60, end: 120 }, { start: 0, end: 60 }, { start: 100, end: 130 }])).toEqual([{ start: 0, end: 130 }])
  })

  test.each([
    [-1, 5], [0, 0], [5, 4], [WEEK, WEEK + 1], [0, WEEK + 1], [0.5, 3], [0, Number.NaN], [Number.POSITIVE_INFINITY, 3],
  ])('refuses %d..%d', (start, end) => {
    expect(() => normalize([{ start, end }])).toThrow(RangeError)
  })

  test('the set operations agree with sets of minutes', () => {
    fc.assert(
      fc.property(anyWindows, anyWindows, (a, b) => {
        const [x, y] = [minuteSet(a), minuteSet(b)]
        expect(minuteSet(union(a, b))).toEqual(new Set([...x, ...y]))
        expect(minuteSet(intersect(a, b))).toEqual(new Set([...x].filter((m) => y.has(m))))
        expect(minuteSet(subtract(a, b))).toEqual(new Set([...x].filter((m) => !y.has(m))))
        expect(covers(a, b)).toBe([...y].every((m) => x.has(m)))
        expect(minutes(a)).toBe(x.size)
        expect(normalize(union(a, b))).toEqual(union(a, b))
        expect(complement(complement(a))).toEqual(a)
        expect(isEmpty(a)).toBe(x.size === 0)
        expect(sameWindows(a, b)).toBe(covers(a, b) && covers(b, a))
      }),
      { numRuns: 60 },
    )
  })

  test('workday nights and weekends are 110 hours', () => {
    expect(minutes(nightsAndWeekend)).toBe(110 * 60)
  })

  test('the Monday morning left out is found, and only it', () => {
    expect(nightGap(nightsAndWeekend)).toEqual({ start: 0, end: 480 })
    expect(nightGap(union(nightsAndWeekend, onDays([0], 0, 480)))).toBeNull()
    expect(nightGap(union(nightsAndWeekend, onDays([0], 300, 480)))).toEqual({ start: 0, end: 300 })
    expect(nightGap(PRESETS.workdayNights)).toBeNull()
    expect(nightGap(PRESETS.weekends)).toBeNull()
    expect(nightGap(PRESETS.allWeek)).toBeNull()
    expect(nightGap([])).toBeNull()
    expect(nightGap(union(onDays([0], 1080, DAY + 480), union(onDays([1], 1080, DAY + 420), PRESETS.weekends)))).toBeNull()
  })
})
