import { defineJob } from '../../jobs/job.ts'
import { notifyAll } from '../../notices/notify.ts'
import { ACTING } from '../../access/rules.ts'
import type { Role } from '@red-alliance/shared/glossary'
import type { Work } from '../../operation.ts'
import { bringBackOverdue } from './agenda.ts'
import { JointMeeting } from './meeting.ts'
import { planRegular } from './regular.ts'
import { tellInvited } from './telling.ts'

const SOON_DAYS = 3
const AT_ONCE = 500
const BEGINNING = { due_on: '0001-01-01', id: '00000000-0000-0000-0000-000000000000' }
const SUPERVISING: readonly Role[] = ['SECRETARY', 'SUPERVISOR']

interface Due {
  readonly id: string
  readonly text: string
  readonly due_on: string
  readonly kind: 'ITEM_DUE_SOON' | 'ITEM_DUE_TODAY' | 'ITEM_OVERDUE'
  readonly leads: string[]
  readonly convener_id: string
  readonly above: string[]
}

/** What is due and has not been said yet: a day on which no server ran is made up for on the next. */
const DUE = `select i.id, i.text, i.due_on::text, k.kind, array_append(i.co_organization_ids, i.lead_id) as leads, i.convener_id,
    (select array_agg(up.ancestor_id) from organization_closure up where up.descendant_id in (i.convener_id, i.lead_id) and up.ancestor_id <> all (array_append(i.co_organization_ids, i.lead_id) || i.convener_id)) as above
  from resolved_items i cross join lateral (select case when i.due_on < $1::date then 'ITEM_OVERDUE' when i.due_on = $1::date then 'ITEM_DUE_TODAY' else 'ITEM_DUE_SOON' end as kind) k
  where i.stage in ('ASSIGNED','ACCEPTED','RETURNED','REPORTED') and i.due_on <= $1::date + $2::integer
    and (i.due_on, i.id) > ($3::date, $4::uuid)
    and not exists (select 1 from notices n where n.subject_id = i.id and n.kind = k.kind and n.details->>'dueOn' = i.due_on::text)
  order by i.due_on, i.id limit ${AT_ONCE}`

/**
 * Every morning: before, at and after the deadline the lead organization is told, after it the convener and those above, too; what is
 * overdue comes onto the next agenda; the next regular meeting of each rule is planned; who is asked to tomorrow's meeting is reminded.
 */
export const deadlines = defineJob({
  name: 'meetings.deadlines',
  cron: '0 8 * * *',
  run: async (work) => {
    const due = await tellOfDeadlines(work)
    await planRegular(work)
    for (const meeting of await nextMeetings(work)) await bringBackOverdue(work, meeting)
    await remind(work)
    return due === null ? null : { type: 'ResolvedItem', id: due.id, details: { first: due.text } }
  },
})

async function tellOfDeadlines(work: Work): Promise<Due | null> {
  let first: Due | null = null
  // On and on to the end: what nobody can be told of must not stand before what somebody can.
  for (let last: Pick<Due, 'due_on' | 'id'> | undefined = BEGINNING; last; ) {
    const { rows }: { rows: Due[] } = await work.db.query<Due>({ text: DUE, values: [work.today, SOON_DAYS, last.due_on, last.id] })
    await tellOf(work, rows)
    first ??= rows[0] ?? null
    last = rows.length === AT_ONCE ? rows.at(-1) : undefined
  }
  return first
}

async function tellOf(work: Work, rows: readonly Due[]): Promise<void> {
  await notifyAll(work, rows.flatMap(({ id, text, due_on: dueOn, kind, leads, convener_id: convener, above }) => {
    const about = { kind, subject: { type: 'ResolvedItem', id }, details: { text, dueOn } }
    const responsible = { ...about, recipients: { organizationIds: [...leads, ...(kind === 'ITEM_OVERDUE' ? [convener] : [])], roles: ACTING } }
    return kind === 'ITEM_OVERDUE' ? [responsible, { ...about, recipients: { organizationIds: above, roles: SUPERVISING } }] : [responsible]
  }))
}

/** Of each convener the meeting that comes first. */
async function nextMeetings(work: Work): Promise<JointMeeting[]> {
  const { rows } = await work.db.query<{ id: string }>({
    text: "select distinct on (convener_id) id from joint_meetings where stage in ('PLANNED','ANNOUNCED') and starts_at > $1::timestamptz order by convener_id, starts_at, id",
    values: [work.now.toISOString()],
  })
  return work.em.find(JointMeeting, { id: { $in: rows.map(({ id }) => id) } }, { orderBy: { id: 'asc' } })
}

async function remind(work: Work): Promise<void> {
  const soon = new Date(work.now.getTime() + 36 * 3_600_000)
  const meetings = await work.em.find(JointMeeting, { stage: 'ANNOUNCED', startsAt: { $gt: work.now, $lt: soon } }, { orderBy: { startsAt: 'asc', id: 'asc' } })
  for (const meeting of meetings) {
    const { rows } = await work.db.query({ text: "select 1 from notices where subject_id = $1::uuid and kind = 'MEETING_SOON' limit 1", values: [meeting.id] })
    if (rows.length === 0) await tellInvited(work, meeting, 'MEETING_SOON')
  }
}
