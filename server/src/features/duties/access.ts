import type { Predicate } from '../../access/bindings.ts'
import { ACTING, OVERSEEING, anyOf, holds, holdsAbove, keepsRecordsFor, loggedIn } from '../../access/rules.ts'
import type { Access } from '../../access/table.ts'

const own: Predicate = (alias, p) => `${alias}.person_id = ${p.person}`
/** The unit itself, those above where it stands, and the conveners of its alliances. */
export const standsForUnit = (column: string): Predicate => anyOf(holds(column, ...ACTING), holdsAbove(column, ...OVERSEEING), keepsRecordsFor(column))

/** Offers are made to oneself, and to a member registered with the community one works for. `person` is the SQL of their uuid. */
export const mayOffer =
  (person: string): Predicate =>
  (_alias, p) =>
    `(${person} = ${p.person} or exists (select 1 from registrations g where g.person_id = ${person} and g.kind = 'MEMBER' and g.stage = 'CONFIRMED' and ${holds('place_id', 'SECRETARY', 'CLERK')('g', p)}))`

export const access: Access = {
  visible: {
    DutySetting: loggedIn,
    ServiceProfile: own,
    /** The member, and the home unit that is told; not whoever stands above. */
    QuarterTotal: anyOf(own, holds('unit_id', 'LIAISON', 'SECRETARY')),
    Recognition: loggedIn,
  },
  may: {
    /** Subject: the city or district. */
    'duty.set': () => holds('id', 'SUPERVISOR', 'ADMIN'),
    'profile.set': () => loggedIn,
    /** Subject: the community or street where the members are registered. */
    'activities.suggest': () => holds('id', 'SECRETARY', 'CLERK'),
    /** Subject: the community or street that decides. */
    'unit.recognize': () => holds('id', 'SECRETARY'),
    /** Asked in the evidence's own statement. */
    'unit.seeEvidence': () => standsForUnit('id'),
  },
}
