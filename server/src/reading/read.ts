import { createHash } from 'node:crypto'
import type { GraphQLObjectType, GraphQLResolveInfo } from 'graphql'
import { Bindings } from '../access/bindings.ts'
import type { Queryable } from '../database/queryable.ts'
import type { Context } from '../graphql/context.ts'
import { Compiler } from './compile.ts'
import type { Arguments } from './model.ts'
import { MODELS } from './models.ts'
import { documentOf, objectTypeOf } from './selection.ts'

/** What a root field reads: conditions over an alias, with their values bound. */
export interface Reading {
  readonly where?: (alias: string, bindings: Bindings) => string[]
  readonly args: Arguments
  readonly order?: string
}

/** A page of a connection, seen with the actor's eyes: one statement, prepared under its own name. */
export async function readPage(context: Context, info: GraphQLResolveInfo, { where, args, order }: Reading): Promise<unknown> {
  const bindings = new Bindings(context.actor, context.now)
  const text = compiler(context, info, bindings).list(objectTypeOf(info.returnType), info.fieldNodes, args, order, (alias) => where?.(alias, bindings) ?? [])
  return run(context.pool, text, bindings.values, true)
}

/** One object, or null where the actor sees none. */
export async function readOne(context: Context, info: GraphQLResolveInfo, type: string, uuid: string, on?: Queryable): Promise<unknown> {
  const bindings = new Bindings(context.actor, context.now)
  const objectType = info.schema.getType(type) as GraphQLObjectType
  const data = await run(on ?? context.pool, compiler(context, info, bindings).one(objectType, info.fieldNodes, uuid), bindings.values, !on)
  return data && Object.assign(data, { __typename: type })
}

/** Objects of one type by their uuid, as many as the actor sees, in one statement. */
export async function readMany(context: Context, info: GraphQLResolveInfo, type: string, uuids: readonly string[]): Promise<Map<string, object>> {
  const bindings = new Bindings(context.actor, context.now)
  const objectType = info.schema.getType(type) as GraphQLObjectType
  const data = await run(context.pool, compiler(context, info, bindings).many(objectType, info.fieldNodes, uuids), bindings.values, true)
  return new Map(Object.entries(data ?? {}).map(([uuid, object]) => [uuid, Object.assign(object as object, { __typename: type })]))
}

function compiler(context: Context, info: GraphQLResolveInfo, bindings: Bindings): Compiler {
  return new Compiler(MODELS, context.metadataOf, documentOf(info), bindings)
}

/** Every named plan costs each connection about 200 kB, so that free-form documents beyond these go without a name. */
const MOST_NAMED = 300
const named = new Set<string>()

function nameOf(text: string): { name?: string } {
  const name = createHash('sha1').update(text).digest('base64url')
  if (!named.has(name) && named.size >= MOST_NAMED) return {}
  named.add(name)
  return { name }
}

async function run(on: Queryable, text: string, values: unknown[], prepared: boolean): Promise<object | null> {
  const { rows } = await on.query<{ data: object | null }>({ ...(prepared && nameOf(text)), text, values })
  return rows[0]?.data ?? null
}
