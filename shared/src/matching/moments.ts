import { weekdayOf } from '../date-period.ts'
import { DAY, intersect, onDays, PRESETS, type WeeklyWindows } from '../weekly-windows.ts'

/** Hours of the week from one day to another (day numbers, both included): concrete minutes in concrete dates. */
export interface Use {
  readonly windows: WeeklyWindows
  readonly first: number
  readonly last: number
}

/** A concrete minute: a day's number and the minute of the week, which is one of that day's. */
export interface Moment {
  readonly day: number
  readonly minute: number
}

/** A set of uses (as ascending indexes) that are under way together, and a minute at which they are. */
export interface Gathering {
  readonly uses: number[]
  readonly at: Moment
}

/** Whether a use is under way at the moment. */
export function isUnderWay({ windows, first, last }: Use, { day, minute }: Moment): boolean {
  return first <= day && day <= last && windows.some(({ start, end }) => start <= minute && minute < end)
}

/** Which uses are under way together: the sets of `gatherings`. */
export function moments(uses: readonly Use[]): number[][] {
  return gatherings(uses).map((gathering) => gathering.uses)
}

/**
 * Every set of uses that share a concrete minute and is not part of a larger such set. Two uses whose dates overlap on a
 * Tuesday alone do not meet on Saturdays, so stretches of dates shorter than a week are looked at with their own weekdays only.
 */
export function gatherings(uses: readonly Use[]): Gathering[] {
  const cuts = [...new Set(uses.flatMap(({ first, last }) => [first, last + 1]))].sort((a, b) => a - b)
  const seen = new Set<string>()
  const found = new Map<string, Gathering>()
  for (let i = 0; i + 1 < cuts.length; i++) {
    const from = cuts[i] ?? 0
    const until = cuts[i + 1] ?? 0
    const active = uses.flatMap(({ first, last }, use) => (first <= from && last >= until - 1 ? [use] : []))
    const present = weekdaysWithin(from, until - 1)
    const stretch = `${active.join()} ${JSON.stringify(present)}`
    if (seen.has(stretch)) continue
    seen.add(stretch)
    for (const { set, minute } of together(active, uses, present)) {
      const key = set.join()
      if (!found.has(key)) found.set(key, { uses: set, at: { day: dayWith(minute, from), minute } })
    }
  }
  return largest([...found.values()])
}

/** The first day from a day on to which a minute of the week belongs. */
function dayWith(minute: number, from: number): number {
  return from + ((Math.floor(minute / DAY) - weekdayOf(from) + 7) % 7)
}

/** The days of the week that occur from one day to another: all of them in a week or more. */
export function weekdaysWithin(first: number, last: number): WeeklyWindows {
  if (last - first + 1 >= 7) return PRESETS.allWeek
  return onDays(Array.from({ length: last - first + 1 }, (_, i) => weekdayOf(first + i)), 0, DAY)
}

/** The most of the loads that is used at one moment of the use. */
export function peak(use: Use, loads: readonly { readonly use: Use; readonly quantity: number }[]): number {
  const meeting = loads.filter((load) => load.use.first <= use.last && use.first <= load.use.last)
  if (meeting.length === 0) return 0
  // Between two cuts the same loads are under way on the same days of the week.
  const cuts = [...new Set([use.first, ...meeting.flatMap((load) => [load.use.first, load.use.last + 1])])].filter((day) => day >= use.first && day <= use.last).sort((a, b) => a - b)
  return cuts.reduce((most, from, i) => {
    const until = cuts[i + 1] ?? use.last + 1
    const hours = until - from < 7 ? intersect(use.windows, weekdaysWithin(from, until - 1)) : use.windows
    return Math.max(most, highest(hours, meeting.filter((load) => load.use.first <= from && from <= load.use.last)))
  }, 0)
}

/** The most that is taken together within the hours of the week. */
function highest(hours: WeeklyWindows, loads: readonly { readonly use: Use; readonly quantity: number }[]): number {
  if (loads.length === 1 && loads[0]) return loads[0].quantity > 0 && intersect(hours, loads[0].use.windows).length > 0 ? loads[0].quantity : 0
  const changes = loads.flatMap((load) => intersect(load.use.windows, hours).flatMap(({ start, end }) => [{ at: start, by: load.quantity }, { at: end, by: -load.quantity }]))
  changes.sort((a, b) => a.at - b.at || a.by - b.by)
  let now = 0
  return changes.reduce((most, { by }) => Math.max(most, (now += by)), 0)
}

/** Whether both are under way at some concrete minute. */
export function meet(a: Use, b: Use): boolean {
  return peak(a, [{ use: b, quantity: 1 }]) > 0
}

/** A sweep over the week: a set is complete when the next thing that happens is that a use ends. */
function together(active: readonly number[], uses: readonly Use[], present: WeeklyWindows): { readonly set: number[]; readonly minute: number }[] {
  const events = active
    .flatMap((use) =>
      intersect(uses[use]?.windows ?? [], present).flatMap(({ start, end }) => [
        { at: start, use, begins: true },
        { at: end, use, begins: false },
      ]),
    )
    .sort((a, b) => a.at - b.at || Number(a.begins) - Number(b.begins))
  const result: { set: number[]; minute: number }[] = []
  const under = new Set<number>()
  let grew = false
  for (const { at, use, begins } of events) {
    if (begins) under.add(use)
    else {
      // The last minute before the first of them ends is one of all of them.
      if (grew) result.push({ set: [...under].sort((a, b) => a - b), minute: at - 1 })
      under.delete(use)
    }
    grew = begins
  }
  return result
}

function largest(sets: readonly Gathering[]): Gathering[] {
  const members = sets.map(({ uses }) => new Set(uses))
  return sets
    .filter(({ uses }, i) => !members.some((other, j) => j !== i && other.size > uses.length && uses.every((use) => other.has(use))))
    .sort((a, b) => compareSets(a.uses, b.uses))
}

function compareSets(a: readonly number[], b: readonly number[]): number {
  for (let i = 0; i < Math.min(a.length, b.length); i++) {
    const difference = (a[i] ?? 0) - (b[i] ?? 0)
    if (difference) return difference
  }
  return a.length - b.length
}
