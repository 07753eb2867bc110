import { CATEGORIES } from '../categories.ts'
import { dateOf } from '../date-period.ts'
import { covers, DAY, intersect, isEmpty, minutes, normalize, PRESETS, sameWindows, subtract, union, WEEK, type Span, type WeeklyWindows } from '../weekly-windows.ts'
import type { OpenNeed, OpenResource } from './board.ts'
import { effort, type Change, type Concession, type Parts } from './changes.ts'
import { free } from './pairs.ts'
import { metresBetween } from './position.ts'
import { scopeBetween } from './reach.ts'
import { earliestSlots, slotDay, slotsWithin } from './slots.ts'
import { hoursSuit, inAudience, inScope, mismatches, missingHours, nearEnough, periodSuits, sharedHours } from './suitability.ts'

/**
 * A change that might help, of a size that can be chosen: `of(n)` for n from `least` to `most`, the smaller n the smaller
 * the change. `whole`: only what meets the need entirely counts (a need that asks less must be met then).
 */
export interface Candidate {
  readonly least: number
  readonly most: number
  readonly whole: boolean
  readonly effort: number
  readonly of: (n: number) => Change
}

const fixed = (change: Change | null): Candidate[] => (change ? [{ least: 1, most: 1, whole: false, effort: effort(change), of: () => change }] : [])

/** Changes of one resource, and of the need's hours towards it, each answering one thing that stands in the way. */
export function towards(need: OpenNeed, open: OpenResource, missing: number): Candidate[] {
  const { resource } = open
  if (!inScope(need.need, resource)) return fixed(widerScope(need, open))
  if (!nearEnough(need.need, resource)) return fixed(farther(need, open))
  if (!inAudience(need.need, resource)) return fixed(widerAudience(need, open))
  if (mismatches(need.need, resource).length > 0) return fixed(asItIs(need, open))
  if (!hoursSuit(need, open)) return [...fixed(moreHours(need, open)), ...otherHours(need, open).flatMap(fixed)]
  if (!periodSuits(need, open)) return fixed(longer(need, open))
  return more(need, open, missing)
}

/** Two things that the need asks less strictly, where the resource suits it only then. */
export function bothTowards(need: OpenNeed, open: OpenResource, missing: number): Candidate[] {
  const concessions = (asking: OpenNeed): Concession[] => towards(asking, open, missing).flatMap(({ of, most }) => concession(of(most)))
  return concessions(need).flatMap((first) =>
    concessions(conceded(need, first)).flatMap((second) => (second.kind === first.kind ? [] : fixed({ kind: 'NEED_BOTH', resourceId: open.resource.id, first, second }))),
  )
}

function concession(change: Change): Concession[] {
  return change.kind === 'NEED_WINDOWS' || change.kind === 'NEED_ATTRIBUTES' || change.kind === 'NEED_DISTANCE' || change.kind === 'SCOPE' ? [change] : []
}

function conceded(open: OpenNeed, change: Concession): OpenNeed {
  const { need } = open
  switch (change.kind) {
    case 'NEED_WINDOWS':
      return { ...open, need: { ...need, windows: change.windows } }
    case 'NEED_ATTRIBUTES':
      return { ...open, need: { ...need, attributes: change.attributes } }
    case 'NEED_DISTANCE':
      return { ...open, need: { ...need, farthest: change.farthest } }
    case 'SCOPE':
      return { ...open, need: { ...need, scope: change.scope } }
  }
}

/** Changes of the need's own quantity and parts. */
export function ownParts({ need, rest }: OpenNeed): Candidate[] {
  const { quantity, leastPart, divisible } = need
  const before: Parts = { quantity, leastPart, divisible }
  const parts = (most: number, of: (n: number) => Parts, whole: boolean): Candidate[] => {
    const change = (n: number): Change => ({ kind: whole ? 'NEED_QUANTITY' : 'NEED_PARTS', before, after: of(n) })
    return most < 1 ? [] : [{ least: 1, most, whole, effort: effort(change(1)), of: change }]
  }
  if (divisible) return parts(leastPart - 1, (n) => ({ ...before, leastPart: leastPart - n }), false)
  return [
    ...parts(quantity - 1, (n) => ({ quantity, divisible: true, leastPart: quantity - n }), false),
    // What is committed stays; at least one more is still wanted.
    ...parts(rest - 1, (n) => ({ ...before, quantity: quantity - n, leastPart: Math.min(leastPart, quantity - n) }), true),
  ]
}

function moreHours(need: OpenNeed, open: OpenResource): Change | null {
  const missing = missingHours(need, open)
  if (isEmpty(missing)) return null
  const { slot } = need.need
  const added = slot ? fewestHours(sharedHours(need, { ...open, windows: PRESETS.allWeek }), open.windows, slot) : missing
  return added && { kind: 'WINDOWS', resourceId: open.resource.id, added, windows: union(open.windows, added) }
}

/** Hours for the need in which the resource is open: for slots a further stretch, otherwise fewer hours, or the same on another day. */
function otherHours(need: OpenNeed, open: OpenResource): Change[] {
  const asked = need.need.windows
  if (!asked || isEmpty(asked)) return []
  const change = (windows: WeeklyWindows): Change => ({ kind: 'NEED_WINDOWS', resourceId: open.resource.id, before: asked, windows })
  if (need.need.slot) {
    const added = fewestHours(intersect(open.windows, need.weekdays), asked, need.need.slot)
    return added ? [change(union(asked, added))] : []
  }
  const fewer = intersect(asked, open.windows)
  const kept = minutes(fewer) * 2 >= minutes(asked) ? [change(fewer)] : []
  const moved = otherDay(asked, intersect(open.windows, need.weekdays))
  return moved ? [...kept, change(moved)] : kept
}

