import { type Commitment, DEFAULT_WEIGHTS, type Favor, type MatchingInput, type MatchingNeed, type MatchingResource, type ShownProposal, type Weights } from '@red-alliance/shared/matching/types'
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

export const windows = (column: string): string => `(select json_agg(json_build_object('start', lower(s), 'end', upper(s)) order by lower(s)) from unnest(${column}) s)`
export const period = (a: string): string => `json_build_object('from', ${a}.starts_on, 'to', ${a}.ends_on)`
const entry = (a: string): string => `${a}.id, ${a}.owner_id as "ownerId", ${a}.category, ${a}.attributes, ${a}.unit, ${period(a)} as period, ${a}.audience_id as audience, ${a}.quantity, ${windows(`${a}.windows`)} as windows`

/**
 * Which entries a matching is about: all of an alliance; the needs below an organization that its rules count for, with the resources of its whole city; or one pair; as whoever asks sees them. Where nobody asks, in a
 * job, the engine's own test of each entry's audience is enough.
 * `categories`: no others; needs and resources of different ones never meet.
 */
export type Scope =
  | { readonly allianceUuid: string; readonly categories?: readonly string[] }
  | { readonly organizationUuid: string }
  | { readonly needUuid: string; readonly resourceUuid: string }

/** The city that the organization lies in; itself where it lies in none. */
const CITY_OF = (organization: string): string =>
  `select coalesce((select up.ancestor_id from organization_closure up join organizations o on o.id = up.ancestor_id and o.kind = 'CITY' where up.descendant_id = ${organization} order by up.depth limit 1), ${organization})`

/** Below the organization, and not below another in it that has rules of its own. */
const byRulesOf = (owner: string, organization: string): string =>
  `${owner} in (select descendant_id from organization_closure where ancestor_id = ${organization}) and ${owner} not in (select below.descendant_id from organization_closure own
      join organization_closure below on below.ancestor_id = own.descendant_id where own.ancestor_id = ${organization} and own.depth > 0 and exists (select 1 from matching_settings s where s.organization_id = own.descendant_id))`

function inScope(scope: Scope, type: 'Need' | 'Resource', bindings: Bindings): string {
  if ('needUuid' in scope) return `x.id = ${bindings.bind(type === 'Need' ? scope.needUuid : scope.resourceUuid, 'uuid')} `
  if ('organizationUuid' in scope) {
    const organization = bindings.bind(scope.organizationUuid, 'uuid')
    return type === 'Need' ? byRulesOf('x.owner_id', organization) : `x.owner_id in (select descendant_id from organization_closure where ancestor_id = (${CITY_OF(organization)}))`
  }
  // Two lists by their own indexes: with "or", every resource of the city would be read.
  const ours = type === 'Need' ? inAlliance('x.owner_id', bindings, scope.allianceUuid) : `x.id in (select own.id from resources own where ${inAlliance('own.owner_id', bindings, scope.allianceUuid)} union select id from far)`
  return scope.categories ? `${ours} and x.category = any(${bindings.bind(scope.categories, 'text[]')})` : ours
}

/**
 * Where needs that are offered to their whole district or city look besides the alliance, by category. The engine itself tests scope and audience of
 * what stands there; this only brings it, and no more than that: a city has a hundred thousand resources. A need that is met looks no further, unless
 * something else is still proposed for it, which must not stay as if it were held.
 */
const REACHED = `select distinct n.category, up.ancestor_id as place_id from n join needs open on open.id = n.id
        and (open.met_quantity < open.quantity or exists (select 1 from match_proposals p where p.need_id = n.id and p.stage = 'OPEN'))
      join organization_closure up on up.descendant_id = n."ownerId" join organizations o on o.id = up.ancestor_id and o.kind = n.scope where n.scope in ('DISTRICT','CITY')`
const FROM_REACHED = `select far.id from reached join organization_closure down on down.ancestor_id = reached.place_id join resources far on far.owner_id = down.descendant_id and far.category = reached.category`

/** Of an open proposal: neither side has said yes, and no ring holds it. */
export const unanswered = "need_confirmed_at is null and resource_confirmed_at is null and ring_hold is distinct from 'HELD'"

/** SQL of what projects take: a completed one takes a stock for good, and time no longer. */
export const agreed = (where: string): string => `select need_id, resource_id, quantity, ${windows('windows')} as windows, ${period('projects')} as period from projects where status = 'ACTIVE' and ${where}
  union all select need_id, (select s.id from resources s where s.id = j.resource_id and s.supply = 'CONSUMABLE'), quantity, ${windows('windows')}, ${period('j')} from projects j where status = 'COMPLETED' and ${where}`

