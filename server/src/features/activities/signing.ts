import { LockMode } from '@mikro-orm/core'
import type { GraphQLResolveInfo } from 'graphql'
import { globalId, uuidOf } from '../../graphql/ids.ts'
import type { Context } from '../../graphql/context.ts'
import { checked, line } from '../../input.ts'
import { notify, notifyAll } from '../../notices/notify.ts'
import { type Outcome, type Work, operation } from '../../operation.ts'
import { Refusal } from '../../refusal.ts'
import { Person } from '../people/person.ts'
import { requireConsent } from '../registrations/consents.ts'
import { Activity } from './activity.ts'
import { ActivityRole } from './session.ts'
import { SignUp } from './sign-up.ts'

/**
 * A place, or the next number of the waiting list. The row of the places is locked from the first look to the commit, so that whoever comes at
 * the same instant waits; behind it stands the CHECK of the same name.
 * @param personId whose sign-up it is, where not one's own
 * @throws Refusal SIGN_UP_CLOSED, SIGNED_UP_ALREADY, GUARDIAN_NEEDED, CONSENT_MISSING, NOT_FOUND or FORBIDDEN for somebody else
 */
export function signUp(context: Context, info: GraphQLResolveInfo, input: { roleId: string; personId?: string | undefined }): Promise<unknown> {
  return operation(context, info, 'signUp.make', {
    subject: { type: ActivityRole, id: input.roleId },
    input,
    run: async (work, role) => {
      const { em, now, newId } = work
      const me = work.me()
      const other = input.personId !== undefined && input.personId !== null && input.personId !== globalId('Person', me.id)
      const person = other ? await work.require('signUp.forAnother', Person, input.personId!) : me
      // Nobody who logs in has a guardian.
      const child = other && person.guardian !== null
      const activity = await openActivity(work, role)
      if (activity.forChildren && !child) throw new Refusal('GUARDIAN_NEEDED')
      if (child) await requireConsent(work, person.id, 'CHILD_DATA')
      const signUp = em.create(SignUp, {
        id: newId(), activity, role, scopeId: role.scopeId(), person, signedUpBy: me, stage: 'ASKED', position: null, reason: null, placedAt: null, createdAt: now, updatedAt: now,
      })
      if (activity.needsApproval) await notify(work, { organizationIds: [activity.organizer.id], roles: ['SECRETARY', 'CLERK', 'LIAISON'] }, 'SIGN_UP_ASKED', { type: 'Activity', id: activity.id }, { title: activity.title })
      else signUp.takePlace(role, now)
      return signUpOutcome(signUp, activity)
    },
  })
}

/** The activity, which cannot be cancelled before the transaction is over. */
async function openActivity({ em, now }: Work, role: ActivityRole): Promise<Activity> {
  role.requireOpen(now)
  const activity = await em.findOneOrFail(Activity, role.activity.id, { refresh: true, lockMode: LockMode.PESSIMISTIC_READ })
  if (activity.stage !== 'PUBLISHED') throw new Refusal('SIGN_UP_CLOSED')
  return activity
}

/** Until it begins. @throws Refusal SIGN_UP_CLOSED */
export function withdrawSignUp(context: Context, info: GraphQLResolveInfo, id: string): Promise<unknown> {
  return changeSignUp(context, info, 'signUp.withdraw', { id }, async (work, signUp, role) => {
    const held = signUp.stage === 'PLACED'
    signUp.withdraw(work.now)
    await work.em.flush()
    const activity = await work.em.findOneOrFail(Activity, signUp.activity.id)
    if (held && activity.stage === 'PUBLISHED') await moveUp(work, activity, role)
  })
}

/** The organizer lets somebody in, or says why not. */
export function decideSignUp(context: Context, info: GraphQLResolveInfo, input: { id: string; accepted: boolean; reason?: string | undefined }): Promise<unknown> {
  const reason = input.accepted ? null : checked(line(200), input.reason)
  return changeSignUp(context, info, 'signUp.decide', input, async (work, signUp, role) => {
    const activity = await work.em.findOneOrFail(Activity, signUp.activity.id)
    activity.requireStage('PUBLISHED')
    signUp.requireStage('ASKED')
    if (reason !== null) signUp.decline(reason, work.now)
    else signUp.takePlace(role, work.now)
    await work.em.flush()
    if (signUp.stage === 'PLACED') await tellPlaced(work, activity, role, [signUp.person.id])
    if (signUp.stage === 'DECLINED') await notify(work, { personIds: await toldFor(work, [signUp.person.id]) }, 'SIGN_UP_DECLINED', { type: 'Activity', id: activity.id }, { title: activity.title, reason })
  })
}

/** Locks the places before the sign-up, as whoever moves up somebody else does. */
function changeSignUp(context: Context, info: GraphQLResolveInfo, name: string, input: { id: string }, verb: (work: Work, signUp: SignUp, role: ActivityRole) => Promise<void>): Promise<unknown> {
  return operation(context, info, name, {
    subject: { type: SignUp, id: input.id },
    input,
    before: async ({ db }) => void (await db.query({ text: 'select 1 from activity_roles where id = (select role_id from sign_ups where id = $1::uuid) for no key update', values: [uuidOf('SignUp', input.id)] })),
    run: async (work, signUp) => {
      const role = await work.em.findOneOrFail(ActivityRole, signUp.role.id, { refresh: true })
      role.requireOpen(work.now)
      await verb(work, signUp, role)
      return signUpOutcome(signUp, await work.em.findOneOrFail(Activity, signUp.activity.id))
    },
  })
}

/** Gives the free places to the first of the waiting list, who are told. The caller holds the lock on the places. */
export async function moveUp(work: Work, activity: Activity, role: ActivityRole): Promise<void> {
  const { rows } = await work.db.query<{ person: string }>({
    text: `update sign_ups set stage = 'PLACED', position = null, placed_at = $2::timestamptz, updated_at = $2::timestamptz
      where id in (select id from sign_ups where role_id = $1::uuid and stage = 'QUEUED' order by position limit (select greatest(places - taken, 0) from activity_roles where id = $1::uuid))
      returning person_id as person`,
    values: [role.id, work.now.toISOString()],
  })
  if (rows.length > 0) await tellPlaced(work, activity, role, rows.map(({ person }) => person))
}

async function tellPlaced(work: Work, activity: Activity, role: ActivityRole, personIds: readonly string[]): Promise<void> {
  const startsAt = (role.session ? role.closesAt : activity.startsAt).toISOString()
  const people = await toldFor(work, personIds)
  await notifyAll(work, [{ recipients: { personIds: people }, kind: 'SIGN_UP_PLACED', subject: { type: 'Activity', id: activity.id }, details: { title: activity.title, startsAt } }])
}

/** Of a child the guardian is told. */
async function toldFor({ db }: Work, personIds: readonly string[]): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>({ text: 'select distinct coalesce(guardian_id, id) as id from people where id = any($1::uuid[])', values: [personIds] })
  return rows.map(({ id }) => id)
}

function signUpOutcome(signUp: SignUp, activity: Activity): Outcome {
  // Who signed up is told in no history: it is theirs, and the organizer's list.
  return { type: 'SignUp', id: signUp.id, organizationId: activity.organizer.id, details: { title: activity.title, stage: signUp.stage } }
}
