import type { Bindings } from '../../access/bindings.ts'
import { uuidOf } from '../../graphql/ids.ts'
import type { Models } from '../../reading/model.ts'
import { knowsMembership, seesPhone } from './access.ts'
import type { PersonFilter } from './person.graphql.ts'
import { Person, RoleAssignment } from './person.ts'

/** 138****2046 */
export const maskedPhone = (column: string): string => `overlay(${column} placing '****' from 4 for 4)`

export function personConditions(a: string, p: Bindings, given?: PersonFilter | null): string[] {
  const filter = given ?? {}
  return [
    ...(filter.organizationId
      ? [`exists (select 1 from role_assignments r join organization_closure down on down.descendant_id = r.organization_id
          where r.person_id = ${a}.id and down.ancestor_id = ${p.bind(uuidOf('Organization', filter.organizationId), 'uuid')})`]
      : []),
    ...(filter.search ? [`strpos(${a}.name, ${p.bind(filter.search.trim(), 'text')}) > 0`] : []),
  ]
}

export const models: Models = {
  Person: {
    entity: Person,
    computed: {
      phone: (a, p) => `case when ${seesPhone(a, p)} then ${a}.phone else ${maskedPhone(`${a}.phone`)} end`,
      partyMember: (a, p) => `case when ${knowsMembership(a, p)} then ${a}.party_member end`,
    },
    connections: { roles: { type: 'RoleAssignment', where: (target, parent) => [`${target}.person_id = ${parent}.id`], order: 'GRANTED' } },
    orders: { CREATED: { columns: ['created_at', 'id'], descending: true } },
  },
  RoleAssignment: { entity: RoleAssignment, orders: { GRANTED: { columns: ['granted_at', 'id'], descending: false } } },
}