/** The rules of the city or district: of the alliance, or where the need is. */
function settingsOf(scope: Scope, bindings: Bindings): string {
  if ('allianceUuid' in scope) return `(select convener_id from alliances where id = ${bindings.bind(scope.allianceUuid, 'uuid')})`
  if ('organizationUuid' in scope) return bindings.bind(scope.organizationUuid, 'uuid')
  return `(select owner_id from needs where id = ${bindings.bind(scope.needUuid, 'uuid')})`
}

/** What reading the board needs of a change; a query looks with the pool. */
export type Looking = Pick<Work, 'db' | 'context' | 'now' | 'today'>

/** A query's eyes. */
export const looking = (context: Context): Looking => ({ db: context.pool, context, now: context.now, today: localDate(context.now) })

/**
 * Everything the engine must know of the scope: what is listed, what is committed, what is shown, what was declined, who has helped whom. An
 * alliance's needs that are offered further than it reaches bring what stands there (`far`). What an unanswered proposal holds of something whose
 * other side is not of the scope is committed, too: one alliance takes nothing that another is offered.
 */
export async function readBoard(work: Looking, scope: Scope): Promise<MatchingInput> {
  const { db, context, now, today } = work
  const bindings = new Bindings(context.actor, now)
  const from = (type: 'Need' | 'Resource', table: string): string => `from ${table} x where ${listed('x', bindings)} and ${inScope(scope, type, bindings)}${context.actor.personId ? ` and ${visible(type)('x', bindings)}` : ''}`
  const isListed = (table: string, id: string): string => `exists (select 1 from ${table} l where l.id = ${id} and ${listed('l', bindings)})`
  // Who claims one pair comes before what was merely proposed to others.
  const held = 'needUuid' in scope ? '' : ` or not our_need and ${isListed('needs', 'need_id')} or not our_resource and ${isListed('resources', 'resource_id')}`

  const text = `
    with n as (select ${entry('x')}, x.divisible, least(x.least_part, x.quantity) as "leastPart", x.urgency, x.scope, x.farthest ${from('Need', 'needs')}),
    reached as (${REACHED}), far as (${FROM_REACHED}),
    r as (select ${entry('x')}, x.supply ${from('Resource', 'resources')}),
    proposed as (select need_id, resource_id, quantity, ${windows('windows')} as windows, ${period('p')} as period, ${unanswered} as unanswered,
        need_id in (select id from n) as our_need, resource_id in (select id from r) as our_resource
      from match_proposals p where stage = 'OPEN' and expires_at > ${bindings.now} and (need_id in (select id from n) or resource_id in (select id from r))),
    committed as (
      ${agreed('(need_id in (select id from n) or resource_id in (select id from r))')}
      union all select need_id, resource_id, quantity, windows, period from proposed where not unanswered${held}
    )
    select (select coalesce(json_agg(n), '[]') from n) as needs, (select coalesce(json_agg(r), '[]') from r) as resources,
      (select coalesce(json_agg(json_build_object('needId', need_id, 'resourceId', coalesce(resource_id::text, ''), 'quantity', quantity, 'windows', windows, 'period', period)), '[]') from committed) as committed,
      (select coalesce(json_agg(json_build_object('needId', need_id, 'resourceId', resource_id, 'quantity', quantity, 'windows', windows)), '[]') from proposed
        where unanswered and our_need and (our_resource or not ${isListed('resources', 'resource_id')})) as shown,
      (select coalesce(json_agg(json_build_object('needId', need_id, 'resourceId', resource_id)), '[]') from match_proposals where stage = 'DECLINED' and need_id in (select id from n)) as declined,
      (select coalesce(json_agg(distinct jsonb_build_object('giverId', resource_owner_id, 'takerId', need_owner_id)), '[]') from projects where status <> 'ENDED'
        and need_owner_id in (select "ownerId" from n union all select "ownerId" from r) and resource_owner_id in (select "ownerId" from n union all select "ownerId" from r)) as favors,
      ${weightsJson(settingsOf(scope, bindings))} as weights`
  const { rows } = await db.query<{ needs: NeedRow[]; resources: ResourceRow[]; committed: Commitment[]; shown: ShownProposal[]; declined: MatchingInput['declined']; favors: Favor[]; weights: Weights | null }>({ text, values: bindings.values })
  const { needs, resources, weights, ...rest } = rows[0]!
  const standing = await readStanding(work, [...new Set([...needs, ...resources].map(({ ownerId }) => ownerId))])
  const placed = <E extends { ownerId: string }>(item: E): E & Standing => ({ ...item, ...standing.get(item.ownerId)! })
  return { today, needs: needs.map(placed), resources: resources.map(placed), weights: weights ?? DEFAULT_WEIGHTS, ...rest }
}
