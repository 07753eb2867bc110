import type { Predicate } from '../../access/bindings.ts'
import { ACTING, OVERSEEING, allOf, anyOf, holds, holdsAbove, loggedIn } from '../../access/rules.ts'
import type { Access } from '../../access/table.ts'
import { speaksFor } from '../people/access.ts'

/** A draft stays with those who write it, and the secretaries and clerks above them; what was published once is for everybody, cancelled or not. */
const seesActivity: Predicate = anyOf((alias, p) => `(${alias}.published_at is not null and ${loggedIn(alias, p)})`, holds('organizer_id', ...ACTING), holdsAbove('organizer_id', 'SECRETARY', 'CLERK'))

/** Looked up for each row, as in meetings/access.ts. */
const through =
  (table: string, column: string, rule: Predicate): Predicate =>
  (alias, p) =>
    `coalesce((select ${rule(`the_${table}`, p)} from ${table} the_${table} where the_${table}.id = ${alias}.${column}), false)`
const throughActivity = through('activities', 'activity_id', seesActivity)
const present: Predicate = (alias) => `${alias}.removed_at is null`

const writes: Predicate = holds('organizer_id', ...ACTING)
const decides: Predicate = holds('organizer_id', 'SECRETARY', 'LIAISON')
const ofActivity = (rule: Predicate): Predicate => through('activities', 'activity_id', rule)

/** Whose sign-up it is: oneself, or the child one is guardian of. */
export const mine: Predicate = (alias, p) => `(${alias}.person_id = ${p.person} or coalesce((select own.guardian_id = ${p.person} from people own where own.id = ${alias}.person_id), false))`
/** Who came, or wants to, is for themselves, for the organizer and for the community that confirms hours; not for those above. */
const seesSignUp: Predicate = anyOf(mine, (alias, p) => `${alias}.signed_up_by_id = ${p.person}`, ofActivity(anyOf(writes, holds('community_id', 'SECRETARY', 'CLERK'))))

export const access: Access = {
  visible: {
    Activity: seesActivity,
    ActivitySession: allOf(present, throughActivity),
    ActivityRole: allOf(present, throughActivity),
    /** Guardians are to know who is with the children, before they say yes. */
    AdultInCharge: allOf(present, throughActivity),
    SignUp: seesSignUp,
    SessionAttendance: through('sign_ups', 'sign_up_id', seesSignUp),
    /** The unit, the organizer, and whoever oversees one of them. */
    UnitParticipation: anyOf(holds('unit_id', ...ACTING), holdsAbove('unit_id', ...OVERSEEING), ofActivity(anyOf(writes, holdsAbove('organizer_id', ...OVERSEEING)))),
    Wish: anyOf((alias, p) => `${alias}.person_id = ${p.person}`, holds('community_id', 'SECRETARY', 'CLERK')),
  },
  may: {
    /** Subject: the organizer, which is a community, a street or a unit. */
    'activity.draft': () => holds('id', ...ACTING),
    'activity.revise': () => writes,
    'activity.publish': () => decides,
    'activity.cancel': () => decides,
    'activity.addPhotos': () => writes,
    'activity.countListeners': () => writes,
    'session.cancel': () => ofActivity(decides),
    'session.showCode': () => ofActivity(writes),
    'session.recordAttendance': () => ofActivity(writes),
    'session.checkIn': () => loggedIn,
    'session.checkOut': () => loggedIn,
    'role.setPlaces': () => ofActivity(writes),
    'signUp.make': () => loggedIn,
    /** Subject: the person. Nobody is signed up by anybody else. */
    'signUp.forAnother': () => speaksFor,
    'signUp.withdraw': () => anyOf(mine, through('people', 'person_id', speaksFor)),
    'signUp.decide': () => ofActivity(writes),
    'participation.record': () => writes,
    /** Subject: the community, where one lives. */
    'wish.make': () => anyOf(holds('id', 'RESIDENT'), (alias, p) => `${alias}.id = (select residence_community_id from people where id = ${p.person})`),
    'wish.answer': () => holds('community_id', 'SECRETARY', 'CLERK'),
  },
}
