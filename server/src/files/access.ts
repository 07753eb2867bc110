import type { Predicate } from '../access/bindings.ts'
import { ACTING, OVERSEEING } from '../access/rules.ts'
import { type Access, visible } from '../access/table.ts'
import { ATTACHABLE } from './attachable.ts'

/** Whoever sees what it hangs on. */
const throughSubject: Predicate = (alias, p) =>
  Object.entries(ATTACHABLE).map(([type, table]) => `${alias}.attached_to_type = '${type}' and exists (select 1 from ${table} bearer where bearer.id = ${alias}.attached_to_id and ${visible(type)('bearer', p)})`).join(' or ')

/** Among some of the parties only: their own people, and whoever stands above them. */
const amongParties: Predicate = (alias, p) =>
  `(${alias}.parties = '{}' or ${alias}.parties && ${p.held(...ACTING)} or exists (select 1 from organization_closure up where up.descendant_id = any(${alias}.parties) and up.ancestor_id = any(${p.held(...OVERSEEING)})))`

export const access: Access = {
  visible: {
    Attachment: (alias, p) => `(${alias}.removed_at is null and (${alias}.attached_at is null and ${alias}.uploaded_by_id = ${p.person} or (${throughSubject(alias, p)}) and ${amongParties(alias, p)}))`,
  },
  may: {},
}
