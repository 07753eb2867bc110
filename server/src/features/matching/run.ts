import type { GraphQLResolveInfo } from 'graphql'
import type { MatchRunFailure } from '@red-alliance/shared/glossary'
import type { Context } from '../../graphql/context.ts'
import { defineJob } from '../../jobs/job.ts'
import { type Outcome, type Work, operation } from '../../operation.ts'
import { Alliance } from '../alliances/alliance.ts'
import { readBoard } from './board.ts'
import { writeFindings } from './findings.ts'
import { MatchRun } from './match-run.ts'
import { RunProgress } from './run-progress.ts'
import type { Solved } from './questions.ts'

/** Per mille of a run that are done when the board is read, when it is solved, and when it is written but not yet committed. */
const [READ, SOLVED, WRITTEN] = [50, 850, 950]
const RETRIES = 2
const GOING = ['QUEUED', 'RUNNING'] as const

/**
 * Has everything listed in the alliance matched: what both sides confirmed or one side holds stays, everything else becomes the best allocation.
 * The run waits as a job; while one of the alliance waits or goes, that one is the answer.
 */
export function runMatching(context: Context, info: GraphQLResolveInfo, allianceId: string): Promise<unknown> {
  return operation(context, info, 'match.run', {
    // Its row is locked: of two who press at once, the second finds the run of the first.
    subject: { type: Alliance, id: allianceId },
    input: { allianceId },
    run: async (work, alliance) => {
      const going = await work.em.findOne(MatchRun, { alliance, status: { $in: [...GOING] } })
      const run = going ?? work.em.create(MatchRun, { id: work.newId(), alliance, runBy: work.me(), cause: 'PRESSED', startedAt: work.now, status: 'QUEUED', progress: 0, changes: [], checked: false })
      await work.em.flush()
      // A job that was given up leaves its run standing, and pressing again is to help.
      if (!going || !(await context.jobs.isSentOn(work.db, matchingRun, going.id))) await context.jobs.sendOn(work.db, matchingRun, { runId: run.id }, { singletonKey: run.id })
      return { type: 'MatchRun', id: run.id, organizationId: alliance.convener.id, parties: [alliance.convener.id], details: { going: going !== null } }
    },
  })
}

/** A run that was asked for: reads, solves, has the checker accept it, writes, tells. Nothing is shown of one that fails. */
export const matchingRun = defineJob<{ runId: string }>({
  name: 'matching.run',
  retryLimit: RETRIES,
  run: async (work, { runId }) => {
    const run = await work.em.findOne(MatchRun, runId)
    if (!run || run.status === 'DONE' || (await isOvertaken(work, run))) return null
    const progress = new RunProgress(work.context.pool, run.id)
    await progress.begin()
    try {
      const outcome = await solveAndWrite(work, run, progress)
      await progress.settled()
      return outcome()
    } catch (error) {
      await progress.fail(error instanceof RunFailure ? error.code : 'INTERRUPTED', work.context.clock())
      throw error
    }
  },
})

/** It failed, and before it was tried again somebody asked anew. */
async function isOvertaken({ em }: Work, { id, alliance, organization, startedAt, status }: MatchRun): Promise<boolean> {
  if (status !== 'FAILED') return false
  return (await em.count(MatchRun, { alliance, organization, id: { $ne: id }, cause: { $ne: 'CHANGED' }, $or: [{ startedAt: { $gt: startedAt } }, { status: { $in: [...GOING] } }] })) > 0
}

/** Why a run came to nothing, in a code that is shown. */
class RunFailure extends Error {
  constructor(
    readonly code: MatchRunFailure,
    message: string,
  ) {
    super(message)
  }
}

async function solveAndWrite(work: Work, run: MatchRun, progress: RunProgress): Promise<() => Outcome> {
  const { context } = work
  if (run.alliance) await waitUntilFree(work, run.alliance.id)
  const input = await readBoard(work, run.alliance ? { allianceUuid: run.alliance.id } : { organizationUuid: run.organization!.id })
  progress.reach(READ)
  const solved = await context.askLongMatching('run', input, (done, of) => progress.reach(READ + ((SOLVED - READ) * done) / of)).catch((error: unknown) => {
    throw new RunFailure('ENGINE_FAILED', String(error))
  })
  requireAccepted(solved)
  progress.reach(SOLVED)
  const { value, bound, matches, unmet } = solved.allocation
  const overtaken = await writeFindings(work, run, input, solved.allocation, solved.moves)
  progress.reach(WRITTEN)
  return () => {
    run.finish({ finishedAt: context.clock(), needCount: input.needs.length, resourceCount: input.resources.length, value, bound, weights: input.weights })
    return { type: 'MatchRun', id: run.id, details: { value, bound, matches: matches.length, unmet: unmet.length, overtaken } }
  }
}

/** Waits until nothing else is matching the alliance; from then on this transaction is. */
async function waitUntilFree({ db }: Work, allianceId: string): Promise<void> {
  await db.query({ text: `select pg_advisory_xact_lock(${matchingOf('$1')})`, values: [allianceId] })
}

/** What of one alliance one transaction holds at a time while it matches: SQL of the lock's number. */
export const matchingOf = (allianceId: string): string => `hashtextextended('matching ' || ${allianceId}, 0)`

/** @throws RunFailure where the independent checker does not accept the engine's answer */
export function requireAccepted({ violations }: Solved): void {
  if (violations.length > 0) throw new RunFailure('CHECK_FAILED', `the checker refuses the allocation: ${JSON.stringify(violations.slice(0, 3))}`)
}
