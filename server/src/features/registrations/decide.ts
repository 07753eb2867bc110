import { LockMode } from '@mikro-orm/core'
import type { GraphQLResolveInfo } from 'graphql'
import type { Context } from '../../graphql/context.ts'
import { checked, line } from '../../input.ts'
import { type Recipients, notify } from '../../notices/notify.ts'
import { type Outcome, type Work, operation } from '../../operation.ts'
import { requireConsent } from './consents.ts'
import { Registration } from './registration.ts'

/** @throws Refusal WRONG_STATUS for what does not wait, CONSENT_MISSING when it was withdrawn meanwhile, REGISTERED_ALREADY */
export function confirmRegistration(context: Context, info: GraphQLResolveInfo, id: string): Promise<unknown> {
  return operation(context, info, 'registration.confirm', {
    subject: { type: Registration, id },
    input: { id },
    run: async (work, registration) => {
      await settle(work, registration)
      return outcome(registration)
    },
  })
}

export function declineRegistration(context: Context, info: GraphQLResolveInfo, { id, reason: raw }: { id: string; reason: string }): Promise<unknown> {
  const reason = checked(line(200), raw)
  return operation(context, info, 'registration.decline', {
    subject: { type: Registration, id },
    input: { id, reason },
    run: async (work, registration) => {
      registration.decline(work.me(), reason, work.now)
      await tell(work, registration, 'REGISTRATION_DECLINED', { reason })
      return outcome(registration)
    },
  })
}

/** By either side; the community no longer counts as where the member lives. */
export function endRegistration(context: Context, info: GraphQLResolveInfo, id: string): Promise<unknown> {
  return operation(context, info, 'registration.end', {
    subject: { type: Registration, id },
    input: { id },
    run: async (work, registration) => {
      const lived = registration.stage === 'CONFIRMED' && registration.person
      registration.end('LEFT', work.now)
      if (lived) await leaves(work, lived.id, registration.place.id)
      await tell(work, registration, 'REGISTRATION_ENDED')
      return outcome(registration)
    },
  })
}

/** Confirms it: a move ends the one before; a member then lives there, the children too. */
export async function settle(work: Work, registration: Registration): Promise<void> {
  const { em, db, now } = work
  registration.requireWaiting()
  if (registration.person) await requireConsent(work, registration.person.id, 'MEMBERSHIP')
  const before = registration.movedFrom && (await em.findOneOrFail(Registration, registration.movedFrom.id, { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true }))
  if (before?.stage === 'CONFIRMED') {
    before.end('MOVED', now)
    // First, for the database allows one that is confirmed.
    await em.flush()
    await tell(work, before, 'REGISTRATION_ENDED')
  }
  registration.confirm(work.me(), now)
  await em.flush()
  if (registration.person)
    await db.query({
      text: 'update people set residence_community_id = $2::uuid, party_member = case when id = $1::uuid then true else party_member end where id = $1::uuid or guardian_id = $1::uuid',
      values: [registration.person.id, registration.place.id],
    })
  await tell(work, registration, 'REGISTRATION_CONFIRMED')
}

/** Who stands on the community's own list of residents, or is kept by it, still lives there. */
function leaves({ db }: Work, personId: string, placeId: string): Promise<unknown> {
  return db.query({
    text: `update people set residence_community_id = null where residence_community_id = $2::uuid and (id = $1::uuid or guardian_id = $1::uuid)
      and not exists (select 1 from people p left join role_assignments r on r.person_id = p.id and r.organization_id = $2::uuid and r.role = 'RESIDENT' and r.revoked_at is null
        where p.id = $1::uuid and (p.phone is null or r.id is not null))`,
    values: [personId, placeId],
  })
}

/** Both sides; who did it is left out by `notify`. */
async function tell(work: Work, registration: Registration, kind: 'REGISTRATION_CONFIRMED' | 'REGISTRATION_DECLINED' | 'REGISTRATION_ENDED', more: Record<string, unknown> = {}): Promise<void> {
  await work.em.populate(registration, ['person', 'unit', 'place'])
  const { id, person, unit, place } = registration
  const asking: Recipients = person ? { personIds: [person.id] } : { organizationIds: [unit!.id], roles: ['LIAISON'] }
  const details = { name: person?.name ?? unit!.name, place: place.name, ...more }
  await notify(work, asking, kind, { type: 'Registration', id }, details)
  if (kind === 'REGISTRATION_ENDED') await notify(work, { organizationIds: [place.id], roles: ['SECRETARY', 'CLERK'] }, kind, { type: 'Registration', id }, details)
}

/** What a change of a registration answers with; the audit names nobody. */
export function outcome({ id, kind, place, unit }: Registration): Outcome {
  return { type: 'Registration', id, organizationId: place.id, parties: unit ? [place.id, unit.id] : [place.id], details: { kind } }
}
