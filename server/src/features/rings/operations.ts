import { LockMode } from '@mikro-orm/core'
import type { GraphQLResolveInfo } from 'graphql'
import type { DeclineReason, NoticeKind } from '@red-alliance/shared/glossary'
import type { Context } from '../../graphql/context.ts'
import { uuidOf } from '../../graphql/ids.ts'
import { checked, line, text } from '../../input.ts'
import { DECIDING, notify } from '../../notices/notify.ts'
import { type Outcome, type Work, operation } from '../../operation.ts'
import { Refusal } from '../../refusal.ts'
import type { ProxyInput } from '../lists/entry.graphql.ts'
import { lockEntries } from '../lists/entry-locks.ts'
import { Need } from '../lists/need.ts'
import { touchMatching } from '../lists/touch.ts'
import { recordProxy } from '../lists/proxy.ts'
import { Resource } from '../lists/resource.ts'
import { MatchProposal } from '../matching/match-proposal.ts'
import { beginProject, tellOfBeginning } from '../projects/match-operations.ts'
import { MatchRing, MatchRingMember } from './match-ring.ts'

/**
 * One member says yes, to what it gives and to what it gets. With the last yes every proposal of the ring is confirmed and every project
 * begins in this one transaction, or nothing happens.
 * @throws Refusal RING_CLOSED, ALREADY_CONFIRMED, and whatever refuses a project (WRONG_STATUS, RESOURCE_OVERBOOKED, RESOURCE_OUT_OF_STOCK, NEED_OVERFILLED)
 */
export function confirmRing(context: Context, info: GraphQLResolveInfo, input: { id: string; proxy?: ProxyInput }): Promise<unknown> {
  const { id, proxy } = input
  return operation(context, info, 'ring.confirm', {
    subject: { type: MatchRingMember, id },
    question: { proxy: Boolean(proxy) },
    input,
    before: lockLegs(id),
    run: async (work, member) => {
      const { ring, members } = await ringOf(work, member)
      ring.requireOpen(work.now)
      if (members.some(({ proposal }) => proposal.endsOn < work.today)) throw new Refusal('RING_CLOSED', { status: 'EXPIRED' })
      const record = proxy ? await recordProxy(work, 'ring.confirm', { id: ring.id, side: 'RESOURCE', organization: member.organization }, proxy) : null
      member.confirm(work.me(), work.now, record)
      await work.em.flush()
      if (members.every(({ confirmedAt }) => confirmedAt)) await begin(work, ring, members)
      else await tellOthers(work, ring, members, member, 'RING_CONFIRMED')
      return outcome(ring, members, member, {})
    },
  })
}

/** One member says no, with a reason that later runs respect for what it would have given and got. Nothing of the ring holds. */
export function declineRing(context: Context, info: GraphQLResolveInfo, input: { id: string; reason: DeclineReason; note?: string; proxy?: ProxyInput }): Promise<unknown> {
  const { id, reason, proxy } = input
  const note = checked(text(200).nullish(), input.note) || null
  return operation(context, info, 'ring.decline', {
    subject: { type: MatchRingMember, id },
    question: { proxy: Boolean(proxy) },
    input,
    before: lockLegs(id),
    run: async (work, member) => {
      if (reason === 'OTHER' && !note) throw new Refusal('BAD_INPUT', { fields: ['note'] })
      const { ring, members } = await ringOf(work, member)
      ring.decline(member.organization, reason, note, work.now)
      if (proxy) await recordProxy(work, 'ring.decline', { id: ring.id, side: 'RESOURCE', organization: member.organization }, proxy)
      await work.em.flush()
      const legs = await freed(work, members)
      for (const leg of legs) {
        if (leg.resourceOwner.id === member.organization.id) leg.decline('RESOURCE', reason, note, work.now)
        else if (leg.needOwner.id === member.organization.id) leg.decline('NEED', reason, note, work.now)
        else leg.supersede(work.now, { code: 'RING' }, null)
      }
      await work.em.flush()
      await touchMatching(work, 'DECLINED', { needIds: legs.map(({ need }) => need.id), resourceIds: legs.map(({ resource }) => resource.id) })
      await tellOthers(work, ring, members, member, 'RING_DECLINED', { reason })
      return outcome(ring, members, member, { reason, note })
    },
  })
}

