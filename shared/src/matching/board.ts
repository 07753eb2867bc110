import { dayNumber, periodDays } from '../date-period.ts'
import { normalize, PRESETS, sameWindows, type WeeklyWindows } from '../weekly-windows.ts'
import { grouped } from './grouped.ts'
import { weekdaysWithin, type Use } from './moments.ts'
import type { Commitment, MatchingInput, MatchingNeed, MatchingResource, Position, Weights } from './types.ts'

/** A need with what is worked out from it once. */
export interface OpenNeed {
  readonly need: MatchingNeed
  /** Its period from today on as day numbers; null when it is over. */
  readonly days: { readonly first: number; readonly last: number } | null
  /** The days of the week that occur in it; all when it is over. */
  readonly weekdays: WeeklyWindows
  /** Units not yet committed. */
  readonly rest: number
  /** The smallest quantity of use from one resource, at most `rest`. */
  readonly least: number
}

/** What is committed of a resource. */
export interface Load {
  readonly needId: string
  readonly quantity: number
  readonly use: Use
}

export interface OpenResource {
  readonly resource: MatchingResource
  readonly windows: WeeklyWindows
  readonly first: number
  readonly last: number
  readonly loads: readonly Load[]
}

/** The input, checked, in the order of ids. */
export interface Board {
  readonly needs: readonly OpenNeed[]
  readonly resources: readonly OpenResource[]
  readonly weights: Weights
  isDeclined(needId: string, resourceId: string): boolean
  /** Resources declined for the need; undefined when none is. */
  declinedOf(needId: string): ReadonlySet<string> | undefined
  /** Units of the pair that are shown to people. */
  shown(needId: string, resourceId: string): number
  /** The same by resource; undefined when none is. */
  shownOf(needId: string): ReadonlyMap<string, number> | undefined
  /** Whether the first organization has given to the second before. */
  hasGiven(giverId: string, takerId: string): boolean
  hasGivenAnything(giverId: string): boolean
  /** Matches of an owner that are agreed already. */
  agreedOf(ownerId: string): number
}

/**
 * The engine's door.
 * @throws RangeError on what cannot be meant: an id twice, a quantity, part, slot, urgency or weight that is no whole number
 * in its range, windows that are not normalised, a date that is none, a period reversed
 */
export function board(input: MatchingInput): Board {
  const today = dayNumber(input.today)
  for (const [name, weight] of Object.entries(input.weights)) whole(`weight ${name}`, weight, 0, name === 'nearMetres' ? 100_000 : 1000)
  for (const { quantity } of [...input.committed, ...input.shown]) whole('quantity', quantity, 0)
  const declined = setsOf(input.declined.map(({ needId, resourceId }) => [needId, resourceId]))
  const shown = new Map<string, Map<string, number>>()
  for (const { needId, resourceId, quantity } of input.shown) {
    const ofNeed = shown.get(needId) ?? new Map<string, number>()
    shown.set(needId, ofNeed.set(resourceId, (ofNeed.get(resourceId) ?? 0) + quantity))
  }
  const favors = setsOf((input.favors ?? []).map(({ giverId, takerId }) => [giverId, takerId]))
  const ofNeed = grouped(input.committed, ({ needId }) => needId)
  const ofResource = grouped(input.committed, ({ resourceId }) => resourceId)
  const agreed = new Map<string, number>()
  for (const { id, ownerId } of input.resources) {
    const count = (ofResource.get(id) ?? []).filter(({ quantity }) => quantity > 0).length
    if (count) agreed.set(ownerId, (agreed.get(ownerId) ?? 0) + count)
  }
  return {
    needs: byId(input.needs).map((need) => openNeed(need, today, ofNeed.get(need.id) ?? [])),
    resources: byId(input.resources).map((resource) => openResource(resource, ofResource.get(resource.id) ?? [])),
    weights: input.weights,
    isDeclined: (needId, resourceId) => declined.get(needId)?.has(resourceId) ?? false,
    declinedOf: (needId) => declined.get(needId),
    shown: (needId, resourceId) => shown.get(needId)?.get(resourceId) ?? 0,
    shownOf: (needId) => shown.get(needId),
    hasGiven: (giverId, takerId) => favors.get(giverId)?.has(takerId) ?? false,
    hasGivenAnything: (giverId) => favors.has(giverId),
    agreedOf: (ownerId) => agreed.get(ownerId) ?? 0,
  }
}

