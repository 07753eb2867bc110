import type { Board } from './board.ts'
import { Candidates } from './candidates.ts'
import { components } from './components.ts'
import { Pairing, type Pair } from './pairs.ts'

/** Every pair that passes the tests and for which enough is left, in no order of meaning. For a part of a city: a city's pairs are too many to be held. */
export function pairs(board: Board): Pair[] {
  return pairGroups(board).flat()
}

/** The same by component. */
export function pairGroups(board: Board): Pair[][] {
  const pairing = new Pairing(board)
  const { kept, groups } = components(board, new Candidates(board, pairing), Number.POSITIVE_INFINITY)
  return groups.map((needs) =>
    needs.flatMap((need) =>
      Array.from(kept.resources.subarray(kept.starts[need], kept.starts[need + 1]), (resource, i) => pairing.pair(board.needs[need]!, board.resources[resource]!, kept.scores[(kept.starts[need] ?? 0) + i] ?? 0)).filter((pair) => pair !== null),
    ),
  )
}
