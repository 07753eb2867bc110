import { may } from '../../access/table.ts'
import type { Bindings } from '../../access/bindings.ts'
import { uuidOf } from '../../graphql/ids.ts'
import type { Extensions, Models } from '../../reading/model.ts'
import { within } from '../organizations/reading.ts'
import type { AllianceFilter } from './alliance.graphql.ts'
import { Alliance, AllianceMember } from './alliance.ts'

export function allianceConditions(a: string, p: Bindings, given?: AllianceFilter | null): string[] {
  const filter = given ?? {}
  return [
    ...(filter.withinId ? [within(`${a}.convener_id`, p, filter.withinId)] : []),
    ...(filter.convenerId ? [`${a}.convener_id = ${p.bind(uuidOf('Organization', filter.convenerId), 'uuid')}`] : []),
    ...(filter.memberId
      ? [`${a}.id in (select m.alliance_id from alliance_members m where m.organization_id = ${p.bind(uuidOf('Organization', filter.memberId), 'uuid')} and m.left_on is null)`]
      : []),
    ...(filter.mine ? [`${a}.id = any(${p.circles})`] : []),
  ]
}

export const models: Models = {
  Alliance: {
    entity: Alliance,
    computed: {
      viewerMayRunMatching: (a, p) => may('match.run')(a, p),
      viewerMayAdmitMember: (a, p) => may('alliance.admitMember')(a, p),
    },
    connections: { members: { type: 'AllianceMember', where: (target, parent) => [`${target}.alliance_id = ${parent}.id`, `${target}.left_on is null`], order: 'SIGNED' } },
    orders: { CREATED: { columns: ['created_at', 'id'], descending: false } },
  },
  AllianceMember: { entity: AllianceMember, orders: { SIGNED: { columns: ['signed_on', 'id'], descending: false } } },
}

/** What alliances add to other features' types. */
export const extensions: Extensions = {
  Organization: {
    connections: { memberships: { type: 'AllianceMember', where: (target, parent) => [`${target}.organization_id = ${parent}.id`, `${target}.left_on is null`], order: 'SIGNED' } },
    firsts: { alliance: { type: 'Alliance', where: (target, parent) => [`${target}.convener_id = ${parent}.id`], order: 'CREATED' } },
  },
}
