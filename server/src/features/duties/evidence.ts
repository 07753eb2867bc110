import { Bindings } from '../../access/bindings.ts'
import { may, visible } from '../../access/table.ts'
import type { Queryable } from '../../database/queryable.ts'
import type { Context } from '../../graphql/context.ts'
import { uuidOf } from '../../graphql/ids.ts'
import { Refusal } from '../../refusal.ts'

/** One thing a unit did in the year: no persons, no scores. */
export interface EvidenceLine {
  readonly title: string
  /** YYYY-MM-DD in Asia/Shanghai. */
  readonly on: string
}

/** What speaks for a unit's year. Titles at most 50 of each kind, the counts of all. */
export interface Evidence {
  readonly activities: readonly EvidenceLine[]
  readonly activityCount: number
  /** Completed, be it as giver or as receiver. */
  readonly projects: readonly EvidenceLine[]
  readonly projectCount: number
  /** Meetings it came to. */
  readonly meetings: readonly EvidenceLine[]
  readonly meetingCount: number
  /** Resolved items it led and closed in time. */
  readonly items: readonly EvidenceLine[]
  readonly itemCount: number
}

const MOST = 50
const list = (name: string): string => `(select coalesce(json_agg(json_build_object('title', title, 'on', held_on) order by held_on, title), '[]') from (select * from ${name} order by held_on, title limit ${MOST}) each)`
const count = (name: string): string => `(select count(*)::int from ${name})`

/**
 * The evidence of a unit's year among what the viewer sees, for whoever stands for the unit or above it.
 * @throws Refusal NOT_FOUND for what is no unit or not the viewer's to see; BAD_INPUT for a year outside 2020–2100
 */
export async function readEvidence(context: Context, unitId: string, year: number, on: Queryable = context.pool): Promise<Evidence> {
  if (!Number.isInteger(year) || year < 2020 || year > 2100) throw new Refusal('BAD_INPUT', { fields: ['year'] })
  const p = new Bindings(context.actor, context.now)
  const unit = p.bind(uuidOf('Organization', unitId), 'uuid')
  const inYear = (day: string): string => `extract(year from ${day}) = ${p.bind(year, 'int')}`
  const local = (instant: string): string => `(${instant} at time zone 'Asia/Shanghai')::date`
  const text = `
    with seen as (select u.id from organizations u where u.id = ${unit} and u.kind = 'UNIT' and ${may('unit.seeEvidence')('u', p)}),
    activities_of as (select t.title, t.held_on from participations t join seen on seen.id = t.unit_id where ${inYear('t.held_on')} and t.ends_at < ${p.now}),
    projects_of as (select j.title, ${local('j.completed_at')} as held_on from projects j join seen on seen.id in (j.need_owner_id, j.resource_owner_id) where j.status = 'COMPLETED' and ${visible('Project')('j', p)} and ${inYear(local('j.completed_at'))}),
    meetings_of as (select m.title, ${local('m.starts_at')} as held_on from invitations i join seen on seen.id = i.organization_id join joint_meetings m on m.id = i.meeting_id and m.stage = 'HELD' where i.attendance = 'PRESENT' and ${visible('JointMeeting')('m', p)} and ${inYear(local('m.starts_at'))}),
    items_of as (select left(r.text, 80) as title, ${local('r.closed_at')} as held_on from resolved_items r join seen on seen.id = r.lead_id where r.stage = 'CLOSED' and ${visible('ResolvedItem')('r', p)} and ${local('r.closed_at')} <= r.first_due_on and ${inYear(local('r.closed_at'))})
    select exists (select 1 from seen) as seen, ${list('activities_of')} as activities, ${count('activities_of')} as "activityCount", ${list('projects_of')} as projects, ${count('projects_of')} as "projectCount",
      ${list('meetings_of')} as meetings, ${count('meetings_of')} as "meetingCount", ${list('items_of')} as items, ${count('items_of')} as "itemCount"`
  const { rows } = await on.query<Evidence & { seen: boolean } & Record<string, unknown>>({ text, values: p.values })
  const { seen, ...evidence } = rows[0]!
  if (!seen) throw new Refusal('NOT_FOUND', { type: 'Organization' })
  return evidence
}
