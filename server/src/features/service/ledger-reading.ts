import type { Bindings, Predicate } from '../../access/bindings.ts'
import { may } from '../../access/table.ts'
import type { Arguments, Connection, Extensions, Models } from '../../reading/model.ts'
import type { RecheckFilter, ServiceRecordFilter } from './ledger.graphql.ts'
import { ServiceCheck, ServiceRecheck } from './service-check.ts'
import { ServiceRecord } from './service-record.ts'

const personName: Predicate = (a) => `(select name from people where id = ${a}.person_id)`
/** Not taken back, and no taking back itself. */
const stands: Predicate = (a) => `(${a}.kind <> 'REVERSAL' and not exists (select 1 from service_records later where later.corrects_id = ${a}.id))`
const ofRecord =
  (column: string): Predicate =>
  (a) =>
    `(select r.${column} from service_records r where r.id = ${a}.record_id)`

function recordConditions(a: string, p: Bindings, { filter }: Arguments): string[] {
  const { year } = (filter ?? {}) as ServiceRecordFilter
  return year === undefined || year === null ? [] : [`${a}.served_on between make_date(${p.bind(year, 'integer')}, 1, 1) and make_date(${p.bind(year, 'integer')}, 12, 31)`]
}

function recheckConditions(a: string, { filter }: Arguments): string[] {
  const { open } = (filter ?? {}) as RecheckFilter
  return open === undefined || open === null ? [] : [`${a}.result is ${open ? '' : 'not '}null`]
}

const at = (column: 'community_id' | 'person_id', type: string, order: string, also: (target: string, p: Bindings, args: Arguments) => string[] = () => []): Connection => ({
  type,
  where: (target, parent, p, args) => [`${target}.${column} = ${parent}.id`, ...also(target, p, args)],
  order,
})

export const models: Models = {
  ServiceRecord: {
    entity: ServiceRecord,
    computed: {
      personName,
      stands,
      hash: (a) => `encode(${a}.hash, 'hex')`,
      viewerMayCorrect: (a, p) => `(${stands(a, p)} and ${a}.person_id <> ${p.person} and ${may('serviceRecord.correct')(a, p)})`,
    },
    orders: { NEWEST: { columns: ['seq', 'id'], descending: true }, SERVED: { columns: ['served_on', 'id'], descending: true } },
  },
  ServiceCheck: { entity: ServiceCheck, orders: { NEWEST: { columns: ['at', 'id'], descending: true } } },
  ServiceRecheck: {
    entity: ServiceRecheck,
    computed: {
      personName: (a) => `(select p.name from service_records r join people p on p.id = r.person_id where r.id = ${a}.record_id)`,
      servedOn: ofRecord('served_on'),
      minutes: ofRecord('minutes'),
      field: ofRecord('field'),
      words: (a) => `(select l.words from service_records r join service_logs l on l.id = r.log_id join people p on p.id = r.person_id and p.erased_at is null where r.id = ${a}.record_id)`,
      checkedByName: (a) => `(select name from people where id = ${a}.checked_by_id)`,
      viewerMayCheck: (a, p) =>
        `(${a}.result is null and ${a}.recorded_by_id <> ${p.person} and ${ofRecord('person_id')(a, p)} <> ${p.person} and ${may('serviceRecheck.record')(a, p)})`,
    },
    orders: { NEWEST: { columns: ['month', 'id'], descending: true } },
  },
}

export const extensions: Extensions = {
  Organization: {
    connections: {
      serviceRecords: at('community_id', 'ServiceRecord', 'NEWEST', recordConditions),
      serviceChecks: at('community_id', 'ServiceCheck', 'NEWEST'),
      serviceRechecks: at('community_id', 'ServiceRecheck', 'NEWEST', (target, _p, args) => recheckConditions(target, args)),
    },
  },
  Person: { connections: { serviceRecords: at('person_id', 'ServiceRecord', 'SERVED', recordConditions) } },
}
