import { DEMO_PASSWORD } from '../../../server/seeds/demo-log-ins.ts'
import { FOREIGN_ALLIANCE, type PlaceName, STREET_ALLIANCE, actorId, insertPerson, place, placeId } from './actors.ts'
import { ACTIVITY_CASES } from './activities-cases.ts'
import { MEETING_CASES } from './meeting-cases.ts'
import { CERTIFICATE_CASES, CERTIFICATE_OTHERS } from './certificates-cases.ts'
import { LEDGER_CASES, LEDGER_OTHERS } from './ledger-cases.ts'
import { REGISTRATION_CASES, REGISTRATION_OTHERS } from './registrations-cases.ts'
import { SERVICE_CASES } from './service-cases.ts'
import { DUTY_CASES } from './duties-cases.ts'
import { RING_CASES } from './rings-cases.ts'
import { ADJUSTMENT_CASES } from './adjustments-cases.ts'
import { PLACE_CASES } from './places-cases.ts'
import { SETTINGS_CASES } from './settings-cases.ts'
import type { Story } from '../../harness/story.ts'
import { type EntryRow, type Pair, idOf, insert, insertEntry, insertNotice, insertProject, insertProposal, insertProxyRecord, uuidOf } from './rows.ts'

type Variables = Record<string, unknown>

/** One way to send a mutation, upon a subject of its own. */
export interface Case {
  readonly mutation: string
  readonly make: (kit: Kit) => Promise<Variables>
  /** The field that tells the viewer beforehand whether they may: a yes, or the side in a list of sides. */
  readonly flag?: string
}

/** Makes fresh subjects. */
export class Kit {
  #made = 0

  constructor(readonly sql: Story['sql']) {}

  name(): string {
    this.#made += 1
    return `subject ${this.#made}`
  }

  phone(): string {
    this.#made += 1
    return `186${String(this.#made).padStart(8, '0')}`
  }

  async entry(row: Omit<EntryRow, 'name'>): Promise<string> {
    const name = this.name()
    return insertEntry(this.sql, uuidOf(name), { ...row, name })
  }

  async pair(needOwner: PlaceName = 'community', resourceOwner: PlaceName = 'unit'): Promise<Pair> {
    return { needOwner, resourceOwner, need: await this.entry({ type: 'Need', owner: needOwner }), resource: await this.entry({ type: 'Resource', owner: resourceOwner }) }
  }

  async proposal(...owners: PlaceName[]): Promise<string> {
    return idOf('MatchProposal', await insertProposal(this.sql, uuidOf(this.name()), await this.pair(...owners)))
  }

  async project(...owners: PlaceName[]): Promise<string> {
    return idOf('Project', await insertProject(this.sql, uuidOf(this.name()), await this.pair(...owners)))
  }

  /** A member of the unit who lives in the sibling community. */
  async person(phone = this.phone()): Promise<{ id: string; role: string }> {
    const person = uuidOf(this.name())
    const role = await insertPerson(this.sql, { id: person, name: '某某', phone, role: 'MEMBER', at: 'unit', home: 'unit', residence: 'sibling' })
    return { id: idOf('Person', person), role: idOf('RoleAssignment', role) }
  }
}

