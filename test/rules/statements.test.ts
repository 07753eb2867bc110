import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { type GraphQLField, type GraphQLSchema, getNamedType, isInputObjectType, isNonNullType, isObjectType } from 'graphql'
import { createSchema } from '../../server/src/graphql/schema.ts'
import { parseId } from '../../server/src/graphql/ids.ts'
import pg from 'pg'
import { NEED_INPUT, RESOURCE_INPUT } from '../harness/inputs.ts'
import { type Story, type Visitor, id, openStory } from '../harness/story.ts'
import { ACTORS, STREET_ALLIANCE, placeId, seatActors } from './access/actors.ts'
import { CASES, Kit } from './access/cases.ts'
import { everything } from './access/document.ts'
import { expectedChanging } from './access/expected.ts'
import { idOf } from './access/rows.ts'
import { ALTERNATIVES, RECKONED, SECOND_YES, STATEMENTS } from './statements.expected.ts'

let schema: GraphQLSchema
let story: Story
let visitors: Map<string, Visitor>
let kit: Kit

const sent: string[] = []

/** Every statement of every connection, also of those that are open already. */
function listen(): void {
  const { prototype } = pg.Client
  const query = prototype.query as (this: pg.Client, ...args: unknown[]) => unknown
  prototype.query = function (this: pg.Client, ...args: unknown[]) {
    const [first] = args
    sent.push(typeof first === 'string' ? first : (first as { text: string }).text)
    return query.apply(this, args)
  } as typeof prototype.query
}

/** The product's statements while `during` runs. */
async function statements(during: () => Promise<unknown>): Promise<string[]> {
  sent.length = 0
  await during()
  return [...sent]
}

beforeAll(async () => {
  listen()
  schema = await createSchema()
  story = await openStory({ poolSize: 1 })
  visitors = await seatActors(story)
  kit = new Kit(story.sql)
})
afterAll(() => story.close())

const queries = (): GraphQLField<unknown, unknown>[] => Object.values(schema.getQueryType()!.getFields())

let proposal = ''
function argumentOf(name: string): string {
  if (name === 'proposalId') return proposal
  if (name === 'needId') return id('Need', '居民夜间停车')
  return name === 'allianceId' ? idOf('Alliance', STREET_ALLIANCE) : placeId(name === 'unitId' ? 'unit' : 'street')
}

/** The field with everything under it, two levels deep, and its arguments. */
function asked(field: GraphQLField<unknown, unknown>): string {
  const type = getNamedType(field.type)
  if (field.name === 'node') return `node(id: "${placeId('street')}") { ... on Organization { ${everything(schema.getType('Organization') as never, 5)} } }`
  if (field.name === 'nodes') return `nodes(ids: ["${placeId('street')}", "${placeId('unit')}"]) { ... on Organization { name needs(first: 5) { nodes { proposals(first: 5) { nodes { id } } } } } }`
  if (!isObjectType(type)) throw new Error(field.name)
  const required = field.args.filter((arg) => isNonNullType(arg.type)).map((arg) => `${arg.name}: ${getNamedType(arg.type).name === 'Int' ? 2026 : getNamedType(arg.type).name === 'Date' ? '"2026-01-01"' : isInputObjectType(getNamedType(arg.type)) ? `$${arg.name}` : `"${argumentOf(arg.name)}"`}`)
  const nodes = type.getFields()['nodes']
  const target = nodes && getNamedType(nodes.type)
  if (!isObjectType(target)) return `${field.name}${required.length > 0 ? `(${required.join(', ')})` : ''} { ${everything(type, 5)} }`
  return `${field.name}(${required.map((arg) => `${arg}, `).join('')}first: 5) { totalCount pageInfo { hasNextPage } nodes { ${everything(target, 5)} } }`
}

/** What is typed into a form that asks before it is sent. */
const INPUTS: Record<string, { input: object }> = {
  previewNeed: { input: { ...NEED_INPUT, ownerId: placeId('street') } },
  previewResource: { input: { ...RESOURCE_INPUT, ownerId: placeId('street') } },
}
const head = ({ args }: GraphQLField<unknown, unknown>): string => {
  const typed = args.filter(({ type }) => isInputObjectType(getNamedType(type)) && isNonNullType(type))
  return typed.length > 0 ? `query (${typed.map(({ name, type }) => `$${name}: ${String(type)}`).join(', ')})` : ''
}

