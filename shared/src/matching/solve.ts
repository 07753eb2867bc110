import { compareIds, type Board, type OpenNeed } from './board.ts'
import { grouped } from './grouped.ts'
import { modelOf, TIES, type Chosen, type Model } from './model.ts'
import type { Pair } from './pairs.ts'
import { excess } from './pricing.ts'
import { dualBound, isFeasible, objectiveOf, reducedCosts, relaxed, type IntegerProgram, type Solution, type Solver } from './program.ts'
import type { Question } from './question.ts'

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
/** Programmes beyond so many variables are solved nearly: only where the linear answer is no whole one, and to a small part of the best. */
const LARGE = 300
/** As a part of the largest utility: what costs more beside the prices is not looked at. */
const RULED_OUT = 0.1
const TOLERANCE = 1e-4

/** The best that can be done for the needs of a component. */
export function solveComponent(needs: readonly number[], question: Question): Solved {
  const { board, solver } = question
  let pairs = needs.flatMap((need) => keptPairs(need, question))
  let model = modelOf(pairs, board)
  let linear = solver(relaxed(model.program))
  let left = excess(needs, pairs, model, linear.prices, question)
  // Whatever its prices are, every round proves a bound for all pairs.
  let bound = Math.min(everything(pairs, model.scale, board), proven(model, linear, left.worth))
  for (let round = 1; left.pairs.length > 0 && round < ROUNDS; round++) {
    pairs = inOrder([...pairs, ...left.pairs])
    model = modelOf(pairs, board)
    linear = solver(relaxed(model.program))
    left = excess(needs, pairs, model, linear.prices, question)
    bound = Math.min(bound, proven(model, linear, left.worth))
  }
  const { program, scale } = model
  const solved = whole(model, linear, solver)
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

function proven({ program }: Model, { prices }: Solution, beyond: number): number {
  return prices ? dualBound(program, prices) + beyond : Number.POSITIVE_INFINITY
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

interface Whole {
  readonly x: readonly number[]
  readonly optimal: boolean
  readonly integer: boolean
}

/** Whole quantities: those of the linear programme where they are, else by the integer programme. */
function whole(model: Model, linear: Solution, solver: Solver): Whole {
  const { program } = model
  const rounded = linear.x.map((value) => Math.round(value))
  const integral = linear.status === 'OPTIMAL' && linear.x.every((value, i) => Math.abs(value - (rounded[i] ?? 0)) < NEARLY)
  if (integral && isFeasible(program, rounded)) return { x: rounded, optimal: true, integer: false }
  const near = linear.prices && program.variables.length > LARGE ? nearby(model, linear.x, linear.prices) : null
  const integer = solver(near ? near.smaller : program)
  // A limit was reached before anything was found: nothing is matched here, and the bound shows what may be lost.
  if (integer.status === 'FAILED') return { x: program.variables.map(() => 0), optimal: false, integer: true }
  const x = near ? [...near.x] : integer.x.map((value) => Math.round(value))
  near?.free.forEach((variable, i) => (x[variable] = Math.round(integer.x[i] ?? 0)))
  if (!isFeasible(program, x)) throw new Error(`the solver's answer breaks a row of its programme (objective ${objectiveOf(program, x)})`)
  return { x, optimal: integer.status === 'OPTIMAL' && !near, integer: true }
}

/**
 * The question that is left around the needs whose linear answer is no whole one: these needs and those they could push aside are free, without
 * the variables that the prices rule out; all others keep what they have. Nothing at all always being feasible for the free, so is this.
 */
function nearby({ program, owners }: Model, x: readonly number[], prices: readonly number[]): { readonly smaller: IntegerProgram; readonly free: readonly number[]; readonly x: readonly number[] } {
  const rounded = x.map((value) => Math.round(value))
  const reduced = reducedCosts(program, prices)
  const scale = program.variables.reduce((most, { objective }) => Math.max(most, objective), 0)
  const possible = (i: number): boolean => (x[i] ?? 0) > NEARLY || (reduced[i] ?? 0) > -RULED_OUT * scale
  const broken = new Set<OpenNeed>()
  x.forEach((value, i) => {
    const owner = owners[i]
    if (owner && Math.abs(value - (rounded[i] ?? 0)) >= NEARLY) broken.add(owner)
  })
  const movable = new Set(broken)
  for (const { terms } of program.rows) {
    if (!terms.some(({ variable }) => possible(variable) && isOf(broken, owners[variable]))) continue
    for (const { variable } of terms) {
      const owner = owners[variable]
      if (owner && (x[variable] ?? 0) > NEARLY) movable.add(owner)
    }
  }
  const free = program.variables.flatMap((_, i) => (owners[i] === undefined || (movable.has(owners[i]) && possible(i)) ? [i] : []))
  const place = new Int32Array(program.variables.length).fill(-1)
  free.forEach((variable, i) => (place[variable] = i))
  const fixed = rounded.map((value, i) => (place[i] === -1 && !isOf(movable, owners[i]) ? value : 0))
  const rows = program.rows.flatMap(({ terms, relation, bound }) => {
    const left = terms.filter(({ variable }) => place[variable] !== -1).map(({ variable, factor }) => ({ variable: place[variable]!, factor }))
    const taken = terms.reduce((sum, { variable, factor }) => sum + factor * (fixed[variable] ?? 0), 0)
    return left.length > 0 ? [{ terms: left, relation, bound: bound - taken }] : []
  })
  return { free, x: fixed, smaller: { variables: free.map((i) => program.variables[i]!), rows, tolerance: TOLERANCE } }
}

function isOf(needs: ReadonlySet<OpenNeed>, need: OpenNeed | undefined): boolean {
  return need !== undefined && needs.has(need)
}
