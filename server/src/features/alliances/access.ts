import { holds, loggedIn } from '../../access/rules.ts'
import type { Predicate } from '../../access/bindings.ts'
import type { Access } from '../../access/table.ts'

const byConvener: Predicate = holds('convener_id', 'SECRETARY', 'CLERK')
const byConvenerOfAlliance: Predicate = (alias, p) => `exists (select 1 from alliances l where l.id = ${alias}.alliance_id and ${byConvener('l', p)})`

export const access: Access = {
  visible: { Alliance: loggedIn, AllianceMember: loggedIn },
  may: {
    'alliance.admitMember': () => byConvener,
    'alliance.endMembership': () => byConvenerOfAlliance,
  },
}
