import type { GraphQLResolveInfo } from 'graphql'
import type { RecheckResult } from '@red-alliance/shared/glossary'
import type { Context } from '../../graphql/context.ts'
import { checked, text } from '../../input.ts'
import { defineJob } from '../../jobs/job.ts'
import { notifyAll } from '../../notices/notify.ts'
import { type Work, operation } from '../../operation.ts'
import { Refusal } from '../../refusal.ts'
import { ServiceRecheck } from './service-check.ts'

/** Of a month's records one in twenty, at least 3 and at most 20. */
const SHARE = 0.05
const LEAST = 3
const MOST = 20

/**
 * Of each community's records of the month that still stand, in an order that nobody can foresee: by the hash of a secret that is made at the
 * draw and kept nowhere. A community whose month has been drawn is left out.
 */
const DRAW = `select id, community_id, recorded_by_id from (
    select r.id, r.community_id, r.recorded_by_id, row_number() over (partition by r.community_id order by sha256(convert_to($2 || r.id, 'UTF8'))) as place, count(*) over (partition by r.community_id) as of
    from service_records r
    where r.recorded_at >= $1::date::timestamp at time zone 'Asia/Shanghai' and r.recorded_at < ($1::date + interval '1 month') at time zone 'Asia/Shanghai' and r.kind <> 'REVERSAL'
      and not exists (select from service_records later where later.corrects_id = r.id) and not exists (select from service_rechecks k where k.community_id = r.community_id and k.month = $1::date)
      and not exists (select from service_rechecks k where k.record_id = r.id)) drawn
  where place <= least(greatest(ceil(of * ${SHARE}), ${LEAST}), ${MOST})
  order by community_id, place`
const INSERT = `insert into service_rechecks (id, record_id, community_id, month, recorded_by_id, created_at)
  select d.id, d.record_id, d.community_id, $2::date, d.recorded_by_id, $3::timestamptz from jsonb_to_recordset($1::jsonb) d (id uuid, record_id uuid, community_id uuid, recorded_by_id uuid)`

/** On the first of each month, of the month before. */
export const sampleRecords = defineJob({
  name: 'service.sample',
  cron: '40 0 1 * *',
  run: async (work) => {
    const month = monthBefore(work.today)
    const { rows } = await work.db.query<{ id: string; community_id: string; recorded_by_id: string }>({ text: DRAW, values: [month, work.context.newToken()] })
    await work.db.query({ text: INSERT, values: [JSON.stringify(rows.map(({ id, ...row }) => ({ ...row, record_id: id, id: work.newId() }))), month, work.now.toISOString()] })
    const counts = Map.groupBy(rows, ({ community_id }) => community_id)
    await tell(work, [...counts].map(([communityId, drawn]) => ({ communityId, count: drawn.length })))
    return rows.length === 0 ? null : { type: 'ServiceRecheck', id: work.newId(), details: { month, drawn: rows.length } }
  },
})

/** @param today YYYY-MM-DD @returns the first day of the month before */
export function monthBefore(today: string): string {
  const [year, month] = today.split('-').map(Number) as [number, number]
  return month === 1 ? `${year - 1}-12-01` : `${year}-${String(month - 1).padStart(2, '0')}-01`
}

/** The community's own, and the street's above it: where one person confirms everything, only they can ask again. */
async function tell(work: Work, drawn: readonly { communityId: string; count: number }[]): Promise<void> {
  const { rows } = await work.db.query<{ id: string; street: string }>({
    text: "select o.id, o.parent_id as street from organizations o join organizations s on s.id = o.parent_id and s.kind = 'STREET' where o.id = any($1::uuid[])",
    values: [drawn.map(({ communityId }) => communityId)],
  })
  const streets = new Map(rows.map(({ id, street }) => [id, street]))
  await notifyAll(work, drawn.map(({ communityId, count }) => {
    const street = streets.get(communityId)
    return { recipients: { organizationIds: street ? [communityId, street] : [communityId], roles: ['SECRETARY', 'CLERK'] }, kind: 'RECHECK_WAITING', subject: { type: 'Organization', id: communityId }, details: { count } }
  }))
}

/**
 * What came of asking again, once.
 * @param note at most 200 characters; what was found where it is wrong
 * @throws Refusal RECHECKED_BY_ANOTHER for whoever confirmed the record or served it, WRONG_STATUS where it has its result, BAD_INPUT for a wrong one without a note
 */
export function recordRecheck(context: Context, info: GraphQLResolveInfo, input: { id: string; result: RecheckResult; note?: string | null }): Promise<unknown> {
  const note = checked(text(200), input.note ?? '')
  if (input.result === 'WRONG' && note === '') throw new Refusal('BAD_INPUT', { fields: ['note'] })
  return operation(context, info, 'serviceRecheck.record', {
    subject: { type: ServiceRecheck, id: input.id },
    input,
    run: async (work, recheck) => {
      await work.em.populate(recheck, ['record'])
      if (recheck.record.person.id === work.me().id) throw new Refusal('RECHECKED_BY_ANOTHER')
      recheck.check(input.result, note, work.me(), work.now)
      return { type: 'ServiceRecheck', id: recheck.id, organizationId: recheck.community.id, parties: [recheck.community.id] }
    },
  })
}
