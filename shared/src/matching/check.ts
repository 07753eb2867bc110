import { attributeMismatches } from '../categories.ts'
import type { WeeklyWindows } from '../weekly-windows.ts'
import { grouped } from './grouped.ts'
import { scoreTerms, total } from './score.ts'
import type { Allocation, Commitment, Match, MatchingInput, MatchingNeed, MatchingResource, Unmet } from './types.ts'

export type ViolationCode =
  | 'UNKNOWN_ID' | 'PAIR_TWICE' | 'QUANTITY' | 'CATEGORY' | 'OWN_RESOURCE' | 'AUDIENCE' | 'ATTRIBUTES' | 'DECLINED'
  | 'SCOPE' | 'DISTANCE' | 'PERIOD' | 'HOURS' | 'SLOTS' | 'LEAST_PART' | 'NOT_WHOLE' | 'NEED_OVERFILLED' | 'OVERBOOKED' | 'OUT_OF_STOCK' | 'SCORE' | 'VALUE' | 'UNMET'

export interface Violation {
  readonly code: ViolationCode
  readonly needId: string | null
  readonly resourceId: string | null
  /** For the log, in English. */
  readonly detail: string
}

/**
 * Whether an allocation keeps to the definition, judged without any of the engine's own arithmetic: hours minute by
 * minute, periods day by day. An empty list accepts it. Time grows with the needs, the resources and the matches.
 */
export function check(input: MatchingInput, allocation: Allocation): Violation[] {
  const violations: Violation[] = []
  const book = bookOf(input, allocation)
  const seen = new Set<string>()
  let value = 0
  for (const match of allocation.matches) {
    const say = (code: ViolationCode, detail: string): number => violations.push({ code, needId: match.needId, resourceId: match.resourceId, detail })
    const need = book.needs.get(match.needId)
    const resource = book.resources.get(match.resourceId)
    if (!need || !resource) {
      say('UNKNOWN_ID', 'need or resource is not in the input')
      continue
    }
    const key = pairKey(match)
    if (seen.has(key)) say('PAIR_TWICE', 'the pair is matched twice')
    seen.add(key)
    checkPair(input, book, need, resource, match, say)
    value += match.score * match.quantity + input.weights.incumbent * Math.min(book.shown.get(key) ?? 0, match.quantity)
  }
  for (const need of input.needs) checkNeed(book, need, violations)
  for (const resource of input.resources) checkResource(book, resource, violations)
  value -= fairness(input, allocation.matches)
  if (value !== allocation.value || allocation.bound < value) {
    violations.push({ code: 'VALUE', needId: null, resourceId: null, detail: `value ${allocation.value} and bound ${allocation.bound}, counted ${value}` })
  }
  return violations
}

/** Input and allocation by id. */
interface Book {
  readonly needs: ReadonlyMap<string, MatchingNeed>
  readonly resources: ReadonlyMap<string, MatchingResource>
  readonly matchesOfNeed: ReadonlyMap<string, readonly Match[]>
  readonly matchesOfResource: ReadonlyMap<string, readonly Match[]>
  readonly committedOfNeed: ReadonlyMap<string, readonly Commitment[]>
  readonly committedOfResource: ReadonlyMap<string, readonly Commitment[]>
  readonly unmet: ReadonlyMap<string, Unmet>
  /** Units by pair. */
  readonly shown: ReadonlyMap<string, number>
  readonly declined: ReadonlySet<string>
  /** Giver and taker. */
  readonly favors: ReadonlySet<string>
}

const pairKey = ({ needId, resourceId }: { readonly needId: string; readonly resourceId: string }): string => JSON.stringify([needId, resourceId])

function bookOf(input: MatchingInput, { matches, unmet }: Allocation): Book {
  const shown = new Map<string, number>()
  for (const pair of input.shown) shown.set(pairKey(pair), (shown.get(pairKey(pair)) ?? 0) + pair.quantity)
  // The first of an id counts, should one stand twice.
  const named = new Map(unmet.toReversed().map((one) => [one.needId, one]))
  return {
    needs: new Map(input.needs.map((need) => [need.id, need])),
    resources: new Map(input.resources.map((resource) => [resource.id, resource])),
    matchesOfNeed: grouped(matches, ({ needId }) => needId),
    matchesOfResource: grouped(matches, ({ resourceId }) => resourceId),
    committedOfNeed: grouped(input.committed, ({ needId }) => needId),
    committedOfResource: grouped(input.committed, ({ resourceId }) => resourceId),
    unmet: named,
    shown,
    declined: new Set(input.declined.map(pairKey)),
    favors: new Set((input.favors ?? []).map(({ giverId, takerId }) => JSON.stringify([giverId, takerId]))),
  }
}

type Say = (code: ViolationCode, detail: string) => void

