import { dateOf } from '../date-period.ts'
import { normalize } from '../weekly-windows.ts'
import { board, compareIds, type Board } from './board.ts'
import { Candidates } from './candidates.ts'
import { components } from './components.ts'
import { fairnessOf } from './fairness.ts'
import { grouped } from './grouped.ts'
import type { Chosen } from './model.ts'
import { obstaclesOf } from './obstacles.ts'
import { Pairing } from './pairs.ts'
import type { Solver } from './program.ts'
import { solveComponent } from './solve.ts'
import type { Allocation, Match, MatchingInput } from './types.ts'

export interface AllocateOptions {
  /** How many of the components are solved. */
  readonly progress?: (done: number, of: number) => void
  /** Candidates of a need that are looked at first; the others when the prices ask for them. 20 unless told. */
  readonly keep?: number
}

const KEEP = 20

/**
 * The allocation of greatest total utility: score × quantity over all matches, and the bonus of what people are
 * being shown. The same input, in whatever order, gives the same answer to the bit.
 *
 * Method (matching.md): columns of resource × need × window, one capacity row a moment, solved component by
 * component as a linear programme, and as an integer programme where that is fractional. Of every need the best
 * candidates are looked at first; the prices say which of the others are missing, and prove the bound for all.
 *
 * @param solver for instance `highsSolver(await loadHighs())`; it is called synchronously, a few times a component
 * @param options `progress` is called synchronously before the first and after every component
 * @throws RangeError on what cannot be meant (see `board`); Error when the solver breaks its promise
 */
export function allocate(input: MatchingInput, solver: Solver, { progress, keep = KEEP }: AllocateOptions = {}): Allocation {
  const open = board(input)
  const pairing = new Pairing(open)
  const candidates = new Candidates(open, pairing)
  const { kept, groups } = components(open, candidates, keep)
  const question = { board: open, candidates, pairing, kept, solver }
  const chosen: Chosen[] = []
  const sum = { value: 0, bound: 0, optimal: true, integerComponents: 0, columns: 0, rows: 0 }
  progress?.(0, groups.length)
  groups.forEach((group, done) => {
    const solved = solveComponent(group, question)
    for (const match of solved.chosen) chosen.push(match)
    const value = utility(solved.chosen, open)
    sum.value += value
    sum.bound += Math.max(value, solved.bound)
    sum.optimal &&= solved.optimal || value === solved.bound
    sum.integerComponents += solved.integer ? 1 : 0
    sum.columns += solved.columns
    sum.rows += solved.rows
    progress?.(done + 1, groups.length)
  })
  const matches = chosen.map(matchOf).sort((a, b) => compareIds(a.needId, b.needId) || compareIds(a.resourceId, b.resourceId))
  return {
    matches,
    unmet: obstaclesOf(open, matches, candidates),
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