const proxy = { agreedBy: '某某', agreedHow: 'PHONE', agreedOn: '2026-03-01' }
const common = { category: 'PARKING', attributes: { vehicle: 'CAR' }, unit: 'PIECE', windows: [{ start: 0, end: 600 }], startsOn: '2026-03-03', endsOn: '2026-06-30', audienceKind: 'PUBLIC', contactName: '联系人', contactPhone: '18612345678', quantity: 4 }
const needInput = (kit: Kit, owner: PlaceName): Variables => ({ ...common, title: kit.name(), ownerId: placeId(owner), urgency: 3 })
const resourceInput = (kit: Kit, owner: PlaceName): Variables => ({ ...common, title: kit.name(), ownerId: placeId(owner), supply: 'REUSABLE' })
const need = async (kit: Kit, stage: EntryRow['stage']): Promise<string> => idOf('Need', await kit.entry({ type: 'Need', owner: 'community', stage }))
const resource = async (kit: Kit, stage: EntryRow['stage'], recordedBy?: PlaceName): Promise<string> => idOf('Resource', await kit.entry({ type: 'Resource', owner: 'unit', stage, recordedBy }))
const claimed = ({ need: needUuid, resource: resourceUuid }: Pair): Variables => ({ needId: idOf('Need', needUuid), resourceId: idOf('Resource', resourceUuid), quantity: 1 })
const unit = (kit: Kit): Promise<string> => {
  const name = kit.name()
  return insert(kit.sql, 'organizations', { id: uuidOf(name), kind: 'UNIT', unit_kind: 'SCHOOL', name, parent_id: place('community'), created_at: '2026-03-01T00:00:00Z' })
}

const entryCases: Record<string, Case> = {
  draftNeed: { mutation: 'draftNeed', make: async (kit) => ({ input: needInput(kit, 'community') }) },
  'draftNeed: by proxy for the unit': { mutation: 'draftNeed', make: async (kit) => ({ input: { ...needInput(kit, 'unit'), proxy } }) },
  'draftNeed: by proxy for the ally': { mutation: 'draftNeed', make: async (kit) => ({ input: { ...needInput(kit, 'ally'), proxy } }) },
  'draftNeed: by proxy for the community': { mutation: 'draftNeed', make: async (kit) => ({ input: { ...needInput(kit, 'community'), proxy } }) },
  draftResource: { mutation: 'draftResource', make: async (kit) => ({ input: resourceInput(kit, 'unit') }) },
  'draftResource: by proxy for the unit': { mutation: 'draftResource', make: async (kit) => ({ input: { ...resourceInput(kit, 'unit'), proxy } }) },
  'reviseNeed: draft': { mutation: 'reviseNeed', make: async (kit) => ({ id: await need(kit, 'DRAFT'), version: 1, input: needInput(kit, 'community') }), flag: 'viewerMayRevise' },
  'reviseNeed: published': { mutation: 'reviseNeed', make: async (kit) => ({ id: await need(kit, 'PUBLISHED'), version: 1, input: needInput(kit, 'community') }), flag: 'viewerMayRevise' },
  'reviseResource: published': { mutation: 'reviseResource', make: async (kit) => ({ id: await resource(kit, 'PUBLISHED'), version: 1, input: resourceInput(kit, 'unit') }), flag: 'viewerMayRevise' },
  'reviseResource: recorded draft': { mutation: 'reviseResource', make: async (kit) => ({ id: await resource(kit, 'DRAFT', 'street'), version: 1, input: resourceInput(kit, 'unit') }), flag: 'viewerMayRevise' },
  publishNeed: { mutation: 'publishNeed', make: async (kit) => ({ id: await need(kit, 'DRAFT') }), flag: 'viewerMayPublish' },
  publishResource: { mutation: 'publishResource', make: async (kit) => ({ id: await resource(kit, 'DRAFT') }), flag: 'viewerMayPublish' },
  'publishResource: recorded draft': { mutation: 'publishResource', make: async (kit) => ({ id: await resource(kit, 'DRAFT', 'street') }), flag: 'viewerMayPublish' },
  withdrawNeed: { mutation: 'withdrawNeed', make: async (kit) => ({ id: await need(kit, 'PUBLISHED'), reason: 'r' }), flag: 'viewerMayWithdraw' },
  withdrawResource: { mutation: 'withdrawResource', make: async (kit) => ({ id: await resource(kit, 'PUBLISHED'), reason: 'r' }), flag: 'viewerMayWithdraw' },
  'withdrawResource: recorded': { mutation: 'withdrawResource', make: async (kit) => ({ id: await resource(kit, 'PUBLISHED', 'street'), reason: 'r' }), flag: 'viewerMayWithdraw' },
}

