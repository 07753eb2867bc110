import { createHash } from 'node:crypto'
import type { GraphQLResolveInfo } from 'graphql'
import { slowHash } from './features/people/password.ts'
import type { Change, Outcome, Work } from './operation.ts'
import { Refusal } from './refusal.ts'

/** A key that this person has sent before for this field answers with what came of it then; another input under the same key is refused. */
export async function replay<S extends object>({ context, db, now }: Work, info: GraphQLResolveInfo, change: Change<S>): Promise<{ type: string; uuid: string } | null> {
  const { actor, idempotencyKey: key } = context
  if (!key || !actor.personId) return null
  const path = `${info.fieldName}/${info.path.key}`
  const hash = await inputHash(change, `${actor.personId} ${key} ${path}`)
  const values = [actor.personId, key, path, hash, now.toISOString()]
  const made = await db.query({ text: 'insert into idempotency_keys values ($1::uuid, $2, $3, $4::bytea, null, null, $5::timestamptz) on conflict do nothing returning 1', values })
  if (made.rows.length > 0) return null
  const { rows } = await db.query<{ same: boolean; type: string | null; uuid: string | null }>({
    text: 'select input_hash = $4::bytea as same, subject_type as type, subject_id as uuid from idempotency_keys where person_id = $1::uuid and key = $2 and path = $3',
    values: values.slice(0, 4),
  })
  if (!rows[0]?.same || !rows[0].uuid || !rows[0].type) throw new Refusal('IDEMPOTENCY_KEY_REUSED')
  return { type: rows[0].type, uuid: rows[0].uuid }
}

/** Input with a password in it is hashed as slowly as the password itself, so that the row helps nobody to guess. */
async function inputHash<S extends object>({ input, secret }: Change<S>, salt: string): Promise<Buffer> {
  const text = JSON.stringify(input) ?? ''
  const sha256 = (value: string): Buffer => createHash('sha256').update(value).digest()
  return secret ? slowHash(text, sha256(salt)) : sha256(text)
}

/** Keeps under the key what came of it. */
export async function remember({ context, db }: Work, info: GraphQLResolveInfo, { type, id }: Outcome): Promise<void> {
  const { actor, idempotencyKey: key } = context
  if (!key || !actor.personId) return
  const text = 'update idempotency_keys set subject_type = $4, subject_id = $5::uuid where person_id = $1::uuid and key = $2 and path = $3'
  await db.query({ text, values: [actor.personId, key, `${info.fieldName}/${info.path.key}`, type, id] })
}
