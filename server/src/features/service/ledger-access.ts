import type { Predicate } from '../../access/bindings.ts'
import { anyOf, holds, loggedIn } from '../../access/rules.ts'
import type { Access } from '../../access/table.ts'
import { oneself, speaksFor } from '../people/access.ts'

/** The person, and the guardian or the community that speaks for whoever cannot log in. */
const own: Predicate = (alias, p) => `(select ${anyOf(oneself, speaksFor)('whose', p)} from people whose where whose.id = ${alias}.person_id)`
const keepsIt: Predicate = holds('community_id', 'SECRETARY', 'CLERK')
/** Next above: the street of a community. Looked up for each row, of which there are few. */
const keepsTheOneAbove: Predicate = (alias, p) =>
  p.holdsAny('SECRETARY', 'CLERK') ? `(select below.parent_id from organizations below where below.id = ${alias}.community_id) = any(${p.held('SECRETARY', 'CLERK')})` : 'false'

export const access: Access = {
  visible: {
    /** Records name persons: the person and who keeps the ledger. Those above see figures; the home unit sees quarterly totals alone. */
    ServiceRecord: anyOf(own, keepsIt),
    /** That the ledger holds is everybody's business, and a check names nobody. */
    ServiceCheck: loggedIn,
    ServiceRecheck: anyOf(keepsIt, keepsTheOneAbove),
  },
  may: {
    'serviceRecord.correct': () => holds('community_id', 'SECRETARY'),
    /** Whoever does not trust the ledger may have it recomputed: it takes nothing and shows nothing of anybody. */
    'serviceLedger.check': () => loggedIn,
    'serviceRecheck.record': () => anyOf(keepsIt, keepsTheOneAbove),
  },
}
