/** A linear programme to be maximised; variables lie between 0 and `upper`. */
export interface IntegerProgram {
  readonly variables: readonly Variable[]
  readonly rows: readonly Row[]
  /** How far from the best, as a part of it, a whole answer may stay and still be called OPTIMAL; 0 unless told. */
  readonly tolerance?: number
  /** Nodes of branch and bound at most, where fewer than the solver's own limit. */
  readonly nodes?: number
  /** A whole answer to begin with, where one is known. */
  readonly start?: readonly number[]
}

export interface Variable {
  readonly objective: number
  readonly upper: number
  readonly integer: boolean
}

export interface Row {
  /** Every variable at most once. */
  readonly terms: readonly RowTerm[]
  readonly relation: '<=' | '>=' | '='
  readonly bound: number
}

export interface RowTerm {
  readonly variable: number
  readonly factor: number
}

/**
 * OPTIMAL: nothing is better. FEASIBLE: the best found before a limit. FAILED: nothing found before a limit.
 * `prices` (one per row) are only given for a programme without integer variables.
 */
export interface Solution {
  readonly status: 'OPTIMAL' | 'FEASIBLE' | 'FAILED'
  readonly x: readonly number[]
  readonly prices: readonly number[] | null
}

/** An answer with the prices that go with it. */
export type Priced = Solution & { readonly prices: readonly number[] }

/** Solves synchronously and gives the same answer for the same programme: limits are counts of nodes, never seconds. */
export type Solve = (program: IntegerProgram) => Solution

export type Solver = Solve & {
  /** The programme with every variable continuous, to be solved again and again. */
  readonly open: (program: IntegerProgram) => OpenProgram
}

/** A linear programme that stays open: its variables are bound ever closer, and each answer starts from the last. */
export interface OpenProgram {
  /** Null when nothing keeps to every row. */
  readonly solve: () => Priced | null
  readonly bind: (variables: readonly number[], lower: Float64Array, upper: Float64Array) => void
  readonly close: () => void
}

/** The same programme with every variable continuous. */
export function relaxed(program: IntegerProgram): IntegerProgram {
  return { rows: program.rows, variables: program.variables.map((variable) => ({ ...variable, integer: false })) }
}

/** By variable, the rows it stands in. */
export function rowsOf({ variables, rows }: IntegerProgram): number[][] {
  const found: number[][] = variables.map(() => [])
  rows.forEach(({ terms }, row) => terms.forEach(({ variable }) => found[variable]!.push(row)))
  return found
}

export function objectiveOf(program: IntegerProgram, x: readonly number[]): number {
  return program.variables.reduce((sum, { objective }, i) => sum + objective * (x[i] ?? 0), 0)
}

/** Whether rounded values satisfy every bound and row exactly. */
export function isFeasible(program: IntegerProgram, x: readonly number[]): boolean {
  return (
    program.variables.every(({ upper }, i) => (x[i] ?? 0) >= 0 && (x[i] ?? 0) <= upper) &&
    program.rows.every(({ terms, relation, bound }) => {
      const left = terms.reduce((sum, { variable, factor }) => sum + factor * (x[variable] ?? 0), 0)
      return relation === '<=' ? left <= bound : relation === '>=' ? left >= bound : left === bound
    })
  )
}

/** What a unit of each variable is worth beyond what the rows it stands in cost; prices of a sign that proves nothing count as 0. */
export function reducedCosts(program: IntegerProgram, prices: readonly number[]): Float64Array {
  const reduced = Float64Array.from(program.variables, ({ objective }) => objective)
  program.rows.forEach((row, i) => {
    const price = proving(row, prices[i] ?? 0)
    if (price !== 0) for (const { variable, factor } of row.terms) reduced[variable] = (reduced[variable] ?? 0) - price * factor
  })
  return reduced
}

/**
 * What no solution can exceed, by weak duality: whatever the prices are, the sum of the priced row bounds and of
 * the positive reduced costs times their upper bounds is an upper bound. So the solver need not be trusted.
 * @param within closer bounds of the variables, where there are any
 */
export function dualBound(program: IntegerProgram, prices: readonly number[], within?: { readonly lower: Float64Array; readonly upper: Float64Array }): number {
  const paid = program.rows.reduce((sum, row, i) => sum + proving(row, prices[i] ?? 0) * row.bound, 0)
  const reduced = reducedCosts(program, prices)
  return program.variables.reduce((sum, { upper }, i) => sum + (reduced[i]! > 0 ? reduced[i]! * (within?.upper[i] ?? upper) : reduced[i]! * (within?.lower[i] ?? 0)), paid)
}

function proving({ relation }: Row, price: number): number {
  return relation === '<=' ? Math.max(0, price) : relation === '>=' ? Math.min(0, price) : price
}
