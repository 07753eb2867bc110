import type { GraphQLResolveInfo } from 'graphql'
import { attachFiles } from '../../files/attach.ts'
import type { Context } from '../../graphql/context.ts'
import { checked, line } from '../../input.ts'
import { notify } from '../../notices/notify.ts'
import { type Work, operation } from '../../operation.ts'
import { Refusal } from '../../refusal.ts'
import { releaseBookings } from '../projects/book.ts'
import { Activity } from './activity.ts'
import { activityOutcome } from './draft.ts'
import { requirePlaces } from './lay-out.ts'
import { ActivityRole, ActivitySession } from './session.ts'
import { moveUp } from './signing.ts'

const MOST_LISTENERS = 100_000

/** @throws Refusal WRONG_STATUS unless a draft that is still to come; ADULTS_MISSING where children come and nobody vetted is named */
export function publishActivity(context: Context, info: GraphQLResolveInfo, id: string): Promise<unknown> {
  return changeActivity(context, info, 'activity.publish', { id }, async ({ now }, activity) => {
    if (activity.forChildren && activity.adults === 0) throw new Refusal('ADULTS_MISSING')
    activity.publish(now)
  })
}

/** A draft is thrown away; of what was published everybody signed up is told why. What it used is free again. */
export function cancelActivity(context: Context, info: GraphQLResolveInfo, input: { id: string; reason: string }): Promise<unknown> {
  const reason = checked(line(200), input.reason)
  return changeActivity(context, info, 'activity.cancel', input, async (work, activity) => {
    activity.cancel(reason, work.now)
    await work.em.flush()
    const { rows } = await work.db.query<{ id: string }>({ text: 'select id from activity_sessions where activity_id = $1::uuid and ends_at > $2::timestamptz', values: [activity.id, work.now.toISOString()] })
    await releaseBookings(work, 'session_id', rows.map((session) => session.id))
    await tellSignedUp(work, activity, activity.id, reason)
  })
}

/** One of several does not take place. */
export function cancelSession(context: Context, info: GraphQLResolveInfo, input: { id: string; reason: string }): Promise<unknown> {
  const reason = checked(line(200), input.reason)
  return operation(context, info, 'session.cancel', {
    subject: { type: ActivitySession, id: input.id },
    input,
    run: async (work, session) => {
      const activity = await work.em.findOneOrFail(Activity, session.activity.id)
      activity.requireStage('PUBLISHED')
      session.cancel(reason, work.now)
      // Nobody signs up for it any more.
      await work.db.query({ text: 'update activity_roles set closes_at = least(closes_at, $2::timestamptz) where session_id = $1::uuid', values: [session.id, work.now.toISOString()] })
      await releaseBookings(work, 'session_id', [session.id])
      await tellSignedUp(work, activity, session.id, reason)
      return { type: 'ActivitySession', id: session.id, organizationId: activity.organizer.id, parties: [activity.organizer.id], details: { title: activity.title, reason } }
    },
  })
}

/**
 * More places let the waiting list move up.
 * @throws Refusal PLACES_TAKEN below what is given away
 */
export function setPlaces(context: Context, info: GraphQLResolveInfo, input: { id: string; places: number }): Promise<unknown> {
  return operation(context, info, 'role.setPlaces', {
    subject: { type: ActivityRole, id: input.id },
    input,
    run: async (work, role) => {
      requirePlaces(input.places)
      const activity = await work.em.findOneOrFail(Activity, role.activity.id)
      role.setPlaces(input.places)
      await work.em.flush()
      if (activity.stage === 'PUBLISHED' && role.closesAt > work.now) await moveUp(work, activity, role)
      return { type: 'ActivityRole', id: role.id, organizationId: activity.organizer.id, parties: [activity.organizer.id], details: { title: activity.title, places: input.places } }
    },
  })
}

/** Photos of how it was, once it has begun. */
export function addActivityPhotos(context: Context, info: GraphQLResolveInfo, input: { id: string; fileIds: readonly string[] }): Promise<unknown> {
  return changeActivity(context, info, 'activity.addPhotos', input, async (work, activity) => {
    activity.requireBegun(work.now)
    await attachFiles(work, input.fileIds, { type: 'Activity', id: activity.id })
  })
}

/** @throws Refusal BAD_INPUT unless a lecture, or outside 0…100,000; WRONG_STATUS before it begins */
export function recordListeners(context: Context, info: GraphQLResolveInfo, input: { id: string; listeners: number }): Promise<unknown> {
  return changeActivity(context, info, 'activity.countListeners', input, async ({ now }, activity) => {
    activity.requireBegun(now)
    if (activity.kind !== 'LECTURE' || input.listeners < 0 || input.listeners > MOST_LISTENERS) throw new Refusal('BAD_INPUT', { fields: ['listeners'] })
    activity.listeners = input.listeners
    activity.touch(now)
  })
}

function changeActivity(context: Context, info: GraphQLResolveInfo, name: string, input: { id: string }, verb: (work: Work, activity: Activity) => Promise<void>): Promise<unknown> {
  return operation(context, info, name, {
    subject: { type: Activity, id: input.id },
    input,
    run: async (work, activity) => {
      await verb(work, activity)
      return activityOutcome(activity, { ...input, id: undefined })
    },
  })
}

/** Whoever has a place, waits for one, or asked for one; of a child the guardian. */
async function tellSignedUp(work: Work, activity: Activity, scopeId: string, reason: string): Promise<void> {
  const { rows } = await work.db.query<{ person: string }>({
    text: `select distinct coalesce(p.guardian_id, p.id) as person from sign_ups s join people p on p.id = s.person_id
      where (s.activity_id = $1::uuid or s.scope_id = $1::uuid) and s.stage in ('ASKED','PLACED','QUEUED')`,
    values: [scopeId],
  })
  await notify(work, { personIds: rows.map(({ person }) => person) }, 'ACTIVITY_CANCELLED', { type: 'Activity', id: activity.id }, { title: activity.title, reason })
}
