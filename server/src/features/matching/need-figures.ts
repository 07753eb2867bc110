import { Bindings } from '../../access/bindings.ts'
import { visible } from '../../access/table.ts'
import type { Context } from '../../graphql/context.ts'
import { uuidOf } from '../../graphql/ids.ts'
import { Refusal } from '../../refusal.ts'

/** How near the needs of a subtree found their help in a period: small things stay in the community. Names nobody and ranks nothing. */
export interface NeedFigures {
  /** Needs for which a project came about and was not ended. */
  readonly met: number
  /** Of these, by the furthest that one of its projects reached. */
  readonly withinCommunity: number
  readonly withinStreet: number
  readonly withinDistrict: number
  readonly withinCity: number
}

const LEVELS = ['withinCommunity', 'withinStreet', 'withinDistrict', 'withinCity'] as const

/**
 * One statement. A need belongs to the day, in Asia/Shanghai, on which a project of it was confirmed by both sides.
 * @param from first day, @param to last day
 * @throws Refusal PERIOD_INVALID for more than 366 days or none; NOT_FOUND
 */
export async function readNeedFigures({ actor, now, pool }: Context, organizationId: string, from: string, to: string): Promise<NeedFigures> {
  const days = (Date.parse(to) - Date.parse(from)) / 86_400_000
  if (!(days >= 0 && days <= 366)) throw new Refusal('PERIOD_INVALID', { startsOn: from, endsOn: to })
  const p = new Bindings(actor, now)
  const day = "(j.created_at at time zone 'Asia/Shanghai')::date"
  const text = `
    with root as (select o.id from organizations o where o.id = ${p.bind(uuidOf('Organization', organizationId), 'uuid')} and ${visible('Organization')('o', p)}),
    helped as (
      select j.need_id, max(near.level) as level from root join organization_closure down on down.ancestor_id = root.id
        join projects j on j.need_owner_id = down.descendant_id and j.status <> 'ENDED' and ${day} between ${p.bind(from, 'date')} and ${p.bind(to, 'date')}
        cross join lateral (
          select case shared.kind when 'UNIT' then 0 when 'COMMUNITY' then 0 when 'STREET' then 1 when 'DISTRICT' then 2 else 3 end as level
          from organization_closure n join organization_closure r on r.ancestor_id = n.ancestor_id and r.descendant_id = j.resource_owner_id join organizations shared on shared.id = n.ancestor_id
          where n.descendant_id = j.need_owner_id order by n.depth limit 1) near
      group by j.need_id)
    select (select count(*)::int from root) as seen, count(*)::int as met, ${LEVELS.map((name, level) => `(count(*) filter (where level = ${level}))::int as "${name}"`).join(', ')} from helped`
  const { rows } = await pool.query<NeedFigures & { seen: number }>({ text, values: p.values })
  const { seen, ...figures } = rows[0]!
  if (seen === 0) throw new Refusal(actor.personId ? 'NOT_FOUND' : 'UNAUTHENTICATED')
  return figures
}
