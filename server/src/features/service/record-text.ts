import { createHash } from 'node:crypto'

/** A record as the checker reads it: every value as text or bytes, so that nothing is rounded on the way. */
export interface WrittenRecord {
  readonly id: string
  readonly communityId: string
  readonly seq: number
  readonly personId: string
  readonly minutes: number
  /** YYYY-MM-DD */
  readonly servedOn: string
  readonly field: string
  readonly wordsDigest: Buffer
  readonly kind: string
  readonly logId: string | null
  readonly correctsId: string | null
  readonly reason: string | null
  readonly recordedById: string
  /** ISO 8601 in UTC, to the microsecond. */
  readonly recordedAt: string
}

export const sha256 = (content: string | Buffer): Buffer => createHash('sha256').update(content).digest()

/** What stands before the first record of a community: a chain cannot be passed off as another community's. */
export function chainBegins(communityId: string): Buffer {
  return sha256(`service-chain 1\n${communityId}`)
}

/** The hash of a record after the one with the hash `previous`: what the database's trigger computes (service_record_text), said again. */
export function recordHash(record: WrittenRecord, previous: Buffer): Buffer {
  return sha256(
    [
      'service-record 1', record.communityId, record.seq, previous.toString('hex'), record.id, record.personId, record.minutes, record.servedOn, record.field,
      record.wordsDigest.toString('hex'), record.kind, record.logId ?? '-', record.correctsId ?? '-', record.recordedById, record.recordedAt, record.reason === null ? '-' : `=${record.reason}`,
    ].join('\n'),
  )
}

/** What a record keeps of its sentence. The record's id is the salt: the same sentence has another digest in every record. */
export function wordsDigest(recordId: string, words: string): Buffer {
  return sha256(`${recordId}\n${words}`)
}
