import { LockMode } from '@mikro-orm/core'
import type { GraphQLResolveInfo } from 'graphql'
import type { Context } from '../../graphql/context.ts'
import { globalId, uuidOf } from '../../graphql/ids.ts'
import { type EntityClass, type Work, operation } from '../../operation.ts'
import { Refusal } from '../../refusal.ts'
import { takeBackAcceptance } from '../adjustments/undo.ts'
import { lockEntries } from '../lists/entry-locks.ts'
import type { ListEntry } from '../lists/entry.ts'
import { Need } from '../lists/need.ts'
import { withdraw } from '../lists/operations.ts'
import { ProxyRecord } from '../lists/proxy-record.ts'
import { Resource } from '../lists/resource.ts'
import { MatchProposal } from '../matching/match-proposal.ts'
import { end } from './operations.ts'
import { takeBackPlaces } from './places.ts'
import { Project } from './project.ts'

/** The pair that was confirmed, or all pairs that are still open with the entry that was written down or adjusted. */
const PAIRS = `select p.need_id, p.resource_id from proxy_records r join match_proposals p on p.id = r.subject_id where r.id = $1::uuid
  union select p.need_id, p.resource_id from proxy_records r join match_proposals p on p.ring_id = r.subject_id where r.id = $1::uuid
  union select p.need_id, p.resource_id from proxy_records r join match_proposals p on p.need_id = r.subject_id and p.stage = 'OPEN' where r.id = $1::uuid
  union select p.need_id, p.resource_id from proxy_records r join match_proposals p on p.resource_id = r.subject_id and p.stage = 'OPEN' where r.id = $1::uuid
  union select a.need_id, coalesce(a.resource_id, a.need_id) from proxy_records r join adjustments a on a.id = r.subject_id where r.id = $1::uuid
  union select p.need_id, p.resource_id from proxy_records r join adjustments a on a.id = r.subject_id
    join match_proposals p on p.stage = 'OPEN' and (p.resource_id = a.resource_id or a.resource_id is null and p.need_id = a.need_id) where r.id = $1::uuid`

/**
 * The unit takes back what was recorded for it: an entry leaves the list, a confirmation is open again, and a project that came
 * of it ends; numbers that were given out are nobody's; an adjustment is taken back. What was declined or completed on its behalf stays as it is, marked as taken back.
 */
export function revokeProxyRecord(context: Context, info: GraphQLResolveInfo, id: string): Promise<unknown> {
  return operation(context, info, 'proxyRecord.revoke', {
    subject: { type: ProxyRecord, id },
    input: { id },
    before: (work) => lockEntries(work, PAIRS, [uuidOf('ProxyRecord', id)]),
    run: async (work, record) => {
      if (record.revokedAt) throw new Refusal('WRONG_STATUS', { status: 'REVOKED' })
      record.revokedAt = work.now
      record.revokedBy = work.me()
      await undo(work, record)
      const parties = [record.organization.id, record.recordedByOrganization.id]
      return { type: 'ProxyRecord', id: record.id, organizationId: record.organization.id, parties, details: { operation: record.operation } }
    },
  })
}

async function undo(work: Work, { id, operation: name, subjectId, side, organization }: ProxyRecord): Promise<void> {
  if (name === 'need.draft' || name === 'resource.draft') {
    const type: EntityClass<ListEntry> = name === 'need.draft' ? Need : Resource
    const entry = await work.load(type, globalId(type.name, subjectId))
    if (entry.stage !== 'WITHDRAWN') await withdraw(work, type, entry)
  }
  if (name === 'adjustment.accept') await takeBackAcceptance(work, subjectId)
  if (name === 'resource.assignPlaces') await takeBackPlaces(work, subjectId)
  if (name === 'ring.confirm') {
    await work.db.query({ text: "update match_ring_members m set confirmed_at = null, confirmed_by_id = null, proxy_record_id = null from match_rings r where r.id = m.ring_id and r.stage = 'OPEN' and m.proxy_record_id = $1::uuid", values: [id] })
    const begun = await work.em.find(Project, { proposal: { ringId: subjectId }, status: 'ACTIVE', $or: [{ needOwner: organization }, { resourceOwner: organization }] }, { orderBy: { id: 'asc' }, lockMode: LockMode.PESSIMISTIC_WRITE })
    for (const project of begun) await end(work, project, project.needOwner.id === organization.id ? 'NEED' : 'RESOURCE', 'PROXY_REVOKED')
  }
  if (name === 'match.confirm' || name === 'match.claimNeed' || name === 'match.claimResource') {
    const proposal = await work.load(MatchProposal, globalId('MatchProposal', subjectId))
    if (proposal.stage === 'OPEN' && proposal.expiresAt > work.now) proposal.takeBack(side, work.now)
    const project = await work.em.findOne(Project, { proposal: proposal.id, status: 'ACTIVE' }, { lockMode: LockMode.PESSIMISTIC_WRITE })
    if (project) await end(work, project, side, 'PROXY_REVOKED')
  }
}
