import type { MatchingScope } from '../glossary.ts'
import type { Board, OpenNeed, OpenResource } from './board.ts'
import { hash, Interned } from './interned.ts'
import { scoreOf, type Pairing } from './pairs.ts'
import { levelOf, wider } from './reach.ts'
import { hoursSuit, inAudience, mismatches, nearEnough } from './suitability.ts'
import type { MatchingNeed } from './types.ts'

/** Resources of one kind at one place, those of one class behind each other. */
interface Bucket {
  readonly resources: Int32Array
  /** Class of each run, and where it starts; there is one start more than there are classes. */
  readonly classes: readonly number[]
  readonly starts: readonly number[]
}

/** Beyond every way to a root. */
const FAR = 255
const UNKNOWN = 0
const FAILS = 1
const PASSES = 2
/** Bytes of remembered tests, beyond which they are forgotten and made anew. */
const MOST_REMEMBERED = 1 << 26
/** Above any score; whole numbers stay exact far beyond a score times this. */
const TIES = 2 ** 32

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
  readonly #kinds = new Map<string, number>()
  readonly #hours = new Interned<null>()
  readonly #attributes = new Interned<null>()
  readonly #resourceClasses = new Interned<OpenResource>()
  readonly #needClasses = new Interned<OpenNeed>()
  readonly #nodes = new Map<string, number>([['', 0]])
  readonly #owners = new Map<string, number>()
  readonly #members = new Map<string, number[]>()
  readonly #lists = new Map<string, OpenResource[]>()
  readonly #buckets = new Map<string, Bucket>()
  readonly #rows = new Map<number, Uint8Array>()
  readonly #owner: Int32Array
  readonly #first: Int32Array
  readonly #last: Int32Array
  readonly #class: Int32Array
  readonly #tie: Uint32Array
  readonly #least: Float64Array
  /** 1 where it is open to everyone. */
  readonly #open: Uint8Array
  /** By resource, `#stride` of them: the organizations it stands in, as numbers; 0 is none. */
  readonly #paths: Int32Array
  readonly #stride: number
  /** By organization: at which step of the asking need's own way to the root it stands. */
  readonly #step: Uint8Array
  #asking = 0
  readonly #seen: Int32Array
  readonly #keys: Float64Array

  constructor(board: Board, pairing: Pairing) {
    this.#board = board
    this.#pairing = pairing
    const { resources } = board
    const count = resources.length
    this.#class = new Int32Array(count)
    this.#owner = new Int32Array(count)
    this.#first = new Int32Array(count)
    this.#last = new Int32Array(count)
    this.#tie = new Uint32Array(count)
    this.#least = new Float64Array(count)
    this.#open = new Uint8Array(count)
    this.#stride = resources.reduce((most, { resource }) => Math.max(most, resource.place.length), 0)
    this.#paths = new Int32Array(count * this.#stride)
    resources.forEach((open, i) => {
      const { resource } = open
      const kind = this.#kind(resource)
      const hours = this.#hours.of(null, open.windows, () => JSON.stringify(open.windows))
      const attributes = this.#attributes.of(null, resource.attributes, () => text(resource.attributes))
      this.#class[i] = this.#resourceClasses.of(open, null, () => `${kind} ${hours} ${attributes}`)
      this.#owner[i] = numbered(this.#owners, resource.ownerId)
      this.#first[i] = open.first
      this.#last[i] = open.last
      this.#tie[i] = hash(resource.id)
      this.#open[i] = resource.audience === null ? 1 : 0
      // What is committed has to be looked at pair by pair.
      this.#least[i] = open.loads.length > 0 ? Number.NaN : (resource.quantity ?? Number.POSITIVE_INFINITY)
      const places = [...resource.place.map(({ id }) => `${kind} ${id}`), ...(resource.tables ?? []).map(({ id }) => `${kind} ${id}`)]
      for (const key of new Set([`${kind}`, ...places])) {
        const members = this.#members.get(key)
        if (members) members.push(i)
        else this.#members.set(key, [i])
      }
      resource.place.forEach(({ id }, step) => (this.#paths[i * this.#stride + step] = numbered(this.#nodes, id)))
    })
    this.#step = new Uint8Array(this.#nodes.size).fill(FAR)
    this.#seen = new Int32Array(count)
    this.found = new Int32Array(count)
    this.scores = new Int32Array(count)
    this.#keys = new Float64Array(count)
  }

  /** Every resource that suits the need and of which commitments leave enough, in no order of meaning. Returns how many. */
  find(open: OpenNeed): number {
    const { need, days } = open
    if (open.rest === 0 || days === null) return 0
    this.#asking += 1
    const asking = this.#asking
    const nodes = need.place.map(({ id }) => this.#nodes.get(id) ?? 0)
    // The nearest of a place that stands there twice.
    for (let step = nodes.length - 1; step >= 0; step--) this.#step[nodes[step]!] = step
    this.#step[0] = FAR
    const owner = this.#owners.get(need.ownerId) ?? -1
    const declined = this.#board.declinedOf(need.id)
    const favored = this.#board.hasGivenAnything(need.ownerId)
    const scores = new Array<number | undefined>(need.place.length + 1).fill(undefined)
    const row = this.#row(open)
    const buckets = this.#keysOf(need).flatMap((key) => this.#bucket(key))
    // Read once: this is where a city's time goes.
    const { found, scores: scored } = this
    const owners = this.#owner
    const firsts = this.#first
    const lasts = this.#last
    const mosts = this.#least
    const opens = this.#open
    const seen = this.#seen
    const steps = this.#step
    const paths = this.#paths
    const stride = this.#stride
    const { resources: all } = this.#board
    const far = need.place.length
    const asks = need.audience !== null || Boolean(need.farthest) || declined !== undefined
    const special = favored || Boolean(need.position) || Boolean(need.tables?.length)
    const { first, last } = days
    const { least } = open
    let count = 0
    for (const { resources, classes, starts } of buckets) {
      this.tests += resources.length
      for (let run = 0; run < classes.length; run++) {
        const of = classes[run]!
        let passes = row[of]!
        if (passes === UNKNOWN) row[of] = passes = this.#suits(open, of) ? PASSES : FAILS
        if (passes === FAILS) continue
        const end = starts[run + 1]!
        for (let at = starts[run]!; at < end; at++) {
          const i = resources[at]!
          if (owners[i] === owner || firsts[i]! > first || lasts[i]! < last) continue
          // A resource may lie in several buckets.
          if (buckets.length > 1) {
            if (seen[i] === asking) continue
            seen[i] = asking
          }
          const most = mosts[i]!
          if (most < least) continue
          if (asks || opens[i] === 0 || most !== most) {
            const candidate = all[i]!
            if (!inAudience(need, candidate.resource) || !nearEnough(need, candidate.resource) || declined?.has(candidate.resource.id)) continue
            if (most !== most && !this.#pairing.left(open, candidate)) continue
          }
          found[count] = i
          if (special && this.#special(need, i)) scored[count] = scoreOf(need, all[i]!.resource, this.#board)
          else {
            // Otherwise nothing but the nearest organization they share makes a difference.
            let nearest = far
            for (let node = i * stride; node < (i + 1) * stride; node++) {
              const step = steps[paths[node]!]!
              if (step < nearest) nearest = step
            }
            scored[count] = scores[nearest] ??= scoreOf(need, all[i]!.resource, this.#board)
          }
          count++
        }
      }
    }
    for (const node of nodes) steps[node] = FAR
    return count
  }

  /** Whether more than the nearest organization they share may make a difference to the score. */
  #special(need: MatchingNeed, i: number): boolean {
    const { resource } = this.#board.resources[i]!
    return this.#board.hasGiven(need.ownerId, resource.ownerId) || Boolean(need.position && resource.position) || Boolean(need.tables?.length && resource.tables?.length)
  }

  /** All of the need's category and unit, its owner's too, in the order of ids. */
  ofKind(need: MatchingNeed): OpenResource[] {
    return this.#listed([`${this.#kind(need)}`])
  }

  /** Those of them that the need is offered to, as far as its scope says. */
  reached(need: MatchingNeed): OpenResource[] {
    return this.#listed(this.#keysOf(need))
  }

  #listed(keys: readonly string[]): OpenResource[] {
    const key = keys.join('\n')
    const known = this.#lists.get(key)
    if (known) return known
    const indexes = new Set(keys.flatMap((one) => this.#members.get(one) ?? []))
    const list = [...indexes].sort((a, b) => a - b).map((i) => this.#board.resources[i]!)
    this.#lists.set(key, list)
    return list
  }

  /**
   * Of the first `count` found those of the highest scores; between equals a hash decides, so that the needs of a place do not all
   * crowd on the same resources. What is kept is in the order of ids.
   */
  best(open: OpenNeed, count: number, most: number): number {
    const { found, scores } = this
    if (count > most) {
      const own = hash(open.need.id)
      const shown = this.#board.shownOf(open.need.id)
      const keys = this.#keys
      for (let at = 0; at < count; at++) {
        const i = found[at]!
        keys[at] = scores[at]! * TIES + (mixed(own ^ this.#tie[i]!) >>> 0)
        // People are looking at it, and it carries a bonus.
        if (shown?.has(this.#board.resources[i]!.resource.id)) keys[at] = Number.MAX_SAFE_INTEGER
      }
      const least = keys.slice(0, count).sort()[count - most]!
      let kept = 0
      for (let at = 0; at < count; at++) {
        if (keys[at]! < least) continue
        found[kept] = found[at]!
        scores[kept] = scores[at]!
        kept++
      }
      count = kept
    }
    this.#sort(count)
    return count
  }

  #sort(count: number): void {
    const order = this.#keys.subarray(0, count)
    // Index and score in one number, so that a plain sort of numbers does.
    for (let at = 0; at < count; at++) order[at] = this.found[at]! * 65_536 + (this.scores[at]! + 32_768)
    order.sort()
    for (let at = 0; at < count; at++) {
      const both = order[at]!
      this.found[at] = Math.floor(both / 65_536)
      this.scores[at] = (both % 65_536) - 32_768
    }
  }

  #kind({ category, unit }: { readonly category: string; readonly unit?: string }): number {
    return numbered(this.#kinds, `${category} ${unit ?? ''}`)
  }

  /** What a need's class says of the classes of resources. */
  #row(open: OpenNeed): Uint8Array {
    const { need, weekdays } = open
    const { slot } = need
    const hours = need.windows ? this.#hours.of(null, need.windows, () => JSON.stringify(need.windows)) : -1
    const present = this.#hours.of(null, weekdays, () => JSON.stringify(weekdays))
    const attributes = this.#attributes.of(null, need.attributes, () => text(need.attributes))
    const own = this.#needClasses.of(open, null, () => `${this.#kind(need)} ${hours} ${present} ${slot ? `${slot.minutes} ${slot.timesPerWeek}` : ''} ${attributes}`)
    const known = this.#rows.get(own)
    if (known) return known
    const size = this.#resourceClasses.first.length
    if ((this.#rows.size + 1) * size > MOST_REMEMBERED) this.#rows.clear()
    const row = new Uint8Array(size)
    this.#rows.set(own, row)
    return row
  }

  #suits(open: OpenNeed, of: number): boolean {
    const resource = this.#resourceClasses.first[of]!
    return mismatches(open.need, resource.resource).length === 0 && hoursSuit(open, resource)
  }

  /** Where the need may be met: its own part of the tree, and the alliances that reach no further. */
  #keysOf(need: MatchingNeed): string[] {
    const kind = this.#kind(need)
    if (!need.scope || need.scope === 'CITY') return [`${kind}`]
    const limit = need.scope
    const within = (scope: MatchingScope): boolean => wider(scope, limit) <= 0
    const top = need.place.findLast(({ kind: level }) => within(levelOf(level)))
    const tables = (need.tables ?? []).filter(({ scope }) => within(scope))
    return [...(top ? [top] : []), ...tables].map(({ id }) => `${kind} ${id}`)
  }

  #bucket(key: string): Bucket[] {
    const known = this.#buckets.get(key)
    if (known) return [known]
    const members = this.#members.get(key)
    if (!members) return []
    const resources = Int32Array.from(members.toSorted((a, b) => this.#class[a]! - this.#class[b]! || a - b))
    const classes: number[] = []
    const starts: number[] = []
    resources.forEach((i, at) => {
      const of = this.#class[i]!
      if (classes.at(-1) === of) return
      classes.push(of)
      starts.push(at)
    })
    starts.push(resources.length)
    const bucket = { resources, classes, starts }
    this.#buckets.set(key, bucket)
    return [bucket]
  }
}

function numbered(numbers: Map<string, number>, text: string): number {
  let number = numbers.get(text)
  if (number === undefined) numbers.set(text, (number = numbers.size))
  return number
}

/** The same for the same attributes, in whatever order they were written. */
function text(attributes: object): string {
  return JSON.stringify(Object.entries(attributes).sort(([a], [b]) => (a < b ? -1 : 1)))
}

/** Spreads a hash over its bits (the end of MurmurHash3). */
function mixed(value: number): number {
  let bits = Math.imul(value ^ (value >>> 16), 0x85ebca6b)
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35)
  return bits ^ (bits >>> 16)
}
