import type { GraphQLResolveInfo } from 'graphql'
import type { MatchingScope } from '@red-alliance/shared/glossary'
import { widerThan } from '@red-alliance/shared/matching-scope'
import { Bindings } from '../../access/bindings.ts'
import type { Context } from '../../graphql/context.ts'
import { defineJob } from '../../jobs/job.ts'
import { DECIDING, notify } from '../../notices/notify.ts'
import { type Outcome, type Work, operation, recorded } from '../../operation.ts'
import { Need } from '../lists/need.ts'
import { touchMatching } from '../lists/touch.ts'
import { widensOn } from './nearest-settings.ts'

/** Needs of one job at most: it sends itself again for the rest. */
const AT_ONCE = 200

/**
 * Offers a need further than its community at once, by who may change it.
 * @throws Refusal SCOPE_NOT_WIDER; WRONG_STATUS when it is not on the list or is met
 */
export function widenNeed(context: Context, info: GraphQLResolveInfo, { id, scope }: { id: string; scope: MatchingScope }): Promise<unknown> {
  return operation(context, info, 'need.widen', {
    subject: { type: Need, id },
    input: { id, scope },
    run: async (work, need) => widened(work, need, scope),
  })
}

/**
 * Every morning: what is listed, not met and has waited its days where it is offered is offered one step further. It looks at what was
 * not done, so a morning on which no server ran is made up for; a need that somebody is just asked about waits for the answer.
 */
export const escalate = defineJob({
  name: 'matching.escalate',
  cron: '0 7 * * *',
  run: async (work) => {
    const p = new Bindings(work.context.actor, work.now)
    const { rows } = await work.db.query<{ id: string }>({
      text: `select n.id from needs n where n.stage = 'PUBLISHED' and n.scope in ('COMMUNITY','STREET') and ${widensOn('n', p)} <= ${p.today}
        and n.met_quantity + coalesce((select sum(quantity) from match_proposals m where m.need_id = n.id and m.stage = 'OPEN' and m.expires_at > ${p.now}), 0) < n.quantity
        order by n.id limit ${AT_ONCE} for no key update of n skip locked`,
      values: p.values,
    })
    const needs = await work.em.find(Need, { id: { $in: rows.map(({ id }) => id) } }, { orderBy: { id: 'asc' } })
    for (const need of needs) await recorded(work, 'need.widen', async () => widenedByItself(work, need))
    if (rows.length === AT_ONCE) await work.context.jobs.sendOn(work.db, escalate, {}, { singletonKey: escalate.name })
    return null
  },
})

async function widenedByItself(work: Work, need: Need): Promise<Outcome> {
  const outcome = await widened(work, need, widerThan(need.scope!)[0]!)
  await notify(work, { organizationIds: [need.owner.id, ...(need.recordedBy ? [need.recordedBy.id] : [])], roles: DECIDING }, 'NEED_WIDENED', { type: 'Need', id: need.id }, { title: need.title, scope: need.scope })
  return outcome
}

async function widened(work: Work, need: Need, scope: MatchingScope): Promise<Outcome> {
  const from = need.scope
  need.widen(scope, work.now, work.today)
  await work.em.flush()
  await touchMatching(work, 'REVISED', { needIds: [need.id] })
  return { type: 'Need', id: need.id, organizationId: need.owner.id, parties: [need.owner.id, ...(need.recordedBy ? [need.recordedBy.id] : [])], details: { title: need.title, from, scope } }
}
