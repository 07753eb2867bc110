import type { Bindings, Predicate } from '../../access/bindings.ts'
import { may } from '../../access/table.ts'
import { ACTING } from '../../access/rules.ts'
import { uuidOf } from '../../graphql/ids.ts'
import type { Connection, Extensions, Model, Models, Order } from '../../reading/model.ts'
import { contains } from '../../reading/search.ts'
import { within } from '../organizations/reading.ts'
import { maskedPhone } from '../people/reading.ts'
import { AuditEvent } from '../../audit-event.ts'
import { seesContact } from './access.ts'
import type { EntryFilter } from './entry.graphql.ts'
import { Need } from './need.ts'
import { ProxyRecord } from './proxy-record.ts'
import { Resource } from './resource.ts'

/** Published until its last day is over. */
const status: Predicate = (a, p) => `case when ${a}.stage = 'PUBLISHED' and ${a}.ends_on < ${p.today} then 'EXPIRED' else ${a}.status end`
export const listed: Predicate = (a, p) => `(${a}.stage = 'PUBLISHED' and ${a}.ends_on >= ${p.today})`

export function entryConditions(a: string, p: Bindings, given?: EntryFilter | null): string[] {
  const filter = given ?? {}
  return [
    ...(filter.status ? [statusCondition(a, p, filter.status)] : []),
    ...(filter.category ? [`${a}.category = any(${p.bind(filter.category, 'text[]')})`] : []),
    ...(filter.ownerId ? [`${a}.owner_id = ${p.bind(uuidOf('Organization', filter.ownerId), 'uuid')}`] : []),
    ...(filter.withinId ? [within(`${a}.owner_id`, p, filter.withinId)] : []),
    ...(filter.allianceId ? [inAlliance(`${a}.owner_id`, p, uuidOf('Alliance', filter.allianceId))] : []),
    ...(filter.search ? contains(p, filter.search, `${a}.bigrams`, `${a}.title || ' ' || ${a}.description`) : []),
    ...(filter.mine ? [`${a}.owner_id = any(${p.held(...ACTING)})`] : []),
  ]
}

function statusCondition(a: string, p: Bindings, wanted: readonly string[]): string {
  const stored = `${a}.status = any(${p.bind(wanted.filter((value) => value !== 'EXPIRED'), 'text[]')}) and (${a}.stage <> 'PUBLISHED' or ${a}.ends_on >= ${p.today})`
  return wanted.includes('EXPIRED') ? `(${stored} or ${a}.stage = 'PUBLISHED' and ${a}.ends_on < ${p.today})` : `(${stored})`
}

/** Owned by the convener, by something below it, or by a member. */
export function inAlliance(column: string, p: Bindings, allianceUuid: string): string {
  const alliance = p.bind(allianceUuid, 'uuid')
  return `${column} in (select down.descendant_id from alliances l join organization_closure down on down.ancestor_id = l.convener_id where l.id = ${alliance}
    union select m.organization_id from alliance_members m where m.alliance_id = ${alliance} and m.left_on is null)`
}

const flag =
  (operation: string, stages: readonly string[]): Predicate =>
  (a, p) =>
    // Nobody recorded it: that comparison is null, and a flag is yes or no.
    `coalesce(${a}.stage in (${stages.map((stage) => `'${stage}'`).join(', ')}) and ${may(operation)(a, p)}, false)`

const history: Connection = { type: 'AuditEvent', where: (target, parent) => [`${target}.subject_id = ${parent}.id`, `${target}.refusal is null`], order: 'NEWEST' }

const ORDERS: Record<string, Order> = {
  NEWEST: { columns: ['created_at', 'id'], descending: true },
  RECENTLY_CHANGED: { columns: ['updated_at', 'id'], descending: true },
  ENDING_SOON: { columns: ['ends_on', 'id'], descending: false },
}

function entryModel(kind: 'need' | 'resource', entity: Model['entity'], orders: Record<string, Order>): Model {
  return {
    entity,
    computed: {
      status,
      contactName: (a, p) => `case when ${seesContact(kind)(a, p)} then ${a}.contact_name else left(${a}.contact_name, 1) || '*' end`,
      contactPhone: (a, p) => `case when ${seesContact(kind)(a, p)} then ${a}.contact_phone else ${maskedPhone(`${a}.contact_phone`)} end`,
      viewerMayRevise: flag(`${kind}.revise`, ['DRAFT', 'PUBLISHED']),
      viewerMayPublish: flag(`${kind}.publish`, ['DRAFT']),
      viewerMayWithdraw: flag(`${kind}.withdraw`, ['DRAFT', 'PUBLISHED']),
      // One claims the other side's entries with an entry of one's own.
      viewerMayClaim: (a, p) =>
        p.holdsAny('SECRETARY', 'LIAISON') ? `(${listed(a, p)} and not ${a}.owner_id = any(${p.held('SECRETARY', 'LIAISON')}))` : 'false',
    },
    firsts: { proxyRecord: { type: 'ProxyRecord', where: (target, parent) => [`${target}.subject_id = ${parent}.id`, `${target}.operation in ('need.draft', 'resource.draft')`], order: 'NEWEST' } },
    connections: { history },
    orders,
  }
}

export const models: Models = {
  Need: entryModel('need', Need, { ...ORDERS, URGENCY: { columns: ['urgency', 'created_at', 'id'], descending: true } }),
  Resource: entryModel('resource', Resource, ORDERS),
  ProxyRecord: {
    entity: ProxyRecord,
    computed: {
      recordedByName: (a) => `(select name from people where id = ${a}.recorded_by_id)`,
      viewerMayRevoke: (a, p) => `(${a}.revoked_at is null and ${may('proxyRecord.revoke')(a, p)})`,
    },
    orders: { NEWEST: { columns: ['recorded_at', 'id'], descending: true } },
  },
  AuditEvent: {
    entity: AuditEvent,
    computed: { actorName: (a) => `(select name from people where id = ${a}.person_id)` },
    orders: { NEWEST: { columns: ['at', 'id'], descending: true } },
  },
}

const entries = (type: 'Need' | 'Resource'): Connection => ({
  type,
  where: (target, parent, p, { filter }) => [`${target}.owner_id = ${parent}.id`, ...entryConditions(target, p, filter as EntryFilter | null | undefined)],
  order: 'NEWEST',
})

export const extensions: Extensions = { Organization: { connections: { needs: entries('Need'), resources: entries('Resource') } } }
export { history }
