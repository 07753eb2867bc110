import type { Predicate } from '../../access/bindings.ts'
import { ACTING, anyOf, holds, loggedIn } from '../../access/rules.ts'
import type { Access } from '../../access/table.ts'

const own: Predicate = (alias, p) => `${alias}.person_id = ${p.person}`
const enteredIt: Predicate = (alias, p) => `${alias}.entered_by_id = ${p.person}`
const decides: Predicate = holds('community_id', 'SECRETARY', 'CLERK')

export const access: Access = {
  visible: {
    /** The person, the community that certifies, and who organized what it was. Neither the home unit nor those above. */
    ServiceLog: anyOf(own, enteredIt, decides, holds('organizer_id', ...ACTING)),
  },
  may: {
    /** Subject: the community or street that is to confirm. One logs for oneself. */
    'serviceLog.log': () => loggedIn,
    /** Subject: the organizer. */
    'serviceLog.enterPaper': () => holds('id', ...ACTING),
    'serviceLog.withdraw': () => anyOf(own, enteredIt),
    /** Subject: the community. */
    'serviceLog.confirm': () => holds('id', 'SECRETARY', 'CLERK'),
    'serviceLog.correct': () => decides,
    'serviceLog.return': () => decides,
  },
}
