import { type PlaceName, actorId, placeId } from './actors.ts'
import type { Case, Kit } from './cases.ts'
import { CHECK_IN_CODE, type ItemRow, type MeetingRow, type MinutesStage, insertInvitation, insertItem, insertMeeting, insertMinutes, insertRule, insertTopic } from './meeting-rows.ts'
import { idOf, insertEntry, uuidOf } from './rows.ts'

type Variables = Record<string, unknown>

const fresh = (kit: Kit): string => uuidOf(kit.name())
const meeting = (kit: Kit, row: MeetingRow): Promise<string> => insertMeeting(kit.sql, fresh(kit), row)
const ANNOUNCED: MeetingRow = { stage: 'ANNOUNCED', asked: ['unit'] }
const HELD: MeetingRow = { stage: 'HELD', asked: ['unit'] }

async function invited(kit: Kit, row: MeetingRow = ANNOUNCED): Promise<string> {
  return idOf('Invitation', await insertInvitation(kit.sql, fresh(kit), await meeting(kit, { ...row, asked: [] }), 'unit'))
}

/** A topic on the agenda of a meeting that has been held and to which the unit was asked. */
async function topic(kit: Kit, convener: PlaceName = 'community'): Promise<string> {
  return idOf('AgendaItem', await insertTopic(kit.sql, fresh(kit), { convener, meeting: await meeting(kit, { ...HELD, convener }) }))
}

async function item(kit: Kit, row: Pick<ItemRow, 'stage'> & Partial<ItemRow>): Promise<string> {
  const of = await meeting(kit, { stage: 'HELD', asked: ['ally'] })
  return idOf('ResolvedItem', await insertItem(kit.sql, fresh(kit), { helps: ['neighbour'], ...row, meeting: of, topic: await insertTopic(kit.sql, fresh(kit), { meeting: of }) }))
}

async function withMinutes(kit: Kit, stage: MinutesStage | null): Promise<{ meetingId: string; id: string }> {
  const [of, minutes] = [await meeting(kit, HELD), fresh(kit)]
  if (stage) await insertMinutes(kit.sql, minutes, of, stage)
  return { meetingId: idOf('JointMeeting', of), id: idOf('Minutes', minutes) }
}

const toCome = (kit: Kit, convener: PlaceName = 'community'): Variables => ({ convenerId: placeId(convener), kind: 'URGENT', title: kit.name(), startsAt: '2026-03-10T01:00:00Z', endsAt: '2026-03-10T02:00:00Z', invitations: [{ organizationId: placeId('unit'), capacity: 'UNIT' }, { name: '居民', capacity: 'RESIDENT' }] })
const resolution = (kit: Kit): Variables => ({ text: kit.name(), leadId: placeId('unit'), coOrganizationIds: [placeId('neighbour')], dueOn: '2026-06-30' })
const rule = (kit: Kit): Variables => ({ convenerId: placeId('community'), title: kit.name(), rhythm: 'DAYS_OF_MONTH', days: [6, 16, 26], dayRoles: ['HEAR', 'PUSH', 'LOOK_BACK'], startMinute: 540, duration: 60, noticeDays: 3 })
const proposal = (kit: Kit, convener: PlaceName, proposer: PlaceName): Variables => ({ input: { convenerId: placeId(convener), proposerId: placeId(proposer), title: kit.name() } })

