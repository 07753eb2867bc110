import { randomBytes } from 'node:crypto'
import { seal } from '../../../server/src/features/registrations/sealed-number.ts'
import { secretsUnder } from '../../../server/src/secrets.ts'
import { type Story, TEST_KEY } from '../../harness/story.ts'
import { type PlaceName, actorId, place } from './actors.ts'
import { insert } from './rows.ts'

type Sql = Story['sql']
const WRITTEN = '2026-03-01T02:00:00Z'

/** Somebody without a phone who lives in the community: a guardian's child, or whom the community keeps. */
export function insertKept(sql: Sql, id: string, { guardian = null, residence = 'community', name = '某某' }: { guardian?: string | null; residence?: PlaceName; name?: string } = {}): Promise<string> {
  return insert(sql, 'people', { id, name, guardian_id: guardian, born_year: 1950, residence_community_id: place(residence), created_at: WRITTEN })
}

/** @param paper who keeps the paper; without it the person agreed here */
export function insertConsent(sql: Sql, id: string, person: string, by: string, purpose: string, paper?: PlaceName): Promise<string> {
  return insert(sql, 'consents', { id, person_id: person, purpose, how: paper ? 'PAPER' : 'SELF', given_by_id: by, organization_id: paper ? place(paper) : null, agreed_on: '2026-03-01', given_at: WRITTEN })
}

export interface RegistrationRow {
  readonly person?: string
  readonly unit?: PlaceName
  readonly at: PlaceName
  readonly stage: 'WAITING' | 'CONFIRMED' | 'DECLINED' | 'ENDED'
}

/** Of a person (uuid) or a unit. */
export function insertRegistration(sql: Sql, id: string, { person, unit, at, stage }: RegistrationRow): Promise<string> {
  const decided = stage === 'CONFIRMED' || stage === 'DECLINED'
  return insert(sql, 'registrations', {
    id, kind: unit ? 'UNIT' : 'MEMBER', person_id: person ?? null, unit_id: unit ? place(unit) : null, place_id: place(at), stage, by_place: false, asked_by_id: actorId('CLERK @ community'),
    decided_by_id: decided ? actorId('CLERK @ community') : null, decided_at: decided ? WRITTEN : null, reason: '原因', ended_at: stage === 'ENDED' ? WRITTEN : null, end_reason: stage === 'ENDED' ? 'LEFT' : null, created_at: WRITTEN,
  })
}

/** Of an identity card; sealed under the key of the tests. */
export function insertDocument(sql: Sql, id: string, person: string, wiped = false): Promise<string> {
  return insert(sql, 'identity_documents', {
    id, person_id: person, kind: wiped ? null : 'ID_CARD', masked_number: wiped ? null : '110***********002X', sealed_number: wiped ? null : seal(secretsUnder(TEST_KEY, randomBytes), id, '11010519491231002X'),
    entered_by_id: actorId('CLERK @ community'), created_at: WRITTEN, updated_at: WRITTEN, wiped_at: wiped ? WRITTEN : null,
  })
}

export function insertUnmasking(sql: Sql, id: string, document: string, person: string, by: string, at: PlaceName): Promise<string> {
  return insert(sql, 'unmaskings', { id, document_id: document, person_id: person, organization_id: place(at), by_id: by, purpose: 'p', at: WRITTEN })
}
