import type { GraphQLResolveInfo } from 'graphql'
import { globalId } from '../../graphql/ids.ts'
import type { Context } from '../../graphql/context.ts'
import { type Outcome, type Work, operation } from '../../operation.ts'
import { Refusal } from '../../refusal.ts'
import { Activity } from './activity.ts'
import { type ReadCode, STEP_SECONDS, instantOf, readCode, stepOf, stepsBetween } from './check-in-code.ts'
import { logServed } from './served.ts'
import { ActivitySession } from './session.ts'
import { SessionAttendance } from './sign-up.ts'

const HOUR = 3_600_000
/** A phone that was without a line may send until then. */
const SENT_WITHIN = 7 * 24 * HOUR
/** What comes more than so much after its code stood on the screen was sent later. */
const LATE = 5 * 60_000
/** By how many codes the screen's clock may be ahead of ours. */
const AHEAD = 2

export interface Coded {
  /** What was scanned or typed. */
  readonly code: string
  /** For a typed one, which says no session. */
  readonly sessionId?: string | undefined
}

/** The first code counts, from an hour before to an hour after; sent later it counts for when it stood on the screen. */
export function checkIn(context: Context, info: GraphQLResolveInfo, input: Coded): Promise<unknown> {
  return byCode(context, info, 'session.checkIn', input, async (work, { attendance, at, late }) => {
    attendance.checkIn(at, late, work.now)
  })
}

/** Minutes within the session go to the community's queue where the place is one that serves. */
export function checkOut(context: Context, info: GraphQLResolveInfo, input: Coded): Promise<unknown> {
  return byCode(context, info, 'session.checkOut', input, async (work, { attendance, session, at, late }) => {
    if (!attendance.checkOut(at, late, session, work.now)) return
    const activity = await work.em.findOneOrFail(Activity, session.activity.id)
    await logServed(work, activity, session, [attendance], 'CHECK_IN')
  })
}

interface Present {
  readonly attendance: SessionAttendance
  readonly session: ActivitySession
  /** When the code stood on the screen. */
  readonly at: Date
  readonly late: boolean
}

/**
 * @throws Refusal CODE_INVALID for a code of nobody's making or of a time to come, CHECK_IN_EARLY out of time, NOT_SIGNED_UP without a place
 */
function byCode(context: Context, info: GraphQLResolveInfo, name: string, input: Coded, verb: (work: Work, present: Present) => Promise<void>): Promise<unknown> {
  const read = readCode(input.code)
  if (!read) throw new Refusal('CODE_INVALID')
  const id = 'session' in read ? globalId('ActivitySession', read.session) : input.sessionId
  if (!id) throw new Refusal('BAD_INPUT', { fields: ['sessionId'] })
  return operation(context, info, name, {
    subject: { type: ActivitySession, id },
    input,
    run: async (work, session): Promise<Outcome> => {
      session.requireHeld()
      const at = instantOf(requireStep(work, session, read))
      const attendance = await attendanceOf(work, session)
      await verb(work, { attendance, session, at, late: work.now.getTime() - at.getTime() > LATE })
      return { type: 'SessionAttendance', id: attendance.id, details: { at: at.toISOString() } }
    },
  })
}

function requireStep({ context, now }: Work, session: ActivitySession, read: ReadCode): number {
  const [opens, closes] = [new Date(session.startsAt.getTime() - HOUR), new Date(session.endsAt.getTime() + HOUR)]
  const soon = new Date(now.getTime() + AHEAD * STEP_SECONDS * 1000)
  if (soon < opens || now.getTime() > closes.getTime() + SENT_WITHIN) throw new Refusal('CHECK_IN_EARLY')
  const step = stepOf(context.secrets, session.id, read, stepsBetween(opens, new Date(Math.min(closes.getTime(), soon.getTime()))))
  if (step === null) throw new Refusal('CODE_INVALID')
  return step
}

/** The actor's own row for the session, made at the first code; two at the same instant make one. */
async function attendanceOf({ em, db, context, newId, now }: Work, session: ActivitySession): Promise<SessionAttendance> {
  const { rows } = await db.query<{ id: string }>({
    text: `select id from sign_ups where person_id = $1::uuid and scope_id in ($2::uuid, $3::uuid) and stage = 'PLACED' for no key update`,
    values: [context.actor.personId, session.id, session.activity.id],
  })
  if (!rows[0]) throw new Refusal('NOT_SIGNED_UP')
  await db.query({
    text: `insert into session_attendances (id, sign_up_id, session_id, created_at, updated_at) values ($1::uuid, $2::uuid, $3::uuid, $4::timestamptz, $4::timestamptz) on conflict do nothing`,
    values: [newId(), rows[0].id, session.id, now.toISOString()],
  })
  return em.findOneOrFail(SessionAttendance, { signUp: rows[0].id, session: session.id })
}
