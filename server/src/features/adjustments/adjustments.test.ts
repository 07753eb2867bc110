import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { runMatching } from '../../../../test/harness/matching-acts.ts'
import { type Story, id, openStory } from '../../../../test/harness/story.ts'

const NEED = id('Need', '居民夜间停车')
const PLAYGROUND = id('Resource', '操场周末停车')
const GARAGE = id('Resource', '怡园大厦地下车库')
const OPEN = '{ matchProposals(filter: { status: [OPEN] }, first: 100) { nodes { id quantity need { title } resource { title } } } }'
const REMEDIES = 'query ($id: ID!) { remedies(needId: $id) { missing found { kind change gain missing kept moves { before after } resourceId resourceTitle ownerName adjustmentId } } }'
const PROPOSE = 'mutation ($remedy: RemedyInput!) { proposeAdjustment(remedy: $remedy) { id stage gain kept moved asked { name } proposer { name } } }'
const ACCEPT = 'mutation ($id: ID!, $proxy: ProxyInput) { acceptAdjustment(id: $id, proxy: $proxy) { stage proxyRecord { agreedBy } resource { windows { start end } } } }'
const SEEN = 'query ($id: ID!) { node(id: $id) { ... on Adjustment { stage viewerMayAnswer viewerMayAnswerForUnit viewerMayWithdraw } } }'

interface Found { kind: string; change: object; gain: number; missing: number; kept: number; moves: object[]; resourceId: string | null; ownerName: string | null; adjustmentId: string | null }
interface Remedies { remedies: { missing: number; found: Found[] } }
interface Open { matchProposals: { nodes: { id: string; quantity: number; need: { title: string }; resource: { title: string } }[] } }
interface Proposed { proposeAdjustment: { id: string } }
interface Seen { node: { stage: string; viewerMayAnswer: boolean; viewerMayAnswerForUnit: boolean; viewerMayWithdraw: boolean } | null }

let story: Story
beforeAll(async () => {
  story = await openStory()
  await runMatching(story)
})
afterAll(async () => {
  expect(story.faults).toEqual([])
  await story.close()
})

const remedies = async (who = '赵立新'): Promise<Remedies['remedies']> => (await (await story.as(who)).ask<Remedies>(REMEDIES, { id: NEED })).remedies
const open = async (): Promise<Open['matchProposals']['nodes']> => (await (await story.as('赵立新')).ask<Open>(OPEN)).matchProposals.nodes
const propose = async (remedy: object, who = '赵立新'): Promise<string> => (await (await story.as(who)).ask<Proposed>(PROPOSE, { remedy })).proposeAdjustment.id
const LONGER = { needId: NEED, kind: 'WINDOWS', resourceId: PLAYGROUND, gain: 12 }
const MORE = { needId: NEED, kind: 'QUANTITY_MORE', resourceId: GARAGE, gain: 12 }

describe('the night parking of 青园街道, which lacks 12 spaces', () => {
  let adjustment: string

  test('赵立新 sees what would help, the smallest first: that 晨光小学 opens its playground by night, and nobody else is moved', async () => {
    const { missing, found } = await remedies()
    expect(missing).toBe(12)
    expect(found[0]).toMatchObject({ kind: 'WINDOWS', gain: 12, missing: 0, moves: [], ownerName: '晨光小学', resourceId: PLAYGROUND, adjustmentId: null })
    expect(found.map(({ kind }) => kind)).toEqual(['WINDOWS', 'QUANTITY_MORE', 'QUANTITY_MORE'])
  })

  test('who neither acts for the street nor stands above it is not told', async () => {
    expect((await (await story.as('王磊')).attempt(REMEDIES, { id: NEED })).code).toBe('FORBIDDEN')
    expect((await (await story.as('林静')).attempt(REMEDIES, { id: NEED })).code).toBe('FORBIDDEN')
    expect((await story.nobody.attempt(REMEDIES, { id: NEED })).code).toBe('UNAUTHENTICATED')
    expect((await remedies('高志远')).missing).toBe(12)
  })

  test('he asks the school; asked twice it stands once, and a promise that does not hold is not made', async () => {
    const zhao = await story.as('赵立新')
    adjustment = await propose(LONGER)
    expect((await zhao.attempt(PROPOSE, { remedy: LONGER })).code).toBe('ADJUSTMENT_ALREADY')
    expect(await zhao.attempt(PROPOSE, { remedy: { ...MORE, gain: 13 } })).toMatchObject({ code: 'ADJUSTMENT_NOT_ENOUGH', details: { gain: 12 } })
    expect((await (await story.as('王磊')).attempt(PROPOSE, { remedy: MORE })).code).toBe('FORBIDDEN')
    expect((await remedies()).found[0]).toMatchObject({ adjustmentId: adjustment })
  })

  test('韩雪 of the school is told, and she alone may answer; 赵立新 may take it back', async () => {
    const see = async (who: string): Promise<Seen['node']> => (await (await story.as(who)).ask<Seen>(SEEN, { id: adjustment })).node
    expect(await see('韩雪')).toEqual({ stage: 'OPEN', viewerMayAnswer: true, viewerMayAnswerForUnit: false, viewerMayWithdraw: false })
    expect(await see('赵立新')).toEqual({ stage: 'OPEN', viewerMayAnswer: false, viewerMayAnswerForUnit: true, viewerMayWithdraw: true })
    expect(await see('王磊')).toBeNull()
    const { notices } = await (await story.as('韩雪')).ask<{ notices: { nodes: { kind: string; details: object }[] } }>('{ notices(first: 1) { nodes { kind details } } }')
    expect(notices.nodes[0]).toEqual({ kind: 'ADJUSTMENT_PROPOSED', details: { title: '操场周末停车', need: '居民夜间停车', gain: 12 } })
    expect((await (await story.as('王磊')).attempt(ACCEPT, { id: adjustment })).code).toBe('NOT_FOUND')
    expect((await (await story.as('赵立新')).attempt(ACCEPT, { id: adjustment })).code).toBe('FORBIDDEN')
  })

  test('she agrees: the playground is open by night, its history says so, and the need is met while no other proposal moves', async () => {
    const before = await open()
    const { acceptAdjustment } = await (await story.as('韩雪')).ask<{ acceptAdjustment: { stage: string; resource: { windows: object[] } } }>(ACCEPT, { id: adjustment })
    expect(acceptAdjustment).toMatchObject({ stage: 'ACCEPTED', resource: { windows: [{ start: 1080, end: 1920 }, { start: 2520, end: 3360 }, { start: 3960, end: 4800 }, { start: 5400, end: 6240 }, { start: 6840, end: 10080 }] } })
    const { node } = await (await story.as('韩雪')).ask<{ node: { history: { nodes: object[] } } }>('query ($id: ID!) { node(id: $id) { ... on Resource { history(first: 1) { nodes { operation actorName } } } } }', { id: PLAYGROUND })
    expect(node.history.nodes).toEqual([{ operation: 'adjustment.accept', actorName: '韩雪' }])
    await story.drain()
    const after = await open()
    expect(after).toEqual(expect.arrayContaining(before))
    expect(after.filter(({ id: one }) => !before.some((each) => each.id === one))).toMatchObject([{ quantity: 12, need: { title: '居民夜间停车' }, resource: { title: '操场周末停车' } }])
    expect(await remedies()).toEqual({ missing: 0, found: [] })
    expect((await (await story.as('韩雪')).attempt(ACCEPT, { id: adjustment })).code).toBe('ADJUSTMENT_CLOSED')
  })
})
