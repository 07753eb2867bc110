import { allocate } from './allocate.ts'
import { board, compareIds, type Board, type OpenNeed, type OpenResource } from './board.ts'
import { changedResource, withChange, type Change } from './changes.ts'
import { pairs } from './every-pair.ts'
import type { Pair } from './pairs.ts'
import type { Solver } from './program.ts'
import type { Candidate } from './remedy-candidates.ts'
import type { Match, MatchingInput } from './types.ts'

/** A pair of another need that gives another quantity than without the change. */
export interface Move {
  readonly needId: string
  readonly resourceId: string
  readonly before: number
  readonly after: number
}

/** A change and what it was seen to bring when the matching was solved with it. */
export interface Remedy {
  readonly change: Change
  /** Units of the need that are met then and are not now, from 1. */
  readonly gain: number
  /** Units still missing then, from 0. */
  readonly missing: number
  /** What of other needs moves, by need and resource. */
  readonly moves: readonly Move[]
  /** How many shown proposals of other needs stay as they are. */
  readonly kept: number
}

/** The matching around one need, as it is and with one change after another. */
export class Trial {
  readonly open: Board
  readonly need: OpenNeed
  /** Units missing as it is. */
  readonly missing: number
  /** Proposals of other needs that people are looking at. */
  readonly shown: MatchingInput['shown']
  /** How often the engine was asked. */
  solves = 0
  readonly #input: MatchingInput
  readonly #solver: Solver
  readonly #matches: readonly Match[]
  readonly #pairs: readonly Pair[]

  /** @throws RangeError like `allocate`, or when the need is not in the input */
  constructor(input: MatchingInput, needId: string, solver: Solver) {
    const asked = input.needs.find(({ id }) => id === needId)
    if (!asked) throw new RangeError(`need ${needId} is not in the input`)
    // Other kinds of thing do not compete with it, unless fairness weighs all that one owner gives.
    const alike = ({ category, unit }: { category: string; unit?: string }): boolean => input.weights.fairness > 0 || (category === asked.category && unit === asked.unit)
    this.#input = { ...input, needs: input.needs.filter(alike), resources: input.resources.filter(alike) }
    this.#solver = solver
    this.open = board(this.#input)
    this.need = this.open.needs.find(({ need }) => need.id === needId)!
    this.shown = input.shown.filter((pair) => pair.needId !== needId && pair.quantity > 0)
    this.#pairs = pairs(this.open)
    this.#matches = this.#solve(this.#input)
    this.missing = this.need.rest - met(this.#matches, needId)
  }

  /** How many of the missing units the changed resource could give if nobody else used it. */
  reach(change: Change, { resource }: OpenResource): number {
    const { needs, resources, ...rest } = withChange(this.#input, this.#needId, change)
    const only = { ...rest, needs: needs.filter(({ id }) => id === this.#needId), resources: resources.filter(({ id }) => id === resource.id) }
    return Math.min(this.missing, pairs(board(only))[0]?.most ?? 0)
  }

  /** The smallest size of the candidate that brings as much as its largest, with what it brings; null when that is nothing. */
  smallest({ least, most, whole, of }: Candidate): Remedy | null {
    let best = this.of(of(most))
    if (!best || (whole && best.missing > 0)) return null
    const { gain } = best
    // A need that asks for less is given less: that it is met is enough.
    const enough = (remedy: Remedy | null): remedy is Remedy => remedy !== null && (whole ? remedy.missing === 0 : remedy.gain >= gain)
    let [low, high] = [least, most]
    // Mostly one less does not do, and one question tells.
    let middle = most - 1
    while (low < high) {
      const tried = this.of(of(middle))
      if (enough(tried)) [best, high] = [tried, middle]
      else low = middle + 1
      middle = Math.floor((low + high) / 2)
    }
    return best
  }

  /** What the change brings: all that it touches is solved anew, with what people are shown held. Null when the need gains nothing. */
  of(change: Change): Remedy | null {
    const changed = withChange(this.#input, this.#needId, change)
    const needIds = this.#touchedBy(change, changed)
    const matches = this.#solve({ ...changed, needs: changed.needs.filter(({ id }) => needIds.has(id)) })
    const now = met(matches, this.#needId)
    const gain = now - met(this.#matches, this.#needId)
    if (gain <= 0) return null
    const wanted = change.kind === 'NEED_QUANTITY' ? this.need.rest + change.after.quantity - change.before.quantity : this.need.rest
    const moves = movesBetween(this.#matches.filter(({ needId }) => needIds.has(needId)), matches).filter(({ needId }) => needId !== this.#needId)
    const moved = new Set(moves.map(pairKey))
    return { change, gain, missing: wanted - now, moves, kept: this.shown.filter((pair) => !moved.has(pairKey(pair))).length }
  }

  get #needId(): string {
    return this.need.need.id
  }

  #solve(input: MatchingInput): readonly Match[] {
    this.solves += 1
    return allocate(input, this.#solver).matches
  }

  /** Needs that may feel the change: reached from the need over shared resources, with the change or without. */
  #touchedBy(change: Change, changed: MatchingInput): Set<string> {
    const resourceId = changedResource(change)
    const anew = resourceId === null ? { ...changed, needs: changed.needs.filter(({ id }) => id === this.#needId) } : { ...changed, resources: changed.resources.filter(({ id }) => id === resourceId) }
    const all = [...this.#pairs, ...pairs(board(anew))]
    const reached = new Set([this.#needId])
    const shared = new Set<string>()
    for (let before = -1; before < reached.size + shared.size; ) {
      before = reached.size + shared.size
      for (const { need, resource } of all) {
        const keys = sharedBy(resource, resourceId, this.#input.weights.fairness > 0)
        if (keys.some((key) => shared.has(key))) reached.add(need.need.id)
        if (reached.has(need.need.id)) for (const key of keys) shared.add(key)
      }
    }
    return reached
  }
}

/** What two needs must share to feel each other (components.ts): a resource that can run short, and with fairness its owner; the changed one is felt in any case. */
function sharedBy({ resource }: OpenResource, changed: string | null, fair: boolean): string[] {
  return [...(resource.quantity === null && resource.id !== changed ? [] : [`resource ${resource.id}`]), ...(fair ? [`owner ${resource.ownerId}`] : [])]
}

const pairKey = ({ needId, resourceId }: { needId: string; resourceId: string }): string => JSON.stringify([needId, resourceId])

function met(matches: readonly Match[], needId: string): number {
  return matches.reduce((sum, match) => sum + (match.needId === needId ? match.quantity : 0), 0)
}

function movesBetween(before: readonly Match[], after: readonly Match[]): Move[] {
  const quantity = (matches: readonly Match[], pair: Match): number => matches.find(({ needId, resourceId }) => needId === pair.needId && resourceId === pair.resourceId)?.quantity ?? 0
  return [...new Map([...before, ...after].map((match) => [pairKey(match), match])).values()]
    .map((match) => ({ needId: match.needId, resourceId: match.resourceId, before: quantity(before, match), after: quantity(after, match) }))
    .filter((move) => move.before !== move.after)
    .sort((a, b) => compareIds(a.needId, b.needId) || compareIds(a.resourceId, b.resourceId))
}
