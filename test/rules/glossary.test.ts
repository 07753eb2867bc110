import { beforeAll, describe, expect, test } from '@jest/globals'
import { type GraphQLNamedType, type GraphQLSchema, isEnumType, isObjectType } from 'graphql'
import { ENUMS, TERMS } from '@red-alliance/shared/glossary'
import { createSchema } from '../../server/src/graphql/schema.ts'

/** Object types that are no word of the users: how GraphQL says things, not what is said. */
const NO_TERM: Record<string, string> = {
  Query: "GraphQL's own root",
  Mutation: "GraphQL's own root",
  Subscription: "GraphQL's own root",
  PageInfo: "Relay's word for where a page ends",
  Span: 'a pair of numbers; the term is WeeklyWindows',
}
/** Enums whose values are never shown as a word of their own. */
const NO_LABELS: Record<string, string> = {
  EntryOrder: 'an argument of a list: the page names its orders itself',
}
const HAN = /\p{Script=Han}/u

let schema: GraphQLSchema
beforeAll(async () => {
  schema = await createSchema()
})
const types = (): GraphQLNamedType[] => Object.values(schema.getTypeMap()).filter(({ name }) => !name.startsWith('__'))

describe('every word of the schema stands in the glossary', () => {
  test('every object type is a term', () => {
    const missing = types()
      .filter(isObjectType)
      .map(({ name }) => name)
      .filter((name) => !name.endsWith('Connection') && !name.endsWith('Edge') && !(name in NO_TERM) && !(name in TERMS))
    expect(missing).toEqual([])
  })

  test('every enum and every value of it has a label', () => {
    const enums: Record<string, object> = ENUMS
    const missing = types()
      .filter(isEnumType)
      .filter(({ name }) => !(name in NO_LABELS))
      .flatMap((type) => type.getValues().map(({ name }) => ({ type: type.name, value: name })))
      .filter(({ type, value }) => !enums[type] || !Object.hasOwn(enums[type], value))
    expect(missing.map(({ type, value }) => `${type}.${value}`)).toEqual([])
  })

  test('no exception is kept for what is no longer there', () => {
    expect([...Object.keys(NO_TERM), ...Object.keys(NO_LABELS)].filter((name) => !schema.getType(name))).toEqual([])
  })

  test('every Chinese word is Chinese, every English one is not', () => {
    const labels = [...Object.entries(TERMS), ...Object.entries(ENUMS).flatMap(([name, values]) => Object.entries(values).map(([value, label]) => [`${name}.${value}`, label] as const))]
    expect(labels.filter(([, { zh, en }]) => !HAN.test(zh) || HAN.test(en) || en === '').map(([name]) => name)).toEqual([])
  })
})
