import type { Bindings, Predicate } from '../../access/bindings.ts'
import { holds, holdsAbove, ACTING, OVERSEEING, anyOf } from '../../access/rules.ts'
import type { Extensions, Models } from '../../reading/model.ts'
import { DutySetting } from './duty-setting.ts'
import { QuarterTotal } from './quarter-total.ts'
import { Recognition } from './recognition.ts'
import { ServiceProfile } from './service-profile.ts'

/** Of a member and of a unit, where nobody has set anything else (practice, section 1): 10 hours, 4 activities. */
const MEMBER_MINUTES = 600
const UNIT_ACTIVITIES = 4

const year = (p: Bindings): string => `extract(year from ${p.today})::int`
const since = (a: string): string => `(coalesce(${a}.decided_at, ${a}.created_at) at time zone 'Asia/Shanghai')::date`
/** What the nearest above the place asks this year. */
const asked = (a: string, p: Bindings, column: string, otherwise: number): string =>
  `coalesce((select s.${column} from organization_closure up join duty_settings s on s.organization_id = up.ancestor_id and s.year = ${year(p)} where up.descendant_id = ${a}.place_id order by up.depth limit 1), ${otherwise})`
/** A twelfth for each month from that of the registration on (shared/src/duty.ts says it again for the browser). */
const prorated = (a: string, p: Bindings, full: string): string =>
  `(case when extract(year from ${since(a)}) < ${year(p)} then ${full} when extract(year from ${since(a)}) > ${year(p)} then 0 else ceil(${full} * (13 - extract(month from ${since(a)})) / 12) end)::int`

/** The member and the community where they are registered; the home unit sees the registration and nothing more. */
const knowsHours: Predicate = (a, p) => `(${a}.stage = 'CONFIRMED' and (${a}.person_id = ${p.person} or ${holds('place_id', 'SECRETARY', 'CLERK')(a, p)}))`
/** The unit, the place and those above it. */
const knowsUnit: Predicate = (a, p) => `(${a}.stage = 'CONFIRMED' and ${anyOf(holds('unit_id', ...ACTING), holdsAbove('place_id', ...OVERSEEING))(a, p)})`
const ofMember =
  (value: Predicate): Predicate =>
  (a, p) =>
    `case when ${a}.kind = 'MEMBER' and ${knowsHours(a, p)} then ${value(a, p)} end`
const ofUnit =
  (value: Predicate): Predicate =>
  (a, p) =>
    `case when ${a}.kind = 'UNIT' and ${knowsUnit(a, p)} then ${value(a, p)} end`

/** Of sessions to come this year in which the person has a place that serves. */
const signedUp: Predicate = (a, p) =>
  `(select coalesce(sum(extract(epoch from s.ends_at - s.starts_at) / 60), 0)::int from sign_ups u join activity_roles r on r.id = u.role_id and r.serves join activities t on t.id = u.activity_id and t.stage = 'PUBLISHED'
    join activity_sessions s on s.activity_id = u.activity_id and u.scope_id in (s.id, s.activity_id) and s.removed_at is null and s.cancelled_at is null
    where u.person_id = ${a}.person_id and u.stage = 'PLACED' and s.ends_at > ${p.now} and extract(year from s.starts_at at time zone 'Asia/Shanghai') = ${year(p)}
      and not exists (select 1 from session_attendances came where came.sign_up_id = u.id and came.session_id = s.id and came.log_id is not null))`

export const models: Models = {
  DutySetting: { entity: DutySetting, orders: { NEWEST: { columns: ['year', 'id'], descending: true } } },
  ServiceProfile: { entity: ServiceProfile, orders: { NEWEST: { columns: ['updated_at', 'id'], descending: true } } },
  QuarterTotal: { entity: QuarterTotal, computed: { personName: (a) => `(select name from people where id = ${a}.person_id)` }, orders: { NEWEST: { columns: ['year', 'quarter', 'id'], descending: true } } },
  Recognition: { entity: Recognition, orders: { NEWEST: { columns: ['decided_at', 'id'], descending: true } } },
}

export const extensions: Extensions = {
  Registration: {
    computed: {
      personName: (a) => `(select name from people where id = ${a}.person_id)`,
      since: (a) => `case when ${a}.stage = 'CONFIRMED' then ${since(a)} end`,
      dutyMinutes: ofMember((a, p) => prorated(a, p, asked(a, p, 'member_minutes', MEMBER_MINUTES))),
      confirmedMinutes: ofMember((a, p) => `(select coalesce(sum(t.minutes), 0)::int from service_person_totals t where t.person_id = ${a}.person_id and t.year = ${year(p)})`),
      waitingMinutes: ofMember((a, p) => `(select coalesce(sum(l.minutes), 0)::int from service_logs l where l.person_id = ${a}.person_id and l.stage in ('WAITING','HELD') and l.served_on >= date_trunc('year', ${p.today}::timestamp)::date)`),
      signedUpMinutes: ofMember(signedUp),
      dutyActivities: ofUnit((a, p) => prorated(a, p, asked(a, p, 'unit_activities', UNIT_ACTIVITIES))),
      unitActivities: ofUnit((a, p) => `(select count(*)::int from participations t where t.unit_id = ${a}.unit_id and extract(year from t.held_on) = ${year(p)} and t.ends_at < ${p.now})`),
    },
  },
  Organization: {
    connections: {
      dutySettings: { type: 'DutySetting', where: (target, parent) => [`${target}.organization_id = ${parent}.id`], order: 'NEWEST' },
      quarterTotals: { type: 'QuarterTotal', where: (target, parent) => [`${target}.unit_id = ${parent}.id`], order: 'NEWEST' },
      recognitions: { type: 'Recognition', where: (target, parent) => [`${target}.unit_id = ${parent}.id`], order: 'NEWEST' },
    },
  },
  Person: {
    firsts: { serviceProfile: { type: 'ServiceProfile', where: (target, parent) => [`${target}.person_id = ${parent}.id`], order: 'NEWEST' } },
    connections: { quarterTotals: { type: 'QuarterTotal', where: (target, parent) => [`${target}.person_id = ${parent}.id`], order: 'NEWEST' } },
  },
}
