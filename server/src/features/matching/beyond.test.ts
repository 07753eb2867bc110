import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { ScoreTerm } from '@red-alliance/shared/matching/types'
import { DRAFT_NEED, DRAFT_RESOURCE, NEED_INPUT, PUBLISH_NEED, PUBLISH_RESOURCE, RESOURCE_INPUT } from '../../../../test/harness/inputs.ts'
import { runMatching } from '../../../../test/harness/matching-acts.ts'
import { type Story, id, openStory } from '../../../../test/harness/story.ts'

const OPEN = 'query ($id: ID!) { node(id: $id) { ... on Need { proposals(filter: { status: [OPEN] }) { nodes { id quantity terms resource { title } } } } } }'
const WIDEN = 'mutation ($id: ID!, $scope: MatchingScope!) { widenNeed(id: $id, scope: $scope) { scope } }'
const RUN = 'mutation ($id: ID!) { runMatching(allianceId: $id) { id } }'
const WHY = 'query ($id: ID!) { alternatives(proposalId: $id) { quantity } }'
const SCARCITY = 'query ($id: ID!) { scarcity(allianceId: $id) { prices { title } } }'
const GOODS = { category: 'GOODS', attributes: { goods: 'FURNITURE' }, unit: 'ITEM', windows: null }
const STREET = id('Organization', '130102002')
const XIYUAN = id('Organization', '130105006')

interface Proposal {
  id: string
  quantity: number
  terms: ScoreTerm[]
  resource: { title: string }
}

let story: Story
beforeAll(async () => {
  story = await openStory()
  await runMatching(story)
})
afterAll(async () => {
  expect(story.faults).toEqual([])
  await story.close()
})

const later = (): void => {
  story.clock.now = new Date(story.clock.now.getTime() + 60_000)
}
async function publishNeed(who: string, ownerId: string, title: string, more: object = {}): Promise<string> {
  later()
  const secretary = await story.as(who)
  const { draftNeed } = await secretary.ask<{ draftNeed: { id: string } }>(DRAFT_NEED, { input: { ...NEED_INPUT, ...GOODS, ownerId, title, quantity: 4, ...more } })
  await secretary.ask(PUBLISH_NEED, { id: draftNeed.id })
  await story.drain()
  return draftNeed.id
}
async function publishResource(who: string, ownerId: string, title: string): Promise<void> {
  later()
  const liaison = await story.as(who)
  const { draftResource } = await liaison.ask<{ draftResource: { id: string } }>(DRAFT_RESOURCE, { input: { ...RESOURCE_INPUT, ...GOODS, ownerId, title, supply: 'CONSUMABLE', quantity: 4 } })
  await liaison.ask(PUBLISH_RESOURCE, { id: draftResource.id })
  await story.drain()
}
async function widen(need: string, scope: 'DISTRICT' | 'CITY'): Promise<void> {
  later()
  await (await story.as('赵立新')).ask(WIDEN, { id: need, scope })
  await story.drain()
}
const offered = async (need: string, who = '赵立新'): Promise<Proposal[]> => (await (await story.as(who)).ask<{ node: { proposals: { nodes: Proposal[] } } }>(OPEN, { id: need })).node.proposals.nodes
const titles = (proposals: readonly Proposal[]): string[] => proposals.map(({ resource }) => resource.title)

describe('a need of 青园街道 that nothing in its street meets, and 谈固新苑社区 in another street of the district has tables', () => {
  let need: string
  beforeAll(async () => {
    await publishResource('王磊', id('Organization', '怡园大厦物业'), '谈固的旧桌椅')
    // Nobody of the cast speaks for that community.
    await story.sql("update resources set owner_id = (select id from organizations where name = '谈固新苑社区') where title = '谈固的旧桌椅'")
    need = await publishNeed('赵立新', STREET, '议事厅桌椅')
  })

  test('while it is offered in the street nothing comes of it', async () => {
    expect(await offered(need)).toEqual([])
  })

  test('widened to the district it has its proposal at once, with the penalty in the score, and not only after the night', async () => {
    await widen(need, 'DISTRICT')
    const proposals = await offered(need)
    expect(proposals).toMatchObject([{ quantity: 4, resource: { title: '谈固的旧桌椅' } }])
    expect(proposals[0]!.terms).toContainEqual({ term: 'WIDENING', points: -2, most: 0, scope: 'DISTRICT' })
  })

  test('a run of the street leaves it as it is; it says what else there is, and the list of what is scarce names what is the alliance’s', async () => {
    const before = await offered(need)
    later()
    await runMatching(story)
    expect(await offered(need)).toEqual(before)
    const zhao = await story.as('赵立新')
    expect(await zhao.ask(WHY, { id: before[0]!.id })).toMatchObject({ alternatives: { quantity: 4 } })
    const { scarcity } = await zhao.ask<{ scarcity: { prices: { title: string }[] } }>(SCARCITY, { id: id('Alliance', '青园街道红色联盟') })
    expect(scarcity.prices.map(({ title }) => title)).not.toContain('')
  })
})

describe('what 白洁 of 西苑街道, in another district, offers', () => {
  let need: string
  let neighbours: string
  beforeAll(async () => {
    neighbours = await publishNeed('秦振华', XIYUAN, '西苑的桌椅', { contactName: '秦振华' })
    await publishResource('白洁', id('Organization', '国家统计局河北调查总队'), '总队的旧桌椅')
    later()
    await (await story.as('秦振华')).ask(RUN, { id: id('Alliance', '西苑街道红色联盟') })
    await story.drain()
    need = await publishNeed('赵立新', STREET, '第二间议事厅桌椅')
  })

  test('is offered to its own street, whose unanswered proposal holds it: 青园街道, widened to the city, does not get it', async () => {
    expect(titles(await offered(neighbours, '秦振华'))).toEqual(['总队的旧桌椅'])
    await widen(need, 'DISTRICT')
    expect(await offered(need)).toEqual([])
    await widen(need, 'CITY')
    expect(await offered(need)).toEqual([])
    expect(titles(await offered(neighbours, '秦振华'))).toEqual(['总队的旧桌椅'])
  })

  test('is offered to it as soon as the proposal is declined', async () => {
    const [held] = await offered(neighbours, '秦振华')
    later()
    await (await story.as('白洁')).ask('mutation ($id: ID!) { declineMatchProposal(id: $id, side: RESOURCE, reason: TIME_UNSUITABLE) { id } }', { id: held!.id })
    await story.drain()
    later()
    await runMatching(story)
    const proposals = await offered(need)
    expect(titles(proposals)).toEqual(['总队的旧桌椅'])
    expect(proposals[0]!.terms).toContainEqual(expect.objectContaining({ term: 'WIDENING', scope: 'CITY' }))
  })

  test('and then the proposal of 青园街道 holds it against 西苑街道', async () => {
    const another = await publishNeed('秦振华', XIYUAN, '西苑的第二批桌椅')
    expect(await offered(another, '秦振华')).toEqual([])
  })
})
