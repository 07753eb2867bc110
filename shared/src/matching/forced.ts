import { dateOf } from '../date-period.ts'
import { normalize, type Span, type WeeklyWindows } from '../weekly-windows.ts'
import { allocate } from './allocate.ts'
import type { Board } from './board.ts'
import { fairnessSteps } from './fairness.ts'
import { modelOf } from './model.ts'
import { free, type Pair } from './pairs.ts'
import { relaxed, type Solver } from './program.ts'
import { earliestSlots, slotDay } from './slots.ts'
import type { MatchingInput } from './types.ts'

/** The best of all allocations in which a pair gives exactly so many units. */
export interface Forced {
  /** Points, those of the pair among them. */
  readonly value: number
  readonly optimal: boolean
  /** All matches, the pair's among them. */
  readonly matches: readonly { readonly needId: string; readonly resourceId: string; readonly quantity: number }[]
}

/** Beyond so many variables the slots are those that the linear answer likes best. */
const LARGE = 300

/** The most that the pair can give when nothing but what is agreed is in its way, up to `wanted`; 0 when that is less than its least part. */
export function mostForced(pair: Pair, wanted: number): number {
  const { slot } = pair.need.need
  for (let quantity = Math.min(wanted, pair.most); quantity >= pair.least; quantity--) {
    if (!slot || earliestSlots(openSlots(pair, quantity), slot.timesPerWeek)) return quantity
  }
  return 0
}

/**
 * What is best when the pair gives its need exactly this, whatever that costs others: it is taken as agreed, in its need's hours or in the slots
 * that are best for all, and everything else is solved around it.
 * @param part the component of the pair, as an input of its own
 * @param group its pairs
 * @param quantity as `mostForced` finds it
 * @throws RangeError like `allocate`
 */
export function forced(part: MatchingInput, group: readonly Pair[], pair: Pair, quantity: number, board: Board, solver: Solver): Forced {
  const { need, days, rest, least } = pair.need
  const { id: resourceId, ownerId } = pair.resource.resource
  const chosen = need.slot ? bestSlots(group, pair, quantity, board, solver) : { windows: need.windows, exact: true }
  const { first, last } = days ?? { first: 0, last: 0 }
  const agreed = { needId: need.id, resourceId, quantity, windows: chosen.windows, period: { from: dateOf(first), to: dateOf(last) } }
  // What is left over is of use to the need in its parts alone.
  const needs = rest - quantity < Math.max(1, least) ? part.needs.filter(({ id }) => id !== need.id) : part.needs
  const around = allocate({ ...part, needs, committed: [...part.committed, agreed], declined: [...part.declined, { needId: need.id, resourceId }] }, solver)
  const bonus = board.weights.incumbent * Math.min(quantity, board.shown(need.id, resourceId))
  const own = pair.score * quantity + bonus - board.weights.fairness * fairnessSteps(board.agreedOf(ownerId) + 1)
  return { value: around.value + own, optimal: chosen.exact && around.certificate.optimal, matches: [...around.matches, { needId: need.id, resourceId, quantity }] }
}

/** The slots that the pair takes when the whole group is solved with it in. */
function bestSlots(group: readonly Pair[], pair: Pair, quantity: number, board: Board, solver: Solver): { windows: WeeklyWindows; exact: boolean } {
  const fixed: Pair = { ...pair, least: quantity, most: quantity }
  const { program, columns } = modelOf(group.map((each) => (each === pair ? fixed : each)), board)
  const column = columns.find((each) => each.pair === fixed)!
  const held = { variables: program.variables, rows: [...program.rows, { terms: column.quantity, relation: '>=' as const, bound: quantity }] }
  const small = program.variables.length <= LARGE
  const { x, status } = solver(small ? held : relaxed(held))
  const liking = ({ variable }: (typeof column.slots)[number]): number => (variable === null ? 1 : (x[variable] ?? 0))
  const times = pair.need.need.slot?.timesPerWeek ?? 0
  const open = openSlots(pair, quantity)
  const liked = column.slots.filter(({ slot }) => open.includes(slot)).sort((a, b) => liking(b) - liking(a) || a.slot.start - b.slot.start)
  const taken: Span[] = []
  for (const { slot } of liked) {
    const beside = taken.every((other) => slotDay(other) !== slotDay(slot) && (other.end <= slot.start || slot.end <= other.start))
    if (taken.length < times && beside) taken.push(slot)
  }
  return { windows: normalize(taken.length === times ? taken : (earliestSlots(open, times) ?? [])), exact: small && status === 'OPTIMAL' }
}

/** Slots in which so many are free. */
function openSlots({ uses, resource }: Pair, quantity: number): Span[] {
  return uses.flatMap(({ use, slot }) => (slot && free(resource, use) >= quantity ? [slot] : []))
}
