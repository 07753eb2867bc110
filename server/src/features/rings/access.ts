import type { Predicate } from '../../access/bindings.ts'
import { ACTING, OVERSEEING, anyOf, holds, holdsAbove, keepsRecordsFor } from '../../access/rules.ts'
import type { Access, Question } from '../../access/table.ts'

const memberOrAbove: Predicate = anyOf(holds('organization_id', ...ACTING), holdsAbove('organization_id', ...OVERSEEING), keepsRecordsFor('organization_id'))

/** Whoever is of the ring sees the whole of it, since each one's yes hangs on all; and whoever stands above one of them. */
const ofRing =
  (column: 'id' | 'ring_id'): Predicate =>
  (alias, p) =>
    `exists (select 1 from match_ring_members one where one.ring_id = ${alias}.${column} and ${memberOrAbove('one', p)})`

/** Subject: the member that one speaks for. */
const speaks = ({ proxy }: Question): Predicate => (proxy ? keepsRecordsFor('organization_id') : holds('organization_id', 'SECRETARY', 'LIAISON'))

export const access: Access = {
  visible: {
    MatchRing: ofRing('id'),
    MatchRingMember: ofRing('ring_id'),
  },
  may: {
    'ring.confirm': speaks,
    'ring.decline': speaks,
    /** It promises nothing in anybody's name, so whoever keeps a unit's records may do it as they are. */
    'ring.dissolve': () => anyOf(holds('organization_id', 'SECRETARY', 'LIAISON'), keepsRecordsFor('organization_id')),
  },
}
