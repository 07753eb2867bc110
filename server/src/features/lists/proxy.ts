import { z } from 'zod'
import type { Side } from '@red-alliance/shared/glossary'
import { checked, line } from '../../input.ts'
import type { Work } from '../../operation.ts'
import { DECIDING, notify } from '../../notices/notify.ts'
import { Refusal } from '../../refusal.ts'
import { Organization } from '../organizations/organization.ts'
import type { ProxyInput } from './entry.graphql.ts'
import { ProxyRecord } from './proxy-record.ts'

const words = z.object({ agreedBy: line(40) })

/**
 * Keeps who of the unit agreed, how and when, and for which organization the record is kept. That the actor may do so has been asked before.
 * @throws Refusal BAD_INPUT without a name or with a day to come
 */
export async function recordProxy(work: Work, operation: string, subject: { id: string; side: Side; organization: Organization }, input: ProxyInput): Promise<ProxyRecord> {
  const { agreedBy } = checked(words, input)
  if (input.agreedOn > work.today) throw new Refusal('BAD_INPUT', { fields: ['proxy.agreedOn'] })
  const recordedByOrganization = work.em.getReference(Organization, await keeper(work, subject.organization.id))
  await notify(work, { organizationIds: [subject.organization.id], roles: DECIDING }, 'PROXY_RECORDED', { type: subjectType(operation), id: subject.id }, { operation, agreedBy })
  return work.em.create(ProxyRecord, {
    id: work.newId(),
    operation,
    subjectId: subject.id,
    side: subject.side,
    organization: subject.organization,
    recordedByOrganization,
    recordedBy: work.me(),
    agreedBy,
    agreedHow: input.agreedHow,
    agreedOn: input.agreedOn,
    recordedAt: work.now,
    revokedAt: null,
    revokedBy: null,
  })
}

/** What an operation on a unit's behalf is about. */
function subjectType(operation: string): string {
  const types: Record<string, string> = { need: 'Need', resource: 'Resource', match: 'MatchProposal', adjustment: 'Adjustment', project: 'Project', ring: 'MatchRing' }
  return types[operation.split('.')[0] ?? ''] ?? 'ProxyRecord'
}

/** The actor's own organization that keeps the unit's records: the nearest above it, or else the convener of its alliance. */
async function keeper({ db, context }: Work, unitId: string): Promise<string> {
  const { rows } = await db.query<{ id: string }>({
    text: `select id from (
        select ancestor_id as id, depth::int as distance from organization_closure where descendant_id = $1::uuid and depth > 0
        union all select l.convener_id, 100 from alliance_members m join alliances l on l.id = m.alliance_id where m.organization_id = $1::uuid and m.left_on is null
      ) keepers where id = any($2::uuid[]) order by distance, id limit 1`,
    values: [unitId, context.actor.roles.filter(({ role }) => role === 'SECRETARY' || role === 'CLERK').map(({ organizationId }) => organizationId)],
  })
  if (!rows[0]) throw new Refusal('PROXY_NOT_ALLOWED')
  return rows[0].id
}