describe('statements', () => {
  test('every query field is one for the session and the actor, and one for itself, whatever hangs on it', async () => {
    const wrong: string[] = []
    proposal = await kit.proposal()
    for (const field of queries()) {
      const texts = (await statements(() => visitors.get('SECRETARY @ street')!.ask(`${head(field)} { ${asked(field)} }`, INPUTS[field.name])))
      if (texts.length !== (RECKONED[field.name] ?? 2)) wrong.push(`${field.name}: ${texts.length}`)
    }
    expect(wrong).toEqual([])
  })

  test('two root fields are two, and nobody has no session to look up', async () => {
    const two = await statements(() => visitors.get('SECRETARY @ street')!.ask('{ a: needs(first: 1) { nodes { id } } b: resources(first: 1) { nodes { id owner { name parent { name } } } } }'))
    expect(two).toHaveLength(3)
    expect((await statements(() => story.nobody.ask('{ needs(first: 1) { totalCount } }')))).toHaveLength(1)
  })

  test('objects of two types by their ids are one statement for each type', async () => {
    const ids = [placeId('street'), placeId('unit'), id('Need', '居民夜间停车'), id('Resource', '怡园大厦地下车库')]
    expect((await statements(() => visitors.get('SECRETARY @ street')!.ask('query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', { ids })))).toHaveLength(4)
  })

  test('every mutation keeps within its number', async () => {
    const expected = expectedChanging()
    const counts: Record<string, number> = {}
    for (const [name, { mutation, make }] of Object.entries(CASES)) {
      const actor = ACTORS.find((each) => expected.get(name)!.get(each) === 'DONE')
      if (!actor) continue
      const variables = await make(kit)
      const field = schema.getMutationType()!.getFields()[mutation]!
      const head = field.args.map((arg) => `$${arg.name}: ${String(arg.type)}`).join(', ')
      const text = `mutation ${head && `(${head})`} { ${mutation}${head && `(${field.args.map((arg) => `${arg.name}: $${arg.name}`).join(', ')})`} ${isObjectType(getNamedType(field.type)) ? '{ id }' : ''} }`
      const texts = await statements(() => visitors.get(actor)!.ask(text, variables))
      counts[name] = texts.length
      await story.sql('update sessions set ended_at = null')
    }
    const wrong = Object.entries(counts).filter(([name, count]) => !(count <= (STATEMENTS[name] ?? 0))).map(([name, count]) => `${name}: ${count}, no more than ${STATEMENTS[name] ?? 'said'}`)
    expect(wrong).toEqual([])
    expect(Object.keys(STATEMENTS).filter((name) => counts[name] === undefined)).toEqual([])
  })

  test('the second yes takes what it takes, however many bookings it makes', async () => {
    const CONFIRM = 'mutation ($id: ID!, $side: Side!) { confirmMatchProposal(id: $id, side: $side) { status project { bookings { totalCount } } } }'
    const proposal = await kit.proposal()
    await visitors.get('LIAISON @ unit')!.ask(CONFIRM, { id: proposal, side: 'RESOURCE' })
    const texts = await statements(async () => {
      const { confirmMatchProposal } = await visitors.get('SECRETARY @ community')!.ask<{ confirmMatchProposal: { project: { bookings: { totalCount: number } } } }>(CONFIRM, { id: proposal, side: 'NEED' })
      expect(confirmMatchProposal.project.bookings.totalCount).toBeGreaterThan(10)
    })
    expect(texts.length).toBe(SECOND_YES)
  })

  test('why this one of an open proposal on a board: what is reckoned there is read first, titles after', async () => {
    const asked = await kit.proposal()
    await story.sql('update match_proposals set alliance_id = $2::uuid where id = $1::uuid', [parseId(asked).uuid, STREET_ALLIANCE])
    const texts = await statements(async () => expect(await visitors.get('SECRETARY @ street')!.ask(`{ alternatives(proposalId: "${asked}") { quantity without { value } } }`)).toMatchObject({ alternatives: { quantity: expect.any(Number) } }))
    expect(texts.length).toBe(ALTERNATIVES)
  })

  test('nothing went wrong behind the scenes', () => expect(story.faults).toEqual([]))
})
