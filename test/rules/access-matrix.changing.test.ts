import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { type GraphQLSchema, getNamedType, isInputObjectType, isObjectType } from 'graphql'
import { createSchema } from '../../server/src/graphql/schema.ts'
import { type Story, type Visitor, openStory } from '../harness/story.ts'
import { ACTORS, actorId, seatActors } from './access/actors.ts'
import { CASES, Kit, OTHER } from './access/cases.ts'
import { expectedChanging } from './access/expected.ts'

const EXPECTED = expectedChanging()
/** How many try at once. */
const ABREAST = 4

let schema: GraphQLSchema
let story: Story
let visitors: Map<string, Visitor>
let kit: Kit

beforeAll(async () => {
  schema = await createSchema()
  story = await openStory({ poolSize: 8 })
  visitors = await seatActors(story)
  kit = new Kit(story.sql)
})
afterAll(() => story.close())

const mutations = (): string[] => Object.keys(schema.getMutationType()!.getFields())

/** The mutation with a variable for each argument, answered with every value that is no list. */
function document(name: string): string {
  const field = schema.getMutationType()!.getFields()[name]!
  const type = getNamedType(field.type)
  const head = field.args.length > 0 ? `(${field.args.map((arg) => `$${arg.name}: ${String(arg.type)}`).join(', ')})` : ''
  const args = field.args.length > 0 ? `(${field.args.map((arg) => `${arg.name}: $${arg.name}`).join(', ')})` : ''
  const answer = isObjectType(type) ? `{ id ${Object.values(type.getFields()).filter((each) => /^(String|Int|Boolean)!?$/.test(String(each.type))).map((each) => each.name).join(' ')} }` : ''
  return `mutation ${head} { ${name}${args} ${answer} }`
}

async function outcomeOf(actor: string, name: string): Promise<string> {
  const { mutation, make, flag } = CASES[name]!
  const variables = await make(kit)
  const foretold = flag ? await flagOf(actor, flag, variables) : null
  const { code } = await visitors.get(actor)!.attempt(document(mutation), variables)
  if (foretold !== null && foretold !== (code === null)) return `${code ?? 'DONE'}, though ${flag} says ${foretold}`
  return code ?? 'DONE'
}

/** What the viewer is told beforehand; null where they do not see the object. */
async function flagOf(actor: string, flag: string, { id, side }: Record<string, unknown>): Promise<boolean | null> {
  const type = Buffer.from(String(id), 'base64url').toString().split(':')[0]
  const { node } = await visitors.get(actor)!.ask<{ node: Record<string, boolean | string[]> | null }>(`query ($id: ID!) { node(id: $id) { ... on ${type} { ${flag} } } }`, { id })
  const told = node?.[flag]
  return told === undefined ? null : Array.isArray(told) ? told.includes(String(side)) : told
}

/** Log-ins end, passwords change: the actors are put back as they were. */
async function restore(): Promise<void> {
  await story.sql(`update sessions set ended_at = null where ended_at is not null and person_id = any($1)`, [ACTORS.map(actorId)])
  await story.sql(`update people set password_hash = (select password_hash from people where phone = '19900000001') where id = any($1)`, [ACTORS.map(actorId)])
}

const audited = async (): Promise<{ refused: number; done: number }> =>
  (await story.sql<{ refused: number; done: number }>('select count(refusal)::int as refused, (count(*) - count(refusal))::int as done from audit_events'))[0]!

describe('every mutation has its rows', () => {
  test('a case', () => expect(mutations().filter((name) => !Object.values(CASES).some(({ mutation }) => mutation === name))).toEqual([]))

  test('an expectation for each case, and none without', () => expect([...EXPECTED.keys()].sort()).toEqual(Object.keys(CASES).sort()))

  test('an outcome for everybody', () => expect([...EXPECTED].flatMap(([name, outcomes]) => ACTORS.filter((actor) => !outcomes.has(actor)).map((actor) => `${name}: ${actor}`))).toEqual([]))

  test('each side, and on behalf, where it is asked for', async () => {
    const missing: string[] = []
    for (const name of mutations()) {
      const args = schema.getMutationType()!.getFields()[name]!.args
      const inputs = args.flatMap(({ type }) => { const named = getNamedType(type); return isInputObjectType(named) ? Object.keys(named.getFields()) : [] })
      const tried = JSON.stringify(await Promise.all(Object.values(CASES).filter(({ mutation }) => mutation === name).map(({ make }) => make(kit))))
      if (args.some((arg) => arg.name === 'side')) for (const side of ['NEED', 'RESOURCE']) if (!tried.includes(`"side":"${side}"`)) missing.push(`${name} ${side}`)
      // Revising takes the input of drafting and leaves its proxy alone.
      if ([...args.map((arg) => arg.name), ...inputs].includes('proxy') && !name.startsWith('revise') && !tried.includes('"proxy":')) missing.push(`${name} by proxy`)
    }
    expect(missing).toEqual([])
  })
})

