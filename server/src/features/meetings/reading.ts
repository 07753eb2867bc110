import { ACTING, OVERSEEING, holdsAbove } from '../../access/rules.ts'
import type { Bindings, Predicate } from '../../access/bindings.ts'
import { may } from '../../access/table.ts'
import { uuidOf } from '../../graphql/ids.ts'
import type { Extensions, Models } from '../../reading/model.ts'
import { attachmentsOf } from '../../files/reading.ts'
import { history, listed } from '../lists/reading.ts'
import { within } from '../organizations/reading.ts'
import { seesDiscussion } from './access.ts'
import { AgendaItem, Opinion } from './agenda-item.ts'
import type { ItemFilter } from './item.graphql.ts'
import type { MeetingFilter } from './meeting.graphql.ts'
import { Invitation, JointMeeting, MeetingRule } from './meeting.ts'
import { Minutes, MinutesComment } from './minutes.ts'
import { ItemStep, ResolvedItem } from './resolved-item.ts'

const OPEN = `('ASSIGNED','ACCEPTED','RETURNED','REPORTED')`
const overdue: Predicate = (a, p) => `(${a}.stage in ${OPEN} and ${a}.due_on < ${p.today})`
const name: Predicate = (a) => `(select name from people where id = ${a}.person_id)`

export function meetingConditions(a: string, p: Bindings, given?: MeetingFilter | null): string[] {
  const filter = given ?? {}
  return [
    ...(filter.kind ? [`${a}.kind = any(${p.bind(filter.kind, 'text[]')})`] : []),
    ...(filter.stage ? [`${a}.stage = any(${p.bind(filter.stage, 'text[]')})`] : []),
    ...(filter.convenerId ? [`${a}.convener_id = ${p.bind(uuidOf('Organization', filter.convenerId), 'uuid')}`] : []),
    ...(filter.withinId ? [within(`${a}.convener_id`, p, filter.withinId)] : []),
    ...(filter.from ? [`${a}.starts_at >= ${p.bind(filter.from, 'timestamptz')}`] : []),
    ...(filter.before ? [`${a}.starts_at < ${p.bind(filter.before, 'timestamptz')}`] : []),
    ...(filter.mine
      ? [`${a}.id in (select mine.id from joint_meetings mine where mine.convener_id = any(${p.held(...ACTING)}) union all select mine.meeting_id from invitations mine where mine.organization_id = any(${p.held(...ACTING)}))`]
      : []),
  ]
}

/** Listed needs that a matching run left short, that wait on no agenda, and of which something is missing that does not wait for an answer. */
export function offeredConditions(a: string, p: Bindings, convenerId: string): string[] {
  const convener = p.bind(uuidOf('Organization', convenerId), 'uuid')
  return [
    // What matching could not do for others is told to the convener and those above it.
    `exists (select 1 from organizations c where c.id = ${convener} and ${holdsAbove('id', ...OVERSEEING)('c', p)})`,
    listed(a, p),
    `${a}.met_quantity + ${a}.waiting_quantity < ${a}.quantity`,
    `(${within(`${a}.owner_id`, p, convenerId)} or ${a}.owner_id in (select m.organization_id from alliance_members m join alliances l on l.id = m.alliance_id where l.convener_id = ${convener} and m.left_on is null))`,
    `exists (select 1 from match_obstacles o where o.need_id = ${a}.id)`,
    `not exists (select 1 from agenda_items t where t.need_id = ${a}.id and t.outcome is null)`,
  ]
}

export function itemConditions(a: string, p: Bindings, given?: ItemFilter | null): string[] {
  const filter = given ?? {}
  const acting = (): string => p.held(...ACTING)
  return [
    // A column of the board asks for one stage, which the index has in order.
    ...(filter.stage ? [filter.stage.length === 1 ? `${a}.stage = ${p.bind(filter.stage[0], 'text')}` : `${a}.stage = any(${p.bind(filter.stage, 'text[]')})`] : []),
    ...(filter.overdue === true ? [overdue(a, p)] : []),
    ...(filter.leadId ? [`${a}.lead_id = ${p.bind(uuidOf('Organization', filter.leadId), 'uuid')}`] : []),
    ...(filter.convenerId ? [`${a}.convener_id = ${p.bind(uuidOf('Organization', filter.convenerId), 'uuid')}`] : []),
    ...(filter.withinId ? [within(`${a}.convener_id`, p, filter.withinId)] : []),
    ...(filter.mine ? [`(${a}.lead_id = any(${acting()}) or ${a}.convener_id = any(${acting()}) or ${a}.co_organization_ids && ${acting()})`] : []),
    ...(filter.waitingForViewer ? [waiting(a, p)] : []),
  ]
}

/** The lead's step while it is assigned or worked on; the convener's when it is returned, reported, or an extension is asked for. */
const waiting: Predicate = (a, p) =>
  `(${a}.stage in ('ASSIGNED','ACCEPTED') and ${may('item.accept')(a, p)} or ${a}.stage = 'REPORTED' and ${verifies(a, p)}
    or (${a}.stage = 'RETURNED' or ${a}.asked_due_on is not null) and ${may('item.decideExtension')(a, p)})`
