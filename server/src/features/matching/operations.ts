import { LockMode } from '@mikro-orm/core'
import type { GraphQLResolveInfo } from 'graphql'
import type { Match } from '@red-alliance/shared/matching/types'
import type { Side } from '@red-alliance/shared/glossary'
import type { Context } from '../../graphql/context.ts'
import { uuidOf } from '../../graphql/ids.ts'
import { type Outcome, type Work, operation } from '../../operation.ts'
import { Refusal } from '../../refusal.ts'
import { Alliance } from '../alliances/alliance.ts'
import type { ProxyInput } from '../lists/entry.graphql.ts'
import { lockEntries } from '../lists/entry-locks.ts'
import { Need } from '../lists/need.ts'
import { recordProxy } from '../lists/proxy.ts'
import { Resource } from '../lists/resource.ts'
import { readBoard } from './board.ts'
import { tellOfRun, tellOtherSide } from './notices.ts'
import { MatchObstacle, MatchRun } from './match-run.ts'
import { MatchProposal, PROPOSAL_DAYS } from './match-proposal.ts'

const DAY = 86_400_000

/**
 * Matches everything listed in the alliance. What both sides confirmed or one side holds stays; proposals that are no longer part of
 * the best allocation are superseded, those that are stay as they were, the others are new.
 * @throws Error when the independent checker does not accept the engine's answer: nothing is shown then
 */
export function runMatching(context: Context, info: GraphQLResolveInfo, allianceId: string): Promise<unknown> {
  return operation(context, info, 'match.run', {
    subject: { type: Alliance, id: allianceId },
    input: { allianceId },
    run: async (work, alliance) => {
      const { em, now } = work
      const input = await readBoard(work, { allianceUuid: alliance.id })
      const { allocation, violations } = await context.solveMatching(input)
      if (violations.length > 0) throw new Error(`the checker refuses the allocation: ${JSON.stringify(violations.slice(0, 3))}`)
      const { value, bound, matches, unmet } = allocation
      const run = em.create(MatchRun, { id: work.newId(), alliance, runBy: work.me(), startedAt: now, finishedAt: context.clock(), needCount: input.needs.length, resourceCount: input.resources.length, value, bound, checked: true, weights: input.weights })
      const proposals = await replaceProposals(work, run, input.needs.map(({ id }) => id), matches)
      for (const { needId, missing, obstacles } of unmet) em.create(MatchObstacle, { id: work.newId(), run, need: em.getReference(Need, needId), missing, chain: obstacles, createdAt: now })
      await tellOfRun(work, run, proposals)
      return { type: 'MatchRun', id: run.id, organizationId: alliance.convener.id, parties: [alliance.convener.id], details: { value, bound, matches: matches.length, unmet: unmet.length } }
    },
  })
}

async function replaceProposals(work: Work, run: MatchRun, needIds: string[], matches: readonly Match[]): Promise<MatchProposal[]> {
  const { em, now } = work
  await lockEntries(
    work,
    "select need_id, resource_id from match_proposals where stage = 'OPEN' and need_id = any($1::uuid[]) union select * from unnest($2::uuid[], $3::uuid[]) u (need_id, resource_id)",
    [needIds, matches.map(({ needId }) => needId), matches.map(({ resourceId }) => resourceId)],
  )
  const open = await em.find(MatchProposal, { need: { $in: needIds }, stage: 'OPEN' }, { orderBy: { id: 'asc' }, lockMode: LockMode.PESSIMISTIC_WRITE })
  const kept = new Set<string>()
  for (const proposal of open) {
    // Claimed or confirmed by one side, perhaps while the engine was at work: it stays.
    if (proposal.needConfirmedAt || proposal.resourceConfirmedAt) {
      kept.add(`${proposal.need.id} ${proposal.resource.id}`)
      continue
    }
    const match = matches.find(({ needId, resourceId }) => needId === proposal.need.id && resourceId === proposal.resource.id)
    const same = match && match.quantity === proposal.quantity && match.score === proposal.score && match.period.to === proposal.endsOn && proposal.expiresAt > now
    if (same) kept.add(`${match.needId} ${match.resourceId}`)
    else proposal.supersede()
  }
  // What is superseded frees its pair before the pair is proposed again.
  await em.flush()
  const fresh = matches.filter(({ needId, resourceId }) => !kept.has(`${needId} ${resourceId}`))
  const needs = new Map((await em.find(Need, { id: { $in: fresh.map(({ needId }) => needId) } })).map((need) => [need.id, need]))
  const resources = new Map((await em.find(Resource, { id: { $in: fresh.map(({ resourceId }) => resourceId) } })).map((resource) => [resource.id, resource]))
  return fresh.map((match) => propose(work, needs.get(match.needId)!, resources.get(match.resourceId)!, match, { run, alliance: run.alliance, origin: 'PLATFORM' }))
}

