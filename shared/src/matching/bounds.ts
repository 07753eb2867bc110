import { rowsOf, type IntegerProgram } from './program.ts'

const NEARLY = 1e-6

/** Between what each variable of a programme may still lie, as far as one row after the other says. */
export class Bounds {
  readonly lower: Float64Array
  readonly upper: Float64Array
  readonly #program: IntegerProgram
  readonly #rowsOf: readonly number[][]
  /** What was changed, and what it was before. */
  readonly #changes: { readonly variable: number; readonly lower: number; readonly upper: number }[] = []

  constructor(program: IntegerProgram) {
    this.#program = program
    this.lower = new Float64Array(program.variables.length)
    this.upper = Float64Array.from(program.variables, ({ upper }) => upper)
    this.#rowsOf = rowsOf(program)
  }

  /** How many changes there were. */
  get mark(): number {
    return this.#changes.length
  }

  /** Which variables were changed since. */
  changed(mark: number): number[] {
    return [...new Set(this.#changes.slice(mark).map(({ variable }) => variable))]
  }

  undo(mark: number): void {
    for (const { variable, lower, upper } of this.#changes.splice(mark).reverse()) {
      this.lower[variable] = lower
      this.upper[variable] = upper
    }
  }

  /** Draws the bounds of a variable closer, and of others what follows from it; false, and nothing changed, where a row cannot be kept then. */
  tighten(variable: number, lower: number, upper: number): boolean {
    const { mark } = this
    const touched: number[] = []
    let holds = this.#set(variable, lower, upper, touched)
    for (let at = 0; holds && at < touched.length; at++) {
      const { relation } = this.#program.rows[touched[at]!]!
      holds = (relation === '>=' || this.#follow(touched[at]!, 1, touched)) && (relation === '<=' || this.#follow(touched[at]!, -1, touched))
    }
    if (!holds) this.undo(mark)
    return holds
  }

  /** What a row leaves each of its variables, read as sign × terms ≤ sign × bound. */
  #follow(row: number, sign: number, touched: number[]): boolean {
    const { terms, bound } = this.#program.rows[row]!
    const { lower, upper } = this
    let slack = sign * bound
    for (const { variable, factor } of terms) slack -= sign * factor * (sign * factor > 0 ? lower[variable]! : upper[variable]!)
    if (slack < -NEARLY) return false
    return terms.every(({ variable, factor }) => {
      const room = Math.floor(slack / Math.abs(factor) + NEARLY)
      if (upper[variable]! - lower[variable]! <= room) return true
      return sign * factor > 0 ? this.#set(variable, lower[variable]!, lower[variable]! + room, touched) : this.#set(variable, upper[variable]! - room, upper[variable]!, touched)
    })
  }

  #set(variable: number, least: number, most: number, touched: number[]): boolean {
    const lower = Math.max(this.lower[variable]!, least)
    const upper = Math.min(this.upper[variable]!, most)
    if (lower > upper) return false
    if (lower === this.lower[variable] && upper === this.upper[variable]) return true
    this.#changes.push({ variable, lower: this.lower[variable]!, upper: this.upper[variable]! })
    this.lower[variable] = lower
    this.upper[variable] = upper
    touched.push(...this.#rowsOf[variable]!)
    return true
  }
}
