import type { Model } from './model.ts'
import type { IntegerProgram, Solution } from './program.ts'
import { solveFlow } from './simplex.ts'
import type { FlowProblem } from './simplex-problem.ts'

/** What of a programme is a flow from needs to rows, the rest being settled. */
interface FlowPart {
  readonly problem: FlowProblem
  /** The variable of each arc, and the row of the programme of each need and row of the flow; -1 where the programme has none. */
  readonly variables: readonly number[]
  readonly needs: readonly number[]
  readonly rows: readonly number[]
}

/**
 * The answer of a component that is a flow as it stands, whole and with prices that prove it; null for one that is more than that.
 * No solver of linear programmes is needed then.
 */
export function solvedAsFlow({ program, sold }: Model): Solution | null {
  const part = flowPart(program, new Set(sold.needs.values()))
  if (part.variables.length < program.variables.length) return null
  const { flow, needPrices, rowPrices } = solveFlow(part.problem)
  const prices = program.rows.map(() => 0)
  part.needs.forEach((row, i) => row >= 0 && (prices[row] = needPrices[i]!))
  part.rows.forEach((row, i) => row >= 0 && (prices[row] = rowPrices[i]!))
  return { status: 'OPTIMAL', x: placed(part, flow, program.variables.map(() => 0)), prices }
}

/**
 * A whole answer made better: what takes more than a unit or more than one moment keeps its place, and all the rest, a flow then, is
 * solved anew over every candidate. Never worth less than before.
 */
export function improvedByFlow({ program, sold }: Model, x: readonly number[]): number[] {
  const part = flowPart(program, new Set(sold.needs.values()), x)
  return part.variables.length === 0 ? [...x] : placed(part, solveFlow(part.problem).flow, [...x])
}

function placed({ variables }: FlowPart, flow: Int32Array, x: number[]): number[] {
  variables.forEach((variable, arc) => (x[variable] = flow[arc]!))
  return x
}

/** By variable, whether it is more than a flow: of more than one moment, or not to be taken unit by unit. */
export function hardOf(program: IntegerProgram, needRows: ReadonlySet<number>): Uint8Array {
  return endsOf(program, needRows).hard
}

/** The need's row and the other row of each variable, -1 for none; hard are those that are in more. */
function endsOf(program: IntegerProgram, needRows: ReadonlySet<number>): { needOf: Int32Array; rowOf: Int32Array; hard: Uint8Array } {
  const count = program.variables.length
  const needOf = new Int32Array(count).fill(-1)
  const rowOf = new Int32Array(count).fill(-1)
  const hard = new Uint8Array(count)
  program.rows.forEach(({ terms, relation }, row) => {
    const ends = needRows.has(row) ? needOf : rowOf
    for (const { variable, factor } of terms) {
      if (relation !== '<=' || factor !== 1 || ends[variable] !== -1) hard[variable] = 1
      else ends[variable] = row
    }
  })
  return { needOf, rowOf, hard }
}

/** @param x what the variables that are no flow are settled at; nothing unless told */
function flowPart(program: IntegerProgram, needRows: ReadonlySet<number>, x?: readonly number[]): FlowPart {
  const { needOf, rowOf, hard } = endsOf(program, needRows)
  const left = program.rows.map(({ terms, bound }) => (x ? terms.reduce((rest, { variable, factor }) => (hard[variable] ? rest - factor * (x[variable] ?? 0) : rest), bound) : bound))
  const needs = new Ends(left)
  const rows = new Ends(left)
  const variables = program.variables.flatMap((_, variable) => (hard[variable] ? [] : [variable]))
  return {
    problem: {
      from: Int32Array.from(variables, (variable) => needs.end(needOf[variable]!, program.variables[variable]!.upper)),
      to: Int32Array.from(variables, (variable) => rows.end(rowOf[variable]!, program.variables[variable]!.upper)),
      utility: Float64Array.from(variables, (variable) => program.variables[variable]!.objective),
      upper: Int32Array.from(variables, (variable) => program.variables[variable]!.upper),
      supplies: Int32Array.from(needs.bounds),
      capacities: Int32Array.from(rows.bounds),
    },
    variables,
    needs: needs.rows,
    rows: rows.rows,
  }
}

/** The needs, or the rows, of a flow: each row of the programme once, and one of its own for whatever stands in none. */
class Ends {
  readonly rows: number[] = []
  readonly bounds: number[] = []
  readonly #left: readonly number[]
  readonly #known = new Map<number, number>()

  constructor(left: readonly number[]) {
    this.#left = left
  }

  end(row: number, upper: number): number {
    const known = row === -1 ? undefined : this.#known.get(row)
    if (known !== undefined) return known
    const end = this.rows.push(row) - 1
    this.bounds.push(row === -1 ? upper : Math.max(0, this.#left[row]!))
    if (row !== -1) this.#known.set(row, end)
    return end
  }
}
