import type { Bindings, Predicate } from '../../access/bindings.ts'
import { ACTING } from '../../access/rules.ts'
import { may } from '../../access/table.ts'
import { uuidOf } from '../../graphql/ids.ts'
import type { Extensions, Models } from '../../reading/model.ts'
import { history } from '../lists/reading.ts'
import type { RingFilter } from './ring.graphql.ts'
import { MatchRing, MatchRingMember } from './match-ring.ts'

const open: Predicate = (a, p) => `(${a}.stage = 'OPEN' and ${a}.expires_at > ${p.now})`
const status: Predicate = (a, p) => `case when ${a}.stage = 'OPEN' and ${a}.expires_at <= ${p.now} then 'EXPIRED' else ${a}.stage end`

/** The ring is open, the member has not said yes, and the table of rules lets the actor speak for it. */
const mayAnswer =
  (operation: string, proxy = false): Predicate =>
  (a, p) =>
    `(${a}.confirmed_at is null and exists (select 1 from match_rings r where r.id = ${a}.ring_id and ${open('r', p)}) and ${may(operation, { proxy })(a, p)})`
const mayDissolve: Predicate = (a, p) => `(exists (select 1 from match_rings r where r.id = ${a}.ring_id and ${open('r', p)}) and ${may('ring.dissolve')(a, p)})`

const ofProposal = (expression: string): Predicate => (a) => `(select ${expression} from match_proposals given join needs n on n.id = given.need_id where given.id = ${a}.proposal_id)`

export function ringConditions(a: string, p: Bindings, given?: RingFilter | null): string[] {
  const filter = given ?? {}
  const member = (condition: string): string => `exists (select 1 from match_ring_members mine where mine.ring_id = ${a}.id and ${condition})`
  return [
    ...(filter.status ? [`(${status(a, p)}) = any(${p.bind(filter.status, 'text[]')})`] : []),
    ...(filter.allianceId ? [`${a}.alliance_id = ${p.bind(uuidOf('Alliance', filter.allianceId), 'uuid')}`] : []),
    ...(filter.mine ? [member(`mine.organization_id = any(${p.held(...ACTING)})`)] : []),
    ...(filter.waitingForViewer ? [`${open(a, p)}`, member(`mine.confirmed_at is null and ${may('ring.confirm')('mine', p)}`)] : []),
  ]
}

export const models: Models = {
  MatchRing: {
    entity: MatchRing,
    computed: { status },
    connections: { members: { type: 'MatchRingMember', where: (target, parent) => [`${target}.ring_id = ${parent}.id`], order: 'ROUND' }, history },
    orders: { NEWEST: { columns: ['created_at', 'id'], descending: true } },
  },
  MatchRingMember: {
    entity: MatchRingMember,
    computed: {
      quantity: ofProposal('given.quantity'),
      score: ofProposal('given.score'),
      category: ofProposal('n.category'),
      unit: ofProposal('n.unit'),
      viewerMayConfirm: mayAnswer('ring.confirm'),
      viewerMayConfirmForUnit: mayAnswer('ring.confirm', true),
      viewerMayDissolve: mayDissolve,
    },
    // By their own visibility: the third of a ring may not see what the other two settle between them.
    firsts: {
      need: { type: 'Need', where: (target, parent) => [`${target}.id = (select given.need_id from match_proposals given where given.id = ${parent}.proposal_id)`], order: 'NEWEST' },
      resource: { type: 'Resource', where: (target, parent) => [`${target}.id = (select given.resource_id from match_proposals given where given.id = ${parent}.proposal_id)`], order: 'NEWEST' },
    },
    orders: { ROUND: { columns: ['position', 'id'], descending: false } },
  },
}

export const extensions: Extensions = {
  MatchProposal: { firsts: { ring: { type: 'MatchRing', where: (target, parent) => [`${target}.id = ${parent}.ring_id`], order: 'NEWEST' } } },
}
