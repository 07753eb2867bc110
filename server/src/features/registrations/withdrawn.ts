import type { ConsentPurpose } from '@red-alliance/shared/glossary'
import { notifyAll } from '../../notices/notify.ts'
import type { Work } from '../../operation.ts'

/** What follows when a consent is withdrawn. */
export async function withdrawn(work: Work, personId: string, purpose: ConsentPurpose): Promise<void> {
  if (purpose === 'DOCUMENT_NUMBER') await wipeDocument(work, personId)
  if (purpose === 'MEMBERSHIP') await forgetMembership(work, personId)
  // The database's own, for erasure needs it, too; activities come later in the order of features.
  if (purpose === 'CHILD_DATA') await work.db.query({ text: 'select leave_activities($1::uuid, $2::timestamptz)', values: [personId, work.now.toISOString()] })
}

function wipeDocument({ db, now }: Work, personId: string): Promise<unknown> {
  return db.query({
    text: 'update identity_documents set kind = null, masked_number = null, sealed_number = null, wiped_at = $2::timestamptz, updated_at = $2::timestamptz where person_id = $1::uuid and wiped_at is null',
    values: [personId, now.toISOString()],
  })
}

/** Registrations end, and nobody is told any more that the person is a party member. */
async function forgetMembership(work: Work, personId: string): Promise<void> {
  const { db, now } = work
  const { rows } = await db.query<{ id: string; place_id: string; name: string; place: string }>({
    text: `update registrations r set stage = 'ENDED', end_reason = 'LEFT', ended_at = $2::timestamptz from people p, organizations o
      where r.person_id = $1::uuid and r.stage in ('WAITING','CONFIRMED') and p.id = r.person_id and o.id = r.place_id returning r.id, r.place_id, p.name, o.name as place`,
    values: [personId, now.toISOString()],
  })
  await db.query({ text: 'update people set party_member = null where id = $1::uuid', values: [personId] })
  await notifyAll(work, rows.map(({ id, place_id, name, place }) => ({ recipients: { organizationIds: [place_id], roles: ['SECRETARY', 'CLERK'] }, kind: 'REGISTRATION_ENDED', subject: { type: 'Registration', id }, details: { name, place } })))
}
