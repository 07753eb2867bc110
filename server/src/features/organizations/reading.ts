import type { Bindings } from '../../access/bindings.ts'
import { may } from '../../access/table.ts'
import { uuidOf } from '../../graphql/ids.ts'
import type { Arguments, Models } from '../../reading/model.ts'
import { contains } from '../../reading/search.ts'
import type { OrganizationFilter } from './organization.graphql.ts'
import { Compound, Organization } from './organization.ts'

export function organizationConditions(a: string, p: Bindings, given?: OrganizationFilter | null): string[] {
  const filter = given ?? {}
  return [
    ...(filter.kind ? [`${a}.kind = any(${p.bind(filter.kind, 'text[]')})`] : []),
    ...(filter.parentId ? [`${a}.parent_id = ${p.bind(uuidOf('Organization', filter.parentId), 'uuid')}`] : []),
    ...(filter.withinId ? [within(`${a}.id`, p, filter.withinId)] : []),
    ...(filter.search ? contains(p, filter.search, `${a}.name_bigrams`, `${a}.name`) : []),
  ]
}

/** The organization that the column names stands in the subtree of the given one, itself included. */
export function within(column: string, p: Bindings, organizationId: string): string {
  return `${column} in (select down.descendant_id from organization_closure down where down.ancestor_id = ${p.bind(uuidOf('Organization', organizationId), 'uuid')})`
}

export const models: Models = {
  Organization: {
    entity: Organization,
    computed: { viewerMayLocate: may('organization.locate') },
    connections: {
      children: {
        type: 'Organization',
        where: (target, parent, p, { filter }: Arguments) => [`${target}.parent_id = ${parent}.id`, ...organizationConditions(target, p, filter as OrganizationFilter | null | undefined)],
        order: 'OFFICIAL',
      },
      compounds: { type: 'Compound', where: (target, parent) => [`${target}.community_id = ${parent}.id`], order: 'NAME' },
    },
    orders: { OFFICIAL: { columns: ['position', 'id'], descending: false } },
  },
  Compound: { entity: Compound, orders: { NAME: { columns: ['name', 'id'], descending: false } } },
}
