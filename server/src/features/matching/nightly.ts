import { defineJob } from '../../jobs/job.ts'
import { Organization } from '../organizations/organization.ts'
import { MatchRun } from './match-run.ts'
import { matchingRun } from './run.ts'

/**
 * Every night everything that is listed is matched at once, city by city, and then the needs of each district that has rules of its own by those; what
 * people have answered stays.
 */
export const matchingNightly = defineJob({
  name: 'matching.nightly',
  cron: '30 2 * * *',
  run: async (work) => {
    const { rows } = await work.db.query<{ id: string }>({
      text: "select o.id from organizations o where (o.kind = 'CITY' or o.kind = 'DISTRICT' and exists (select 1 from matching_settings s where s.organization_id = o.id)) and not exists (select 1 from match_runs r where r.organization_id = o.id and r.status in ('QUEUED','RUNNING')) order by o.kind, o.id",
      values: [],
    })
    for (const { id } of rows) {
      const run = work.em.create(MatchRun, { id: work.newId(), organization: work.em.getReference(Organization, id), cause: 'NIGHTLY', changes: [], startedAt: work.now, status: 'QUEUED', progress: 0, checked: false })
      await work.em.flush()
      await work.context.jobs.sendOn(work.db, matchingRun, { runId: run.id }, { singletonKey: run.id })
    }
    return null
  },
})
