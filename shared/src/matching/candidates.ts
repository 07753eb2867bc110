import { best, roomFor, type Found } from './best.ts'
import type { Board, OpenNeed, OpenResource } from './board.ts'
import { Classes, FAILS, UNKNOWN, type NeedClass } from './classes.ts'
import { hash, pairKey } from './interned.ts'
import { LOADED, Offers, type Bucket, type Way } from './offers.ts'
import { scoreOf, type Pairing } from './pairs.ts'
import { wider } from './reach.ts'
import { inAudience, nearEnough } from './suitability.ts'
import type { MatchingNeed } from './types.ts'

/** Beyond every way to a root. */
const FAR = 255

/** What is worked out of a need before it is asked for. */
export interface Asked {
  readonly open: OpenNeed
  readonly days: NonNullable<OpenNeed['days']>
  readonly way: Way
  readonly buckets: readonly Bucket[]
  readonly own: NeedClass
  readonly owner: number
  readonly declined: ReadonlySet<string> | undefined
  /** A number, -1 for everyone. */
  readonly audience: number
  /** Those it is in itself. */
  readonly audiences: readonly number[]
  /** Whether it is looked for in several buckets, which may have resources in common. */
  readonly several: boolean
  /** Whether scores may depend on more than the nearest organization a pair shares. */
  readonly special: boolean
  /** Whether every resource is to be looked at for itself. */
  readonly careful: boolean
  readonly levels: Float64Array
}

/**
 * Finds the resources that suit a need without looking at every pair. Resources lie in buckets by kind (category and unit) and
 * organization, in runs of equal hours and attributes: hours and attributes are tested once for a run, and remembered for every need
 * that asks the same. What passes is looked at one by one, for its owner, its period in day numbers, its audience and its distance.
 */
export class Candidates {
  /** What the last `find` found: indexes into the board's resources, ascending after `best`, and the score of each pair. */
  readonly found: Int32Array
  readonly scores: Int32Array
  /** Pairs decided so far, most of them by their run. */
  tests = 0
  readonly #board: Board
  readonly #pairing: Pairing
  readonly #classes = new Classes()
  readonly #offers: Offers
  readonly #lists = new Map<string, OpenResource[]>()
  /** By organization: at which step of the asking need's own way to the root it stands. */
  readonly #step: Uint8Array
  /** By audience: the last asking need that is in it. */
  readonly #within: Int32Array
  /** By resource: the last asking need that has looked at it. */
  readonly #seen: Int32Array
  readonly #room: Found
  /** Scores by the step at which a pair meets, NaN while not known, by the shape of the need's way and its urgency: nothing else of a need makes a difference. */
  readonly #levels = new Map<number, Float64Array>()
  #asking = 0

  constructor(board: Board, pairing: Pairing) {
    this.#board = board
    this.#pairing = pairing
    this.#offers = new Offers(board, this.#classes)
    const count = board.resources.length
    this.#step = new Uint8Array(this.#offers.nodes.size).fill(FAR)
    this.#within = new Int32Array(this.#offers.audiences.size)
    this.#seen = new Int32Array(count)
    this.found = new Int32Array(count)
    this.scores = new Int32Array(count)
    this.#room = roomFor(this.found, this.scores, this.#offers.tie)
  }

