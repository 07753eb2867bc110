import { createHash } from 'node:crypto'
import type { Role } from '@red-alliance/shared/glossary'
import { seedId } from '../../../server/seeds/ids.ts'
import { SESSION_COOKIE } from '../../../server/src/features/people/session.ts'
import { globalId } from '../../../server/src/graphql/ids.ts'
import { type Story, type Visitor, visitor } from '../../harness/story.ts'

/**
 * Where people stand. Needs belong to the community, resources to the unit in it; seen from them the street and the district are
 * above, `sibling` and `neighbour` beside, `foreign` and `stranger` in another district. The ally stands over there too, but is a
 * member of the street's alliance.
 */
export const PLACES = {
  district: '130102',
  street: '130102002',
  community: '130102002019',
  sibling: '130102002020',
  unit: '怡园大厦物业',
  neighbour: 'neighbour',
  ally: 'ally',
  foreign: '130108002006',
  stranger: '琴韵音乐学校',
} as const
export type PlaceName = keyof typeof PLACES
export const STREET_ALLIANCE = seedId('alliance 青园街道红色联盟')
export const FOREIGN_ALLIANCE = seedId('alliance 新天地社区红色联盟')

/** Which roles there are where (a liaison stands in a unit, a secretary and a clerk in a street or community). */
const STANDING: Record<Role, readonly PlaceName[]> = {
  ADMIN: ['district', 'street', 'community', 'sibling', 'unit', 'foreign'],
  SUPERVISOR: ['district', 'street', 'community', 'sibling', 'unit', 'foreign'],
  SECRETARY: ['street', 'community', 'sibling', 'foreign'],
  CLERK: ['street', 'community', 'sibling', 'foreign'],
  LIAISON: ['unit', 'neighbour', 'ally', 'stranger'],
  MEMBER: ['unit', 'neighbour', 'ally', 'stranger'],
  RESIDENT: ['community', 'sibling', 'foreign'],
}

/** `SECRETARY @ street`, or `nobody`. */
export const ACTORS: readonly string[] = ['nobody', ...Object.entries(STANDING).flatMap(([role, places]) => places.map((place) => `${role} @ ${place}`))]

/** "ADMIN CLERK @ street community" are four actors. */
export function actorsIn(who: string): string[] {
  return who.split(';').map((part) => part.trim()).filter(Boolean).flatMap((part) => {
    if (part === 'nobody') return [part]
    const [roles, places] = part.split('@').map((words) => words.trim().split(/\s+/))
    if (!roles || !places) throw new Error(`who is ${part}?`)
    return roles.flatMap((role) => places.map((place) => `${role} @ ${place}`)).filter((actor) => {
      const [role, place] = actor.split(' @ ') as [Role, PlaceName]
      if (!(role in STANDING) || !(place in PLACES)) throw new Error(`there is no ${actor}`)
      return STANDING[role].includes(place)
    })
  })
}

export const place = (name: PlaceName): string => seedId(`organization ${PLACES[name]}`)
export const placeId = (name: PlaceName): string => globalId('Organization', place(name))
export const actorId = (actor: string): string => seedId(`rules person ${actor}`)

const WHEN = '2026-03-01T00:00:00Z'

/** Makes the two added units, the ally's membership, and a person with one role and an open session for each actor. */
export async function seatActors({ sql, url, nobody }: Story): Promise<Map<string, Visitor>> {
  for (const [name, parent] of [['neighbour', 'community'], ['ally', 'foreign']] as const)
    await sql(`insert into organizations (id, kind, unit_kind, name, parent_id, created_at) values ($1, 'UNIT', 'SCHOOL', $2, $3, $4)`, [place(name), name, place(parent), WHEN])
  await sql(`insert into alliance_members (id, alliance_id, organization_id, signed_on) values ($1, $2, $3, '2024-01-01')`, [seedId('rules member ally'), STREET_ALLIANCE, place('ally')])
  const visitors = new Map([['nobody', nobody]])
  for (const [index, actor] of ACTORS.entries()) {
    if (actor === 'nobody') continue
    const [role, at] = actor.split(' @ ') as [Role, PlaceName]
    await insertPerson(sql, { id: actorId(actor), name: actor, phone: `188${String(index).padStart(8, '0')}`, role, at })
    visitors.set(actor, visitor(url, await openSession(sql, actorId(actor), actor)))
  }
  return visitors
}

/** @param password the hash of whose password the person gets: the cast's own */
export async function insertPerson(sql: Story['sql'], person: { id: string; name: string; phone: string; role: Role; at: PlaceName; home?: PlaceName; residence?: PlaceName }): Promise<string> {
  const { id, name, phone, role, at, home, residence } = person
  const assignment = seedId(`rules role ${id}`)
  await sql(
    `with p as (insert into people (id, name, phone, password_hash, party_member, home_unit_id, residence_community_id, created_at)
       select $1::uuid, $2, $3, password_hash, true, $4::uuid, $5::uuid, $6 from people where phone = '19900000001' returning id)
     insert into role_assignments (id, person_id, organization_id, role, granted_at) select $7::uuid, id, $8::uuid, $9, $6 from p`,
    [id, name, phone, home ? place(home) : null, residence ? place(residence) : null, WHEN, assignment, place(at), role],
  )
  return assignment
}

/** A session straight in the database: its cookie. */
async function openSession(sql: Story['sql'], personId: string, token: string): Promise<string> {
  const value = token.replaceAll(/[^A-Z_a-z]/g, '-')
  await sql(`insert into sessions (id, person_id, token_hash, created_at, expires_at) values ($1, $2, $3, $4, '2026-12-31T00:00:00Z')`, [seedId(`rules session ${token}`), personId, createHash('sha256').update(value).digest(), WHEN])
  return `${SESSION_COOKIE}=${value}`
}
