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

/** Party membership: oneself, the home unit, and the community of residence while the person agrees that it knows. */
export const knowsMembership: Predicate = (alias, p) =>
  `(${oneself(alias, p)} or ${alias}.home_unit_id = any(${p.held('LIAISON', 'SECRETARY')}) or (${alias}.residence_community_id = any(${p.held('SECRETARY', 'CLERK')})
    and exists (select 1 from consents agreed where agreed.person_id = ${alias}.id and agreed.purpose = 'MEMBERSHIP' and agreed.withdrawn_at is null)))`

export const seesPhone: Predicate = anyOf(oneself, administered)

const inMyCare: Predicate = (alias, p) =>
  `(${alias}.home_unit_id = any(${p.held('LIAISON', 'SECRETARY')}) or ${alias}.residence_community_id = any(${p.held('SECRETARY', 'CLERK')}))`

export const guards: Predicate = (alias, p) => `${alias}.guardian_id = ${p.person}`

/** Kept by the community of residence, since they have no phone to log in by. */
export const keptByCommunity: Predicate = (alias, p) =>
  p.holdsAny('SECRETARY', 'CLERK') ? `(${alias}.phone is null and ${alias}.residence_community_id = any(${p.held('SECRETARY', 'CLERK')}))` : 'false'

/** A child of a guardian whom the community keeps; every other child is its guardian's alone. */
const childKept: Predicate = (alias, p) =>
  p.holdsAny('SECRETARY', 'CLERK') ? `exists (select 1 from people guardian where guardian.id = ${alias}.guardian_id and ${keptByCommunity('guardian', p)})` : 'false'

/** Speaks for whoever cannot log in: the guardian of a child, the community of who has no phone. */
export const speaksFor: Predicate = anyOf(guards, childKept, (alias, p) => `(${alias}.guardian_id is null and ${keptByCommunity(alias, p)})`)
const isChild: Predicate = (alias) => `${alias}.guardian_id is not null`

/** The year of birth serves those who enrol and keep. */
export const knowsYear: Predicate = anyOf(oneself, speaksFor)

export const access: Access = {
  visible: {
    Person: anyOf(oneself, speaksFor, (alias, p) => `(not ${isChild(alias, p)} and ${anyOf(administered, inMyCare)(alias, p)})`),
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
