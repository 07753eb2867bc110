import { compareIds, type Board } from './board.ts'
import type { Candidates } from './candidates.ts'
import type { Kept } from './components.ts'
import { grouped } from './grouped.ts'
import { modelOf, TIES, type Chosen } from './model.ts'
import type { Pair, Pairing } from './pairs.ts'
import { excess } from './pricing.ts'
import { dualBound, isFeasible, objectiveOf, reducedCosts, relaxed, type IntegerProgram, type Solution, type Solver } from './program.ts'

/** Everything a component is solved with. */
export interface Question {
  readonly board: Board
  readonly candidates: Candidates
  readonly pairing: Pairing
  readonly kept: Kept
  readonly solver: Solver
}

export interface Solved {
  readonly chosen: readonly Chosen[]
  /** Whole points; no way of serving these needs is worth more, also by pairs that were not looked at. */
  readonly bound: number
  readonly optimal: boolean
  readonly integer: boolean
  readonly columns: number
  readonly rows: number
}

/** In how many rounds pairs that were left out may be asked for; two were always enough for whole cities. */
const ROUNDS = 4
/** Programmes beyond so many variables are solved nearly: without columns that the prices rule out, to a small part of the best. */
const LARGE = 300
const RULED_OUT = -25
const TOLERANCE = 1e-4

/** The best that can be done for the needs of a component. */
export function solveComponent(needs: readonly number[], question: Question): Solved {
  const { board, solver } = question
  let pairs = needs.flatMap((need) => keptPairs(need, question))
  let model = modelOf(pairs, board)
  let linear = solver(relaxed(model.program))
  let left = excess(needs, pairs, model, linear.prices, question)
  for (let round = 1; left.pairs.length > 0 && round < ROUNDS; round++) {
    pairs = inOrder([...pairs, ...left.pairs])
    model = modelOf(pairs, board)
    linear = solver(relaxed(model.program))
    left = excess(needs, pairs, model, linear.prices, question)
  }
  const { program, scale } = model
  const bound = Math.min(everything(pairs, scale, board), linear.prices ? dualBound(program, linear.prices) + left.worth : Number.POSITIVE_INFINITY)
  const solved = whole(program, linear, scale, solver)
  return {
    chosen: model.read(solved.x),
    // Utilities are whole, so a bound may be rounded down; the tolerance forgives the last digits of the arithmetic.
    bound: Math.floor(bound / scale + 1e-6),
    optimal: solved.optimal && left.pairs.length === 0,
    integer: solved.integer,
    columns: program.variables.length,
    rows: program.rows.length,
  }
}

function keptPairs(need: number, { board, pairing, kept: { starts, resources, scores } }: Question): Pair[] {
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

const NEARLY = 1e-6

/** Whole quantities: those of the linear programme where they are, else by the integer programme. */
function whole(program: IntegerProgram, linear: Solution, scale: number, solver: Solver): { readonly x: readonly number[]; readonly optimal: boolean; readonly integer: boolean } {
  const rounded = linear.x.map((value) => Math.round(value))
  const integral = linear.status === 'OPTIMAL' && linear.x.every((value, i) => Math.abs(value - (rounded[i] ?? 0)) < NEARLY)
  if (integral && isFeasible(program, rounded)) return { x: rounded, optimal: true, integer: false }
  const large = program.variables.length > LARGE
  const { kept, smaller } = large && linear.prices ? within(program, linear, linear.prices, scale) : { kept: null, smaller: program }
  const integer = solver(large ? { ...smaller, tolerance: TOLERANCE } : smaller)
  // A limit was reached before anything was found: nothing is matched here, and the bound shows what may be lost.
  if (integer.status === 'FAILED') return { x: program.variables.map(() => 0), optimal: false, integer: true }
  const x = program.variables.map(() => 0)
  integer.x.forEach((value, i) => (x[kept ? (kept[i] ?? 0) : i] = Math.round(value)))
  if (!isFeasible(program, x)) throw new Error(`the solver's answer breaks a row of its programme (objective ${objectiveOf(program, x)})`)
  return { x, optimal: integer.status === 'OPTIMAL' && !large, integer: true }
}

/** The programme without the variables that are 0 and that the prices rule out; what is left is feasible, for nothing at all always is. */
function within(program: IntegerProgram, linear: Solution, prices: readonly number[], scale: number): { readonly kept: readonly number[]; readonly smaller: IntegerProgram } {
  const reduced = reducedCosts(program, prices)
  const kept = program.variables.flatMap((_, i) => ((linear.x[i] ?? 0) < NEARLY && (reduced[i] ?? 0) < RULED_OUT * scale ? [] : [i]))
  const place = new Int32Array(program.variables.length).fill(-1)
  kept.forEach((variable, i) => (place[variable] = i))
  const rows = program.rows.map((row) => ({ ...row, terms: row.terms.flatMap(({ variable, factor }) => (place[variable] === -1 ? [] : [{ variable: place[variable] ?? 0, factor }])) }))
  return { kept, smaller: { variables: kept.map((i) => program.variables[i]!), rows: rows.filter(({ terms }) => terms.length > 0) } }
}
