import { allocate } from './allocate.ts'
import { board } from './board.ts'
import { pairGroups } from './every-pair.ts'
import { movesOf, type Move } from './moves.ts'
import type { Solver } from './program.ts'
import type { Allocation, MatchingInput } from './types.ts'

/** Entries that came, went, were answered or changed. Ids that are not in the input are what is gone. */
export interface Touched {
  readonly needIds: readonly string[]
  readonly resourceIds: readonly string[]
}

export interface Reoptimised {
  /** The input cut down to the needs that the change can reach; every resource is still there, so that explanations are whole. */
  readonly part: MatchingInput
  /** Of that part. Nothing outside it changes. */
  readonly allocation: Allocation
  /** What becomes of shown proposals of the part that do not stay as they are, by need, then resource. */
  readonly moves: readonly Move[]
}

/**
 * Solves anew what a change can reach: the components of the touched entries, and whatever was shown with them. What it finds is what a run over
 * everything would find there; all other matches of that run are those of the last one.
 * @throws RangeError like `allocate`
 */
export function reoptimise(input: MatchingInput, touched: Touched, solver: Solver): Reoptimised {
  const part = partOf(input, touched)
  const allocation = allocate(part, solver)
  return { part, allocation, moves: movesOf(part, allocation, solver) }
}

/** The input with the needs that the change can reach. */
export function partOf(input: MatchingInput, touched: Touched): MatchingInput {
  const needs = new Set(touched.needIds)
  const resources = new Set(touched.resourceIds)
  // A proposal that is shown ties its need to the resource, even where the two no longer suit.
  for (const { needId, resourceId } of input.shown) {
    if (resources.has(resourceId)) needs.add(needId)
    if (needs.has(needId)) resources.add(resourceId)
  }
  const reached = new Set(needs)
  for (const group of pairGroups(board(input))) {
    if (group.some(({ need, resource }) => needs.has(need.need.id) || resources.has(resource.resource.id))) for (const { need } of group) reached.add(need.need.id)
  }
  return { ...input, needs: input.needs.filter(({ id }) => reached.has(id)), shown: input.shown.filter(({ needId }) => reached.has(needId)) }
}
