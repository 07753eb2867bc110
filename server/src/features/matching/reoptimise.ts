import type { MatchChangeKind } from '@red-alliance/shared/glossary'
import { defineJob } from '../../jobs/job.ts'
import type { Outcome, Work } from '../../operation.ts'
import { Alliance } from '../alliances/alliance.ts'
import { REOPTIMISE } from '../lists/touch.ts'
import { readBoard } from './board.ts'
import { writeFindings } from './findings.ts'
import { MatchRun, type RunChange } from './match-run.ts'
import { matchingOf, requireAccepted } from './run.ts'

/** Changes of one job at most: it sends itself again for the rest. */
const AT_ONCE = 500
/** Changes that a run names. */
const MOST_NAMED = 20
const LATER_MS = 3000

interface Waiting {
  readonly id: string
  readonly kind: MatchChangeKind
  readonly need_id: string | null
  readonly resource_id: string | null
  readonly category: string
  /** The widest alliance of the owner in which something has been matched: two that lie in each other would answer each other for ever. Null: people have not begun. */
  readonly alliance_id: string | null
}

const WAITING = `select c.id, c.kind, c.need_id, c.resource_id, e.category, (
    select l.id from alliances l where (l.convener_id in (select up.ancestor_id from organization_closure up where up.descendant_id = e.owner_id)
        or exists (select 1 from alliance_members m where m.organization_id = e.owner_id and m.alliance_id = l.id and m.left_on is null))
      and (exists (select 1 from match_runs r where r.alliance_id = l.id and r.status = 'DONE')
        or exists (select 1 from match_runs r where r.status = 'DONE' and r.organization_id in (select up.ancestor_id from organization_closure up where up.descendant_id = l.convener_id)))
    order by (select count(*) from organization_closure up where up.descendant_id = l.convener_id), l.id limit 1) as alliance_id
  from match_changes c join lateral (select owner_id, category from needs where id = c.need_id union all select owner_id, category from resources where id = c.resource_id) e on true
  where c.taken_at is null order by c.id limit ${AT_ONCE} for update of c skip locked`

/** What has changed since the last one is matched anew, alliance by alliance, as far as it reaches; everything else stays as it is. */
export const reoptimiseMatching = defineJob({
  ...REOPTIMISE,
  run: async (work) => {
    const { rows } = await work.db.query<Waiting>({ text: WAITING, values: [] })
    const alliances = [...new Set(rows.flatMap(({ alliance_id: id }) => (id ? [id] : [])))].sort()
    let outcome: Outcome | null = null
    const busy = new Set<string>()
    for (const allianceId of alliances) {
      if (await isFree(work, allianceId)) outcome = (await reoptimised(work, allianceId, rows.filter(({ alliance_id: id }) => id === allianceId))) ?? outcome
      else busy.add(allianceId)
    }
    const taken = rows.filter(({ alliance_id: id }) => !id || !busy.has(id))
    await work.db.query({ text: 'update match_changes set taken_at = $2::timestamptz where id = any($1::uuid[])', values: [taken.map(({ id }) => id), work.now.toISOString()] })
    if (busy.size > 0 || rows.length === AT_ONCE) await work.context.jobs.sendOn(work.db, REOPTIMISE, {}, busy.size > 0 ? { startAfter: new Date(work.now.getTime() + LATER_MS) } : {})
    return outcome
  },
})

/** Whether nothing else is matching the alliance; from now on this transaction is. */
async function isFree({ db }: Work, allianceId: string): Promise<boolean> {
  const { rows } = await db.query<{ free: boolean }>({ text: `select pg_try_advisory_xact_lock(${matchingOf('$1')}) as free`, values: [allianceId] })
  return rows[0]!.free
}

/** What ended with the changes themselves is among what the run moved. */
async function takeOver({ db }: Work, run: MatchRun, changes: readonly Waiting[]): Promise<void> {
  await db.query({
    text: `update match_proposals p set superseded_by_run_id = $1::uuid from match_changes c where c.id = any($2::uuid[]) and c.kind <> 'FREED' and p.superseded_by_run_id is null
      and p.superseded_at = c.at and (p.need_id = c.need_id or p.resource_id = c.resource_id)`,
    values: [run.id, changes.map(({ id }) => id)],
  })
}

async function reoptimised(work: Work, allianceId: string, changes: readonly Waiting[]): Promise<Outcome | null> {
  const { em, now, context } = work
  const input = await readBoard(work, { allianceUuid: allianceId, categories: [...new Set(changes.map(({ category }) => category))].sort() })
  const ids = (of: 'need_id' | 'resource_id'): string[] => [...new Set(changes.flatMap(({ [of]: id }) => (id ? [id] : [])))]
  const solved = await context.askMatching('reoptimise', { input, touched: { needIds: ids('need_id'), resourceIds: ids('resource_id') } })
  requireAccepted(solved)
  const { part, allocation, moves } = solved
  if (part.needs.length === 0) return null
  const { value, bound, matches, unmet } = allocation
  const named: RunChange[] = changes.filter(({ kind }) => kind !== 'FREED').slice(0, MOST_NAMED).map(({ kind, need_id: need, resource_id: resource }) => ({ kind, type: need ? 'Need' : 'Resource', id: (need ?? resource)! }))
  const run = em.create(MatchRun, { id: work.newId(), alliance: em.getReference(Alliance, allianceId), cause: 'CHANGED', changes: named, startedAt: now, status: 'QUEUED', progress: 0, checked: false })
  run.finish({ finishedAt: context.clock(), needCount: part.needs.length, resourceCount: new Set(matches.map(({ resourceId }) => resourceId)).size, value, bound, weights: input.weights })
  await em.flush()
  await takeOver(work, run, changes)
  const overtaken = await writeFindings(work, run, part, allocation, moves)
  return { type: 'MatchRun', id: run.id, details: { value, bound, matches: matches.length, unmet: unmet.length, moved: moves.length, overtaken } }
}