function setsOf(pairs: readonly (readonly [string, string])[]): Map<string, Set<string>> {
  const sets = new Map<string, Set<string>>()
  for (const [one, other] of pairs) sets.set(one, (sets.get(one) ?? new Set<string>()).add(other))
  return sets
}

export function openNeed(need: MatchingNeed, today: number, committed: readonly Commitment[]): OpenNeed {
  whole(`need ${need.id}: quantity`, need.quantity, 1)
  whole(`need ${need.id}: least part`, need.leastPart, 1, need.quantity)
  whole(`need ${need.id}: urgency`, need.urgency, 1, 5)
  if (need.slot) {
    whole(`need ${need.id}: minutes of a slot`, need.slot.minutes, 1, 1440)
    whole(`need ${need.id}: slots a week`, need.slot.timesPerWeek, 1, 7)
  }
  if (need.farthest) whole(`need ${need.id}: farthest`, need.farthest, 1)
  placed(`need ${need.id}`, need.position)
  if (need.windows) normalised(need.windows)
  const { first, last } = periodDays(need.period)
  const rest = Math.max(0, need.quantity - committed.reduce((sum, { quantity }) => sum + quantity, 0))
  const days = last < today ? null : { first: Math.max(first, today), last }
  return {
    need,
    days,
    weekdays: days ? weekdaysWithin(days.first, days.last) : PRESETS.allWeek,
    rest,
    least: need.divisible ? Math.min(need.leastPart, rest) : rest,
  }
}

export function openResource(resource: MatchingResource, committed: readonly Commitment[]): OpenResource {
  if (resource.supply === 'UNLIMITED') {
    if (resource.quantity !== null) throw new RangeError(`resource ${resource.id}: is unlimited, yet has a quantity`)
  } else whole(`resource ${resource.id}: quantity`, resource.quantity, 0)
  placed(`resource ${resource.id}`, resource.position)
  if (resource.windows) normalised(resource.windows)
  const windows = resource.windows ?? PRESETS.allWeek
  const loads = committed.map(({ needId, quantity, windows: hours, period }) => {
    if (hours) normalised(hours)
    return { needId, quantity, use: { windows: hours ?? windows, ...periodDays(period) } }
  })
  return { resource, windows, ...periodDays(resource.period), loads }
}

function byId<T extends { readonly id: string }>(entries: readonly T[]): T[] {
  const sorted = [...entries].sort((a, b) => compareIds(a.id, b.id))
  sorted.forEach(({ id }, i) => {
    if (sorted[i + 1]?.id === id) throw new RangeError(`id ${id} stands twice in the input`)
  })
  return sorted
}

/** By code units: the same on every machine, whatever its language. */
export function compareIds(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

function whole(what: string, value: number | null, least: number, most = Number.MAX_SAFE_INTEGER): void {
  if (value === null || !Number.isInteger(value) || value < least || value > most) throw new RangeError(`${what} is ${value}, not a whole number from ${least} to ${most}`)
}

function placed(what: string, position: Position | null | undefined): void {
  if (!position) return
  whole(`${what}: latitude`, position.latitude, -90_000_000, 90_000_000)
  whole(`${what}: longitude`, position.longitude, -180_000_000, 180_000_000)
}

function normalised(windows: WeeklyWindows): void {
  if (!sameWindows(windows, normalize(windows))) throw new RangeError('windows are not normalised')
}
