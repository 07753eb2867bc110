import type { Secrets } from '../../secrets.ts'
import type { CertificateLine } from '../../texts/certificate/document.ts'
import { macOver } from '../service/anchor.ts'
import { type WrittenRecord, recordHash, wordsDigest } from '../service/record-text.ts'

/** The anchor that covers a record, without the other hashes it holds: bytes in hexadecimal. */
interface Cover {
  readonly number: number
  readonly fromSeq: number
  readonly toSeq: number
  readonly at: string
  /** SHA-256 of all its hashes. */
  readonly digest: string
  readonly previousMac: string
  readonly mac: string
  /** The hash in the record's place. */
  readonly hash: string
}

/** A record of the ledger as the statement brings it. */
export interface FoundRecord extends Omit<WrittenRecord, 'wordsDigest'> {
  readonly wordsDigest: string
  readonly previousHash: string
  readonly hash: string
  /** The record whose digest is that of the sentence: of a correction, the one that was first entered. */
  readonly first: { readonly id: string; readonly wordsDigest: string } | null
  /** Null while nothing covers it. */
  readonly cover: Cover | null
}

const INSTANT = `'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'`

/** JSON of the record `r` as FoundRecord. */
export const FOUND_RECORD = `json_build_object('id', r.id, 'communityId', r.community_id, 'seq', r.seq, 'personId', r.person_id, 'minutes', r.minutes, 'servedOn', to_char(r.served_on, 'YYYY-MM-DD'),
  'field', r.field, 'wordsDigest', encode(r.words_digest, 'hex'), 'kind', r.kind, 'logId', r.log_id, 'correctsId', r.corrects_id, 'reason', r.reason, 'recordedById', r.recorded_by_id,
  'recordedAt', to_char(r.recorded_at at time zone 'UTC', ${INSTANT}), 'previousHash', encode(r.previous_hash, 'hex'), 'hash', encode(r.hash, 'hex'),
  'first', (select json_build_object('id', o.id, 'wordsDigest', encode(o.words_digest, 'hex')) from service_records o where o.log_id = r.log_id and o.kind = 'SERVICE'),
  'cover', (select json_build_object('number', a.number, 'fromSeq', a.from_seq, 'toSeq', a.to_seq, 'at', to_char(a.at at time zone 'UTC', ${INSTANT}), 'digest', encode(sha256(a.hashes), 'hex'),
      'previousMac', encode(a.previous_mac, 'hex'), 'mac', encode(a.mac, 'hex'), 'hash', encode(substring(a.hashes from 32 * (r.seq - a.from_seq) + 1 for 32), 'hex'))
    from service_anchors a where a.community_id = r.community_id and a.from_seq <= r.seq and a.to_seq >= r.seq order by a.from_seq desc limit 1))`

/**
 * Whether every line is still a record of the ledger, word for word, whose hash is right and, where an anchor covers it, the one that was anchored
 * under the key; and whether anchors cover all of them. What an anchor that went missing covered is told by the ledger's own check.
 */
export function linesProven(secrets: Secrets, lines: readonly CertificateLine[], found: readonly FoundRecord[]): { readonly match: boolean; readonly covered: boolean } {
  const records = new Map(found.map((record) => [record.id, record]))
  return {
    match: lines.every((line) => isLine(secrets, line, records.get(line.record))),
    covered: lines.every(({ record }) => (records.get(record)?.cover ?? null) !== null),
  }
}

function isLine(secrets: Secrets, line: CertificateLine, record: FoundRecord | undefined): boolean {
  if (!record || record.servedOn !== line.servedOn || record.field !== line.field || record.minutes !== line.minutes) return false
  if (!isSentence(line.words, record)) return false
  const hash = recordHash({ ...record, wordsDigest: bytes(record.wordsDigest) }, bytes(record.previousHash)).toString('hex')
  return hash === record.hash && (record.cover === null || (record.cover.hash === hash && isGenuine(secrets, record.communityId, record.cover)))
}

/** A correction's own digest is that of its reason. */
function isSentence(words: string, { id, kind, reason, wordsDigest: digest, first }: FoundRecord): boolean {
  const said = first ?? { id, wordsDigest: digest }
  return wordsDigest(said.id, words).toString('hex') === said.wordsDigest && (kind !== 'CORRECTION' || wordsDigest(id, reason ?? '').toString('hex') === digest)
}

function isGenuine(secrets: Secrets, communityId: string, { digest, mac, previousMac, ...cover }: Cover): boolean {
  return macOver(secrets, { ...cover, communityId, previousMac: bytes(previousMac) }, bytes(digest)).toString('hex') === mac
}

const bytes = (hex: string): Buffer => Buffer.from(hex, 'hex')