const answers = (mutation: string, input: Variables): Record<string, Case> => {
  const answer = (owners: PlaceName[], more: Variables, flag: string): Case => ({ mutation, make: async (kit) => ({ ...input, id: await kit.proposal(...owners), ...more }), flag })
  return {
    [`${mutation}: need side`]: answer([], { side: 'NEED' }, 'viewerSides'),
    [`${mutation}: resource side`]: answer([], { side: 'RESOURCE' }, 'viewerSides'),
    [`${mutation}: need side by proxy`]: answer([], { side: 'NEED', proxy }, 'viewerProxySides'),
    [`${mutation}: resource side by proxy`]: answer([], { side: 'RESOURCE', proxy }, 'viewerProxySides'),
  }
}

const matchingCases: Record<string, Case> = {
  claimNeed: { mutation: 'claimNeed', make: async (kit) => claimed(await kit.pair()) },
  'claimNeed: by proxy for the unit': { mutation: 'claimNeed', make: async (kit) => ({ ...claimed(await kit.pair()), proxy }) },
  claimResource: { mutation: 'claimResource', make: async (kit) => claimed(await kit.pair()) },
  'claimResource: by proxy for the community': { mutation: 'claimResource', make: async (kit) => ({ ...claimed(await kit.pair()), proxy }) },
  'claimResource: by proxy for the unit': { mutation: 'claimResource', make: async (kit) => ({ ...claimed(await kit.pair('unit', 'community')), proxy }) },
  ...answers('confirmMatchProposal', {}),
  'confirmMatchProposal: resource side by proxy for the ally': { mutation: 'confirmMatchProposal', make: async (kit) => ({ id: await kit.proposal('community', 'ally'), side: 'RESOURCE', proxy }), flag: 'viewerProxySides' },
  'confirmMatchProposal: resource side by proxy for the ally, from afar': { mutation: 'confirmMatchProposal', make: async (kit) => ({ id: await kit.proposal('foreign', 'ally'), side: 'RESOURCE', proxy }), flag: 'viewerProxySides' },
  ...answers('declineMatchProposal', { reason: 'SAFETY' }),
  completeProject: { mutation: 'completeProject', make: async (kit) => ({ id: await kit.project() }), flag: 'viewerMayComplete' },
  'completeProject: by proxy for the community': { mutation: 'completeProject', make: async (kit) => ({ id: await kit.project(), proxy }) },
  'completeProject: by proxy for the unit': { mutation: 'completeProject', make: async (kit) => ({ id: await kit.project('unit', 'community'), proxy }) },
  endProject: { mutation: 'endProject', make: async (kit) => ({ id: await kit.project(), reason: 'r' }), flag: 'viewerMayEnd' },
  revokeProxyRecord: {
    mutation: 'revokeProxyRecord',
    make: async (kit) => {
      const subject = await kit.entry({ type: 'Resource', owner: 'unit', stage: 'DRAFT', recordedBy: 'street' })
      const [by] = await kit.sql<{ id: string }>(`select id from people where phone = '19900000004'`)
      return { id: idOf('ProxyRecord', await insertProxyRecord(kit.sql, uuidOf(kit.name()), subject, 'unit', 'street', by!.id)) }
    },
    flag: 'viewerMayRevoke',
  },
}

const noticeCases: Record<string, Case> = {
  markNoticeRead: { mutation: 'markNoticeRead', make: async (kit) => ({ id: idOf('Notice', await insertNotice(kit.sql, uuidOf(kit.name()), actorId('CLERK @ street'))) }) },
  markAllNoticesRead: { mutation: 'markAllNoticesRead', make: async () => ({}) },
}

