import { type GraphQLFieldResolver, type GraphQLSchema, getNullableType, isObjectType, GraphQLID } from 'graphql'
import { globalId } from '../graphql/ids.ts'
import type { Context } from '../graphql/context.ts'
import { MODELS } from './models.ts'
import { encodeCursor } from './page.ts'

/** Keyed by response keys; the cursor's key is no name that GraphQL allows. */
type Row = Record<string, unknown> & { '@c': string }
interface Page {
  readonly rows: readonly Row[]
  readonly more: boolean
  readonly total?: number
}
type Resolver<Source> = GraphQLFieldResolver<Source, unknown>

const byResponseKey: Resolver<Record<string, unknown>> = (source, _args, _context, info) => source[info.path.key]
const id: Resolver<Record<string, string>> = (source, _args, _context, info) => globalId(info.parentType.name, source[info.path.key]!)

/** Of a value that the statement brought and the database alone cannot tell. */
function derived(type: string, field: string): Resolver<Record<string, unknown>> | undefined {
  const derive = MODELS[type]?.derived?.[field]
  return derive && ((source, _args, context, info) => derive(source[info.path.key], context as Context))
}

const connection: Record<string, Resolver<Page>> = {
  nodes: ({ rows }, _args, _context, info) => rows.map((row) => row[info.path.key]),
  edges: ({ rows }, _args, _context, info) => rows.map((row) => ({ row, key: info.path.key })),
  pageInfo: ({ rows, more }) => ({ hasNextPage: more, endCursor: rows.length > 0 ? encodeCursor(rows.at(-1)!['@c']) : null }),
  totalCount: ({ total }) => total,
}
const edge: Record<string, Resolver<{ row: Row; key: string }>> = {
  cursor: ({ row }) => encodeCursor(row['@c']),
  node: ({ row, key }, _args, _context, info) => row[`${key}.${info.path.key}`],
}

/** Lets every type that reading knows take its fields from what the statement brought: no field loads anything by itself. */
export function installReading(schema: GraphQLSchema): void {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type)) continue
    for (const field of Object.values(type.getFields())) {
      const resolver = type.name.endsWith('Connection')
        ? connection[field.name]
        : type.name.endsWith('Edge')
          ? edge[field.name]
          : type.name in MODELS
            ? getNullableType(field.type) === GraphQLID
              ? id
              : (derived(type.name, field.name) ?? byResponseKey)
            : undefined
      if (resolver) field.resolve = resolver as GraphQLFieldResolver<unknown, unknown>
    }
  }
}
