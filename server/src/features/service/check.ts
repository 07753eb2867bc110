import type { GraphQLResolveInfo } from 'graphql'
import type { Context } from '../../graphql/context.ts'
import { uuidOf } from '../../graphql/ids.ts'
import { defineJob } from '../../jobs/job.ts'
import { type Telling, notifyAll } from '../../notices/notify.ts'
import { type Work, operation } from '../../operation.ts'
import { Refusal } from '../../refusal.ts'
import { Organization } from '../organizations/organization.ts'
import { Person } from '../people/person.ts'
import { ServiceCheck } from './service-check.ts'
import { verifyLedger } from './verify.ts'

/** Chains of one job at most: it sends itself again for the rest. */
const AT_ONCE = 50
const QUIET_DAYS = 7

/**
 * Verifies a community's ledger now and keeps what was found.
 * @throws Refusal BAD_INPUT for an organization that keeps no ledger
 */
export function checkServiceLedger(context: Context, info: GraphQLResolveInfo, communityId: string): Promise<unknown> {
  return operation(context, info, 'serviceLedger.check', {
    input: { communityId },
    // No row is locked: the community goes on writing while its chain is read.
    run: async (work) => {
      const community = await work.find(Organization, communityId)
      if (community.kind !== 'COMMUNITY' && community.kind !== 'STREET') throw new Refusal('BAD_INPUT', { fields: ['communityId'] })
      const check = await checkLedger(work, uuidOf('Organization', communityId), work.me().id)
      return { type: 'ServiceCheck', id: check.id, organizationId: community.id, details: { problem: check.problem, seq: check.firstBadSeq } }
    },
  })
}

/** After the night's anchoring: every chain that has grown since it was last looked at, and the others once a week. */
export const checkLedgers = defineJob({
  name: 'service.check',
  run: async (work) => {
    const { rows } = await work.db.query<{ community_id: string }>({
      text: `select c.community_id from service_chains c left join lateral (select at, records from service_checks k where k.community_id = c.community_id order by at desc, id desc limit 1) k on true
        where k.at is null or (k.at < $1::timestamptz - interval '1 hour' and (k.records <> c.length or k.at < $1::timestamptz - make_interval(days => ${QUIET_DAYS})))
        order by k.at nulls first, 1 limit ${AT_ONCE}`,
      values: [work.now.toISOString()],
    })
    let broken = 0
    for (const { community_id: communityId } of rows) if ((await checkLedger(work, communityId, null)).problem) broken += 1
    if (rows.length === AT_ONCE) await work.context.jobs.sendOn(work.db, checkLedgers, {}, { singletonKey: checkLedgers.name })
    return rows.length === 0 ? null : { type: 'ServiceCheck', id: work.newId(), details: { checked: rows.length, broken } }
  },
})

async function checkLedger(work: Work, communityId: string, askedById: string | null): Promise<ServiceCheck> {
  const { anchors: files, secrets } = work.context
  const { finding, ...seen } = await verifyLedger({ db: work.db, files, secrets }, communityId)
  const before = await work.em.findOne(ServiceCheck, { community: communityId }, { orderBy: { at: 'desc', id: 'desc' } })
  const check = work.em.create(ServiceCheck, {
    id: work.newId(),
    community: work.em.getReference(Organization, communityId),
    askedBy: askedById === null ? null : work.em.getReference(Person, askedById),
    at: work.now,
    records: seen.records,
    coveredTo: seen.coveredTo,
    coveredAt: seen.coveredAt === null ? null : new Date(seen.coveredAt),
    uncovered: seen.uncovered,
    firstBadSeq: finding?.seq ?? null,
    problem: finding?.problem ?? null,
  })
  await work.em.flush()
  // Once for each thing found: whoever asks again and again does not fill their inboxes.
  if (check.problem && (before?.problem !== check.problem || before.firstBadSeq !== check.firstBadSeq)) await tell(work, check)
  return check
}

async function tell(work: Work, check: ServiceCheck): Promise<void> {
  const { rows } = await work.db.query<{ id: string; name: string; own: boolean }>({
    text: 'select o.id, o.name, up.depth = 0 as own from organization_closure up join organizations o on o.id = up.ancestor_id where up.descendant_id = $1::uuid order by up.depth',
    values: [check.community.id],
  })
  const about = { kind: 'LEDGER_BROKEN', subject: { type: 'Organization', id: check.community.id }, details: { place: rows[0]!.name, seq: check.firstBadSeq, problem: check.problem } } as const
  const tellings: Telling[] = [
    { ...about, recipients: { organizationIds: [check.community.id], roles: ['SECRETARY'] } },
    { ...about, recipients: { organizationIds: rows.filter(({ own }) => !own).map(({ id }) => id), roles: ['SUPERVISOR', 'SECRETARY'] } },
  ]
  await notifyAll(work, tellings)
}
