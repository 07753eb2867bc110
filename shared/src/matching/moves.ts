import type { ObstacleCode } from '../glossary.ts'
import { sameWindows } from '../weekly-windows.ts'
import { allocate } from './allocate.ts'
import { board, compareIds, type Board } from './board.ts'
import { pairGroups } from './every-pair.ts'
import { fairnessOf } from './fairness.ts'
import { grouped } from './grouped.ts'
import type { Solver } from './program.ts'
import type { Allocation, Commitment, MatchingInput, MatchingNeed, MatchingResource, ShownProposal, Taker } from './types.ts'

/** Units of another resource that a need has instead. */
export interface Instead {
  readonly resourceId: string
  readonly quantity: number
}

/** Why a shown proposal does not stay as it is. */
export type MoveWhy =
  /** The resource is no longer on the list. */
  | { readonly code: 'ENTRY_GONE' }
  | { readonly code: 'DECLINED' }
  /** The need lacks no more than `missing`: the rest is agreed elsewhere. */
  | { readonly code: 'MET'; readonly missing: number }
  /** The pair no longer passes this test. */
  | { readonly code: 'UNFIT'; readonly test: ObstacleCode }
  /** What is agreed with these needs leaves no more than `free`. */
  | { readonly code: 'TAKEN'; readonly takers: readonly Taker[]; readonly free: number }
  /**
   * Everything together is worth `gain` points more than the best that keeps the proposal, its bonus for being shown included; 0 where both are
   * worth the same; null where that was not reckoned. `instead`: what the need has now; `takers`: who has the resource now.
   */
  | { readonly code: 'BETTER'; readonly gain: number | null; readonly instead: readonly Instead[]; readonly takers: readonly Taker[] }
  /** The same quantity at other hours. */
  | { readonly code: 'HOURS' }
  /** Not the engine's: the entry was revised so that it no longer bears the proposal out; one side claimed the pair; nobody answered in time; other points; its ring was declined. */
  | { readonly code: 'RING' | 'REVISED' | 'CLAIMED' | 'EXPIRED' | 'RESCORED' }

export interface Move {
  readonly needId: string
  readonly resourceId: string
  readonly before: number
  /** 0 where nothing is left of it. */
  readonly after: number
  readonly why: MoveWhy
}

/** Each reckoned gain is another solve; a run over a city has thousands of moves and reckons none. */
const MOST_RECKONED = 40

/**
 * What becomes of shown proposals that the allocation does not have as they are, each with its true reason.
 * @param allocation of this input
 * @param most gains that are reckoned, 40 unless told
 * @throws RangeError like `allocate`
 */
export function movesOf(input: MatchingInput, allocation: Allocation, solver: Solver, most = MOST_RECKONED): Move[] {
  const matched = new Map(allocation.matches.map((match) => [`${match.needId} ${match.resourceId}`, match]))
  const changed = input.shown
    .map((shown) => ({ shown, match: matched.get(`${shown.needId} ${shown.resourceId}`) }))
    .filter(({ shown, match }) => !match || match.quantity !== shown.quantity || (shown.windows !== undefined && !sameHours(shown.windows, match.windows)))
    .sort((a, b) => compareIds(a.shown.needId, b.shown.needId) || compareIds(a.shown.resourceId, b.shown.resourceId))
  const reasons = new Reasons(input, allocation, solver, most)
  return changed.map(({ shown, match }) => {
    const { needId, resourceId, quantity: before } = shown
    const after = match?.quantity ?? 0
    return { needId, resourceId, before, after, why: after === before ? { code: 'HOURS' } : reasons.of(shown) }
  })
}

const sameHours = (a: ShownProposal['windows'], b: ShownProposal['windows']): boolean => (a && b ? sameWindows(a, b) : (a ?? null) === (b ?? null))

class Reasons {
  readonly #open: Board
  readonly #committedOf: ReadonlyMap<string, readonly Commitment[]>
  /** By need: its component as an input of its own. */
  #parts: ReadonlyMap<string, MatchingInput> | null = null
  #reckoned = 0

  constructor(
    private readonly input: MatchingInput,
    private readonly allocation: Allocation,
    private readonly solver: Solver,
    private readonly most: number,
  ) {
    this.#open = board(input)
    this.#committedOf = grouped(input.committed, ({ resourceId }) => resourceId)
  }

