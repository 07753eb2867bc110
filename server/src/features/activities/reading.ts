import type { Bindings, Predicate } from '../../access/bindings.ts'
import { may } from '../../access/table.ts'
import { attachmentsOf } from '../../files/reading.ts'
import { uuidOf } from '../../graphql/ids.ts'
import type { Connection, Extensions, Models } from '../../reading/model.ts'
import { history } from '../lists/reading.ts'
import { within } from '../organizations/reading.ts'
import { mine } from './access.ts'
import { Activity, AdultInCharge } from './activity.ts'
import type { ActivityFilter } from './activity.graphql.ts'
import { UnitParticipation } from './participation.ts'
import { ActivityRole, ActivitySession } from './session.ts'
import { SessionAttendance, SignUp } from './sign-up.ts'
import { Wish } from './wish.ts'

const ACTIVE = `('ASKED','PLACED','QUEUED')`
const personName: Predicate = (a) => `(select name from people where id = ${a}.person_id)`

/** Whether anything is asked of the activity itself, and what. */
function ofActivity(a: string, p: Bindings, filter: ActivityFilter): string[] {
  return [
    ...(filter.kind ? [`${a}.kind = any(${p.bind(filter.kind, 'text[]')})`] : []),
    ...(filter.field ? [`${a}.field = any(${p.bind(filter.field, 'text[]')})`] : []),
    ...(filter.stage ? [`${a}.stage = any(${p.bind(filter.stage, 'text[]')})`] : []),
    ...(filter.organizerId ? [`${a}.organizer_id = ${p.bind(uuidOf('Organization', filter.organizerId), 'uuid')}`] : []),
    ...(filter.withinId ? [within(`${a}.organizer_id`, p, filter.withinId)] : []),
    ...(filter.near ? [near(`${a}.organizer_id`, p, filter.near)] : []),
    ...(filter.forChildren == null ? [] : [`${a}.for_children = ${p.bind(filter.forChildren, 'boolean')}`]),
    ...(filter.search ? [`strpos(${a}.title, ${p.bind(filter.search.trim(), 'text')}) > 0`] : []),
  ]
}

/** In the same community, street or district as the viewer: by residence, otherwise by where they stand. */
function near(column: string, p: Bindings, kind: string): string {
  return `${column} in (select down.descendant_id from organization_closure up join organizations around on around.id = up.ancestor_id and around.kind = ${p.bind(kind, 'text')}
    join organization_closure down on down.ancestor_id = around.id
    where up.descendant_id = coalesce((select residence_community_id from people where id = ${p.person}), (select r.organization_id from role_assignments r where r.person_id = ${p.person} and r.revoked_at is null order by r.granted_at, r.id limit 1)))`
}

/** One's own, and those of one's children. */
const ownSignUps: Predicate = (s, p) => `${s}.stage in ${ACTIVE} and ${s}.person_id in (select own.id from people own where own.id = ${p.person} or own.guardian_id = ${p.person})`

export function activityConditions(a: string, p: Bindings, given?: ActivityFilter | null): string[] {
  const filter = given ?? {}
  return [
    ...ofActivity(a, p, filter),
    ...(filter.from ? [`${a}.ends_at >= ${p.bind(filter.from, 'timestamptz')}`] : []),
    ...(filter.before ? [`${a}.starts_at < ${p.bind(filter.before, 'timestamptz')}`] : []),
    ...(filter.mine ? [`${a}.id in (select s.activity_id from sign_ups s where ${ownSignUps('s', p)})`] : []),
  ]
}

export function sessionConditions(a: string, p: Bindings, given?: ActivityFilter | null): string[] {
  const filter = given ?? {}
  const asked = ofActivity('asked', p, filter)
  return [
    ...(filter.from ? [`${a}.starts_at >= ${p.bind(filter.from, 'timestamptz')}`] : []),
    ...(filter.before ? [`${a}.starts_at < ${p.bind(filter.before, 'timestamptz')}`] : []),
    // Looked up for each row in the order of their beginnings, which the index has, until the page is full.
    ...(asked.length > 0 ? [`(select true from activities asked where asked.id = ${a}.activity_id and ${asked.join(' and ')}) is not null`] : []),
    // From the few sign-ups of one person to their sessions, not from every session to come to its sign-ups.
    ...(filter.mine
      ? [`${a}.id in (select one.id from sign_ups s join activity_sessions one on one.id = s.scope_id where ${ownSignUps('s', p)} union all select one.id from sign_ups s join activity_sessions one on one.activity_id = s.scope_id where ${ownSignUps('s', p)})`]
      : []),
  ]
}

/** The title of what oneself has a place in at the same time. */
const clash: Predicate = (a, p) =>
  `(select c.title from sign_ups s join activities c on c.id = s.activity_id and c.stage = 'PUBLISHED'
      join activity_sessions other on other.activity_id = s.activity_id and s.scope_id in (other.id, other.activity_id) and other.removed_at is null and other.cancelled_at is null
    where s.person_id = ${p.person} and s.stage in ${ACTIVE} and other.id <> ${a}.id and other.starts_at < ${a}.ends_at and other.ends_at > ${a}.starts_at order by other.starts_at limit 1)`

const open: Predicate = (a, p) => `(${a}.closes_at > ${p.now} and exists (select 1 from activities o where o.id = ${a}.activity_id and o.stage = 'PUBLISHED'))`
const active = (rest: string): string => `stage in ${ACTIVE} and ${rest}`

const signUps: Connection['where'] = (target, parent) => [`${target}.scope_id in (${parent}.id, ${parent}.activity_id)`, `${target}.${active('true')}`]
const FIRST_COME = { columns: ['created_at', 'id'], descending: false }
const NEWEST = { columns: ['created_at', 'id'], descending: true }

