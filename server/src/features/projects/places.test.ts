import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { CONFIRM, type Confirmed, type Race, type Stakes, confirmAll, deadlocks, prepareRace } from '../../../../test/faults/race.ts'
import { type Story, type Visitor, openStory } from '../../../../test/harness/story.ts'
import { globalId } from '../../graphql/ids.ts'

const ASSIGN = 'mutation ($id: ID!, $proxy: ProxyInput) { assignPlaces(id: $id, proxy: $proxy) { title viewerMayAssignPlaces projects(first: 20) { nodes { id places } } history { nodes { operation actorName } } } }'
const PROJECT = 'query ($id: ID!) { node(id: $id) { ... on Project { places quantity resource { viewerMayAssignPlaces viewerMayAssignPlacesForUnit } } } }'
const RECORD = 'query ($id: ID!) { node(id: $id) { ... on Resource { proxyRecord { id } placesProxyRecord { id agreedBy viewerMayRevoke } } } }'
interface Recorded {
  node: { proxyRecord: object | null; placesProxyRecord: { id: string; agreedBy: string; viewerMayRevoke: boolean } | null }
}
const NOTICES = '{ notices(first: 30) { nodes { kind details } } }'
const TODAY = new Date('2026-03-02T01:00:00Z')
/** Whole days of the week from Monday, in local minutes. */
const days = (...which: number[]): string => `{${which.map((day) => `[${day * 1440},${day * 1440 + 1440})`).join()}}`

let story: Story
let wang: Visitor
let zhao: Visitor
beforeAll(async () => {
  story = await openStory()
  wang = await story.as('王磊')
  zhao = await story.as('赵立新')
})
beforeEach(() => {
  story.clock.now = TODAY
})
afterEach(() => expect(story.faults.splice(0)).toEqual([]))
afterAll(() => story.close())

/** Spaces of 怡园大厦物业 for which needs of 青园街道 are confirmed on one side, each so many at these hours. */
async function spaces(capacity: number, wanted: readonly { quantity: number; windows: string }[], stakes: Stakes = {}): Promise<Race> {
  const race = await prepareRace(story, { needs: wanted.length, needQuantity: 9, resourceQuantity: capacity, ...stakes })
  await story.sql('update resources set windows = $2::int4multirange where id = $1::uuid', [race.resourceIds[0], days(0, 1, 2, 3, 4, 5, 6)])
  for (const [i, { quantity, windows }] of wanted.entries()) await story.sql('update match_proposals set quantity = $2, windows = $3::int4multirange where id = $1::uuid', [race.proposalIds[i], quantity, windows])
  return race
}
const confirm = async (race: Race, i: number): Promise<string> => (await wang.ask<Confirmed>(CONFIRM, { id: globalId('MatchProposal', race.proposalIds[i]!), side: 'RESOURCE' })).confirmMatchProposal.project!.id
const placesOf = async (project: string): Promise<number[]> => (await wang.ask<{ node: { places: number[] } }>(PROJECT, { id: project })).node.places
const assign = (who: Visitor, race: Race, proxy?: object) => who.attempt<{ assignPlaces: { projects: { nodes: { id: string; places: number[] }[] } } }>(ASSIGN, { id: globalId('Resource', race.resourceIds[0]!), proxy })
const from = (first: number, last: number): number[] => Array.from({ length: last - first + 1 }, (_, i) => first + i)

