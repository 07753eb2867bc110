import { defineJob } from '../../jobs/job.ts'
import { Alliance } from '../alliances/alliance.ts'
import { MatchRun } from './match-run.ts'
import { weightsJson } from './nearest-settings.ts'
import { matchingRun } from './run.ts'

const LATER_MS = 3000

/**
 * Alliances below the organization in which people have begun to match, and whose newest whole run was made by other weights than those that count
 * now: whoever set only the days, or set them back, changes nothing. One that lies in another goes with that. A run that waits will read the new
 * ones; after one that goes, another is needed; one that has failed since is left to people and the night.
 */
const BY_OTHER_RULES = `with begun as (
    select l.id, l.convener_id, ${weightsJson('l.convener_id')}::jsonb as weights, newest.weights as made_with
    from organization_closure down join alliances l on l.convener_id = down.descendant_id
      join lateral (select r.weights from match_runs r where r.status = 'DONE' and r.cause <> 'CHANGED'
          and (r.alliance_id = l.id or r.organization_id in (select up.ancestor_id from organization_closure up where up.descendant_id = l.convener_id))
        order by r.started_at desc, r.id desc limit 1) newest on true
    where down.ancestor_id = $1::uuid),
  other as (select * from begun where weights is distinct from made_with)
  select o.id, exists (select 1 from match_runs r where r.alliance_id = o.id and r.status = 'RUNNING') as going from other o
    where not exists (select 1 from other wider join organization_closure up on up.ancestor_id = wider.convener_id and up.descendant_id = o.convener_id and up.depth > 0)
      and not exists (select 1 from match_runs r where r.alliance_id = o.id and (r.status = 'QUEUED' or r.status = 'FAILED' and r.started_at >= $2::timestamptz))
    order by o.id`

/** A city or district has set its rules anew: what was matched by others below it is matched by these. Of several changes, the first job does for all. */
export const rulesChanged = defineJob<{ organizationId: string; at: string }>({
  name: 'matching.rules',
  retryLimit: 3,
  run: async (work, { organizationId, at }) => {
    const { em, db, now, newId, context } = work
    const { rows } = await db.query<{ id: string; going: boolean }>({ text: BY_OTHER_RULES, values: [organizationId, at] })
    for (const { id } of rows.filter(({ going }) => !going)) {
      const run = em.create(MatchRun, { id: newId(), alliance: em.getReference(Alliance, id), cause: 'RULES', changes: [], startedAt: now, status: 'QUEUED', progress: 0, checked: false })
      await em.flush()
      await context.jobs.sendOn(db, matchingRun, { runId: run.id }, { singletonKey: run.id })
    }
    if (rows.some(({ going }) => going)) await context.jobs.sendOn(db, rulesChanged, { organizationId, at }, { singletonKey: organizationId, startAfter: new Date(now.getTime() + LATER_MS) })
    return null
  },
})
