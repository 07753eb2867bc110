import { Bounds } from './bounds.ts'
import type { IntegerProgram, OpenProgram, Solver } from './program.ts'

/** So many cases are looked at; those that are left keep the bound they have. */
const CASES = 400
const NEARLY = 1e-6

export interface Proof {
  /** What nothing within the bounds can exceed, by the prices of a linear answer. */
  readonly boundOf: (prices: readonly number[], bounds: Bounds) => number
  /** Whether a bound is as close as is asked. */
  readonly isClose: (bound: number) => boolean
}

/**
 * A bound that is closer than the linear one: a variable that is not whole makes two cases, it is less or it is more, and each has a linear answer of its own,
 * whose prices prove what that case can be worth at most. None of it rests on what the solver says of itself: a case without an answer is only ruled out when a
 * row says so.
 * @param first the bound without cases
 */
export function boundByCases(program: IntegerProgram, first: number, proof: Proof, solver: Solver): number {
  const open = solver.open(program)
  try {
    return new Cases(program, open, proof).most(first)
  } finally {
    open.close()
  }
}

class Cases {
  readonly #program: IntegerProgram
  readonly #open: OpenProgram
  readonly #proof: Proof
  readonly #bounds: Bounds
  #left = CASES

  constructor(program: IntegerProgram, open: OpenProgram, proof: Proof) {
    this.#program = program
    this.#open = open
    this.#proof = proof
    this.#bounds = new Bounds(program)
  }

  /** What the present case can be worth at most. */
  most(known: number): number {
    if (this.#left-- <= 0) return known
    const answer = this.#open.solve()
    if (!answer) return known
    const bound = Math.min(known, this.#proof.boundOf(answer.prices, this.#bounds))
    const broken = this.#proof.isClose(bound) ? -1 : this.#mostBroken(answer.x)
    if (broken === -1) return bound
    const down = Math.floor(answer.x[broken]!)
    const more = this.#within(broken, down + 1, Infinity, bound)
    // The rest cannot make up for it.
    return more >= bound ? more : Math.max(more, this.#within(broken, 0, down, bound))
  }

  #within(variable: number, least: number, most: number, known: number): number {
    const bounds = this.#bounds
    const { mark } = bounds
    if (!bounds.tighten(variable, least, most)) return Number.NEGATIVE_INFINITY
    const changed = bounds.changed(mark)
    this.#open.bind(changed, bounds.lower, bounds.upper)
    const found = this.most(known)
    bounds.undo(mark)
    this.#open.bind(changed, bounds.lower, bounds.upper)
    return found
  }

  /** The variable that is farthest from whole, -1 when all are. */
  #mostBroken(x: readonly number[]): number {
    let broken = -1
    let farthest = NEARLY
    this.#program.variables.forEach((_, i) => {
      const far = Math.abs(x[i]! - Math.round(x[i]!))
      if (far <= farthest) return
      farthest = far
      broken = i
    })
    return broken
  }
}