  /** The needs, as indexes, in an order in which `find` is quickest: those that ask the same of the same resources behind each other. */
  order(): Int32Array {
    const { needs } = this.#board
    const places = Int32Array.from(needs, ({ need }) => this.#nodesOf(need, this.#offers.way(need.place))[0] ?? -1)
    const classes = Int32Array.from(needs, (open) => this.#classes.asking(open, this.#classes.kind(open.need)).id)
    return Int32Array.from(needs, (_, i) => i).sort((a, b) => places[a]! - places[b]! || classes[a]! - classes[b]! || a - b)
  }

  /** Every resource that suits the need and of which commitments leave enough, in no order of meaning. Returns how many. */
  find(open: OpenNeed): number {
    const asked = this.ask(open)
    return asked ? this.answer(asked) : 0
  }

  /** A need in numbers, ready for `answer`; null when nothing can suit it. */
  ask(open: OpenNeed): Asked | null {
    const { need, days } = open
    if (open.rest === 0 || days === null) return null
    const board = this.#board
    const offers = this.#offers
    const kind = this.#classes.kind(need)
    const way = offers.way(need.place)
    const buckets: Bucket[] = []
    for (const node of this.#nodesOf(need, way)) {
      const bucket = offers.bucket(kind, node)
      if (bucket) buckets.push(bucket)
    }
    if (buckets.length === 0) return null
    const declined = board.declinedOf(need.id)
    const audience = need.audience === null ? -1 : offers.audiences.known(need.audience)
    const several = buckets.length > 1
    const special = board.hasGivenAnything(need.ownerId) || Boolean(need.position) || Boolean(need.tables?.length)
    const key = pairKey(way.shape, need.urgency)
    let levels = this.#levels.get(key)
    if (!levels) this.#levels.set(key, (levels = new Float64Array(way.nodes.length + 1).fill(Number.NaN)))
    return {
      open,
      days,
      way,
      buckets,
      own: this.#classes.asking(open, kind),
      owner: offers.owners.known(need.ownerId),
      declined,
      audience,
      audiences: offers.audiencesOf(need.circles),
      several,
      special,
      careful: several || special || !way.orderly || audience >= 0 || Boolean(need.farthest) || declined !== undefined,
      levels,
    }
  }

  /** What suits a need in numbers, like `find`. */
  answer(asked: Asked): number {
    const { nodes } = asked.way
    const steps = this.#step
    this.#asking += 1
    // The nearest of a place that stands there twice.
    for (let step = nodes.length - 1; step >= 0; step--) steps[nodes[step]!] = step
    steps[0] = FAR
    for (const audience of asked.audiences) this.#within[audience] = this.#asking
    let count = 0
    for (const bucket of asked.buckets) count = this.#findIn(bucket, asked, count)
    for (const node of nodes) steps[node] = FAR
    return count
  }

  /** Adds those of a bucket to what is found. */
  #findIn(bucket: Bucket, asked: Asked, before: number): number {
    const { gates, groups, classes, runs, firsts, lasts, starts, resources, owners, mosts, common, below } = bucket
    const { open, own, owner, careful, way } = asked
    const { first, last } = asked.days
    const { least } = open
    const { answers } = own
    // Read once: this is where a city's time goes.
    const { found, scores } = this
    const steps = this.#step
    const within = this.#within
    const asking = this.#asking
    const nearest = nearestOf(common, 0, common.length, steps, way.nodes.length)
    let usual = asked.levels[nearest]!
    let count = before
    this.tests += resources.length
    for (let section = 0; section < gates.length; section++) {
      const gate = gates[section]!
      if (gate >= 0 && within[gate] !== asking) continue
      const looked = careful || gate === LOADED
      const lastGroup = groups[section + 1]!
      for (let group = groups[section]!; group < lastGroup; group++) {
        const of = classes[group]!
        let answer = answers[of]!
        if (answer === UNKNOWN) answer = this.#classes.answer(own, open, of)
        if (answer === FAILS) continue
        const lastRun = runs[group + 1]!
        for (let run = runs[group]!; run < lastRun; run++) {
          if (firsts[run]! > first || lasts[run]! < last) continue
          const end = starts[run + 1]!
          // The largest come first.
          for (let at = starts[run]!; at < end && mosts[at]! >= least; at++) {
            if (owners[at] === owner) continue
            const i = resources[at]!
            if (looked) {
              if (!this.#admits(asked, i)) continue
              scores[count] = this.#score(asked, i)
            } else if (steps[below[at]!] === FAR) {
              if (usual !== usual) usual = this.#level(asked, nearest, i)
              scores[count] = usual
            } else scores[count] = this.#score(asked, i)
            found[count++] = i
          }
        }
      }
    }
    return count
  }

  /** What a pair is worth: where nothing else makes a difference, as much as all that meet at the same step. */
  #score(asked: Asked, i: number): number {
    const { need } = asked.open
    const { paths, stride } = this.#offers
    if (asked.special && this.#special(need, i)) return scoreOf(need, this.#board.resources[i]!.resource, this.#board)
    return this.#level(asked, nearestOf(paths, i * stride, (i + 1) * stride, this.#step, asked.way.nodes.length), i)
  }

  #level({ open, levels }: Asked, nearest: number, i: number): number {
    let score = levels[nearest]!
    if (score !== score) levels[nearest] = score = scoreOf(open.need, this.#board.resources[i]!.resource, this.#board)
    return score
  }

  /** What is asked of few: that it was not looked at in another bucket, audience, distance, what was declined, and what commitments leave. */
  #admits({ open, several, audience, declined }: Asked, i: number): boolean {
    const { need } = open
    if (several) {
      if (this.#seen[i] === this.#asking) return false
      this.#seen[i] = this.#asking
    }
    if (audience >= 0 && !this.#offers.isIn(i, audience)) return false
    const candidate = this.#board.resources[i]!
    if (!nearEnough(need, candidate.resource) || declined?.has(candidate.resource.id)) return false
    return candidate.loads.length === 0 || (inAudience(need, candidate.resource) && this.#pairing.left(open, candidate) !== null)
  }

  /** Whether more than the nearest organization they share may make a difference to the score. */
  #special(need: MatchingNeed, i: number): boolean {
    const { resource } = this.#board.resources[i]!
    return this.#board.hasGiven(need.ownerId, resource.ownerId) || Boolean(need.position && resource.position) || Boolean(need.tables?.length && resource.tables?.length)
  }

  /** All of the need's category and unit, its owner's too, in the order of ids. */
  ofKind(need: MatchingNeed): OpenResource[] {
    return this.#listed(this.#classes.kind(need), [0])
  }

  /** Those of them that the need is offered to, as far as its scope says. */
  reached(need: MatchingNeed): OpenResource[] {
    return this.#listed(this.#classes.kind(need), this.#nodesOf(need, this.#offers.way(need.place)))
  }

  #listed(kind: number, nodes: readonly number[]): OpenResource[] {
    const key = `${kind} ${nodes.join(' ')}`
    const known = this.#lists.get(key)
    if (known) return known
    const indexes = new Set(nodes.flatMap((node) => this.#offers.members(kind, node)))
    const list = [...indexes].sort((a, b) => a - b).map((i) => this.#board.resources[i]!)
    this.#lists.set(key, list)
    return list
  }

  /**
   * Of the first `count` found those of the highest scores; between equals a hash decides, so that the needs of a place do not all
   * crowd on the same resources. What is kept is in the order of ids.
   */
  best(open: OpenNeed, count: number, most: number): number {
    const shown = this.#board.shownOf(open.need.id)
    const isShown = shown && ((i: number): boolean => shown.has(this.#board.resources[i]!.resource.id))
    return best(this.#room, count, most, hash(open.need.id), isShown)
  }

  /** Where the need may be met: its own part of the tree, and the alliances that reach no further. 0 is everywhere. */
  #nodesOf({ scope: limit, tables }: MatchingNeed, { nodes, levels }: Way): number[] {
    if (!limit || limit === 'CITY') return [0]
    let top = levels.length - 1
    while (top >= 0 && wider(levels[top]!, limit) > 0) top--
    const within = top >= 0 && nodes[top]! > 0 ? [nodes[top]!] : []
    for (const { id, scope } of tables ?? []) {
      const node = wider(scope, limit) <= 0 ? this.#offers.nodes.known(id) : -1
      if (node > 0) within.push(node)
    }
    return within
  }
}

/** The lowest step of the organizations from one place to another in a list; `far` when none is on the way. */
function nearestOf(nodes: Int32Array, from: number, to: number, steps: Uint8Array, far: number): number {
  let nearest = far
  for (let at = from; at < to; at++) {
    const step = steps[nodes[at]!]!
    if (step < nearest) nearest = step
  }
  return nearest
}
