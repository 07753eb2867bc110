import type { Predicate } from '../../access/bindings.ts'
import { ACTING, OVERSEEING, anyOf, holds, holdsAbove, keepsRecordsFor } from '../../access/rules.ts'
import type { Access } from '../../access/table.ts'

/**
 * On the list, and the actor belongs to its audience; or once on it, and it is below the actor's office or what one agreed upon; or one's
 * own; or recorded by one's own. A draft stays at home, also when it was thrown away without ever being published.
 */
const seesEntry =
  (entry: 'need' | 'resource'): Predicate =>
  (alias, p) =>
    `(${alias}.stage = 'PUBLISHED' and (${p.person} is not null and ${alias}.audience_kind = 'PUBLIC' or ${alias}.audience_id = any(${p.circles}))
    or ${alias}.published_at is not null and (${holdsAbove('owner_id', ...OVERSEEING)(alias, p)} or ${agreedUpon(entry)(alias, p)})
    or ${holds('owner_id', ...ACTING)(alias, p)} or ${holds('recorded_by_id', 'SECRETARY', 'CLERK')(alias, p)})`

/** The actor acts for the other side of a project with the entry. */
const agreedUpon =
  (entry: 'need' | 'resource', when = 'true'): Predicate =>
  (alias, p) =>
    p.holdsAny(...ACTING)
      ? `exists (select 1 from projects agreed where agreed.${entry}_id = ${alias}.id and ${when} and ${holds(entry === 'need' ? 'resource_owner_id' : 'need_owner_id', ...ACTING)('agreed', p)})`
      : 'false'

/** What is recorded of a draft is seen by those who see the draft. */
const ofDraft: Predicate = (alias) =>
  ['needs', 'resources'].map((table) => `exists (select 1 from ${table} draft where draft.id = ${alias}.subject_id and draft.published_at is null)`).join(' or ')

/** Contact name and number: one's own side, and whoever has a confirmed match with it. */
export const seesContact =
  (entry: 'need' | 'resource'): Predicate =>
  (alias, p) =>
    `(${holds('owner_id', ...ACTING)(alias, p)} or ${holds('recorded_by_id', 'SECRETARY', 'CLERK')(alias, p)} or ${agreedUpon(entry, "agreed.status = 'ACTIVE'")(alias, p)})`

/** A clerk writes; publishing is for the secretary or liaison, or for those who keep the records of a unit. */
const writes = anyOf(holds('owner_id', ...ACTING), (alias, p) => `(${holds('recorded_by_id', 'SECRETARY', 'CLERK')(alias, p)} and ${keepsRecordsFor('owner_id')(alias, p)})`)
const decides = anyOf(holds('owner_id', 'SECRETARY', 'LIAISON'), (alias, p) => `(${holds('recorded_by_id', 'SECRETARY', 'CLERK')(alias, p)} and ${keepsRecordsFor('owner_id')(alias, p)})`)

/** What stands on the list is changed by who puts things there: a clerk's revision would widen an audience at once. */
const revises = anyOf(decides, (alias, p) => `(${alias}.stage = 'DRAFT' and ${writes(alias, p)})`)

/** Subject: the owner. */
const drafts: Access['may'][string] = ({ proxy }) => (proxy ? keepsRecordsFor('id') : holds('id', ...ACTING))

export const access: Access = {
  visible: {
    Need: seesEntry('need'),
    Resource: seesEntry('resource'),
    ProxyRecord: anyOf(holds('organization_id', ...ACTING), holds('recorded_by_organization_id', 'SECRETARY', 'CLERK'), holdsAbove('organization_id', ...OVERSEEING)),
    /** The parties, and whoever stands above one of them; of roles only administrators above: a role may tell of a party membership. */
    AuditEvent: (alias, p) =>
      p.holdsAny(...ACTING, ...OVERSEEING)
        ? `(${alias}.parties && ${p.held(...ACTING)} or not (${ofDraft(alias, p)}) and exists (select 1 from organization_closure up where up.descendant_id = any(${alias}.parties)
            and up.ancestor_id = any(case when ${alias}.subject_type in ('Person', 'RoleAssignment') then ${p.held('ADMIN')} else ${p.held(...OVERSEEING)} end)))`
        : 'false',
  },
  may: {
    'need.draft': drafts,
    'need.revise': () => revises,
    'need.publish': () => decides,
    'need.withdraw': () => decides,
    'need.widen': () => decides,
    'resource.draft': drafts,
    'resource.revise': () => revises,
    'resource.publish': () => decides,
    'resource.withdraw': () => decides,
    /** The unit itself takes back what was recorded for it. */
    'proxyRecord.revoke': () => holds('organization_id', 'SECRETARY', 'LIAISON'),
  },
}