/** The same hours on the nearest other day on which all of them are open; only for hours of one stretch. */
function otherDay(asked: WeeklyWindows, open: WeeklyWindows): WeeklyWindows | null {
  const [span] = asked
  if (!span || asked.length > 1 || span.end - span.start > DAY) return null
  for (const days of [1, 6, 2, 5, 3, 4]) {
    const start = (span.start + days * DAY) % WEEK
    const moved = normalize([{ start, end: start + span.end - span.start }])
    if (covers(open, moved)) return moved
  }
  return null
}

function longer(need: OpenNeed, { resource, first, last }: OpenResource): Change | null {
  if (!need.days) return null
  const period = { from: dateOf(Math.min(first, need.days.first)), to: dateOf(Math.max(last, need.days.last)) }
  return { kind: 'PERIOD', resourceId: resource.id, before: resource.period, period }
}

function widerScope({ need }: OpenNeed, { resource }: OpenResource): Change | null {
  return need.scope ? { kind: 'SCOPE', resourceId: resource.id, before: need.scope, scope: scopeBetween(need, resource) } : null
}

/** What is only wished for gives way to what the resource has; what the need is about does not. */
function asItIs({ need }: OpenNeed, { resource }: OpenResource): Change | null {
  const { attributes: before, category } = need
  const given = mismatches(need, resource)
  const attributes = { ...before }
  for (const { attribute, offered } of given) {
    const { rule, required } = CATEGORIES[category].attributes.find(({ name }) => name === attribute)!
    if (required.includes('NEED')) return null
    if (rule.startsWith('AT_LEAST') && offered !== null) attributes[attribute] = offered
    else delete attributes[attribute]
  }
  return { kind: 'NEED_ATTRIBUTES', resourceId: resource.id, before, attributes, given }
}

/** As far as the resource is, in round numbers; nothing where a place is not known. */
function farther({ need }: OpenNeed, { resource }: OpenResource): Change | null {
  if (!need.farthest || !need.position || !resource.position) return null
  const metres = metresBetween(need.position, resource.position)
  const round = metres < 1000 ? 50 : 100
  return { kind: 'NEED_DISTANCE', resourceId: resource.id, metres, before: need.farthest, farthest: Math.ceil(metres / round) * round }
}

/** Open to the nearest organization in which both stand, if that takes nothing from those it was open to; else to everyone. */
function widerAudience({ need }: OpenNeed, { resource }: OpenResource): Change | null {
  const { audience, place, id: resourceId } = resource
  if (audience === null || need.circles.includes(audience)) return null
  const from = place.findIndex(({ id }) => id === audience)
  const shared = from < 0 ? undefined : place.slice(from).find(({ id }) => need.place.some((each) => each.id === id))
  return { kind: 'AUDIENCE', resourceId, audience: shared?.id ?? null }
}

/** So many more units of what suits, up to all that is missing. */
function more(need: OpenNeed, open: OpenResource, missing: number): Candidate[] {
  const { resource } = open
  const { quantity } = resource
  if (quantity === null) return []
  const of = (n: number): Change => ({ kind: 'QUANTITY_MORE', resourceId: resource.id, more: n, quantity: quantity + n })
  const all = { windows: need.need.windows ?? open.windows, ...(need.days ?? { first: 0, last: 0 }) }
  const lacking = need.need.divisible ? missing : Math.max(1, need.rest - free(open, all))
  return [{ least: 1, most: missing, whole: false, effort: effort(of(lacking)), of }]
}

/**
 * Few minutes that must be added to `own` within `fixed` so that so many slots are found: whole slots, each where it
 * needs least, cut back to what they need. Null when there is no room for them.
 */
export function fewestHours(within: WeeklyWindows, own: WeeklyWindows, slot: { readonly minutes: number; readonly timesPerWeek: number }): WeeklyWindows | null {
  const suffices = (added: WeeklyWindows): boolean => earliestSlots(slotsWithin(intersect(within, union(own, added)), slot.minutes), slot.timesPerWeek) !== null
  let added: WeeklyWindows = []
  for (const span of cheapestOfDays(within, own, slot.minutes)) {
    if (suffices(added)) break
    added = union(added, subtract([span], own))
  }
  return suffices(added) && !isEmpty(added) ? trimmed(added, suffices) : null
}

function cheapestOfDays(within: WeeklyWindows, own: WeeklyWindows, length: number): Span[] {
  const cost = (span: Span): number => minutes(subtract([span], own))
  const cheapest = new Map<number, Span>()
  for (const { start, end } of within) {
    const shared = intersect([{ start, end }], own)
    const marks = [start, end, ...shared.flatMap((span) => [span.start, span.end])]
    const days = Array.from({ length: 7 }, (_, day) => day * DAY)
    const starts = [...marks, ...days].flatMap((mark) => [mark, mark - length]).filter((at) => at >= start && at + length <= end)
    for (const at of [...new Set(starts)].sort((a, b) => a - b)) {
      const span = { start: at, end: at + length }
      const best = cheapest.get(slotDay(span))
      if (!best || cost(span) < cost(best)) cheapest.set(slotDay(span), span)
    }
  }
  return [...cheapest.values()].sort((a, b) => cost(a) - cost(b) || a.start - b.start)
}

const STEP = 30

/** Without the half hours at either end that are not needed. */
function trimmed(added: WeeklyWindows, suffices: (added: WeeklyWindows) => boolean): WeeklyWindows {
  for (const span of added) {
    for (const cut of [{ start: span.start, end: Math.min(span.end, span.start + STEP) }, { start: Math.max(span.start, span.end - STEP), end: span.end }]) {
      const less = subtract(added, [cut])
      if (!sameWindows(less, added) && suffices(less)) return trimmed(less, suffices)
    }
  }
  return added
}
