import { grouped } from './grouped.ts'
import type { Pair } from './pairs.ts'

/**
 * Pairs that can influence each other: through a need, or through a resource that can run short. Each group is a
 * question of its own. Groups and the pairs in them keep the order of the pairs.
 * @param fair whether what one owner gives weighs on what else they give
 */
export function components(pairs: readonly Pair[], fair: boolean): Pair[][] {
  const parent = pairs.map((_, i) => i)
  const root = (i: number): number => {
    let at = i
    while (parent[at] !== at) {
      parent[at] = parent[parent[at] ?? at] ?? at
      at = parent[at] ?? at
    }
    return at
  }
  const firstOf = new Map<object | string, number>()
  const join = (key: object | string, i: number): void => {
    const first = firstOf.get(key)
    if (first === undefined) firstOf.set(key, i)
    else parent[root(i)] = root(first)
  }
  pairs.forEach(({ need, resource }, i) => {
    join(need, i)
    if (resource.resource.quantity !== null) join(resource, i)
    if (fair) join(resource.resource.ownerId, i)
  })
  return [...grouped(pairs, (_, i) => root(i)).values()]
}
