import type { Predicate } from '../../access/bindings.ts'
import { ACTING, OVERSEEING, anyOf, holds, holdsAbove, keepsRecordsFor } from '../../access/rules.ts'
import { type Access, visible } from '../../access/table.ts'
import { partyOrAbove } from '../matching/access.ts'

/** Taken for a meeting or a session: whoever sees that, and the side that gives it and those above it, who learn when but not for what. */
const takenFor =
  (column: string, table: string, type: string): Predicate =>
  (alias, p) =>
    `(${alias}.${column} is not null and (exists (select 1 from ${table} taken where taken.id = ${alias}.${column} and ${visible(type)('taken', p)})
    or exists (select 1 from resources given where given.id = ${alias}.resource_id and (${holds('owner_id', ...ACTING)('given', p)} or ${holdsAbove('owner_id', ...OVERSEEING)('given', p)}))))`

export const access: Access = {
  visible: {
    Project: partyOrAbove,
    Booking: anyOf((alias, p) => `exists (select 1 from projects j where j.id = ${alias}.project_id and ${partyOrAbove('j', p)})`, takenFor('meeting_id', 'joint_meetings', 'JointMeeting'), takenFor('session_id', 'activity_sessions', 'ActivitySession')),
  },
  may: {
    /** The receiving side says that it got what was promised. */
    'project.complete': ({ proxy }) => (proxy ? keepsRecordsFor('need_owner_id') : holds('need_owner_id', 'SECRETARY', 'LIAISON')),
    /** Subject: the resource. */
    'resource.assignPlaces': ({ proxy }) => (proxy ? keepsRecordsFor('owner_id') : holds('owner_id', 'SECRETARY', 'LIAISON')),
    'project.end': () => anyOf(holds('need_owner_id', 'SECRETARY', 'LIAISON'), holds('resource_owner_id', 'SECRETARY', 'LIAISON')),
  },
}
