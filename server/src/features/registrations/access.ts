import type { Predicate } from '../../access/bindings.ts'
import { anyOf, holds, loggedIn } from '../../access/rules.ts'
import type { Access } from '../../access/table.ts'
import { keptByCommunity, oneself, speaksFor } from '../people/access.ts'

const ofPerson =
  (rule: Predicate): Predicate =>
  (alias, p) =>
    `coalesce((select ${rule('the_person', p)} from people the_person where the_person.id = ${alias}.person_id), false)`

/** The person, or who speaks for whoever cannot log in. */
const decidesFor: Predicate = anyOf(oneself, speaksFor)
/** A grown person without a phone: the community keeps what there is of them. */
const grownAndKept: Predicate = (alias, p) => `(${alias}.guardian_id is null and ${keptByCommunity(alias, p)})`

export const access: Access = {
  visible: {
    /** And the community that keeps the paper. */
    Consent: anyOf(ofPerson(decidesFor), holds('organization_id', 'SECRETARY', 'CLERK')),
  },
  may: {
    /** Subject: the person who agrees. */
    'consent.give': () => decidesFor,
    'consent.withdraw': () => ofPerson(decidesFor),
    'child.add': () => loggedIn,
    /** Subject: the guardian, who has no phone. */
    'child.enter': () => grownAndKept,
    /** Subject: the community. */
    'person.enter': () => holds('id', 'SECRETARY', 'CLERK'),
  },
}
