import type { Bindings, Predicate } from '../../access/bindings.ts'
import { may } from '../../access/table.ts'
import { uuidOf } from '../../graphql/ids.ts'
import type { Extensions, Models } from '../../reading/model.ts'
import { within } from '../organizations/reading.ts'
import { countsMembers, looksNow, seesReason } from './access.ts'
import { Consent } from './consent.ts'
import { IdentityDocument, Unmasking } from './identity-document.ts'
import type { RegistrationFilter } from './registration.graphql.ts'
import { Registration } from './registration.ts'
import { unseal } from './sealed-number.ts'

export function registrationConditions(a: string, p: Bindings, given?: RegistrationFilter | null): string[] {
  const filter = given ?? {}
  return [
    ...(filter.kind ? [`${a}.kind = ${p.bind(filter.kind, 'text')}`] : []),
    ...(filter.stage ? [`${a}.stage = any(${p.bind(filter.stage, 'text[]')})`] : []),
    ...(filter.placeId ? [`${a}.place_id = ${p.bind(uuidOf('Organization', filter.placeId), 'uuid')}`] : []),
    ...(filter.unitId ? [ofUnit(a, p.bind(uuidOf('Organization', filter.unitId), 'uuid'))] : []),
    ...(filter.withinId ? [within(`${a}.place_id`, p, filter.withinId)] : []),
    ...(filter.waitingForViewer ? [`(${a}.stage = 'WAITING' and ${may('registration.confirm')(a, p)})`] : []),
  ]
}

/** Its own and those of its people. */
const ofUnit = (a: string, unit: string): string => `(${a}.unit_id = ${unit} or ${a}.person_id in (select member.id from people member where member.home_unit_id = ${unit}))`

const present = (a: string, kind: 'UNIT' | 'MEMBER'): string =>
  `(select count(*) from registrations present join organization_closure down on down.descendant_id = present.place_id where down.ancestor_id = ${a}.id and present.kind = '${kind}' and present.stage = 'CONFIRMED')`

const nameOf =
  (column: string): Predicate =>
  (a) =>
    `(select name from people where id = ${a}.${column})`

const NEWEST = { columns: ['created_at', 'id'], descending: true }

export const models: Models = {
  Registration: {
    entity: Registration,
    computed: {
      reason: (a, p) => `case when ${seesReason(a, p)} then ${a}.reason end`,
      viewerMayConfirm: (a, p) => `(${a}.stage = 'WAITING' and ${may('registration.confirm')(a, p)})`,
      viewerMayEnd: (a, p) => `(${a}.stage in ('WAITING','CONFIRMED') and coalesce(${may('registration.end')(a, p)}, false))`,
    },
    orders: { NEWEST },
  },
  Consent: {
    entity: Consent,
    computed: { viewerMayWithdraw: (a, p) => `(${a}.withdrawn_at is null and ${may('consent.withdraw')(a, p)})` },
    orders: { NEWEST: { columns: ['given_at', 'id'], descending: true } },
  },
  IdentityDocument: {
    entity: IdentityDocument,
    computed: { viewerMayUnmask: (a, p) => may('document.unmask')(a, p) },
    connections: { unmaskings: { type: 'Unmasking', where: (target, parent) => [`${target}.document_id = ${parent}.id`], order: 'NEWEST' } },
    orders: { NEWEST },
  },
  Unmasking: {
    entity: Unmasking,
    computed: {
      actorName: nameOf('by_id'),
      // Sealed as it is kept: only the key outside the database opens it.
      number: (a, p) =>
        `(select d.id || ' ' || encode(d.sealed_number, 'base64') from identity_documents d where d.id = ${a}.document_id and d.wiped_at is null and ${looksNow(a, p)} and ${may('document.unmask')('d', p)})`,
    },
    derived: {
      number: (value, { secrets }) => {
        if (typeof value !== 'string') return null
        const [document, sealed] = value.split(' ')
        return unseal(secrets, document!, Buffer.from(sealed!, 'base64'))
      },
    },
    orders: { NEWEST: { columns: ['at', 'id'], descending: true } },
  },
}

export const extensions: Extensions = {
  Person: {
    firsts: { identityDocument: { type: 'IdentityDocument', where: (target, parent) => [`${target}.person_id = ${parent}.id`], order: 'NEWEST' } },
    connections: {
      registrations: { type: 'Registration', where: (target, parent, p, { filter }) => [`${target}.person_id = ${parent}.id`, ...registrationConditions(target, p, filter as RegistrationFilter | null | undefined)], order: 'NEWEST' },
      consents: { type: 'Consent', where: (target, parent) => [`${target}.person_id = ${parent}.id`], order: 'NEWEST' },
      unmaskings: { type: 'Unmasking', where: (target, parent) => [`${target}.person_id = ${parent}.id`], order: 'NEWEST' },
    },
  },
  Organization: {
    computed: {
      registeredUnits: (a) => present(a, 'UNIT'),
      registeredMembers: (a, p) => `case when ${countsMembers(a, p)} then ${present(a, 'MEMBER')} end`,
    },
    connections: {
      unmaskings: { type: 'Unmasking', where: (target, parent) => [`${target}.organization_id = ${parent}.id`], order: 'NEWEST' },
      registrations: {
        type: 'Registration',
        where: (target, parent, p, { filter }) => [`(${target}.place_id = ${parent}.id or ${ofUnit(target, `${parent}.id`)})`, ...registrationConditions(target, p, filter as RegistrationFilter | null | undefined)],
        order: 'NEWEST',
      },
    },
  },
}
