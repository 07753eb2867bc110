import { periodDays, weekdayOf, type DatePeriod } from './date-period.ts'
import { DAY, intersect, type WeeklyWindows } from './weekly-windows.ts'

/** A concrete stretch of time as UTC instants, end exclusive. */
export interface Occurrence {
  readonly start: Date
  readonly end: Date
}

/** A booking reaches at most a year ahead (366 days, so that a leap year fits). */
export const LONGEST_PERIOD_DAYS = 366

const MS_PER_MINUTE = 60_000
const SHANGHAI_MINUTES = 8 * 60

/**
 * The weekly windows as dates: every concrete stretch inside the period, from its first day's 00:00 to its last
 * day's 24:00 (Asia/Shanghai, inclusive dates), in order. What passes midnight, Sunday's too, is one stretch; what
 * passes an end of the period is cut there.
 * @throws RangeError when a date is none, or the period reversed or longer than 366 days
 */
export function occurrences(windows: WeeklyWindows, period: DatePeriod): Occurrence[] {
  const { first, last } = periodDays(period)
  if (last - first + 1 > LONGEST_PERIOD_DAYS) throw new RangeError(`period of ${last - first + 1} days is longer than ${LONGEST_PERIOD_DAYS}`)
  const ofWeekday = [0, 1, 2, 3, 4, 5, 6].map((weekday) =>
    intersect(windows, [{ start: weekday * DAY, end: (weekday + 1) * DAY }]).map(({ start, end }) => ({
      start: start - weekday * DAY,
      end: end - weekday * DAY,
    })),
  )
  const stretches: { start: number; end: number }[] = []
  for (let day = first; day <= last; day++) {
    for (const { start, end } of ofWeekday[weekdayOf(day)] ?? []) {
      const before = stretches.at(-1)
      if (before?.end === day * DAY + start) before.end = day * DAY + end
      else stretches.push({ start: day * DAY + start, end: day * DAY + end })
    }
  }
  return stretches.map(({ start, end }) => ({ start: instant(start), end: instant(end) }))
}

function instant(localMinute: number): Date {
  return new Date((localMinute - SHANGHAI_MINUTES) * MS_PER_MINUTE)
}
