import type { Role } from '@red-alliance/shared/glossary'
import type { Predicate } from './bindings.ts'

/** Roles that act for the organization itself. A member or resident acts for nobody. */
export const ACTING: Role[] = ['SECRETARY', 'CLERK', 'LIAISON']
/** Roles whose organization's whole subtree lies open to them, drafts excepted. */
export const OVERSEEING: Role[] = ['ADMIN', 'SUPERVISOR', 'SECRETARY', 'CLERK']

export const loggedIn: Predicate = (_alias, p) => `${p.person} is not null`
export const anyone: Predicate = () => 'true'
export const nobody: Predicate = () => 'false'

export const anyOf =
  (...rules: Predicate[]): Predicate =>
  (alias, p) =>
    `(${rules.map((rule) => rule(alias, p)).join(' or ')})`

export const allOf =
  (...rules: Predicate[]): Predicate =>
  (alias, p) =>
    `(${rules.map((rule) => rule(alias, p)).join(' and ')})`

/** The actor holds one of the roles in the organization that the column names. */
export const holds =
  (column: string, ...roles: Role[]): Predicate =>
  (alias, p) =>
    p.holdsAny(...roles) ? `${alias}.${column} = any(${p.held(...roles)})` : 'false'

/** The actor holds one of the roles in that organization or in one above it. */
export const holdsAbove =
  (column: string, ...roles: Role[]): Predicate =>
  (alias, p) =>
    p.holdsAny(...roles)
      ? // Looked up for each row: as `exists`, PostgreSQL would first gather everything below, which for the city is the whole tree.
        `(select true from organization_closure up where up.descendant_id = ${alias}.${column} and up.ancestor_id = any(${p.held(...roles)}) limit 1) is not null`
      : 'false'

/**
 * 代录: the actor is secretary or clerk of a street or community above the unit that the column names, or of the convener of an
 * alliance the unit belongs to. Only units are recorded for; a community speaks for itself.
 */
export const keepsRecordsFor =
  (column: string): Predicate =>
  (alias, p) => {
    if (!p.holdsAny('SECRETARY', 'CLERK')) return 'false'
    const keepers = p.held('SECRETARY', 'CLERK')
    return `(exists (select 1 from organizations unit where unit.id = ${alias}.${column} and unit.kind = 'UNIT') and (
      exists (select 1 from organization_closure up where up.descendant_id = ${alias}.${column} and up.depth > 0 and up.ancestor_id = any(${keepers}))
      or exists (select 1 from alliance_members m join alliances l on l.id = m.alliance_id
        where m.organization_id = ${alias}.${column} and m.left_on is null and l.convener_id = any(${keepers}))))`
  }
