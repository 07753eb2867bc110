import { dive } from './dive.ts'
import { hardOf, improvedByFlow } from './flow-part.ts'
import { kernelOf } from './kernel.ts'
import type { Model } from './model.ts'
import { isFeasible, objectiveOf, type Priced, type Solution } from './program.ts'
import type { Question } from './question.ts'
import { repaired } from './repair.ts'

export interface Whole {
  readonly x: readonly number[]
  readonly optimal: boolean
  readonly integer: boolean
}

/** Programmes beyond so many variables are solved nearly: around what the linear answer leaves broken. */
const LARGE = 300
/** What is broken together goes to branch and bound up to so many variables. */
const TOGETHER = 2500
const NEARLY = 1e-6

/** Whole quantities: those of the linear programme where they are, else by the integer programme. */
export function whole(model: Model, linear: Solution, question: Question): Whole {
  const { program } = model
  const rounded = linear.x.map((value) => Math.round(value))
  const integral = linear.status === 'OPTIMAL' && linear.x.every((value, i) => Math.abs(value - (rounded[i] ?? 0)) < NEARLY)
  if (integral && isFeasible(program, rounded)) return { x: rounded, optimal: true, integer: false }
  const { prices } = linear
  const { x, optimal } = prices && program.variables.length > LARGE ? { x: nearly(model, { ...linear, prices }, question), optimal: false } : exactly(model, question)
  if (!isFeasible(program, x)) throw new Error(`the solver's answer breaks a row of its programme (objective ${objectiveOf(program, x)})`)
  return { x, optimal, integer: true }
}

function exactly({ program }: Model, { solver }: Question): { x: readonly number[]; optimal: boolean } {
  const { x, status } = solver(program)
  // A limit was reached before anything was found: nothing is matched here, and the bound shows what may be lost.
  return { x: program.variables.map((_, i) => Math.round(x[i] ?? 0)), optimal: status === 'OPTIMAL' }
}

/**
 * What is whole in the linear answer is kept, and around the rest it is decided anew. Where that is too much at once, it is rounded one thing after the
 * other, and then mended where the prices say that something is lost. What is a flow is solved as one after each step, for that costs next to nothing.
 */
function nearly(model: Model, linear: Priced, { board, solver }: Question): readonly number[] {
  const { program, sold } = model
  const { settled, parts } = kernelOf(model, linear.x, linear.prices, board)
  if (parts.some(({ free }) => free.length > TOGETHER)) {
    const dived = dive(program, hardOf(program, new Set(sold.needs.values())), solver)
    const start = improvedByFlow(model, dived && isFeasible(program, dived) ? dived : settled)
    return improvedByFlow(model, repaired(model, linear, start, board, solver))
  }
  const decided = [...settled]
  for (const part of parts) {
    const { x } = solver(part.program)
    part.free.forEach((variable, i) => (decided[variable] = Math.round(x[i] ?? 0)))
  }
  return improvedByFlow(model, decided)
}
