import {
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  getArgumentValues,
  getNamedType,
  isObjectType,
} from 'graphql'
import { collectSubfields } from 'graphql/execution/collectFields.js'
import type { Arguments } from './model.ts'

/** One selected field of an object type. */
export interface Selected {
  readonly key: string
  readonly name: string
  readonly field: GraphQLField<unknown, unknown>
  readonly nodes: readonly FieldNode[]
  readonly args: Arguments
}

/** The document one reads in: schema, fragments and variables. */
export interface Document {
  readonly schema: GraphQLSchema
  readonly fragments: Record<string, FragmentDefinitionNode>
  readonly variables: Record<string, unknown>
}

export function documentOf(info: GraphQLResolveInfo): Document {
  return { schema: info.schema, fragments: info.fragments, variables: info.variableValues }
}

/** The fields that the nodes select of the type: fragments, @skip and @include resolved; `__typename` left to GraphQL. */
export function selectedFields(document: Document, type: GraphQLObjectType, nodes: readonly FieldNode[]): Selected[] {
  const fields = collectSubfields(document.schema, document.fragments, document.variables, type, nodes)
  return [...fields].flatMap(([key, fieldNodes]) => {
    const [node] = fieldNodes
    const field = node && type.getFields()[node.name.value]
    return node && field ? [{ key, name: node.name.value, field, nodes: fieldNodes, args: getArgumentValues(field, node, document.variables) }] : []
  })
}

export function objectTypeOf(type: GraphQLOutputType): GraphQLObjectType {
  const named = getNamedType(type)
  if (!isObjectType(named)) throw new Error(`${named.name} is not an object type`)
  return named
}
