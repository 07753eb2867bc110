import { checked, line, text } from '../../input.ts'
import type { Category } from '@red-alliance/shared/glossary'
import type { Work } from '../../operation.ts'
import { Refusal } from '../../refusal.ts'
import { bookResource, inLockOrder, releaseBookings } from '../projects/book.ts'
import type { ActivityRoleInput, ActivitySessionInput } from './activity.graphql.ts'
import type { Activity } from './activity.ts'
import { ActivityRole, ActivitySession } from './session.ts'

const MOST_SESSIONS = 60
const MOST_ROLES = 10
const MOST_PLACES = 10_000
const MOST_RESOURCES = 3
const LONGEST_HOURS = 24
/** What a session uses of the resource list. */
const USED: readonly Category[] = ['VENUE', 'COURSE', 'LECTURE', 'EXPERT', 'EQUIPMENT', 'VOLUNTEER_SERVICE']

/**
 * When the first session begins and the last one ends.
 * @throws Refusal BAD_INPUT for none or more than 60, for instants that are none, an end before its beginning, or two at the same time
 */
export function requireSessions(sessions: readonly ActivitySessionInput[]): { startsAt: Date; endsAt: Date } {
  const refuse = (): never => {
    throw new Refusal('BAD_INPUT', { fields: ['sessions'], most: MOST_SESSIONS })
  }
  if (sessions.length < 1 || sessions.length > MOST_SESSIONS) refuse()
  const times = sessions.map(({ startsAt, endsAt }) => ({ startsAt: new Date(startsAt), endsAt: new Date(endsAt) })).sort((a, b) => a.startsAt.getTime() - b.startsAt.getTime())
  for (const { startsAt, endsAt } of times) {
    const hours = (endsAt.getTime() - startsAt.getTime()) / 3_600_000
    if (!(hours > 0 && hours <= LONGEST_HOURS) || startsAt.getUTCFullYear() < 2000 || startsAt.getUTCFullYear() > 2100) refuse()
  }
  if (times.some(({ startsAt }, i) => i > 0 && startsAt < times[i - 1]!.endsAt)) refuse()
  return { startsAt: times[0]!.startsAt, endsAt: times.at(-1)!.endsAt }
}

/**
 * Gives an activity these sessions and places and no others. A draft that is laid out anew keeps its rows as far as they go; nothing is ever deleted.
 * @throws Refusal BAD_INPUT, PAIR_UNSUITABLE, RESOURCE_OVERBOOKED
 */
export async function layOut(work: Work, activity: Activity, sessions: readonly ActivitySessionInput[], roles: readonly ActivityRoleInput[]): Promise<void> {
  const { em, now, newId } = work
  requireRoles(roles)
  const earlier = await em.find(ActivitySession, { activity }, { orderBy: { startsAt: 'asc', id: 'asc' } })
  const given = sessions.toSorted((a, b) => (new Date(a.startsAt) < new Date(b.startsAt) ? -1 : 1))
  const laid = given.map((input, i) => {
    const values = { startsAt: new Date(input.startsAt), endsAt: new Date(input.endsAt), place: checked(text(80).nullish(), input.place) ?? '', removedAt: null }
    return earlier[i] ? em.assign(earlier[i], values) : em.create(ActivitySession, { id: newId(), activity, ...values, cancelledAt: null, cancelReason: null })
  })
  for (const session of earlier.slice(laid.length)) session.removedAt = now
  await setRoles(work, activity, laid, roles)
  await em.flush()
  if (earlier.length > 0) await releaseBookings(work, 'session_id', earlier.map(({ id }) => id))
  await takeResources(work, laid, given)
}

async function setRoles({ em, now, newId }: Work, activity: Activity, sessions: readonly ActivitySession[], roles: readonly ActivityRoleInput[]): Promise<void> {
  const earlier = await em.find(ActivityRole, { activity }, { orderBy: { position: 'asc', id: 'asc' } })
  const scopes: readonly (ActivitySession | null)[] = activity.wholeTerm ? [null] : sessions
  const wanted = scopes.flatMap((session, s) => roles.map((role, r) => ({ session, role, position: s * MOST_ROLES + r })))
  wanted.forEach(({ session, role, position }, i) => {
    const values = { session, position, title: checked(line(40), role.title), serves: role.serves ?? false, places: role.places, closesAt: (session ?? sessions.at(-1)!).startsAt, removedAt: null }
    if (earlier[i]) em.assign(earlier[i], values)
    else em.create(ActivityRole, { id: newId(), activity, ...values, lastPosition: 0 })
  })
  for (const role of earlier.slice(wanted.length)) role.removedAt = now
}

function requireRoles(roles: readonly ActivityRoleInput[]): void {
  if (roles.length < 1 || roles.length > MOST_ROLES) throw new Refusal('BAD_INPUT', { fields: ['roles'], most: MOST_ROLES })
  for (const { places } of roles) requirePlaces(places)
}

/** @throws Refusal QUANTITY_INVALID outside 1…10,000 */
export function requirePlaces(places: number): void {
  if (!Number.isInteger(places) || places < 1 || places > MOST_PLACES) throw new Refusal('QUANTITY_INVALID', { least: 1, most: MOST_PLACES })
}

async function takeResources(work: Work, sessions: readonly ActivitySession[], given: readonly ActivitySessionInput[]): Promise<void> {
  const used = sessions.map((session, i) => ({ session, ids: new Set(given[i]!.resourceIds ?? []) }))
  if (used.some(({ ids }) => ids.size > MOST_RESOURCES)) throw new Refusal('BAD_INPUT', { fields: ['sessions.resourceIds'], most: MOST_RESOURCES })
  for (const id of inLockOrder(used.flatMap(({ ids }) => [...ids]))) {
    const of = used.filter(({ ids }) => ids.has(id)).map(({ session }) => session)
    await bookResource(work, 'session_id', of, id, { categories: USED, field: 'sessions.resourceIds' })
  }
}
