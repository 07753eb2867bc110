import type { Predicate } from '../../access/bindings.ts'
import { allOf, anyOf, holds, holdsAbove, loggedIn } from '../../access/rules.ts'
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

/** Secretary and clerk where the grown person lives, or of a community whose ledger has records of the person. */
const certifies: Predicate = (alias, p) =>
  p.holdsAny('SECRETARY', 'CLERK')
    ? `((${alias}.guardian_id is null and ${alias}.residence_community_id = any(${p.held('SECRETARY', 'CLERK')}))
        or exists (select 1 from service_person_totals served where served.person_id = ${alias}.id and served.community_id = any(${p.held('SECRETARY', 'CLERK')})))`
    : 'false'

/** The member or the unit; nobody registers who does not want to. */
const asks: Predicate = (alias, p) => `(${alias}.person_id = ${p.person} or ${holds('unit_id', 'LIAISON')(alias, p)})`
const ofPlace: Predicate = holds('place_id', 'SECRETARY', 'CLERK')
/** What is and what is to be, not what was or was declined. */
const ofHomeUnit: Predicate = (alias, p) =>
  p.holdsAny('LIAISON', 'SECRETARY')
    ? `(${alias}.stage in ('WAITING','CONFIRMED') and exists (select 1 from people member where member.id = ${alias}.person_id and member.home_unit_id = any(${p.held('LIAISON', 'SECRETARY')})))`
    : 'false'
/** Why it was declined is between the two sides. */
export const seesReason: Predicate = anyOf(asks, ofPlace)
/** How many are registered: the place itself and those above it. */
export const countsMembers: Predicate = holdsAbove('id', 'SECRETARY', 'CLERK', 'SUPERVISOR', 'ADMIN')
/** What is read of a document with its whole number: the very look, while it is fresh. */
export const looksNow: Predicate = (alias, p) => `(${alias}.by_id = ${p.person} and ${alias}.at > ${p.now} - interval '5 minutes')`

export const access: Access = {
  visible: {
    /** A unit's stands open once it is confirmed; a member's is known to both sides and, while it lasts, to the home unit. */
    Registration: anyOf(asks, ofPlace, ofHomeUnit, (alias, p) => `(${alias}.kind = 'UNIT' and ${alias}.stage = 'CONFIRMED' and ${loggedIn(alias, p)})`),
    /** And the community that keeps the paper. */
    Consent: anyOf(ofPerson(decidesFor), holds('organization_id', 'SECRETARY', 'CLERK')),
    IdentityDocument: allOf((alias) => `${alias}.wiped_at is null`, ofPerson(anyOf(decidesFor, certifies))),
    Unmasking: anyOf(ofPerson(decidesFor), (alias, p) => `${alias}.by_id = ${p.person}`, holds('organization_id', 'SECRETARY')),
  },
  may: {
    /** Subject: the community of residence. */
    'registration.askMember': () => loggedIn,
    'registration.registerMemberFor': () => holds('id', 'SECRETARY', 'CLERK'),
    /** Subject: the unit. */
    'registration.registerUnit': () => anyOf(holds('id', 'LIAISON'), (_alias, p) => String(p.holdsAny('SECRETARY', 'CLERK'))),
    /** Subject: the place, by which it is then confirmed at once. */
    'registration.registerUnitAt': () => holds('id', 'SECRETARY', 'CLERK'),
    'registration.confirm': () => ofPlace,
    'registration.decline': () => ofPlace,
    'registration.end': () => anyOf(asks, ofPlace),
    /** Subject: the person who agrees. */
    'consent.give': () => decidesFor,
    'consent.withdraw': () => ofPerson(decidesFor),
    'document.set': () => decidesFor,
    'document.unmask': () => ofPerson(certifies),
    'child.add': () => loggedIn,
    /** Subject: the guardian, who has no phone. */
    'child.enter': () => grownAndKept,
    'person.correctName': () => oneself,
    'person.eraseMyself': () => oneself,
    'person.erase': () => speaksFor,
    /** Subject: the community. */
    'person.enter': () => holds('id', 'SECRETARY', 'CLERK'),
  },
}
