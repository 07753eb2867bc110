/**
 * Minute-of-week arithmetic. A week is local time of Asia/Shanghai (UTC+8, no summer time): Monday 00:00 is
 * minute 0, Sunday 24:00 is minute 10080. Every function returns a new, normalised value.
 */

export const DAY = 1440
export const WEEK = 7 * DAY

/** Minutes of the week, `0 <= start < end <= 10080`, end exclusive. */
export interface Span {
  readonly start: number
  readonly end: number
}

/** Sorted, disjoint spans that do not touch each other; the one representation of a set of minutes. */
export type WeeklyWindows = readonly Span[]

/** Monday to Friday, counted from Monday = 0. Public holidays are a matter of dates, not of the week. */
export const WORKDAYS: readonly number[] = [0, 1, 2, 3, 4]
export const WEEKEND: readonly number[] = [5, 6]
export const EVERY_DAY: readonly number[] = [0, 1, 2, 3, 4, 5, 6]

/**
 * Spans in any order, overlapping or touching, as weekly windows. A span may pass Sunday midnight by running
 * beyond 10080 (Sunday 18:00 to Monday 08:00 is 9720..10560): the rest is put on Monday.
 * @throws RangeError when a bound is no integer, start lies outside 0..10079, or the length outside 1..10080.
 */
export function normalize(spans: readonly Span[]): WeeklyWindows {
  const pieces: Span[] = []
  for (const { start, end } of spans) {
    if (!Number.isInteger(start) || !Number.isInteger(end)) throw new RangeError(`span ${start}..${end}: whole minutes only`)
    if (start < 0 || start >= WEEK) throw new RangeError(`span ${start}..${end}: starts outside the week`)
    if (end <= start || end - start > WEEK) throw new RangeError(`span ${start}..${end}: is empty or longer than a week`)
    pieces.push({ start, end: Math.min(end, WEEK) })
    if (end > WEEK) pieces.push({ start: 0, end: end - WEEK })
  }
  return merged(pieces)
}

/** Minutes in either. */
export function union(a: WeeklyWindows, b: WeeklyWindows): WeeklyWindows {
  return merged([...a, ...b])
}

/** Minutes in both. */
export function intersect(a: WeeklyWindows, b: WeeklyWindows): WeeklyWindows {
  const result: Span[] = []
  let i = 0
  let j = 0
  for (let x = a[i], y = b[j]; x && y; x = a[i], y = b[j]) {
    const start = Math.max(x.start, y.start)
    const end = Math.min(x.end, y.end)
    if (start < end) result.push({ start, end })
    if (x.end <= y.end) i++
    else j++
  }
  return result
}

/** Minutes of `a` that are not in `b`. */
export function subtract(a: WeeklyWindows, b: WeeklyWindows): WeeklyWindows {
  return intersect(a, complement(b))
}

/** Minutes of the week outside `w`. */
export function complement(w: WeeklyWindows): WeeklyWindows {
  const result: Span[] = []
  let at = 0
  for (const span of w) {
    if (span.start > at) result.push({ start: at, end: span.start })
    at = span.end
  }
  if (at < WEEK) result.push({ start: at, end: WEEK })
  return result
}

/** Whether every minute of `inner` is in `outer`; true for an empty `inner`. */
export function covers(outer: WeeklyWindows, inner: WeeklyWindows): boolean {
  let i = 0
  return inner.every(({ start, end }) => {
    while (i < outer.length && (outer[i]?.end ?? 0) < end) i++
    const span = outer[i]
    return span !== undefined && span.start <= start
  })
}

/** How many minutes a week, 0..10080. */
export function minutes(w: WeeklyWindows): number {
  return w.reduce((sum, { start, end }) => sum + end - start, 0)
}

export function isEmpty(w: WeeklyWindows): boolean {
  return w.length === 0
}

export function sameWindows(a: WeeklyWindows, b: WeeklyWindows): boolean {
  return a.length === b.length && a.every((span, i) => span.start === b[i]?.start && span.end === b[i]?.end)
}

/**
 * The same hours on each of the days (Monday = 0).
 * @param from minute of the day, 0..1439
 * @param to minutes after the day's 00:00; beyond 1440 it is the next day (08:00 next day is 1920)
 * @throws RangeError like `normalize`
 */
export function onDays(days: readonly number[], from: number, to: number): WeeklyWindows {
  return normalize(days.map((day) => ({ start: day * DAY + from, end: day * DAY + to })))
}

/** The hours most entries have. `workdayNights` is the strict reading: Friday's night ends on Saturday at 08:00, Sunday's is not in it. */
export const PRESETS = {
  workdayNights: onDays(WORKDAYS, 18 * 60, DAY + 8 * 60),
  weekends: onDays(WEEKEND, 0, DAY),
  workdayDays: onDays(WORKDAYS, 8 * 60, 18 * 60),
  allWeek: [{ start: 0, end: WEEK }],
} as const satisfies Record<string, WeeklyWindows>

/**
 * The Monday morning that "工作日 18:00 至次日 08:00，周末全天" leaves out: Sunday runs to 24:00, Monday starts
 * later, yet the other nights (at least two of Monday's to Thursday's) all go on to one same hour.
 * @returns the missing span from Monday 00:00, or null when nothing looks forgotten
 */
export function nightGap(w: WeeklyWindows): Span | null {
  const first = w[0]
  if (!first || first.start === 0 || w.at(-1)?.end !== WEEK) return null
  const ends = [1, 2, 3, 4].flatMap((day) => {
    const midnight = day * DAY
    const night = w.find(({ start, end }) => start < midnight && end > midnight)
    return night ? [night.end - midnight] : []
  })
  const hour = ends[0]
  if (hour === undefined || ends.length < 2 || ends.some((end) => end !== hour)) return null
  return { start: 0, end: Math.min(hour, first.start) }
}

function merged(spans: Span[]): WeeklyWindows {
  const result: { start: number; end: number }[] = []
  for (const { start, end } of spans.sort((a, b) => a.start - b.start)) {
    const last = result.at(-1)
    if (last && start <= last.end) last.end = Math.max(last.end, end)
    else result.push({ start, end })
  }
  return result
}
