import type { RemedyKind } from '@red-alliance/shared/glossary'
import { changedResource, type Change } from '@red-alliance/shared/matching/changes'
import type { Remedies, RemedyOptions } from '@red-alliance/shared/matching/remedies'
import type { Remedy } from '@red-alliance/shared/matching/trial'
import type { MatchingInput } from '@red-alliance/shared/matching/types'
import { NOBODY } from '../../access/actor.ts'
import { Bindings } from '../../access/bindings.ts'
import { visible } from '../../access/table.ts'
import type { Context } from '../../graphql/context.ts'
import { globalId, uuidOf } from '../../graphql/ids.ts'
import { Refusal } from '../../refusal.ts'
import { type Looking, looking, readBoard } from '../matching/board.ts'
import { asksForRemedies } from './access.ts'

/** A remedy with the names that its sentence needs; none but of what the viewer sees. */
export interface NamedRemedy {
  readonly kind: RemedyKind
  readonly change: Change
  readonly gain: number
  readonly missing: number
  readonly kept: number
  readonly moves: readonly { readonly needTitle: string | null; readonly resourceTitle: string | null; readonly before: number; readonly after: number }[]
  readonly resourceId: string | null
  readonly resourceTitle: string | null
  readonly ownerName: string | null
  /** Of the organization or alliance that a resource would open to. */
  readonly audienceName: string | null
  /** An open adjustment that already asks for it. */
  readonly adjustmentId: string | null
}

export interface NamedRemedies {
  readonly missing: number
  readonly found: readonly NamedRemedy[]
}

/**
 * What would help the need, each change verified by solving anew.
 * @throws Refusal NOT_FOUND, UNAUTHENTICATED, FORBIDDEN for who neither acts for its owner nor stands above
 */
export async function findRemedies(context: Context, needId: string): Promise<NamedRemedies> {
  const needUuid = uuidOf('Need', needId)
  const eyes = looking(context)
  await requireAsker(eyes, needUuid)
  const { missing, found } = await solveRemedies(eyes, needUuid)
  return { missing, found: await named(eyes, needUuid, found) }
}

/** What would help, of resources that the actor sees. */
export async function solveRemedies(work: Looking, needUuid: string, options: Pick<RemedyOptions, 'only'> = {}): Promise<Remedies> {
  const allianceUuid = await allianceOf(work, needUuid)
  const input = allianceUuid === null ? null : await readBoard(withAllEyes(work), { allianceUuid })
  if (!input?.needs.some(({ id }) => id === needUuid)) return { missing: 0, found: [] }
  return work.context.askMatching('remedies', { input, needId: needUuid, named: await seenOf(work, input), ...options })
}

async function requireAsker({ db, context, now }: Looking, needUuid: string): Promise<void> {
  const p = new Bindings(context.actor, now)
  const text = `select ${asksForRemedies('n', p)} as asks from needs n where n.id = ${p.bind(needUuid, 'uuid')} and ${visible('Need')('n', p)}`
  const { rows } = await db.query<{ asks: boolean }>({ text, values: p.values })
  if (!context.actor.personId) throw new Refusal('UNAUTHENTICATED')
  if (!rows[0]) throw new Refusal('NOT_FOUND', { type: 'Need' })
  if (!rows[0].asks) throw new Refusal('FORBIDDEN')
}

/** Like a run, which sees what competes even where the one who asks does not: a promise must hold. */
function withAllEyes({ db, context, now, today }: Looking): Looking {
  return { db, context: { ...context, actor: NOBODY }, now, today }
}

/** The alliance whose newest run knew the need, or else the nearest in which its owner sits. */
async function allianceOf({ db }: Looking, needUuid: string): Promise<string | null> {
  const { rows } = await db.query<{ id: string | null }>({
    text: `select coalesce(
        (select r.alliance_id from match_obstacles o join match_runs r on r.id = o.run_id where o.need_id = n.id order by o.created_at desc, o.id desc limit 1),
        (select l.id from organization_closure up join alliances l on l.convener_id = up.ancestor_id where up.descendant_id = n.owner_id order by up.depth, l.id limit 1),
        (select m.alliance_id from alliance_members m where m.organization_id = n.owner_id and m.left_on is null order by m.alliance_id limit 1)) as id
      from needs n where n.id = $1::uuid`,
    values: [needUuid],
  })
  return rows[0]?.id ?? null
}

async function seenOf({ db, context, now }: Looking, { resources }: MatchingInput): Promise<string[]> {
  const p = new Bindings(context.actor, now)
  const text = `select r.id from resources r where r.id = any(${p.bind(resources.map(({ id }) => id), 'uuid[]')}) and ${visible('Resource')('r', p)} order by r.id`
  return (await db.query<{ id: string }>({ text, values: p.values })).rows.map(({ id }) => id)
}

/** Titles of what the actor sees, and which of the remedies are asked for already. */
async function named({ db, context, now }: Looking, needUuid: string, found: readonly Remedy[]): Promise<NamedRemedy[]> {
  const p = new Bindings(context.actor, now)
  const ids = (pick: (remedy: Remedy) => readonly (string | null)[]): string => p.bind([...new Set(found.flatMap(pick))].filter((id) => id !== null), 'uuid[]')
  const resourceIds = ids(({ change, moves }) => ['resourceId' in change ? change.resourceId : null, ...moves.map(({ resourceId }) => resourceId)])
  const text = `select r.id, r.title, o.name as owner, null as kind from resources r join organizations o on o.id = r.owner_id where r.id = any(${resourceIds}) and ${visible('Resource')('r', p)}
    union all select n.id, n.title, null, null from needs n where n.id = any(${ids(({ moves }) => moves.map(({ needId }) => needId))}) and ${visible('Need')('n', p)}
    union all select o.id, o.name, null, null from organizations o where o.id = any(${ids(({ change }) => ['audience' in change ? change.audience : null])})
    union all select coalesce(a.resource_id, a.need_id), a.id::text, null, a.kind from adjustments a where a.need_id = ${p.bind(needUuid, 'uuid')} and a.stage = 'OPEN' and a.expires_at > ${p.now} and ${visible('Adjustment')('a', p)}`
  const { rows } = await db.query<{ id: string; title: string; owner: string | null; kind: string | null }>({ text, values: p.values })
  const names = new Map(rows.filter(({ kind }) => kind === null).map((row) => [row.id, row]))
  return found.map(({ change, gain, missing, kept, moves }) => {
    const resource = 'resourceId' in change ? names.get(change.resourceId) : undefined
    const of = changedResource(change) ?? needUuid
    const asked = rows.find(({ id, kind }) => kind === change.kind && id === of)
    return {
      kind: change.kind,
      change,
      gain,
      missing,
      kept,
      moves: moves.map(({ needId, resourceId, before, after }) => ({ needTitle: names.get(needId)?.title ?? null, resourceTitle: names.get(resourceId)?.title ?? null, before, after })),
      resourceId: resource ? globalId('Resource', resource.id) : null,
      resourceTitle: resource?.title ?? null,
      ownerName: resource?.owner ?? null,
      audienceName: 'audience' in change && change.audience !== null ? (names.get(change.audience)?.title ?? null) : null,
      adjustmentId: asked ? globalId('Adjustment', asked.title) : null,
    }
  })
}
