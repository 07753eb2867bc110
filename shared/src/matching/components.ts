import type { Board } from './board.ts'
import type { Candidates } from './candidates.ts'

/** What is kept of the pairs that suit, as arrays: those of need i stand from `starts[i]` on, in the order of resources. */
export interface Kept {
  readonly starts: Int32Array
  /** Indexes into the board's resources. */
  readonly resources: Int32Array
  readonly scores: Int32Array
  /** By need: whether more suit than are kept. */
  readonly cut: Uint8Array
}

/** A need that seeks slots has a choice of them in every resource: a part of the candidates is enough to begin with. */
const SLOTS = 3

/**
 * The best candidates of every need, and which needs can influence each other: through a resource that can run short, whether that
 * pair is kept or not, so that each component is a question of its own even when more of its pairs are looked at.
 * @param most candidates kept for a need
 * @returns components as indexes of needs, ascending, in the order of their first need; needs that nothing suits are in none
 */
export function components(board: Board, candidates: Candidates, most: number): { readonly kept: Kept; readonly groups: readonly (readonly number[])[] } {
  const { needs, resources } = board
  const fair = board.weights.fairness > 0
  const owners = new Map<string, number>()
  const ownerOf = resources.map(({ resource: { ownerId } }) => {
    const owner = owners.get(ownerId) ?? owners.size
    owners.set(ownerId, owner)
    return owner
  })
  const limited = Uint8Array.from(resources, ({ resource }) => (resource.quantity === null ? 0 : 1))
  const sets = new DisjointSets(needs.length + resources.length + (fair ? owners.size : 0))
  const starts = new Int32Array(needs.length + 1)
  const cut = new Uint8Array(needs.length)
  let keptResources = new Int32Array(1024)
  let keptScores = new Int32Array(1024)
  let end = 0
  needs.forEach((open, i) => {
    const found = candidates.find(open)
    for (let at = 0; at < found; at++) {
      const resource = candidates.found[at]!
      if (limited[resource] === 1) sets.join(i, needs.length + resource)
      // What one owner gives weighs on what else they give.
      if (fair) sets.join(i, needs.length + resources.length + ownerOf[resource]!)
    }
    // A large need may take a little of many.
    const best = candidates.best(open, found, Math.max(open.need.slot ? Math.ceil(most / SLOTS) : most, open.rest))
    cut[i] = best < found ? 1 : 0
    if (end + best > keptResources.length) {
      keptResources = grown(keptResources, end + best)
      keptScores = grown(keptScores, end + best)
    }
    keptResources.set(candidates.found.subarray(0, best), end)
    keptScores.set(candidates.scores.subarray(0, best), end)
    end += best
    starts[i + 1] = end
  })
  const groups = new Map<number, number[]>()
  needs.forEach((_, i) => {
    if (starts[i] === starts[i + 1]) return
    const root = sets.root(i)
    const group = groups.get(root)
    if (group) group.push(i)
    else groups.set(root, [i])
  })
  return { kept: { starts, resources: keptResources, scores: keptScores, cut }, groups: [...groups.values()] }
}

function grown(array: Int32Array<ArrayBuffer>, least: number): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(Math.max(least, 2 * array.length))
  larger.set(array)
  return larger
}

/** Which of so many things belong together. */
export class DisjointSets {
  readonly #parent: Int32Array

  constructor(size: number) {
    this.#parent = Int32Array.from({ length: size }, (_, i) => i)
  }

  root(i: number): number {
    const parent = this.#parent
    let at = i
    while (parent[at] !== at) {
      parent[at] = parent[parent[at]!]!
      at = parent[at]!
    }
    return at
  }

  join(a: number, b: number): void {
    const parent = this.#parent
    const root = this.root(a)
    // Most are told what they know already: their way is short then.
    if (parent[b] === root) return
    const other = this.root(b)
    parent[other] = root
    parent[b] = root
  }
}