function checkPair(input: MatchingInput, book: Book, need: MatchingNeed, resource: MatchingResource, match: Match, say: Say): void {
  if (!Number.isInteger(match.quantity) || match.quantity < 1) say('QUANTITY', `quantity ${match.quantity}`)
  if (need.category !== resource.category) say('CATEGORY', `${need.category} by ${resource.category}`)
  if (need.unit !== resource.unit) say('CATEGORY', `${need.unit} by ${resource.unit}`)
  if (need.ownerId === resource.ownerId) say('OWN_RESOURCE', 'both belong to one organization')
  if (need.audience !== null && !resource.circles.includes(need.audience)) say('AUDIENCE', 'the need is not open to the resource')
  if (resource.audience !== null && !need.circles.includes(resource.audience)) say('AUDIENCE', 'the resource is not open to the need')
  if (need.scope && levelsApart(need, resource) > LEVELS[need.scope]) say('SCOPE', `offered in ${need.scope} only`)
  if (need.farthest && !near(need, resource, need.farthest)) say('DISTANCE', `farther than ${need.farthest} m`)
  if (attributeMismatches(need.category, need.attributes, resource.attributes).length) say('ATTRIBUTES', 'attributes do not fit')
  if (book.declined.has(pairKey(match))) say('DECLINED', 'the pair was declined')
  const from = need.period.from < input.today ? input.today : need.period.from
  if (from > need.period.to || resource.period.from > from || resource.period.to < need.period.to) say('PERIOD', 'the period is not covered')
  if (match.period.from !== from || match.period.to !== need.period.to) say('PERIOD', 'the period used is not the one wanted')
  checkHours(need, resource, match, say)
  const days = weekdays(from, need.period.to)
  if (!week(match.windows).some((taken, minute) => taken === 1 && days.has(Math.floor(minute / 1440)))) say('HOURS', 'the hours never come in the period')
  if (match.slots?.some(({ start, end }) => !days.has(Math.floor(start / 1440)) || !days.has(Math.floor((end - 1) / 1440)))) say('SLOTS', 'a slot on a day that never comes')
  const favored = book.favors.has(JSON.stringify([need.ownerId, resource.ownerId]))
  const terms = scoreTerms(need, resource, input.weights, favored)
  if (match.score !== total(match.terms) || JSON.stringify(match.terms) !== JSON.stringify(terms)) say('SCORE', 'the terms do not add up to the score')
}

const LEVELS = { UNIT: 0, COMMUNITY: 0, STREET: 1, DISTRICT: 2, CITY: 3, PROVINCE: 3 } as const

/** 0 in one community … 3 in no nearer than the city, or at one table of an alliance as far as that reaches. */
function levelsApart(need: MatchingNeed, resource: MatchingResource): number {
  const above = new Set(resource.place.map(({ id }) => id))
  const tables = new Set(resource.tables?.map(({ id }) => id))
  const levels = [...need.place.filter(({ id }) => above.has(id)).map(({ kind }) => LEVELS[kind]), ...(need.tables ?? []).filter(({ id }) => tables.has(id)).map(({ scope }) => LEVELS[scope])]
  return Math.min(3, ...levels)
}

/** By the haversine, which differs from the engine's formula by less than a thousandth. */
function near(need: MatchingNeed, resource: MatchingResource, farthest: number): boolean {
  const [a, b] = [need.position, resource.position]
  if (!a || !b) return levelsApart(need, resource) === 0
  const rad = (degree: number): number => (degree * Math.PI) / 180e6
  const half = Math.sin(rad(a.latitude - b.latitude) / 2) ** 2 + Math.cos(rad(a.latitude)) * Math.cos(rad(b.latitude)) * Math.sin(rad(a.longitude - b.longitude) / 2) ** 2
  return 2 * 6_371_008.8 * Math.asin(Math.sqrt(half)) <= farthest * 1.001 + 1
}

/** Points: an owner's second match costs the weight once, the third twice, the sixth and all later ones five times; what is agreed counts as given. */
function fairness({ weights, resources, committed }: MatchingInput, matches: readonly Match[]): number {
  if (weights.fairness === 0) return 0
  const ownerOf = new Map(resources.map(({ id, ownerId }) => [id, ownerId]))
  const given = new Map<string | undefined, number>()
  const count = (resourceId: string): number => {
    const owner = ownerOf.get(resourceId)
    const before = given.get(owner) ?? 0
    given.set(owner, before + 1)
    return before
  }
  for (const { resourceId, quantity } of committed) if (quantity > 0 && ownerOf.has(resourceId)) count(resourceId)
  return matches.reduce((sum, { resourceId }) => sum + weights.fairness * Math.min(5, count(resourceId)), 0)
}

