import { periodDays } from '../date-period.ts'
import { compareIds, type Load, type OpenNeed, type OpenResource } from './board.ts'
import { meet, type Use } from './moments.ts'
import { free } from './pairs.ts'
import { earliestSlots, slotsWithin } from './slots.ts'
import { sharedHours } from './suitability.ts'
import type { Match, Obstacle } from './types.ts'

type Shortage = Extract<Obstacle, { readonly code: 'QUANTITY' | 'TAKEN' }>

/**
 * Why a resource that suits a need does not give the missing units: it is too small, or what is missing is less than
 * the least part (QUANTITY), or others use it in the same hours and without them more could be had (TAKEN). Counts
 * are left to the caller.
 * @param matches those of this resource
 */
export function shortageOf(need: OpenNeed, open: OpenResource, missing: number, matches: readonly Match[]): Shortage {
  const { id, slot, windows } = need.need
  const days = need.days ?? { first: 0, last: 0 }
  const uses: Use[] = slot
    ? slotsWithin(sharedHours(need, open), slot.minutes).map((span) => ({ windows: [span], ...days }))
    : [{ windows: windows ?? open.windows, ...days }]
  const matched: Load[] = matches.map(({ needId, quantity, windows: hours, period }) => ({ needId, quantity, use: { windows: hours ?? open.windows, ...periodDays(period) } }))
  const loads = [...open.loads, ...matched]
  const freeWith = (some: readonly Load[]): number => freeForAll({ ...open, loads: some }, uses, slot?.timesPerWeek ?? 1)

  const counts = { tested: 1, passed: 0, resourceId: open.resource.id }
  const most = Math.min(need.need.quantity, freeWith(open.loads.filter(({ needId }) => needId === id)))
  if (most < need.least) return { code: 'QUANTITY', ...counts, least: need.least, most, short: need.least - most }
  const served = matched.some(({ needId }) => needId === id)
  if (!served && missing < need.least) return { code: 'QUANTITY', ...counts, least: need.least, most: missing, short: need.least - missing }
  const wanted = served ? 1 : need.least
  const left = freeWith(loads)
  if (left < wanted && freeWith(loads.filter(({ needId }) => needId === id)) >= wanted) {
    return { code: 'TAKEN', ...counts, takers: takersOf(id, open, loads, uses), free: left, short: wanted - left }
  }
  return { code: 'QUANTITY', ...counts, least: need.least, most, short: missing }
}

/** What is free in every use, or, of slots, in as many as are wanted. */
function freeForAll(open: OpenResource, uses: readonly Use[], times: number): number {
  const frees = uses.map((use) => ({ use, left: free(open, use) }))
  const amounts = [...new Set(frees.map(({ left }) => left))].sort((a, b) => b - a)
  const enough = (amount: number): boolean => {
    const slots = frees.flatMap(({ use, left }) => (left >= amount ? use.windows.slice(0, 1) : []))
    return earliestSlots(slots, times) !== null
  }
  return amounts.find(uses.length === 1 ? () => true : enough) ?? 0
}

function takersOf(needId: string, open: OpenResource, loads: readonly Load[], uses: readonly Use[]): { needId: string; quantity: number }[] {
  const inTime = open.resource.supply === 'REUSABLE'
  const taken = new Map<string, number>()
  for (const load of loads) {
    if (load.needId === needId || load.quantity === 0 || (inTime && !uses.some((use) => meet(use, load.use)))) continue
    taken.set(load.needId, (taken.get(load.needId) ?? 0) + load.quantity)
  }
  return [...taken].map(([id, quantity]) => ({ needId: id, quantity })).sort((a, b) => b.quantity - a.quantity || compareIds(a.needId, b.needId))
}
