import type { Predicate } from '../../access/bindings.ts'
import { ACTING, OVERSEEING, anyOf, holds, holdsAbove, keepsRecordsFor, loggedIn } from '../../access/rules.ts'
import type { Access, Question } from '../../access/table.ts'

/** Both parties, whoever stands above one of them, and whoever keeps its records (the alliance of a unit may be convened elsewhere). */
export const partyOrAbove: Predicate = anyOf(
  holds('need_owner_id', ...ACTING),
  holds('resource_owner_id', ...ACTING),
  holdsAbove('need_owner_id', ...OVERSEEING),
  holdsAbove('resource_owner_id', ...OVERSEEING),
  keepsRecordsFor('need_owner_id'),
  keepsRecordsFor('resource_owner_id'),
)

export const sideColumn = (side: Question['side']): string => (side === 'RESOURCE' ? 'resource_owner_id' : 'need_owner_id')

const speaks = ({ side, proxy }: Question): Predicate => (proxy ? keepsRecordsFor(sideColumn(side)) : holds(sideColumn(side), 'SECRETARY', 'LIAISON'))
/** Subject: the entry that one gives or asks with. */
const claims = ({ proxy }: Question): Predicate => (proxy ? keepsRecordsFor('owner_id') : holds('owner_id', 'SECRETARY', 'LIAISON'))

/** Whoever sits in the alliance or oversees its convener; of a run over the tree, whoever stands below what it is over, or oversees that. */
const ofRun: Predicate = (alias, p) =>
  `(${alias}.alliance_id = any(${p.circles}) or ${alias}.organization_id = any(${p.circles}) or ${holdsAbove('organization_id', ...OVERSEEING)(alias, p)} or exists (select 1 from alliances l where l.id = ${alias}.alliance_id and ${holdsAbove('convener_id', ...OVERSEEING)('l', p)}))`

export const access: Access = {
  visible: {
    MatchProposal: partyOrAbove,
    MatchingSettings: loggedIn,
    MatchRun: ofRun,
    MatchObstacle: (alias, p) =>
      `exists (select 1 from needs n where n.id = ${alias}.need_id and (${holds('owner_id', ...ACTING)('n', p)} or ${holdsAbove('owner_id', ...OVERSEEING)('n', p)}))`,
  },
  may: {
    /** Subject: the alliance. */
    'match.run': () => holds('convener_id', 'SECRETARY', 'CLERK'),
    /** Subject: the city or district. */
    'matching.set': () => holds('id', 'SUPERVISOR', 'ADMIN'),
    /** Subject: the alliance. Those who see its runs; what is reckoned is what they see themselves. */
    'match.seeScarcity': () => anyOf((alias, p) => `${alias}.id = any(${p.circles})`, holdsAbove('convener_id', ...OVERSEEING)),
    'match.claimNeed': claims,
    'match.claimResource': claims,
    'match.confirm': speaks,
    'match.decline': speaks,
  },
}
