import { actorId, placeId } from './actors.ts'
import type { Case, Kit } from './cases.ts'
import { insertConsent, insertKept } from './registrations-rows.ts'
import { idOf, uuidOf } from './rows.ts'

const fresh = (kit: Kit): string => uuidOf(kit.name())
const kept = (kit: Kit): Promise<string> => insertKept(kit.sql, fresh(kit))
const childOf = (kit: Kit, guardian: string): Promise<string> => insertKept(kit.sql, fresh(kit), { guardian })
const MEMBER = actorId('MEMBER @ unit')

async function consent(kit: Kit, person: string): Promise<string> {
  return idOf('Consent', await insertConsent(kit.sql, fresh(kit), person, actorId('CLERK @ community'), 'DOCUMENT_NUMBER', 'community'))
}

export const REGISTRATION_CASES: Record<string, Case> = {
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
}
