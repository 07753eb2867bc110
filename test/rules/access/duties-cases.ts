import { placeId } from './actors.ts'
import type { Case, Kit } from './cases.ts'
import { insertRegistration } from './registrations-rows.ts'
import { idOf, uuidOf } from './rows.ts'

/** A member registered with the sibling community. */
async function registered(kit: Kit): Promise<string> {
  const { id } = await kit.person()
  await insertRegistration(kit.sql, uuidOf(kit.name()), { person: Buffer.from(id, 'base64url').toString().split(':')[1]!, at: 'sibling', stage: 'CONFIRMED' })
  return id
}

let years = 2030
/** A year of its own: what is set or decided once is there. */
const year = (): number => (years = years < 2100 ? years + 1 : 2031)
let past = 0
/** A unit of its own in the community. */
async function unitOf(kit: Kit): Promise<string> {
  const name = kit.name()
  past += 1
  await kit.sql("insert into organizations (id, kind, unit_kind, name, parent_id, created_at) select $1, 'UNIT', 'SCHOOL', $2, id, created_at from organizations where code = '130102002019'", [uuidOf(name), `${name} ${past}`])
  return idOf('Organization', uuidOf(name))
}

export const DUTY_CASES: Record<string, Case> = {
  setDuty: { mutation: 'setDuty', make: async () => ({ organizationId: placeId('district'), year: year(), memberMinutes: 600, unitActivities: 4 }) },
  'setDuty: of a street': { mutation: 'setDuty', make: async () => ({ organizationId: placeId('street'), year: year(), memberMinutes: 600, unitActivities: 4 }) },
  setServiceProfile: { mutation: 'setServiceProfile', make: async () => ({ fields: ['SCIENCE'], windows: [{ start: 0, end: 60 + (year() - 2000) }] }) },
  suggestActivities: { mutation: 'suggestActivities', make: async (kit) => ({ communityId: placeId('sibling'), personIds: [await registered(kit)] }) },
  'suggestActivities: somebody registered elsewhere': { mutation: 'suggestActivities', make: async (kit) => ({ communityId: placeId('community'), personIds: [await registered(kit)] }) },
  recognizeUnit: { mutation: 'recognizeUnit', make: async (kit) => ({ communityId: placeId('community'), unitId: await unitOf(kit), year: 2025, words: 'w' }) },
  'recognizeUnit: one of another district': { mutation: 'recognizeUnit', make: async () => ({ communityId: placeId('community'), unitId: placeId('stranger'), year: 2025, words: 'w' }) },
}
