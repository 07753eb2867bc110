import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { DRAFT_NEED, NEED_INPUT, PUBLISH_NEED } from '../../../../test/harness/inputs.ts'
import { type Story, id, openStory } from '../../../../test/harness/story.ts'
import { escalate } from './widen.ts'

const COMMUNITY = id('Organization', '130102002019')
const SCOPE = 'query ($id: ID!) { node(id: $id) { ... on Need { scope scopeSince widensOn viewerMayWiden history { nodes { operation actorName details } } } } }'
const WIDEN = 'mutation ($id: ID!, $scope: MatchingScope!) { widenNeed(id: $id, scope: $scope) { scope widensOn } }'
const FIGURES = 'query ($id: ID!) { needFigures(organizationId: $id, from: "2026-01-01", to: "2026-12-31") { met withinCommunity withinStreet withinDistrict withinCity } }'

interface Scoped {
  node: { scope: string | null; scopeSince: string | null; widensOn: string | null; viewerMayWiden: boolean; history: { nodes: { operation: string; actorName: string | null; details: Record<string, unknown> }[] } }
}

let story: Story
beforeAll(async () => {
  story = await openStory()
})
afterAll(async () => {
  expect(story.faults).toEqual([])
  await story.close()
})

const see = async (need: string, who = '李秀英'): Promise<Scoped['node']> => (await (await story.as(who)).ask<Scoped>(SCOPE, { id: need })).node
/** A need of 东安社区, as its secretary 李秀英 publishes it. */
async function published(title: string, more: object = {}): Promise<string> {
  const li = await story.as('李秀英')
  const { draftNeed } = await li.ask<{ draftNeed: { id: string } }>(DRAFT_NEED, { input: { ...NEED_INPUT, ownerId: COMMUNITY, title, ...more } })
  await li.ask(PUBLISH_NEED, { id: draftNeed.id })
  return draftNeed.id
}
async function morningOf(day: string): Promise<void> {
  story.clock.now = new Date(`${day}T23:00:00Z`)
  await story.send(escalate, {})
  await story.drain()
}
const heard = async (who: string): Promise<object[]> =>
  (await (await story.as(who)).ask<{ notices: { nodes: { kind: string; details: object }[] } }>('{ notices(first: 20) { nodes { kind details } } }')).notices.nodes.filter(({ kind }) => kind === 'NEED_WIDENED').map(({ details }) => details)

describe('a need of 东安社区 that finds nothing at home', () => {
  let need: string

  test('a draft is offered nowhere; published, it begins in its community and says when it will be offered to the street', async () => {
    const li = await story.as('李秀英')
    const { draftNeed } = await li.ask<{ draftNeed: { id: string } }>(DRAFT_NEED, { input: { ...NEED_INPUT, ownerId: COMMUNITY, title: '投影仪', category: 'EQUIPMENT', attributes: {}, unit: 'SET', windows: null } })
    expect(await see(draftNeed.id)).toMatchObject({ scope: null, scopeSince: null, widensOn: null, viewerMayWiden: false })
    need = draftNeed.id
    await li.ask(PUBLISH_NEED, { id: need })
    expect(await see(need)).toMatchObject({ scope: 'COMMUNITY', scopeSince: '2026-03-02T01:00:00.000Z', widensOn: '2026-03-09', viewerMayWiden: true })
  })

  test('the street begins in the street', async () => {
    expect(await see(id('Need', '居民夜间停车'))).toMatchObject({ scope: 'STREET' })
  })

  test('six days on nothing happens; on the seventh morning it is offered to the street, with a line in its history and one notice to 李秀英', async () => {
    await morningOf('2026-03-07')
    expect(await see(need)).toMatchObject({ scope: 'COMMUNITY' })
    await morningOf('2026-03-08')
    expect(await see(need)).toMatchObject({ scope: 'STREET', widensOn: '2026-03-23' })
    expect((await see(need)).history.nodes[0]).toEqual({ operation: 'need.widen', actorName: null, details: { title: '投影仪', from: 'COMMUNITY', scope: 'STREET' } })
    expect(await heard('李秀英')).toEqual([{ title: '投影仪', scope: 'STREET' }])
  })

  test('done twice on one morning it says nothing twice', async () => {
    await morningOf('2026-03-08')
    await morningOf('2026-03-09')
    expect(await see(need)).toMatchObject({ scope: 'STREET' })
    expect(await heard('李秀英')).toHaveLength(1)
  })

  test('a morning on which no server ran is made up for, one step at a time', async () => {
    await story.sql("update needs set scope = 'COMMUNITY', scope_since = '2026-01-05T01:00:00Z' where title = '投影仪'")
    await morningOf('2026-03-10')
    expect(await see(need)).toMatchObject({ scope: 'STREET', scopeSince: '2026-03-10T23:00:00.000Z' })
  })
})

