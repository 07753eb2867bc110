import { seedId } from '../../../server/seeds/ids.ts'
import { globalId } from '../../../server/src/graphql/ids.ts'
import type { Story } from '../../harness/story.ts'
import { type PlaceName, STREET_ALLIANCE, place } from './actors.ts'

type Sql = Story['sql']

/** Inserts one row, its columns by name. */
export async function insert(sql: Sql, table: string, row: Record<string, unknown>): Promise<string> {
  const columns = Object.keys(row)
  await sql(`insert into ${table} (${columns.join(', ')}) values (${columns.map((_, i) => `$${i + 1}`).join(', ')})`, Object.values(row))
  return String(row['id'])
}

export interface EntryRow {
  readonly type: 'Need' | 'Resource'
  readonly name: string
  readonly owner: PlaceName
  /** Everyone, unless it names an organization or, with `alliance`, the street's alliance. */
  readonly audience?: PlaceName | 'alliance'
  readonly stage?: 'DRAFT' | 'PUBLISHED' | 'WITHDRAWN' | 'DISCARDED'
  readonly recordedBy?: PlaceName
  readonly quantity?: number
  readonly category?: 'PARKING' | 'VENUE'
}

const WRITTEN = '2026-03-01T02:00:00Z'

/** @returns the entry's uuid; PARKING by car, always open, so that every need and every resource made here fit each other */
export function insertEntry(sql: Sql, id: string, { type, name, owner, audience, stage = 'PUBLISHED', recordedBy, quantity = 4, category = 'PARKING' }: EntryRow): Promise<string> {
  const alliance = audience === 'alliance'
  return insert(sql, type === 'Need' ? 'needs' : 'resources', {
    id,
    owner_id: place(owner),
    recorded_by_id: recordedBy ? place(recordedBy) : null,
    title: name,
    description: 'd',
    category,
    attributes: JSON.stringify(category === 'PARKING' ? { vehicle: 'CAR' } : {}),
    unit: 'PIECE',
    divisible: true,
    least_part: 1,
    windows: category === 'PARKING' ? '{[0,600)}' : null,
    starts_on: '2026-03-03',
    ends_on: '2026-06-30',
    audience_kind: audience ? (alliance ? 'ALLIANCE' : 'ORGANIZATION') : 'PUBLIC',
    audience_organization_id: audience && audience !== 'alliance' ? place(audience) : null,
    audience_alliance_id: alliance ? STREET_ALLIANCE : null,
    contact_name: '联系人',
    contact_phone: '18612345678',
    // What was discarded never stood on a list.
    stage: stage === 'DISCARDED' ? 'WITHDRAWN' : stage,
    published_at: stage === 'PUBLISHED' || stage === 'WITHDRAWN' ? WRITTEN : null,
    created_at: WRITTEN,
    updated_at: WRITTEN,
    quantity,
    ...(type === 'Need' ? { urgency: 3 } : { supply: 'REUSABLE' }),
  })
}

export interface Pair {
  readonly need: string
  readonly resource: string
  readonly needOwner: PlaceName
  readonly resourceOwner: PlaceName
}

/** @returns the proposal's uuid */
export function insertProposal(sql: Sql, id: string, pair: Pair, stage: 'OPEN' | 'CONFIRMED' = 'OPEN'): Promise<string> {
  const confirmed = stage === 'CONFIRMED' ? WRITTEN : null
  return insert(sql, 'match_proposals', {
    id,
    need_id: pair.need,
    resource_id: pair.resource,
    need_owner_id: place(pair.needOwner),
    resource_owner_id: place(pair.resourceOwner),
    origin: 'PLATFORM',
    stage,
    quantity: 1,
    score: 40,
    terms: '[]',
    windows: '{[0,600)}',
    starts_on: '2026-03-03',
    ends_on: '2026-06-30',
    created_at: WRITTEN,
    expires_at: '2026-03-20T00:00:00Z',
    need_confirmed_at: confirmed,
    resource_confirmed_at: confirmed,
  })
}

/** @returns the project's uuid; its proposal is confirmed */
export async function insertProject(sql: Sql, id: string, pair: Pair, status: 'ACTIVE' | 'ENDED' = 'ACTIVE'): Promise<string> {
  const proposal = await insertProposal(sql, seedId(`rules proposal of ${id}`), pair, 'CONFIRMED')
  const ended = status === 'ENDED'
  return insert(sql, 'projects', {
    id,
    proposal_id: proposal,
    need_id: pair.need,
    resource_id: pair.resource,
    need_owner_id: place(pair.needOwner),
    resource_owner_id: place(pair.resourceOwner),
    title: 'project',
    quantity: 1,
    unit: 'PIECE',
    windows: '{[0,600)}',
    starts_on: '2026-03-03',
    ends_on: '2026-06-30',
    status,
    created_at: WRITTEN,
    ended_at: ended ? WRITTEN : null,
    ended_side: ended ? 'NEED' : null,
    end_reason: ended ? 'reason' : null,
  })
}

export function insertProxyRecord(sql: Sql, id: string, subject: string, of: PlaceName, by: PlaceName, person: string, operation = 'resource.draft'): Promise<string> {
  return insert(sql, 'proxy_records', {
    id,
    operation,
    subject_id: subject,
    side: 'RESOURCE',
    organization_id: place(of),
    recorded_by_organization_id: place(by),
    recorded_by_id: person,
    agreed_by: '某某',
    agreed_how: 'PHONE',
    agreed_on: '2026-03-01',
    recorded_at: WRITTEN,
  })
}

export function insertNotice(sql: Sql, id: string, person: string): Promise<string> {
  return insert(sql, 'notices', { id, person_id: person, kind: 'PROPOSAL_WAITING', subject_type: 'MatchProposal', subject_id: uuidOf('MatchProposal open'), details: '{}', created_at: WRITTEN })
}

/** @param on what it hangs on, if anything */
export function insertAttachment(sql: Sql, id: string, uploader: string, { on, type = 'Project', parties = [], removed = false }: { on?: string; type?: string; parties?: PlaceName[]; removed?: boolean } = {}): Promise<string> {
  return insert(sql, 'attachments', {
    id,
    sha256: 'a'.repeat(64),
    name: 'a.pdf',
    media_type: 'application/pdf',
    size: 1,
    uploaded_by_id: uploader,
    uploaded_at: WRITTEN,
    attached_to_type: on ? type : null,
    attached_to_id: on ?? null,
    attached_at: on ? WRITTEN : null,
    parties: parties.map(place),
    removed_at: removed ? WRITTEN : null,
  })
}

export const uuidOf = (name: string): string => seedId(`rules ${name}`)
export const idOf = (type: string, uuid: string): string => globalId(type, uuid)
