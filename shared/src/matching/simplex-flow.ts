import { Arcs } from './simplex-arcs.ts'
import { nearOrder } from './simplex-order.ts'
import { NONE, Pricing } from './simplex-pricing.ts'
import { certificate, check, checkQuantity, checkUtility, type FlowAnswer, type FlowProblem } from './simplex-problem.ts'
import { NodeQueue } from './simplex-queue.ts'
import { BOUNDLESS, FROM_ROOT, ROOT, TO_ROOT, Tree } from './simplex-tree.ts'

/** What a unit costs on an arc that must not be used in the end: above any utility, and so far below 2⁵³ that sums with it stay exact. */
const DEAR = 2 ** 50
/** Of an arc that nobody may use: worse than leaving the need unserved and the row free. */
const FORBIDDEN = -1

/** A change that `optimize` answers with. */
export interface Change {
  /** Needs whose units now go elsewhere than before, ascending. Units that were committed meanwhile do not count as moved. */
  readonly needs: number[]
  readonly pivots: number
}

/**
 * A flow that lives: needs and rows come, go and change, arcs come and are forbidden or committed, and after each change or many `optimize` finds the best flow again from the last basis.
 *
 * All of it is one primal network simplex. A need's units start at its node and leave by arcs to rows or, unserved, to the root; the root fills what rows leave free. A change of a quantity hangs on the
 * root's arcs first (where they must not carry it, at the cost DEAR), so that the basis is feasible at once. Pricing works by need and by row: only nodes whose potential went the wrong way can
 * have become the end of an arc worth using, so these wait in a queue, first come first served. At the start every need waits; after a change, those in the few subtrees that moved.
 */
export class Flow {
  private readonly tree: Tree
  private readonly arcs: Arcs
  /** Nodes by need and by row, and the need or row of each node. */
  private readonly needNodes: number[]
  private readonly rowNodes: number[]
  private indexOf: Int32Array
  private readonly supplies: number[]
  private readonly capacities: number[]
  private readonly pricing: Pricing
  private readonly queue: NodeQueue
  /** Since the last `optimize`: by how much the flow of arcs changed. */
  private readonly moves = new Map<number, number>()

  /** @throws RangeError if the problem breaks its limits */
  constructor(problem: FlowProblem) {
    check(problem)
    const { supplies, capacities, from, to, utility, upper } = problem
    const needs = supplies.length
    const nodes = needs + capacities.length + 1
    this.tree = new Tree(nodes)
    this.indexOf = new Int32Array(nodes)
    this.queue = new NodeQueue(nodes)
    this.supplies = Array.from(supplies)
    this.capacities = Array.from(capacities)
    this.needNodes = this.supplies.map(() => ROOT)
    this.rowNodes = this.capacities.map(() => ROOT)
    for (const i of nearOrder(needs, capacities.length, from, to)) {
      if (i < needs) this.hangNeed(i)
      else this.hangRow(i - needs)
    }
    this.arcs = new Arcs(nodes, from.map((need) => this.needNodes[need]!), to.map((row) => this.rowNodes[row]!), utility, upper)
    this.pricing = new Pricing(this.tree, this.arcs)
    for (let v = 1; v < nodes; v += 1) if (this.tree.isRow[v] === 0) this.queue.wait(v)
  }

  /** A new need without arcs. @returns its index */
  addNeed(quantity: number): number {
    checkQuantity(quantity)
    return this.hangNeed(this.supplies.push(quantity) - 1)
  }

  /** A new row without arcs. @returns its index */
  addRow(capacity: number): number {
    checkQuantity(capacity)
    return this.hangRow(this.capacities.push(capacity) - 1)
  }

  /** A new arc. @returns its index, the number of arcs before it */
  addArc(need: number, row: number, utility: number, upper: number = BOUNDLESS): number {
    checkUtility(utility)
    if (upper !== BOUNDLESS) checkQuantity(upper)
    const arc = this.arcs.add(this.needNodes[need]!, this.rowNodes[row]!, utility, upper)
    this.queue.wait(this.needNodes[need]!)
    return arc
  }

  /** A need wants more or less; 0 when it goes. */
  setSupply(need: number, quantity: number): void {
    checkQuantity(quantity)
    const more = quantity - this.supplies[need]!
    this.supplies[need] = quantity
    if (more > 0) this.inject(this.needNodes[need]!, more)
    else if (more < 0) this.withdraw(this.needNodes[need]!, -more)
  }

  /** A row has more or less; 0 when it goes. What it cannot hold any longer finds another place or stays unserved. */
  setCapacity(row: number, capacity: number): void {
    checkQuantity(capacity)
    const more = capacity - this.capacities[row]!
    this.capacities[row] = capacity
    if (more > 0) this.withdraw(this.rowNodes[row]!, more)
    else if (more < 0) this.inject(this.rowNodes[row]!, -more)
  }