describe('who widens by hand', () => {
  test('李秀英 does, one step or more, never back', async () => {
    const need = await published('夜间车位')
    const li = await story.as('李秀英')
    expect(await li.ask(WIDEN, { id: need, scope: 'DISTRICT' })).toMatchObject({ widenNeed: { scope: 'DISTRICT', widensOn: null } })
    for (const scope of ['COMMUNITY', 'STREET', 'DISTRICT']) expect((await li.attempt(WIDEN, { id: need, scope })).code).toBe('SCOPE_NOT_WIDER')
    await li.ask(WIDEN, { id: need, scope: 'CITY' })
    expect(await see(need)).toMatchObject({ scope: 'CITY', viewerMayWiden: false })
  })

  test('李静, her clerk, and 赵立新 of the street do not', async () => {
    const need = await published('白天车位')
    for (const name of ['李静', '赵立新', '王磊']) expect((await (await story.as(name)).attempt(WIDEN, { id: need, scope: 'STREET' })).code).toBe('FORBIDDEN')
    expect(await see(need, '李静')).toMatchObject({ viewerMayWiden: false })
  })

  test('what is taken off the list is widened no more', async () => {
    const need = await published('撤回的车位')
    const li = await story.as('李秀英')
    await li.ask('mutation ($id: ID!) { withdrawNeed(id: $id, reason: "另行解决") { status } }', { id: need })
    expect((await li.attempt(WIDEN, { id: need, scope: 'STREET' })).code).toBe('WRONG_STATUS')
  })

  test('李秀英 has the form open while it is widened: what she typed is kept', async () => {
    const need = await published('正在修改的车位')
    const li = await story.as('李秀英')
    const { node } = await li.ask<{ node: { version: number } }>('query ($id: ID!) { node(id: $id) { ... on Need { version } } }', { id: need })
    await li.ask(WIDEN, { id: need, scope: 'STREET' })
    const input = { ...NEED_INPUT, ownerId: COMMUNITY, title: '改好的车位' }
    expect(await li.ask('mutation ($id: ID!, $version: Int!, $input: NeedInput!) { reviseNeed(id: $id, version: $version, input: $input) { title scope } }', { id: need, version: node.version, input })).toEqual({ reviseNeed: { title: '改好的车位', scope: 'STREET' } })
  })

  test('two who widen at the same instant: one of them is told', async () => {
    const need = await published('两人同时')
    const li = await story.as('李秀英')
    const answers = await Promise.all([1, 2].map(() => li.attempt(WIDEN, { id: need, scope: 'STREET' })))
    expect(answers.map(({ code }) => code ?? 'DONE').sort()).toEqual(['DONE', 'SCOPE_NOT_WIDER'])
  })
})

