import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { CONFIRM, type Confirmed, type Race, type Stakes, prepareRace } from '../../../../test/faults/race.ts'
import { RESOURCE_INPUT } from '../../../../test/harness/inputs.ts'
import { type Story, type Visitor, id, openStory } from '../../../../test/harness/story.ts'
import { globalId } from '../../graphql/ids.ts'

const COMPLETE = 'mutation ($id: ID!, $note: String) { completeProject(id: $id, note: $note) { status completedAt completionNote viewerMayEnd viewerMayComplete } }'
const END = 'mutation ($id: ID!, $reason: String!) { endProject(id: $id, reason: $reason) { status endedSide endReason } }'
const REVISE = 'mutation ($id: ID!, $version: Int!, $input: ResourceInput!) { reviseResource(id: $id, version: $version, input: $input) { supply quantity } }'
const PROJECT = 'query ($id: ID!) { node(id: $id) { ... on Project { status needContactPhone resourceContactPhone needContactName bookings { totalCount } viewerMayEnd viewerMayComplete history { nodes { operation actorName } } } } }'
const TODAY = new Date('2026-03-02T01:00:00Z')

let story: Story
let zhao: Visitor
let wang: Visitor
beforeAll(async () => {
  story = await openStory()
  zhao = await story.as('赵立新')
  wang = await story.as('王磊')
})
beforeEach(() => {
  story.clock.now = TODAY
})
afterEach(() => expect(story.faults.splice(0)).toEqual([]))
afterAll(() => story.close())

const begin = async (stakes: Stakes = {}): Promise<{ race: Race; project: string }> => {
  const race = await prepareRace(story, stakes)
  const { confirmMatchProposal } = await wang.ask<Confirmed>(CONFIRM, { id: globalId('MatchProposal', race.proposalIds[0]!), side: 'RESOURCE' })
  return { race, project: confirmMatchProposal.project!.id }
}
const tallies = async ({ needIds, resourceIds }: Race): Promise<object> => {
  const [row] = await story.sql(`select n.status as need, met_quantity as met, r.status as resource, taken_quantity as taken, (select count(*)::int from bookings b where b.resource_id = r.id and released_at is null) as booked
    from needs n, resources r where n.id = $1::uuid and r.id = $2::uuid`, [needIds[0], resourceIds[0]])
  return row!
}

