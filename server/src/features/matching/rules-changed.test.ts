import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { DEFAULT_WEIGHTS } from '@red-alliance/shared/matching/types'
import { ALLIANCE, runMatching } from '../../../../test/harness/matching-acts.ts'
import { type Story, id, openStory } from '../../../../test/harness/story.ts'
import { matchingNightly } from './nightly.ts'

const CITY = id('Organization', '1301')
const DISTRICT = id('Organization', '130102')
const SET = 'mutation ($id: ID!, $settings: MatchingSettingsInput!) { setMatchingSettings(organizationId: $id, settings: $settings) { id } }'
const RUNS = 'query ($id: ID!) { matchRuns(allianceId: $id, first: 50) { nodes { cause status runByName weights proposals(first: 50) { nodes { id terms needConfirmedAt resourceConfirmedAt } } } } }'
const USUAL = { ...DEFAULT_WEIGHTS, streetAfterDays: 7, districtAfterDays: 14, reason: '试行' }

interface Run {
  cause: string
  status: string
  runByName: string | null
  weights: { category: number }
  proposals: { nodes: { id: string; terms: { term: string; points: number }[]; needConfirmedAt: string | null; resourceConfirmedAt: string | null }[] }
}

let story: Story
beforeAll(async () => {
  story = await openStory()
})
afterAll(async () => {
  expect(story.faults).toEqual([])
  await story.close()
})

const later = (): void => {
  story.clock.now = new Date(story.clock.now.getTime() + 60_000)
}
async function set(who: string, organization: string, change: object): Promise<void> {
  later()
  await (await story.as(who)).ask(SET, { id: organization, settings: { ...USUAL, ...change } })
}
const runs = async (): Promise<Run[]> => (await (await story.as('赵立新')).ask<{ matchRuns: { nodes: Run[] } }>(RUNS, { id: ALLIANCE })).matchRuns.nodes

describe('the rules change', () => {
  test('before anybody has begun to match nothing follows', async () => {
    await set('高志远', DISTRICT, { category: 41 })
    expect(await story.drain()).toEqual(['matching.rules'])
    expect(await runs()).toEqual([])
  })

  test('高志远 sets others for 长安区: 青园街道 is matched by them at once, by nobody’s hand, and what 赵立新 has confirmed stays', async () => {
    later()
    await runMatching(story)
    const [before] = await runs()
    const held = before!.proposals.nodes[0]!
    await (await story.as('赵立新')).ask('mutation ($id: ID!) { confirmMatchProposal(id: $id, side: NEED) { status } }', { id: held.id })
    await story.drain()
    await set('高志远', DISTRICT, { category: 30 })
    expect((await story.drain()).slice(0, 2)).toEqual(['matching.rules', 'matching.run'])
    const [run] = await runs()
    expect(run).toMatchObject({ cause: 'RULES', status: 'DONE', runByName: null, weights: { category: 30 } })
    const points = ({ terms }: Run['proposals']['nodes'][number]): number => terms.find(({ term }) => term === 'CATEGORY')!.points
    expect(points(run!.proposals.nodes.find(({ id: one }) => one === held.id)!)).toBe(41)
    expect(new Set(run!.proposals.nodes.filter(({ id: one }) => one !== held.id).map(points))).toEqual(new Set([30]))
  })

  test('three changes in a row are one run, by the last of them', async () => {
    const before = (await runs()).length
    for (const category of [31, 32, 33]) await set('高志远', DISTRICT, { category })
    const done = await story.drain()
    expect(done.filter((name) => name.startsWith('matching.r') && name !== 'matching.reoptimise')).toEqual(['matching.rules', 'matching.run'])
    const after = await runs()
    expect([after.length - before, after[0]!.weights.category]).toEqual([1, 33])
  })

  test('other days alone, rules of the city where the district has its own, and what has been set back bring no run', async () => {
    const before = (await runs()).length
    await set('高志远', DISTRICT, { category: 33, streetAfterDays: 3 })
    await story.drain()
    await set('邓立', CITY, { category: 60 })
    await story.drain()
    await set('高志远', DISTRICT, { category: 34 })
    await set('高志远', DISTRICT, { category: 33 })
    expect(await story.drain()).toEqual(['matching.rules'])
    expect((await runs()).length).toBe(before)
  })

  test('an alliance of a community in the street, which has been matched, goes with the street', async () => {
    await story.sql("insert into alliances (id, name, convener_id, created_at) select gen_random_uuid(), '社区红色联盟', id, now() from organizations where code = '130102002019'")
    const [own] = await story.sql<{ id: string }>("select id from alliances where name = '社区红色联盟'")
    later()
    await story.sql(`insert into match_runs (id, alliance_id, cause, status, progress, started_at, finished_at, need_count, resource_count, value, bound, checked, weights)
      select gen_random_uuid(), $1::uuid, 'NIGHTLY', 'DONE', 1000, $2::timestamptz, $2::timestamptz, 0, 0, 0, 0, true, '{}'`, [own!.id, story.clock.now.toISOString()])
    await set('高志远', DISTRICT, { category: 35 })
    expect((await story.drain()).filter((name) => name === 'matching.run')).toHaveLength(1)
    expect((await runs())[0]).toMatchObject({ cause: 'RULES', weights: { category: 35 } })
  })

  test('the night goes by the rules of 长安区 for its needs and by those of the city elsewhere: nothing there moves', async () => {
    later()
    const shown = (): Promise<object[]> => story.sql("select id, terms from match_proposals where stage = 'OPEN' order by id")
    const before = await shown()
    await story.send(matchingNightly, {})
    expect((await story.drain()).filter((name) => name === 'matching.run')).toHaveLength(2)
    expect((await runs()).slice(0, 2).map(({ cause, weights }) => [cause, weights.category])).toEqual([['NIGHTLY', 35], ['NIGHTLY', 60]])
    expect(before.length).toBeGreaterThan(3)
    expect(await shown()).toEqual(expect.arrayContaining(before))
    const asked = await story.sql<{ name: string; need_count: number }>("select o.name, r.need_count from match_runs r join organizations o on o.id = r.organization_id order by o.name desc")
    const [{ own, all }] = (await story.sql<{ own: number; all: number }>(`select count(*)::int as all, (count(*) filter (where exists (select 1 from organization_closure up join organizations o on o.id = up.ancestor_id
      where up.descendant_id = n.owner_id and o.code = '130102')))::int as own from needs n where n.stage = 'PUBLISHED'`)) as [{ own: number; all: number }]
    expect(asked.find(({ name }) => name === '长安区')!.need_count).toBe(own)
    expect(asked.reduce((sum, { need_count: count }) => sum + count, 0)).toBe(all)
  })
})
