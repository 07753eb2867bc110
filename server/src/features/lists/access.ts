import type { Predicate } from '../../access/bindings.ts'
import { ACTING, OVERSEEING, anyOf, holds, holdsAbove, keepsRecordsFor } from '../../access/rules.ts'
import type { Access } from '../../access/table.ts'

/** Published to an audience the actor belongs to; or one's own; or recorded by one's own; or below one's office. Drafts stay at home. */
const seesEntry: Predicate = (alias, p) =>
  `(${alias}.stage <> 'DRAFT' and (${p.person} is not null and ${alias}.audience_kind = 'PUBLIC' or ${alias}.audience_id = any(${p.circles})
    or ${holdsAbove('owner_id', ...OVERSEEING)(alias, p)})
    or ${holds('owner_id', ...ACTING)(alias, p)} or ${holds('recorded_by_id', 'SECRETARY', 'CLERK')(alias, p)})`

/** Contact name and number: one's own side, and whoever has a confirmed match with it. */
export const seesContact =
  (entry: 'need' | 'resource'): Predicate =>
  (alias, p) =>
    `(${holds('owner_id', ...ACTING)(alias, p)} or ${holds('recorded_by_id', 'SECRETARY', 'CLERK')(alias, p)} or exists (
      select 1 from projects agreed where agreed.${entry}_id = ${alias}.id and agreed.status = 'ACTIVE' and ${holds(entry === 'need' ? 'resource_owner_id' : 'need_owner_id', ...ACTING)('agreed', p)}))`

/** A clerk writes; publishing is for the secretary or liaison, or for those who keep the records of a unit. */
const writes = anyOf(holds('owner_id', ...ACTING), (alias, p) => `(${holds('recorded_by_id', 'SECRETARY', 'CLERK')(alias, p)} and ${keepsRecordsFor('owner_id')(alias, p)})`)
const decides = anyOf(holds('owner_id', 'SECRETARY', 'LIAISON'), (alias, p) => `(${holds('recorded_by_id', 'SECRETARY', 'CLERK')(alias, p)} and ${keepsRecordsFor('owner_id')(alias, p)})`)

/** Subject: the owner. */
const drafts: Access['may'][string] = ({ proxy }) => (proxy ? keepsRecordsFor('id') : holds('id', ...ACTING))

export const access: Access = {
  visible: {
    Need: seesEntry,
    Resource: seesEntry,
    ProxyRecord: anyOf(holds('organization_id', ...ACTING), holds('recorded_by_organization_id', 'SECRETARY', 'CLERK'), holdsAbove('organization_id', ...OVERSEEING)),
    AuditEvent: (alias, p) =>
      p.holdsAny(...ACTING, ...OVERSEEING)
        ? `(${alias}.parties && ${p.held(...ACTING)} or exists (select 1 from organization_closure up where up.descendant_id = any(${alias}.parties) and up.ancestor_id = any(${p.held(...OVERSEEING)})))`
        : 'false',
  },
  may: {
    'need.draft': drafts,
    'need.revise': () => writes,
    'need.publish': () => decides,
    'need.withdraw': () => decides,
    'resource.draft': drafts,
    'resource.revise': () => writes,
    'resource.publish': () => decides,
    'resource.withdraw': () => decides,
    /** The unit itself takes back what was recorded for it. */
    'proxyRecord.revoke': () => holds('organization_id', 'SECRETARY', 'LIAISON'),
  },
}
