import type { CertificateLine } from '../../texts/certificate/document.ts'
import { type WrittenRecord, recordHash, wordsDigest } from '../service/record-text.ts'

/** A record of the ledger as the statement brings it: bytes in hexadecimal. */
export interface FoundRecord extends Omit<WrittenRecord, 'wordsDigest'> {
  readonly wordsDigest: string
  readonly previousHash: string
  readonly hash: string
  /** The hash that was anchored in its place; null while nothing covers it. */
  readonly anchored: string | null
}

/** JSON of the record `r` as FoundRecord. */
export const FOUND_RECORD = `json_build_object('id', r.id, 'communityId', r.community_id, 'seq', r.seq, 'personId', r.person_id, 'minutes', r.minutes, 'servedOn', to_char(r.served_on, 'YYYY-MM-DD'),
  'field', r.field, 'wordsDigest', encode(r.words_digest, 'hex'), 'kind', r.kind, 'logId', r.log_id, 'correctsId', r.corrects_id, 'reason', r.reason, 'recordedById', r.recorded_by_id,
  'recordedAt', to_char(r.recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), 'previousHash', encode(r.previous_hash, 'hex'), 'hash', encode(r.hash, 'hex'),
  'anchored', (select encode(substring(a.hashes from 32 * (r.seq - a.from_seq) + 1 for 32), 'hex') from service_anchors a
    where a.community_id = r.community_id and r.seq between a.from_seq and a.to_seq limit 1))`

/**
 * Whether every line is still a record of the ledger, word for word, whose hash is right and, as far as the anchors reach, the anchored one.
 * The anchors themselves are verified by the ledger's own check.
 */
export function linesProven(lines: readonly CertificateLine[], found: readonly FoundRecord[]): { readonly match: boolean; readonly covered: boolean } {
  const records = new Map(found.map((record) => [record.id, record]))
  return {
    match: lines.every((line) => isLine(line, records.get(line.record))),
    covered: lines.every(({ record }) => (records.get(record)?.anchored ?? null) !== null),
  }
}

function isLine(line: CertificateLine, record: FoundRecord | undefined): boolean {
  if (!record || record.servedOn !== line.servedOn || record.field !== line.field || record.minutes !== line.minutes) return false
  if (wordsDigest(record.id, line.words).toString('hex') !== record.wordsDigest) return false
  const hash = recordHash({ ...record, wordsDigest: Buffer.from(record.wordsDigest, 'hex') }, Buffer.from(record.previousHash, 'hex')).toString('hex')
  return hash === record.hash && (record.anchored === null || record.anchored === hash)
}
