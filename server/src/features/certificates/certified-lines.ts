import type { Queryable } from '../../database/queryable.ts'
import type { CertificateLine } from '../../texts/certificate/document.ts'
import { FOUND_RECORD, type FoundRecord } from './ledger-proof.ts'

/**
 * SQL of what counts: a record that was reversed does not, its correction does.
 * @param r alias of service_records
 */
export function effective(r: string): string {
  return `(${r}.kind in ('SERVICE','CORRECTION') and not exists (select 1 from service_records undone where undone.corrects_id = ${r}.id and undone.kind = 'REVERSAL'))`
}

const LINES = `select to_char(r.served_on, 'YYYY-MM-DD') as "servedOn", r.field, coalesce(l.words, '') as words, r.minutes, r.id as record, ${FOUND_RECORD} as found
  from service_records r left join service_logs l on l.id = r.log_id
  where r.person_id = $1::uuid and r.community_id = $2::uuid and r.served_on between $3::date and $4::date and ${effective('r')}
  order by r.served_on, r.seq`

/** A line of the paper, and the record it stands for. */
export interface CertifiedLine {
  readonly line: CertificateLine
  readonly found: FoundRecord
}

/** The records of a person in one community's ledger, from the first day to the last, net of corrections. */
export async function linesOf(db: Queryable, asked: { personId: string; communityId: string; fromOn: string; toOn: string }): Promise<CertifiedLine[]> {
  const { rows } = await db.query<CertificateLine & { readonly found: FoundRecord }>({ text: LINES, values: [asked.personId, asked.communityId, asked.fromOn, asked.toOn] })
  return rows.map(({ found, ...line }) => ({ line, found }))
}
