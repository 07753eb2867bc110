import type { Category } from '@red-alliance/shared/glossary'
import { intersect, minutes as minutesOf, type WeeklyWindows } from '@red-alliance/shared/weekly-windows'
import { uuidOf } from '../../graphql/ids.ts'
import type { Work } from '../../operation.ts'
import { Refusal } from '../../refusal.ts'
import { localDate, minuteOfWeek } from '../../time.ts'
import { Resource } from '../lists/resource.ts'

/** What something is booked for, besides a project. */
export type BookedFor = 'meeting_id' | 'session_id'
export interface Stretch {
  readonly id: string
  readonly startsAt: Date
  readonly endsAt: Date
}

const WEEK = 10_080

/**
 * Takes a room, or whoever or whatever else stands on the resource list, for the time of one or several meetings or sessions. Of rooms one is
 * taken; a teacher, a speaker or a set is in one place at a time, and taken whole.
 * @param categories what is asked for here; a resource of another is refused with the name of the field
 * @throws Refusal NOT_FOUND, BAD_INPUT, PAIR_UNSUITABLE when it is not open then, RESOURCE_OVERBOOKED when it is given away
 */
export async function bookResource(work: Work, column: BookedFor, stretches: readonly Stretch[], resourceId: string, { categories, field }: { categories: readonly Category[]; field: string }): Promise<Resource> {
  const resource = await work.load(Resource, resourceId)
  resource.requireListed(work.today)
  if (!categories.includes(resource.category) || resource.supply === 'CONSUMABLE') throw new Refusal('BAD_INPUT', { fields: [field] })
  if (resource.windows && !stretches.every((stretch) => isOpen(resource.windows!, stretch))) throw new Refusal('PAIR_UNSUITABLE', { reason: 'WINDOWS' })
  const days = stretches.map(({ startsAt }) => localDate(startsAt))
  if (days.some((day) => day < resource.startsOn || day > resource.endsOn)) throw new Refusal('PAIR_UNSUITABLE', { reason: 'PERIOD' })
  const quantity = resource.category === 'VENUE' ? 1 : (resource.quantity ?? 1)
  const rows = stretches.map(({ id, startsAt, endsAt }) => ({ id: work.newId(), for_id: id, starts: startsAt.toISOString(), ends: endsAt.toISOString() }))
  await work.db.query({
    text: `insert into bookings (id, ${column}, resource_id, during, quantity) select n.id, n.for_id, $2::uuid, tstzrange(n.starts, n.ends), $3::integer
      from jsonb_to_recordset($1::jsonb) n (id uuid, for_id uuid, starts timestamptz, ends timestamptz)`,
    values: [JSON.stringify(rows), resource.id, quantity],
  })
  return resource
}

/** What was booked for these is free again. */
export async function releaseBookings({ db, now }: Work, column: BookedFor, ids: readonly string[]): Promise<void> {
  await db.query({ text: `update bookings set released_at = $2::timestamptz where ${column} = any($1::uuid[]) and released_at is null`, values: [ids, now.toISOString()] })
}

/** Resources in the order in which they are locked, so that no two who want the same ones wait for each other. */
export function inLockOrder(resourceIds: readonly string[]): string[] {
  return [...new Set(resourceIds)].sort((a, b) => (uuidOf('Resource', a) < uuidOf('Resource', b) ? -1 : 1))
}

function isOpen(windows: WeeklyWindows, { startsAt, endsAt }: Stretch): boolean {
  const start = minuteOfWeek(startsAt)
  const length = Math.ceil((endsAt.getTime() - startsAt.getTime()) / 60_000)
  const spans = start + length <= WEEK ? [{ start, end: start + length }] : [{ start: 0, end: start + length - WEEK }, { start, end: WEEK }]
  return minutesOf(intersect(windows, spans)) === length
}
