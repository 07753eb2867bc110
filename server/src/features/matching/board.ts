import { type Commitment, DEFAULT_WEIGHTS, type Favor, type MatchingInput, type MatchingNeed, type MatchingResource, type Weights } from '@red-alliance/shared/matching/types'
import { Bindings } from '../../access/bindings.ts'
import { visible } from '../../access/table.ts'
import type { Context } from '../../graphql/context.ts'
import type { Work } from '../../operation.ts'
import { localDate } from '../../time.ts'
import { inAlliance, listed } from '../lists/reading.ts'
import { weightsJson } from './nearest-settings.ts'
import { type Standing, readStanding } from './standing.ts'

type NeedRow = Omit<MatchingNeed, keyof Standing>
type ResourceRow = Omit<MatchingResource, keyof Standing>

const windows = (column: string): string => `(select json_agg(json_build_object('start', lower(s), 'end', upper(s)) order by lower(s)) from unnest(${column}) s)`
const period = (a: string): string => `json_build_object('from', ${a}.starts_on, 'to', ${a}.ends_on)`
const entry = (a: string): string => `${a}.id, ${a}.owner_id as "ownerId", ${a}.category, ${a}.attributes, ${a}.unit, ${period(a)} as period, ${a}.audience_id as audience, ${a}.quantity, ${windows(`${a}.windows`)} as windows`

/** Which entries a matching is about: all of an alliance, or one pair. */
export type Scope = { readonly allianceUuid: string } | { readonly needUuid: string; readonly resourceUuid: string }

/** What reading the board needs of a change; a query looks with the pool. */
export type Looking = Pick<Work, 'db' | 'context' | 'now' | 'today'>

/** A query's eyes. */
export const looking = (context: Context): Looking => ({ db: context.pool, context, now: context.now, today: localDate(context.now) })

/** Everything the engine must know of the scope, as the actor sees it: what is listed, what is committed, what is shown, what was declined. */
export async function readBoard(work: Looking, scope: Scope): Promise<MatchingInput> {
  const { db, context, now, today } = work
  const bindings = new Bindings(context.actor, now)
  const inScope = (a: string, type: 'Need' | 'Resource'): string =>
    'allianceUuid' in scope ? inAlliance(`${a}.owner_id`, bindings, scope.allianceUuid) : `${a}.id = ${bindings.bind(type === 'Need' ? scope.needUuid : scope.resourceUuid, 'uuid')}`
  const from = (type: 'Need' | 'Resource', table: string, a: string): string => `from ${table} ${a} where ${listed(a, bindings)} and ${visible(type)(a, bindings)} and ${inScope(a, type)}`

  // The rules of the city or district: of the alliance, or where the need is.
  const settingsOf = 'allianceUuid' in scope ? `(select convener_id from alliances where id = ${bindings.bind(scope.allianceUuid, 'uuid')})` : `(select owner_id from needs where id = ${bindings.bind(scope.needUuid, 'uuid')})`
  const text = `
    with n as (select ${entry('x')}, x.divisible, least(x.least_part, x.quantity) as "leastPart", x.urgency, x.scope, x.farthest ${from('Need', 'needs', 'x')}),
    r as (select ${entry('x')}, x.supply ${from('Resource', 'resources', 'x')}),
    committed as (
      select need_id, resource_id, quantity, ${windows('windows')} as windows, ${period('projects')} as period from projects
        where status = 'ACTIVE' and (need_id in (select id from n) or resource_id in (select id from r))
      union all select need_id, case when r.supply = 'CONSUMABLE' then resource_id end, j.quantity, ${windows('j.windows')}, ${period('j')}
        from projects j left join r on r.id = j.resource_id where j.status = 'COMPLETED' and (need_id in (select id from n) or resource_id in (select id from r))
      union all select need_id, resource_id, quantity, ${windows('windows')}, ${period('match_proposals')} from match_proposals
        where stage = 'OPEN' and expires_at > ${bindings.now} and (need_confirmed_at is not null or resource_confirmed_at is not null)
          and (need_id in (select id from n) or resource_id in (select id from r))
    )
    select (select coalesce(json_agg(n), '[]') from n) as needs, (select coalesce(json_agg(r), '[]') from r) as resources,
      (select coalesce(json_agg(json_build_object('needId', need_id, 'resourceId', coalesce(resource_id::text, ''), 'quantity', quantity, 'windows', windows, 'period', period)), '[]') from committed) as committed,
      (select coalesce(json_agg(json_build_object('needId', need_id, 'resourceId', resource_id, 'quantity', quantity)), '[]') from match_proposals
        where stage = 'OPEN' and expires_at > ${bindings.now} and need_confirmed_at is null and resource_confirmed_at is null and need_id in (select id from n)) as shown,
      (select coalesce(json_agg(json_build_object('needId', need_id, 'resourceId', resource_id)), '[]') from match_proposals where stage = 'DECLINED' and need_id in (select id from n)) as declined,
      (select coalesce(json_agg(distinct jsonb_build_object('giverId', resource_owner_id, 'takerId', need_owner_id)), '[]') from projects where status <> 'ENDED'
        and need_owner_id in (select "ownerId" from n union all select "ownerId" from r) and resource_owner_id in (select "ownerId" from n union all select "ownerId" from r)) as favors,
      ${weightsJson(settingsOf)} as weights`
  const { rows } = await db.query<{ needs: NeedRow[]; resources: ResourceRow[]; committed: Commitment[]; shown: MatchingInput['shown']; declined: MatchingInput['declined']; favors: Favor[]; weights: Weights | null }>({ text, values: bindings.values })
  const { needs, resources, committed, shown, declined, favors, weights } = rows[0]!
  const standing = await readStanding(work, [...new Set([...needs, ...resources].map(({ ownerId }) => ownerId))])
  const placed = <E extends { ownerId: string }>(item: E): E & Standing => ({ ...item, ...standing.get(item.ownerId)! })
  return { today, needs: needs.map(placed), resources: resources.map(placed), weights: weights ?? DEFAULT_WEIGHTS, committed, shown, declined, favors }
}