function checkHours(need: MatchingNeed, resource: MatchingResource, match: Match, say: Say): void {
  const open = week(resource.windows)
  const used = week(match.windows)
  if (used.some((taken, minute) => taken && !open[minute])) say('HOURS', 'hours outside the opening')
  if (!need.slot) {
    const wanted = week(need.windows ?? resource.windows)
    if (match.slots !== null || wanted.some((want, minute) => want !== used[minute])) say('HOURS', 'the hours are not the ones wanted')
    if (!wanted.includes(1)) say('HOURS', 'no hours')
    return
  }
  const slots = match.slots ?? []
  const within = week(need.windows)
  const counted = new Uint8Array(MINUTES)
  let twice = false
  for (const { start, end } of slots) {
    if (end - start !== need.slot.minutes) say('SLOTS', 'a slot of another length')
    for (let minute = start; minute < end; minute++) {
      if (!within[minute]) say('SLOTS', 'a slot outside the hours wanted')
      twice ||= counted[minute] === 1
      counted[minute] = 1
    }
  }
  if (slots.length !== need.slot.timesPerWeek) say('SLOTS', `${slots.length} slots a week`)
  if (twice || new Set(slots.map(({ start }) => Math.floor(start / 1440))).size !== slots.length) say('SLOTS', 'slots overlap or share a day')
  if (counted.some((taken, minute) => taken !== used[minute])) say('SLOTS', 'the hours used are not the slots')
}

function checkNeed(book: Book, need: MatchingNeed, violations: Violation[]): void {
  const say: Say = (code, detail) => void violations.push({ code, needId: need.id, resourceId: null, detail })
  const parts = (book.matchesOfNeed.get(need.id) ?? []).map(({ quantity }) => quantity)
  const rest = Math.max(0, need.quantity - (book.committedOfNeed.get(need.id) ?? []).reduce((sum, { quantity }) => sum + quantity, 0))
  const matched = parts.reduce((sum, part) => sum + part, 0)
  if (matched > rest) say('NEED_OVERFILLED', `${matched} of ${rest}`)
  if (!need.divisible && parts.some((part) => part !== rest)) say('NOT_WHOLE', 'a part of a need that is whole')
  if (need.divisible && parts.some((part) => part < need.leastPart && part < rest)) say('LEAST_PART', `a part below ${need.leastPart}`)
  const unmet = book.unmet.get(need.id)
  if ((unmet?.missing ?? 0) !== Math.max(0, rest - matched)) say('UNMET', `${rest - matched} missing, ${unmet?.missing ?? 0} named`)
  if (unmet && unmet.obstacles.length === 0) say('UNMET', 'no obstacle is named')
}

function checkResource(book: Book, resource: MatchingResource, violations: Violation[]): void {
  const capacity = resource.quantity
  const ours = book.matchesOfResource.get(resource.id) ?? []
  if (capacity === null || ours.length === 0) return
  const uses: (Match | Commitment)[] = [...ours, ...(book.committedOfResource.get(resource.id) ?? [])]
  if (resource.supply === 'CONSUMABLE') {
    const gone = uses.reduce((sum, { quantity }) => sum + quantity, 0)
    if (gone > capacity) violations.push({ code: 'OUT_OF_STOCK', needId: null, resourceId: resource.id, detail: `${gone} of ${capacity}` })
    return
  }
  const periods = uses.map(({ period }) => ({ from: Date.parse(period.from) / 86_400_000, to: Date.parse(period.to) / 86_400_000 }))
  // Who is there only changes on these days; in between, a week is like the one before.
  const changes = [...new Set(periods.flatMap(({ from, to }) => [from, to + 1]))].sort((a, b) => a - b)
  for (const [i, from] of changes.entries()) {
    const until = Math.min(changes[i + 1] ?? from, from + 7)
    const active = uses.flatMap((use, at) => ((periods[at]?.from ?? 0) <= from && from <= (periods[at]?.to ?? 0) ? [{ use, ours: at < ours.length }] : []))
    if (!active.some((one) => one.ours)) continue
    const load = new Float64Array(MINUTES)
    const touched = new Uint8Array(MINUTES)
    for (const one of active) {
      for (const { start, end } of one.use.windows ?? resource.windows ?? ALL_WEEK) {
        for (let minute = start; minute < end; minute++) load[minute] = (load[minute] ?? 0) + one.use.quantity
        if (one.ours) touched.fill(1, start, end)
      }
    }
    for (let day = from; day < until; day++) {
      // Day 0 was a Thursday.
      const weekday = (day + 3) % 7
      for (let minute = weekday * 1440; minute < (weekday + 1) * 1440; minute++) {
        if ((load[minute] ?? 0) <= capacity || !touched[minute]) continue
        violations.push({ code: 'OVERBOOKED', needId: null, resourceId: resource.id, detail: `${load[minute]} of ${capacity} on ${iso(new Date(day * 86_400_000))} at minute ${minute}` })
        return
      }
    }
  }
}

const MINUTES = 10_080
const ALL_WEEK: WeeklyWindows = [{ start: 0, end: MINUTES }]

/** The week minute by minute; null is all of it. */
function week(windows: WeeklyWindows | null): Uint8Array {
  const result = new Uint8Array(MINUTES)
  for (const { start, end } of windows ?? ALL_WEEK) result.fill(1, start, end)
  return result
}

/** Monday = 0; which of them come from one date to another. */
function weekdays(from: string, to: string): Set<number> {
  const result = new Set<number>()
  for (let date = new Date(`${from}T00:00:00Z`); iso(date) <= to && result.size < 7; date = new Date(date.getTime() + 86_400_000)) result.add((date.getUTCDay() + 6) % 7)
  return result
}

function iso(date: Date): string {
  return date.toISOString().slice(0, 10)
}
