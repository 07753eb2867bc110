import type { MatchingScope } from '../glossary.ts'
import type { Board, OpenResource } from './board.ts'
import type { Classes } from './classes.ts'
import { hash, InternedPairs, Names } from './interned.ts'
import { levelOf } from './reach.ts'
import type { Place } from './types.ts'

/**
 * Resources of one kind at one place as columns; the hot loop reads nothing else. Those with one gate stand behind each other, among them
 * those of one class, among them those of one period (a run), among them the largest first.
 */
export interface Bucket {
  readonly gates: Int32Array
  /** By gate: its first group; like all that follow it has one more at the end. */
  readonly groups: Int32Array
  /** By group: its class, and its first run. */
  readonly classes: Int32Array
  readonly runs: Int32Array
  /** By run: its period, and its first resource. */
  readonly firsts: Int32Array
  readonly lasts: Int32Array
  readonly starts: Int32Array
  /** By place in the bucket: index into the board's resources, owner, units. */
  readonly resources: Int32Array
  readonly owners: Int32Array
  readonly mosts: Float64Array
  /** The highest organization it stands in that is not common to all; 0 is none. */
  readonly below: Int32Array
  /** Organizations all of them stand in, the nearest first. */
  readonly common: Int32Array
}

/** A way to the root. */
export interface Way {
  /** Its organizations as numbers; 0 where no resource stands. */
  readonly nodes: Int32Array
  /** How far each reaches. */
  readonly levels: readonly MatchingScope[]
  /** The same number for ways of the same levels. */
  readonly shape: number
  /** Whether its organizations stand where those of the resources do. */
  readonly orderly: boolean
}

/** Gate of a resource that is open to everyone; others have the number of their audience. */
export const OPEN = -1
/** Gate of one of which something is committed: it has to be looked at for itself. */
export const LOADED = -2

/** The board's resources as numbers. */
export class Offers {
  /** Organizations; number 0 is none of them. */
  readonly nodes = new Names()
  readonly owners = new Names()
  /** Organizations to which something is open, or for which something is asked. */
  readonly audiences = new Names()
  readonly tie: Uint32Array
  /** By resource, `stride` of them: the organizations it stands in, the nearest first; then 0. */
  readonly paths: Int32Array
  readonly stride: number
  /** By resource, from `circleStarts[i]` on: of the audiences that needs have, those it is in. */
  readonly #circles: Int32Array
  readonly #circleStarts: Int32Array
  /** Whether every organization stands in the same one wherever it occurs. */
  readonly #orderly: boolean
  readonly #resources: readonly OpenResource[]
  readonly #class: Int32Array
  readonly #kind: Int32Array
  readonly #owner: Int32Array
  readonly #gate: Int32Array
  /** By organization: the one it stands in, 0 at the top, -1 not seen. */
  readonly #above: number[] = [-1]
  readonly #members: { readonly starts: Int32Array; readonly resources: Int32Array }
  readonly #buckets = new Map<number, Bucket | null>()
  /** Organizations are often shared by the entries they own. */
  readonly #ways = new Map<readonly Place[], Way>()
  readonly #levels = new Names()
  readonly #shapes = new InternedPairs()
  readonly #levelsOf: (readonly MatchingScope[])[] = []
  readonly #audiencesOf = new Map<readonly string[], readonly number[]>()
  readonly #circlesAsked = new Map<readonly string[], readonly number[]>()

