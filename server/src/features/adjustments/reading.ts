import type { Bindings, Predicate } from '../../access/bindings.ts'
import { ACTING } from '../../access/rules.ts'
import { may } from '../../access/table.ts'
import { uuidOf } from '../../graphql/ids.ts'
import type { Connection, Extensions, Models } from '../../reading/model.ts'
import { history, listed } from '../lists/reading.ts'
import type { AdjustmentFilter } from './adjustment.graphql.ts'
import { Adjustment } from './adjustment.ts'

const open: Predicate = (a, p) => `(${a}.stage = 'OPEN' and ${a}.expires_at > ${p.now})`
const stage: Predicate = (a, p) => `case when ${a}.stage = 'OPEN' and ${a}.expires_at <= ${p.now} then 'EXPIRED' else ${a}.stage end`
const whileOpen =
  (operation: string, proxy = false): Predicate =>
  (a, p) =>
    `(${open(a, p)} and ${may(operation, { proxy })(a, p)})`

export function adjustmentConditions(a: string, p: Bindings, given?: AdjustmentFilter | null): string[] {
  const filter = given ?? {}
  return [
    ...(filter.stage ? [`(${stage(a, p)}) = any(${p.bind(filter.stage, 'text[]')})`] : []),
    ...(filter.needId ? [`${a}.need_id = ${p.bind(uuidOf('Need', filter.needId), 'uuid')}`] : []),
    ...(filter.mine ? [`(${a}.asked_id = any(${p.held(...ACTING)}) or ${a}.proposer_id = any(${p.held(...ACTING)}))`] : []),
    ...(filter.waitingForViewer ? [whileOpen('adjustment.accept')(a, p)] : []),
  ]
}

export const models: Models = {
  Adjustment: {
    entity: Adjustment,
    computed: {
      stage,
      proposedByName: (a) => `(select name from people where id = ${a}.proposed_by_id)`,
      viewerMayAnswer: whileOpen('adjustment.accept'),
      viewerMayAnswerForUnit: whileOpen('adjustment.accept', true),
      viewerMayWithdraw: whileOpen('adjustment.withdraw'),
    },
    connections: { history },
    orders: { NEWEST: { columns: ['created_at', 'id'], descending: true } },
  },
}

const adjustments = (column: 'need_id' | 'resource_id'): Connection => ({
  type: 'Adjustment',
  where: (target, parent, p, { filter }) => [`${target}.${column} = ${parent}.id`, ...adjustmentConditions(target, p, filter as AdjustmentFilter | null | undefined)],
  order: 'NEWEST',
})

/** What was changed because somebody asked for it stands in the history of the entry, too. */
const withAdjustments = (changed: (parent: string) => string): Connection => ({
  ...history,
  where: (target, parent) => [`(${target}.subject_id = ${parent}.id or ${target}.operation = 'adjustment.accept' and ${target}.subject_id in (select a.id from adjustments a where ${changed(parent)})
    or ${target}.operation = 'proxyRecord.revoke' and ${target}.subject_id in (select r.id from adjustments a join proxy_records r on r.subject_id = a.id where ${changed(parent)}))`, `${target}.refusal is null`],
})

export const extensions: Extensions = {
  Need: { computed: { viewerMayAdjust: (a, p) => `coalesce(${listed(a, p)} and ${may('need.adjust')(a, p)}, false)`, viewerMayAsk: (a, p) => `coalesce(${listed(a, p)} and ${may('adjustment.propose')(a, p)}, false)` }, connections: { adjustments: adjustments('need_id'), history: withAdjustments((parent) => `a.need_id = ${parent}.id and a.resource_id is null`) } },
  Resource: { connections: { adjustments: adjustments('resource_id'), history: withAdjustments((parent) => `a.resource_id = ${parent}.id`) } },
}
