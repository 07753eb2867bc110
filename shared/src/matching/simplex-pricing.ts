import type { Arcs } from './simplex-arcs.ts'
import { FROM_ROOT, TO_ROOT, type Tree } from './simplex-tree.ts'

/** Where an arc is expected: there is none worth using. */
export const NONE = -3

/** Looks for the arc most worth using at one node. */
export class Pricing {
  /** What the arc that was found last would gain a unit. */
  gain = 0

  constructor(
    private readonly tree: Tree,
    private readonly arcs: Arcs,
  ) {}

  /**
   * The arc most worth using at this node, or NONE. Its gain goes to `gain`. Needs look at arcs from them, rows at arcs to them: the potential of the one must have fallen, of the other have risen.
   * An arc that is full is worth emptying when its ends are worth more.
   */
  price(node: number): number {
    const { potential, isRow } = this.tree
    const { utility, firstOut, firstIn, inward, from, to, full, nodes, laterOf } = this.arcs
    const own = potential[node]!
    let best = NONE
    let gain = 0
    if (isRow[node] === 1) {
      if (own > 0) {
        gain = own
        best = FROM_ROOT
      }
      const end = node < nodes ? firstIn[node + 1]! : 0
      for (let i = node < nodes ? firstIn[node]! : 0; i < end; i += 1) {
        const arc = inward[i]!
        let worth = utility[arc]! - potential[from[arc]!]! + own
        if (full !== null && full[arc] === 1) worth = -worth
        if (worth > gain) {
          gain = worth
          best = arc
        }
      }
    } else {
      if (own < 0) {
        gain = -own
        best = TO_ROOT
      }
      const end = node < nodes ? firstOut[node + 1]! : 0
      for (let arc = node < nodes ? firstOut[node]! : 0; arc < end; arc += 1) {
        let worth = utility[arc]! - own + potential[to[arc]!]!
        if (full !== null && full[arc] === 1) worth = -worth
        if (worth > gain) {
          gain = worth
          best = arc
        }
      }
    }
    if (laterOf.size > 0) {
      for (const arc of laterOf.get(node) ?? []) {
        let worth = utility[arc]! - potential[from[arc]!]! + potential[to[arc]!]!
        if (full !== null && full[arc] === 1) worth = -worth
        if (worth > gain) {
          gain = worth
          best = arc
        }
      }
    }
    this.gain = gain
    return best
  }
}
