import { quarters } from '../features/duties/quarters.ts'
import { escalate } from '../features/matching/widen.ts'
import { matchingNightly } from '../features/matching/nightly.ts'
import { reoptimiseMatching } from '../features/matching/reoptimise.ts'
import { rulesChanged } from '../features/matching/rules-changed.ts'
import { matchingRun } from '../features/matching/run.ts'
import { deadlines } from '../features/meetings/deadlines.ts'
import { anchorLedgers } from '../features/service/anchoring.ts'
import { checkLedgers } from '../features/service/check.ts'
import { sampleRecords } from '../features/service/recheck.ts'
import { sweepFiles } from '../files/sweep.ts'
import type { AnyJob } from './job.ts'

/** Every job there is, as its feature defines it; what is not named here is never done. */
export const JOBS: readonly AnyJob[] = [
  sweepFiles,
  escalate,
  deadlines,
  anchorLedgers,
  checkLedgers,
  sampleRecords,
  quarters,
  matchingRun,
  reoptimiseMatching,
  matchingNightly,
  rulesChanged,
]
