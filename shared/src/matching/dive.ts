import { Bounds } from './bounds.ts'
import { mixed } from './interned.ts'
import { rowsOf, type IntegerProgram, type OpenProgram, type Priced, type Solver } from './program.ts'

/** A part of what is broken is rounded at once, the nearest to whole first. */
const SHARE = 0.2
/** So finely they are told apart by how near they are. */
const GRADES = 4
const NEARLY = 1e-6

/**
 * Whole answers from a fractional one, by rounding some variables up at a time and solving the rest anew from the last answer (Danna, Rothberg & Le Pape
 * 2005 tell diving from other heuristics): where many answers are worth the same, each step finds another that costs little. Those that are as near to
 * whole as each other are rounded in another order each time, which leads elsewhere.
 * @param hard by variable, whether it has to be whole; the others are rounded down in the end, for a flow has a better answer for them
 * @returns fewer than `count` where rounding leads nowhere
 */
export function dives(program: IntegerProgram, hard: Uint8Array, solver: Solver, count: number): number[][] {
  const open = solver.open(program)
  try {
    const root = open.solve()
    if (!root) return []
    const roundsUp = forNothing(program)
    const isBroken = (i: number, x: readonly number[]): boolean => hard[i] === 1 && Math.abs(x[i]! - Math.round(x[i]!)) > NEARLY && !roundsUp(i, x)
    const turns = Array.from({ length: count }, (_, turn) => dived({ program, open, root, isBroken, orderOf: (i) => mixed(i + turn * hard.length) }))
    return turns.flatMap((x) => (x ? [x.map((value, i) => (hard[i] === 1 ? Math.ceil(value - NEARLY) : Math.floor(value + NEARLY)))] : []))
  } finally {
    open.close()
  }
}

interface Dive {
  readonly program: IntegerProgram
  readonly open: OpenProgram
  readonly root: Priced
  readonly isBroken: (variable: number, x: readonly number[]) => boolean
  readonly orderOf: (variable: number) => number
}

function dived({ program, open, root, isBroken, orderOf }: Dive): readonly number[] | null {
  const all = program.variables.map((_, i) => i)
  const bounds = new Bounds(program)
  for (let answer: Priced | null = root; answer; answer = open.solve()) {
    const { x } = answer
    const missing = (i: number): number => Math.round((Math.ceil(x[i]!) - x[i]!) * GRADES)
    const broken = all.filter((i) => isBroken(i, x)).sort((a, b) => missing(a) - missing(b) || orderOf(a) - orderOf(b) || a - b)
    if (broken.length === 0) return x
    const { mark } = bounds
    for (const i of broken.slice(0, Math.ceil(broken.length * SHARE))) {
      const up = Math.ceil(x[i]!)
      // What follows from another that was rounded is left to the next answer.
      if (x[i]! < bounds.lower[i]! || x[i]! > bounds.upper[i]!) continue
      if (!bounds.tighten(i, up, up) && !bounds.tighten(i, 0, up - 1)) return null
    }
    // The first step also takes back what the last dive has bound.
    open.bind(answer === root ? all : bounds.changed(mark), bounds.lower, bounds.upper)
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
