import { uuidOf } from '../graphql/ids.ts'
import type { Work } from '../operation.ts'
import { Refusal } from '../refusal.ts'
import { ATTACHABLE } from './attachable.ts'

/** At one time. */
export const MOST_AT_ONCE = 20

/**
 * Hangs what the actor has uploaded on something, with the operation: from then on it is seen by whoever sees that.
 * @param fileIds global ids of the actor's own attachments that hang on nothing yet
 * @param subject the GraphQL type (it stands in ATTACHABLE) and uuid
 * @param parties organizations among whose people, and those above them, it stays; none: whoever sees the subject
 * @throws Refusal NOT_FOUND when one of them is not there, somebody else's or used already; BAD_INPUT beyond 20
 */
export async function attachFiles({ context, db, now }: Work, fileIds: readonly string[], subject: { readonly type: string; readonly id: string }, parties: readonly string[] = []): Promise<void> {
  if (!Object.hasOwn(ATTACHABLE, subject.type)) throw new Error(`nothing can be attached to a ${subject.type}`)
  const uuids = [...new Set(fileIds.map((id) => uuidOf('Attachment', id)))]
  if (uuids.length === 0) return
  if (uuids.length > MOST_AT_ONCE) throw new Refusal('BAD_INPUT', { fields: ['fileIds'] })
  const loose = await db.query({
    text: 'select id from attachments where id = any($1::uuid[]) and uploaded_by_id = $2::uuid and attached_at is null and removed_at is null order by id for no key update',
    values: [uuids, context.actor.personId],
  })
  if (loose.rows.length < uuids.length) throw new Refusal('NOT_FOUND', { type: 'Attachment' })
  await db.query({
    text: 'update attachments set attached_to_type = $2, attached_to_id = $3::uuid, attached_at = $4::timestamptz, parties = $5::uuid[] where id = any($1::uuid[])',
    values: [uuids, subject.type, subject.id, now.toISOString(), parties],
  })
}
