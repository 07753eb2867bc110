import type { Context } from '../../graphql/context.ts'
import { Bindings } from '../../access/bindings.ts'
import { visible } from '../../access/table.ts'
import { Refusal } from '../../refusal.ts'
import { within } from '../organizations/reading.ts'

/** What one year's meetings in a subtree came to, among what the viewer sees. */
export interface Figures {
  readonly regular: number
  readonly centralTask: number
  readonly urgent: number
  /** Items resolved, those only noted not counted. */
  readonly resolved: number
  readonly closed: number
  readonly overdue: number
  /** Closed no later than first decided. */
  readonly onTime: number
  /** From assignment to closing; null when nothing is closed. */
  readonly medianDays: number | null
  /** 1 to 5; null when nobody was asked. */
  readonly satisfaction: number | null
}

/**
 * One statement. A meeting belongs to the local year in which it began, an item to the one in which its meeting did.
 * @throws Refusal BAD_INPUT for a year outside 2000–2100
 */
export async function readFigures({ actor, now, pool }: Context, organizationId: string, year: number): Promise<Figures> {
  if (!Number.isInteger(year) || year < 2000 || year > 2100) throw new Refusal('BAD_INPUT', { fields: ['year'] })
  const p = new Bindings(actor, now)
  const from = p.bind(`${year}-01-01T00:00:00+08:00`, 'timestamptz')
  const to = p.bind(`${year + 1}-01-01T00:00:00+08:00`, 'timestamptz')
  const text = `
    with held as (
      select m.id, m.kind from joint_meetings m
      where m.stage = 'HELD' and m.starts_at >= ${from} and m.starts_at < ${to} and ${within('m.convener_id', p, organizationId)} and ${visible('JointMeeting')('m', p)}
    ), items as (
      select i.stage, i.due_on, i.first_due_on, i.closed_at, i.satisfaction, (i.closed_at at time zone 'Asia/Shanghai')::date as closed_on,
        (select min(s.at) from item_steps s where s.item_id = i.id and s.kind = 'ASSIGNED') as assigned_at
      from resolved_items i join held on held.id = i.meeting_id where i.stage <> 'NOTED' and ${visible('ResolvedItem')('i', p)}
    )
    select (select count(*)::int from held where kind = 'REGULAR') as regular, (select count(*)::int from held where kind = 'CENTRAL_TASK') as "centralTask",
      (select count(*)::int from held where kind = 'URGENT') as urgent, count(*)::int as resolved, count(*) filter (where stage = 'CLOSED')::int as closed,
      count(*) filter (where stage <> 'CLOSED' and due_on < ${p.today})::int as overdue, count(*) filter (where stage = 'CLOSED' and closed_on <= first_due_on)::int as "onTime",
      (percentile_cont(0.5) within group (order by extract(epoch from closed_at - assigned_at) / 86400) filter (where stage = 'CLOSED'))::float8 as "medianDays",
      avg(satisfaction)::float8 as satisfaction
    from items`
  const { rows } = await pool.query<Figures>({ text, values: p.values })
  return rows[0]!
}
