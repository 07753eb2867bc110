import { periodDays, type DatePeriod } from '../date-period.ts'
import type { Span, WeeklyWindows } from '../weekly-windows.ts'
import { openResource, type Board, type OpenNeed, type OpenResource } from './board.ts'
import { Interned } from './interned.ts'
import { peak, type Use } from './moments.ts'
import { scoreTerms, total } from './score.ts'
import { earliestSlots, slotsWithin } from './slots.ts'
import { sharedHours } from './suitability.ts'
import type { Commitment, MatchingNeed, MatchingResource, ScoreTerm } from './types.ts'

/** A need and a resource that can be matched. */
export interface Pair {
  readonly need: OpenNeed
  readonly resource: OpenResource
  readonly terms: readonly ScoreTerm[]
  readonly score: number
  /** Smallest and largest quantity, 1 <= least <= most <= rest. */
  readonly least: number
  readonly most: number
  /** Where and when the resource's units are taken: once for a plain need, else one of which `timesPerWeek` are chosen. */
  readonly uses: readonly PairUse[]
}

/** Equal uses of an input are one object. */
export interface PairUse {
  readonly use: Use
  readonly slot: Span | null
}

export function scoreOf(need: MatchingNeed, resource: MatchingResource, board: Board): number {
  return total(termsOf(need, resource, board))
}

function termsOf(need: MatchingNeed, resource: MatchingResource, { weights, hasGiven }: Board): ScoreTerm[] {
  return scoreTerms(need, resource, weights, hasGiven(need.ownerId, resource.ownerId))
}

/** A city has millions of them, and few are ever shown. */
class Suiting implements Pair {
  readonly least: number

  constructor(
    readonly need: OpenNeed,
    readonly resource: OpenResource,
    readonly score: number,
    readonly most: number,
    readonly uses: readonly PairUse[],
    private readonly board: Board,
  ) {
    this.least = need.least
  }

  get terms(): ScoreTerm[] {
    return termsOf(this.need.need, this.resource.resource, this.board)
  }
}

/** Makes pairs of what suits; what many pairs have alike, their hours above all, is made once. */
export class Pairing {
  readonly #board: Board
  readonly #needs = new Interned<null>()
  readonly #hours = new Interned<null>()
  readonly #uses = new Map<string, Use>()
  readonly #offered = new Map<string, readonly PairUse[]>()

  constructor(board: Board) {
    this.#board = board
  }

  /** The pair of a need and a resource that suits it, or null when commitments leave less than the least part. */
  pair(need: OpenNeed, resource: OpenResource, score: number): Pair | null {
    const left = this.left(need, resource)
    return left ? new Suiting(need, resource, score, left.most, left.uses, this.#board) : null
  }

  /** What commitments leave of the resource for the need, or null when it is less than the least part. */
  left(need: OpenNeed, resource: OpenResource): { most: number; uses: readonly PairUse[] } | null {
    const offered = this.#offeredUses(need, resource)
    const { slot } = need.need
    if (resource.loads.length === 0) {
      const most = Math.min(need.rest, resource.resource.quantity ?? Number.POSITIVE_INFINITY)
      return most >= need.least && offered.length > 0 ? { most, uses: offered } : null
    }
    const open = offered.map((use) => ({ ...use, free: free(resource, use.use) })).filter((candidate) => candidate.free >= need.least)
    if (open.length === 0 || (slot && !earliestSlots(open.flatMap(({ slot: span }) => (span ? [span] : [])), slot.timesPerWeek))) return null
    return { most: Math.min(need.rest, Math.max(...open.map((candidate) => candidate.free))), uses: open.map(({ use, slot: span }) => ({ use, slot: span })) }
  }

  #offeredUses(need: OpenNeed, resource: OpenResource): readonly PairUse[] {
    const { windows, slot } = need.need
    const { days } = need
    if (!days) return []
    const hours = resource.windows
    const limited = resource.resource.supply === 'REUSABLE'
    const asked = this.#needs.of(null, need, () => `${JSON.stringify(windows)} ${days.first} ${days.last} ${slot ? `${slot.minutes} ${slot.timesPerWeek}` : ''}`)
    const key = `${asked} ${!slot && windows ? '' : this.#hours.of(null, hours, () => JSON.stringify(hours))} ${limited}`
    const known = this.#offered.get(key)
    if (known) return known
    const uses = slot
      ? this.#slotsOf(sharedHours(need, resource), slot, limited).map((span) => ({ slot: span, use: this.#use([span], days) }))
      : [{ slot: null, use: this.#use(windows ?? hours, days) }]
    this.#offered.set(key, uses)
    return uses
  }

  /** A stock is not used up by the hour: any slots will do, so the earliest are taken. */
  #slotsOf(hours: WeeklyWindows, { minutes, timesPerWeek }: NonNullable<MatchingNeed['slot']>, limited: boolean): readonly Span[] {
    const slots = slotsWithin(hours, minutes)
    return limited ? slots : (earliestSlots(slots, timesPerWeek) ?? [])
  }

  #use(windows: WeeklyWindows, { first, last }: { readonly first: number; readonly last: number }): Use {
    const key = `${first} ${last} ${windows.map(({ start, end }) => `${start}-${end}`).join()}`
    const use = this.#uses.get(key) ?? { windows, first, last }
    this.#uses.set(key, use)
    return use
  }
}

/**
 * Units of a resource that commitments leave in these hours and dates (`free`), for a question about one pair.
 * @param windows null: as long as the resource is open
 * @returns Infinity when unlimited, otherwise a whole number from 0
 * @throws RangeError like `allocate`
 */
export function freeQuantity(resource: MatchingResource, committed: readonly Commitment[], windows: WeeklyWindows | null, period: DatePeriod): number {
  const open = openResource(resource, committed.filter(({ resourceId }) => resourceId === resource.id))
  return free(open, { windows: windows ?? open.windows, ...periodDays(period) })
}

/**
 * Units of the resource that its commitments leave during the whole use: of a stock, what is not gone; of a
 * reusable resource, what is free at the fullest moment; Infinity when unlimited. Never below 0.
 */
export function free({ resource, loads }: OpenResource, use: Use): number {
  if (resource.quantity === null) return Number.POSITIVE_INFINITY
  const taken = resource.supply === 'CONSUMABLE' ? loads.reduce((sum, { quantity }) => sum + quantity, 0) : peak(use, loads)
  return Math.max(0, resource.quantity - taken)
}
