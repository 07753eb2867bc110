import type { CertificateState, DocumentKind } from '@red-alliance/shared/glossary'
import type { Context } from '../../graphql/context.ts'
import { sealOf } from '../../seal.ts'
import type { CertificateDocument } from '../../texts/certificate/document.ts'
import { effective } from './certified-lines.ts'
import { asNumber, asTyped, checkCodeOf, isSameCode } from './check-code.ts'
import { FOUND_RECORD, type FoundRecord, linesProven } from './ledger-proof.ts'

/** What anybody is told of a certificate whose number and code they hold: no more than the paper says. */
export interface Checked {
  readonly state: CertificateState
  readonly number: string | null
  /** 林*: whoever has the paper knows the rest. */
  readonly name: string | null
  readonly documentKind: DocumentKind | null
  readonly maskedNumber: string | null
  readonly fromOn: string | null
  readonly toOn: string | null
  readonly minutes: number | null
  readonly count: number | null
  readonly issuer: string | null
  readonly telephone: string | null
  readonly issuedOn: string | null
  readonly revokedOn: string | null
  readonly recordsMatch: boolean | null
  /** Null while the last anchor does not reach all of its records. */
  readonly anchoredAt: string | null
}

const NOTHING: Omit<Checked, 'state'> = {
  number: null, name: null, documentKind: null, maskedNumber: null, fromOn: null, toOn: null, minutes: null, count: null,
  issuer: null, telephone: null, issuedOn: null, revokedOn: null, recordsMatch: null, anchoredAt: null,
}

interface Row extends Pick<CertificateDocument, 'number' | 'fromOn' | 'toOn' | 'issuedOn' | 'minutes' | 'count'> {
  readonly document: CertificateDocument | null
  readonly sha256: Buffer
  readonly revokedOn: string | null
  readonly records: readonly FoundRecord[]
  readonly anchoredAt: string | null
}

const ROW = `select c.number, c.document, c.sha256, to_char(c.from_on, 'YYYY-MM-DD') as "fromOn", to_char(c.to_on, 'YYYY-MM-DD') as "toOn", to_char(c.issued_on, 'YYYY-MM-DD') as "issuedOn",
    c.minutes, c.count, to_char(c.revoked_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD') as "revokedOn",
    (select coalesce(json_agg(${FOUND_RECORD}), '[]') from service_records r
      where r.person_id = c.person_id and r.community_id = c.community_id and r.served_on between c.from_on and c.to_on and ${effective('r')}) as records,
    (select to_char(last.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') from service_anchors last where last.community_id = c.community_id order by last.from_seq desc limit 1) as "anchoredAt"
  from service_certificates c where c.number = $1`

/**
 * Whether a certificate is valid: one statement, and then nothing but arithmetic. A number that is not known, a code that is not right and a row
 * that was tampered with are all the same to whoever asks.
 */
export async function checkCertificate({ pool, secrets }: Pick<Context, 'pool' | 'secrets'>, number: string, code: string): Promise<Checked> {
  const { rows } = await pool.query<Row>({ name: 'certificate', text: ROW, values: [asNumber(number)] })
  const row = rows[0]
  if (!row || !isSameCode(asTyped(code), checkCodeOf(secrets, row.number, row.sha256))) return { state: 'UNKNOWN', ...NOTHING }
  if (row.revokedOn) return { state: 'REVOKED', ...NOTHING, number: row.number, revokedOn: row.revokedOn }
  if (!isWhole(row)) return { state: 'UNKNOWN', ...NOTHING }
  const { name, documentKind, maskedNumber, fromOn, toOn, minutes, count, issuer, telephone, issuedOn, lines } = row.document
  const { match, covered } = linesProven(secrets, lines, row.records)
  return {
    state: 'VALID', number: row.number, name: masked(name), documentKind, maskedNumber, fromOn, toOn, minutes, count, issuer, telephone, issuedOn,
    revokedOn: null, recordsMatch: match, anchoredAt: covered ? row.anchoredAt : null,
  }
}

/** The document is the one that was sealed, and the row says the same beside it. */
function isWhole(row: Row): row is Row & { document: CertificateDocument } {
  const { document } = row
  if (document === null || typeof document !== 'object' || !sealOf(document).equals(row.sha256)) return false
  return (['number', 'fromOn', 'toOn', 'issuedOn', 'minutes', 'count'] as const).every((field) => document[field] === row[field])
}

function masked(name: string): string {
  const [first = '', ...rest] = name
  return first + '*'.repeat(rest.length)
}
