import { decidedAnew } from './anew.ts'
import type { Board, OpenNeed } from './board.ts'
import { ownersOf, possibilities } from './kernel.ts'
import type { Model } from './model.ts'
import { objectiveOf, reducedCosts, rowsOf, type Priced, type Solver } from './program.ts'

/** So many needs are decided anew around a place where something is lost, and twice as many each time it is tried again. */
const NEEDS = 80
const AGAIN = 2
/** How often each need may be decided anew at most, on average; after the first time only while it pays. */
const MOST_ROUNDS = 8
/** Points; less is not looked for. */
const LEAST = 0.5
/** As a part of the bound: so near is near enough. */
const NEAR = 1e-4

/**
 * A whole answer made better where it loses against the prices of the linear one: capacity that has a price and that nobody uses, a pair that is
 * worth less than it pays. The needs around such a place are decided anew, all others keep what they have (a large neighbourhood search, Shaw 1998,
 * that the prices lead). Never worth less than before.
 */
export function repaired(model: Model, linear: Priced, start: readonly number[], board: Board, solver: Solver): number[] {
  const { program } = model
  const places = new Places(model, linear, board)
  const bound = objectiveOf(program, linear.x)
  const tries = new Map<number, number>()
  const triesOf = (place: Place): number => tries.get(place.id) ?? 0
  const round = Math.ceil(places.needs / NEEDS)
  let x = [...start]
  /** What was lost after each attempt. */
  const lost = [bound - objectiveOf(program, x)]
  const pays = (attempt: number): boolean => attempt < round || lost[attempt - round]! - lost[attempt]! > NEAR * bound
  for (let attempt = 0; attempt < MOST_ROUNDS * round && lost[attempt]! > NEAR * bound && pays(attempt); attempt++) {
    const [worst] = places
      .losses(x)
      .filter((place) => triesOf(place) <= AGAIN)
      .sort((p, q) => triesOf(p) - triesOf(q) || q.loss - p.loss || p.id - q.id)
    if (!worst) break
    const needs = places.around(worst, x, NEEDS * 2 ** triesOf(worst))
    tries.set(worst.id, triesOf(worst) + 1)
    x = places.decided(needs, x, solver)
    lost.push(bound - objectiveOf(program, x))
    if (needs.size === places.needs) break
  }
  return x
}

/** A row or a variable where an answer loses so many points. */
interface Place {
  /** Of a variable after those of all rows. */
  readonly id: number
  readonly loss: number
  readonly variables: readonly number[]
}

class Places {
  readonly #model: Model
  readonly #prices: readonly number[]
  readonly #owners: readonly (OpenNeed | undefined)[]
  readonly #possible: Uint8Array
  readonly #reduced: Float64Array
  readonly #rowsOf: readonly number[][]
  readonly #variablesOf = new Map<OpenNeed, number[]>()

  constructor(model: Model, { x, prices }: Priced, board: Board) {
    this.#model = model
    this.#prices = prices
    this.#owners = ownersOf(model)
    this.#possible = possibilities(model, x, prices, board)
    this.#reduced = reducedCosts(model.program, prices)
    this.#rowsOf = rowsOf(model.program)
    this.#owners.forEach((owner, i) => {
      const own = owner && this.#variablesOf.get(owner)
      if (own) own.push(i)
      else if (owner) this.#variablesOf.set(owner, [i])
    })
  }

  get needs(): number {
    return this.#variablesOf.size
  }

  losses(x: readonly number[]): Place[] {
    const { variables, rows } = this.#model.program
    const places: Place[] = []
    rows.forEach(({ terms, bound }, id) => {
      const price = this.#prices[id] ?? 0
      const loss = price === 0 ? 0 : price * terms.reduce((rest, { variable, factor }) => rest - factor * x[variable]!, bound)
      if (loss > LEAST) places.push({ id, loss, variables: terms.map(({ variable }) => variable) })
    })
    variables.forEach(({ upper }, i) => {
      const reduced = this.#reduced[i]!
      const loss = reduced > 0 ? reduced * (upper - x[i]!) : -reduced * x[i]!
      if (loss > LEAST) places.push({ id: rows.length + i, loss, variables: [i] })
    })
    return places
  }

  /** The needs that are nearest, over what they use and what they could use. */
  around({ variables }: Place, x: readonly number[], most: number): Set<OpenNeed> {
    const needs = new Set<OpenNeed>()
    const isUsed = (i: number): boolean => x[i]! > 0
    const isPossible = (i: number): boolean => this.#possible[i] === 1
    const add = (i: number, isNear: (variable: number) => boolean): void => {
      const owner = this.#owners[i]
      if (owner && needs.size < most && isNear(i)) needs.add(owner)
    }
    const addOthers = (i: number, areNear: (variable: number) => boolean): void => {
      for (const row of this.#rowsOf[i]!) for (const { variable } of this.#model.program.rows[row]!.terms) add(variable, areNear)
    }
    for (const i of variables) add(i, isUsed)
    for (const i of variables) add(i, isPossible)
    // The set grows while it is walked.
    for (const need of needs) {
      if (needs.size === most) break
      const own = this.#variablesOf.get(need) ?? []
      for (const i of own) if (isPossible(i)) addOthers(i, isUsed)
      for (const i of own) if (isUsed(i)) addOthers(i, isPossible)
    }
    return needs
  }

  /** These needs decided anew, where that is better. */
  decided(needs: ReadonlySet<OpenNeed>, x: readonly number[], solver: Solver): number[] {
    const isFree = (i: number): boolean => needs.has(this.#owners[i]!) && (this.#possible[i] === 1 || x[i]! > 0)
    return decidedAnew(this.#model, isFree, x, solver)
  }
}
