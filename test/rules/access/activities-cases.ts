import { checkInCode, stepAt } from '../../../server/src/features/activities/check-in-code.ts'
import { secretsUnder } from '../../../server/src/secrets.ts'
import { TEST_KEY } from '../../harness/story.ts'
import { type PlaceName, actorId, placeId } from './actors.ts'
import { type ActivityRow, type LaidRow, insertActivity, insertAttendance, insertSignUp, insertWish } from './activities-rows.ts'
import type { Case, Kit } from './cases.ts'
import { insertConsent, insertKept } from './registrations-rows.ts'
import { idOf, uuidOf } from './rows.ts'

type Variables = Record<string, unknown>

const fresh = (kit: Kit): string => uuidOf(kit.name())
const laid = (kit: Kit, row: ActivityRow = {}): Promise<LaidRow> => insertActivity(kit.sql, fresh(kit), row)
const activity = async (kit: Kit, row: ActivityRow = {}): Promise<string> => idOf('Activity', (await laid(kit, row)).activity)
const MEMBER = actorId('MEMBER @ unit')

const input = (kit: Kit, organizer: PlaceName = 'community'): Variables => ({
  organizerId: placeId(organizer), kind: 'VOLUNTEER_SERVICE', field: 'ENVIRONMENT', title: kit.name(),
  sessions: [{ startsAt: '2026-03-10T01:00:00Z', endsAt: '2026-03-10T02:00:00Z' }], roles: [{ title: 'r', places: 2, serves: true }], adults: [{ name: '某某', vettedById: placeId('community'), vettedOn: '2026-03-01' }],
})
const published = (kit: Kit): Variables => ({ ...input(kit), sessions: undefined, roles: undefined })
const signUpOf = async (kit: Kit, row: ActivityRow, stage: 'ASKED' | 'PLACED'): Promise<string> => idOf('SignUp', await insertSignUp(kit.sql, fresh(kit), await laid(kit, row), MEMBER, stage))

/** The code that stands on the screen at nine o'clock, of a session in which the member has a place. */
async function onScreen(kit: Kit, came: boolean): Promise<Variables> {
  const of = await laid(kit, { running: true })
  const signUp = await insertSignUp(kit.sql, fresh(kit), of, MEMBER)
  if (came) await insertAttendance(kit.sql, fresh(kit), signUp, of)
  return { code: checkInCode(secretsUnder(TEST_KEY, Buffer.alloc), of.session, stepAt(new Date('2026-03-02T01:00:00Z'))).code }
}

async function listed(kit: Kit): Promise<Variables> {
  const of = await laid(kit, { running: true })
  return { sessionId: idOf('ActivitySession', of.session), entries: [{ signUpId: idOf('SignUp', await insertSignUp(kit.sql, fresh(kit), of, MEMBER)), came: 'PRESENT', minutes: 60 }] }
}

async function child(kit: Kit): Promise<string> {
  const person = await insertKept(kit.sql, fresh(kit), { guardian: MEMBER })
  await insertConsent(kit.sql, fresh(kit), person, MEMBER, 'CHILD_DATA')
  return idOf('Person', person)
}

const wish = async (kit: Kit): Promise<string> => idOf('Wish', await insertWish(kit.sql, fresh(kit), 'community', actorId('RESIDENT @ community')))
const need = (kit: Kit): Variables => ({
  ownerId: placeId('community'), title: kit.name(), category: 'PARKING', attributes: { vehicle: 'CAR' }, unit: 'PIECE', windows: [{ start: 0, end: 600 }], startsOn: '2026-03-03', endsOn: '2026-06-30', audienceKind: 'PUBLIC', contactName: '联系人', contactPhone: '18612345678', quantity: 4, urgency: 3,
})

