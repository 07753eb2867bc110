import type { Story } from '../../harness/story.ts'
import { type PlaceName, place } from './actors.ts'
import { insert, uuidOf } from './rows.ts'

type Sql = Story['sql']

const WRITTEN = '2026-03-01T02:00:00Z'
/** Of the story's first Monday, nine o'clock: begun half an hour ago; and the week after. */
const RUNNING = ['2026-03-02T00:30:00Z', '2026-03-02T02:30:00Z']
const COMING = ['2026-03-09T00:30:00Z', '2026-03-09T02:30:00Z']

export interface ActivityRow {
  readonly organizer?: PlaceName
  readonly community?: PlaceName
  readonly stage?: 'DRAFT' | 'PUBLISHED' | 'CANCELLED'
  /** Unless it says otherwise, what is no draft was. */
  readonly wasPublished?: boolean
  readonly kind?: 'VOLUNTEER_SERVICE' | 'LECTURE'
  readonly running?: boolean
  readonly forChildren?: boolean
  readonly needsApproval?: boolean
}

export interface LaidRow {
  readonly activity: string
  readonly session: string
  readonly role: string
}

/** An activity of the community, if nothing else is said, with one session of five places and an adult in charge. */
export async function insertActivity(sql: Sql, id: string, row: ActivityRow = {}): Promise<LaidRow> {
  const { organizer = 'community', community = 'community', stage = 'PUBLISHED', wasPublished = stage !== 'DRAFT', kind = 'VOLUNTEER_SERVICE', running = false, forChildren = false, needsApproval = false } = row
  const [starts, ends] = running ? RUNNING : COMING
  await insert(sql, 'activities', {
    id, organizer_id: place(organizer), community_id: place(community), kind, field: 'ENVIRONMENT', title: 'activity', for_children: forChildren, needs_approval: needsApproval, adults: 1, starts_at: starts, ends_at: ends,
    stage, published_at: wasPublished ? WRITTEN : null, cancel_reason: stage === 'CANCELLED' ? 'r' : null, created_at: WRITTEN, updated_at: WRITTEN,
  })
  const [session, role] = [uuidOf(`session of ${id}`), uuidOf(`role of ${id}`)]
  await insert(sql, 'activity_sessions', { id: session, activity_id: id, starts_at: starts, ends_at: ends, place: 'p' })
  await insert(sql, 'activity_roles', { id: role, activity_id: id, session_id: session, position: 0, title: 'role', serves: true, places: 5, closes_at: starts })
  await insert(sql, 'adults_in_charge', { id: uuidOf(`adult of ${id}`), activity_id: id, name: '某某', vetted_by_id: place('community'), vetted_on: '2026-03-01', created_at: WRITTEN })
  return { activity: id, session, role }
}

export function insertSignUp(sql: Sql, id: string, { activity, session, role }: LaidRow, person: string, stage: 'ASKED' | 'PLACED' = 'PLACED', by = person): Promise<string> {
  return insert(sql, 'sign_ups', { id, activity_id: activity, role_id: role, scope_id: session, person_id: person, signed_up_by_id: by, stage, placed_at: stage === 'PLACED' ? WRITTEN : null, created_at: WRITTEN, updated_at: WRITTEN })
}

export function insertAttendance(sql: Sql, id: string, signUp: string, { session }: LaidRow): Promise<string> {
  return insert(sql, 'session_attendances', { id, sign_up_id: signUp, session_id: session, came: 'PRESENT', checked_in_at: '2026-03-02T00:30:00Z', created_at: WRITTEN, updated_at: WRITTEN })
}

export function insertParticipation(sql: Sql, id: string, { activity }: LaidRow, unit: PlaceName, by: string): Promise<string> {
  return insert(sql, 'unit_participations', { id, activity_id: activity, unit_id: place(unit), recorded_by_id: by, created_at: WRITTEN })
}

export function insertWish(sql: Sql, id: string, community: PlaceName, person: string): Promise<string> {
  return insert(sql, 'wishes', { id, community_id: place(community), person_id: person, title: 'wish', stage: 'OPEN', created_at: WRITTEN, updated_at: WRITTEN })
}
