import type { Story } from '../../harness/story.ts'
import { type PlaceName, place } from './actors.ts'
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
