import type { Board } from './board.ts'
import type { Candidates } from './candidates.ts'
import type { Kept } from './components.ts'
import type { Pairing } from './pairs.ts'
import type { Solver } from './program.ts'

/** Everything a component is solved with. */
export interface Question {
  readonly board: Board
  readonly candidates: Candidates
  readonly pairing: Pairing
  readonly kept: Kept
  readonly solver: Solver
}