/** What each later feature adds, from a file of its own. */
export const FEATURE_CASES: readonly Record<string, Case>[] = [
  MEETING_CASES,
  REGISTRATION_CASES,
  SERVICE_CASES,
  LEDGER_CASES,
  CERTIFICATE_CASES,
  ACTIVITY_CASES,
  DUTY_CASES,
  SETTINGS_CASES,
  PLACE_CASES,
  RING_CASES,
  ADJUSTMENT_CASES,
]

/** By name; the mutation alone, or with what is particular after a colon. Matching comes first: later subjects would be in its alliance. */
export const CASES: Record<string, Case> = {
  runMatching: { mutation: 'runMatching', make: async () => ({ allianceId: idOf('Alliance', STREET_ALLIANCE) }) },
  registerUnit: { mutation: 'registerUnit', make: async (kit) => ({ name: kit.name(), parentId: placeId('community'), unitKind: 'SCHOOL' }) },
  admitAllianceMember: { mutation: 'admitAllianceMember', make: async (kit) => ({ allianceId: idOf('Alliance', STREET_ALLIANCE), organizationId: idOf('Organization', await unit(kit)), signedOn: '2026-03-01' }) },
  endAllianceMembership: {
    mutation: 'endAllianceMembership',
    make: async (kit) => ({ id: idOf('AllianceMember', await insert(kit.sql, 'alliance_members', { id: uuidOf(kit.name()), alliance_id: STREET_ALLIANCE, organization_id: await unit(kit), signed_on: '2026-03-01' })) }),
  },
  ...entryCases,
  ...matchingCases,
  ...noticeCases,
  ...Object.assign({}, ...FEATURE_CASES) as Record<string, Case>,
  createPerson: { mutation: 'createPerson', make: async (kit) => ({ name: '某某', phone: kit.phone(), password: DEMO_PASSWORD, organizationId: placeId('unit'), role: 'LIAISON' }) },
  'createPerson: a secretary of a district': { mutation: 'createPerson', make: async (kit) => ({ name: '某某', phone: kit.phone(), password: DEMO_PASSWORD, organizationId: placeId('district'), role: 'SECRETARY' }) },
  disablePerson: { mutation: 'disablePerson', make: async (kit) => ({ id: (await kit.person()).id }) },
  enablePerson: { mutation: 'enablePerson', make: async (kit) => ({ id: (await kit.person()).id }) },
  resetPassword: { mutation: 'resetPassword', make: async (kit) => ({ id: (await kit.person()).id, newPassword: 'lianmeng-2028' }) },
  grantRole: { mutation: 'grantRole', make: async (kit) => ({ personId: (await kit.person()).id, organizationId: placeId('unit'), role: 'LIAISON' }) },
  'grantRole: in the street above': { mutation: 'grantRole', make: async (kit) => ({ personId: (await kit.person()).id, organizationId: placeId('street'), role: 'CLERK' }) },
  revokeRole: { mutation: 'revokeRole', make: async (kit) => ({ id: (await kit.person()).role }) },
  logIn: {
    mutation: 'logIn',
    make: async (kit) => {
      const phone = kit.phone()
      await kit.person(phone)
      return { phone, password: DEMO_PASSWORD }
    },
  },
  logOut: { mutation: 'logOut', make: async () => ({}) },
  logOutEverywhere: { mutation: 'logOutEverywhere', make: async () => ({}) },
  changePassword: { mutation: 'changePassword', make: async () => ({ currentPassword: DEMO_PASSWORD, newPassword: 'lianmeng-2027' }) },
}

/** Other input of mutations whose input is no fresh subject. */
export const OTHER: Record<string, Variables> = {
  runMatching: { allianceId: idOf('Alliance', FOREIGN_ALLIANCE) },
  changePassword: { currentPassword: DEMO_PASSWORD, newPassword: 'lianmeng-2029' },
  ...REGISTRATION_OTHERS,
  ...CERTIFICATE_OTHERS,
  ...LEDGER_OTHERS,
}
