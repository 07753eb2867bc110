import { compareIds } from './board.ts'
import { forced, mostForced, type Forced } from './forced.ts'
import type { Pair } from './pairs.ts'
import type { Solver } from './program.ts'
import { Parts } from './touched.ts'
import type { Allocation, MatchingInput } from './types.ts'

/** What a pair gives in one allocation and in another. */
export interface Shift {
  readonly needId: string
  readonly resourceId: string
  /** Units, from 0. */
  readonly before: number
  readonly after: number
}

/** What becomes of everything else when a need is held to another choice. */
export interface Detour {
  /** Points, total value after − before; never above 0 but by an unproven gap. */
  readonly value: number
  readonly exact: boolean
  /** Every pair that changes, by need, then resource: the chain that would move. */
  readonly shifts: readonly Shift[]
}

/** Another resource in its stead. */
export interface Alternative extends Detour {
  readonly resourceId: string
  /** Points per unit of the need from this resource. */
  readonly score: number
  /** Units that the need is given of it, more than now. */
  readonly quantity: number
}

export interface Alternatives {
  /** Units of the pair when everything is matched now; 0 when it would no longer be proposed. */
  readonly quantity: number
  /** The best that can be done without the pair. */
  readonly without: Detour
  /** By what they cost, the least first. */
  readonly instead: readonly Alternative[]
}

/** So many others are tried, the best scores first. */
const TRIED = 5

/**
 * Why this resource for this need and not another: what the best allocation without the pair loses, and for each other
 * resource what it costs to take as many from that one, or as many as it can give beside what is agreed, whoever has to
 * give way. Each is solved again in the part it touches; no reduced cost is shown.
 * @throws RangeError like `allocate`
 */
export function alternatives(input: MatchingInput, needId: string, resourceId: string, solver: Solver): Alternatives {
  const parts = new Parts(input, solver)
  const group = parts.groups.find((pairs) => pairs.some((pair) => isPair(pair, needId, resourceId))) ?? []
  const part = parts.part([group])
  const base = found(parts.solve(part))
  const quantity = unitsOf(base, needId, resourceId)
  const others = group.flatMap((pair) => {
    if (pair.need.need.id !== needId || idOf(pair) === resourceId) return []
    const now = unitsOf(base, needId, idOf(pair))
    const units = mostForced(pair, now + quantity)
    return units > now ? [{ pair, units }] : []
  })
  const tried = others.sort((a, b) => b.pair.score - a.pair.score || compareIds(idOf(a.pair), idOf(b.pair))).slice(0, TRIED)
  const instead = tried.map(({ pair, units }): Alternative => ({ resourceId: idOf(pair), score: pair.score, quantity: units, ...detour(base, forced(part, group, pair, units, parts.open, solver)) }))
  return {
    quantity,
    without: detour(base, found(parts.solve({ ...part, declined: [...part.declined, { needId, resourceId }] }))),
    instead: instead.sort((a, b) => b.value - a.value || b.score - a.score || compareIds(a.resourceId, b.resourceId)),
  }
}

function found({ value, certificate: { optimal }, matches }: Allocation): Forced {
  return { value, optimal, matches }
}

function isPair(pair: Pair, needId: string, resourceId: string): boolean {
  return pair.need.need.id === needId && idOf(pair) === resourceId
}

function idOf({ resource }: Pair): string {
  return resource.resource.id
}

function unitsOf({ matches }: Forced, needId: string, resourceId: string): number {
  return matches.find((match) => match.needId === needId && match.resourceId === resourceId)?.quantity ?? 0
}

function detour(before: Forced, after: Forced): Detour {
  const pairs = new Map([...before.matches, ...after.matches].map(({ needId, resourceId }) => [JSON.stringify([needId, resourceId]), { needId, resourceId }]))
  const shifts = [...pairs.values()]
    .map(({ needId, resourceId }) => ({ needId, resourceId, before: unitsOf(before, needId, resourceId), after: unitsOf(after, needId, resourceId) }))
    .filter((shift) => shift.before !== shift.after)
    .sort((a, b) => compareIds(a.needId, b.needId) || compareIds(a.resourceId, b.resourceId))
  return { value: after.value - before.value, exact: before.optimal && after.optimal, shifts }
}
