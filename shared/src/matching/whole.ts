import { united } from './anew.ts'
import { dives } from './dive.ts'
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
/** From so many sides a larger question is rounded. */
const DIVES = 6
/** As a part of the bound: what loses more there is mended too. */
const LOST = 1e-3
const NEARLY = 1e-6

/** Whole quantities: those of the linear programme where they are, else by the integer programme. */
export function whole(model: Model, linear: Solution, question: Question): Whole {
  const { program } = model
  const nearest = linear.x.map((value) => Math.round(value))
  const integral = linear.status === 'OPTIMAL' && linear.x.every((value, i) => Math.abs(value - (nearest[i] ?? 0)) < NEARLY)
  if (integral && isFeasible(program, nearest)) return { x: nearest, optimal: true, integer: false }
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
 * What is whole in the linear answer is kept, and around the rest it is decided anew, as far as that is not too much at once. What is a flow is solved as
 * one after each step, for that costs next to nothing.
 */
function nearly(model: Model, linear: Priced, question: Question): readonly number[] {
  const { board, solver } = question
  const { program } = model
  const { settled, parts } = kernelOf(model, linear.x, linear.prices, board)
  if (parts.some(({ free }) => free.length > TOGETHER)) return rounded(model, linear, settled, question)
  const decided = [...settled]
  for (const part of parts) {
    const { x } = solver(part.program)
    part.free.forEach((variable, i) => (decided[variable] = Math.round(x[i] ?? 0)))
  }
  const x = improvedByFlow(model, decided)
  const bound = objectiveOf(program, linear.x)
  return bound - objectiveOf(program, x) > LOST * bound ? improvedByFlow(model, repaired(model, linear, x, board, solver)) : x
}

/**
 * One thing is rounded after the other, several times from another side; the best that these answers have between them is mended where the prices say
 * that something is lost.
 * @param settled a whole answer to fall back on
 */
export function rounded(model: Model, linear: Priced, settled: readonly number[], { board, solver }: Question): readonly number[] {
  const { program, sold } = model
  const answers = dives(program, hardOf(program, new Set(sold.needs.values())), solver, DIVES).filter((x) => isFeasible(program, x))
  const start = united(model, linear.x, [settled, ...answers].map((x) => improvedByFlow(model, x)), solver)
  return improvedByFlow(model, repaired(model, linear, start, board, solver))
}
