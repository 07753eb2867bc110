import type { Bindings, Predicate } from '../../access/bindings.ts'
import { may } from '../../access/table.ts'
import { ACTING } from '../../access/rules.ts'
import { uuidOf } from '../../graphql/ids.ts'
import type { Connection, Extensions, Models } from '../../reading/model.ts'
import { history, inAlliance, listed } from '../lists/reading.ts'
import type { ProposalFilter } from './match.graphql.ts'
import { MatchProposal } from './match-proposal.ts'
import { MatchObstacle, MatchRun } from './match-run.ts'
import { MatchingSettings } from './matching-settings.ts'
import { nearestSettings, widensOn } from './nearest-settings.ts'

const open: Predicate = (a, p) => `(${a}.stage = 'OPEN' and ${a}.expires_at > ${p.now})`
const status: Predicate = (a, p) => `case when ${a}.stage = 'OPEN' and ${a}.expires_at <= ${p.now} then 'EXPIRED' else ${a}.stage end`

/** Sides that have not confirmed and for which the table of rules lets the actor speak. */
const sides =
  (proxy: boolean): Predicate =>
  (a, p) =>
    `(case when ${open(a, p)} and ${a}.ring_hold is null then to_json(array_remove(array[
      case when ${a}.need_confirmed_at is null and ${may('match.confirm', { side: 'NEED', proxy })(a, p)} then 'NEED' end,
      case when ${a}.resource_confirmed_at is null and ${may('match.confirm', { side: 'RESOURCE', proxy })(a, p)} then 'RESOURCE' end]::text[], null)) else '[]'::json end)`

const waiting: Predicate = (a, p) =>
  `(${open(a, p)} and ${a}.ring_hold is null and (${a}.need_confirmed_at is null and ${may('match.confirm', { side: 'NEED' })(a, p)} or ${a}.resource_confirmed_at is null and ${may('match.confirm', { side: 'RESOURCE' })(a, p)}))`

/** By a run of the alliance itself, or by one over everything for a need of the alliance. */
const ofAlliance = (a: string, p: Bindings, alliance: string): string =>
  // Two lists by their own indexes: with "or", every proposal there ever was would be read.
  `${a}.id in (select own.id from match_proposals own where own.alliance_id = ${p.bind(alliance, 'uuid')}
    union all select wide.id from match_proposals wide where wide.alliance_id is null and wide.run_id is not null and ${inAlliance('wide.need_owner_id', p, alliance)})`

export function proposalConditions(a: string, p: Bindings, given?: ProposalFilter | null): string[] {
  const filter = given ?? {}
  return [
    ...(filter.status ? [`(${status(a, p)}) = any(${p.bind(filter.status, 'text[]')})`] : []),
    // Both sides are of one category, so it tells nothing that a party does not know.
    ...(filter.category ? [`exists (select 1 from needs asked where asked.id = ${a}.need_id and asked.category = any(${p.bind(filter.category, 'text[]')}))`] : []),
    ...(filter.allianceId ? [ofAlliance(a, p, uuidOf('Alliance', filter.allianceId))] : []),
    ...(filter.needId ? [`${a}.need_id = ${p.bind(uuidOf('Need', filter.needId), 'uuid')}`] : []),
    ...(filter.resourceId ? [`${a}.resource_id = ${p.bind(uuidOf('Resource', filter.resourceId), 'uuid')}`] : []),
    ...(filter.mine ? [`(${a}.need_owner_id = any(${p.held(...ACTING)}) or ${a}.resource_owner_id = any(${p.held(...ACTING)}))`] : []),
    ...(filter.waitingForViewer ? [waiting(a, p)] : []),
  ]
}

/** Runs of the alliance, and those over everything in which its convener stands. */
export function runsOf(a: string, p: Bindings, allianceId: string): string[] {
  const alliance = p.bind(uuidOf('Alliance', allianceId), 'uuid')
  return [`(${a}.alliance_id = ${alliance} or ${a}.organization_id in (select up.ancestor_id from organization_closure up join alliances l on l.convener_id = up.descendant_id where l.id = ${alliance}))`]
}