  of(shown: ShownProposal): MoveWhy {
    const { needId, resourceId, quantity } = shown
    const need = this.input.needs.find(({ id }) => id === needId)
    const resource = this.input.resources.find(({ id }) => id === resourceId)
    if (!need || !resource) return { code: 'ENTRY_GONE' }
    if (this.#open.isDeclined(needId, resourceId)) return { code: 'DECLINED' }
    const rest = this.#restOf(needId)
    if (rest < quantity) return { code: 'MET', missing: rest }
    // What the two could agree on if nobody else were there.
    const alone = this.#alone(need, resource)
    const most = alone.matches[0]?.quantity ?? 0
    if (most >= quantity) return this.#better(shown)
    const test = alone.unmet[0]?.obstacles.at(-1)?.code
    if (most === 0 && test && test !== 'TAKEN' && test !== 'QUANTITY') return { code: 'UNFIT', test }
    const takers = (this.#committedOf.get(resourceId) ?? []).filter((one) => one.needId !== needId).map(({ needId: taker, quantity: taken }) => ({ needId: taker, quantity: taken }))
    return { code: 'TAKEN', takers, free: most }
  }

  #better(shown: ShownProposal): MoveWhy {
    const { needId, resourceId } = shown
    const { matches } = this.allocation
    const instead = matches.filter((match) => match.needId === needId && match.resourceId !== resourceId).map(({ resourceId: id, quantity }) => ({ resourceId: id, quantity }))
    const before = new Map(this.input.shown.filter((one) => one.resourceId === resourceId).map((one) => [one.needId, one.quantity]))
    const takers = matches.flatMap((match) => {
      const more = match.quantity - (before.get(match.needId) ?? 0)
      return match.resourceId === resourceId && match.needId !== needId && more > 0 ? [{ needId: match.needId, quantity: more }] : []
    })
    this.#reckoned += 1
    return { code: 'BETTER', gain: this.#reckoned > this.most ? null : this.#gain(shown), instead, takers }
  }

  /** The value of the component, less the best value of it that keeps the proposal, as if it were agreed. */
  #gain({ needId, resourceId, quantity, windows }: ShownProposal): number {
    const part = this.#partOf(needId)
    const need = part.needs.find(({ id }) => id === needId)!
    const resource = part.resources.find(({ id }) => id === resourceId)!
    const [pair] = this.#alone(need, resource).matches
    if (!pair) return 0
    const kept: Commitment = { needId, resourceId, quantity, windows: windows === undefined ? pair.windows : windows, period: pair.period }
    const rest = this.#restOf(needId) - quantity
    // What is left of it may be less than is of use; agreed, it would count as a last rest, which it is not.
    const closed = rest > 0 && (!need.divisible || rest < need.leastPart)
    const input: MatchingInput = {
      ...part,
      needs: closed ? part.needs.filter(({ id }) => id !== needId) : part.needs,
      shown: part.shown.filter((one) => one.needId !== needId || one.resourceId !== resourceId),
      committed: [...part.committed, kept],
    }
    const { weights } = this.input
    const own = (pair.score + weights.incumbent) * quantity - weights.fairness * fairnessOf(this.#open.agreedOf(resource.ownerId), 1)
    return Math.max(0, allocate(part, this.solver).value - allocate(input, this.solver).value - own)
  }

  #restOf(needId: string): number {
    return this.#open.needs.find(({ need }) => need.id === needId)!.rest
  }

  /** The pair, as if nothing else were matched. */
  #alone(need: MatchingNeed, resource: MatchingResource): Allocation {
    const committed = this.input.committed.filter((one) => one.needId === need.id || one.resourceId === resource.id)
    return allocate({ ...this.input, needs: [need], resources: [resource], shown: [], committed }, this.solver)
  }

  #partOf(needId: string): MatchingInput {
    this.#parts ??= new Map(
      pairGroups(this.#open).flatMap((group) => {
        const needs = new Set(group.map(({ need }) => need.need.id))
        const part = { ...this.input, needs: this.input.needs.filter(({ id }) => needs.has(id)) }
        return [...needs].map((id) => [id, part] as const)
      }),
    )
    return this.#parts.get(needId)!
  }
}
