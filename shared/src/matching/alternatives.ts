import { compareIds } from './board.ts'
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

/** What becomes of everything else when a resource no longer serves a need. */
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
  /** Units that the need would have of it, from 1. */
  readonly quantity: number
}

export interface Alternatives {
  /** Units of the pair when everything is matched now; 0 when it would no longer be proposed. */
  readonly quantity: number
  /** The best that can be done without the pair. */
  readonly without: Detour
  /** By what they cost, the least first. A resource that would not be used even then is not among them. */
  readonly instead: readonly Alternative[]
}

/** So many others are tried, the best scores first. */
const TRIED = 5

/**
 * Why this resource for this need and not another: what the best allocation without the pair loses, and for each other
 * resource what it costs when, in the pair's stead, the need is offered that resource alone besides the others it uses.
 * Each is solved again in the part it touches; no reduced cost is shown.
 * @throws RangeError like `allocate`
 */
export function alternatives(input: MatchingInput, needId: string, resourceId: string, solver: Solver): Alternatives {
  const parts = new Parts(input, solver)
  const group = parts.groups.find((pairs) => pairs.some((pair) => isPair(pair, needId, resourceId))) ?? []
  const part = parts.part([group])
  const base = parts.solve(part)
  const used = new Set(base.matches.flatMap((match) => (match.needId === needId ? [match.resourceId] : [])))
  const others = group.filter((pair) => pair.need.need.id === needId && pair.resource.resource.id !== resourceId)
  const again = (barred: readonly string[]): Allocation => parts.solve({ ...part, declined: [...part.declined, ...barred.map((id) => ({ needId, resourceId: id }))] })
  const tried = [...others].sort((a, b) => b.score - a.score || compareIds(idOf(a), idOf(b))).slice(0, TRIED)
  const instead = tried.flatMap((pair): Alternative[] => {
    const id = idOf(pair)
    const barred = others.map(idOf).filter((other) => other !== id && !used.has(other))
    const forced = again([resourceId, ...barred])
    const quantity = unitsOf(forced, needId, id)
    // What it had of this one anyway is no alternative.
    return quantity > unitsOf(base, needId, id) ? [{ resourceId: id, score: pair.score, quantity, ...detour(base, forced) }] : []
  })
  return {
    quantity: unitsOf(base, needId, resourceId),
    without: detour(base, again([resourceId])),
    instead: instead.sort((a, b) => b.value - a.value || b.score - a.score || compareIds(a.resourceId, b.resourceId)),
  }
}

function isPair(pair: Pair, needId: string, resourceId: string): boolean {
  return pair.need.need.id === needId && idOf(pair) === resourceId
}

function idOf({ resource }: Pair): string {
  return resource.resource.id
}

function unitsOf({ matches }: Allocation, needId: string, resourceId: string): number {
  return matches.find((match) => match.needId === needId && match.resourceId === resourceId)?.quantity ?? 0
}

function detour(before: Allocation, after: Allocation): Detour {
  const pairs = new Map([...before.matches, ...after.matches].map(({ needId, resourceId }) => [JSON.stringify([needId, resourceId]), { needId, resourceId }]))
  const shifts = [...pairs.values()]
    .map(({ needId, resourceId }) => ({ needId, resourceId, before: unitsOf(before, needId, resourceId), after: unitsOf(after, needId, resourceId) }))
    .filter((shift) => shift.before !== shift.after)
    .sort((a, b) => compareIds(a.needId, b.needId) || compareIds(a.resourceId, b.resourceId))
  return { value: after.value - before.value, exact: before.certificate.optimal && after.certificate.optimal, shifts }
}
