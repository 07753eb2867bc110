import { certificate, type FlowAnswer, type FlowProblem } from './simplex-problem.ts'

/** A part of a problem that shares no need and no row with the rest, and which of the whole its needs, rows and arcs are. */
export interface FlowPart {
  readonly problem: FlowProblem
  readonly needs: Int32Array
  readonly rows: Int32Array
  readonly arcs: Int32Array
}

/** The connected parts of a problem, by their first arc; needs, rows and arcs keep their order. Needs and rows without arcs are in none. Small parts are quicker than one large problem, and can be solved side by side. */
export function flowParts({ supplies, capacities, from, to, utility, upper }: FlowProblem): FlowPart[] {
  const needs = supplies.length
  const parent = Int32Array.from({ length: needs + capacities.length }, (_, i) => i)
  const root = (of: number): number => {
    let at = of
    while (parent[at] !== at) {
      parent[at] = parent[parent[at]!]!
      at = parent[at]!
    }
    return at
  }
  for (let a = 0; a < from.length; a += 1) parent[root(needs + to[a]!)] = root(from[a]!)
  const partOf = new Int32Array(parent.length).fill(-1)
  const sizes: { needs: number; rows: number; arcs: number }[] = []
  for (let a = 0; a < from.length; a += 1) {
    const top = root(from[a]!)
    if (partOf[top] === -1) partOf[top] = sizes.push({ needs: 0, rows: 0, arcs: 0 }) - 1
    sizes[partOf[top]!]!.arcs += 1
  }
  for (let node = 0; node < parent.length; node += 1) {
    const part = (partOf[node] = partOf[root(node)]!)
    if (part >= 0) sizes[part]![node < needs ? 'needs' : 'rows'] += 1
  }
  const parts = sizes.map((size) => emptyPart(size, upper !== undefined))
  /** The number of each node in its part, and how many arcs are in each part so far. */
  const within = new Int32Array(parent.length)
  for (const size of sizes) Object.assign(size, { needs: 0, rows: 0, arcs: 0 })
  for (let node = 0; node < parent.length; node += 1) {
    const part = partOf[node]!
    if (part === -1) continue
    const { problem, needs: ownNeeds, rows: ownRows } = parts[part]!
    if (node < needs) {
      const at = (within[node] = sizes[part]!.needs++)
      ownNeeds[at] = node
      problem.supplies[at] = supplies[node]!
    } else {
      const at = (within[node] = sizes[part]!.rows++)
      ownRows[at] = node - needs
      problem.capacities[at] = capacities[node - needs]!
    }
  }
  for (let a = 0; a < from.length; a += 1) {
    const part = partOf[from[a]!]!
    const { problem, arcs } = parts[part]!
    const at = sizes[part]!.arcs++
    arcs[at] = a
    problem.from[at] = within[from[a]!]!
    problem.to[at] = within[needs + to[a]!]!
    problem.utility[at] = utility[a]!
    if (upper) problem.upper![at] = upper[a]!
  }
  return parts
}

function emptyPart({ needs, rows, arcs }: { needs: number; rows: number; arcs: number }, bounded: boolean): FlowPart {
  const ints = (count: number): Int32Array => new Int32Array(count)
  const problem = { supplies: ints(needs), capacities: ints(rows), from: ints(arcs), to: ints(arcs), utility: new Float64Array(arcs), ...(bounded && { upper: ints(arcs) }) }
  return { problem, needs: ints(needs), rows: ints(rows), arcs: ints(arcs) }
}

/** The answer to a whole problem from those to its parts. What is in no part is free of price. */
export function joinedFlow(whole: FlowProblem, parts: readonly FlowPart[], answers: readonly FlowAnswer[]): FlowAnswer {
  const flow = new Int32Array(whole.from.length)
  const needPrices = new Float64Array(whole.supplies.length)
  const rowPrices = new Float64Array(whole.capacities.length)
  parts.forEach(({ needs, rows, arcs }, part) => {
    const answer = answers[part]!
    arcs.forEach((arc, i) => (flow[arc] = answer.flow[i]!))
    needs.forEach((need, i) => (needPrices[need] = answer.needPrices[i]!))
    rows.forEach((row, i) => (rowPrices[row] = answer.rowPrices[i]!))
  })
  return { flow, needPrices, rowPrices, ...certificate(whole, flow, needPrices, rowPrices) }
}
