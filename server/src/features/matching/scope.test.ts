import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { Obstacle, ScoreTerm } from '@red-alliance/shared/matching/types'
import { DRAFT_NEED, DRAFT_RESOURCE, NEED_INPUT, PUBLISH_NEED, PUBLISH_RESOURCE, RESOURCE_INPUT } from '../../../../test/harness/inputs.ts'
import { runMatching } from '../../../../test/harness/matching-acts.ts'
import { type Story, id, openStory } from '../../../../test/harness/story.ts'

const OUTCOME = 'query ($id: ID!) { node(id: $id) { ... on Need { proposals(filter: { status: [OPEN] }) { nodes { id quantity terms resource { title } } } obstacle { missing chain } } } }'
const WIDEN = 'mutation ($id: ID!, $scope: MatchingScope!) { widenNeed(id: $id, scope: $scope) { scope } }'
const GOODS = { category: 'GOODS', attributes: { goods: 'FURNITURE' }, unit: 'ITEM', windows: null }

interface Outcome {
  node: { proposals: { nodes: { id: string; quantity: number; terms: ScoreTerm[]; resource: { title: string } }[] }; obstacle: { missing: number; chain: Obstacle[] } | null }
}

let story: Story
beforeAll(async () => {
  story = await openStory()
})
afterAll(async () => {
  expect(story.faults).toEqual([])
  await story.close()
})

async function publishNeed(title: string, more: object = {}): Promise<string> {
  const li = await story.as('李秀英')
  const { draftNeed } = await li.ask<{ draftNeed: { id: string } }>(DRAFT_NEED, { input: { ...NEED_INPUT, ownerId: id('Organization', '130102002019'), title, ...GOODS, quantity: 4, ...more } })
  await li.ask(PUBLISH_NEED, { id: draftNeed.id })
  return draftNeed.id
}
async function publishResource(who: string, owner: string, title: string, more: object = {}): Promise<void> {
  const liaison = await story.as(who)
  const { draftResource } = await liaison.ask<{ draftResource: { id: string } }>(DRAFT_RESOURCE, { input: { ...RESOURCE_INPUT, ownerId: id('Organization', owner), title, ...GOODS, supply: 'CONSUMABLE', quantity: 4, ...more } })
  await liaison.ask(PUBLISH_RESOURCE, { id: draftResource.id })
}
async function run(need: string): Promise<Outcome['node']> {
  story.clock.now = new Date(story.clock.now.getTime() + 60_000)
  await runMatching(story)
  return outcome(need)
}
const outcome = async (need: string): Promise<Outcome['node']> => (await (await story.as('李秀英')).ask<Outcome>(OUTCOME, { id: need })).node

describe('tables for 东安社区, and 许文博 of 康宁医院 in the next community has some', () => {
  let need: string
  beforeAll(async () => {
    need = await publishNeed('社区食堂旧桌椅')
    await publishResource('许文博', '康宁医院', '换下来的桌椅')
  })

  test('while it is offered at home the run says how far it would have to be offered', async () => {
    const { proposals, obstacle } = await run(need)
    expect(proposals.nodes).toEqual([])
    expect(obstacle?.chain.at(-1)).toMatchObject({ code: 'OUTSIDE_SCOPE', scope: 'COMMUNITY', needed: 'STREET' })
  })

  test('widened to the street it is matched, and the penalty stands in the score with the metres; what stood in its way is no longer said', async () => {
    await (await story.as('李秀英')).ask(WIDEN, { id: need, scope: 'STREET' })
    const { proposals, obstacle } = await run(need)
    expect(obstacle).toBeNull()
    expect(proposals.nodes).toMatchObject([{ quantity: 4, resource: { title: '换下来的桌椅' } }])
    expect(proposals.nodes[0]!.terms).toContainEqual({ term: 'WIDENING', points: -2, most: 0, scope: 'STREET' })
    expect(proposals.nodes[0]!.terms).toContainEqual(expect.objectContaining({ term: 'DISTANCE', metres: 437 }))
  })

  test('what 王磊 has in the community itself goes before it, without a penalty', async () => {
    await publishResource('王磊', '怡园大厦物业', '物业的旧桌椅')
    const { proposals } = await run(need)
    expect(proposals.nodes).toMatchObject([{ resource: { title: '物业的旧桌椅' } }])
    expect(proposals.nodes[0]!.terms.map(({ term }) => term)).not.toContain('WIDENING')
  })
})

describe('a need that says how far at most', () => {
  test('three hundred metres leave out what is four hundred away; what is at the next door is found', async () => {
    const need = await publishNeed('三百米内的书柜', { attributes: { goods: 'FURNITURE' }, farthest: 300, quantity: 2 })
    await (await story.as('李秀英')).ask(WIDEN, { id: need, scope: 'STREET' })
    await story.sql("update resources set stage = 'WITHDRAWN' where title = '物业的旧桌椅'")
    const { proposals, obstacle } = await run(need)
    expect(proposals.nodes).toEqual([])
    expect(obstacle?.chain.at(-1)).toMatchObject({ code: 'DISTANCE', metres: 437, farthest: 300 })
  })
})

describe('people may reach further than the platform', () => {
  test('许文博 takes up a need that is offered in its community alone', async () => {
    const need = await publishNeed('社区书柜', { quantity: 1 })
    const { resources } = await (await story.as('许文博')).ask<{ resources: { nodes: { id: string; title: string }[] } }>('{ resources(filter: { mine: true }, first: 50) { nodes { id title } } }')
    const resource = resources.nodes.find(({ title }) => title === '换下来的桌椅')!.id
    const { code } = await (await story.as('许文博')).attempt('mutation ($need: ID!, $resource: ID!) { claimNeed(needId: $need, resourceId: $resource, quantity: 1) { status } }', { need, resource })
    expect(code).toBeNull()
  })
})

describe('what stands in a need’s way', () => {
  let need: string

  test('is said of the part that nothing is proposed for', async () => {
    await publishResource('王磊', '怡园大厦物业', '三张折叠床', { attributes: { goods: 'OTHER' }, quantity: 3 })
    need = await publishNeed('折叠床', { attributes: { goods: 'OTHER' } })
    const { proposals, obstacle } = await run(need)
    expect([proposals.nodes[0]!.quantity, obstacle?.missing]).toEqual([3, 1])
  })

  test('and no longer when the rest is proposed, too, at once and without a run', async () => {
    await publishResource('王磊', '怡园大厦物业', '第四张折叠床', { attributes: { goods: 'OTHER' }, quantity: 1 })
    await story.drain()
    expect(await outcome(need)).toMatchObject({ obstacle: null, proposals: { nodes: [{}, {}] } })
  })

  test('but again when one side declines', async () => {
    const { proposals } = await outcome(need)
    const declined = proposals.nodes.find(({ quantity }) => quantity === 1)!
    await (await story.as('王磊')).ask('mutation ($id: ID!) { declineMatchProposal(id: $id, side: RESOURCE, reason: TIME_UNSUITABLE) { id } }', { id: declined.id })
    await story.drain()
    const { obstacle } = await outcome(need)
    expect(obstacle?.missing).toBe(1)
    expect(obstacle?.chain.map(({ code }) => code)).toContain('DECLINED')
  })
})
