import { Bounds } from './bounds.ts'
import { rowsOf, type IntegerProgram, type OpenProgram, type Solver } from './program.ts'

/** A part of what is broken is rounded at once, the nearest to whole first. */
const SHARE = 0.2
const NEARLY = 1e-6

/**
 * A whole answer from a fractional one, by rounding some variables up at a time and solving the rest anew from the last answer (Danna, Rothberg & Le Pape
 * 2005 tell diving from other heuristics): where many answers are worth the same, each step finds another that costs little.
 * @param hard by variable, whether it has to be whole; the others are rounded down in the end, for a flow has a better answer for them
 * @returns null where rounding leads nowhere
 */
export function dive(program: IntegerProgram, hard: Uint8Array, solver: Solver): number[] | null {
  const open = solver.open(program)
  try {
    return dived(program, hard, open)
  } finally {
    open.close()
  }
}

function dived(program: IntegerProgram, hard: Uint8Array, open: OpenProgram): number[] | null {
  const bounds = new Bounds(program)
  const roundsUp = forNothing(program)
  const whole = program.variables.map((_, i) => i).filter((i) => hard[i] === 1)
  for (let answer = open.solve(); answer; answer = open.solve()) {
    const now = answer.x
    const broken = whole.filter((i) => Math.abs(now[i]! - Math.round(now[i]!)) > NEARLY && !roundsUp(i, now))
    if (broken.length === 0) return now.map((value, i) => (hard[i] === 1 ? Math.ceil(value - NEARLY) : Math.floor(value + NEARLY)))
    const missing = (i: number): number => Math.ceil(now[i]!) - now[i]!
    broken.sort((a, b) => missing(a) - missing(b) || a - b)
    const { mark } = bounds
    for (const i of broken.slice(0, Math.ceil(broken.length * SHARE))) {
      const up = Math.ceil(now[i]!)
      // What follows from another that was rounded is left to the next answer.
      if (now[i]! < bounds.lower[i]! || now[i]! > bounds.upper[i]!) continue
      if (!bounds.tighten(i, up, up) && !bounds.tighten(i, 0, up - 1)) return null
    }
    open.bind(bounds.changed(mark), bounds.lower, bounds.upper)
  }
  return null
}

/** Whether a variable may be rounded up as things stand, at no cost. */
function forNothing(program: IntegerProgram): (variable: number, x: readonly number[]) => boolean {
  const { variables, rows } = program
  const standsIn = rowsOf(program)
  return (variable, x) =>
    variables[variable]!.objective === 0 &&
    standsIn[variable]!.every((row) => {
      const { terms, relation, bound } = rows[row]!
      const left = terms.reduce((sum, term) => sum + term.factor * (term.variable === variable ? Math.ceil(x[variable]!) : x[term.variable]!), 0)
      return (relation === '>=' || left <= bound + NEARLY) && (relation === '<=' || left >= bound - NEARLY)
    })
}
