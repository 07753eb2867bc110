import { ownersOf, partsOf } from './kernel.ts'
import type { Model } from './model.ts'
import { objectiveOf, type Solver } from './program.ts'

/** They are decided as well as whole points tell. */
const TOLERANCE = 1e-6
const NODES = 20

/** A whole answer with some of its variables decided anew, where that is better: all others keep what they have. */
export function decidedAnew(model: Model, isFree: (variable: number) => boolean, x: readonly number[], solver: Solver): number[] {
  const { program } = model
  const owners = ownersOf(model)
  const free = program.variables.map((_, i) => i).filter((i) => owners[i] === undefined || isFree(i))
  const settled = [...x]
  for (const i of free) settled[i] = 0
  const next = [...x]
  for (const part of partsOf(program, free, settled)) {
    // What fairness counts elsewhere stays as it is.
    if (!part.free.some((i) => owners[i])) continue
    const start = part.free.map((i) => x[i]!)
    const found = solver({ ...part.program, tolerance: TOLERANCE, nodes: NODES, start }).x.map((value) => Math.round(value))
    if (found.length > 0 && objectiveOf(part.program, found) > objectiveOf(part.program, start)) part.free.forEach((i, at) => (next[i] = found[at]!))
  }
  return next
}

/**
 * The best that several whole answers and the linear one have between them: what any of them uses is decided anew, all together (a solution pool's
 * restricted programme, as Rothberg 2007 joins answers). Never worth less than the best of them.
 */
export function united(model: Model, linear: readonly number[], answers: readonly (readonly number[])[], solver: Solver): number[] {
  const { program } = model
  const [best] = answers.toSorted((a, b) => objectiveOf(program, b) - objectiveOf(program, a))
  if (!best) throw new Error('there is nothing to unite')
  return decidedAnew(model, (i) => linear[i]! > 0 || answers.some((x) => x[i]! > 0), best, solver)
}
