import { notifyAll } from '../../notices/notify.ts'
import { type Work, deed } from '../../operation.ts'
import type { Context } from '../../graphql/context.ts'
import { checked, line } from '../../input.ts'
import { Refusal } from '../../refusal.ts'
import type { ServiceRow } from '../../texts/service-sheet.ts'
import { Organization } from '../organizations/organization.ts'
import { unseal } from '../registrations/sealed-number.ts'
import { effective } from './certified-lines.ts'

/** More than these in a year is asked for by the ministry's own interface, not in a file. */
const MOST = 50_000

export interface ExportAsked {
  /** Global id of a community or street. */
  readonly communityId: string
  readonly year: number
  /** What the whole document numbers are wanted for; masked without it. */
  readonly purpose: string | null
}

export interface Exported {
  readonly organization: string
  readonly rows: readonly ServiceRow[]
}

interface Found extends ServiceRow {
  readonly personId: string
  /** Whom to tell: a child's guardian. */
  readonly tellId: string
  readonly documentId: string | null
  readonly sealedNumber: Buffer | null
}

const ROWS = `select p.id as "personId", coalesce(p.guardian_id, p.id) as "tellId", p.name, p.erased_at is not null as erased, d.id as "documentId", d.kind as "documentKind", d.masked_number as "documentNumber",
    d.sealed_number as "sealedNumber", coalesce(l.title, '') as title, r.field, to_char(r.served_on, 'YYYY-MM-DD') as "servedOn", r.minutes, coalesce(l.words, '') as words, o.name as organization
  from service_records r join people p on p.id = r.person_id join organizations o on o.id = r.community_id
    left join service_logs l on l.id = r.log_id left join identity_documents d on d.person_id = p.id and d.wiped_at is null
  where r.community_id = $1::uuid and r.served_on between make_date($2::int, 1, 1) and make_date($2::int, 12, 31) and ${effective('r')}
  order by r.served_on, r.seq limit ${MOST + 1}`

const LOOKS = `insert into unmaskings (id, document_id, person_id, organization_id, by_id, purpose, at)
  select x.id, x.document_id, x.person_id, $2::uuid, $3::uuid, $4, $5::timestamptz from jsonb_to_recordset($1::jsonb) x (id uuid, document_id uuid, person_id uuid)`

/**
 * A year's records of a community's ledger, net of corrections. With a purpose the document numbers are whole: each person is told, and each look is
 * written down like any other.
 * @throws Refusal BAD_INPUT for a year outside 2000–2100, QUERY_TOO_COSTLY beyond 50,000 records
 */
export function exportRecords(context: Context, { communityId, year, purpose: raw }: ExportAsked): Promise<Exported> {
  if (!Number.isInteger(year) || year < 2000 || year > 2100) throw new Refusal('BAD_INPUT', { fields: ['year'] })
  const purpose = raw === null ? null : checked(line(200), raw)
  return deed(context, 'serviceRecords.export', {
    subject: { type: Organization, id: communityId },
    input: { communityId, year, purpose },
    run: async (work, community) => {
      const { rows } = await work.db.query<Found>({ text: ROWS, values: [community.id, year] })
      if (rows.length > MOST) throw new Refusal('QUERY_TOO_COSTLY', { most: MOST })
      if (purpose !== null) await writeDownLooks(work, community, purpose, rows)
      const whole = ({ documentId, sealedNumber, documentNumber }: Found): string | null => (purpose !== null && documentId && sealedNumber ? unseal(context.secrets, documentId, sealedNumber) : documentNumber)
      return {
        outcome: { type: 'Organization', id: community.id, organizationId: community.id, parties: [community.id], details: { year, records: rows.length, purpose } },
        answer: { organization: community.name, rows: rows.map((row) => ({ ...row, documentNumber: whole(row) })) },
      }
    },
  })
}

/** One look for each person, however many records there are. */
async function writeDownLooks(work: Work, community: Organization, purpose: string, rows: readonly Found[]): Promise<void> {
  const { db, now, newId, context } = work
  const looked = [...new Map(rows.flatMap((row) => (row.documentId ? [[row.documentId, { ...row, documentId: row.documentId }] as const] : []))).values()]
  const looks = looked.map(({ documentId, personId }) => ({ id: newId(), document_id: documentId, person_id: personId }))
  await db.query({ text: LOOKS, values: [JSON.stringify(looks), community.id, work.me().id, purpose, now.toISOString()] })
  await notifyAll(work, looked.map(({ tellId, documentId }) => ({ recipients: { personIds: [tellId] }, kind: 'DOCUMENT_UNMASKED', subject: { type: 'IdentityDocument', id: documentId }, details: { place: community.name, name: context.actor.name, purpose } })))
}
