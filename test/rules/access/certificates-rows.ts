import type { Story } from '../../harness/story.ts'
import { type PlaceName, actorId, place } from './actors.ts'
import { insert } from './rows.ts'

type Sql = Story['sql']
const WRITTEN = '2026-03-01T02:00:00Z'

export function insertIssuer(sql: Sql, id: string, of: PlaceName): Promise<string> {
  return insert(sql, 'certificate_issuers', { id, community_id: place(of), responsible: '负责人', handler: '经办人', telephone: '0311-55500147', updated_at: WRITTEN })
}

export interface CertificateRow {
  readonly person: string
  readonly by?: PlaceName
  readonly revoked?: boolean
  readonly erased?: boolean
}

let serial = 0

export function insertCertificate(sql: Sql, id: string, { person, by = 'community', revoked = false, erased = false }: CertificateRow): Promise<string> {
  serial += 1
  const number = `RULES-${serial}`
  const secretary = actorId('SECRETARY @ community')
  return insert(sql, 'service_certificates', {
    id, person_id: person, community_id: place(by), year: 2025, serial, number, from_on: '2026-01-01', to_on: '2026-02-28', issued_on: '2026-03-01', minutes: 60, count: 1,
    document: erased ? null : JSON.stringify({ number, name: '某某' }), sha256: Buffer.alloc(32, serial), check_code: '2345678923', issued_by_id: person,
    revoked_at: revoked ? WRITTEN : null, revoke_reason: revoked ? 'r' : null, revoked_by_id: revoked ? secretary : null, erased_at: erased ? WRITTEN : null, created_at: WRITTEN,
  })
}

/** An issuer, and for each of the people a document of identity and an hour in the community's ledger, where there is none yet. */
export async function insertCertifiable(sql: Sql, people: readonly string[]): Promise<void> {
  await sql(
    `insert into certificate_issuers (id, community_id, responsible, handler, telephone, updated_at) values (gen_random_uuid(), $1, '负责人', '经办人', '0311-55500147', $2) on conflict do nothing`,
    [place('community'), WRITTEN],
  )
  await sql(
    `insert into identity_documents (id, person_id, kind, masked_number, sealed_number, entered_by_id, created_at, updated_at)
      select gen_random_uuid(), id, 'PASSPORT', 'E*****23', '\\x00', id, $2, $2 from people where id = any($1::uuid[]) on conflict do nothing`,
    [people, WRITTEN],
  )
  await sql(
    `insert into service_records (id, community_id, person_id, minutes, served_on, field, words_digest, kind, recorded_by_id, recorded_at)
      select p.record, $2, p.id, 60, '2026-02-01', 'SCIENCE', sha256(convert_to(p.record || E'\\n', 'UTF8')), 'SERVICE', p.id, $3 from (select id, gen_random_uuid() as record from people) p
      where p.id = any($1::uuid[]) and not exists (select 1 from service_records r where r.person_id = p.id and r.community_id = $2 and r.served_on = '2026-02-01')`,
    [people, place('community'), WRITTEN],
  )
}
