import type { Story } from '../../harness/story.ts'
import { seedId } from '../../../server/seeds/ids.ts'
import { FOREIGN_ALLIANCE, type PlaceName, STREET_ALLIANCE, actorId, insertPerson, place } from './actors.ts'
import { furnishCertificates } from './certificates-world.ts'
import { furnishDuties } from './duties-world.ts'
import { furnishRings } from './rings-cases.ts'
import { insertAdjustment } from './adjustments-cases.ts'
import { insertSettings } from './settings-cases.ts'
import { furnishService } from './service-world.ts'
import { furnishActivities } from './activities-world.ts'
import { furnishLedger } from './ledger-world.ts'
import { furnishMeetings } from './meeting-world.ts'
import { furnishRegistrations } from './registrations-world.ts'
import { type EntryRow, type Pair, idOf, insert, insertAttachment, insertEntry, insertNotice, insertProject, insertProposal, insertProxyRecord, uuidOf } from './rows.ts'

/** Global ids of the rows that the expectation names: `Need public`. */
export type World = Map<string, string>

const ENTRIES: readonly EntryRow[] = [
  { type: 'Need', name: 'draft', owner: 'community', stage: 'DRAFT' },
  { type: 'Need', name: 'public', owner: 'community' },
  { type: 'Need', name: 'to-community', owner: 'community', audience: 'community' },
  { type: 'Need', name: 'to-street', owner: 'community', audience: 'street' },
  { type: 'Need', name: 'to-alliance', owner: 'community', audience: 'alliance' },
  { type: 'Need', name: 'to-foreign', owner: 'community', audience: 'foreign' },
  { type: 'Need', name: 'withdrawn', owner: 'community', stage: 'WITHDRAWN' },
  { type: 'Need', name: 'discarded', owner: 'community', stage: 'DISCARDED' },
  { type: 'Need', name: 'taken-off', owner: 'community', stage: 'WITHDRAWN' },
  { type: 'Need', name: 'agreed', owner: 'community', audience: 'community' },
  { type: 'Need', name: 'ended', owner: 'community' },
  { type: 'Need', name: 'apart', owner: 'foreign', audience: 'foreign' },
  { type: 'Resource', name: 'draft', owner: 'unit', stage: 'DRAFT' },
  { type: 'Resource', name: 'public', owner: 'unit' },
  { type: 'Resource', name: 'to-unit', owner: 'unit', audience: 'unit' },
  { type: 'Resource', name: 'to-alliance', owner: 'unit', audience: 'alliance' },
  { type: 'Resource', name: 'withdrawn', owner: 'unit', stage: 'WITHDRAWN' },
  { type: 'Resource', name: 'discarded', owner: 'unit', stage: 'DISCARDED' },
  { type: 'Resource', name: 'recorded', owner: 'unit', stage: 'DRAFT', recordedBy: 'street' },
  { type: 'Resource', name: 'recorded-ally', owner: 'ally', stage: 'DRAFT', recordedBy: 'street' },
  { type: 'Resource', name: 'agreed', owner: 'unit', audience: 'unit' },
  { type: 'Resource', name: 'ended', owner: 'unit' },
  { type: 'Resource', name: 'allied', owner: 'ally', audience: 'alliance' },
  { type: 'Resource', name: 'apart', owner: 'stranger', audience: 'foreign' },
]

const WHEN = '2026-03-01T03:00:00Z'