/** One member takes the ring apart: each proposal waits for its own two sides again, and what was said yes to as a whole is asked anew. */
export function dissolveRing(context: Context, info: GraphQLResolveInfo, input: { id: string; reason: string }): Promise<unknown> {
  const reason = checked(line(200), input.reason)
  return operation(context, info, 'ring.dissolve', {
    subject: { type: MatchRingMember, id: input.id },
    input,
    before: lockLegs(input.id),
    run: async (work, member) => {
      const { ring, members } = await ringOf(work, member)
      ring.dissolve(member.organization, reason, work.now)
      await tellOthers(work, ring, members, member, 'RING_DISSOLVED')
      return outcome(ring, members, member, { reason })
    },
  })
}

const LEGS = `select p.need_id, p.resource_id from match_ring_members one join match_ring_members each on each.ring_id = one.ring_id join match_proposals p on p.id = each.proposal_id where one.id = $1::uuid`
const lockLegs = (id: string) => (work: Work): Promise<void> => lockEntries(work, LEGS, [uuidOf('MatchRingMember', id)])

/** The whole of it, its row locked: who answers at the same instant waits. */
async function ringOf({ em }: Work, member: MatchRingMember): Promise<{ ring: MatchRing; members: MatchRingMember[] }> {
  const ring = await em.findOneOrFail(MatchRing, member.ring.id, { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true })
  const members = await em.find(MatchRingMember, { ring: ring.id }, { orderBy: { position: 'asc' }, populate: ['proposal.need'], refresh: true })
  return { ring, members }
}

/** The proposals as the database left them when the ring ended: bound no more. */
function freed({ em }: Work, members: readonly MatchRingMember[]): Promise<MatchProposal[]> {
  return em.find(MatchProposal, { id: { $in: members.map(({ proposal }) => proposal.id) } }, { orderBy: { id: 'asc' }, lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true })
}

async function begin(work: Work, ring: MatchRing, members: readonly MatchRingMember[]): Promise<void> {
  const { em } = work
  ring.complete(work.now)
  await em.flush()
  const legs = await freed(work, members)
  for (const leg of legs) {
    for (const [side, owner] of [['RESOURCE', leg.resourceOwner], ['NEED', leg.needOwner]] as const) {
      const { confirmedBy, confirmedAt, proxyRecord } = members.find(({ organization }) => organization.id === owner.id)!
      leg.confirm(side, confirmedBy!, confirmedAt!, proxyRecord)
    }
  }
  await em.flush()
  for (const leg of legs) {
    // Locked before; not through the actor's eyes, since a third member may not see the entries of the other two.
    await em.findOneOrFail(Need, leg.need.id, { refresh: true })
    await em.findOneOrFail(Resource, leg.resource.id, { refresh: true })
    await tellOfBeginning(work, await beginProject(work, leg))
  }
}

function tellOthers(work: Work, ring: MatchRing, members: readonly MatchRingMember[], but: MatchRingMember, kind: NoticeKind, details: Record<string, unknown> = {}): Promise<void> {
  const organizationIds = members.filter((each) => each !== but).map(({ organization }) => organization.id)
  return notify(work, { organizationIds, roles: DECIDING }, kind, { type: 'MatchRing', id: ring.id }, { title: members.map(({ proposal }) => proposal.need.title).join('、'), ...details })
}

function outcome(ring: MatchRing, members: readonly MatchRingMember[], { organization }: MatchRingMember, details: Record<string, unknown>): Outcome {
  return { type: 'MatchRing', id: ring.id, organizationId: organization.id, parties: members.map((each) => each.organization.id), details }
}
