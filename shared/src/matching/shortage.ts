import { periodDays } from '../date-period.ts'
import { compareIds, type Load, type OpenNeed, type OpenResource } from './board.ts'
import { meet, type Use } from './moments.ts'
import { free } from './pairs.ts'
import { earliestSlots, slotsWithin } from './slots.ts'
import { sharedHours } from './suitability.ts'
import type { Match, Obstacle } from './types.ts'

type Shortage = Extract<Obstacle, { readonly code: 'QUANTITY' | 'TAKEN' }>

/**
 * Why a resource that suits a need does not give the missing units: others use it in the same hours (TAKEN), or it
 * is too small, or what is missing is less than the least part (QUANTITY). Counts are left to the caller.
 */
export function shortageOf(need: OpenNeed, open: OpenResource, missing: number, matches: readonly Match[]): Shortage {
  const counts = { tested: 1, passed: 0, resourceId: open.resource.id }
  const all = open.resource.quantity ?? Number.MAX_SAFE_INTEGER
  const most = Math.min(all, missing)
  if (all < need.least) return { code: 'QUANTITY', ...counts, least: need.least, most: all, short: need.least - all }
  const days = need.days ?? { first: 0, last: 0 }
  const uses: Use[] = need.need.slot
    ? slotsWithin(sharedHours(need, open), need.need.slot.minutes).map((slot) => ({ windows: [slot], ...days }))
    : [{ windows: need.need.windows ?? open.windows, ...days }]
  const loads: Load[] = [...open.loads, ...matches.map((match) => ({ needId: match.needId, quantity: match.quantity, use: { windows: match.windows ?? open.windows, ...periodDays(match.period) } }))]
  const own = matches.some(({ needId }) => needId === need.need.id)
  const takers = takersOf(need.need.id, open, loads, uses)
  const left = freeForAll({ ...open, loads }, uses, need.need.slot?.timesPerWeek ?? 1)
  const wanted = own ? 1 : Math.min(need.least, missing)
  if (takers.length && left < Math.max(wanted, 1)) return { code: 'TAKEN', ...counts, takers, free: left, short: Math.max(1, wanted - left) }
  return { code: 'QUANTITY', ...counts, least: need.least, most, short: left < need.least ? Math.max(1, missing - left) : Math.max(1, need.least - missing) }
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
