import type { Bindings, Predicate } from '../../access/bindings.ts'
import { type Question, may } from '../../access/table.ts'
import { NUMBERED } from '@red-alliance/shared/matching/named-places'
import { ACTING } from '../../access/rules.ts'
import { uuidOf } from '../../graphql/ids.ts'
import type { Connection, Extensions, Models } from '../../reading/model.ts'
import { seesContact } from '../lists/access.ts'
import { history } from '../lists/reading.ts'
import { maskedPhone } from '../people/reading.ts'
import { Booking } from './booking.ts'
import type { ProjectFilter } from './project.graphql.ts'
import { Project } from './project.ts'

const active =
  (operation: string, question?: Question): Predicate =>
  (a, p) =>
    `(${a}.status = 'ACTIVE' and ${may(operation, question)(a, p)})`

/** A contact of one of the two entries, open to whoever the entry itself opens it to. */
const contact =
  (entry: 'need' | 'resource', column: 'contact_name' | 'contact_phone'): Predicate =>
  (a, p) => {
    const masked = column === 'contact_name' ? `left(e.contact_name, 1) || '*'` : maskedPhone('e.contact_phone')
    return `(select case when ${seesContact(entry)('e', p)} then e.${column} else ${masked} end from ${entry}s e where e.id = ${a}.${entry}_id)`
  }

export function projectConditions(a: string, p: Bindings, given?: ProjectFilter | null): string[] {
  const filter = given ?? {}
  const organization = filter.organizationId && p.bind(uuidOf('Organization', filter.organizationId), 'uuid')
  return [
    ...(filter.status ? [`${a}.status = any(${p.bind(filter.status, 'text[]')})`] : []),
    ...(organization ? [`${organization} in (${a}.need_owner_id, ${a}.resource_owner_id)`] : []),
    ...(filter.mine ? [`(${a}.need_owner_id = any(${p.held(...ACTING)}) or ${a}.resource_owner_id = any(${p.held(...ACTING)}))`] : []),
  ]
}

const instant = (value: string): string => `to_char(${value}, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`

export const models: Models = {
  Project: {
    entity: Project,
    computed: {
      needContactName: contact('need', 'contact_name'),
      needContactPhone: contact('need', 'contact_phone'),
      resourceContactName: contact('resource', 'contact_name'),
      resourceContactPhone: contact('resource', 'contact_phone'),
      viewerMayComplete: active('project.complete'),
      viewerMayCompleteForUnit: active('project.complete', { proxy: true }),
      viewerMayEnd: active('project.end'),
    },
    connections: { history: { ...history, where: (target, parent) => [`${target}.subject_id in (${parent}.id, ${parent}.proposal_id)`, `${target}.refusal is null`] }, bookings: { type: 'Booking', where: (target, parent, p) => [`${target}.project_id = ${parent}.id`, `upper(${target}.during) > ${p.now}`], order: 'SOONEST' } },
    orders: { NEWEST: { columns: ['created_at', 'id'], descending: true } },
  },
  Booking: {
    entity: Booking,
    computed: { startsAt: (a) => instant(`lower(${a}.during)`), endsAt: (a) => instant(`upper(${a}.during)`) },
    orders: { SOONEST: { columns: ['during', 'id'], descending: false } },
  },
}

const projects = (column: 'need_id' | 'resource_id'): Connection => ({ type: 'Project', where: (target, parent) => [`${target}.${column} = ${parent}.id`], order: 'NEWEST' })

/** There is somebody to give numbers to, and the viewer may. */
const holdersPresent =
  (question?: Question): Predicate =>
  (a, p) =>
    `(${a}.category = any(${p.bind(NUMBERED, 'text[]')}) and ${a}.supply = 'REUSABLE' and ${may('resource.assignPlaces', question)(a, p)}
      and exists (select 1 from projects j where j.resource_id = ${a}.id and j.status = 'ACTIVE' and j.ends_on >= ${p.today}))`

export const extensions: Extensions = {
  Need: { connections: { projects: projects('need_id') } },
  Resource: {
    firsts: { placesProxyRecord: { type: 'ProxyRecord', where: (target, parent) => [`${target}.subject_id = ${parent}.id`, `${target}.operation = 'resource.assignPlaces'`], order: 'NEWEST' } },
    computed: { viewerMayAssignPlaces: holdersPresent(), viewerMayAssignPlacesForUnit: holdersPresent({ proxy: true }) },
    connections: {
      projects: projects('resource_id'),
      bookings: { type: 'Booking', where: (target, parent, p) => [`${target}.resource_id = ${parent}.id`, `${target}.released_at is null`, `upper(${target}.during) > ${p.now}`], order: 'SOONEST' },
    },
  },
  MatchProposal: { firsts: { project: { type: 'Project', where: (target, parent) => [`${target}.proposal_id = ${parent}.id`], order: 'NEWEST' } } },
}
