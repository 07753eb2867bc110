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
  let parts = 0
  const partOfArc = from.map((need) => {
    const top = root(need)
    if (partOf[top] === -1) partOf[top] = parts++
    return partOf[top]!
  })
  const members = (count: number, partAt: (i: number) => number): Int32Array[] => {
    const sizes = new Int32Array(parts)
    for (let i = 0; i < count; i += 1) if (partAt(i) >= 0) sizes[partAt(i)]! += 1
    const lists = Array.from(sizes, (size) => new Int32Array(size))
    sizes.fill(0)
    for (let i = 0; i < count; i += 1) if (partAt(i) >= 0) lists[partAt(i)]![sizes[partAt(i)]!++] = i
    return lists
  }
  const needsOf = members(needs, (need) => partOf[root(need)]!)
  const rowsOf = members(capacities.length, (row) => partOf[root(needs + row)]!)
  const arcsOf = members(from.length, (arc) => partOfArc[arc]!)
  const within = new Int32Array(parent.length)
  return arcsOf.map((arcs, part) => {
    const [ownNeeds, ownRows] = [needsOf[part]!, rowsOf[part]!]
    ownNeeds.forEach((need, i) => (within[need] = i))
    ownRows.forEach((row, i) => (within[needs + row] = i))
    const problem = {
      supplies: ownNeeds.map((need) => supplies[need]!),
      capacities: ownRows.map((row) => capacities[row]!),
      from: arcs.map((arc) => within[from[arc]!]!),
      to: arcs.map((arc) => within[needs + to[arc]!]!),
      utility: new Float64Array(arcs.length).map((_, i) => utility[arcs[i]!]!),
      ...(upper && { upper: arcs.map((arc) => upper[arc]!) }),
    }
    return { problem, needs: ownNeeds, rows: ownRows, arcs }
  })
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
