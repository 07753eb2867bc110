import type { Story } from '../../harness/story.ts'
import { actorId } from './actors.ts'
import { type ActivityRow, type LaidRow, insertActivity, insertAttendance, insertParticipation, insertSignUp, insertWish } from './activities-rows.ts'
import { insert, insertAttachment, insertEntry, uuidOf } from './rows.ts'

type Named = (type: string, name: string, uuid?: string) => string

/** Of the community, if nothing else is said. */
const ACTIVITIES: Record<string, ActivityRow> = {
  draft: { stage: 'DRAFT' },
  published: {},
  cancelled: { stage: 'CANCELLED' },
  discarded: { stage: 'CANCELLED', wasPublished: false },
  'draft-of-unit': { organizer: 'unit', stage: 'DRAFT' },
  'of-unit': { organizer: 'unit' },
  apart: { organizer: 'foreign', community: 'foreign' },
}

/** Activities at every stage and distance, who signed up for them and came, which units took part, and what was wished for. */
export async function furnishActivities(sql: Story['sql'], named: Named): Promise<void> {
  const laid: Record<string, LaidRow> = {}
  for (const [name, row] of Object.entries(ACTIVITIES)) {
    const of = await insertActivity(sql, named('Activity', name), row)
    laid[name] = of
    named('ActivitySession', name, of.session)
    named('ActivityRole', name, of.role)
    named('AdultInCharge', name, uuidOf(`adult of ${of.activity}`))
  }
  const signed = async (name: string, on: string, actor: string): Promise<void> => {
    const signUp = await insertSignUp(sql, named('SignUp', name), laid[on]!, actorId(actor))
    await insertAttendance(sql, named('SessionAttendance', name), signUp, laid[on]!)
  }
  await signed('of-member', 'published', 'MEMBER @ unit')
  await signed('at-unit', 'of-unit', 'RESIDENT @ community')
  await signed('apart', 'apart', 'MEMBER @ stranger')
  const child = await insertSignUp(sql, named('SignUp', 'of-child'), laid['published']!, uuidOf('Person child'), 'PLACED', actorId('MEMBER @ unit'))
  await insertAttendance(sql, named('SessionAttendance', 'of-child'), child, laid['published']!)

  const clerk = actorId('CLERK @ community')
  await insertParticipation(sql, named('UnitParticipation', 'of-unit'), laid['published']!, 'unit', clerk)
  await insertParticipation(sql, named('UnitParticipation', 'of-ally'), laid['published']!, 'ally', clerk)
  await insertWish(sql, named('Wish', 'of-resident'), 'community', actorId('RESIDENT @ community'))
  await insertWish(sql, named('Wish', 'apart'), 'foreign', actorId('RESIDENT @ foreign'))
  await insertAttachment(sql, named('Attachment', 'of-activity'), clerk, { on: laid['published']!.activity, type: 'Activity' })

  const teacher = await insertEntry(sql, named('Resource', 'teacher'), { type: 'Resource', name: 'teacher', owner: 'neighbour' })
  for (const name of ['draft', 'published']) await insert(sql, 'bookings', { id: named('Booking', `teacher-${name}`), session_id: laid[name]!.session, resource_id: teacher, during: '[2026-03-09T00:30:00Z,2026-03-09T02:30:00Z)', quantity: 1 })
}
