import type { Place } from '@red-alliance/shared/matching/types'
import type { RingArc } from '@red-alliance/shared/matching/rings'
import { DECIDING, notifyAll } from '../../notices/notify.ts'
import type { AfterRun } from '../matching/after-run.ts'
import { MatchProposal } from '../matching/match-proposal.ts'
import { Organization } from '../organizations/organization.ts'
import { MatchRing, MatchRingMember } from './match-ring.ts'

/**
 * Open proposals for the needs that nobody has answered. What has no limit is given in any case and bound to nothing; and pairs of a ring
 * that somebody took apart go on singly.
 */
const ARCS = `select p.id, p.need_owner_id as "takerId", p.resource_owner_id as "giverId", p.score * p.quantity as value, floor(extract(epoch from greatest(n.published_at, s.published_at)) / 60)::int as since
  from match_proposals p join needs n on n.id = p.need_id join resources s on s.id = p.resource_id and s.supply <> 'UNLIMITED'
  where p.need_id = any($1::uuid[]) and p.stage = 'OPEN' and p.expires_at > $2::timestamptz and p.ring_hold is null and p.need_confirmed_at is null and p.resource_confirmed_at is null
    and not exists (select 1 from match_proposals former join match_rings r on r.id = former.ring_id where r.stage = 'DISSOLVED' and former.need_id = p.need_id and former.resource_id = p.resource_id)
  order by p.id`
const OWNERS = `select o.id, (select json_agg(json_build_object('id', a.id, 'kind', a.kind) order by up.depth) from organization_closure up join organizations a on a.id = up.ancestor_id where up.descendant_id = o.id) as place
  from organizations o where o.id = any($1::uuid[])`

/**
 * Puts rings together from what a run left open, and tells each organization of one once.
 * @returns ids of the proposals that are now part of a ring: nobody need be told of them singly
 */
export const ringsAfterRun: AfterRun = async (work, run, needIds) => {
  const { em, db, now, newId } = work
  const { rows: arcs } = await db.query<RingArc>({ text: ARCS, values: [needIds, now.toISOString()] })
  const { rows: owners } = await db.query<{ id: string; place: Place[] }>({ text: OWNERS, values: [[...new Set(arcs.flatMap(({ giverId, takerId }) => [giverId, takerId]))]] })
  const found = await work.context.askMatching('rings', { arcs, owners })
  const bound = new Set(found.flatMap(({ arcIds }) => arcIds))
  if (found.length === 0) return bound
  const proposals = new Map((await em.find(MatchProposal, { id: { $in: [...bound] } }, { populate: ['need'] })).map((proposal) => [proposal.id, proposal]))
  const made = found.map(({ memberIds, arcIds, value }) => {
    const legs = arcIds.map((id) => proposals.get(id)!)
    // Together they end, too.
    const expiresAt = new Date(Math.min(...legs.map((leg) => leg.expiresAt.getTime())))
    for (const leg of legs) leg.expiresAt = expiresAt
    const ring = em.create(MatchRing, { id: newId(), alliance: run.alliance, stage: 'OPEN', value, createdAt: now, expiresAt })
    memberIds.forEach((id, i) => em.create(MatchRingMember, { id: newId(), ring, position: i + 1, organization: em.getReference(Organization, id), proposal: legs[i]! }))
    return { ring, memberIds, titles: legs.map((leg) => leg.need.title) }
  })
  await em.flush()
  await notifyAll(work, made.map(({ ring, memberIds, titles }) => ({ recipients: { organizationIds: memberIds, roles: DECIDING }, kind: 'RING_WAITING', subject: { type: 'MatchRing', id: ring.id }, details: { title: titles.join('、'), count: memberIds.length } })), run.runBy?.id)
  return bound
}
