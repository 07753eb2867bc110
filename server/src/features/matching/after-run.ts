import type { Work } from '../../operation.ts'
import type { MatchRun } from './match-run.ts'

/**
 * What is made of a run's proposals once they are written, in the transaction of the run, by features that matching does not know.
 * @param needIds the needs that the run was about
 * @returns ids of the proposals of which their owners are told by it, and not one by one
 */
export type AfterRun = (work: Work, run: MatchRun, needIds: readonly string[]) => Promise<ReadonlySet<string>>
