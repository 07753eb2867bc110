import { attributeMismatches, type AttributeMismatch } from '../categories.ts'
import { covers, intersect, PRESETS, subtract, type WeeklyWindows } from '../weekly-windows.ts'
import type { OpenNeed, OpenResource } from './board.ts'
import { metresBetween } from './position.ts'
import { scopeBetween, wider } from './reach.ts'
import { earliestSlots, slotsWithin } from './slots.ts'
import type { MatchingNeed, MatchingResource } from './types.ts'

/** The tests a pair must pass whatever else is matched, in the order in which an explanation names them. */
export function ofSameKind(need: MatchingNeed, resource: MatchingResource): boolean {
  return need.category === resource.category && need.unit === resource.unit && need.ownerId !== resource.ownerId
}

/** Whether each is open to the other's owner. */
export function inAudience(need: MatchingNeed, resource: MatchingResource): boolean {
  const open = (audience: string | null, circles: readonly string[]): boolean => audience === null || circles.includes(audience)
  return open(need.audience, resource.circles) && open(resource.audience, need.circles)
}

/** Whether the need is offered as far as the resource is. */
export function inScope(need: MatchingNeed, resource: MatchingResource): boolean {
  return !need.scope || wider(scopeBetween(need, resource), need.scope) <= 0
}

/** Whether the resource is as near as the need asks; where a place is not known, the same community is near enough. */
export function nearEnough(need: MatchingNeed, resource: MatchingResource): boolean {
  if (!need.farthest) return true
  if (!need.position || !resource.position) return scopeBetween(need, resource) === 'COMMUNITY'
  return metresBetween(need.position, resource.position) <= need.farthest
}

export function mismatches(need: MatchingNeed, resource: MatchingResource): AttributeMismatch[] {
  return attributeMismatches(need.category, need.attributes, resource.attributes)
}

/**
 * The hours a need asks for that the resource does not open. Empty when no opening would help, because the need's
 * own hours are none, are too short for its slots, or do not come in its period.
 */
export function missingHours(open: OpenNeed, resource: OpenResource): WeeklyWindows {
  const always = { ...resource, windows: PRESETS.allWeek }
  if (!hoursSuit(open, always)) return []
  if (open.need.slot) return subtract(sharedHours(open, always), resource.windows)
  return subtract(open.need.windows ?? [], resource.windows)
}

/** Open hours that the need could use. */
export function sharedHours({ need, weekdays }: OpenNeed, { windows }: OpenResource): WeeklyWindows {
  return intersect(intersect(need.windows ?? PRESETS.allWeek, weekdays), windows)
}

/**
 * Whether the hours suit: all of them are open, or enough slots are. Never when there are no hours on either side,
 * or when none of them occurs in the need's period (weekends, from a Monday to a Wednesday).
 */
export function hoursSuit(open: OpenNeed, resource: OpenResource): boolean {
  const { need } = open
  const shared = sharedHours(open, resource)
  if (need.slot) return earliestSlots(slotsWithin(shared, need.slot.minutes), need.slot.timesPerWeek) !== null
  return shared.length > 0 && covers(resource.windows, need.windows ?? [])
}

/** Whether the resource's period covers what is left of the need's. */
export function periodSuits({ days }: OpenNeed, { first, last }: OpenResource): boolean {
  return days !== null && first <= days.first && days.last <= last
}

/** Whether the pair could be matched if nothing else were and the quantity sufficed. */
export function suits(need: OpenNeed, resource: OpenResource): boolean {
  return (
    ofSameKind(need.need, resource.resource) &&
    inScope(need.need, resource.resource) &&
    inAudience(need.need, resource.resource) &&
    nearEnough(need.need, resource.resource) &&
    mismatches(need.need, resource.resource).length === 0 &&
    hoursSuit(need, resource) &&
    periodSuits(need, resource)
  )
}
