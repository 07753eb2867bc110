import type { Category, Supply } from '../glossary.ts'
import { compareIds } from './board.ts'
import { moments, type Use } from './moments.ts'

/** Somebody who uses so many units of a resource in these hours and dates. */
export interface PlaceUse {
  readonly id: string
  /** Whole number from 1. */
  readonly quantity: number
  readonly use: Use
  /** Places it has already, ascending; kept wherever that is possible. */
  readonly places?: readonly number[]
}

export type NamedPlaces =
  /** Per use, in the order of ids: its places from 1, ascending, the same all through. `moved`: uses that had to give up what they had. */
  | { readonly named: true; readonly places: ReadonlyMap<string, readonly number[]>; readonly moved: readonly string[] }
  /** `conflict`: uses that stand in each other's way. TOO_MANY: more at one moment than there are. NO_FIXED_PLACES: never too many at once, yet no one could keep a place all through. UNDECIDED: not found within the limit. */
  | { readonly named: false; readonly reason: 'TOO_MANY' | 'NO_FIXED_PLACES' | 'UNDECIDED'; readonly conflict: readonly string[] }

/** Steps of the whole search, each of some hundred places looked at; a count, so that the answer is the same on every machine. */
const STEPS = 200_000
const LOOKS = 500
/** Beyond which nobody is sent to a number. */
export const MOST_NUMBERED = 5000

/** Categories of which single units have a number that somebody can be sent to: nobody is sent to room 3 of "a room", and sets and goods are handed over. */
export const NUMBERED: readonly Category[] = ['PARKING']

/** Whether units of such a resource can be handed out by number. */
export function hasNamedPlaces({ category, supply, quantity }: { readonly category: Category; readonly supply: Supply; readonly quantity?: number | null }): boolean {
  return NUMBERED.includes(category) && supply === 'REUSABLE' && quantity != null && quantity <= MOST_NUMBERED
}

/**
 * Hands out places 1..capacity after the fact: uses that share a moment get different ones, and each keeps its own all
 * through. That units suffice at every moment does not make it possible: over the week the uses are arcs of a circle.
 *
 * Method: exact colouring by depth-first search, the use with the fewest free places first (Brélaz 1979), places that
 * nobody has yet being alike; first with everything that is held kept, then with as much of it as possible. Where the
 * search is given up, the lowest free places are tried in the order of dates, which is mostly enough and takes no time.
 * @param capacity places there are, from 0
 * @param options.steps of the search in all, where somebody waits for it
 * @param options.keepAll nobody gives up what they have: where that is not possible, nothing is
 * @throws RangeError when a quantity is no whole number from 1 or an id stands twice
 */
export function namePlaces(capacity: number, given: readonly PlaceUse[], { steps = STEPS, keepAll = false }: { readonly steps?: number; readonly keepAll?: boolean } = {}): NamedPlaces {
  const uses = [...given].sort((a, b) => compareIds(a.id, b.id))
  uses.forEach(({ id, quantity }, i) => {
    if (!Number.isInteger(quantity) || quantity < 1) throw new RangeError(`use ${id}: quantity is ${quantity}`)
    if (uses[i + 1]?.id === id) throw new RangeError(`use ${id} stands twice`)
  })
  const sets = moments(uses.map(({ use }) => use))
  const over = sets.find((set) => set.reduce((sum, i) => sum + (uses[i]?.quantity ?? 0), 0) > capacity)
  if (over) return { named: false, reason: 'TOO_MANY', conflict: over.map((i) => uses[i]!.id) }

  const meeting = uses.map((_, i) => [...new Set(sets.filter((set) => set.includes(i)).flat())].filter((j) => j !== i))
  const held = uses.map(({ places, quantity }) => (places?.length === quantity && places.every((place) => place >= 1 && place <= capacity) ? new Set(places) : null))
  // Two that hold the same place at one moment cannot both keep it: the later by id gives way.
  held.forEach((mine, i) => {
    if (mine && meeting[i]!.some((j) => j < i && held[j] && [...mine].some((place) => held[j]!.has(place)))) held[i] = null
  })
  const keeping = uses.flatMap((_, i) => (held[i] ? [i] : []))
  // All that is held stays, or else one gives way, or else everybody is placed anew.
  const attempts = keepAll ? [keeping] : [keeping, ...keeping.map((one) => keeping.filter((i) => i !== one)), []]
  const budget = { left: steps }
  const share = (parts: number): number => Math.min(budget.left, Math.ceil(steps / parts))
  let undecided = false
  for (const kept of attempts) {
    const fixed = new Map(kept.map((i) => [i, held[i]!]))
    const decided = colour(capacity, uses, meeting, fixed, share(kept === keeping ? 2 : 2 * attempts.length), budget)
    // Once all is spent, only the first and the last are worth a look.
    const found = decided !== 'LIMIT' ? decided : budget.left > 0 || kept === keeping || kept.length === 0 ? firstFit(capacity, uses, meeting, fixed) : null
    if (decided === 'LIMIT' && !found) undecided = true
    if (found) {
      const places = new Map(uses.map(({ id }, i) => [id, [...found[i]!].sort((a, b) => a - b)]))
      const moved = uses.filter(({ id, places: before }) => before?.length && before.join() !== places.get(id)?.join()).map(({ id }) => id)
      return { named: true, places, moved }
    }
  }
  return { named: false, reason: undecided ? 'UNDECIDED' : 'NO_FIXED_PLACES', conflict: smallestConflict(capacity, uses, meeting, Math.ceil(steps / (2 * uses.length)), budget) }
}

