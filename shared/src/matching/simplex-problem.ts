/** Quantities end here: sums of two stay whole 32-bit numbers. */
const QUANTITY_LIMIT = 2 ** 29
/** Utilities end here: sums of many stay exact, and what must not happen can cost more. */
const UTILITY_LIMIT = 2 ** 44

/**
 * Needs, rows of resources and the arcs between them: which units of which need go to which row, so that the utility of all is greatest? Needs may stay unserved and rows free.
 * All numbers are whole; quantities and bounds from 0 to 2²⁹, utilities to 2⁴⁴ either way, and utility × flow below 2⁵³ in all.
 */
export interface FlowProblem {
  /** Units wanted, by need. */
  readonly supplies: Int32Array
  /** Units there are, by row. */
  readonly capacities: Int32Array
  /** The need and the row of each arc. Parallel arcs are allowed. */
  readonly from: Int32Array
  readonly to: Int32Array
  /** Of one unit on each arc. */
  readonly utility: Float64Array
  /** Most units on each arc; without it, as many as need and row allow. */
  readonly upper?: Int32Array
}

/** The best flow and its proof. */
export interface FlowAnswer {
  /** Units on each arc. */
  readonly flow: Int32Array
  /** value(q) − value(q − 1) for each need: what would be lost if it wanted one unit less. For a need that wants nothing, the least price that its arcs agree with. */
  readonly needPrices: Float64Array
  /** value(c + 1) − value(c) for each row: exactly what one more unit of it would gain. What one less would lose may be more. */
  readonly rowPrices: Float64Array
  /** Utility of the flow, or -∞ if it broke a bound: counted anew from `flow`. */
  readonly value: number
  /** What the prices prove that no flow can exceed, or ∞ if they were no prices: counted anew from them. The flow is the best exactly when it equals `value`. */
  readonly dual: number
}

/**
 * Weak duality in plain arithmetic, trusting nothing of how flow and prices were found.
 * With prices ≥ 0: value ≤ Σ supply × need price + Σ capacity × row price + Σ upper × (utility − both prices, where more than 0).
 */
export function certificate(problem: FlowProblem, flow: Int32Array, needPrices: Float64Array, rowPrices: Float64Array): { value: number; dual: number } {
  const { supplies, capacities, from, to, utility, upper } = problem
  const [leftOfNeeds, leftOfRows] = [supplies.slice(), capacities.slice()]
  let value = 0
  let dual = 0
  for (let a = 0; a < from.length; a += 1) {
    const [units, most] = [flow[a]!, upper ? upper[a]! : Infinity]
    if (units < 0 || units > most) value = -Infinity
    value += units * utility[a]!
    leftOfNeeds[from[a]!]! -= units
    leftOfRows[to[a]!]! -= units
    const worth = utility[a]! - needPrices[from[a]!]! - rowPrices[to[a]!]!
    if (worth > 0 && most > 0) dual += worth * most
  }
  for (const [left, prices, amounts] of [[leftOfNeeds, needPrices, supplies], [leftOfRows, rowPrices, capacities]] as const) {
    for (let i = 0; i < left.length; i += 1) {
      if (left[i]! < 0) value = -Infinity
      dual += prices[i]! >= 0 ? prices[i]! * amounts[i]! : Infinity
    }
  }
  return { value, dual }
}

/** @throws RangeError if a problem breaks its limits */
export function check({ supplies, capacities, from, to, utility, upper }: FlowProblem): void {
  supplies.forEach(checkQuantity)
  capacities.forEach(checkQuantity)
  upper?.forEach(checkQuantity)
  utility.forEach(checkUtility)
  if (to.length !== from.length || utility.length !== from.length || (upper && upper.length !== from.length)) throw new RangeError('arcs of different length')
  for (let a = 0; a < from.length; a += 1) {
    if (!(from[a]! >= 0 && from[a]! < supplies.length && to[a]! >= 0 && to[a]! < capacities.length)) throw new RangeError(`arc ${a} joins nothing`)
  }
}

export function checkQuantity(quantity: number): void {
  if (!(quantity >= 0 && quantity <= QUANTITY_LIMIT) || Math.floor(quantity) !== quantity) throw new RangeError(`${quantity} is no quantity`)
}

export function checkUtility(utility: number): void {
  if (!(Math.abs(utility) <= UTILITY_LIMIT) || Math.floor(utility) !== utility) throw new RangeError(`${utility} is no utility`)
}
