import { anyOf, holds, keepsRecordsFor } from '../../access/rules.ts'
import type { Access } from '../../access/table.ts'
import { partyOrAbove } from '../matching/access.ts'

export const access: Access = {
  visible: {
    Project: partyOrAbove,
    Booking: (alias, p) => `exists (select 1 from projects j where j.id = ${alias}.project_id and ${partyOrAbove('j', p)})`,
  },
  may: {
    /** The receiving side says that it got what was promised. */
    'project.complete': ({ proxy }) => (proxy ? keepsRecordsFor('need_owner_id') : holds('need_owner_id', 'SECRETARY', 'LIAISON')),
    'project.end': () => anyOf(holds('need_owner_id', 'SECRETARY', 'LIAISON'), holds('resource_owner_id', 'SECRETARY', 'LIAISON')),
  },
}