function propose({ em, now, newId }: Work, need: Need, resource: Resource, match: Match, from: Pick<MatchProposal, 'run' | 'alliance' | 'origin'>): MatchProposal {
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

interface Claim {
  readonly needId: string
  readonly resourceId: string
  readonly quantity: number
  readonly proxy?: ProxyInput
}

/** 单位认领需求: an own resource for somebody's need. Counts as the resource side's confirmation. */
export function claimNeed(context: Context, info: GraphQLResolveInfo, input: Claim): Promise<unknown> {
  return operation(context, info, 'match.claimNeed', {
    subject: { type: Resource, id: input.resourceId },
    question: { proxy: Boolean(input.proxy) },
    input,
    before: lockPair(input),
    run: async (work, resource) => claim(work, 'match.claimNeed', 'RESOURCE', await work.load(Need, input.needId), resource, input),
  })
}

/** 社区认领资源: an own need for somebody's resource. Counts as the need side's confirmation. */
export function claimResource(context: Context, info: GraphQLResolveInfo, input: Claim): Promise<unknown> {
  return operation(context, info, 'match.claimResource', {
    subject: { type: Need, id: input.needId },
    question: { proxy: Boolean(input.proxy) },
    input,
    before: lockPair(input),
    run: async (work, need) => claim(work, 'match.claimResource', 'NEED', need, await work.load(Resource, input.resourceId), input),
  })
}

const lockPair = ({ needId, resourceId }: Claim) => (work: Work): Promise<void> => lockEntries(work, 'select $1::uuid as need_id, $2::uuid as resource_id', [uuidOf('Need', needId), uuidOf('Resource', resourceId)])

/** @throws Refusal WRONG_STATUS, ALREADY_PROPOSED, PAIR_UNSUITABLE with the nearest obstacle, QUANTITY_INVALID above what is free */
async function claim(work: Work, name: string, side: Side, need: Need, resource: Resource, { quantity, proxy }: Claim): Promise<Outcome> {
  for (const entry of [need, resource]) entry.requireListed(work.today)
  const input = await readBoard(work, { needUuid: need.id, resourceUuid: resource.id })
  // People may take up again what one of them declined, and what lies farther than the need is offered; and they choose the quantity, so that a whole need may be shared too.
  const needs = input.needs.map((each) => ({ ...each, divisible: true, leastPart: 1, scope: null, farthest: null }))
  const { allocation } = await work.context.solveMatching({ ...input, needs, shown: [], declined: [] })
  const [match] = allocation.matches
  if (!match) throw new Refusal('PAIR_UNSUITABLE', { reason: allocation.unmet[0]?.obstacles.at(-1)?.code ?? 'QUANTITY' })
  if (!Number.isInteger(quantity) || quantity < 1 || quantity > match.quantity) throw new Refusal('QUANTITY_INVALID', { least: 1, most: match.quantity })

  await supersedeUnanswered(work, need, resource)
  const proposal = propose(work, need, resource, { ...match, quantity }, { run: null, alliance: null, origin: side === 'RESOURCE' ? 'NEED_CLAIMED' : 'RESOURCE_CLAIMED' })
  const owner = proposal.ownerOf(side)
  const record = proxy ? await recordProxy(work, name, { id: proposal.id, side, organization: owner }, proxy) : null
  proposal.confirm(side, work.me(), work.now, record)
  await tellOtherSide(work, proposal, side, 'PROPOSAL_WAITING', { count: 1 })
  return proposalOutcome(proposal, owner.id, { quantity })
}

/** A claim takes the place of the platform's proposal of the same pair as long as nobody has answered that. */
async function supersedeUnanswered({ em }: Work, need: Need, resource: Resource): Promise<void> {
  const shown = await em.findOne(MatchProposal, { need, resource, stage: 'OPEN', needConfirmedAt: null, resourceConfirmedAt: null }, { lockMode: LockMode.PESSIMISTIC_WRITE })
  shown?.supersede()
  await em.flush()
}

export function proposalOutcome(proposal: MatchProposal, organizationId: string, details: Record<string, unknown>): Outcome {
  return { type: 'MatchProposal', id: proposal.id, organizationId, parties: [proposal.needOwner.id, proposal.resourceOwner.id], details }
}
