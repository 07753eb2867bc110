import { periodDays, type DatePeriod } from '../date-period.ts'
import type { Span, WeeklyWindows } from '../weekly-windows.ts'
import { openResource, type Board, type OpenNeed, type OpenResource } from './board.ts'
import { grouped } from './grouped.ts'
import { peak, type Use } from './moments.ts'
import { scoreTerms, total } from './score.ts'
import { earliestSlots, slotsWithin } from './slots.ts'
import { sharedHours, suits } from './suitability.ts'
import type { Commitment, MatchingResource, ScoreTerm } from './types.ts'

/** A need and a resource that can be matched. */
export interface Pair {
  readonly need: OpenNeed
  readonly resource: OpenResource
  readonly terms: readonly ScoreTerm[]
  readonly score: number
  /** Smallest and largest quantity, 1 <= least <= most <= rest. */
  readonly least: number
  readonly most: number
  /** Where and when the resource's units are taken: once for a plain need, else one of which `timesPerWeek` are chosen. */
  readonly uses: readonly PairUse[]
}

export interface PairUse {
  readonly use: Use
  readonly slot: Span | null
}

/** Every pair that passes the tests and for which enough is left, by need id, then resource id. */
export function pairs({ needs, resources, weights, isDeclined, hasGiven }: Board): Pair[] {
  const byCategory = grouped(resources, ({ resource }) => resource.category)
  return needs.flatMap((need) => {
    if (need.rest === 0 || need.days === null) return []
    return (byCategory.get(need.need.category) ?? []).flatMap((resource) => {
      if (!suits(need, resource) || isDeclined(need.need.id, resource.resource.id)) return []
      const left = leftFor(need, resource)
      if (!left) return []
      const terms = scoreTerms(need.need, resource.resource, weights, hasGiven(need.need.ownerId, resource.resource.ownerId))
      return [{ need, resource, terms, score: total(terms), least: need.least, ...left }]
    })
  })
}

/** What commitments leave of the resource for the need, or null when it is less than the least part. */
function leftFor(need: OpenNeed, resource: OpenResource): { most: number; uses: PairUse[] } | null {
  if (!need.days) return null
  const { slot } = need.need
  const days = need.days
  if (!slot) {
    const use = { windows: need.need.windows ?? resource.windows, ...days }
    const most = Math.min(need.rest, free(resource, use))
    return most >= need.least ? { most, uses: [{ use, slot: null }] } : null
  }
  const slots = slotsWithin(sharedHours(need, resource), slot.minutes)
  // A stock is not used up by the hour: any slots will do, so the earliest are taken.
  const offered = resource.resource.supply === 'REUSABLE' ? slots : (earliestSlots(slots, slot.timesPerWeek) ?? [])
  const open = offered
    .map((span) => ({ slot: span, use: { windows: [span], ...days } }))
    .map((candidate) => ({ ...candidate, free: free(resource, candidate.use) }))
    .filter((candidate) => candidate.free >= need.least)
  if (!earliestSlots(open.map((candidate) => candidate.slot), slot.timesPerWeek)) return null
  const most = Math.min(need.rest, Math.max(...open.map((candidate) => candidate.free)))
  return { most, uses: open.map(({ use, slot: span }) => ({ use, slot: span })) }
}

/**
 * Units of a resource that commitments leave in these hours and dates (`free`), for a question about one pair.
 * @param windows null: as long as the resource is open
 * @returns Infinity when unlimited, otherwise a whole number from 0
 * @throws RangeError like `allocate`
 */
export function freeQuantity(resource: MatchingResource, committed: readonly Commitment[], windows: WeeklyWindows | null, period: DatePeriod): number {
  const open = openResource(resource, committed.filter(({ resourceId }) => resourceId === resource.id))
  return free(open, { windows: windows ?? open.windows, ...periodDays(period) })
}

/**
 * Units of the resource that its commitments leave during the whole use: of a stock, what is not gone; of a
 * reusable resource, what is free at the fullest moment; Infinity when unlimited. Never below 0.
 */
export function free({ resource, loads }: OpenResource, use: Use): number {
  if (resource.quantity === null) return Number.POSITIVE_INFINITY
  const taken = resource.supply === 'CONSUMABLE' ? loads.reduce((sum, { quantity }) => sum + quantity, 0) : peak(use, loads)
  return Math.max(0, resource.quantity - taken)
}