describe('a project with a parking space', () => {
  test('is completed by the side that received: what is still booked is free again, the need stays met', async () => {
    const { race, project } = await begin()
    expect(await tallies(race)).toMatchObject({ need: 'MET', met: 1, resource: 'MET', taken: 1 })
    for (const name of ['王磊', '孙晓梅', '李秀英', '高志远', '马建国']) expect([name, (await (await story.as(name)).attempt(COMPLETE, { id: project })).code]).toEqual([name, expect.stringMatching(/^(FORBIDDEN|NOT_FOUND)$/)])
    expect(await zhao.ask(COMPLETE, { id: project, note: '车位好用' })).toMatchObject({ completeProject: { status: 'COMPLETED', completionNote: '车位好用', completedAt: TODAY.toISOString(), viewerMayEnd: false, viewerMayComplete: false } })
    expect(await tallies(race)).toEqual({ need: 'MET', met: 1, resource: 'PUBLISHED', taken: 0, booked: 0 })
    for (const attempt of [zhao.attempt(COMPLETE, { id: project }), zhao.attempt(END, { id: project, reason: 'x' }), wang.attempt(END, { id: project, reason: 'x' })]) expect(await attempt).toMatchObject({ code: 'WRONG_STATUS', details: { status: 'COMPLETED' } })
  })

  test.each([['赵立新', 'NEED'], ['王磊', 'RESOURCE']])('is ended by %s, of the side %s: the need is open again and the nights are free', async (name, side) => {
    const { race, project } = await begin()
    for (const stranger of ['孙晓梅', '高志远', '陈国强']) expect([stranger, (await (await story.as(stranger)).attempt(END, { id: project, reason: '没有理由' })).code]).toEqual([stranger, expect.stringMatching(/^(FORBIDDEN|NOT_FOUND)$/)])
    for (const reason of ['', '   ', '长'.repeat(301)]) expect((await wang.attempt(END, { id: project, reason })).code).toBe('BAD_INPUT')
    expect(await (await story.as(name)).ask(END, { id: project, reason: '车库检修' })).toEqual({ endProject: { status: 'ENDED', endedSide: side, endReason: '车库检修' } })
    expect(await tallies(race)).toEqual({ need: 'PUBLISHED', met: 0, resource: 'PUBLISHED', taken: 0, booked: 0 })
    expect((await zhao.attempt(COMPLETE, { id: project })).code).toBe('WRONG_STATUS')
  })

  test('that is ended half-way tells the nights that were used from those that are free again', async () => {
    const { race, project } = await begin()
    story.clock.now = new Date('2026-03-14T15:00:00Z')
    await wang.ask(END, { id: project, reason: '车库检修' })
    const [row] = await story.sql<{ used: number; free: number }>(
      `select count(*) filter (where upper(during) <= released_at)::int as used, count(*) filter (where upper(during) > released_at)::int as free from bookings where resource_id = $1::uuid`,
      [race.resourceIds[0]],
    )
    // The end of Monday's night, and two weeks of working days.
    expect([row!.used, row!.free > 50]).toEqual([10, true])
    expect(await tallies(race)).toMatchObject({ need: 'PUBLISHED', met: 0, resource: 'PUBLISHED', taken: 0 })
    const next = await prepareRace(story, {})
    await story.sql('update match_proposals set resource_id = $1::uuid where id = $2::uuid', [race.resourceIds[0], next.proposalIds[0]])
    await story.sql('update resources set waiting_quantity = 1 where id = $1::uuid', [race.resourceIds[0]])
    expect((await wang.attempt(CONFIRM, { id: globalId('MatchProposal', next.proposalIds[0]!), side: 'RESOURCE' })).code).toBeNull()
  })

  test('opens the contacts to both sides and to nobody else, as long as it goes on', async () => {
    const { race, project } = await begin()
    await story.sql("update needs set contact_phone = '19900000003', contact_name = '赵立新' where id = $1::uuid", [race.needIds[0]])
    const seen = async (name: string): Promise<unknown> => (await (await story.as(name)).ask<{ node: unknown }>(PROJECT, { id: project })).node
    expect(await seen('王磊')).toMatchObject({ needContactPhone: '19900000003', needContactName: '赵立新', viewerMayEnd: true, viewerMayComplete: false })
    expect(await seen('高志远')).toMatchObject({ needContactPhone: '199****0003', needContactName: '赵*', viewerMayEnd: false })
    expect(await seen('陈国强')).toBeNull()
    expect(await seen('王磊')).toMatchObject({ history: { nodes: [{ operation: 'match.confirm', actorName: '王磊' }] } })
    await zhao.ask(END, { id: project, reason: '不再需要' })
    expect(await seen('王磊')).toMatchObject({ status: 'ENDED', needContactPhone: '199****0003', history: { nodes: [{ operation: 'project.end', actorName: '赵立新' }, { operation: 'match.confirm', actorName: '王磊' }] } })
  })
})

describe('a project with a stock of books', () => {
  test('completed: what was given stays given; ended: it comes back', async () => {
    const done = await begin({ supply: 'CONSUMABLE', resourceQuantity: 3 })
    expect(await tallies(done.race)).toMatchObject({ met: 1, taken: 1, resource: 'PARTLY_MET', booked: 0 })
    await zhao.ask(COMPLETE, { id: done.project })
    expect(await tallies(done.race)).toMatchObject({ need: 'MET', met: 1, taken: 1, resource: 'PARTLY_MET' })
    const ended = await begin({ supply: 'CONSUMABLE', resourceQuantity: 3 })
    await wang.ask(END, { id: ended.project, reason: '书已送完' })
    expect(await tallies(ended.race)).toMatchObject({ need: 'PUBLISHED', met: 0, taken: 0, resource: 'PUBLISHED' })
  })
})

