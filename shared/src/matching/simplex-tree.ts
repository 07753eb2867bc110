/** More than any quantity: the room of an arc without an upper bound. Quantities end at half of it, so that sums of two stay whole 32-bit numbers. */
export const BOUNDLESS = 2 ** 30

/** The arc from a node to the root, and the one from the root to a node, where an arc is expected; arcs of the graph are 0, 1, 2, … */
export const TO_ROOT = -1
export const FROM_ROOT = -2

/** The node that every other can reach and be reached from. */
export const ROOT = 0

/**
 * The spanning tree of a network simplex: a basis, its flow and its potentials, on typed arrays.
 *
 * The flow of a tree arc is kept at its lower node, as what more can be sent up towards the root and what more can be sent down from it: a walk round a cycle then touches nodes only.
 * Threads (preorder), numbers of successors and last successors are kept as in LEMON's NetworkSimplex (Király & Kovács 2012), so that a pivot costs the moved subtree and the cycle, not the tree.
 *
 * Invariant (strong feasibility; Cunningham 1976): from the root at least one more unit can be sent down to every node of the tree, `down[v] > 0`. Pivots that move no flow then cannot cycle,
 * and the potential of a node is exactly the cost of one more unit sent to it from the root.
 */
export class Tree {
  /** Nodes, the root among them. */
  count = 1
  /** 1 for rows: an arc between a row and its parent points down, one between a need and its parent up. */
  isRow!: Uint8Array
  parent!: Int32Array
  /** The arc to the parent: its index, TO_ROOT or FROM_ROOT. */
  pred!: Int32Array
  /** Room towards the root, and away from it, on the arc to the parent. */
  up!: Int32Array
  down!: Int32Array
  /** Cost of the tree's path from the root. */
  potential!: Float64Array
  /** Preorder, and where the subtree of a node ends in it. */
  thread!: Int32Array
  last!: Int32Array
  private back!: Int32Array
  private size!: Int32Array
  private stem!: Int32Array

  /** What the last pivot threw out: the arc, the node it hung up, and whether it had no more room away from the root (or towards it). */
  leaving = 0
  leftNode = 0
  leftFull = false
  /** The subtree that the last pivot hung elsewhere, or -1 when only flow moved. */
  moved = -1
  /** By how much its potentials changed. */
  shift = 0
  /** While set, notes by how much each pivot changed the flow of the graph's arcs. */
  trace: ((arc: number, by: number) => void) | null = null

  constructor(capacity: number) {
    this.allocate(Math.max(capacity, 16))
    this.parent[ROOT] = -1
    this.size[ROOT] = 1
  }

  private allocate(capacity: number): void {
    const { count } = this
    const ints = (old: Int32Array | undefined): Int32Array => {
      const grown = new Int32Array(capacity)
      if (old) grown.set(old.subarray(0, count))
      return grown
    }
    this.parent = ints(this.parent)
    this.pred = ints(this.pred)
    this.up = ints(this.up)
    this.down = ints(this.down)
    this.thread = ints(this.thread)
    this.back = ints(this.back)
    this.size = ints(this.size)
    this.last = ints(this.last)
    this.stem = new Int32Array(capacity)
    const rows = new Uint8Array(capacity)
    if (this.isRow) rows.set(this.isRow.subarray(0, count))
    this.isRow = rows
    const potentials = new Float64Array(capacity)
    if (this.potential) potentials.set(this.potential.subarray(0, count))
    this.potential = potentials
  }

  /** A new leaf under the root, by one of the root's arcs, with the room it has. */
  hang(isRow: boolean, arc: number, up: number, down: number, potential: number): number {
    if (this.count === this.parent.length) this.allocate(2 * this.count)
    const node = this.count
    this.count += 1
    this.parent[node] = ROOT
    this.isRow[node] = isRow ? 1 : 0
    this.pred[node] = arc
    this.up[node] = up
    this.down[node] = down
    this.potential[node] = potential
    const tail = this.last[ROOT]!
    this.thread[tail] = node
    this.back[node] = tail
    this.thread[node] = ROOT
    this.back[ROOT] = node
    this.size[node] = 1
    this.last[node] = node
    this.last[ROOT] = node
    this.size[ROOT]! += 1
    return node
  }