describe('twelve spaces of 怡园大厦', () => {
  test('nine for the residents and three for another evening have numbers as soon as they begin', async () => {
    const race = await spaces(12, [{ quantity: 9, windows: days(0, 1) }, { quantity: 3, windows: days(1) }])
    const [residents, others] = [await confirm(race, 0), await confirm(race, 1)]
    expect([await placesOf(residents), await placesOf(others)]).toEqual([from(1, 9), from(10, 12)])
  })

  test('given back with the end of a project, by whichever side; a completed one holds none either', async () => {
    const race = await spaces(2, [{ quantity: 1, windows: days(0) }, { quantity: 1, windows: days(0) }, { quantity: 1, windows: days(0) }])
    const [first, second] = [await confirm(race, 0), await confirm(race, 1)]
    expect([await placesOf(first), await placesOf(second)]).toEqual([[1], [2]])
    await wang.ask('mutation ($id: ID!) { endProject(id: $id, reason: "车库检修") { status } }', { id: first })
    expect(await placesOf(first)).toEqual([])
    expect(await placesOf(await confirm(race, 2))).toEqual([1])
    await zhao.ask('mutation ($id: ID!) { completeProject(id: $id) { status } }', { id: second })
    expect(await placesOf(second)).toEqual([])
  })

  test('a stock of books has none, nor has anything that is no parking', async () => {
    const books = await prepareRace(story, { supply: 'CONSUMABLE', resourceQuantity: 3 })
    expect(await placesOf(await confirm(books, 0))).toEqual([])
    expect((await assign(wang, books)).code).toBe('BAD_INPUT')
  })
})

describe('three of which every two meet, and never all at once', () => {
  const round = [{ quantity: 1, windows: days(0, 1) }, { quantity: 1, windows: days(1, 2) }, { quantity: 1, windows: days(0, 2) }]

  test('two spaces suffice, but not with numbers: the third begins by quantity and takes nobody’s', async () => {
    const race = await spaces(2, round)
    const projects = [await confirm(race, 0), await confirm(race, 1), await confirm(race, 2)]
    expect(await Promise.all(projects.map(placesOf))).toEqual([[1], [2], []])
    expect(await assign(wang, race)).toMatchObject({ code: 'PLACES_IMPOSSIBLE', details: { uses: ['抢一个车位', '抢一个车位', '抢一个车位'] } })
    expect(await Promise.all(projects.map(placesOf))).toEqual([[1], [2], []])
  })

  test('when one of them ends, 王磊 gives numbers to all, and twice is the same; 赵立新 is told', async () => {
    const race = await spaces(2, round)
    const projects = [await confirm(race, 0), await confirm(race, 1), await confirm(race, 2)]
    await wang.ask('mutation ($id: ID!) { endProject(id: $id, reason: "不再需要") { status } }', { id: projects[0] })
    const first = await assign(wang, race)
    expect(first.data!.assignPlaces).toMatchObject({ viewerMayAssignPlaces: true, history: { nodes: [{ operation: 'resource.assignPlaces', actorName: '王磊' }] } })
    expect([await placesOf(projects[1]!), await placesOf(projects[2]!)]).toEqual([[2], [1]])
    await assign(wang, race)
    expect([await placesOf(projects[1]!), await placesOf(projects[2]!)]).toEqual([[2], [1]])
    const { notices } = await zhao.ask<{ notices: { nodes: { kind: string; details: object }[] } }>(NOTICES)
    expect(notices.nodes.filter(({ kind }) => kind === 'PLACES_ASSIGNED').map(({ details }) => details)).toEqual([{ title: '抢一个车位', places: [1] }])
  })
})

describe('who gives out numbers', () => {
  let race: Race
  let project: string
  beforeAll(async () => {
    story.clock.now = TODAY
    race = await spaces(3, [{ quantity: 2, windows: days(0) }])
    project = await confirm(race, 0)
    await story.sql("update projects set places = '{}' where resource_id = $1::uuid", [race.resourceIds[0]])
  })

  test('nobody of the other side, above or elsewhere', async () => {
    for (const name of ['赵立新', '高志远', '何玉梅', '陈国强', '孙晓梅']) expect([name, (await assign(await story.as(name), race)).code]).toEqual([name, expect.stringMatching(/^(FORBIDDEN|NOT_FOUND)$/)])
    expect((await assign(story.nobody, race)).code).toBe('UNAUTHENTICATED')
    expect(await placesOf(project)).toEqual([])
  })

  test('李秀英 of the community for the unit, with who agreed to it', async () => {
    const li = await story.as('李秀英')
    expect((await assign(li, race)).code).toBe('FORBIDDEN')
    expect((await assign(li, race, { agreedBy: '王磊', agreedHow: 'PHONE', agreedOn: '2026-03-01' })).code).toBeNull()
    expect(await placesOf(project)).toEqual([1, 2])
    expect((await li.ask<Recorded>(RECORD, { id: globalId('Resource', race.resourceIds[0]!) })).node).toMatchObject({ proxyRecord: null, placesProxyRecord: { agreedBy: '王磊', viewerMayRevoke: false } })
  })

  test('which 王磊 takes back: it is by quantity until he does it himself', async () => {
    const { placesProxyRecord } = (await wang.ask<Recorded>(RECORD, { id: globalId('Resource', race.resourceIds[0]!) })).node
    await wang.ask('mutation ($id: ID!) { revokeProxyRecord(id: $id) { revokedAt } }', { id: placesProxyRecord!.id })
    expect(await placesOf(project)).toEqual([])
    expect((await assign(wang, race)).code).toBeNull()
    expect(await placesOf(project)).toEqual([1, 2])
  })
})

