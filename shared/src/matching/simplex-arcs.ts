import { BOUNDLESS } from './simplex-tree.ts'

/**
 * The arcs of a flow by need and by row. Those known at the start lie one need's behind another's, and by row in an index; later ones stand in lists. An arc's *place* is where it lies here; its
 * *name* is the number that the caller knows it by.
 */
export class Arcs {
  count: number
  /** Ends, as nodes. */
  from: Int32Array
  to: Int32Array
  utility: Float64Array
  /** Upper bounds and whether the arc, outside the tree, is at its bound; null while no arc has a bound. */
  upper: Int32Array | null
  full: Uint8Array | null
  /** Of the arcs of the start, those of node v have places firstOut[v] … firstOut[v + 1] - 1, and into v come those listed in `inward` from firstIn[v] on. */
  readonly firstOut: Int32Array
  readonly firstIn: Int32Array
  readonly inward: Int32Array
  /** Nodes of the start: later ones have only lists. */
  readonly nodes: number
  /** The places of later arcs, by node: of either end. */
  readonly laterOf = new Map<number, number[]>()
  private readonly nameOf: Int32Array
  private readonly placeOf: Int32Array

  /** @param from, to nodes of each arc, in the caller's order */
  constructor(nodes: number, from: Int32Array, to: Int32Array, utility: Float64Array, upper: Int32Array | undefined) {
    const count = from.length
    this.count = count
    this.nodes = nodes
    this.firstOut = starts(nodes, from)
    this.firstIn = starts(nodes, to)
    this.from = new Int32Array(count)
    this.to = new Int32Array(count)
    this.utility = new Float64Array(count)
    this.upper = upper ? new Int32Array(count) : null
    this.full = upper ? new Uint8Array(count) : null
    this.nameOf = new Int32Array(count)
    this.placeOf = new Int32Array(count)
    const next = this.firstOut.slice()
    for (let name = 0; name < count; name += 1) {
      const place = next[from[name]!]!++
      this.from[place] = from[name]!
      this.to[place] = to[name]!
      this.utility[place] = utility[name]!
      if (upper) this.upper![place] = upper[name]!
      this.nameOf[place] = name
      this.placeOf[name] = place
    }
    this.inward = new Int32Array(count)
    const nextIn = this.firstIn.slice()
    for (let place = 0; place < count; place += 1) this.inward[nextIn[this.to[place]!]!++] = place
  }

  name(place: number): number {
    return this.nameOf[place] ?? place
  }

  place(name: number): number {
    return this.placeOf[name] ?? name
  }

  /** A later arc. Its place is its name. */
  add(from: number, to: number, utility: number, upper: number): number {
    const place = this.count
    if (place >= this.from.length) this.grow()
    this.count += 1
    this.from[place] = from
    this.to[place] = to
    this.utility[place] = utility
    if (upper < BOUNDLESS && !this.upper) {
      this.upper = new Int32Array(this.from.length).fill(BOUNDLESS)
      this.full = new Uint8Array(this.from.length)
    }
    if (this.upper) this.upper[place] = upper
    for (const node of [from, to]) {
      const list = this.laterOf.get(node)
      if (list) list.push(place)
      else this.laterOf.set(node, [place])
    }
    return place
  }

  private grow(): void {
    const capacity = Math.max(64, Math.ceil(this.count * 1.25))
    const ints = (old: Int32Array): Int32Array => {
      const grown = new Int32Array(capacity)
      grown.set(old)
      return grown
    }
    this.from = ints(this.from)
    this.to = ints(this.to)
    if (this.upper) this.upper = ints(this.upper)
    const [utility, full] = [new Float64Array(capacity), new Uint8Array(capacity)]
    utility.set(this.utility)
    this.utility = utility
    if (this.full) {
      full.set(this.full)
      this.full = full
    }
  }
}

/** Where each node's arcs begin when arcs are sorted by their node. */
function starts(nodes: number, ends: Int32Array): Int32Array {
  const first = new Int32Array(nodes + 1)
  for (let i = 0; i < ends.length; i += 1) first[ends[i]! + 1]! += 1
  for (let v = 0; v < nodes; v += 1) first[v + 1]! += first[v]!
  return first
}
