import type { Predicate } from '../../access/bindings.ts'
import { ACTING, OVERSEEING, allOf, anyOf, holds, holdsAbove, loggedIn } from '../../access/rules.ts'
import type { Access } from '../../access/table.ts'

const ofConvener: Predicate = anyOf(holds('convener_id', ...ACTING), holdsAbove('convener_id', ...OVERSEEING))
const isAsked =
  (meeting: string): Predicate =>
  (alias, p) =>
    `${alias}.${meeting} in (select asked.meeting_id from invitations asked where ${holds('organization_id', ...ACTING)('asked', p)})`

/** The convener's side and those above; those who are asked, once it is announced (be it cancelled since) or held. */
const takesPart: Predicate = anyOf(ofConvener, (alias, p) => `((${alias}.announced_at is not null or ${alias}.stage = 'HELD') and ${isAsked('id')(alias, p)})`)
/** Everybody too when the convener makes its minutes public, and not before there are any. */
const seesMeeting: Predicate = anyOf(
  takesPart,
  (alias, p) => `(${alias}.public and ${loggedIn(alias, p)} and (select sealed.id from minutes sealed where sealed.meeting_id = ${alias}.id and sealed.stage = 'ISSUED' limit 1) is not null)`,
)
const through =
  (table: string, column: string, sees: Predicate): Predicate =>
  (alias, p) =>
    // Named after its table: one within another must not hide it. No `exists`: PostgreSQL would gather all rows the actor sees before it shows twenty.
    `coalesce((select ${sees(`the_${table}`, p)} from ${table} the_${table} where the_${table}.id = ${alias}.${column}), false)`
const throughMeeting = through('joint_meetings', 'meeting_id', seesMeeting)

const commentsMinutes: Predicate = anyOf(ofConvener, (alias, p) => `(${alias}.stage <> 'DRAFT' and ${isAsked('meeting_id')(alias, p)})`)
const seesMinutes: Predicate = anyOf(commentsMinutes, (alias, p) => `(${alias}.stage = 'ISSUED' and ${throughMeeting(alias, p)})`)

const seesAgendaItem: Predicate = anyOf(ofConvener, holds('proposer_id', ...ACTING), throughMeeting)
/** What is written of a topic is the draft of the minutes: seen by whoever may see them, and by who proposed it once they are issued. */
export const seesDiscussion: Predicate = anyOf(
  ofConvener,
  (alias, p) => `(${alias}.meeting_id is null or exists (select 1 from minutes read where read.meeting_id = ${alias}.meeting_id and (${seesMinutes('read', p)} or read.stage = 'ISSUED' and ${holds('proposer_id', ...ACTING)(alias, p)})))`,
)
const worksOn: Predicate = (alias, p) => `(${holds('lead_id', ...ACTING)(alias, p)} or ${alias}.co_organization_ids && ${p.held(...ACTING)})`
/** What is only noted belongs to the convener until the minutes are issued. */
const itemFor = (others: Predicate): Predicate => anyOf(ofConvener, (alias, p) => `(${alias}.stage <> 'NOTED' and (${worksOn(alias, p)} or ${holdsAbove('lead_id', ...OVERSEEING)(alias, p)} or ${others(alias, p)}))`)
const seesItem = itemFor(throughMeeting)
/** What is reported of it is for those who were asked, not for everybody who may read the minutes. */
const followsItem = itemFor(through('joint_meetings', 'meeting_id', takesPart))

/** A clerk writes, the secretary decides. */
const writes: Predicate = holds('convener_id', 'SECRETARY', 'CLERK')
const decides: Predicate = holds('convener_id', 'SECRETARY')
const writesMeeting: Predicate = (alias, p) => `exists (select 1 from joint_meetings m where m.id = ${alias}.meeting_id and ${writes('m', p)})`
const leads: Predicate = holds('lead_id', ...ACTING)
/** Those above the convener or the lead organization press for it; so does the convener. */
const supervises: Predicate = anyOf(decides, holdsAbove('convener_id', 'SUPERVISOR', 'SECRETARY'), holdsAbove('lead_id', 'SUPERVISOR'))

export const access: Access = {
  visible: {
    /** Whoever stands below the convener or in its alliance. */
    MeetingRule: anyOf(ofConvener, (alias, p) => `(${alias}.convener_id = any(${p.circles}) or exists (select 1 from alliances l where l.convener_id = ${alias}.convener_id and l.id = any(${p.circles})))`),
    JointMeeting: seesMeeting,
    Invitation: through('joint_meetings', 'meeting_id', takesPart),
    AgendaItem: seesAgendaItem,
    Opinion: through('agenda_items', 'agenda_item_id', allOf(seesAgendaItem, seesDiscussion)),
    ResolvedItem: seesItem,
    ItemStep: through('resolved_items', 'item_id', followsItem),
    Minutes: seesMinutes,
    MinutesComment: through('minutes', 'minutes_id', commentsMinutes),
  },
  may: {
    /** Subject: the convener. */
    'meetingRule.set': () => holds('id', 'SECRETARY'),
    'meetingRule.end': () => decides,
    'meeting.plan': () => holds('id', 'SECRETARY', 'CLERK'),
    'meeting.log': () => holds('id', 'SECRETARY', 'CLERK'),
    'meeting.announce': () => decides,
    'meeting.cancel': () => decides,
    'meeting.close': () => writes,
    'meeting.invite': () => writes,
    'meeting.publish': () => decides,
    'meeting.checkIn': () => isAsked('id'),
    'invitation.answer': () => holds('organization_id', ...ACTING),
    'invitation.attend': () => writesMeeting,
    /** Subject: the organization that proposes. */
    'agendaItem.propose': () => holds('id', ...ACTING),
    'agendaItem.schedule': () => writes,
    'agendaItem.write': () => writes,
    'agendaItem.settle': () => writes,
    'opinion.record': () => writes,
    /** Subject: the agenda item it was resolved on. */
    'item.resolve': () => writes,
    'item.complete': () => writes,
    'item.accept': () => leads,
    'item.return': () => leads,
    'item.progress': () => worksOn,
    'item.report': () => leads,
    'item.askExtension': () => leads,
    'item.decideExtension': () => decides,
    'item.reassign': () => decides,
    'item.verify': () => anyOf(writes, holdsAbove('convener_id', 'SUPERVISOR')),
    'item.supervise': () => supervises,
    'item.lookBack': () => writes,
    /** Subject: the meeting, which has been held. */
    'minutes.write': () => writes,
    'minutes.open': () => writes,
    'minutes.comment': () => isAsked('meeting_id'),
    'minutes.confirm': () => decides,
    'minutes.issue': () => decides,
    'minutes.correct': () => decides,
  },
}
