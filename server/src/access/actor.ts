import type { Role } from '@red-alliance/shared/glossary'
import type { Queryable } from '../database/queryable.ts'

/** Who asks: everything that decides what they see and may do, read in one statement with the session. */
export interface Actor {
  readonly personId: string | null
  readonly sessionId: string | null
  readonly name: string
  readonly roles: readonly { readonly role: Role; readonly organizationId: string }[]
  /** Organizations in which the person stands, their ancestors, and the alliances these belong to: whose entries they are shown. */
  readonly circles: readonly string[]
}

export const NOBODY: Actor = { personId: null, sessionId: null, name: '', roles: [], circles: [] }

/** Organizations in which the actor holds one of the roles. */
export function held(actor: Actor, roles: readonly Role[]): string[] {
  return [...new Set(actor.roles.filter(({ role }) => roles.includes(role)).map(({ organizationId }) => organizationId))].sort()
}

const SQL = `
with mine as (
  select s.id as session_id, p.id, p.name from sessions s join people p on p.id = s.person_id
  where s.token_hash = $1 and s.ended_at is null and s.expires_at > $2 and p.disabled_at is null
), standing as (
  select r.role, r.organization_id, o.kind from mine join role_assignments r on r.person_id = mine.id and r.revoked_at is null
  join organizations o on o.id = r.organization_id
), above as (
  select c.ancestor_id, s.kind from standing s join organization_closure c on c.descendant_id = s.organization_id
)
select session_id as "sessionId", id as "personId", name,
  (select coalesce(json_agg(json_build_object('role', role, 'organizationId', organization_id)), '[]') from standing) as roles,
  (select coalesce(json_agg(circle), '[]') from (
    select ancestor_id as circle from above
    union select a.id from alliances a join above on a.convener_id = above.ancestor_id and above.kind <> 'UNIT'
    union select m.alliance_id from alliance_members m join standing s on s.organization_id = m.organization_id and m.left_on is null
    order by 1
  ) c) as circles
from mine`

/** @param tokenHash SHA-256 of the session's token; an unknown, ended or expired session and a disabled person are nobody */
export async function readActor(db: Queryable, tokenHash: Buffer, now: Date): Promise<Actor> {
  const { rows } = await db.query<Actor>({ name: 'actor', text: SQL, values: [tokenHash, now] })
  return rows[0] ?? NOBODY
}
