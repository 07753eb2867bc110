import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { type GraphQLObjectType, type GraphQLSchema, isObjectType } from 'graphql'
import { createSchema } from '../../server/src/graphql/schema.ts'
import { type Story, type Visitor, openStory } from '../harness/story.ts'
import { ACTORS, actorId, seatActors } from './access/actors.ts'
import { LONG_WAYS, type Seen, documentFor, objectsIn } from './access/document.ts'
import { expectedMasks, expectedReading } from './access/expected.ts'
import { CHECK_IN_CODE } from './access/meeting-rows.ts'
import { idOf } from './access/rows.ts'
import { type World, furnish } from './access/world.ts'

const EXPECTED = expectedReading()
const MASKS = expectedMasks()
const CLEAR: Record<string, unknown> = { contactName: '联系人', contactPhone: '18612345678', partyMember: true, discussion: '讨论', decision: '决定', checkInCode: CHECK_IN_CODE, bornYear: 1950, reason: '原因', registeredMembers: 2 }
const MASKED: Record<string, unknown> = { contactName: '联*', contactPhone: '186****5678', partyMember: null, discussion: '', decision: '', checkInCode: null, bornYear: null, reason: null, registeredMembers: null }

/** What no way through others leads to: it is its owner's, and asked for by its owner. */
const UNREACHED = [
  'Compound',
  'Notice',
  'ServiceProfile',
]

let schema: GraphQLSchema
let story: Story
let visitors: Map<string, Visitor>
let world: World
/** What each actor sees of the named rows: `actor` -> `Need public` -> the object. */
const seen = new Map<string, Map<string, Seen>>()
/** Everything else found on the way. */
const nested: { actor: string; path: string; object: Seen }[] = []
const names = new Map<string, string>()

beforeAll(async () => {
  schema = await createSchema()
  story = await openStory({ poolSize: 4 })
  visitors = await seatActors(story)
  world = await furnish(story)
  for (const [name, id] of world) names.set(id, name)
  for (const actor of ACTORS) await look(actor)
}, 300_000)
afterAll(() => story.close())

async function look(actor: string): Promise<void> {
  const found = new Map<string, Seen>()
  for (const type of EXPECTED.keys()) {
    const ids = [...world].filter(([name]) => name.startsWith(`${type} `)).map(([, id]) => id)
    const { data, code } = await visitors.get(actor)!.attempt<{ nodes: (Seen | null)[] }>(documentFor(schema, type), { ids })
    if (!data || code) throw new Error(`${actor} asked for every field of ${type}: ${code} ${String(story.faults.at(-1) ?? '')}`)
    data.nodes.forEach((node, index) => {
      if (!node) return
      found.set(names.get(ids[index]!)!, node)
      for (const { path, object } of objectsIn({ ...node, __typename: undefined }, names.get(ids[index]!))) if (object.__typename && path !== '') nested.push({ actor, path, object })
    })
  }
  seen.set(actor, found)
  const ids = [...world].filter(([name]) => name.startsWith('Organization ')).map(([, id]) => id)
  for (const way of LONG_WAYS) for (const { path, object } of objectsIn(await visitors.get(actor)!.ask(way, { ids }), 'far')) nested.push({ actor, path, object })
}

const nodeTypes = (): GraphQLObjectType[] => Object.values(schema.getTypeMap()).filter(isObjectType).filter((type) => type.getInterfaces().some(({ name }) => name === 'Node'))

describe('every type and every field has its row', () => {
  test('types', () => expect(nodeTypes().map(({ name }) => name).sort()).toEqual([...EXPECTED.keys()].sort()))

  test('fields', () => {
    const inSchema = nodeTypes().flatMap((type) => Object.keys(type.getFields()).map((field) => `${type.name}.${field}`))
    const listed = [...EXPECTED].flatMap(([type, { fields }]) => [...fields.keys()].map((field) => `${type}.${field}`))
    expect({ missing: inSchema.filter((field) => !listed.includes(field)), gone: listed.filter((field) => !inSchema.includes(field)) }).toEqual({ missing: [], gone: [] })
  })

  test('every masked field says for whom it is clear', () => {
    const masked = [...EXPECTED].flatMap(([type, { fields }]) => [...fields].filter(([, kind]) => kind === 'masked').map(([field]) => `${type}.${field}`))
    expect(masked.filter((name) => !MASKS.some(({ type, field }) => `${type}.${field}` === name))).toEqual([])
  })

  test('rows of the expectation and of the world', () => {
    const listed = [...EXPECTED].flatMap(([type, { rows }]) => [...rows.keys()].map((row) => `${type} ${row}`))
    expect([...world.keys()].sort()).toEqual(listed.sort())
  })
})

