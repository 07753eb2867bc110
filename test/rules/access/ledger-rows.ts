import type { Story } from '../../harness/story.ts'
import { personId } from '../../harness/ledger.ts'
import { type PlaceName, place } from './actors.ts'
import { insert } from './rows.ts'

type Sql = Story['sql']
const WRITTEN = '2026-02-20T02:00:00Z'

interface RecordRow {
  readonly person: string
  readonly at: PlaceName
  /** The record that it takes back. */
  readonly takesBack?: string
}

/** An hour in a ledger, confirmed by 李秀英, who is none of the actors. */
export function insertRecord(sql: Sql, id: string, { person, at, takesBack }: RecordRow): Promise<string> {
  return insert(sql, 'service_records', {
    id, community_id: place(at), person_id: person, minutes: takesBack ? -60 : 60, served_on: '2026-02-10', field: 'SCIENCE', words_digest: Buffer.alloc(32, 1), kind: takesBack ? 'REVERSAL' : 'SERVICE',
    corrects_id: takesBack ?? null, reason: takesBack ? 'r' : null, recorded_by_id: personId('李秀英'), recorded_at: WRITTEN,
  })
}

export function insertCheck(sql: Sql, id: string, at: PlaceName): Promise<string> {
  return insert(sql, 'service_checks', { id, community_id: place(at), at: WRITTEN, records: 1, covered_to: 0, uncovered: 1 })
}

export function insertRecheck(sql: Sql, id: string, record: string, at: PlaceName): Promise<string> {
  return insert(sql, 'service_rechecks', { id, record_id: record, community_id: place(at), month: '2026-02-01', recorded_by_id: personId('李秀英'), created_at: WRITTEN })
}
