import type { Story } from '../../harness/story.ts'
import { type PlaceName, actorId } from './actors.ts'
import { type MeetingRow, type MinutesStage, insertComment, insertInvitation, insertItem, insertMeeting, insertMinutes, insertOpinion, insertRule, insertStep, insertTopic } from './meeting-rows.ts'
import { insert, insertAttachment, insertEntry, uuidOf } from './rows.ts'

type Named = (type: string, name: string) => string

/** A meeting of the community, if nothing else is said, with its minutes. */
const MEETINGS: Record<string, MeetingRow & { minutes?: MinutesStage }> = {
  planned: { asked: ['unit'] },
  announced: { stage: 'ANNOUNCED', asked: ['unit', 'ally'] },
  cancelled: { stage: 'CANCELLED', told: true, asked: ['unit'] },
  dropped: { stage: 'CANCELLED', told: false, asked: ['unit'] },
  held: { stage: 'HELD', asked: ['unit', 'ally'], minutes: 'DRAFT' },
  heard: { stage: 'HELD', asked: ['unit', 'ally'], minutes: 'COMMENTING' },
  minuted: { stage: 'HELD', asked: ['unit', 'ally'], minutes: 'ISSUED' },
  public: { stage: 'HELD', asked: ['unit'], isPublic: true, minutes: 'ISSUED' },
  early: { stage: 'HELD', asked: ['unit'], isPublic: true, minutes: 'COMMENTING' },
  'of-street': { convener: 'street', stage: 'ANNOUNCED', asked: ['community', 'ally'] },
  apart: { convener: 'foreign', stage: 'HELD', asked: ['stranger'], minutes: 'ISSUED' },
}

/** Meetings at every stage and distance, and everything that belongs to them. */
export async function furnishMeetings(sql: Story['sql'], named: Named): Promise<void> {
  const liaison = actorId('LIAISON @ unit')
  for (const [name, row] of Object.entries(MEETINGS)) {
    const meeting = await insertMeeting(sql, named('JointMeeting', name), { ...row, asked: [] })
    for (const place of row.asked ?? []) await insertInvitation(sql, named('Invitation', `${place}-to-${name}`), meeting, place)
    if (name !== 'of-street') await insertTopic(sql, named('AgendaItem', name), { convener: row.convener ?? 'community', meeting })
    if (row.minutes) {
      await insertOpinion(sql, named('Opinion', name), uuidOf(`AgendaItem ${name}`), 'unit')
      const minutes = await insertMinutes(sql, named('Minutes', name), meeting, row.minutes, row.convener)
      await insertComment(sql, named('MinutesComment', name), minutes, 'unit', liaison)
    }
  }
  await insertInvitation(sql, named('Invitation', 'resident-to-minuted'), uuidOf('JointMeeting minuted'), null)
  await insertInvitation(sql, named('Invitation', 'resident-to-public'), uuidOf('JointMeeting public'), null)

  await insertTopic(sql, named('AgendaItem', 'of-community-at-street'), { convener: 'street', proposer: 'community', source: 'HANDED_UP' })
  await insertTopic(sql, named('AgendaItem', 'of-ally-at-street'), { convener: 'street', proposer: 'ally' })
  await insertTopic(sql, named('AgendaItem', 'of-unit'), { proposer: 'unit' })
  await insertTopic(sql, named('AgendaItem', 'answer-of-street'), { proposer: 'street', source: 'HANDED_DOWN' })
  await insertTopic(sql, named('AgendaItem', 'of-neighbour-planned'), { proposer: 'neighbour', meeting: uuidOf('JointMeeting planned') })
  await insertTopic(sql, named('AgendaItem', 'of-neighbour-heard'), { proposer: 'neighbour', meeting: uuidOf('JointMeeting heard') })
  await insertTopic(sql, named('AgendaItem', 'of-neighbour-minuted'), { proposer: 'neighbour', meeting: uuidOf('JointMeeting minuted') })

  await furnishItems(sql, named, liaison)
  for (const convener of ['street', 'community', 'foreign'] as const) await insertRule(sql, named('MeetingRule', `of-${convener}`), convener)

  const room = await insertEntry(sql, named('Resource', 'room'), { type: 'Resource', name: 'room', owner: 'neighbour' })
  for (const meeting of ['planned', 'announced']) await insert(sql, 'bookings', { id: named('Booking', `room-${meeting}`), meeting_id: uuidOf(`JointMeeting ${meeting}`), resource_id: room, during: '[2026-03-09T01:00:00Z,2026-03-09T03:00:00Z)', quantity: 1 })
}

async function furnishItems(sql: Story['sql'], named: Named, liaison: string): Promise<void> {
  const of = async (name: string, on: string, row: Partial<Parameters<typeof insertItem>[2]>, by: PlaceName): Promise<void> => {
    const item = await insertItem(sql, named('ResolvedItem', name), { stage: 'ACCEPTED', ...row, meeting: uuidOf(`JointMeeting ${on}`), topic: uuidOf(`AgendaItem ${on}`) })
    const step = await insertStep(sql, named('ItemStep', name), item, by, liaison)
    await insertAttachment(sql, named('Attachment', `step-${name}`), liaison, { on: step, type: 'ItemStep' })
  }
  await of('noted', 'minuted', { stage: 'NOTED', helps: ['neighbour'] }, 'community')
  await of('assigned', 'minuted', { lead: 'stranger', helps: ['neighbour'] }, 'stranger')
  await of('public', 'public', {}, 'unit')
  await of('early', 'early', { stage: 'NOTED' }, 'community')
  await of('apart', 'apart', { convener: 'foreign', lead: 'foreign' }, 'foreign')
}
