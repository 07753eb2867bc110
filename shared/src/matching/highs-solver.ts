import type { Highs, ModelData } from 'highs'
import type { IntegerProgram, OpenProgram, Solution, Solver } from './program.ts'

export interface HighsLimits {
  /** Branch-and-bound nodes per programme; a count, so that the answer does not depend on the machine's speed. */
  readonly nodes: number
}

/**
 * The solver `allocate` is given, on HiGHS compiled to WebAssembly: `highsSolver(await loadHighs())`. The programme goes in as
 * arrays, and what HiGHS holds of it is freed before the answer is returned. It blocks its thread; long programmes belong in a worker.
 * @throws Error when HiGHS calls the programme infeasible or unbounded, which the engine never writes
 */
export function highsSolver(highs: Highs, limits: HighsLimits = { nodes: 100_000 }): Solver {
  const { modelStatus } = highs.constants
  const limited = new Set<number>([modelStatus.iterationLimit, modelStatus.solutionLimit, modelStatus.objectiveBound, modelStatus.objectiveTarget, modelStatus.unknown])
  const solve = (program: IntegerProgram): Solution => {
    // HiGHS answers a programme without rows with an error; each variable then stands alone.
    if (program.rows.length === 0) {
      return { status: 'OPTIMAL', x: program.variables.map(({ objective, upper }) => (objective > 0 ? upper : 0)), prices: [] }
    }
    const linear = !program.variables.some(({ integer }) => integer)
    const model = highs.createModel(arrays(program, highs, linear))
    try {
      model.options.set({ output_flag: false, random_seed: 0, mip_rel_gap: program.tolerance ?? 0, mip_abs_gap: 0, mip_feasibility_tolerance: 1e-9, mip_max_nodes: Math.min(limits.nodes, program.nodes ?? limits.nodes) })
      if (program.start) model.setSolution({ colValue: Float64Array.from(program.start) })
      const status = model.run().modelStatus
      const optimal = status === modelStatus.optimal
      if (!optimal && !limited.has(status)) throw new Error(`HiGHS: ${STATUS[status] ?? `status ${status}`}`)
      const { colValue, rowDual } = model.getSolution()
      const x = [...colValue]
      if (x.length !== program.variables.length || x.some((value) => !Number.isFinite(value)) || model.info.get('primal_solution_status') !== FEASIBLE) return { status: 'FAILED', x: [], prices: null }
      return { status: optimal ? 'OPTIMAL' : 'FEASIBLE', x, prices: linear && optimal ? [...rowDual] : null }
    } finally {
      model.dispose()
    }
  }
  return Object.assign(solve, { open: (program: IntegerProgram) => opened(program, highs) })
}

/** The linear programme of a model of HiGHS that is kept, with its basis. */
function opened(program: IntegerProgram, highs: Highs): OpenProgram {
  const model = highs.createModel(arrays(program, highs, true))
  model.options.set({ output_flag: false, random_seed: 0 })
  return {
    solve: () => {
      if (model.run().modelStatus !== highs.constants.modelStatus.optimal) return null
      const { colValue, rowDual } = model.getSolution()
      return { status: 'OPTIMAL', x: [...colValue], prices: [...rowDual] }
    },
    bind: (variables, lower, upper) => {
      const indices = Int32Array.from(variables).sort()
      model.changeColsBounds({ kind: 'set', indices }, Float64Array.from(indices, (i) => lower[i]!), Float64Array.from(indices, (i) => upper[i]!))
    },
    close: () => model.dispose(),
  }
}

/** What HiGHS says of a point that keeps to every row. */
const FEASIBLE = 2
/** In the words of HiGHS, for the log. */
const STATUS: Readonly<Record<number, string>> = { 8: 'Infeasible', 9: 'Primal infeasible or unbounded', 10: 'Unbounded' }

function arrays({ variables, rows }: IntegerProgram, highs: Highs, linear: boolean): ModelData {
  const entries = rows.reduce((sum, { terms }) => sum + terms.length, 0)
  const starts = new Int32Array(rows.length + 1)
  const indices = new Int32Array(entries)
  const values = new Float64Array(entries)
  let at = 0
  rows.forEach(({ terms }, i) => {
    for (const { variable, factor } of terms) {
      indices[at] = variable
      values[at] = factor
      at++
    }
    starts[i + 1] = at
  })
  return {
    numCols: variables.length,
    numRows: rows.length,
    sense: highs.constants.objectiveSense.maximize,
    colCost: Float64Array.from(variables, ({ objective }) => objective),
    colLower: new Float64Array(variables.length),
    colUpper: Float64Array.from(variables, ({ upper }) => upper),
    rowLower: Float64Array.from(rows, ({ relation, bound }) => (relation === '<=' ? -highs.infinity : bound)),
    rowUpper: Float64Array.from(rows, ({ relation, bound }) => (relation === '>=' ? highs.infinity : bound)),
    matrix: { format: 'csr', numRows: rows.length, numCols: variables.length, starts, indices, values },
    ...(linear ? {} : { integrality: Int32Array.from(variables, ({ integer }) => (integer ? 1 : 0)) }),
  }
}
