import { anyOf, holds, holdsAbove, loggedIn } from '../../access/rules.ts'
import type { Access } from '../../access/table.ts'

export const access: Access = {
  visible: { Organization: loggedIn, Compound: loggedIn },
  may: {
    /** Subject: the organization under which the unit stands. */
    'organization.registerUnit': () => anyOf(holds('id', 'SECRETARY', 'CLERK'), holdsAbove('id', 'SECRETARY', 'CLERK', 'ADMIN')),
    /** The unit says where it is, or who stands above it. */
    'organization.locate': () => anyOf(holds('id', 'LIAISON'), holdsAbove('id', 'SECRETARY', 'CLERK', 'ADMIN')),
  },
}
