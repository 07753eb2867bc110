import { weekdayOf } from '../date-period.ts'
import { DAY, intersect, onDays, PRESETS, type WeeklyWindows } from '../weekly-windows.ts'

/** Hours of the week from one day to another (day numbers, both included): concrete minutes in concrete dates. */
export interface Use {
  readonly windows: WeeklyWindows
  readonly first: number
  readonly last: number
}

/**
 * Which uses are under way together: every set of uses (as ascending indexes) that share a concrete minute and is
 * not part of a larger such set. Two uses whose dates overlap on a Tuesday alone do not meet on Saturdays, so
 * stretches of dates shorter than a week are looked at with their own weekdays only.
 */
export function moments(uses: readonly Use[]): number[][] {
  const cuts = [...new Set(uses.flatMap(({ first, last }) => [first, last + 1]))].sort((a, b) => a - b)
  const seen = new Set<string>()
  const found = new Map<string, number[]>()
  for (let i = 0; i + 1 < cuts.length; i++) {
    const from = cuts[i] ?? 0
    const until = cuts[i + 1] ?? 0
    const active = uses.flatMap(({ first, last }, use) => (first <= from && last >= until - 1 ? [use] : []))
    const present = weekdaysWithin(from, until - 1)
    const stretch = `${active.join()} ${JSON.stringify(present)}`
    if (seen.has(stretch)) continue
    seen.add(stretch)
    for (const set of together(active, uses, present)) found.set(set.join(), set)
  }
  return largest([...found.values()])
}

/** The days of the week that occur from one day to another: all of them in a week or more. */
export function weekdaysWithin(first: number, last: number): WeeklyWindows {
  if (last - first + 1 >= 7) return PRESETS.allWeek
  return onDays(Array.from({ length: last - first + 1 }, (_, i) => weekdayOf(first + i)), 0, DAY)
}

/** The most of the loads that is used at one moment of the use. */
export function peak(use: Use, loads: readonly { readonly use: Use; readonly quantity: number }[]): number {
  const uses = [use, ...loads.map((load) => load.use)]
  return moments(uses).reduce((most, set) => {
    if (set[0] !== 0) return most
    return Math.max(most, set.slice(1).reduce((sum, i) => sum + (loads[i - 1]?.quantity ?? 0), 0))
  }, 0)
}

/** Whether both are under way at some concrete minute. */
export function meet(a: Use, b: Use): boolean {
  return moments([a, b]).some((set) => set.length === 2)
}

/** A sweep over the week: a set is complete when the next thing that happens is that a use ends. */
function together(active: readonly number[], uses: readonly Use[], present: WeeklyWindows): number[][] {
  const events = active
    .flatMap((use) =>
      intersect(uses[use]?.windows ?? [], present).flatMap(({ start, end }) => [
        { at: start, use, begins: true },
        { at: end, use, begins: false },
      ]),
    )
    .sort((a, b) => a.at - b.at || Number(a.begins) - Number(b.begins))
  const result: number[][] = []
  const under = new Set<number>()
  let grew = false
  for (const { use, begins } of events) {
    if (begins) under.add(use)
    else {
      if (grew) result.push([...under].sort((a, b) => a - b))
      under.delete(use)
    }
    grew = begins
  }
  return result
}

function largest(sets: number[][]): number[][] {
  const members = sets.map((set) => new Set(set))
  return sets
    .filter((set, i) => !members.some((other, j) => j !== i && other.size > set.length && set.every((use) => other.has(use))))
    .sort((a, b) => compareSets(a, b))
}

function compareSets(a: readonly number[], b: readonly number[]): number {
  for (let i = 0; i < Math.min(a.length, b.length); i++) {
    const difference = (a[i] ?? 0) - (b[i] ?? 0)
    if (difference) return difference
  }
  return a.length - b.length
}