export const models: Models = {
  Activity: {
    entity: Activity,
    computed: { viewerMayWrite: (a, p) => may('activity.revise')(a, p), viewerMayDecide: (a, p) => may('activity.publish')(a, p) },
    connections: {
      history,
      sessions: { type: 'ActivitySession', where: (target, parent) => [`${target}.activity_id = ${parent}.id`], order: 'SOONEST' },
      roles: { type: 'ActivityRole', where: (target, parent) => [`${target}.activity_id = ${parent}.id`], order: 'GIVEN' },
      adultsInCharge: { type: 'AdultInCharge', where: (target, parent) => [`${target}.activity_id = ${parent}.id`], order: 'FIRST' },
      signUps: { type: 'SignUp', where: (target, parent) => [`${target}.activity_id = ${parent}.id`], order: 'FIRST_COME' },
      participations: { type: 'UnitParticipation', where: (target, parent) => [`${target}.activity_id = ${parent}.id`], order: 'NEWEST' },
      attachments: attachmentsOf('Activity'),
    },
    orders: { LATEST: { columns: ['starts_at', 'id'], descending: true } },
  },
  ActivitySession: {
    entity: ActivitySession,
    computed: {
      place: (a) => `coalesce(nullif(${a}.place, ''), (select place from activities where id = ${a}.activity_id))`,
      viewerClash: clash,
      viewerMayRecord: (a, p) => may('session.recordAttendance')(a, p),
      viewerMayCancel: (a, p) => `(${a}.cancelled_at is null and ${a}.ends_at > ${p.now} and ${may('session.cancel')(a, p)})`,
    },
    connections: {
      /** Its own places, or those of the whole term. */
      roles: { type: 'ActivityRole', where: (target, parent) => [`(${target}.session_id = ${parent}.id or ${target}.activity_id = ${parent}.activity_id and ${target}.session_id is null)`], order: 'GIVEN' },
      signUps: { type: 'SignUp', where: signUps, order: 'FIRST_COME' },
      viewerSignUps: { type: 'SignUp', where: (target, parent, p, args) => [...signUps(target, parent, p, args), mine(target, p)], order: 'FIRST_COME' },
      attendances: { type: 'SessionAttendance', where: (target, parent) => [`${target}.session_id = ${parent}.id`], order: 'FIRST_COME' },
      bookings: { type: 'Booking', where: (target, parent) => [`${target}.session_id = ${parent}.id`, `${target}.released_at is null`], order: 'SOONEST' },
    },
    orders: { SOONEST: { columns: ['starts_at', 'id'], descending: false } },
  },
  ActivityRole: {
    entity: ActivityRole,
    computed: {
      viewerMaySignUp: (a, p) =>
        `(${p.person} is not null and ${open(a, p)} and not exists (select 1 from activities k where k.id = ${a}.activity_id and k.for_children)
          and not exists (select 1 from sign_ups s where s.scope_id = coalesce(${a}.session_id, ${a}.activity_id) and s.person_id = ${p.person} and s.${active('true')}))`,
      viewerMaySetPlaces: (a, p) => may('role.setPlaces')(a, p),
    },
    firsts: { viewerSignUp: { type: 'SignUp', where: (target, parent, p) => [`${target}.role_id = ${parent}.id`, `${target}.person_id = ${p.person}`, `${target}.${active('true')}`], order: 'FIRST_COME' } },
    orders: { GIVEN: { columns: ['position', 'id'], descending: false } },
  },
  AdultInCharge: { entity: AdultInCharge, orders: { FIRST: FIRST_COME } },
  SignUp: {
    entity: SignUp,
    computed: {
      personName,
      queuePosition: (a) => `case when ${a}.stage = 'QUEUED' then (select count(*)::integer from sign_ups before where before.role_id = ${a}.role_id and before.stage = 'QUEUED' and before.position <= ${a}.position) end`,
      viewerMayWithdraw: (a, p) => `(${a}.stage in ${ACTIVE} and ${may('signUp.withdraw')(a, p)} and (select ${open('r', p)} from activity_roles r where r.id = ${a}.role_id))`,
      viewerMayDecide: (a, p) => `(${a}.stage = 'ASKED' and ${may('signUp.decide')(a, p)} and (select ${open('r', p)} from activity_roles r where r.id = ${a}.role_id))`,
    },
    connections: { attendances: { type: 'SessionAttendance', where: (target, parent) => [`${target}.sign_up_id = ${parent}.id`], order: 'FIRST_COME' } },
    orders: { FIRST_COME, NEWEST },
  },
  SessionAttendance: {
    entity: SessionAttendance,
    computed: { logged: (a) => `(${a}.log_id is not null)` },
    orders: { FIRST_COME },
  },
  UnitParticipation: { entity: UnitParticipation, orders: { NEWEST } },
  Wish: { entity: Wish, computed: { personName, viewerMayAnswer: (a, p) => `(${a}.stage = 'OPEN' and ${may('wish.answer')(a, p)})` }, connections: { history }, orders: { NEWEST } },
}

export const extensions: Extensions = {
  Organization: {
    connections: {
      activities: { type: 'Activity', where: (target, parent, p, { filter }) => [`${target}.organizer_id = ${parent}.id`, ...activityConditions(target, p, filter as ActivityFilter | null | undefined)], order: 'LATEST' },
      participations: { type: 'UnitParticipation', where: (target, parent) => [`${target}.unit_id = ${parent}.id`], order: 'NEWEST' },
      wishes: { type: 'Wish', where: (target, parent) => [`${target}.community_id = ${parent}.id`], order: 'NEWEST' },
    },
  },
  Person: { connections: { signUps: { type: 'SignUp', where: (target, parent) => [`${target}.person_id = ${parent}.id`], order: 'NEWEST' } } },
}
