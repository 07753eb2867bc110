import { ACTORS, actorId, place, placeId } from './actors.ts'
import type { Case, Kit } from './cases.ts'
import { type RegistrationRow, insertConsent, insertDocument, insertKept, insertRegistration } from './registrations-rows.ts'
import { idOf, insert, uuidOf } from './rows.ts'

const fresh = (kit: Kit): string => uuidOf(kit.name())
const kept = (kit: Kit): Promise<string> => insertKept(kit.sql, fresh(kit))
const childOf = (kit: Kit, guardian: string): Promise<string> => insertKept(kit.sql, fresh(kit), { guardian })
const MEMBER = actorId('MEMBER @ unit')

async function consent(kit: Kit, person: string): Promise<string> {
  return idOf('Consent', await insertConsent(kit.sql, fresh(kit), person, actorId('CLERK @ community'), 'DOCUMENT_NUMBER', 'community'))
}

const EVERYBODY = ACTORS.filter((actor) => actor !== 'nobody').map(actorId)
const MEMBERS = ACTORS.filter((actor) => actor.startsWith('MEMBER')).map(actorId)

/** Nobody of the actors is registered anywhere. */
async function unregistered(kit: Kit): Promise<void> {
  await kit.sql(`update registrations set stage = 'ENDED', ended_at = created_at, end_reason = 'LEFT' where id in (select id from registrations where person_id = any($1) and stage in ('WAITING','CONFIRMED') order by id for update skip locked)`, [EVERYBODY])
}

/** The members among the actors are registered in the neighbourhood. */
async function registered(kit: Kit): Promise<void> {
  await unregistered(kit)
  await kit.sql(`insert into consents (id, person_id, purpose, how, given_by_id, agreed_on, given_at) select gen_random_uuid(), person, 'MEMBERSHIP', 'SELF', person, '2026-03-01', '2026-03-01' from unnest($1::uuid[]) person on conflict do nothing`, [MEMBERS])
  await kit.sql(`insert into registrations (id, kind, person_id, place_id, stage, by_place, asked_by_id, decided_at, created_at)
    select gen_random_uuid(), 'MEMBER', person, $2, 'CONFIRMED', false, person, '2026-03-01', '2026-03-01' from unnest($1::uuid[]) person on conflict do nothing`, [MEMBERS, place('sibling')])
}

/** Of a member of the unit with the community. */
async function ofMember(kit: Kit, stage: RegistrationRow['stage']): Promise<string> {
  const person = uuidOf(kit.name())
  await insert(kit.sql, 'people', { id: person, name: '某某', home_unit_id: place('unit'), created_at: '2026-03-01T00:00:00Z' })
  await insertConsent(kit.sql, fresh(kit), person, person, 'MEMBERSHIP')
  return idOf('Registration', await insertRegistration(kit.sql, fresh(kit), { person, at: 'community', stage }))
}

async function unit(kit: Kit): Promise<string> {
  const name = kit.name()
  return idOf('Organization', await insert(kit.sql, 'organizations', { id: uuidOf(name), kind: 'UNIT', unit_kind: 'SCHOOL', name, parent_id: place('community'), created_at: '2026-03-01T00:00:00Z' }))
}

const registrations: Record<string, Case> = {
  registerMember: {
    mutation: 'registerMember',
    make: async (kit) => {
      await unregistered(kit)
      return { communityId: placeId('community'), consent: true }
    },
  },
  moveRegistration: {
    mutation: 'moveRegistration',
    make: async (kit) => {
      await registered(kit)
      return { communityId: placeId('foreign') }
    },
  },
  registerMemberFor: { mutation: 'registerMemberFor', make: async (kit) => ({ communityId: placeId('community'), personId: idOf('Person', await kept(kit)), consentOn: '2026-03-01' }) },
  registerUnitParty: { mutation: 'registerUnitParty', make: async (kit) => ({ unitId: await unit(kit), placeId: placeId('community') }) },
  confirmRegistration: { mutation: 'confirmRegistration', make: async (kit) => ({ id: await ofMember(kit, 'WAITING') }), flag: 'viewerMayConfirm' },
  declineRegistration: { mutation: 'declineRegistration', make: async (kit) => ({ id: await ofMember(kit, 'WAITING'), reason: 'r' }), flag: 'viewerMayConfirm' },
  endRegistration: { mutation: 'endRegistration', make: async (kit) => ({ id: await ofMember(kit, 'CONFIRMED') }), flag: 'viewerMayEnd' },
}