/** Places by use, null when there are none, LIMIT when the search was given up. */
function colour(capacity: number, uses: readonly PlaceUse[], meeting: readonly (readonly number[])[], kept: ReadonlyMap<number, ReadonlySet<number>>, limit: number, budget: { left: number }): ReadonlySet<number>[] | null | 'LIMIT' {
  const taken = new Map(kept)
  let steps = 0
  const freeOf = (i: number): number[] => {
    steps += (capacity + meeting[i]!.length) / LOOKS
    const others = new Set(meeting[i]!.flatMap((j) => [...(taken.get(j) ?? [])]))
    return Array.from({ length: capacity }, (_, place) => place + 1).filter((place) => !others.has(place))
  }
  const visit = (): boolean | 'LIMIT' => {
    let next = -1
    let free: number[] = []
    for (let i = 0; i < uses.length; i++) {
      if (taken.has(i)) continue
      if (steps > limit) return 'LIMIT'
      const open = freeOf(i)
      if (open.length < uses[i]!.quantity) return false
      if (next === -1 || open.length - uses[i]!.quantity < free.length - uses[next]!.quantity) [next, free] = [i, open]
    }
    if (next === -1) return true
    const inUse = new Set([...taken.values()].flatMap((places) => [...places]))
    for (const choice of choices(free, uses[next]!.quantity, inUse)) {
      steps += 1
      if (steps > limit) return 'LIMIT'
      taken.set(next, new Set(choice))
      const done = visit()
      if (done) return done
      taken.delete(next)
    }
    return false
  }
  const done = visit()
  budget.left -= steps
  return done === true ? uses.map((_, i) => taken.get(i)!) : done === 'LIMIT' ? 'LIMIT' : null
}

/** The lowest free places for one after the other, by the day on which they begin; null when that does not come out. */
function firstFit(capacity: number, uses: readonly PlaceUse[], meeting: readonly (readonly number[])[], kept: ReadonlyMap<number, ReadonlySet<number>>): ReadonlySet<number>[] | null {
  const taken = new Map(kept)
  const start = (i: number): number => uses[i]!.use.windows[0]?.start ?? 0
  const order = uses.flatMap((_, i) => (kept.has(i) ? [] : [i])).sort((a, b) => uses[a]!.use.first - uses[b]!.use.first || start(a) - start(b) || a - b)
  for (const i of order) {
    const others = new Set(meeting[i]!.flatMap((j) => [...(taken.get(j) ?? [])]))
    const mine = new Set<number>()
    for (let place = 1; place <= capacity && mine.size < uses[i]!.quantity; place++) if (!others.has(place)) mine.add(place)
    if (mine.size < uses[i]!.quantity) return null
    taken.set(i, mine)
  }
  return uses.map((_, i) => taken.get(i)!)
}

/** Ways to take so many of the free places. Those nobody has anywhere are alike: of them the lowest are taken. */
function* choices(free: readonly number[], count: number, inUse: ReadonlySet<number>): Generator<readonly number[]> {
  const known = free.filter((place) => inUse.has(place))
  const fresh = free.filter((place) => !inUse.has(place))
  for (let old = Math.min(count, known.length); old >= Math.max(0, count - fresh.length); old--) {
    for (const chosen of subsets(known, old)) yield [...chosen, ...fresh.slice(0, count - old)]
  }
}

function* subsets(places: readonly number[], count: number, from = 0): Generator<readonly number[]> {
  if (count === 0) yield []
  else for (let i = from; i <= places.length - count; i++) for (const rest of subsets(places, count - 1, i + 1)) yield [places[i]!, ...rest]
}

/** Uses without any one of which it would be possible: what to name when it is not. */
function smallestConflict(capacity: number, uses: readonly PlaceUse[], meeting: readonly (readonly number[])[], limit: number, budget: { left: number }): string[] {
  let left = uses.map((_, i) => i)
  for (const one of left) {
    if (budget.left <= 0) break
    const without = left.filter((i) => i !== one)
    const at = new Map(without.map((i, position) => [i, position]))
    const found = colour(capacity, without.map((i) => uses[i]!), without.map((i) => meeting[i]!.flatMap((j) => at.get(j) ?? [])), new Map(), Math.min(limit, budget.left), budget)
    if (found === null) left = without
  }
  return left.map((i) => uses[i]!.id)
}
