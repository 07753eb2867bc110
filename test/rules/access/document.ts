import { type GraphQLField, type GraphQLObjectType, type GraphQLSchema, getNamedType, isLeafType, isObjectType } from 'graphql'

const isConnection = (type: GraphQLObjectType): boolean => type.name.endsWith('Connection')
const fieldsOf = (type: GraphQLObjectType): GraphQLField<unknown, unknown>[] => Object.values(type.getFields())

/** The fields that are values, `windows { start end }` included. */
function values(type: GraphQLObjectType): string {
  return fieldsOf(type)
    .map((field) => {
      const named = getNamedType(field.type)
      if (isLeafType(named)) return field.name
      return isObjectType(named) && named.name === 'Span' ? `${field.name} { start end }` : ''
    })
    .filter(Boolean)
    .join(' ')
}

/** Every field of the type: values, the objects behind it with their values, lists with their first `first` objects and their count. */
export function everything(type: GraphQLObjectType, first: number): string {
  const related = fieldsOf(type).flatMap((field) => {
    const named = getNamedType(field.type)
    if (!isObjectType(named) || named.name === 'Span') return []
    if (!isConnection(named)) return [`${field.name} { __typename ${values(named)} }`]
    const target = getNamedType(named.getFields()['nodes']!.type) as GraphQLObjectType
    return [`${field.name}(first: ${first}) { totalCount nodes { __typename ${values(target)} } edges { node { id } } }`]
  })
  return `__typename ${values(type)} ${related.join(' ')}`
}

/** Objects of one type by their ids, with every field. */
export function documentFor(schema: GraphQLSchema, type: string): string {
  return `query ($ids: [ID!]!) { nodes(ids: $ids) { ... on ${type} { ${everything(schema.getType(type) as GraphQLObjectType, 40)} } } }`
}

const NEED = '__typename id title contactName contactPhone'
const PROJECT = `__typename id needContactPhone resourceContactPhone need { ${NEED} } history(first: 2) { nodes { __typename id } }`

/** A long way round: from organizations to their entries, proposals, the other side's entries, bookings, projects and their histories. */
export const LONG_WAY = `query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Organization { __typename id
  needs(first: 20) { nodes { ${NEED} obstacle { __typename id need { __typename id } } proposals(first: 10) { nodes { __typename id
    project { ${PROJECT} }
    resource { __typename id contactPhone proxyRecord { __typename id agreedBy } bookings(first: 3) { nodes { __typename id project { __typename id needContactPhone need { ${NEED} } } } } } } } } }
  resources(first: 20) { nodes { ${NEED} proxyRecord { __typename id agreedBy } proposals(first: 10) { nodes { __typename id need { ${NEED} owner { __typename id } } history(first: 3) { nodes { __typename id details } } } } projects(first: 5) { nodes { ${PROJECT} } } } }
  alliance { __typename id runs(first: 2) { nodes { __typename id obstacles(first: 2) { nodes { __typename id need { ${NEED} } } } proposals(first: 5) { nodes { __typename id } } } } members(first: 20) { nodes { __typename id organization { __typename id resources(first: 10) { nodes { __typename id contactPhone projects(first: 3) { nodes { ${PROJECT} } } } } } } } }
} } }`

export interface Seen {
  readonly __typename: string
  readonly id: string
  readonly [field: string]: unknown
}

/** Every object anywhere in an answer, with the path on which it was found. */
export function* objectsIn(value: unknown, path = ''): Generator<{ path: string; object: Seen }> {
  if (Array.isArray(value)) for (const item of value) yield* objectsIn(item, path)
  else if (value !== null && typeof value === 'object') {
    if ('__typename' in value) yield { path, object: value as Seen }
    for (const [key, item] of Object.entries(value)) yield* objectsIn(item, `${path}.${key}`)
  }
}