const CARD = { kind: 'ID_CARD', number: '11010519491231002X', consent: true }

const documents: Record<string, Case> = {
  setIdentityDocument: { mutation: 'setIdentityDocument', make: async () => CARD },
  'setIdentityDocument: of who has no phone': { mutation: 'setIdentityDocument', make: async (kit) => ({ ...CARD, personId: idOf('Person', await kept(kit)), agreedOn: '2026-03-01' }) },
  unmaskDocument: { mutation: 'unmaskDocument', make: async (kit) => ({ id: idOf('IdentityDocument', await insertDocument(kit.sql, fresh(kit), await kept(kit))), purpose: 'p' }), flag: 'viewerMayUnmask' },
}

const leaving: Record<string, Case> = {
  correctMyName: { mutation: 'correctMyName', make: async (kit) => ({ name: kit.name() }) },
  /** With a wrong password: the actors are needed. */
  eraseMyself: { mutation: 'eraseMyself', make: async () => ({ password: 'wrong' }) },
  erasePerson: { mutation: 'erasePerson', make: async (kit) => ({ id: idOf('Person', await kept(kit)) }) },
  'erasePerson: a child by its guardian': { mutation: 'erasePerson', make: async (kit) => ({ id: idOf('Person', await childOf(kit, MEMBER)) }) },
}

export const REGISTRATION_CASES: Record<string, Case> = {
  ...registrations,
  ...documents,
  ...leaving,
  enterPerson: { mutation: 'enterPerson', make: async (kit) => ({ communityId: placeId('community'), name: kit.name(), bornYear: 1950 }) },
  addChild: { mutation: 'addChild', make: async (kit) => ({ name: kit.name(), bornYear: 2016, consent: true }) },
  enterChild: { mutation: 'enterChild', make: async (kit) => ({ guardianId: idOf('Person', await kept(kit)), name: kit.name(), bornYear: 2016, agreedOn: '2026-03-01' }) },
  giveConsent: { mutation: 'giveConsent', make: async () => ({ purpose: 'DOCUMENT_NUMBER' }) },
  'giveConsent: of who has no phone': { mutation: 'giveConsent', make: async (kit) => ({ purpose: 'DOCUMENT_NUMBER', personId: idOf('Person', await kept(kit)), agreedOn: '2026-03-01' }) },
  'giveConsent: of a child by its guardian': { mutation: 'giveConsent', make: async (kit) => ({ purpose: 'DOCUMENT_NUMBER', personId: idOf('Person', await childOf(kit, MEMBER)) }) },
  withdrawConsent: { mutation: 'withdrawConsent', make: async (kit) => ({ id: await consent(kit, await kept(kit)) }), flag: 'viewerMayWithdraw' },
  'withdrawConsent: of a child by its guardian': { mutation: 'withdrawConsent', make: async (kit) => ({ id: await consent(kit, await childOf(kit, MEMBER)) }), flag: 'viewerMayWithdraw' },
}

/** Other input of mutations whose input is no fresh subject. */
export const REGISTRATION_OTHERS: Record<string, Record<string, unknown>> = {
  giveConsent: { purpose: 'MEMBERSHIP' },
  registerMember: { communityId: placeId('sibling'), consent: true },
  moveRegistration: { communityId: placeId('community') },
  setIdentityDocument: { ...CARD, kind: 'PASSPORT' },
}
