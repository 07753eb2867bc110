import type { GraphQLResolveInfo } from 'graphql'
import type { Context } from '../../graphql/context.ts'
import { globalId } from '../../graphql/ids.ts'
import { notify } from '../../notices/notify.ts'
import { type Outcome, type Work, operation } from '../../operation.ts'
import { Refusal } from '../../refusal.ts'
import { Organization } from '../organizations/organization.ts'
import { Person } from '../people/person.ts'
import { recordConsent, requireConsent } from './consents.ts'
import { outcome, settle } from './decide.ts'
import { Registration } from './registration.ts'

/**
 * Of oneself, with the community one lives in; it waits until the community confirms.
 * @throws Refusal CONSENT_MISSING without a yes to the community's learning of it, REGISTERED_ALREADY, BAD_INPUT at what is no community
 */
export function registerMember(context: Context, info: GraphQLResolveInfo, input: { communityId: string; consent: boolean }): Promise<unknown> {
  return operation(context, info, 'registration.askMember', {
    input,
    run: async (work) => {
      const person = await oneselfLocked(work)
      const community = await communityOf(work, input.communityId)
      await requireNone(work, { person })
      await recordConsent(work, person, 'MEMBERSHIP', input.consent)
      return ask(work, newRegistration(work, { person, place: community }), person.name)
    },
  })
}

/**
 * To the community one has moved to. The present registration lasts until the new one is confirmed: nobody is registered nowhere or twice.
 * @throws Refusal NOT_FOUND where there is none to move, REGISTERED_ALREADY when a move waits already or leads where one is
 */
export function moveRegistration(context: Context, info: GraphQLResolveInfo, communityId: string): Promise<unknown> {
  return operation(context, info, 'registration.askMember', {
    input: { communityId },
    run: async (work) => {
      const person = await oneselfLocked(work)
      const community = await communityOf(work, communityId)
      const present = await work.em.find(Registration, { person, stage: { $in: ['WAITING', 'CONFIRMED'] } })
      const confirmed = present.find(({ stage }) => stage === 'CONFIRMED')
      if (!confirmed) throw new Refusal('NOT_FOUND', { type: 'Registration' })
      if (present.length > 1 || confirmed.place.id === community.id) throw new Refusal('REGISTERED_ALREADY')
      await requireConsent(work, person.id, 'MEMBERSHIP')
      return ask(work, newRegistration(work, { person, place: community, movedFrom: confirmed }), person.name)
    },
  })
}

/**
 * By the community, upon what the person signed: confirmed at once; the person is told and can end it.
 * @param consentOn date of the signature
 */
export function registerMemberFor(context: Context, info: GraphQLResolveInfo, input: { communityId: string; personId: string; consentOn: string }): Promise<unknown> {
  return operation(context, info, 'registration.registerMemberFor', {
    subject: { type: Organization, id: input.communityId },
    input,
    run: async (work, community) => {
      requireCommunity(community)
      const person = await work.load(Person, input.personId)
      if (person.guardian) throw new Refusal('BAD_INPUT', { fields: ['personId'] })
      await requireNone(work, { person })
      await recordConsent(work, person, 'MEMBERSHIP', { organizationId: community.id, agreedOn: input.consentOn })
      const registration = newRegistration(work, { person, place: community, byPlace: true })
      await settle(work, registration)
      return outcome(registration)
    },
  })
}

/**
 * Of a unit's party organization with the street or community above it: by its liaison it waits, by the place it is confirmed at once.
 * @throws Refusal FORBIDDEN for who acts for neither side, BAD_INPUT where the unit does not stand, REGISTERED_ALREADY
 */
export function registerUnitParty(context: Context, info: GraphQLResolveInfo, input: { unitId: string; placeId: string }): Promise<unknown> {
  return operation(context, info, 'registration.registerUnit', {
    subject: { type: Organization, id: input.unitId },
    input,
    run: async (work, unit) => {
      const byUnit = context.actor.roles.some(({ role, organizationId }) => role === 'LIAISON' && organizationId === unit.id)
      const place = byUnit ? await work.find(Organization, input.placeId) : await work.require('registration.registerUnitAt', Organization, input.placeId)
      if (unit.kind !== 'UNIT') throw new Refusal('BAD_INPUT', { fields: ['unitId'] })
      if (!['STREET', 'COMMUNITY'].includes(place.kind) || !(await standsIn(work, unit, place))) throw new Refusal('BAD_INPUT', { fields: ['placeId'] })
      await requireNone(work, { unit })
      const registration = newRegistration(work, { unit, place, byPlace: !byUnit })
      if (byUnit) return ask(work, registration, unit.name)
      await settle(work, registration)
      return outcome(registration)
    },
  })
}

function newRegistration({ em, context, now, newId }: Work, { place, person = null, unit = null, movedFrom = null, byPlace = false }: { place: Organization; person?: Person | null; unit?: Organization | null; movedFrom?: Registration | null; byPlace?: boolean }): Registration {
  return em.create(Registration, {
    id: newId(), kind: unit ? 'UNIT' : 'MEMBER', person, unit, place, stage: 'WAITING', byPlace, movedFrom,
    askedBy: em.getReference(Person, context.actor.personId!), decidedBy: null, decidedAt: null, reason: '', endedAt: null, endReason: null, createdAt: now,
  })
}

async function ask(work: Work, registration: Registration, name: string): Promise<Outcome> {
  await notify(work, { organizationIds: [registration.place.id], roles: ['SECRETARY', 'CLERK'] }, 'REGISTRATION_ASKED', { type: 'Registration', id: registration.id }, { name })
  return outcome(registration)
}

/** With its row locked: two tries at once stand in one line. */
function oneselfLocked(work: Work): Promise<Person> {
  return work.load(Person, globalId('Person', work.me().id))
}

async function communityOf(work: Work, id: string): Promise<Organization> {
  const community = await work.find(Organization, id)
  requireCommunity(community)
  return community
}

function requireCommunity({ kind }: Organization): void {
  if (kind !== 'COMMUNITY') throw new Refusal('BAD_INPUT', { fields: ['communityId'] })
}

async function requireNone({ em }: Work, of: { person: Person } | { unit: Organization }): Promise<void> {
  if ((await em.count(Registration, { ...of, stage: { $in: ['WAITING', 'CONFIRMED'] } })) > 0) throw new Refusal('REGISTERED_ALREADY')
}

async function standsIn({ db }: Work, unit: Organization, place: Organization): Promise<boolean> {
  return (await db.query({ text: 'select 1 from organization_closure where descendant_id = $1::uuid and ancestor_id = $2::uuid', values: [unit.id, place.id] })).rows.length > 0
}