// First, while there is little to be matched.
/** Whoever is not logged in has no keys, and whoever logs out has none any more; what takes no input has no other. */
const WITHOUT_KEY = ['logIn', 'logOut', 'logOutEverywhere', 'markAllNoticesRead']

describe('sent twice under one key', () => {
  const names = Object.keys(CASES).filter((name) => !WITHOUT_KEY.includes(name) && [...EXPECTED.get(name)!.values()].includes('DONE'))
  test.each(names)('%s', async (name) => {
    const { mutation, make } = CASES[name]!
    const visitor = visitors.get(ACTORS.find((actor) => EXPECTED.get(name)!.get(actor) === 'DONE')!)!
    const send = (variables: object) => visitor.attempt(document(mutation), variables, { 'Idempotency-Key': `twice ${name}` })
    const variables = await make(kit)
    const before = await audited()
    const first = await send(variables)
    const second = await send(variables)
    const after = await audited()
    const other = await send(OTHER[name] ?? (await make(kit)))
    await restore()
    expect(first.code).toBeNull()
    expect(second).toEqual(first)
    expect({ refused: after.refused - before.refused, done: after.done - before.done }).toEqual({ refused: 0, done: 1 })
    expect(other.code).toBe('IDEMPOTENCY_KEY_REUSED')
  })

  test('a refused try leaves its key free for the next', async () => {
    const visitor = visitors.get('SECRETARY @ community')!
    const { input } = (await CASES['draftNeed']!.make(kit)) as { input: object }
    const key = { 'Idempotency-Key': 'refused and mended' }
    expect((await visitor.attempt(document('draftNeed'), { input: { ...input, quantity: 0 } }, key)).code).toBe('QUANTITY_INVALID')
    expect((await visitor.attempt(document('draftNeed'), { input }, key)).code).toBeNull()
  })

  test('what a repeated key answered once is not shown to whoever may no longer see it', async () => {
    const visitor = visitors.get('CLERK @ community')!
    const variables = await CASES['draftNeed']!.make(kit)
    const key = { 'Idempotency-Key': 'seen no more' }
    expect((await visitor.attempt(document('draftNeed'), variables, key)).code).toBeNull()
    const role = `from role_assignments where person_id = '${actorId('CLERK @ community')}'`
    await story.sql(`update role_assignments set revoked_at = granted_at where id in (select id ${role})`)
    expect((await visitor.attempt(document('draftNeed'), variables, key)).code).toBe('NOT_FOUND')
    await story.sql(`update role_assignments set revoked_at = null where id in (select id ${role})`)
  })

  test('another person may use the same key', async () => {
    for (const actor of ['SECRETARY @ community', 'CLERK @ community']) {
      const { code } = await visitors.get(actor)!.attempt(document('draftNeed'), await CASES['draftNeed']!.make(kit), { 'Idempotency-Key': 'one key of two people' })
      expect(code).toBeNull()
    }
  })

  test.each(['short', 'x'.repeat(101)])('a key of the wrong length is bad input: %s', async (key) => {
    const { code } = await visitors.get('SECRETARY @ community')!.attempt(document('draftNeed'), await CASES['draftNeed']!.make(kit), { 'Idempotency-Key': key })
    expect(code).toBe('BAD_INPUT')
  })
})

describe('who may do what', () => {
  test.each(Object.keys(CASES))('%s', async (name) => {
    const before = await audited()
    const outcomes = new Map<string, string>()
    for (let from = 0; from < ACTORS.length; from += ABREAST)
      await Promise.all(ACTORS.slice(from, from + ABREAST).map(async (actor) => outcomes.set(actor, await outcomeOf(actor, name))))
    await restore()
    const expected = EXPECTED.get(name)!
    expect(ACTORS.filter((actor) => outcomes.get(actor) !== expected.get(actor)).map((actor) => `${actor}: ${outcomes.get(actor)}, expected ${expected.get(actor)}`)).toEqual([])

    const after = await audited()
    const done = [...outcomes.values()].filter((outcome) => outcome === 'DONE').length
    expect({ refused: after.refused - before.refused, done: after.done - before.done }).toEqual({ refused: ACTORS.length - done, done })
  })
})

test('nothing went wrong behind the scenes', () => expect(story.faults).toEqual([]))