describe('at the same instant', () => {
  test('six that begin at once never share a number', async () => {
    const race = await spaces(4, from(1, 6).map(() => ({ quantity: 1, windows: days(0) })))
    const answers = await confirmAll(story, race, 'RESOURCE')
    expect(answers.filter(({ code }) => code === null)).toHaveLength(4)
    const rows = await story.sql<{ places: number[] }>('select places from projects where resource_id = $1::uuid', [race.resourceIds[0]])
    expect(rows.flatMap(({ places }) => places).sort()).toEqual([1, 2, 3, 4])
    expect(await deadlocks(story)).toBe(0)
  })

  test('given out twice at once, the second finds it done', async () => {
    const race = await spaces(3, [{ quantity: 2, windows: days(0) }, { quantity: 1, windows: days(0) }])
    for (const i of [0, 1]) await confirm(race, i)
    await story.sql("update projects set places = '{}' where resource_id = $1::uuid", [race.resourceIds[0]])
    const answers = await Promise.all([assign(wang, race), assign(wang, race), assign(wang, race)])
    expect(answers.map(({ code }) => code)).toEqual([null, null, null])
    expect(new Set(answers.map(({ data }) => JSON.stringify(data!.assignPlaces.projects))).size).toBe(1)
  })
})

describe('the database refuses by itself', () => {
  test('two on one place in hours that meet, a place that is not there, and the same one twice', async () => {
    const race = await spaces(3, [{ quantity: 1, windows: days(0, 1) }, { quantity: 1, windows: days(1, 2) }, { quantity: 1, windows: days(4) }])
    const projects = [await confirm(race, 0), await confirm(race, 1), await confirm(race, 2)].map((id) => Buffer.from(id, 'base64url').toString().split(':')[1])
    const hold = (i: number, places: string): Promise<unknown> => story.sql('update projects set places = $2::integer[] where id = $1::uuid', [projects[i], places])
    const [held] = await story.sql<{ places: number[] }>('select places from projects where id = $1::uuid', [projects[0]])
    await expect(hold(1, `{${held!.places[0]}}`)).rejects.toMatchObject({ constraint: 'PLACES_IMPOSSIBLE' })
    await expect(hold(1, '{4}')).rejects.toMatchObject({ constraint: 'PLACES_IMPOSSIBLE' })
    await expect(hold(1, '{2,2}')).rejects.toMatchObject({ constraint: 'projects_places' })
    await hold(2, `{${held!.places[0]}}`)
  })

  test('fewer spaces than before: whoever had one that is gone is by quantity again', async () => {
    const race = await spaces(3, [{ quantity: 1, windows: days(0) }, { quantity: 1, windows: days(0) }])
    const projects = [await confirm(race, 0), await confirm(race, 1)]
    await story.sql("update projects set places = '{3}' where proposal_id = $1::uuid", [race.proposalIds[1]])
    await story.sql('update resources set quantity = 2 where id = $1::uuid', [race.resourceIds[0]])
    expect(await Promise.all(projects.map(placesOf))).toEqual([[1], []])
    expect((await assign(wang, race)).code).toBeNull()
    expect(await Promise.all(projects.map(placesOf))).toEqual([[1], [2]])
  })
})