const verifies: Predicate = (a, p) => `(${a}.stage = 'REPORTED' and ${a}.reported_by_id is distinct from ${p.person} and ${may('item.verify')(a, p)})`

const draftOf =
  (column: 'discussion' | 'decision'): Predicate =>
  (a, p) =>
    `case when ${seesDiscussion(a, p)} then ${a}.${column} else '' end`

const NEWEST = { columns: ['created_at', 'id'], descending: true }
const OLDEST = { columns: ['created_at', 'id'], descending: false }

export const models: Models = {
  MeetingRule: { entity: MeetingRule, orders: { OLDEST } },
  JointMeeting: {
    entity: JointMeeting,
    computed: {
      viewerMayWrite: (a, p) => may('meeting.close')(a, p),
      checkInCode: (a, p) => `case when ${may('meeting.close')(a, p)} then ${a}.check_in_code end`,
      viewerMayDecide: (a, p) => may('meeting.announce')(a, p),
    },
    firsts: { room: { type: 'Booking', where: (target, parent) => [`${target}.meeting_id = ${parent}.id`, `${target}.released_at is null`], order: 'SOONEST' } },
    connections: {
      history,
      invitations: { type: 'Invitation', where: (target, parent) => [`${target}.meeting_id = ${parent}.id`], order: 'OLDEST' },
      agenda: { type: 'AgendaItem', where: (target, parent) => [`${target}.meeting_id = ${parent}.id`], order: 'AGENDA' },
      resolvedItems: { type: 'ResolvedItem', where: (target, parent) => [`${target}.meeting_id = ${parent}.id`], order: 'OLDEST' },
      minutes: { type: 'Minutes', where: (target, parent) => [`${target}.meeting_id = ${parent}.id`], order: 'EDITION' },
    },
    orders: { LATEST: { columns: ['starts_at', 'id'], descending: true } },
  },
  Invitation: {
    entity: Invitation,
    computed: { viewerMayAnswer: (a, p) => `(${may('invitation.answer')(a, p)} and exists (select 1 from joint_meetings m where m.id = ${a}.meeting_id and m.stage = 'ANNOUNCED'))` },
    orders: { OLDEST },
  },
  AgendaItem: {
    entity: AgendaItem,
    computed: { discussion: draftOf('discussion'), decision: draftOf('decision'), viewerMayWrite: (a, p) => may('agendaItem.write')(a, p) },
    connections: {
      opinions: { type: 'Opinion', where: (target, parent) => [`${target}.agenda_item_id = ${parent}.id`], order: 'OLDEST' },
      resolved: { type: 'ResolvedItem', where: (target, parent) => [`${target}.agenda_item_id = ${parent}.id`], order: 'OLDEST' },
    },
    orders: { AGENDA: { columns: ['position', 'id'], descending: false }, NEWEST },
  },
  Opinion: { entity: Opinion, orders: { OLDEST } },
  ResolvedItem: {
    entity: ResolvedItem,
    computed: {
      overdue,
      // Without a lead organization the comparison is neither true nor false.
      viewerMayLead: (a, p) => `coalesce(${may('item.accept')(a, p)}, false)`,
      viewerMayReport: (a, p) => `coalesce(${may('item.progress')(a, p)}, false)`,
      viewerMayDecide: (a, p) => may('item.decideExtension')(a, p),
      viewerMayVerify: verifies,
      viewerMaySupervise: (a, p) => `(${a}.stage in ${OPEN} and ${may('item.supervise')(a, p)})`,
      viewerMayWrite: (a, p) => may('item.complete')(a, p),
    },
    connections: {
      steps: { type: 'ItemStep', where: (target, parent) => [`${target}.item_id = ${parent}.id`], order: 'OLDEST' },
      coOrganizations: { type: 'Organization', where: (target, parent) => [`${target}.id = any(${parent}.co_organization_ids)`], order: 'OFFICIAL' },
    },
    orders: { NEWEST, OLDEST },
  },
  ItemStep: { entity: ItemStep, computed: { actorName: name }, connections: { attachments: attachmentsOf('ItemStep') }, orders: { OLDEST: { columns: ['at', 'id'], descending: false } } },
  Minutes: {
    entity: Minutes,
    computed: {
      sha256: (a) => `encode(${a}.sha256, 'hex')`,
      viewerMayComment: (a, p) => `(${a}.stage = 'COMMENTING' and ${may('minutes.comment')(a, p)})`,
    },
    connections: { comments: { type: 'MinutesComment', where: (target, parent) => [`${target}.minutes_id = ${parent}.id`], order: 'OLDEST' } },
    orders: { EDITION: { columns: ['edition', 'id'], descending: true } },
  },
  MinutesComment: { entity: MinutesComment, computed: { actorName: name }, orders: { OLDEST: { columns: ['at', 'id'], descending: false } } },
}

export const extensions: Extensions = {
  Organization: {
    connections: {
      meetings: { type: 'JointMeeting', where: (target, parent, p, { filter }) => [`${target}.convener_id = ${parent}.id`, ...meetingConditions(target, p, filter as MeetingFilter | null | undefined)], order: 'LATEST' },
      meetingRules: { type: 'MeetingRule', where: (target, parent) => [`${target}.convener_id = ${parent}.id`, `${target}.ended_at is null`], order: 'OLDEST' },
    },
  },
}
