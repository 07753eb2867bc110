import type { NoticeKind, Role } from '@red-alliance/shared/glossary'
import type { Work } from '../operation.ts'

/** People by themselves, or whoever now holds one of the roles in one of the organizations. */
export type Recipients = { readonly personIds: readonly string[] } | { readonly organizationIds: readonly string[]; readonly roles: readonly Role[] }

/** Roles that decide for a community, a street or a unit: who is told of what waits for it. */
export const DECIDING: readonly Role[] = ['SECRETARY', 'LIAISON']

export interface Telling {
  readonly recipients: Recipients
  readonly kind: NoticeKind
  /** The GraphQL type and uuid of what it is about. */
  readonly subject: { readonly type: string; readonly id: string }
  /** What the sentence needs (texts/notice-texts.ts): codes, numbers and titles, nobody's contact. */
  readonly details?: Record<string, unknown>
}

/** The channel on which the inboxes are watched: `<person> <notice>`. */
export const CHANNEL = 'notices'

// Gathered first and then looked up: asked the other way round, everybody in the city is looked at for each telling.
const RECIPIENTS = `select n.place, p.id from jsonb_to_recordset($2::jsonb) n (place integer, people uuid[], organizations uuid[], roles text[]) cross join lateral (
      select unnest(n.people) as id union select r.person_id from role_assignments r where r.revoked_at is null and r.organization_id = any(n.organizations) and r.role = any(n.roles)) meant
    join people p on p.id = meant.id and p.disabled_at is null and p.id is distinct from $1::uuid
  order by n.place, p.id`

const INSERT = `with made as (
    insert into notices (id, person_id, kind, subject_type, subject_id, details, created_at)
    select n.id, n.person_id, n.kind, n.subject_type, n.subject_id, n.details, $2::timestamptz
    from jsonb_to_recordset($1::jsonb) n (id uuid, person_id uuid, kind text, subject_type text, subject_id uuid, details jsonb)
    returning id, person_id)
  select pg_notify('${CHANNEL}', person_id || ' ' || id) from made`

/**
 * Puts a notice into the inbox of each recipient, with the operation: a rollback leaves none, a commit loses none, and whoever is watching
 * sees it arrive at the commit. Nobody is told of what they did themselves; a disabled person is told nothing.
 */
export function notify(work: Work, recipients: Recipients, kind: NoticeKind, subject: Telling['subject'], details: Record<string, unknown> = {}): Promise<void> {
  return notifyAll(work, [{ recipients, kind, subject, details }])
}

/**
 * Like `notify`, for several at once: two statements, however many there are.
 * @param doneBy the person who set it going and is not told, where that is not who asks: a job is done for somebody
 */
export async function notifyAll({ context, db, now, newId }: Work, tellings: readonly Telling[], doneBy: string | null = context.actor.personId): Promise<void> {
  if (tellings.length === 0) return
  const wanted = tellings.map(({ recipients: to }, place) => ('personIds' in to ? { place, people: to.personIds, organizations: [], roles: [] } : { place, people: [], organizations: to.organizationIds, roles: to.roles }))
  const { rows } = await db.query<{ place: number; id: string }>({ text: RECIPIENTS, values: [doneBy, JSON.stringify(wanted)] })
  if (rows.length === 0) return
  const notices = rows.map(({ place, id }) => {
    const { kind, subject, details = {} } = tellings[place]!
    return { id: newId(), person_id: id, kind, subject_type: subject.type, subject_id: subject.id, details }
  })
  await db.query({ text: INSERT, values: [JSON.stringify(notices), now.toISOString()] })
}