const meetings: Record<string, Case> = {
  setMeetingRule: { mutation: 'setMeetingRule', make: async (kit) => ({ input: rule(kit) }) },
  endMeetingRule: { mutation: 'endMeetingRule', make: async (kit) => ({ id: idOf('MeetingRule', await insertRule(kit.sql, fresh(kit), 'community')) }) },
  planMeeting: { mutation: 'planMeeting', make: async (kit) => ({ input: toCome(kit) }) },
  'planMeeting: by a rule': { mutation: 'planMeeting', make: async (kit) => ({ input: toCome(kit), ruleId: idOf('MeetingRule', await insertRule(kit.sql, fresh(kit), 'community')) }) },
  'planMeeting: by the rule of the street': { mutation: 'planMeeting', make: async (kit) => ({ input: toCome(kit), ruleId: idOf('MeetingRule', await insertRule(kit.sql, fresh(kit), 'street')) }) },
  'planMeeting: in a room of the neighbour': { mutation: 'planMeeting', make: async (kit) => ({ input: toCome(kit), roomId: idOf('Resource', await insertEntry(kit.sql, fresh(kit), { type: 'Resource', name: 'room', owner: 'neighbour', category: 'VENUE' })) }) },
  logMeeting: {
    mutation: 'logMeeting',
    make: async (kit) => ({ input: { meeting: { ...toCome(kit), startsAt: '2026-03-01T01:00:00Z', endsAt: '2026-03-01T02:00:00Z' }, items: [{ title: 't', decision: 'd', outcome: 'DECIDED', opinions: [{ organizationId: placeId('unit'), stance: 'SUPPORT', words: '' }], resolved: [resolution(kit)] }] } }),
  },
  announceMeeting: { mutation: 'announceMeeting', make: async (kit) => ({ id: idOf('JointMeeting', await meeting(kit, { asked: ['unit'] })) }), flag: 'viewerMayDecide' },
  cancelMeeting: { mutation: 'cancelMeeting', make: async (kit) => ({ id: idOf('JointMeeting', await meeting(kit, ANNOUNCED)), reason: 'r' }), flag: 'viewerMayDecide' },
  closeMeeting: { mutation: 'closeMeeting', make: async (kit) => ({ id: idOf('JointMeeting', await meeting(kit, { ...ANNOUNCED, past: true })) }), flag: 'viewerMayWrite' },
  publishMeeting: { mutation: 'publishMeeting', make: async (kit) => ({ id: (await withMinutes(kit, 'ISSUED')).meetingId, public: true }), flag: 'viewerMayDecide' },
  inviteToMeeting: { mutation: 'inviteToMeeting', make: async (kit) => ({ meetingId: idOf('JointMeeting', await meeting(kit, ANNOUNCED)), invitation: { organizationId: placeId('neighbour'), capacity: 'OBSERVER' } }) },
  answerInvitation: { mutation: 'answerInvitation', make: async (kit) => ({ id: await invited(kit), answer: 'COMING', substitute: 's' }), flag: 'viewerMayAnswer' },
  recordAttendance: { mutation: 'recordAttendance', make: async (kit) => ({ id: await invited(kit, { stage: 'HELD' }), attendance: 'PRESENT' }) },
  checkInToMeeting: {
    mutation: 'checkInToMeeting',
    make: async (kit) => {
      const of = await meeting(kit, ANNOUNCED)
      await kit.sql(`update joint_meetings set starts_at = '2026-03-02T01:00:00Z', ends_at = '2026-03-02T02:00:00Z' where id = $1`, [of])
      return { id: idOf('JointMeeting', of), code: CHECK_IN_CODE }
    },
  },
}

const topics: Record<string, Case> = {
  proposeAgendaItem: { mutation: 'proposeAgendaItem', make: async (kit) => proposal(kit, 'street', 'community') },
  'proposeAgendaItem: by the ally': { mutation: 'proposeAgendaItem', make: async (kit) => proposal(kit, 'street', 'ally') },
  'proposeAgendaItem: of the unit to another district': { mutation: 'proposeAgendaItem', make: async (kit) => proposal(kit, 'foreign', 'unit') },
  scheduleAgenda: {
    mutation: 'scheduleAgenda',
    make: async (kit) => ({ meetingId: idOf('JointMeeting', await meeting(kit, ANNOUNCED)), items: [{ id: idOf('AgendaItem', await insertTopic(kit.sql, fresh(kit), { proposer: 'unit' })), minutes: 20 }] }),
  },
  writeAgendaItem: { mutation: 'writeAgendaItem', make: async (kit) => ({ id: await topic(kit), version: 1, discussion: 'd', decision: 'd' }), flag: 'viewerMayWrite' },
  settleAgendaItem: { mutation: 'settleAgendaItem', make: async (kit) => ({ id: await topic(kit), outcome: 'CARRIED_OVER' }), flag: 'viewerMayWrite' },
  'settleAgendaItem: handed up to the street': { mutation: 'settleAgendaItem', make: async (kit) => ({ id: await topic(kit), outcome: 'HANDED_UP' }), flag: 'viewerMayWrite' },
  recordOpinion: { mutation: 'recordOpinion', make: async (kit) => ({ id: await topic(kit), organizationId: placeId('unit'), stance: 'OBJECTION', words: 'w' }), flag: 'viewerMayWrite' },
}

