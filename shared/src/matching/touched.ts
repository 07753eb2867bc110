import { allocate } from './allocate.ts'
import { board, type Board } from './board.ts'
import { pairGroups, pairs } from './every-pair.ts'
import type { Pair } from './pairs.ts'
import type { Solver } from './program.ts'
import type { Allocation, MatchingInput, MatchingResource } from './types.ts'

/** What another allocation is worth beside the one it is compared with. */
export interface Gain {
  /** Points, value after − value before. */
  readonly value: number
  /** Units served, after − before. */
  readonly served: number
  /** Whether both sides were solved to proven optimality; if not, the points are what was found. */
  readonly exact: boolean
}

/**
 * An input taken apart into the components of its pairs, so that a change is answered by solving again only what it
 * can touch. Parts that were solved are remembered.
 */
export class Parts {
  readonly open: Board
  readonly groups: readonly (readonly Pair[])[]
  readonly #solved = new Map<string, Allocation>()

  /** @throws RangeError like `allocate` */
  constructor(
    readonly input: MatchingInput,
    private readonly solver: Solver,
  ) {
    this.open = board(input)
    this.groups = pairGroups(this.open)
  }

  /**
   * What it is worth to have this resource, or to have it so: one whose id is in the input takes the place of that one.
   * @throws RangeError like `allocate`
   */
  gain(resource: MatchingResource): Gain {
    const { id } = resource
    const before = this.around(resource)
    const after: MatchingInput = { ...before, resources: [...before.resources.filter((one) => one.id !== id), resource] }
    const [a, b] = [this.solve(before), allocate(after, this.solver)]
    return { value: b.value - a.value, served: served(b) - served(a), exact: a.certificate.optimal && b.certificate.optimal }
  }

  /** The part of the input that a resource can touch: every group it stands in, now or when it is as given. */
  around(resource: MatchingResource): MatchingInput {
    const reached = new Set(pairs(board({ ...this.input, resources: [resource] })).map(({ need }) => need.need.id))
    // Where fairness counts, all that one owner gives hangs together.
    const sameOwner = (own: MatchingResource): boolean => this.input.weights.fairness > 0 && own.ownerId === resource.ownerId
    const touched = this.groups.filter((group) => group.some(({ need, resource: { resource: own } }) => reached.has(need.need.id) || own.id === resource.id || sameOwner(own)))
    return this.part(touched, reached)
  }

  /** Groups as an input of their own. */
  part(groups: readonly (readonly Pair[])[], alsoNeeds: ReadonlySet<string> = new Set()): MatchingInput {
    const needs = new Set(alsoNeeds)
    const resources = new Set<string>()
    for (const { need, resource } of groups.flat()) {
      needs.add(need.need.id)
      resources.add(resource.resource.id)
    }
    return { ...this.input, needs: this.input.needs.filter(({ id }) => needs.has(id)), resources: this.input.resources.filter(({ id }) => resources.has(id)) }
  }

  /** Solved once: the parts of one `Parts` differ in nothing but their needs, resources and declined pairs. */
  solve(part: MatchingInput): Allocation {
    const key = JSON.stringify([part.needs.map(({ id }) => id), part.resources.map(({ id }) => id), part.declined])
    const known = this.#solved.get(key)
    if (known) return known
    const allocation = allocate(part, this.solver)
    this.#solved.set(key, allocation)
    return allocation
  }
}

export function served({ matches }: Allocation): number {
  return matches.reduce((sum, { quantity }) => sum + quantity, 0)
}
