import type { ServiceRecordKind, VolunteerField } from '@red-alliance/shared/glossary'
import type { Work } from '../../operation.ts'
import { wordsDigest } from './record-text.ts'

/** An entry to be; ids are uuids. */
export interface NewRecord {
  /** The community or street whose ledger it is. */
  readonly communityId: string
  readonly personId: string
  /** 1 to 1440, negative in a reversal. */
  readonly minutes: number
  readonly servedOn: string
  readonly field: VolunteerField
  /** Only their digest is kept. */
  readonly words: string
  readonly kind: ServiceRecordKind
  readonly logId: string | null
  /** What a reversal or a correction answers. */
  readonly correctsId: string | null
  readonly reason: string | null
}

// One community after the other: two lists that lock several chains cannot wait for each other.
const INSERT = `insert into service_records (id, community_id, person_id, minutes, served_on, field, words_digest, kind, log_id, corrects_id, reason, recorded_by_id, recorded_at)
  select r.id, r.community_id, r.person_id, r.minutes, r.served_on, r.field, decode(r.words_digest, 'hex'), r.kind, r.log_id, r.corrects_id, r.reason, $2::uuid, $3::timestamptz
  from jsonb_to_recordset($1::jsonb) r (place integer, id uuid, community_id uuid, person_id uuid, minutes integer, served_on date, field text, words_digest text, kind text, log_id uuid, corrects_id uuid, reason text)
  order by r.community_id, r.place`

/**
 * Adds entries to the ledger with the operation, in the order given: one statement, however many there are. The database chains them and adds
 * them up; a community's chain stays locked until the commit. Meant for hundreds at once: the head of a chain is written
 * anew for each entry.
 * @returns the records' uuids, in the order of the entries
 * @throws Refusal RECORD_CORRECTED_ALREADY (the database's) where what is answered has been answered
 */
export async function appendRecords(work: Work, entries: readonly NewRecord[]): Promise<string[]> {
  if (entries.length === 0) return []
  const rows = entries.map((entry, place) => {
    const id = work.newId()
    return {
      place, id, community_id: entry.communityId, person_id: entry.personId, minutes: entry.minutes, served_on: entry.servedOn, field: entry.field,
      words_digest: wordsDigest(id, entry.words).toString('hex'), kind: entry.kind, log_id: entry.logId, corrects_id: entry.correctsId, reason: entry.reason,
    }
  })
  await work.db.query({ text: INSERT, values: [JSON.stringify(rows), work.me().id, work.now.toISOString()] })
  return rows.map(({ id }) => id)
}