  constructor({ needs, resources }: Board, classes: Classes) {
    this.#resources = resources
    const count = resources.length
    this.nodes.of('')
    for (const { need } of needs) if (need.audience !== null) this.audiences.of(need.audience)
    const asked = this.audiences.size
    this.#class = new Int32Array(count)
    this.#kind = new Int32Array(count)
    this.#gate = new Int32Array(count)
    this.#owner = new Int32Array(count)
    this.tie = new Uint32Array(count)
    this.stride = resources.reduce((most, { resource }) => Math.max(most, resource.place.length), 0)
    this.paths = new Int32Array(count * this.stride)
    this.#circleStarts = new Int32Array(count + 1)
    const circles: number[] = []
    const tables: [node: number, resource: number][] = []
    const places = new Map<readonly Place[], number>()
    let orderly = true
    resources.forEach((open, i) => {
      const { resource } = open
      this.#kind[i] = classes.kind(resource)
      this.#class[i] = classes.of(open, this.#kind[i]!)
      this.#owner[i] = this.owners.of(resource.ownerId)
      this.tie[i] = hash(resource.id)
      this.#gate[i] = open.loads.length > 0 ? LOADED : resource.audience === null ? OPEN : this.audiences.of(resource.audience)
      if (asked > 0) for (const circle of this.#askedOf(resource.circles, asked)) circles.push(circle)
      this.#circleStarts[i + 1] = circles.length
      const same = places.get(resource.place)
      if (same === undefined) {
        places.set(resource.place, i)
        orderly = this.#stands(resource.place, i) && orderly
      } else this.paths.copyWithin(i * this.stride, same * this.stride, (same + 1) * this.stride)
      for (const { id } of resource.tables ?? []) tables.push([this.nodes.of(id), i])
    })
    this.#orderly = orderly
    this.#circles = Int32Array.from(circles)
    this.#members = this.#membersBy(tables)
  }

  /** Notes where a resource stands; false if one of its organizations has been seen to stand elsewhere. */
  #stands(place: readonly Place[], i: number): boolean {
    let orderly = true
    let above = 0
    for (let step = place.length - 1; step >= 0; step--) {
      const node = this.nodes.of(place[step]!.id)
      this.paths[i * this.stride + step] = node
      while (this.#above.length <= node) this.#above.push(-1)
      if (this.#above[node] === -1) this.#above[node] = above
      else orderly &&= this.#above[node] === above
      above = node
    }
    return orderly
  }

  way(place: readonly Place[]): Way {
    const known = this.#ways.get(place)
    if (known) return known
    const nodes = new Int32Array(place.length)
    let shape = -1
    for (let step = 0; step < place.length; step++) {
      nodes[step] = Math.max(0, this.nodes.known(place[step]!.id))
      shape = this.#shapes.of(shape, this.#levels.of(place[step]!.kind))
    }
    const levels = (this.#levelsOf[shape + 1] ??= place.map(({ kind }) => levelOf(kind)))
    const way = { nodes, levels, shape, orderly: this.#agrees(nodes) }
    this.#ways.set(place, way)
    return way
  }

  /** Those of a resource's circles that are the audience of some need. */
  #askedOf(circles: readonly string[], asked: number): readonly number[] {
    let known = this.#circlesAsked.get(circles)
    if (!known) this.#circlesAsked.set(circles, (known = circles.map((circle) => this.audiences.known(circle)).filter((audience) => audience >= 0 && audience < asked)))
    return known
  }

  /** Those of a need's circles to which some resource is open alone. */
  audiencesOf(circles: readonly string[]): readonly number[] {
    let known = this.#audiencesOf.get(circles)
    if (!known) this.#audiencesOf.set(circles, (known = circles.map((circle) => this.audiences.known(circle)).filter((audience) => audience >= 0)))
    return known
  }

  /** With orderly ways, who shares any organization shares all that are above it. */
  #agrees(nodes: Int32Array): boolean {
    if (!this.#orderly) return false
    for (let step = 0; step < nodes.length; step++) {
      const above = this.#above[nodes[step]!] ?? -1
      if (nodes[step]! > 0 && above !== -1 && above !== (nodes[step + 1] ?? 0)) return false
    }
    return true
  }

  /** Whether the owner of a resource is in an audience that a need has. */
  isIn(i: number, audience: number): boolean {
    for (let at = this.#circleStarts[i]!; at < this.#circleStarts[i + 1]!; at++) if (this.#circles[at] === audience) return true
    return false
  }

  /** Resources by organization or table; one that stands there twice twice in a row. */
  #membersBy(tables: readonly (readonly [number, number])[]): { starts: Int32Array; resources: Int32Array } {
    const { paths, stride } = this
    const starts = new Int32Array(this.nodes.size + 1)
    for (const node of paths) starts[node + 1]!++
    for (const [node] of tables) starts[node + 1]!++
    // What is number 0 is only there to fill ways up.
    starts[1] = 0
    for (let node = 0; node + 1 < starts.length; node++) starts[node + 1]! += starts[node]!
    const ends = starts.slice(0, -1)
    const resources = new Int32Array(starts.at(-1)!)
    let table = 0
    for (let i = 0; i < this.#class.length; i++) {
      for (let at = i * stride; at < (i + 1) * stride; at++) if (paths[at]! > 0) resources[ends[paths[at]!]!++] = i
      for (; table < tables.length && tables[table]![1] === i; table++) resources[ends[tables[table]![0]]!++] = i
    }
    return { starts, resources }
  }

  /** Resources of a kind, ascending. @param node where they stand: an organization, a table; 0 for all */
  members(kind: number, node: number): number[] {
    const found: number[] = []
    const add = (i: number): void => {
      if (this.#kind[i] === kind && found.at(-1) !== i) found.push(i)
    }
    if (node === 0) for (let i = 0; i < this.#kind.length; i++) add(i)
    else for (let at = this.#members.starts[node]!; at < this.#members.starts[node + 1]!; at++) add(this.#members.resources[at]!)
    return found
  }

  /** The same in columns, null when there are none. */
  bucket(kind: number, node: number): Bucket | null {
    const key = node * (this.#resources.length + 1) + kind
    const known = this.#buckets.get(key)
    if (known !== undefined) return known
    const bucket = this.#columns(this.members(kind, node))
    this.#buckets.set(key, bucket)
    return bucket
  }

  #columns(members: readonly number[]): Bucket | null {
    if (members.length === 0) return null
    const all = this.#resources
    const common = this.#common(members)
    const below = (i: number): number => {
      const { length } = all[i]!.resource.place
      return length > common.length ? this.paths[i * this.stride + length - common.length - 1]! : 0
    }
    const most = (i: number): number => all[i]!.resource.quantity ?? Number.POSITIVE_INFINITY
    const of = this.#class
    const gate = this.#gate
    const resources = Int32Array.from(members)
    resources.sort((a, b) => gate[a]! - gate[b]! || of[a]! - of[b]! || all[a]!.first - all[b]!.first || all[a]!.last - all[b]!.last || (most(a) === most(b) ? a - b : most(b) > most(a) ? 1 : -1))
    const gates: number[] = []
    const groups: number[] = []
    const classes: number[] = []
    const runs: number[] = []
    const starts: number[] = []
    resources.forEach((i, at) => {
      const before = at === 0 ? -1 : resources[at - 1]!
      const sameGate = before >= 0 && gate[before] === gate[i]
      const sameClass = sameGate && of[before] === of[i]
      if (!sameGate) {
        gates.push(gate[i]!)
        groups.push(classes.length)
      }
      if (!sameClass) {
        classes.push(of[i]!)
        runs.push(starts.length)
      }
      if (!sameClass || all[before]!.first !== all[i]!.first || all[before]!.last !== all[i]!.last) starts.push(at)
    })
    return {
      gates: Int32Array.from(gates),
      groups: Int32Array.from([...groups, classes.length]),
      classes: Int32Array.from(classes),
      runs: Int32Array.from([...runs, starts.length]),
      firsts: Int32Array.from(starts, (at) => all[resources[at]!]!.first),
      lasts: Int32Array.from(starts, (at) => all[resources[at]!]!.last),
      starts: Int32Array.from([...starts, resources.length]),
      resources,
      owners: resources.map((i) => this.#owner[i]!),
      mosts: Float64Array.from(resources, most),
      below: resources.map(below),
      common,
    }
  }

  /** The organizations at the upper end of every way. */
  #common(resources: readonly number[]): Int32Array {
    const { paths, stride } = this
    const one = resources[0]!
    const end = one * stride + this.#resources[one]!.resource.place.length
    let same = end - one * stride
    for (const i of resources) {
      const other = this.#resources[i]!.resource.place.length
      same = Math.min(same, other)
      for (let above = 1; above <= same; above++) if (paths[end - above] !== paths[i * stride + other - above]) same = above - 1
    }
    return paths.slice(end - same, end)
  }
}