  /**
   * Sends flow round the cycle that an arc outside the tree closes, from its node `tail` to its node `head`, as much as goes; lets the arc into the tree for the first that is in the way.
   * @param room what the arc itself takes in this direction, `undone` what in the other
   * @param gain what a unit round the cycle gains: how far the arc is from agreeing with the potentials
   * @returns how much was sent. Without `moved`, nothing but the arc itself was in the way: it is at its other bound.
   */
  pivot(arc: number, tail: number, head: number, room: number, undone: number, gain: number): number {
    const { parent, size, up, down, pred } = this
    let u = tail
    let v = head
    while (u !== v) {
      if (size[u]! < size[v]!) u = parent[u]!
      else v = parent[v]!
    }
    const join = u
    // The first in the way, seen from the join along the cycle: that keeps the tree strongly feasible.
    let sent = room
    let out = -1
    let below = tail
    let above = head
    for (u = tail; u !== join; u = parent[u]!) {
      if (down[u]! <= sent) {
        sent = down[u]!
        out = u
      }
    }
    for (u = head; u !== join; u = parent[u]!) {
      if (up[u]! < sent) {
        sent = up[u]!
        out = u
        below = head
        above = tail
      }
    }
    if (sent > 0) {
      if (this.trace) this.tell(arc, tail, head, join, sent)
      for (u = tail; u !== join; u = parent[u]!) {
        down[u]! -= sent
        up[u]! += sent
      }
      for (u = head; u !== join; u = parent[u]!) {
        up[u]! -= sent
        down[u]! += sent
      }
    }
    if (out === -1) {
      this.moved = -1
      return sent
    }
    this.leaving = pred[out]!
    this.leftNode = out
    this.leftFull = below === tail
    this.move(out, below, above, join)
    pred[below] = arc
    if (below === tail) {
      up[below] = room - sent
      down[below] = undone + sent
      this.lift(below, gain)
    } else {
      down[below] = room - sent
      up[below] = undone + sent
      this.lift(below, -gain)
    }
    return sent
  }

  /** Tells of each arc of the graph round the cycle how its flow changes. What goes up on a need's arc to its parent, or down on a row's, is flow; the other way is flow taken back. */
  private tell(arc: number, tail: number, head: number, join: number, sent: number): void {
    const { parent, pred, isRow, trace } = this
    if (arc >= 0) trace!(arc, isRow[tail] === 1 ? -sent : sent)
    for (let u = tail; u !== join; u = parent[u]!) if (pred[u]! >= 0) trace!(pred[u]!, isRow[u] === 1 ? sent : -sent)
    for (let u = head; u !== join; u = parent[u]!) if (pred[u]! >= 0) trace!(pred[u]!, isRow[u] === 1 ? -sent : sent)
  }

  /** Adds to the potentials of a node and all below it. */
  lift(top: number, by: number): void {
    const { thread, potential } = this
    const end = thread[this.last[top]!]!
    for (let u = top; u !== end; u = thread[u]!) potential[u]! += by
    this.moved = top
    this.shift = by
  }

  /** Cuts off the subtree of `out` and hangs it up again by its node `enter` under `under`. */
  private move(out: number, enter: number, under: number, join: number): void {
    const { parent, pred, up, down, thread, back, size, last, stem } = this
    const oldBack = back[out]!
    const oldSize = size[out]!
    const oldLast = last[out]!
    const oldParent = parent[out]!
    if (enter === out) {
      parent[enter] = under
      if (thread[under] !== out) {
        let after = thread[oldLast]!
        thread[oldBack] = after
        back[after] = oldBack
        after = thread[under]!
        thread[under] = out
        back[out] = under
        thread[oldLast] = after
        back[after] = oldLast
      }
    } else {
      const goesOn = oldBack === under ? thread[oldLast]! : thread[under]!
      let at = enter
      let newParent = under
      let end = last[enter]!
      let after = thread[end]!
      thread[under] = enter
      let stale = 0
      stem[stale++] = under
      while (at !== out) {
        const next = parent[at]!
        thread[end] = next
        stem[stale++] = end
        const before = back[at]!
        thread[before] = after
        back[after] = before
        parent[at] = newParent
        newParent = at
        at = next
        end = last[at] === last[newParent] ? back[newParent]! : last[at]!
        after = thread[end]!
      }
      parent[out] = newParent
      thread[end] = goesOn
      back[goesOn] = end
      last[out] = end
      if (oldBack !== under) {
        thread[oldBack] = after
        back[after] = oldBack
      }
      for (let i = 0; i < stale; i += 1) back[thread[stem[i]!]!] = stem[i]!
      let sized = 0
      const newLast = last[out]!
      let p = parent[out]!
      for (let u = out; u !== enter; u = p, p = parent[u]!) {
        pred[u] = pred[p]!
        up[u] = down[p]!
        down[u] = up[p]!
        sized += size[u]! - size[p]!
        size[u] = sized
        last[p] = newLast
      }
      size[enter] = oldSize
    }
    // Last successors, from both ends of the move towards the root.
    const limit = last[join] === under ? join : -1
    const newLast = last[out]!
    for (let u = under; u !== -1 && last[u] === under; u = parent[u]!) last[u] = newLast
    if (join !== oldBack && under !== oldBack) {
      for (let u = oldParent; u !== limit && last[u] === oldLast; u = parent[u]!) last[u] = oldBack
    } else if (newLast !== oldLast) {
      for (let u = oldParent; u !== limit && last[u] === oldLast; u = parent[u]!) last[u] = newLast
    }
    for (let u = under; u !== join; u = parent[u]!) size[u]! += oldSize
    for (let u = oldParent; u !== join; u = parent[u]!) size[u]! -= oldSize
  }
}