describe('who sees what', () => {
  test.each([...EXPECTED.keys()])('%s, by its id', (type) => {
    const wrong = [...EXPECTED.get(type)!.rows].flatMap(([row, expected]) =>
      ACTORS.filter((actor) => seen.get(actor)!.has(`${type} ${row}`) !== expected.has(actor)).map((actor) => `${actor} ${expected.has(actor) ? 'should see' : 'SEES'} ${type} ${row}`))
    expect(wrong).toEqual([])
  })

  test('the long way round leads to every type but what is its owner’s', () => {
    const met = new Set(nested.filter(({ path }) => path.startsWith('far')).map(({ object }) => object.__typename))
    expect([...EXPECTED.keys()].filter((type) => !met.has(type)).sort()).toEqual(UNREACHED)
  })

  test('through other objects nobody sees a row that is not theirs to see', () => {
    const wrong = nested.flatMap(({ actor, path, object }) => {
      const name = names.get(object.id)
      const [type, row] = name?.split(' ') ?? []
      return name && !EXPECTED.get(type!)!.rows.get(row!)!.has(actor) ? [`${actor} SEES ${name} through ${path}`] : []
    })
    expect([...new Set(wrong)]).toEqual([])
  })

  test('through other objects everybody sees the same of a row as by its id', () => {
    const wrong = nested.flatMap(({ actor, path, object }) => {
      const whole = seen.get(actor)!.get(names.get(object.id) ?? '')
      return whole ? Object.keys(object).filter((field) => !isDeep(object[field]) && JSON.stringify(object[field]) !== JSON.stringify(whole[field])).map((field) => `${actor}: ${path}.${field}`) : []
    })
    expect([...new Set(wrong)]).toEqual([])
  })

  test('a list and a to-one hold exactly what of it the viewer may see', () => {
    expect([...new Set(ACTORS.flatMap(relationsWrongFor))]).toEqual([])
  })

  test('what is not masked is the same for all who see the row', () => {
    const wrong = [...world.keys()].flatMap((name) => {
      const fields = EXPECTED.get(name.split(' ')[0]!)!.fields
      const views = ACTORS.map((actor) => seen.get(actor)!.get(name)).filter((view) => view !== undefined)
      return [...fields].filter(([field, kind]) => kind === 'fields' && new Set(views.map((view) => JSON.stringify(view[field]))).size > 1).map(([field]) => `${name}.${field}`)
    })
    expect(wrong).toEqual([])
  })

  test('what is masked is clear for those who may know, and for nobody else', () => {
    const wrong = MASKS.flatMap(({ type, field, row, clear }) =>
      ACTORS.flatMap((actor) => {
        const object = seen.get(actor)!.get(`${type} ${row}`)
        if (!object) return clear.has(actor) ? [`${actor} does not even see ${type} ${row}`] : []
        const value = object[field]
        const kind = field.replace(/^(need|resource)C/, 'c')
        const isClear = kind === 'phone' ? /^187\d{8}$/.test(String(value)) : value === CLEAR[kind]
        const isMasked = kind === 'phone' ? /^187\*{4}\d{4}$/.test(String(value)) : value === MASKED[kind]
        return (clear.has(actor) ? isClear : isMasked) ? [] : [`${actor} sees ${type} ${row} ${field}: ${String(value)}`]
      }))
    expect(wrong).toEqual([])
  })

  test('everybody sees all of themselves', async () => {
    const wrong: string[] = []
    for (const actor of ACTORS.filter((each) => each !== 'nobody')) {
      const { viewer } = await visitors.get(actor)!.ask<{ viewer: { id: string; phone: string; partyMember: boolean; roles: { totalCount: number } } }>('{ viewer { id phone partyMember roles { totalCount } } }')
      if (viewer.id !== idOf('Person', actorId(actor)) || !/^188\d{8}$/.test(viewer.phone) || !viewer.partyMember || viewer.roles.totalCount !== 1) wrong.push(actor)
    }
    expect(wrong).toEqual([])
  })

  test('the lists hold the named rows that are visible, and their count no more than they hold', async () => {
    const lists = { needs: 'Need', resources: 'Resource', projects: 'Project', meetings: 'JointMeeting', resolvedItems: 'ResolvedItem', notices: 'Notice', matchProposals: 'MatchProposal', matchRings: 'MatchRing', people: 'Person', registrations: 'Registration' }
    const wrong: string[] = []
    for (const actor of ACTORS) {
      const lists_ = await visitors.get(actor)!.ask<Record<string, { totalCount: number; nodes: { id: string }[] }>>(`{ ${Object.keys(lists).map((list) => `${list}(first: 100) { totalCount nodes { id } }`).join(' ')} }`)
      for (const [list, type] of Object.entries(lists)) {
        const { totalCount, nodes } = lists_[list]!
        if (totalCount !== nodes.length) wrong.push(`${actor}: ${list} counts ${totalCount} of ${nodes.length}`)
        for (const [row, expected] of EXPECTED.get(type)!.rows) if (nodes.some(({ id }) => id === world.get(`${type} ${row}`)) !== expected.has(actor)) wrong.push(`${actor}: ${row} in ${list}`)
        if (actor === 'nobody' && nodes.length > 0) wrong.push(`nobody sees ${list}`)
      }
    }
    expect(wrong).toEqual([])
  })

  test('nothing went wrong behind the scenes', () => expect(story.faults).toEqual([]))
})

const isDeep = (value: unknown): boolean => typeof value === 'object' && value !== null && ('nodes' in value || '__typename' in value)

/** Named rows behind an object, by the field they hang on. */
function related(object: Seen): Map<string, string[]> {
  const rows = (value: unknown): string[] => {
    if (value === null || typeof value !== 'object') return []
    if ('nodes' in value) return (value.nodes as Seen[]).flatMap(({ id }) => names.get(id) ?? [])
    return '__typename' in value ? [names.get((value as Seen).id) ?? []].flat() : []
  }
  return new Map(Object.entries(object).map(([field, value]) => [field, rows(value)]))
}

/** What anybody saw behind a row and the actor should see too, but does not. */
function relationsWrongFor(actor: string): string[] {
  return [...seen.get(actor)!].flatMap(([name, object]) => {
    const mine = related(object)
    const all = ACTORS.flatMap((other) => (seen.get(other)!.has(name) ? [...related(seen.get(other)!.get(name)!)] : []))
    // What is the viewer's own is another list for each.
    return all.filter(([field]) => !field.startsWith('viewer')).flatMap(([field, rows]) =>
      rows.filter((row) => EXPECTED.get(row.split(' ')[0]!)!.rows.get(row.split(' ')[1]!)!.has(actor) && !mine.get(field)!.includes(row)).map((row) => `${actor} misses ${row} in ${name}.${field}`))
  })
}
