import { compareIds, type Board } from './board.ts'
import { boundByCases } from './cases.ts'
import type { Bounds } from './bounds.ts'
import { solvedAsFlow } from './flow-part.ts'
import { grouped } from './grouped.ts'
import { modelOf, TIES, type Chosen, type Model } from './model.ts'
import type { Pair } from './pairs.ts'
import { excess } from './pricing.ts'
import { dualBound, objectiveOf, relaxed, type Solution, type Solver } from './program.ts'
import type { Question } from './question.ts'
import { whole } from './whole.ts'

export interface Solved {
  readonly chosen: readonly Chosen[]
  /** Whole points; no way of serving these needs is worth more, also by pairs that were not looked at. */
  readonly bound: number
  readonly optimal: boolean
  readonly integer: boolean
  readonly columns: number
  readonly rows: number
}

/** In how many rounds pairs that were left out may be asked for. */
const ROUNDS = 12

/** The best that can be done for the needs of a component. */
export function solveComponent(needs: readonly number[], question: Question): Solved {
  const { board, solver } = question
  let pairs = needs.flatMap((need) => keptPairs(need, question))
  let model = modelOf(pairs, board)
  let linear = linearAnswer(model, solver)
  let left = excess(needs, pairs, model, linear.prices, question)
  // Whatever its prices are, every round proves a bound for all pairs.
  let bound = Math.min(everything(pairs, model.scale, board), proven(model, linear, left.worth))
  for (let round = 1; left.pairs.length > 0 && round < ROUNDS; round++) {
    pairs = inOrder([...pairs, ...left.pairs])
    model = modelOf(pairs, board)
    linear = linearAnswer(model, solver)
    left = excess(needs, pairs, model, linear.prices, question)
    bound = Math.min(bound, proven(model, linear, left.worth))
  }
  const { program, scale } = model
  const solved = whole(model, linear, question)
  // Utilities are whole, so a bound may be rounded down; the tolerance forgives the last digits of the arithmetic.
  const points = (worth: number): number => Math.floor(worth / scale + 1e-6)
  const value = points(objectiveOf(program, solved.x))
  if (solved.optimal && points(bound) > value) {
    const boundOf = (prices: readonly number[], bounds: Bounds): number => dualBound(program, prices, bounds) + excess(needs, pairs, model, prices, question).worth
    bound = boundByCases(program, bound, { boundOf, isClose: (worth) => points(worth) <= value }, solver)
  }
  return {
    chosen: model.read(solved.x),
    bound: points(bound),
    optimal: points(bound) <= value,
    integer: solved.integer,
    columns: program.variables.length,
    rows: program.rows.length,
  }
}

function proven({ program }: Model, { prices }: Solution, beyond: number): number {
  return prices ? dualBound(program, prices) + beyond : Number.POSITIVE_INFINITY
}

/** The pairs of a need that are looked at first. */
export function keptPairs(need: number, { board, pairing, kept: { starts, resources, scores } }: Question): Pair[] {
  const open = board.needs[need]!
  const pairs: Pair[] = []
  for (let at = starts[need]!; at < starts[need + 1]!; at++) {
    const pair = pairing.pair(open, board.resources[resources[at]!]!, scores[at]!)
    if (pair) pairs.push(pair)
  }
  return pairs
}

/** What it would be worth if every need had all it wants from the best there is. */
function everything(pairs: readonly Pair[], scale: number, { weights, shownOf }: Board): number {
  return [...grouped(pairs, ({ need }) => need)].reduce((sum, [{ need, rest }, ofNeed]) => {
    const most = ofNeed.reduce((best, { score }) => Math.max(best, score), 0)
    const shown = [...(shownOf(need.id)?.values() ?? [])].reduce((units, quantity) => units + quantity, 0)
    return sum + rest * (most * scale + TIES) + weights.incumbent * scale * Math.min(rest, shown)
  }, 0)
}

function inOrder(pairs: Pair[]): Pair[] {
  return pairs.sort((a, b) => compareIds(a.need.need.id, b.need.need.id) || compareIds(a.resource.resource.id, b.resource.resource.id))
}

/** A flow has an answer of its own, which is whole. */
function linearAnswer(model: Model, solver: Solver): Solution {
  return solvedAsFlow(model) ?? solver(relaxed(model.program))
}
