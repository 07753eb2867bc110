import type { GraphQLResolveInfo } from 'graphql'
import type { Attendance } from '@red-alliance/shared/glossary'
import { uuidOf } from '../../graphql/ids.ts'
import type { Context } from '../../graphql/context.ts'
import { type Work, operation } from '../../operation.ts'
import { Refusal } from '../../refusal.ts'
import { Activity } from './activity.ts'
import { logServed } from './served.ts'
import { ActivitySession } from './session.ts'
import { SessionAttendance, SignUp } from './sign-up.ts'

const MOST_ENTRIES = 500

export interface AttendanceEntry {
  readonly signUpId: string
  readonly came: Attendance
  /** Whole minutes; where they are left out, the session's own. */
  readonly minutes?: number | undefined
}

/**
 * The whole list of a session, kept by hand, in one call. It counts as much as codes do; what a code has led to already stays.
 * @throws Refusal BAD_INPUT for more than 500, somebody without a place in the session, or minutes beyond it; WRONG_STATUS before it begins
 */
export function recordSessionAttendance(context: Context, info: GraphQLResolveInfo, input: { sessionId: string; entries: readonly AttendanceEntry[] }): Promise<unknown> {
  return operation(context, info, 'session.recordAttendance', {
    subject: { type: ActivitySession, id: input.sessionId },
    input,
    run: async (work, session) => {
      session.requireHeld()
      if (session.startsAt > work.now) throw new Refusal('WRONG_STATUS', { status: 'FUTURE' })
      const activity = await work.em.findOneOrFail(Activity, session.activity.id)
      activity.requireStage('PUBLISHED')
      const entries = requireEntries(session, input.entries)
      const attendances = await rowsOf(work, session, entries)
      const whole = session.minutesWithin(session.startsAt, session.endsAt)
      for (const { attendance, came, minutes } of attendances) attendance.record(came, minutes ?? whole, work.now)
      await work.em.flush()
      await logServed(work, activity, session, attendances.map(({ attendance }) => attendance), 'ATTENDANCE')
      return { type: 'ActivitySession', id: session.id, organizationId: activity.organizer.id, parties: [activity.organizer.id], details: { title: activity.title, entries: entries.size } }
    },
  })
}

/** By sign-up; each once. */
function requireEntries(session: ActivitySession, entries: readonly AttendanceEntry[]): Map<string, AttendanceEntry> {
  const longest = session.minutesWithin(session.startsAt, session.endsAt)
  if (entries.length === 0 || entries.length > MOST_ENTRIES) throw new Refusal('BAD_INPUT', { fields: ['entries'], most: MOST_ENTRIES })
  for (const { came, minutes } of entries) {
    if (minutes !== undefined && minutes !== null && (minutes < 0 || minutes > longest)) throw new Refusal('BAD_INPUT', { fields: ['entries.minutes'], most: longest })
    if (came === 'ON_LEAVE') throw new Refusal('BAD_INPUT', { fields: ['entries.came'] })
  }
  const bySignUp = new Map(entries.map((entry) => [uuidOf('SignUp', entry.signUpId), entry]))
  if (bySignUp.size < entries.length) throw new Refusal('BAD_INPUT', { fields: ['entries.signUpId'] })
  return bySignUp
}

async function rowsOf({ em, db, newId, now }: Work, session: ActivitySession, entries: Map<string, AttendanceEntry>): Promise<(AttendanceEntry & { attendance: SessionAttendance })[]> {
  const ids = [...entries.keys()]
  const { rows } = await db.query<{ id: string }>({
    text: `select id from sign_ups where id = any($1::uuid[]) and scope_id in ($2::uuid, $3::uuid) and stage = 'PLACED' order by id for no key update`,
    values: [ids, session.id, session.activity.id],
  })
  if (rows.length < ids.length) throw new Refusal('BAD_INPUT', { fields: ['entries.signUpId'] })
  const known = new Map((await em.find(SessionAttendance, { session, signUp: { $in: ids } })).map((row) => [row.signUp.id, row]))
  return [...entries].map(([id, entry]) => ({
    ...entry,
    attendance:
      known.get(id) ??
      em.create(SessionAttendance, { id: newId(), signUp: em.getReference(SignUp, id), session, came: 'UNKNOWN', checkedInAt: null, checkedOutAt: null, minutes: null, sentLate: false, log: null, createdAt: now, updatedAt: now }),
  }))
}