const of = (mutation: string, row: Parameters<typeof item>[1], more: Variables, flag: string): Case => ({ mutation, make: async (kit) => ({ id: await item(kit, row), ...more }), flag })
const reporter = actorId('LIAISON @ unit')

const items: Record<string, Case> = {
  resolveItem: { mutation: 'resolveItem', make: async (kit) => ({ agendaItemId: await topic(kit), item: resolution(kit) }) },
  completeItem: { mutation: 'completeItem', make: async (kit) => ({ id: await item(kit, { stage: 'NOTED' }), item: resolution(kit) }), flag: 'viewerMayWrite' },
  acceptItem: of('acceptItem', { stage: 'ASSIGNED' }, {}, 'viewerMayLead'),
  returnItem: of('returnItem', { stage: 'ASSIGNED' }, { words: 'w' }, 'viewerMayLead'),
  reportProgress: of('reportProgress', { stage: 'ACCEPTED' }, { words: 'w' }, 'viewerMayReport'),
  reportDone: of('reportDone', { stage: 'ACCEPTED' }, { words: 'w' }, 'viewerMayLead'),
  askExtension: of('askExtension', { stage: 'ACCEPTED' }, { dueOn: '2026-07-31', words: 'w' }, 'viewerMayLead'),
  decideExtension: of('decideExtension', { stage: 'ACCEPTED', askedDueOn: '2026-07-31' }, { granted: true }, 'viewerMayDecide'),
  reassignItem: of('reassignItem', { stage: 'RETURNED' }, { leadId: placeId('neighbour'), dueOn: '2026-07-31' }, 'viewerMayDecide'),
  verifyItem: of('verifyItem', { stage: 'REPORTED', reporter }, { accepted: true }, 'viewerMayVerify'),
  'verifyItem: sent back': of('verifyItem', { stage: 'REPORTED', reporter }, { accepted: false, words: 'w' }, 'viewerMayVerify'),
  'verifyItem: reported by the clerk of the community': of('verifyItem', { stage: 'REPORTED', lead: 'community', reporter: actorId('CLERK @ community') }, { accepted: true }, 'viewerMayVerify'),
  superviseItem: of('superviseItem', { stage: 'ACCEPTED' }, { words: 'w' }, 'viewerMaySupervise'),
  'superviseItem: led from another district': of('superviseItem', { stage: 'ACCEPTED', lead: 'stranger' }, { words: 'w' }, 'viewerMaySupervise'),
  lookBackItem: of('lookBackItem', { stage: 'CLOSED' }, { satisfaction: 5 }, 'viewerMayWrite'),
}

const upon = (mutation: string, stage: MinutesStage | null, more: Variables = {}): Case => ({ mutation, make: async (kit) => ({ meetingId: (await withMinutes(kit, stage)).meetingId, ...more }) })

const minutes: Record<string, Case> = {
  openMinutes: upon('openMinutes', null),
  commentMinutes: { mutation: 'commentMinutes', make: async (kit) => ({ id: (await withMinutes(kit, 'COMMENTING')).id, organizationId: placeId('unit'), words: 'w' }), flag: 'viewerMayComment' },
  confirmMinutes: upon('confirmMinutes', 'COMMENTING'),
  issueMinutes: upon('issueMinutes', 'CONFIRMED'),
  correctMinutes: upon('correctMinutes', 'ISSUED', { reason: 'r' }),
}

export const MEETING_CASES: Record<string, Case> = { ...meetings, ...topics, ...items, ...minutes }
