import { randomUUID } from 'node:crypto'
import { tryParseId } from '../../server/src/graphql/ids.ts'
import { type Story, type Visitor, character, id } from './story.ts'

export const DONGAN = id('Organization', '130102002019')
export const uuid = (global: string): string => tryParseId(global)!.uuid

export interface Line {
  readonly servedOn: string
  readonly field: string
  readonly words: string
  readonly minutes: number
}

/** Of a year in which nobody of the story served. */
export const LINES: readonly Line[] = [
  { servedOn: '2024-01-10', field: 'ENVIRONMENT', words: '清理楼院绿化带', minutes: 120 },
  { servedOn: '2024-01-24', field: 'SCIENCE', words: '用电安全讲解', minutes: 90 },
  { servedOn: '2024-02-07', field: 'ELDERLY', words: '教老人用手机挂号', minutes: 60 },
  { servedOn: '2024-02-21', field: 'CIVILITY', words: '裕华路口早高峰引导', minutes: 90 },
  { servedOn: '2024-02-28', field: 'ENVIRONMENT', words: '清扫楼道', minutes: 30 },
]

type Sql = Pick<Story, 'sql'>

/**
 * Confirmed hours, straight into the ledger.
 * @param personId uuid
 * @returns the records' uuids
 */
export async function confirmed({ sql }: Sql, personId: string, lines: readonly Line[] = LINES, community = DONGAN): Promise<string[]> {
  const records: string[] = []
  for (const { servedOn, field, words, minutes } of lines) {
    const [log, record] = [randomUUID(), randomUUID()]
    const by = uuid(id('Person', character('李静').phone))
    await sql(
      `insert into service_logs (id, person_id, community_id, source, title, served_on, minutes, field, words, entered_by_id, stage, decided_at, decided_by_id, created_at, updated_at)
        values ($1, $2, $3, 'SELF', '', $4, $5, $6, $7, $2, 'CONFIRMED', $4::date, $8, $4::date, $4::date)`,
      [log, personId, uuid(community), servedOn, minutes, field, words, by],
    )
    await sql(
      `insert into service_records (id, community_id, person_id, minutes, served_on, field, words_digest, kind, log_id, recorded_by_id, recorded_at)
        values ($1::uuid, $2, $3, $4, $5::date, $6, sha256(convert_to($1::uuid || E'\\n' || $7::text, 'UTF8')), 'SERVICE', $8, $9, $5::date)`,
      [record, uuid(community), personId, minutes, servedOn, field, words, log, by],
    )
    records.push(record)
  }
  return records
}

/** A document of identity as it is kept: its number sealed, here with nothing behind the seal. */
export async function withDocument({ sql }: Sql, personId: string, masked = '130***********0046'): Promise<void> {
  await sql(
    `insert into identity_documents (id, person_id, kind, masked_number, sealed_number, entered_by_id, created_at, updated_at) values ($1, $2, 'ID_CARD', $3, '\\x00', $2, '2026-03-01T00:00:00Z', '2026-03-01T00:00:00Z')
      on conflict (person_id) do update set kind = excluded.kind, masked_number = excluded.masked_number, sealed_number = excluded.sealed_number, wiped_at = null`,
    [randomUUID(), personId, masked],
  )
}

export const SET_ISSUER = `mutation ($c: ID!, $responsible: String = "李秀英", $handler: String = "李静", $telephone: String = "0311-55500147") {
  setCertificateIssuer(communityId: $c, responsible: $responsible, handler: $handler, telephone: $telephone) { id responsible handler telephone community { id } } }`
export const ISSUE = `mutation ($c: ID!, $from: Date = "2024-01-01", $to: Date = "2024-03-01", $p: ID) {
  issueCertificate(communityId: $c, fromOn: $from, toOn: $to, personId: $p) { id number state name fromOn toOn issuedOn minutes count document sha256 checkCode revokedAt viewerMayRevoke community { name } } }`
export const REVOKE = 'mutation ($id: ID!, $reason: String = "记录有误") { revokeCertificate(id: $id, reason: $reason) { id state revokedAt revokeReason viewerMayRevoke } }'
export const CHECK = `query ($number: String!, $code: String!) { certificateCheck(number: $number, code: $code) {
  state number name documentKind maskedNumber fromOn toOn minutes count issuer telephone issuedOn revokedOn recordsMatch anchoredAt } }`

export interface Issued {
  readonly id: string
  readonly number: string
  readonly state: string
  readonly name: string
  readonly issuedOn: string
  readonly minutes: number
  readonly count: number
  readonly document: Record<string, unknown> & { lines: (Line & { record: string })[] }
  readonly sha256: string
  readonly checkCode: string
  readonly viewerMayRevoke: boolean
}

export async function issue(who: Visitor, variables: object = {}): Promise<Issued> {
  return (await who.ask<{ issueCertificate: Issued }>(ISSUE, { c: DONGAN, ...variables })).issueCertificate
}

export interface Check {
  readonly state: string
  readonly [field: string]: unknown
}

export async function check(story: Story, { number, checkCode }: { number: string; checkCode: string }): Promise<Check> {
  return (await story.nobody.ask<{ certificateCheck: Check }>(CHECK, { number, code: checkCode })).certificateCheck
}
