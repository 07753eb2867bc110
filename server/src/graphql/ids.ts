import { Refusal } from '../refusal.ts'

export const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

export interface ObjectId {
  readonly type: string
  readonly uuid: string
}

/** The global id of an object: base64url of `Type:uuid`. */
export function globalId(type: string, uuid: string): string {
  return Buffer.from(`${type}:${uuid}`).toString('base64url')
}

export function tryParseId(id: string): ObjectId | null {
  const [type, uuid, rest] = Buffer.from(id, 'base64url').toString('utf8').split(':')
  return type && uuid && rest === undefined && UUID.test(uuid) ? { type, uuid } : null
}

/** @throws Refusal NOT_FOUND for what is no id at all: to the caller there is no such object */
export function parseId(id: string): ObjectId {
  const parsed = tryParseId(id)
  if (!parsed) throw notFound(id)
  return parsed
}

/** @throws Refusal NOT_FOUND for an id of another type */
export function uuidOf(type: string, id: string): string {
  const parsed = parseId(id)
  if (parsed.type !== type) throw notFound(id)
  return parsed.uuid
}

/** What is kept of it is short, and well-formed where the cut went through a character. */
function notFound(id: string): Refusal {
  return new Refusal('NOT_FOUND', { id: id.slice(0, 80).toWellFormed() })
}