/** Puts at least one row of every type at every distance into the story. */
export async function furnish({ sql }: Story): Promise<World> {
  const world: World = new Map()
  const named = (type: string, name: string, uuid = uuidOf(`${type} ${name}`)): string => {
    world.set(`${type} ${name}`, idOf(type, uuid))
    return uuid
  }

  for (const name of ['street', 'community', 'unit', 'stranger'] as const) named('Organization', name, place(name))
  named('Compound', 'of-community', seedId('compound 怡园小区'))
  named('Alliance', 'of-street', STREET_ALLIANCE)
  named('AllianceMember', 'ally', uuidOf('member ally'))

  await furnishPeople(sql, named)
  const entry: Record<string, string> = {}
  for (const row of ENTRIES) entry[`${row.type} ${row.name}`] = await insertEntry(sql, named(row.type, row.name), row)
  const pair = (need: string, resource: string, needOwner: PlaceName = 'community', resourceOwner: PlaceName = 'unit'): Pair => ({ need: entry[`Need ${need}`]!, resource: entry[`Resource ${resource}`]!, needOwner, resourceOwner })

  const clerk = actorId('CLERK @ street')
  await insertProxyRecord(sql, named('ProxyRecord', 'of-unit'), entry['Resource recorded']!, 'unit', 'street', clerk)
  await insertProxyRecord(sql, named('ProxyRecord', 'of-ally'), entry['Resource recorded-ally']!, 'ally', 'street', clerk)

  for (const [name, alliance, need] of [['of-street', STREET_ALLIANCE, 'Need public'], ['of-foreign', FOREIGN_ALLIANCE, 'Need apart']] as const) {
    const run = await insert(sql, 'match_runs', { id: named('MatchRun', name), alliance_id: alliance, run_by_id: clerk, cause: 'PRESSED', status: 'DONE', progress: 1000, started_at: WHEN, finished_at: WHEN, need_count: 1, resource_count: 1, value: 1, bound: 1, checked: true })
    await insert(sql, 'match_obstacles', { id: named('MatchObstacle', name), run_id: run, need_id: entry[need], missing: 1, chain: '[]', created_at: WHEN })
  }

  await insert(sql, 'match_runs', { id: named('MatchRun', 'of-district'), organization_id: place('district'), cause: 'NIGHTLY', status: 'DONE', progress: 1000, started_at: WHEN, finished_at: WHEN, need_count: 1, resource_count: 1, value: 1, bound: 1, checked: true })

  await insertProposal(sql, named('MatchProposal', 'open'), pair('public', 'public'))
  await insertProposal(sql, named('MatchProposal', 'allied'), pair('public', 'allied', 'community', 'ally'))
  await insertProposal(sql, named('MatchProposal', 'apart'), pair('apart', 'apart', 'foreign', 'stranger'))
  await insertProposal(sql, named('MatchProposal', 'afar'), pair('apart', 'allied', 'foreign', 'ally'))
  for (const [name, of, proposer] of [['open', pair('public', 'public'), 'community'], ['allied', pair('public', 'allied', 'community', 'ally'), 'street'], ['apart', pair('apart', 'apart', 'foreign', 'stranger'), 'foreign']] as const)
    await insertAdjustment(sql, named('Adjustment', name), of, proposer)
  await insertProject(sql, named('Project', 'afar'), pair('apart', 'allied', 'foreign', 'ally'))
  const active = await insertProject(sql, named('Project', 'active'), pair('agreed', 'agreed'))
  await insertProject(sql, named('Project', 'goes-on'), pair('taken-off', 'agreed'))
  await insertProject(sql, named('Project', 'ended'), pair('ended', 'ended'), 'ENDED')
  await insertProject(sql, named('Project', 'apart'), pair('apart', 'apart', 'foreign', 'stranger'))
  await insert(sql, 'bookings', { id: named('Booking', 'of-active'), project_id: active, resource_id: entry['Resource agreed'], during: '[2026-03-09T00:00:00Z,2026-03-09T08:00:00Z)', quantity: 1 })

  const liaison = actorId('LIAISON @ unit')
  await insertAttachment(sql, named('Attachment', 'loose'), liaison)
  await insertAttachment(sql, named('Attachment', 'of-active'), liaison, { on: active })
  await insertAttachment(sql, named('Attachment', 'among-community'), liaison, { on: active, parties: ['community'] })
  await insertAttachment(sql, named('Attachment', 'removed'), liaison, { removed: true })
  await insertNotice(sql, named('Notice', 'of-clerk'), clerk)
  await insertNotice(sql, named('Notice', 'of-liaison'), liaison)
  await furnishMeetings(sql, named)
  await furnishRegistrations(sql, named)
  await furnishCertificates(sql, named)
  await furnishLedger(sql, named)
  await furnishService(sql, named)
  await furnishDuties(sql, named)
  await insertSettings(sql, named('MatchingSettings', 'of-district'), place('district'), clerk, WHEN)
  await furnishRings(sql, named)
  await furnishActivities(sql, named)

  const audit = (name: string, operation: string, subject: [string, string] | null, parties: PlaceName[], refusal: string | null = null): Promise<string> =>
    insert(sql, 'audit_events', { id: named('AuditEvent', name), at: WHEN, operation, person_id: clerk, subject_type: subject?.[0] ?? null, subject_id: subject?.[1] ?? null, parties: parties.map(place), details: JSON.stringify({ title: name }), refusal, request_id: 'rules' })
  await audit('need-published', 'need.publish', ['Need', entry['Need public']!], ['community'])
  await audit('need-drafted', 'need.draft', ['Need', entry['Need draft']!], ['community'])
  await audit('need-discarded', 'need.withdraw', ['Need', entry['Need discarded']!], ['community'])
  await audit('agreed', 'match.confirm', ['MatchProposal', uuidOf('MatchProposal open')], ['community', 'unit'])
  await audit('role-granted', 'role.grant', ['RoleAssignment', uuidOf('role')], ['unit'])
  await audit('meeting-planned', 'meeting.plan', ['JointMeeting', uuidOf('JointMeeting planned')], ['community'])
  await audit('refused', 'need.publish', ['Need', entry['Need public']!], [], 'FORBIDDEN')
  return world
}

async function furnishPeople(sql: Story['sql'], named: (type: string, name: string, uuid?: string) => string): Promise<void> {
  const people = [
    { name: 'member', phone: '18700000001', role: 'MEMBER', at: 'unit', home: 'unit', residence: 'sibling' },
    { name: 'resident', phone: '18700000002', role: 'RESIDENT', at: 'community', residence: 'community' },
    { name: 'liaison', phone: '18700000003', role: 'LIAISON', at: 'unit' },
  ] as const
  for (const person of people) named('RoleAssignment', person.name, await insertPerson(sql, { ...person, id: named('Person', person.name) }))
}
