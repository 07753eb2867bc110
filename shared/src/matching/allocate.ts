import { dateOf } from '../date-period.ts'
import { normalize } from '../weekly-windows.ts'
import { board, compareIds, type Board } from './board.ts'
import { components } from './components.ts'
import { fairnessOf } from './fairness.ts'
import { grouped } from './grouped.ts'
import { modelOf, type Chosen, type Model } from './model.ts'
import { obstaclesOf } from './obstacles.ts'
import { pairs } from './pairs.ts'
import { dualBound, isFeasible, objectiveOf, relaxed, type Solver } from './program.ts'
import type { Allocation, Match, MatchingInput } from './types.ts'

export interface AllocateOptions {
  /** How many of the components are solved. */
  readonly progress?: (done: number, of: number) => void
}

/**
 * The allocation of greatest total utility: score × quantity over all matches, and the bonus of what people are
 * being shown. The same input, in whatever order, gives the same answer to the bit.
 *
 * Method (matching.md): columns of resource × need × window, one capacity row a moment, solved component by
 * component as a linear programme, and as an integer programme where that is fractional.
 *
 * @param solver for instance `highsSolver(await loadHighs())`; it is called synchronously, once or twice a component
 * @param options `progress` is called synchronously before the first and after every component
 * @throws RangeError on what cannot be meant (see `board`); Error when the solver breaks its promise
 */
export function allocate(input: MatchingInput, solver: Solver, { progress }: AllocateOptions = {}): Allocation {
  const open = board(input)
  const candidates = pairs(open)
  const groups = components(candidates, open.weights.fairness > 0)
  const chosen: Chosen[] = []
  const sum = { value: 0, bound: 0, optimal: true, integerComponents: 0, columns: 0, rows: 0 }
  progress?.(0, groups.length)
  groups.forEach((group, done) => {
    const model = modelOf(group, open)
    const solved = solve(model, solver)
    const matched = model.read(solved.x)
    chosen.push(...matched)
    const value = utility(matched, open)
    sum.value += value
    // Utilities are whole, so a bound may be rounded down; the tolerance forgives the last digits of the arithmetic.
    sum.bound += Math.max(value, Math.floor(solved.bound / model.scale + 1e-6))
    sum.optimal &&= solved.optimal
    sum.integerComponents += solved.integer ? 1 : 0
    sum.columns += model.program.variables.length
    sum.rows += model.program.rows.length
    progress?.(done + 1, groups.length)
  })
  const matches = chosen.map(matchOf).sort((a, b) => compareIds(a.needId, b.needId) || compareIds(a.resourceId, b.resourceId))
  return {
    matches,
    unmet: obstaclesOf(open, matches),
    value: sum.value,
    bound: sum.bound,
    gap: sum.bound === 0 ? 0 : (sum.bound - sum.value) / sum.bound,
    certificate: { optimal: sum.optimal, components: groups.length, integerComponents: sum.integerComponents, columns: sum.columns, rows: sum.rows },
  }
}

/** In points: scores, the bonus of what is shown, less what fairness takes off. */
function utility(chosen: readonly Chosen[], open: Board): number {
  const scores = chosen.reduce((sum, { pair, quantity }) => sum + pair.score * quantity + open.weights.incumbent * Math.min(quantity, open.shown(pair.need.need.id, pair.resource.resource.id)), 0)
  if (open.weights.fairness === 0) return scores
  const steps = [...grouped(chosen, ({ pair }) => pair.resource.resource.ownerId)].reduce((sum, [ownerId, given]) => sum + fairnessOf(open.agreedOf(ownerId), given.length), 0)
  return scores - open.weights.fairness * steps
}

interface Solved {
  readonly x: readonly number[]
  /** In the programme's own scale. */
  readonly bound: number
  readonly optimal: boolean
  readonly integer: boolean
}

const NEARLY = 1e-6

function solve({ program }: Model, solver: Solver): Solved {
  const linear = solver(relaxed(program))
  const everything = program.variables.reduce((total, { objective, upper }) => total + Math.max(0, objective) * upper, 0)
  const bound = linear.prices ? Math.min(everything, dualBound(program, linear.prices)) : everything
  const whole = linear.x.map((value) => Math.round(value))
  const integral = linear.status === 'OPTIMAL' && linear.x.every((value, i) => Math.abs(value - (whole[i] ?? 0)) < NEARLY)
  if (integral && isFeasible(program, whole)) return { x: whole, bound, optimal: true, integer: false }
  const integer = solver(program)
  const x = integer.x.map((value) => Math.round(value))
  // A limit was reached before anything was found: nothing is matched here, and the bound shows what may be lost.
  if (integer.status === 'FAILED') return { x: program.variables.map(() => 0), bound, optimal: false, integer: true }
  if (!isFeasible(program, x)) throw new Error(`the solver's answer breaks a row of its programme (objective ${objectiveOf(program, x)})`)
  return { x, bound, optimal: integer.status === 'OPTIMAL', integer: true }
}

function matchOf({ pair, quantity, slots }: Chosen): Match {
  const { need, resource, score, terms } = pair
  const days = need.days ?? { first: 0, last: 0 }
  return {
    needId: need.need.id,
    resourceId: resource.resource.id,
    quantity,
    score,
    terms,
    windows: slots ? normalize(slots) : (need.need.windows ?? resource.resource.windows),
    slots,
    period: { from: dateOf(days.first), to: dateOf(days.last) },
  }
}
