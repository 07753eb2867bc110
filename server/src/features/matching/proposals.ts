import { LockMode } from '@mikro-orm/core'
import type { Move } from '@red-alliance/shared/matching/moves'
import type { Match, MatchingInput } from '@red-alliance/shared/matching/types'
import type { Work } from '../../operation.ts'
import { lockEntries } from '../lists/entry-locks.ts'
import type { Need } from '../lists/need.ts'
import type { Resource } from '../lists/resource.ts'
import { MatchProposal, PROPOSAL_DAYS } from './match-proposal.ts'
import type { MatchRun } from './match-run.ts'
import { type Overtaken, stillFree } from './still-free.ts'

const DAY = 86_400_000

const pair = (needId: string, resourceId: string): string => `${needId} ${resourceId}`

/**
 * Makes the shown proposals those of the allocation. What one side or both have answered stays, and what nobody may replace stays: the input does
 * not name it as shown. Proposals that the allocation has as they are stay as they were, with their id; the others are superseded, and what is
 * missing is new. What has changed while the engine was at work wins: nothing is proposed that its entries can no longer keep (still-free.ts).
 */
export async function replaceProposals(work: Work, run: MatchRun, input: MatchingInput, matches: readonly Match[], moves: readonly Move[]): Promise<{ proposals: MatchProposal[]; overtaken: Overtaken[] }> {
  const { em, now } = work
  const needIds = input.needs.map(({ id }) => id)
  await lockEntries(
    work,
    "select need_id, resource_id from match_proposals where stage = 'OPEN' and need_id = any($1::uuid[]) union select * from unnest($2::uuid[], $3::uuid[]) u (need_id, resource_id)",
    [needIds, matches.map(({ needId }) => needId), matches.map(({ resourceId }) => resourceId)],
  )
  const open = await em.find(MatchProposal, { need: { $in: needIds }, stage: 'OPEN' }, { orderBy: { id: 'asc' }, lockMode: LockMode.PESSIMISTIC_WRITE })
  const matched = new Map(matches.map((match) => [pair(match.needId, match.resourceId), match]))
  const shown = new Set(input.shown.map(({ needId, resourceId }) => pair(needId, resourceId)))
  const reasons = new Map(moves.map(({ needId, resourceId, why, after }) => [pair(needId, resourceId), { ...why, after }]))
  const kept = new Set<string>()
  for (const proposal of open) {
    const key = pair(proposal.need.id, proposal.resource.id)
    const expired = proposal.expiresAt <= now
    // Claimed or confirmed by one side, perhaps while the engine was at work; or held by another alliance, or promised in a ring: it stays.
    if (proposal.needConfirmedAt || proposal.resourceConfirmedAt || proposal.isHeld(now) || (!expired && !shown.has(key))) kept.add(key)
    else if (!expired && isSame(proposal, matched.get(key))) kept.add(key)
    else proposal.supersede(now, expired ? { code: 'EXPIRED' } : (reasons.get(key) ?? { code: 'RESCORED' }), run)
  }
  // What is superseded frees its pair before the pair is proposed again.
  await em.flush()
  const { free, overtaken } = await stillFree(work, input, matches.filter(({ needId, resourceId }) => !kept.has(pair(needId, resourceId))))
  return { proposals: free.map(({ match, need, resource }) => propose(work, need, resource, match, { run, alliance: run.alliance, origin: 'PLATFORM' })), overtaken }
}

function isSame({ quantity, score, endsOn, windows }: MatchProposal, match: Match | undefined): boolean {
  return match !== undefined && match.quantity === quantity && match.score === score && match.period.to === endsOn && JSON.stringify(match.windows) === JSON.stringify(windows)
}

export function propose({ em, now, newId }: Work, need: Need, resource: Resource, match: Match, from: Pick<MatchProposal, 'run' | 'alliance' | 'origin'>): MatchProposal {
  const { quantity, score, terms, windows, period } = match
  const proposal = new MatchProposal()
  Object.assign(proposal, {
    ...from,
    id: newId(),
    need,
    resource,
    needOwner: need.owner,
    resourceOwner: resource.owner,
    quantity,
    score,
    terms,
    windows,
    startsOn: period.from,
    endsOn: period.to,
    createdAt: now,
    expiresAt: new Date(now.getTime() + PROPOSAL_DAYS * DAY),
  })
  em.persist(proposal)
  return proposal
}