  /** A unit on this arc is worth something else from now on. */
  setUtility(arc: number, utility: number): void {
    checkUtility(utility)
    const { arcs, tree } = this
    const place = arcs.place(arc)
    const more = utility - arcs.utility[place]!
    arcs.utility[place] = utility
    const [need, row] = [arcs.from[place]!, arcs.to[place]!]
    if (tree.pred[need] === place) this.lift(need, more)
    else if (tree.pred[row] === place) this.lift(row, -more)
    else this.queue.wait(need)
  }

  /** Declined: nothing may go this way any more. */
  forbid(arc: number): void {
    this.setUtility(arc, FORBIDDEN)
  }

  /** Accepted: so many units of the need are agreed to come from the row. They leave both, and are no part of the flow any longer. */
  commit(arc: number, units: number): void {
    const { arcs, supplies, capacities } = this
    const place = arcs.place(arc)
    const [need, row] = [this.indexOf[arcs.from[place]!]!, this.indexOf[arcs.to[place]!]!]
    if (units > supplies[need]! || units > capacities[row]!) throw new RangeError('more units than need and row have')
    this.setSupply(need, supplies[need]! - units)
    this.setCapacity(row, capacities[row]! - units)
    if (this.tree.trace) this.moved(place, units)
  }

  /** Finds the best flow again. */
  optimize(): Change {
    const { tree, queue, pricing } = this
    let pivots = 0
    while (!queue.empty) {
      const node = queue.take()
      const arc = pricing.price(node)
      if (arc === NONE) {
        queue.done(node)
        continue
      }
      queue.again(node)
      pivots += 1
      if (arc === TO_ROOT) tree.pivot(TO_ROOT, node, ROOT, BOUNDLESS, 0, pricing.gain)
      else if (arc === FROM_ROOT) tree.pivot(FROM_ROOT, ROOT, node, BOUNDLESS, 0, pricing.gain)
      else this.enter(arc)
      this.settle()
    }
    const needs = this.movedNeeds()
    this.moves.clear()
    tree.trace = this.moved
    return { needs, pivots }
  }

  /**
   * Flow, prices and their certificate as things stand: the best once `optimize` has run.
   * @param problem as it stands, where the caller has it, which saves copying it
   */
  answer(problem: FlowProblem = this.problem()): FlowAnswer {
    const { arcs, tree } = this
    const flow = new Int32Array(arcs.count)
    if (arcs.full) for (let place = 0; place < arcs.count; place += 1) if (arcs.full[place] === 1) flow[arcs.name(place)] = arcs.upper![place]!
    for (let v = 1; v < tree.count; v += 1) {
      const place = tree.pred[v]!
      if (place >= 0) flow[arcs.name(place)] = tree.isRow[v] === 1 ? tree.up[v]! : tree.down[v]!
    }
    const idle = this.supplies.includes(0)
    const rowPrices = Float64Array.from(this.rowNodes, (v) => 0 - tree.potential[v]!)
    // A need that wants nothing hangs on the root by an arc that must not be used, at its cost: its price is found from its arcs.
    const needPrices = Float64Array.from(this.needNodes, (v, need) => (this.supplies[need] === 0 ? 0 : tree.potential[v]!))
    for (let a = 0; a < arcs.count && idle; a += 1) {
      const need = problem.from[a]!
      if (problem.supplies[need] === 0) needPrices[need] = Math.max(needPrices[need]!, problem.utility[a]! - rowPrices[problem.to[a]!]!)
    }
    return { flow, needPrices, rowPrices, ...certificate(problem, flow, needPrices, rowPrices) }
  }

  /** What one more unit of a row would gain. */
  rowPrice(row: number): number {
    return 0 - this.tree.potential[this.rowNodes[row]!]!
  }

  /** Units on an arc. */
  flowOn(arc: number): number {
    const { arcs, tree } = this
    const place = arcs.place(arc)
    const [need, row] = [arcs.from[place]!, arcs.to[place]!]
    if (tree.pred[need] === place) return tree.down[need]!
    if (tree.pred[row] === place) return tree.up[row]!
    return arcs.full?.[place] === 1 ? arcs.upper![place]! : 0
  }

  /** The problem as the changes have left it. */
  problem(): FlowProblem {
    const { arcs, indexOf } = this
    const places = new Int32Array(arcs.count)
    for (let arc = 0; arc < places.length; arc += 1) places[arc] = arcs.place(arc)
    return {
      supplies: Int32Array.from(this.supplies),
      capacities: Int32Array.from(this.capacities),
      from: places.map((place) => indexOf[arcs.from[place]!]!),
      to: places.map((place) => indexOf[arcs.to[place]!]!),
      utility: new Float64Array(places.length).map((_, arc) => arcs.utility[places[arc]!]!),
      ...(arcs.upper && { upper: places.map((place) => arcs.upper![place]!) }),
    }
  }

