import type { Bindings } from '../../access/bindings.ts'
import { visible } from '../../access/table.ts'
import type { Models } from '../../reading/model.ts'
import { within } from '../organizations/reading.ts'
import { knowsMembership, knowsYear, seesPhone } from './access.ts'
import type { PersonFilter } from './person.graphql.ts'
import { Person, RoleAssignment } from './person.ts'

/** 138****2046 */
export const maskedPhone = (column: string): string => `overlay(${column} placing '****' from 4 for 4)`

export function personConditions(a: string, p: Bindings, given?: PersonFilter | null): string[] {
  const filter = given ?? {}
  return [
    ...(filter.organizationId ? [standsWithin(a, p, filter.organizationId)] : []),
    ...(typeof filter.withoutPhone === 'boolean' ? [`${a}.phone is ${filter.withoutPhone ? '' : 'not '}null`, `${a}.erased_at is null`] : []),
    ...(filter.search ? [`strpos(${a}.name, ${p.bind(filter.search.trim(), 'text')}) > 0`] : []),
  ]
}

/** By a present role that the actor sees, by home unit or by community of residence: a filter tells no more than the fields do. */
function standsWithin(a: string, p: Bindings, organizationId: string): string {
  return `(${within(`${a}.home_unit_id`, p, organizationId)} or ${within(`${a}.residence_community_id`, p, organizationId)}
    or exists (select 1 from role_assignments r where r.person_id = ${a}.id and r.revoked_at is null and ${visible('RoleAssignment')('r', p)} and ${within('r.organization_id', p, organizationId)}))`
}

export const models: Models = {
  Person: {
    entity: Person,
    computed: {
      phone: (a, p) => `case when ${seesPhone(a, p)} then ${a}.phone else ${maskedPhone(`${a}.phone`)} end`,
      bornYear: (a, p) => `case when ${knowsYear(a, p)} then ${a}.born_year end`,
      partyMember: (a, p) => `case when ${knowsMembership(a, p)} then ${a}.party_member end`,
    },
    connections: {
      roles: { type: 'RoleAssignment', where: (target, parent) => [`${target}.person_id = ${parent}.id`], order: 'GRANTED' },
      children: { type: 'Person', where: (target, parent) => [`${target}.guardian_id = ${parent}.id`, `${target}.erased_at is null`], order: 'CREATED' },
    },
    orders: { CREATED: { columns: ['created_at', 'id'], descending: true } },
  },
  RoleAssignment: { entity: RoleAssignment, orders: { GRANTED: { columns: ['granted_at', 'id'], descending: false } } },
}