describe('the days are the city’s to set', () => {
  test('never by itself, where 高志远 says never', async () => {
    const need = await published('不自动扩大')
    await story.sql(`insert into matching_settings (id, organization_id, category, windows, same_community, same_street, same_district, urgency, reciprocity, near, near_metres, widening, fairness, incumbent, reason, set_by_id, set_at)
      select gen_random_uuid(), o.id, 40, 25, 20, 14, 6, 3, 4, 5, 1000, 2, 0, 5, '试行', p.id, now() from organizations o, people p where o.code = '130102' and p.name = '高志远'`)
    expect(await see(need)).toMatchObject({ scope: 'COMMUNITY', widensOn: null })
    await morningOf('2026-03-14')
    expect(await see(need)).toMatchObject({ scope: 'COMMUNITY' })
  })
})

describe('how far, in metres', () => {
  test('a need says how far at most; half a metre and a thousand kilometres are refused', async () => {
    const need = await published('三百米内的车位', { farthest: 300 })
    const { node } = await (await story.as('王磊')).ask<{ node: { farthest: number } }>('query ($id: ID!) { node(id: $id) { ... on Need { farthest } } }', { id: need })
    expect(node.farthest).toBe(300)
    for (const farthest of [0, -5, 1_000_000]) {
      const { code, details } = await (await story.as('李秀英')).attempt(DRAFT_NEED, { input: { ...NEED_INPUT, ownerId: COMMUNITY, title: '车位', farthest } })
      expect([code, details['fields']]).toEqual(['BAD_INPUT', ['farthest']])
    }
  })
})

describe('small things stay in the community', () => {
  const figures = async (organization: string): Promise<Record<string, number>> => (await (await story.as('刘桂兰')).ask<{ needFigures: Record<string, number> }>(FIGURES, { id: id('Organization', organization) })).needFigures

  test('the needs that found help, by the furthest it came from', async () => {
    expect(await figures('130102002')).toEqual({ met: 0, withinCommunity: 0, withinStreet: 0, withinDistrict: 0, withinCity: 0 })
    const agree = (need: string, resource: string): Promise<unknown> =>
      story.sql(`with m as (insert into match_proposals (id, need_id, resource_id, need_owner_id, resource_owner_id, origin, stage, quantity, score, terms, starts_on, ends_on, created_at, expires_at, need_confirmed_at, resource_confirmed_at)
          select gen_random_uuid(), n.id, r.id, n.owner_id, r.owner_id, 'PLATFORM', 'CONFIRMED', 1, 1, '[]', '2026-03-03', '2026-06-01', '2026-03-03', '2026-03-09', '2026-03-03', '2026-03-03' from needs n, resources r where n.title = $1 and r.title = $2 returning *)
        insert into projects (id, proposal_id, need_id, resource_id, need_owner_id, resource_owner_id, title, quantity, unit, starts_on, ends_on, status, created_at)
          select gen_random_uuid(), id, need_id, resource_id, need_owner_id, resource_owner_id, 't', 1, 'PIECE', starts_on, ends_on, 'ACTIVE', '2026-03-03' from m`, [need, resource])
    await agree('夜间车位', '怡园大厦地下车库')
    await agree('白天车位', '怡园大厦地下车库')
    await agree('白天车位', '职工停车场')
    await agree('居民夜间停车', '青园商务楼错峰车位')
    expect(await figures('130102002019')).toEqual({ met: 2, withinCommunity: 1, withinStreet: 1, withinDistrict: 0, withinCity: 0 })
    expect(await figures('130102002')).toEqual({ met: 3, withinCommunity: 1, withinStreet: 2, withinDistrict: 0, withinCity: 0 })
    expect(await figures('130108002006')).toMatchObject({ met: 0 })
  })

  test('a period that ends before it begins and a place that does not exist are refused', async () => {
    const who = await story.as('刘桂兰')
    expect((await who.attempt('query ($id: ID!) { needFigures(organizationId: $id, from: "2026-03-02", to: "2026-03-01") { met } }', { id: COMMUNITY })).code).toBe('PERIOD_INVALID')
    expect((await who.attempt(FIGURES, { id: id('Organization', 'nowhere') })).code).toBe('NOT_FOUND')
    expect((await story.nobody.attempt(FIGURES, { id: COMMUNITY })).code).toBe('UNAUTHENTICATED')
  })
})