  /** Lets an arc of the graph into the tree, from its lower bound or, full, from its upper. */
  private enter(arc: number): void {
    const { tree, pricing } = this
    const { from, to, upper, full } = this.arcs
    if (upper === null || full === null) {
      tree.pivot(arc, from[arc]!, to[arc]!, BOUNDLESS, 0, pricing.gain)
      return
    }
    const wasFull = full[arc]!
    if (wasFull === 1) tree.pivot(arc, to[arc]!, from[arc]!, upper[arc]!, 0, pricing.gain)
    else tree.pivot(arc, from[arc]!, to[arc]!, upper[arc]!, 0, pricing.gain)
    full[arc] = tree.moved === -1 ? 1 - wasFull : 0
  }

  /** After a pivot: at which bound the arc that left now is, and who must be priced anew. */
  private settle(): void {
    const { tree } = this
    if (tree.moved === -1) return
    const { full } = this.arcs
    if (full !== null && tree.leaving >= 0) full[tree.leaving] = (tree.isRow[tree.leftNode] === 1) === tree.leftFull ? 1 : 0
    this.waitBelow()
  }

  /** So many units more must leave this node: they do by its arc to the root, from where pivots take them. */
  private inject(node: number, units: number): void {
    const { up, down, pred, potential, isRow } = this.tree
    const cost = isRow[node] === 1 ? DEAR : 0
    if (pred[node] === TO_ROOT) down[node]! += units
    else if (pred[node] !== FROM_ROOT) {
      this.tree.pivot(TO_ROOT, ROOT, node, units, BOUNDLESS - units, cost + potential[node]!)
      this.settle()
    } else if (up[node]! >= units) up[node]! -= units
    else {
      down[node] = units - up[node]!
      up[node] = BOUNDLESS
      pred[node] = TO_ROOT
      this.lift(node, -cost - potential[node]!)
    }
  }

  /** So many units more must reach this node: they do by its arc from the root. */
  private withdraw(node: number, units: number): void {
    const { up, down, pred, potential, isRow } = this.tree
    const cost = isRow[node] === 1 ? 0 : DEAR
    if (pred[node] === FROM_ROOT) up[node]! += units
    else if (pred[node] !== TO_ROOT) {
      this.tree.pivot(FROM_ROOT, node, ROOT, units, BOUNDLESS - units, cost - potential[node]!)
      this.settle()
    } else if (down[node]! > units) down[node]! -= units
    else {
      // Without a unit to send back, the arc to the root would not let one more come down: the invariant of the tree.
      up[node] = units - down[node]!
      down[node] = BOUNDLESS
      pred[node] = FROM_ROOT
      this.lift(node, cost - potential[node]!)
    }
  }

  private lift(node: number, by: number): void {
    if (by === 0) return
    this.tree.lift(node, by)
    this.waitBelow()
  }

  /** Those of the subtree that moved whose arcs may have become worth using: needs when potentials fell, rows when they rose; all, where arcs can be full. */
  private waitBelow(): void {
    const { thread, last, moved, shift, isRow } = this.tree
    const any = this.arcs.full !== null
    const kind = shift > 0 ? 1 : 0
    const end = thread[last[moved]!]!
    for (let u = moved; u !== end; u = thread[u]!) if (any || isRow[u] === kind) this.queue.wait(u)
  }

  private hangNeed(need: number): number {
    const quantity = this.supplies[need]!
    const node = quantity > 0 ? this.tree.hang(false, TO_ROOT, BOUNDLESS, quantity, 0) : this.tree.hang(false, FROM_ROOT, 0, BOUNDLESS, DEAR)
    return this.number(node, need, this.needNodes)
  }

  private hangRow(row: number): number {
    return this.number(this.tree.hang(true, FROM_ROOT, this.capacities[row]!, BOUNDLESS, 0), row, this.rowNodes)
  }

  private number(node: number, index: number, nodes: number[]): number {
    if (node >= this.indexOf.length) this.grow()
    this.indexOf[node] = index
    nodes[index] = node
    return index
  }

  private grow(): void {
    const capacity = 2 * this.tree.count
    const indexOf = new Int32Array(capacity)
    indexOf.set(this.indexOf)
    this.indexOf = indexOf
    this.queue.grow(capacity)
  }

  private readonly moved = (place: number, by: number): void => {
    this.moves.set(place, (this.moves.get(place) ?? 0) + by)
  }

  private movedNeeds(): number[] {
    const needs = new Set<number>()
    for (const [place, by] of this.moves) if (by !== 0) needs.add(this.indexOf[this.arcs.from[place]!]!)
    return [...needs].sort((a, b) => a - b)
  }
}
