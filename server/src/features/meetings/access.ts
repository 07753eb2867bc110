import type { Predicate } from '../../access/bindings.ts'
import { ACTING, OVERSEEING, allOf, anyOf, holds, holdsAbove, loggedIn } from '../../access/rules.ts'
import type { Access } from '../../access/table.ts'

const ofConvener: Predicate = anyOf(holds('convener_id', ...ACTING), holdsAbove('convener_id', ...OVERSEEING))
const isAsked =
  (meeting: string): Predicate =>
  (alias, p) =>
    `exists (select 1 from invitations asked where asked.meeting_id = ${alias}.${meeting} and ${holds('organization_id', ...ACTING)('asked', p)})`

/** The convener's side and those above; those who are asked, once it is announced or held; everybody when the convener makes it public. */
const seesMeeting: Predicate = anyOf(
  ofConvener,
  (alias, p) => `(${alias}.stage in ('ANNOUNCED','HELD') and (${isAsked('id')(alias, p)} or ${alias}.public and ${loggedIn(alias, p)}))`,
)
const throughMeeting: Predicate = (alias, p) => `exists (select 1 from joint_meetings m where m.id = ${alias}.meeting_id and ${seesMeeting('m', p)})`

const seesAgendaItem: Predicate = anyOf(ofConvener, holds('proposer_id', ...ACTING), throughMeeting)
const worksOn: Predicate = (alias, p) => `(${holds('lead_id', ...ACTING)(alias, p)} or ${alias}.co_organization_ids && ${p.held(...ACTING)})`
/** What is only noted belongs to the convener until the minutes are issued. */
const seesItem: Predicate = anyOf(ofConvener, (alias, p) => `(${alias}.stage <> 'NOTED' and (${worksOn(alias, p)} or ${holdsAbove('lead_id', ...OVERSEEING)(alias, p)} or ${throughMeeting(alias, p)}))`)

const through =
  (table: string, column: string, sees: Predicate): Predicate =>
  (alias, p) =>
    `exists (select 1 from ${table} t where t.id = ${alias}.${column} and ${sees('t', p)})`
const seesMinutes: Predicate = anyOf(ofConvener, (alias, p) => `(${alias}.stage <> 'DRAFT' and ${isAsked('meeting_id')(alias, p)} or ${alias}.stage = 'ISSUED' and ${throughMeeting(alias, p)})`)

/** A clerk writes, the secretary decides. */
const writes: Predicate = holds('convener_id', 'SECRETARY', 'CLERK')
const decides: Predicate = holds('convener_id', 'SECRETARY')
const writesMeeting: Predicate = (alias, p) => `exists (select 1 from joint_meetings m where m.id = ${alias}.meeting_id and ${writes('m', p)})`
const leads: Predicate = holds('lead_id', ...ACTING)
/** Those above the convener or the lead organization press for it; so does the convener. */
const supervises: Predicate = anyOf(decides, holdsAbove('convener_id', 'SUPERVISOR', 'SECRETARY'), holdsAbove('lead_id', 'SUPERVISOR'))

export const access: Access = {
  visible: {
    MeetingRule: anyOf(ofConvener, (alias, p) => `${alias}.convener_id = any(${p.circles})`),
    JointMeeting: seesMeeting,
    Invitation: throughMeeting,
    AgendaItem: seesAgendaItem,
    Opinion: through('agenda_items', 'agenda_item_id', seesAgendaItem),
    ResolvedItem: seesItem,
    ItemStep: through('resolved_items', 'item_id', seesItem),
    Minutes: seesMinutes,
    MinutesComment: through('minutes', 'minutes_id', seesMinutes),
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
    'minutes.comment': () => allOf(seesMinutes, (alias, p) => isAsked('meeting_id')(alias, p)),
    'minutes.confirm': () => decides,
    'minutes.issue': () => decides,
    'minutes.correct': () => decides,
  },
}
