import type { Queryable } from '../../database/queryable.ts'
import type { WrittenRecord } from './record-text.ts'

const BATCH = 5000

/** A record as it stands in the database, with what the database gave it and the sentence it was made of. */
export interface ChainRow extends WrittenRecord {
  readonly previousHash: Buffer
  readonly hash: Buffer
  /** Of the log it counts; null where there is none, or the person had it erased. */
  readonly words: string | null
}

// The rows first, then their logs: joined the other way round, a long chain is sorted again for every batch.
const ROWS = `select r.id, r.community_id as "communityId", r.seq, r.person_id as "personId", r.minutes, to_char(r.served_on, 'YYYY-MM-DD') as "servedOn", r.field, r.words_digest as "wordsDigest", r.kind,
    r.log_id as "logId", r.corrects_id as "correctsId", r.reason, r.recorded_by_id as "recordedById", to_char(r.recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as "recordedAt",
    r.previous_hash as "previousHash", r.hash, case when r.kind = 'SERVICE' and p.erased_at is null then l.words end as words
  from (select * from service_records where community_id = $1::uuid and (seq, id) > ($2::integer, $3::uuid) order by seq, id limit ${BATCH}) r
  left join service_logs l on l.id = r.log_id left join people p on p.id = r.person_id
  order by r.seq, r.id`

const FIRST = '00000000-0000-0000-0000-000000000000'

/** A community's records in the order of their places, some thousands at a time: a million need no more memory than these. */
export async function* chainRows(db: Queryable, communityId: string, afterSeq = -(2 ** 31)): AsyncGenerator<ChainRow> {
  for (let after: readonly [number, string] = [afterSeq, afterSeq < 0 ? FIRST : LAST]; ; ) {
    const { rows }: { rows: ChainRow[] } = await db.query<ChainRow>({ text: ROWS, values: [communityId, ...after] })
    yield* rows
    const last = rows.at(-1)
    if (!last || rows.length < BATCH) return
    after = [last.seq, last.id]
  }
}

const LAST = 'ffffffff-ffff-ffff-ffff-ffffffffffff'