export const models: Models = {
  MatchProposal: {
    entity: MatchProposal,
    computed: { status, viewerSides: sides(false), viewerProxySides: sides(true) },
    connections: { history },
    orders: { NEWEST: { columns: ['created_at', 'id'], descending: true } },
  },
  MatchRun: {
    entity: MatchRun,
    computed: {
      runByName: (a) => `(select name from people where id = ${a}.run_by_id)`,
      proposedCount: (a) => `(select count(*) from match_proposals c where c.run_id = ${a}.id)`,
      confirmedCount: (a) => `(select count(*) from match_proposals c where c.run_id = ${a}.id and c.stage = 'CONFIRMED')`,
      declinedCount: (a) => `(select count(*) from match_proposals c where c.run_id = ${a}.id and c.stage = 'DECLINED')`,
      keptCount: (a) => `(select count(*) from match_proposals c join projects j on j.proposal_id = c.id where c.run_id = ${a}.id and j.status <> 'ENDED')`,
      movedCount: (a) => `(select count(*) from match_proposals c where c.superseded_by_run_id = ${a}.id)`,
    },
    connections: {
      made: { type: 'MatchProposal', where: (target, parent) => [`${target}.run_id = ${parent}.id`], order: 'NEWEST' },
      moved: { type: 'MatchProposal', where: (target, parent) => [`${target}.superseded_by_run_id = ${parent}.id`], order: 'NEWEST' },
      proposals: { type: 'MatchProposal', where: (target, parent, p) => [`(${target}.alliance_id = ${parent}.alliance_id or ${parent}.alliance_id is null and ${target}.run_id = ${parent}.id)`, open(target, p)], order: 'NEWEST' },
      obstacles: { type: 'MatchObstacle', where: (target, parent) => [`${target}.run_id = ${parent}.id`], order: 'LARGEST' },
      overtaken: { type: 'MatchObstacle', where: (target, parent) => [`${target}.run_id = ${parent}.id`, `${target}.overtaken`], order: 'LARGEST' },
    },
    orders: { NEWEST: { columns: ['started_at', 'id'], descending: true } },
  },
  MatchingSettings: {
    entity: MatchingSettings,
    computed: { setByName: (a) => `(select name from people where id = ${a}.set_by_id)` },
    orders: { NEWEST: { columns: ['set_at', 'id'], descending: true } },
  },
  MatchObstacle: {
    entity: MatchObstacle,
    orders: { LARGEST: { columns: ['missing', 'id'], descending: true }, NEWEST: { columns: ['created_at', 'id'], descending: true } },
  },
}

const proposals = (column: 'need_id' | 'resource_id'): Connection => ({
  type: 'MatchProposal',
  where: (target, parent, p, { filter }) => [`${target}.${column} = ${parent}.id`, ...proposalConditions(target, p, filter as ProposalFilter | null | undefined)],
  order: 'NEWEST',
})

export const extensions: Extensions = {
  Organization: {
    computed: { viewerMaySetMatching: (a, p) => `(${a}.kind in ('CITY','DISTRICT') and ${may('matching.set')(a, p)})` },
    connections: { matchingSettings: { type: 'MatchingSettings', where: (target, parent) => [`${target}.organization_id = ${parent}.id`], order: 'NEWEST' } },
    firsts: { matchingRules: { type: 'MatchingSettings', where: (target, parent) => [`${target}.id = (${nearestSettings(`${parent}.id`, 's.id')})`], order: 'NEWEST' } },
  },
  Need: {
    computed: {
      widensOn,
      viewerMayWiden: (a, p) => `coalesce(${listed(a, p)} and ${a}.met_quantity < ${a}.quantity and ${a}.scope <> 'CITY' and ${may('need.widen')(a, p)}, false)`,
    },
    connections: { proposals: proposals('need_id') },
    // What the newest run that left some of it out found in its way; nothing while all of it is met or waits for an answer: an older run's words would be untrue.
    firsts: {
      obstacle: {
        type: 'MatchObstacle',
        where: (target, parent) => [
          `${target}.need_id = ${parent}.id`,
          `${parent}.met_quantity + ${parent}.waiting_quantity < ${parent}.quantity`,
          `${target}.run_id = (select o.run_id from match_obstacles o where o.need_id = ${parent}.id order by o.created_at desc, o.id desc limit 1)`,
        ],
        order: 'NEWEST',
      },
    },
  },
  Resource: { connections: { proposals: proposals('resource_id') } },
  Alliance: {
    connections: { runs: { type: 'MatchRun', where: (target, parent) => [`${target}.alliance_id = ${parent}.id`], order: 'NEWEST' } },
    firsts: {
      latestRun: {
        type: 'MatchRun',
        where: (target, parent) => [`${target}.alliance_id = ${parent}.id`, `${target}.status = 'DONE'`, `${target}.cause <> 'CHANGED'`],
        order: 'NEWEST',
      },
      widerRun: {
        type: 'MatchRun',
        where: (target, parent) => [
          `${target}.organization_id in (select up.ancestor_id from organization_closure up where up.descendant_id = ${parent}.convener_id)`,
          `${target}.status = 'DONE'`,
        ],
        order: 'NEWEST',
      },
      goingRun: {
        type: 'MatchRun',
        where: (target, parent) => [
          `${target}.alliance_id = ${parent}.id`,
          `${target}.status <> 'DONE'`,
          `not exists (select 1 from match_runs newer where newer.alliance_id = ${parent}.id and newer.status = 'DONE' and newer.cause <> 'CHANGED' and newer.started_at > ${target}.started_at)`,
        ],
        order: 'NEWEST',
      },
    },
  },
}