export const ACTIVITY_CASES: Record<string, Case> = {
  draftActivity: { mutation: 'draftActivity', make: async (kit) => ({ input: input(kit) }) },
  'draftActivity: of the unit': { mutation: 'draftActivity', make: async (kit) => ({ input: input(kit, 'unit') }) },
  reviseActivity: { mutation: 'reviseActivity', make: async (kit) => ({ id: await activity(kit, { stage: 'DRAFT' }), version: 1, input: input(kit) }), flag: 'viewerMayWrite' },
  'reviseActivity: published': { mutation: 'reviseActivity', make: async (kit) => ({ id: await activity(kit), version: 1, input: published(kit) }), flag: 'viewerMayWrite' },
  publishActivity: { mutation: 'publishActivity', make: async (kit) => ({ id: await activity(kit, { stage: 'DRAFT' }) }), flag: 'viewerMayDecide' },
  cancelActivity: { mutation: 'cancelActivity', make: async (kit) => ({ id: await activity(kit), reason: 'r' }), flag: 'viewerMayDecide' },
  addActivityPhotos: { mutation: 'addActivityPhotos', make: async (kit) => ({ id: await activity(kit, { running: true }), fileIds: [] }), flag: 'viewerMayWrite' },
  recordListeners: { mutation: 'recordListeners', make: async (kit) => ({ id: await activity(kit, { running: true, kind: 'LECTURE' }), listeners: 30 }), flag: 'viewerMayWrite' },
  cancelSession: { mutation: 'cancelSession', make: async (kit) => ({ id: idOf('ActivitySession', (await laid(kit)).session), reason: 'r' }), flag: 'viewerMayCancel' },
  setPlaces: { mutation: 'setPlaces', make: async (kit) => ({ id: idOf('ActivityRole', (await laid(kit)).role), places: 9 }), flag: 'viewerMaySetPlaces' },
  signUp: { mutation: 'signUp', make: async (kit) => ({ roleId: idOf('ActivityRole', (await laid(kit)).role) }) },
  'signUp: somebody without a phone': { mutation: 'signUp', make: async (kit) => ({ roleId: idOf('ActivityRole', (await laid(kit)).role), personId: idOf('Person', await insertKept(kit.sql, fresh(kit))) }) },
  'signUp: a child': { mutation: 'signUp', make: async (kit) => ({ roleId: idOf('ActivityRole', (await laid(kit, { forChildren: true })).role), personId: await child(kit) }) },
  'signUp: a member': { mutation: 'signUp', make: async (kit) => ({ roleId: idOf('ActivityRole', (await laid(kit)).role), personId: (await kit.person()).id }) },
  withdrawSignUp: { mutation: 'withdrawSignUp', make: async (kit) => ({ id: await signUpOf(kit, {}, 'PLACED') }), flag: 'viewerMayWithdraw' },
  decideSignUp: { mutation: 'decideSignUp', make: async (kit) => ({ id: await signUpOf(kit, { needsApproval: true }, 'ASKED'), accepted: true }), flag: 'viewerMayDecide' },
  checkIn: { mutation: 'checkIn', make: (kit) => onScreen(kit, false) },
  checkOut: { mutation: 'checkOut', make: (kit) => onScreen(kit, true) },
  recordSessionAttendance: { mutation: 'recordSessionAttendance', make: listed },
  recordUnitParticipation: { mutation: 'recordUnitParticipation', make: async (kit) => ({ activityId: await activity(kit, { running: true }), unitId: placeId('unit') }) },
  makeWish: { mutation: 'makeWish', make: async (kit) => ({ communityId: placeId('community'), title: kit.name() }) },
  answerWish: { mutation: 'answerWish', make: async (kit) => ({ id: await wish(kit), answer: 'a' }), flag: 'viewerMayAnswer' },
  turnWishIntoNeed: { mutation: 'turnWishIntoNeed', make: async (kit) => ({ id: await wish(kit), answer: 'a', input: need(kit) }), flag: 'viewerMayAnswer' },
  'turnWishIntoNeed: by proxy': { mutation: 'turnWishIntoNeed', make: async (kit) => ({ id: await wish(kit), answer: 'a', input: { ...need(kit), proxy: { agreedBy: '某某', agreedHow: 'PHONE', agreedOn: '2026-03-01' } } }) },
  turnWishIntoActivity: { mutation: 'turnWishIntoActivity', make: async (kit) => ({ id: await wish(kit), answer: 'a', input: input(kit) }), flag: 'viewerMayAnswer' },
}
