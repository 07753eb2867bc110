import { compareIds } from './board.ts'
import { grouped } from './grouped.ts'
import { isFeasible, type IntegerProgram, type Solve } from './program.ts'
import type { Place } from './types.ts'

/** One match as an arc: who gives to whom, and its utility (score × quantity), a whole number from 0. */
export interface RingArc {
  readonly id: string
  readonly giverId: string
  readonly takerId: string
  readonly value: number
  /** The minute since when it could be matched, of any clock: what was listed at about the same time rather goes together. */
  readonly since: number
}

/** An organization and where it stands: itself first, then everything above it. */
export interface RingOwner {
  readonly id: string
  readonly place: readonly Place[]
}

/** `memberIds[i]` gives `arcIds[i]` to the next member, the last to the first. The smallest id stands first. */
export interface Ring {
  readonly memberIds: readonly string[]
  readonly arcIds: readonly string[]
  readonly value: number
  /** How far apart in time its matches became possible: doublings of a minute. */
  readonly apart: number
}

/** Matches between the same two in one direction that are looked at: the most valuable. */
const MOST_PARALLEL = 3
/** Points weigh more than any nearness in time: of equals, what was listed together is exchanged together. */
const POINTS = 2 ** 16
/** Rings of one component that the programme chooses among: the most valuable. */
const MOST_RINGS = 4000

/**
 * The rings of greatest total utility in which everybody gives and gets: of two organizations within a district, of three within a
 * street, each match in at most one; of equals, those whose matches became possible at about the same time. Clearing by cycles (Abraham, Blum & Sandholm 2007): one 0/1 variable a ring, one row a match,
 * each connected component on its own. Exact unless a component holds more than 4,000 rings or a pair more than three matches one
 * way: of those the most valuable are looked at. The order of the lists does not matter.
 *
 * @param owners every giver and taker; who is missing is in no ring
 * @throws Error when the solver breaks its promise
 */
export function rings(arcs: readonly RingArc[], owners: readonly RingOwner[], solver: Solve): Ring[] {
  const candidates = possibleRings(arcs, owners)
  return components(candidates)
    .flatMap((component) => chosen(component.length > MOST_RINGS ? component.toSorted(byValue).slice(0, MOST_RINGS) : component, solver))
    .sort(byIds)
}

/** Every ring that the levels allow, by the ids of its members, then of its arcs. */
function possibleRings(arcs: readonly RingArc[], owners: readonly RingOwner[]): Ring[] {
  const levels = new Map(owners.map(({ id, place }) => [id, { street: idOf(place, 'STREET'), district: idOf(place, 'DISTRICT') }]))
  const within = (level: 'street' | 'district', ...ids: readonly string[]): boolean => {
    const first = levels.get(ids[0]!)?.[level]
    return first !== undefined && ids.every((id) => levels.get(id)?.[level] === first)
  }
  const from = new Map<string, Map<string, RingArc[]>>()
  for (const [giver, given] of grouped(arcs.filter(({ giverId, takerId }) => giverId !== takerId), ({ giverId }) => giverId)) {
    from.set(giver, new Map([...grouped(given, ({ takerId }) => takerId)].map(([taker, some]) => [taker, some.toSorted((a, b) => b.value - a.value || compareIds(a.id, b.id)).slice(0, MOST_PARALLEL)])))
  }
  const between = (giver: string, taker: string): readonly RingArc[] => from.get(giver)?.get(taker) ?? []
  const found: Ring[] = []
  for (const [first, toSecond] of from) {
    for (const [second, one] of toSecond) {
      // The smallest member begins, so that each ring is met once.
      if (second < first) continue
      if (within('district', first, second)) for (const a of one) for (const b of between(second, first)) found.push(ringOf([first, second], [a, b]))
      if (!within('street', first, second)) continue
      for (const [third, two] of from.get(second) ?? []) {
        if (third <= first || !within('street', first, third)) continue
        for (const a of one) for (const b of two) for (const c of between(third, first)) found.push(ringOf([first, second, third], [a, b, c]))
      }
    }
  }
  return found.sort(byIds)
}

function ringOf(memberIds: string[], arcs: RingArc[]): Ring {
  const since = arcs.map((arc) => arc.since)
  const apart = Math.floor(Math.log2(1 + Math.max(...since) - Math.min(...since)))
  return { memberIds, arcIds: arcs.map(({ id }) => id), value: arcs.reduce((sum, { value }) => sum + value, 0), apart }
}

function idOf(place: readonly Place[], kind: Place['kind']): string | undefined {
  return place.find((each) => each.kind === kind)?.id
}

const byIds = (a: Ring, b: Ring): number => compareIds(a.memberIds.join(' '), b.memberIds.join(' ')) || compareIds(a.arcIds.join(' '), b.arcIds.join(' '))
const byValue = (a: Ring, b: Ring): number => b.value - a.value || a.apart - b.apart || byIds(a, b)

/** Rings that compete for a match, directly or through others. */
function components(candidates: readonly Ring[]): Ring[][] {
  const parent = candidates.map((_, i) => i)
  const root = (i: number): number => {
    let at = i
    while (parent[at] !== at) at = parent[at] = parent[parent[at]!]!
    return at
  }
  const firstOf = new Map<string, number>()
  candidates.forEach(({ arcIds }, i) => {
    for (const id of arcIds) {
      const first = firstOf.get(id)
      if (first === undefined) firstOf.set(id, i)
      else parent[root(i)] = root(first)
    }
  })
  return [...grouped(candidates, (_, i) => root(i)).values()]
}

/** The best set of rings that share no match; where the solver gives up, the most valuable first. */
function chosen(candidates: readonly Ring[], solver: Solve): Ring[] {
  if (candidates.length === 1) return [...candidates]
  const ofArc = grouped(candidates.flatMap(({ arcIds }, variable) => arcIds.map((id) => ({ id, variable }))), ({ id }) => id)
  const program: IntegerProgram = {
    variables: candidates.map(({ value, apart }) => ({ objective: value * POINTS - apart, upper: 1, integer: true })),
    rows: [...ofArc.values()].filter(({ length }) => length > 1).map((uses) => ({ terms: uses.map(({ variable }) => ({ variable, factor: 1 })), relation: '<=', bound: 1 })),
  }
  const { status, x } = solver(program)
  if (status === 'FAILED') return bestFirst(candidates)
  const rounded = x.map(Math.round)
  if (!isFeasible(program, rounded)) throw new Error('the solver chose rings that share a match')
  return candidates.filter((_, i) => rounded[i] === 1)
}

function bestFirst(candidates: readonly Ring[]): Ring[] {
  const used = new Set<string>()
  return candidates.toSorted(byValue).filter(({ arcIds }) => {
    if (arcIds.some((id) => used.has(id))) return false
    for (const id of arcIds) used.add(id)
    return true
  })
}
