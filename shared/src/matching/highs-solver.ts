import { lpText } from './lp-text.ts'
import type { Solution, Solver } from './program.ts'

/** What is used of the loaded module of npm's `highs`; each call makes and frees a solver of its own, nothing is left to dispose of. */
export interface Highs {
  solve(problem: string, options?: Readonly<Record<string, string | number | boolean>>): HighsResult
}

interface HighsResult {
  readonly Status: string
  readonly Columns: Readonly<Record<string, { readonly Index: number; readonly Primal?: number }>>
  readonly Rows: readonly { readonly Index: number; readonly Name?: string; readonly Dual?: number }[]
}

export interface HighsLimits {
  /** Branch-and-bound nodes per programme; a count, so that the answer does not depend on the machine's speed. */
  readonly nodes: number
}

const LIMITS_REACHED = new Set(['Node limit reached', 'Iteration limit reached', 'Solution limit reached', 'Bound on objective reached', 'Unknown'])

/**
 * The solver `allocate` is given, on HiGHS compiled to WebAssembly: `highsSolver(await loadHighs())`. It blocks its
 * thread; long programmes belong in a worker.
 * @throws Error when HiGHS calls the programme infeasible or unbounded, which the engine never writes
 */
export function highsSolver(highs: Highs, limits: HighsLimits = { nodes: 100_000 }): Solver {
  return (program): Solution => {
    // HiGHS answers a programme without rows with an error; each variable then stands alone.
    if (program.rows.length === 0) {
      return { status: 'OPTIMAL', x: program.variables.map(({ objective, upper }) => (objective > 0 ? upper : 0)), prices: [] }
    }
    const linear = !program.variables.some(({ integer }) => integer)
    const result = highs.solve(lpText(program), {
      output_flag: false,
      random_seed: 0,
      mip_rel_gap: 0,
      mip_abs_gap: 0,
      mip_feasibility_tolerance: 1e-9,
      mip_max_nodes: limits.nodes,
    })
    const optimal = result.Status === 'Optimal'
    if (!optimal && !LIMITS_REACHED.has(result.Status)) throw new Error(`HiGHS: ${result.Status}`)
    const x = program.variables.map((_, i) => result.Columns[`x${i}`]?.Primal)
    if (x.some((value) => value === undefined || !Number.isFinite(value))) return { status: 'FAILED', x: [], prices: null }
    return { status: optimal ? 'OPTIMAL' : 'FEASIBLE', x: x.map((value) => value ?? 0), prices: linear && optimal ? prices(result, program.rows.length) : null }
  }
}

function prices(result: HighsResult, count: number): number[] {
  const byName = new Map(result.Rows.map(({ Name, Dual }) => [Name, Dual ?? 0]))
  return Array.from({ length: count }, (_, i) => byName.get(`r${i}`) ?? 0)
}
