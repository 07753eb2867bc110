import { Bindings } from '../../access/bindings.ts'
import { visible } from '../../access/table.ts'
import type { Context } from '../../graphql/context.ts'
import { uuidOf } from '../../graphql/ids.ts'
import { globalIdSql } from '../../reading/global-id.ts'
import { Refusal } from '../../refusal.ts'

export interface PlaceFigures {
  /** Global id of the street or community. */
  readonly organizationId: string
  readonly name: string
  readonly minutes: number
  readonly records: number
}

/** What one year's volunteer service in a subtree came to. Names nobody. */
export interface ServiceFigures {
  readonly minutes: number
  /** Services that count: what was taken back does not. */
  readonly records: number
  /** Of the records drawn in the months of the year: asked about again, and found wrong. */
  readonly rechecked: number
  readonly wrong: number
  /** The streets of a city or district, the communities of a street (and the street itself where it keeps a ledger), in official order. */
  readonly byPlace: readonly PlaceFigures[]
}

/**
 * One statement over sums that are kept as records are written.
 * @throws Refusal BAD_INPUT for a year outside 2000–2100, NOT_FOUND
 */
export async function readServiceFigures({ actor, now, pool }: Context, organizationId: string, year: number): Promise<ServiceFigures> {
  if (!Number.isInteger(year) || year < 2000 || year > 2100) throw new Refusal('BAD_INPUT', { fields: ['year'] })
  const p = new Bindings(actor, now)
  const root = p.bind(uuidOf('Organization', organizationId), 'uuid')
  const of = p.bind(year, 'smallint')
  const text = `
    with root as (select id, kind from organizations o where id = ${root} and ${visible('Organization')('o', p)}),
    totals as (select t.community_id, t.minutes, t.records from organization_closure down join service_totals t on t.community_id = down.descendant_id and t.year = ${of} where down.ancestor_id = ${root}),
    place as (
      select o.id, o.name, o.position, sum(t.minutes) as minutes, sum(t.records) as records
      from root join organization_closure down on down.ancestor_id = root.id join organizations o on o.id = down.descendant_id
        and case root.kind when 'STREET' then o.kind = 'COMMUNITY' or o.id = root.id when 'COMMUNITY' then false when 'UNIT' then false else o.kind = 'STREET' end
      left join organization_closure below on below.ancestor_id = o.id and (o.id <> root.id or below.depth = 0) left join totals t on t.community_id = below.descendant_id
      group by o.id, root.id having o.id <> root.id or sum(t.records) is not null
    ), rechecks as (
      select count(k.result)::int as rechecked, count(*) filter (where k.result = 'WRONG')::int as wrong from organization_closure down join service_rechecks k on k.community_id = down.descendant_id
      where down.ancestor_id = ${root} and k.month between make_date(${of}, 1, 1) and make_date(${of}, 12, 31)
    )
    select (select coalesce(sum(minutes), 0)::int from totals) as minutes, (select coalesce(sum(records), 0)::int from totals) as records, rechecked, wrong,
      (select coalesce(json_agg(json_build_object('organizationId', ${globalIdSql("'Organization'", 'id')}, 'name', name, 'minutes', coalesce(minutes, 0), 'records', coalesce(records, 0)) order by position, id), '[]') from place) as "byPlace"
    from rechecks where exists (select from root)`
  const { rows } = await pool.query<ServiceFigures>({ text, values: p.values })
  if (!rows[0]) throw new Refusal(actor.personId ? 'NOT_FOUND' : 'UNAUTHENTICATED')
  return rows[0]
}
