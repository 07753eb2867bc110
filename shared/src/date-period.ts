/** Dates are local dates of Asia/Shanghai, written YYYY-MM-DD; a period holds both its ends. */
export interface DatePeriod {
  readonly from: string
  readonly to: string
}

const MS_PER_DAY = 86_400_000

/**
 * Days since 1970-01-01.
 * @throws RangeError when the text is no date of the calendar (2026-02-30)
 */
export function dayNumber(date: string): number {
  const ms = /^\d{4}-\d{2}-\d{2}$/.test(date) ? Date.parse(`${date}T00:00:00Z`) : Number.NaN
  // Some engines roll 30 February over to March instead of refusing it.
  if (Number.isNaN(ms) || new Date(ms).toISOString().slice(0, 10) !== date) throw new RangeError(`"${date}" is no date`)
  return ms / MS_PER_DAY
}

/** The inverse of `dayNumber`. */
export function dateOf(day: number): string {
  return new Date(day * MS_PER_DAY).toISOString().slice(0, 10)
}

/** Monday = 0 … Sunday = 6. Day 0, 1 January 1970, was a Thursday. */
export function weekdayOf(day: number): number {
  return (((day + 3) % 7) + 7) % 7
}

/**
 * First and last day of a period as day numbers.
 * @throws RangeError when a date is none or the period is reversed
 */
export function periodDays({ from, to }: DatePeriod): { first: number; last: number } {
  const first = dayNumber(from)
  const last = dayNumber(to)
  if (last < first) throw new RangeError(`period ${from}..${to} is reversed`)
  return { first, last }
}
