import { type Category, ENUMS } from '@red-alliance/shared/glossary'
import { Bindings } from '../../access/bindings.ts'
import { visible } from '../../access/table.ts'
import type { Context } from '../../graphql/context.ts'
import { entryConditions } from '../lists/reading.ts'
import { proposalConditions } from './reading.ts'

export interface BoardCount {
  readonly category: Category
  readonly needs: number
  readonly resources: number
  readonly proposals: number
}

/**
 * How much of each category stands on an alliance's board, as the viewer sees it, in the order of the glossary; a category without needs and
 * resources is left out. One statement, whatever the number of categories.
 * @throws Refusal NOT_FOUND for what is no alliance's id
 */
export async function readBoardCounts(context: Context, allianceId: string): Promise<BoardCount[]> {
  const p = new Bindings(context.actor, context.now)
  const entries = (type: 'Need' | 'Resource', table: string): string =>
    `select x.category, count(*)::int as n from ${table} x where ${[visible(type)('x', p), ...entryConditions('x', p, { allianceId, status: ['PUBLISHED', 'IN_CONTACT', 'PARTLY_MET', 'MET'] })].join(' and ')} group by 1`
  const text = `
    with n as (${entries('Need', 'needs')}), r as (${entries('Resource', 'resources')}),
    m as (select e.category, count(*)::int as n from match_proposals x join needs e on e.id = x.need_id
      where ${[visible('MatchProposal')('x', p), ...proposalConditions('x', p, { allianceId, status: ['OPEN', 'CONFIRMED'] })].join(' and ')} group by 1)
    select category, coalesce(n.n, 0) as needs, coalesce(r.n, 0) as resources, coalesce(m.n, 0) as proposals
    from n full join r using (category) left join m using (category)`
  const { rows } = await context.pool.query<BoardCount>({ text, values: p.values })
  const order = Object.keys(ENUMS.Category)
  return rows.toSorted((a, b) => order.indexOf(a.category) - order.indexOf(b.category))
}
