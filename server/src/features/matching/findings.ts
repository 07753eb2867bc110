import type { Move } from '@red-alliance/shared/matching/moves'
import type { Allocation, MatchingInput, Unmet } from '@red-alliance/shared/matching/types'
import type { Work } from '../../operation.ts'
import { Need } from '../lists/need.ts'
import { touchMatching } from '../lists/touch.ts'
import { MatchObstacle, type MatchRun } from './match-run.ts'
import { tellOfRun } from './notices.ts'
import { replaceProposals } from './proposals.ts'
import type { Overtaken } from './still-free.ts'

/**
 * Writes what a run found: its proposals, what was in the way of the rest, and what is made of them; and tells. What others had been given
 * meanwhile is not proposed, and is matched anew, once: a run that does nothing else does not ask for another.
 * @returns how many matches were left out so
 */
export async function writeFindings(work: Work, run: MatchRun, input: MatchingInput, { matches, unmet }: Allocation, moves: readonly Move[]): Promise<number> {
  const { proposals, overtaken } = await replaceProposals(work, run, input, matches, moves)
  writeObstacles(work, run, unmet, overtaken)
  await work.em.flush()
  const isSecond = run.cause === 'CHANGED' && run.changes.length > 0 && run.changes.every(({ kind }) => kind === 'OVERTAKEN')
  if (!isSecond) await touchMatching(work, 'OVERTAKEN', { needIds: overtaken.map(({ match }) => match.needId) })
  const told = await work.context.afterRun(work, run, input.needs.map(({ id }) => id))
  await tellOfRun(work, run, proposals.filter(({ id }) => !told.has(id)))
  return overtaken.length
}

/** One for each need that lacks something, whether nothing was found for it or others had been given it. */
function writeObstacles({ em, newId, now }: Work, run: MatchRun, unmet: readonly Unmet[], overtaken: readonly Overtaken[]): void {
  const late = overtaken.filter(({ missing }) => missing > 0)
  const found = new Map<string, Pick<MatchObstacle, 'missing' | 'chain' | 'overtaken'>>(unmet.map(({ needId, missing, obstacles }) => [needId, { missing, chain: obstacles, overtaken: false }]))
  for (const { match, missing, obstacle } of late) {
    const before = found.get(match.needId)
    found.set(match.needId, { missing: (before?.missing ?? 0) + missing, chain: [...(before?.chain ?? []), obstacle], overtaken: true })
  }
  for (const [needId, each] of found) em.create(MatchObstacle, { ...each, id: newId(), run, need: em.getReference(Need, needId), createdAt: now })
}
