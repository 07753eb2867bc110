import type { FlowProblem } from '../../../shared/src/matching/simplex-problem.ts'

/** What a made city is asked to be. */
export interface Shape {
  readonly seed: number
  /** Needs, and as many rows of resources. */
  readonly size: number
  /** Candidates of each need: its nearest rows. */
  readonly nearest: number
  /** 1, or kinds (category × day of the week) that share nothing. */
  readonly kinds: number
}

const DISTRICTS = 24
const STREETS = 280
const COMMUNITIES = 5152
/** Metres from one end of the city to the other. */
const WIDTH = 40_000
/** Ties are broken below the score: score × 2²⁰ + hash. */
const TIES = 2 ** 20

/**
 * A city of neighbourhoods: districts, streets around their middles, communities around theirs, and in the communities, in no order, needs and resources. A need's candidates are the nearest rows of its
 * kind, but that a neighbourhood which would stand alone has one candidate elsewhere: a kind is one connected component. Utilities are like the engine's scores (some thousands: near is good, one's own community is better; attributes fit more or less), ties broken by a hash. Most want or have one unit, few many; in all a
 * twentieth more is wanted than there is.
 */
export function cityGraph({ seed, size, nearest, kinds }: Shape): FlowProblem {
  const random = randomNumbers(seed)
  const scatter = (middle: number, width: number): number => middle + (random() + random() + random() - 1.5) * width
  const placesAround = (count: number, around: Places | null, width: number): Places => {
    const places: Places = { x: new Float64Array(count), y: new Float64Array(count), within: new Int32Array(count) }
    for (let i = 0; i < count; i += 1) {
      const outer = around ? Math.floor(random() * around.x.length) : 0
      places.within[i] = outer
      places.x[i] = scatter(around ? around.x[outer]! : WIDTH / 2, width)
      places.y[i] = scatter(around ? around.y[outer]! : WIDTH / 2, width)
    }
    return places
  }
  const districts = placesAround(DISTRICTS, null, WIDTH / 2)
  const streets = placesAround(STREETS, districts, 3500)
  const communities = placesAround(COMMUNITIES, streets, 900)
  const [needs, rows] = [placesAround(size, communities, 200), placesAround(size, communities, 200)]
  const kindOf = Int32Array.from({ length: size }, () => Math.floor(random() * kinds))
  const rowKind = Int32Array.from({ length: size }, () => Math.floor(random() * kinds))
  const amount = (): number => {
    const dice = random()
    return dice < 0.7 ? 1 : dice < 0.95 ? 2 + Math.floor(random() * 4) : 6 + Math.floor(random() * 15)
  }
  const supplies = Int32Array.from({ length: size }, amount)
  const capacities = Int32Array.from({ length: size }, amount)
  let spare = sum(capacities) - Math.floor(sum(supplies) / 1.05)
  for (let r = 0; spare !== 0; r = (r + 1) % size) {
    if (spare < 0 || capacities[r]! > 1) {
      capacities[r]! -= Math.sign(spare)
      spare -= Math.sign(spare)
    }
  }
  const [from, to, utility]: [number[], number[], number[]] = [[], [], []]
  const joined = joining(2 * size)
  for (let kind = 0; kind < kinds; kind += 1) {
    const begins = from.length
    const near = neighbours(rows, rowKind, kind)
    for (let need = 0; need < size; need += 1) {
      if (kindOf[need] !== kind) continue
      for (const { row, metres } of near(needs.x[need]!, needs.y[need]!, nearest)) {
        const [here, there] = [needs.within[need]!, rows.within[row]!]
        const sameStreet = communities.within[here] === communities.within[there]
        const wider = here === there ? 0 : sameStreet ? 250 : streets.within[communities.within[here]!] === streets.within[communities.within[there]!] ? 700 : 1200
        const score = Math.max(1, 5000 - Math.floor(metres / 3) - wider + Math.floor(random() * 600))
        from.push(need)
        to.push(row)
        utility.push(score * TIES + Math.floor(random() * TIES))
        joined(need, size + row)
      }
    }
    for (let arc = begins + nearest; arc < from.length; arc += nearest) {
      if (joined(from[begins]!, from[arc]!)) to[arc] = to[begins]!
    }
  }
  return sortedByNeed({ supplies, capacities, from: Int32Array.from(from), to: Int32Array.from(to), utility: Float64Array.from(utility) })
}

/** Sets that grow together: joins those of two members, and tells whether they were apart. */
function joining(members: number): (a: number, b: number) => boolean {
  const parent = Int32Array.from({ length: members }, (_, i) => i)
  const top = (of: number): number => {
    let at = of
    while (parent[at] !== at) at = parent[at] = parent[parent[at]!]!
    return at
  }
  return (a, b) => {
    const apart = top(a) !== top(b)
    parent[top(a)] = top(b)
    return apart
  }
}

interface Places {
  readonly x: Float64Array
  readonly y: Float64Array
  /** The place around which this one lies. */
  readonly within: Int32Array
}

const sum = (values: Int32Array): number => values.reduce((whole, each) => whole + each, 0)

/** Finds the nearest rows of a kind by squares of a grid, ring by ring. */
function neighbours(rows: Places, rowKind: Int32Array, kind: number): (x: number, y: number, count: number) => { row: number; metres: number }[] {
  const members: number[] = []
  rowKind.forEach((of, row) => of === kind && members.push(row))
  const side = Math.max(50, Math.sqrt((WIDTH * WIDTH) / Math.max(members.length, 1)))
  const squares = new Map<number, number[]>()
  const square = (column: number, line: number): number => column * 100_003 + line
  for (const row of members) {
    const key = square(Math.floor(rows.x[row]! / side), Math.floor(rows.y[row]! / side))
    const inside = squares.get(key)
    if (inside) inside.push(row)
    else squares.set(key, [row])
  }
  return (x, y, count) => {
    const found: { row: number; metres: number }[] = []
    const [column, line] = [Math.floor(x / side), Math.floor(y / side)]
    const look = (c: number, l: number): void => {
      for (const row of squares.get(square(c, l)) ?? []) found.push({ row, metres: Math.hypot(rows.x[row]! - x, rows.y[row]! - y) })
    }
    for (let ring = 0; ; ring += 1) {
      for (let c = -ring; c <= ring; c += 1) {
        const step = Math.abs(c) === ring ? 1 : Math.max(1, 2 * ring)
        for (let l = -ring; l <= ring; l += step) look(column + c, line + l)
      }
      const sure = found.filter(({ metres }) => metres <= ring * side).length
      if (sure >= count || found.length === members.length) break
    }
    return found.sort((a, b) => a.metres - b.metres || a.row - b.row).slice(0, count)
  }
}


function sortedByNeed({ supplies, capacities, from, to, utility }: FlowProblem): FlowProblem {
  const order = Int32Array.from({ length: from.length }, (_, i) => i).sort((a, b) => from[a]! - from[b]! || a - b)
  return { supplies, capacities, from: order.map((i) => from[i]!), to: order.map((i) => to[i]!), utility: Float64Array.from(order, (i) => utility[i]!) }
}

/** Numbers in [0, 1) from a seed (mulberry32), for a bench must find the same city again. */
export function randomNumbers(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), state | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}
