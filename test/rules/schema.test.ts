import { beforeAll, describe, expect, test } from '@jest/globals'
import { type GraphQLSchema, getNamedType, isNonNullType, isObjectType, lexicographicSortSchema, printSchema } from 'graphql'
import { VISIBLE_TYPES, visible } from '../../server/src/access/table.ts'
import { loggedIn } from '../../server/src/access/rules.ts'
import { createSchema } from '../../server/src/graphql/schema.ts'
import { MODELS } from '../../server/src/reading/models.ts'
import { textOf } from './sources.ts'

let schema: GraphQLSchema
beforeAll(async () => {
  schema = await createSchema()
})

/** Types of which everybody who sees anything sees every row. */
const isOpen = (type: string): boolean => visible(type) === loggedIn

describe('the schema', () => {
  test('server/schema.graphql is the one the decorators make (node --import ./run/loader.mjs server/emit-schema.ts writes it)', () => {
    expect(textOf('server/schema.graphql')).toBe(`${printSchema(lexicographicSortSchema(schema))}\n`)
  })

  test('a to-one whose target may be hidden while the row is seen is nullable', () => {
    const wrong = Object.keys(MODELS).flatMap((name) => {
      const type = schema.getType(name)
      if (!isObjectType(type)) return [`${name} is in no schema`]
      return Object.values(type.getFields())
        .filter((field) => getNamedType(field.type).name in MODELS && isNonNullType(field.type) && !isOpen(getNamedType(field.type).name))
        .map((field) => `${name}.${field.name}`)
    })
    expect(wrong).toEqual([])
  })

  test('every type that can be fetched again has a model and a rule of who sees it, and nothing else has', () => {
    const nodes = Object.values(schema.getTypeMap()).filter(isObjectType).filter((type) => type.getInterfaces().some(({ name }) => name === 'Node')).map(({ name }) => name).sort()
    expect(Object.keys(MODELS).sort()).toEqual(nodes)
    expect([...VISIBLE_TYPES].sort()).toEqual(nodes)
  })

  test('every list is a connection', () => {
    const lists = Object.values(schema.getTypeMap()).filter(isObjectType).filter(({ name }) => name in MODELS || name === 'Query')
      .flatMap((type) => Object.values(type.getFields()).filter(({ type: of }) => String(of).includes('[') && getNamedType(of).name in MODELS).map(({ name }) => `${type.name}.${name}`))
    expect(lists).toEqual([])
  })
})
