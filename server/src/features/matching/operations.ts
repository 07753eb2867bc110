import { LockMode } from '@mikro-orm/core'
import type { GraphQLResolveInfo } from 'graphql'
import type { Side } from '@red-alliance/shared/glossary'
import type { Context } from '../../graphql/context.ts'
import { uuidOf } from '../../graphql/ids.ts'
import { type Outcome, type Work, operation } from '../../operation.ts'
import { Refusal } from '../../refusal.ts'
import type { ProxyInput } from '../lists/entry.graphql.ts'
import { lockEntries } from '../lists/entry-locks.ts'
import { Need } from '../lists/need.ts'
import { recordProxy } from '../lists/proxy.ts'
import { Resource } from '../lists/resource.ts'
import { touchMatching } from '../lists/touch.ts'
import { readBoard } from './board.ts'
import { tellOtherSide } from './notices.ts'
import { MatchProposal } from './match-proposal.ts'
import { propose } from './proposals.ts'

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
  await work.em.flush()
  await touchMatching(work, 'CONFIRMED', { needIds: [need.id], resourceIds: [resource.id] })
  await tellOtherSide(work, proposal, side, 'PROPOSAL_WAITING', { count: 1 })
  return proposalOutcome(proposal, owner.id, { quantity })
}

/** A claim takes the place of the platform's proposal of the same pair as long as nobody has answered that. */
async function supersedeUnanswered({ em, now }: Work, need: Need, resource: Resource): Promise<void> {
  const shown = await em.findOne(MatchProposal, { need, resource, stage: 'OPEN', needConfirmedAt: null, resourceConfirmedAt: null, $or: [{ ringHold: null }, { ringHold: 'BOUND' }] }, { lockMode: LockMode.PESSIMISTIC_WRITE })
  shown?.supersede(now, { code: 'CLAIMED' }, null)
  await em.flush()
}

export function proposalOutcome(proposal: MatchProposal, organizationId: string, details: Record<string, unknown>): Outcome {
  return { type: 'MatchProposal', id: proposal.id, organizationId, parties: [proposal.needOwner.id, proposal.resourceOwner.id], details }
}
