import type { Bindings } from '../../access/bindings.ts'
import { may } from '../../access/table.ts'
import { attachmentsOf } from '../../files/reading.ts'
import { uuidOf } from '../../graphql/ids.ts'
import type { Extensions, Models } from '../../reading/model.ts'
import type { ServiceLogFilter } from './service-log.graphql.ts'
import { ServiceLog } from './service-log.ts'

const OPEN = `('WAITING','HELD')`

export function logConditions(a: string, p: Bindings, given?: ServiceLogFilter | null): string[] {
  const filter = given ?? {}
  return [
    ...(filter.stage ? [`${a}.stage = any(${p.bind(filter.stage, 'text[]')})`] : []),
    ...(filter.communityId ? [`${a}.community_id = ${p.bind(uuidOf('Organization', filter.communityId), 'uuid')}`] : []),
    ...(filter.waitingForViewer ? [`${a}.stage in ${OPEN}`, `${a}.person_id <> ${p.person}`, may('serviceLog.correct')(a, p)] : []),
    ...(filter.mine ? [`${a}.person_id = ${p.person}`] : []),
  ]
}

export const models: Models = {
  ServiceLog: {
    entity: ServiceLog,
    computed: {
      personName: (a) => `(select name from people where id = ${a}.person_id)`,
      viewerMayDecide: (a, p) => `(${a}.stage in ${OPEN} and ${a}.person_id <> ${p.person} and ${may('serviceLog.correct')(a, p)})`,
      viewerMayWithdraw: (a, p) => `(${a}.stage in ${OPEN} and ${may('serviceLog.withdraw')(a, p)})`,
    },
    connections: { attachments: attachmentsOf('ServiceLog') },
    orders: { NEWEST: { columns: ['created_at', 'id'], descending: true } },
  },
}

export const extensions: Extensions = {
  Organization: {
    connections: {
      /** What it confirms. */
      serviceLogs: { type: 'ServiceLog', where: (target, parent, p, { filter }) => [`${target}.community_id = ${parent}.id`, ...logConditions(target, p, filter as ServiceLogFilter | null | undefined)], order: 'NEWEST' },
    },
  },
  Person: {
    computed: {
      confirmedServiceMinutes: (a, p) =>
        `case when ${a}.id = ${p.person} then (select coalesce(sum(t.minutes), 0)::int from service_person_totals t where t.person_id = ${a}.id and t.year = extract(year from ${p.today})) end`,
      waitingServiceMinutes: (a, p) =>
        `case when ${a}.id = ${p.person} then (select coalesce(sum(l.minutes), 0)::int from service_logs l where l.person_id = ${a}.id and l.stage in ${OPEN} and l.served_on >= date_trunc('year', ${p.today}::timestamp)::date) end`,
    },
  },
}