describe('what is promised holds when the entry is changed', () => {
  const revise = async (race: Race, change: object): Promise<string | null> => {
    const [row] = await story.sql<{ version: number }>('select version from resources where id = $1::uuid', [race.resourceIds[0]])
    return (await wang.attempt(REVISE, { id: globalId('Resource', race.resourceIds[0]!), version: row!.version, input: { ...RESOURCE_INPUT, category: 'EQUIPMENT', attributes: {}, unit: 'SET', windows: [], ...change } })).code
  }
  const equipment = async (supply: 'REUSABLE' | 'CONSUMABLE'): Promise<{ race: Race; project: string }> => {
    const race = await prepareRace(story, { resourceQuantity: 2 })
    for (const table of ['needs', 'resources']) await story.sql(`update ${table} set category = 'EQUIPMENT', attributes = '{}', unit = 'SET', windows = null where id = any($1::uuid[])`, [[...race.needIds, ...race.resourceIds]])
    await story.sql('update resources set supply = $2 where id = $1::uuid', [race.resourceIds[0], supply])
    const { confirmMatchProposal } = await wang.ask<Confirmed>(CONFIRM, { id: globalId('MatchProposal', race.proposalIds[0]!), side: 'RESOURCE' })
    return { race, project: confirmMatchProposal.project!.id }
  }

  test('less than what is taken is refused with the code of its supply', async () => {
    const books = await begin({ supply: 'CONSUMABLE', resourceQuantity: 3 })
    await story.sql('update resources set taken_quantity = 2 where id = $1::uuid', [books.race.resourceIds[0]])
    expect(await revise(books.race, { category: 'GOODS', attributes: { goods: 'BOOKS' }, unit: 'VOLUME', supply: 'CONSUMABLE', quantity: 1 })).toBe('RESOURCE_OUT_OF_STOCK')
    const space = await begin({ resourceQuantity: 2 })
    await story.sql('update resources set taken_quantity = 2 where id = $1::uuid', [space.race.resourceIds[0]])
    expect(await revise(space.race, { category: 'PARKING', attributes: { vehicle: 'CAR' }, unit: 'PIECE', windows: RESOURCE_INPUT['windows'], quantity: 1 })).toBe('RESOURCE_OVERBOOKED')
  })

  test.each(['REUSABLE', 'CONSUMABLE'] as const)('a %s that is promised cannot become another kind of supply; free again it can', async (supply) => {
    const other = supply === 'REUSABLE' ? 'CONSUMABLE' : 'REUSABLE'
    const { race, project } = await equipment(supply)
    expect(await revise(race, { supply, quantity: 2 })).toBeNull()
    expect(await revise(race, { supply: other, quantity: 2 })).toBe('WRONG_STATUS')
    await wang.ask(END, { id: project, reason: '设备送修' })
    expect(await tallies(race)).toMatchObject({ met: 0, taken: 0, booked: 0 })
    expect(await revise(race, { supply: other, quantity: 2 })).toBeNull()
  })

  test.each([
    ['other hours', { windows: [{ start: 0, end: 600 }] }, 'PROPOSAL_CLOSED'],
    ['an earlier end', { endsOn: '2026-04-01' }, 'PROPOSAL_CLOSED'],
    ['another kind of vehicle', { attributes: { vehicle: 'BICYCLE' } }, 'PROPOSAL_CLOSED'],
    ['another audience', { audienceKind: 'ORGANIZATION', audienceOrganizationId: id('Organization', '130102002019') }, 'PROPOSAL_CLOSED'],
    ['a later end, more of it and other words', { endsOn: '2026-10-01', quantity: 9, title: '地下车位', description: '东门进' }, null],
  ])('a revision to %s: what was proposed before holds only as far as the entry still bears it out', async (_name, change, code) => {
    const race = await prepareRace(story, {})
    const nights = [0, 1, 2, 3, 4].map((day) => ({ start: day * 1440 + 1140, end: day * 1440 + 1890 }))
    expect(await revise(race, { category: 'PARKING', attributes: { vehicle: 'CAR' }, unit: 'PIECE', windows: nights, quantity: 1, ...change })).toBeNull()
    expect(await wang.attempt(CONFIRM, { id: globalId('MatchProposal', race.proposalIds[0]!), side: 'RESOURCE' })).toMatchObject({ code, ...(code && { details: { status: 'SUPERSEDED' } }) })
  })

  test('a proposal that ends before today is closed even when both entries were prolonged', async () => {
    const race = await prepareRace(story, {})
    await story.sql("update match_proposals set ends_on = '2026-03-05' where id = $1::uuid", [race.proposalIds[0]])
    story.clock.now = new Date('2026-03-06T01:00:00Z')
    expect(await wang.attempt(CONFIRM, { id: globalId('MatchProposal', race.proposalIds[0]!), side: 'RESOURCE' })).toMatchObject({ code: 'PROPOSAL_CLOSED', details: { status: 'EXPIRED' } })
  })

  test('a proposal is open for seven days and not longer', async () => {
    const race = await prepareRace(story, {})
    story.clock.now = new Date(TODAY.getTime() + 7 * 86_400_000)
    expect(await wang.attempt(CONFIRM, { id: globalId('MatchProposal', race.proposalIds[0]!), side: 'RESOURCE' })).toMatchObject({ code: 'PROPOSAL_CLOSED', details: { status: 'EXPIRED' } })
  })

  test('null as the quantity of a confirmation means the quantity that was proposed', async () => {
    const race = await prepareRace(story, {})
    const answer = await wang.attempt<Confirmed>('mutation ($id: ID!, $q: Int) { confirmMatchProposal(id: $id, side: RESOURCE, quantity: $q) { status project { id status } } }', { id: globalId('MatchProposal', race.proposalIds[0]!), q: null })
    expect(answer).toMatchObject({ code: null, data: { confirmMatchProposal: { status: 'CONFIRMED' } } })
  })
})
