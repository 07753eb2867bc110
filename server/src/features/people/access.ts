import type { Predicate } from '../../access/bindings.ts'
import { anyOf, anyone, holdsAbove, loggedIn } from '../../access/rules.ts'
import type { Access } from '../../access/table.ts'

export const oneself: Predicate = (alias, p) => `${alias}.id = ${p.person}`

/** An administrator above one of the person's roles, home unit or community of residence. */
const administered: Predicate = (alias, p) =>
  p.holdsAny('ADMIN')
    ? `exists (select 1 from organization_closure up where up.ancestor_id = any(${p.held('ADMIN')}) and (up.descendant_id in (${alias}.home_unit_id, ${alias}.residence_community_id)
        or up.descendant_id in (select r.organization_id from role_assignments r where r.person_id = ${alias}.id)))`
    : 'false'

/** An administrator above everything the person now stands for: nobody takes over an account through a side door. */
const whollyAdministered: Predicate = (alias, p) =>
  p.holdsAny('ADMIN')
    ? `(${administered(alias, p)} and not exists (select 1 from role_assignments r where r.person_id = ${alias}.id and r.revoked_at is null and not exists (
        select 1 from organization_closure up where up.descendant_id = r.organization_id and up.ancestor_id = any(${p.held('ADMIN')}))))`
    : 'false'

/** Party membership: oneself, the home unit, the community of residence. */
export const knowsMembership: Predicate = (alias, p) =>
  `(${oneself(alias, p)} or ${alias}.home_unit_id = any(${p.held('LIAISON', 'SECRETARY')}) or ${alias}.residence_community_id = any(${p.held('SECRETARY', 'CLERK')}))`

export const seesPhone: Predicate = anyOf(oneself, administered)

const inMyCare: Predicate = (alias, p) =>
  `(${alias}.home_unit_id = any(${p.held('LIAISON', 'SECRETARY')}) or ${alias}.residence_community_id = any(${p.held('SECRETARY', 'CLERK')}))`

export const access: Access = {
  visible: {
    Person: anyOf(oneself, administered, inMyCare),
    RoleAssignment: (alias, p) => `(${alias}.person_id = ${p.person} or ${holdsAbove('organization_id', 'ADMIN')(alias, p)})`,
  },
  may: {
    'person.logIn': () => anyone,
    'person.logOut': () => loggedIn,
    'person.logOutEverywhere': () => loggedIn,
    'person.changePassword': () => oneself,
    /** Subject: the organization in which the first role is given. */
    'person.create': () => holdsAbove('id', 'ADMIN'),
    'person.disable': () => whollyAdministered,
    'person.enable': () => whollyAdministered,
    'person.resetPassword': () => whollyAdministered,
    /** Subject: the organization. */
    'role.grant': () => holdsAbove('id', 'ADMIN'),
    'role.revoke': () => holdsAbove('organization_id', 'ADMIN'),
  },
}
