import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { DRAFT_NEED, DRAFT_RESOURCE, NEED_INPUT, PUBLISH_NEED, PUBLISH_RESOURCE, RESOURCE_INPUT } from '../../../../test/harness/inputs.ts'
import { type Story, id, openStory } from '../../../../test/harness/story.ts'

const REVISE = 'mutation ($id: ID!, $version: Int!, $input: NeedInput!) { reviseNeed(id: $id, version: $version, input: $input) { version title status } }'
const REVISE_RESOURCE = 'mutation ($id: ID!, $version: Int!, $input: ResourceInput!) { reviseResource(id: $id, version: $version, input: $input) { version supply } }'
const WITHDRAW = 'mutation ($id: ID!) { withdrawNeed(id: $id, reason: "已另行解决") { status } }'
const SEEN = 'query ($id: ID!) { node(id: $id) { ... on Need { title status version viewerMayRevise viewerMayPublish viewerMayWithdraw history { nodes { operation actorName details } } } } }'
interface Drafted { draftNeed: { id: string; version: number; status: string } }
interface Seen { node: { title: string; status: string; version: number; history: { nodes: { operation: string; actorName: string; details: Record<string, unknown> }[] } } | null }

/** Whoever does something does it a minute after the last. */
const later = (): void => {
  story.clock.now = new Date(story.clock.now.getTime() + 60_000)
}

let story: Story
beforeEach(later)
beforeAll(async () => {
  story = await openStory()
})
afterAll(async () => {
  expect(story.faults).toEqual([])
  await story.close()
})

describe('a need of 青园街道 from draft to withdrawal', () => {
  let need: string
  const see = async (name: string): Promise<Seen['node']> => (await (await story.as(name)).ask<Seen>(SEEN, { id: need })).node

  test('孙晓梅, the clerk, drafts it: only her own street sees the draft, and only the secretary may publish it', async () => {
    const sun = await story.as('孙晓梅')
    const { draftNeed } = await sun.ask<Drafted>(DRAFT_NEED, { input: { ...NEED_INPUT, title: '电动车夜间充电' } })
    expect(draftNeed).toMatchObject({ status: 'DRAFT', version: 1 })
    need = draftNeed.id
    expect(await see('赵立新')).toMatchObject({ status: 'DRAFT', viewerMayPublish: true, viewerMayRevise: true })
    expect(await see('孙晓梅')).toMatchObject({ viewerMayPublish: false, viewerMayRevise: true, viewerMayWithdraw: false })
    for (const stranger of ['高志远', '马建国', '王磊', '李秀英', '刘桂兰']) expect(await see(stranger)).toBeNull()
    expect((await sun.attempt(PUBLISH_NEED, { id: need })).code).toBe('FORBIDDEN')
    expect((await (await story.as('王磊')).attempt(PUBLISH_NEED, { id: need })).code).toBe('NOT_FOUND')
    expect((await story.nobody.attempt(PUBLISH_NEED, { id: need })).code).toMatch(/^(UNAUTHENTICATED|NOT_FOUND)$/)
  })

  test('孙晓梅 and 赵立新 have the form open together: the second to save gets STALE_VERSION and loses nothing', async () => {
    const [sun, zhao] = [await story.as('孙晓梅'), await story.as('赵立新')]
    const { version } = (await see('孙晓梅'))!
    await sun.ask(REVISE, { id: need, version, input: { ...NEED_INPUT, title: '电动自行车夜间充电', quantity: 7 } })
    const late = await zhao.attempt(REVISE, { id: need, version, input: { ...NEED_INPUT, title: '充电' } })
    expect(late).toMatchObject({ code: 'STALE_VERSION', details: { version: version + 1 } })
    expect(await see('赵立新')).toMatchObject({ title: '电动自行车夜间充电', version: version + 1 })
    later()
    await zhao.ask(REVISE, { id: need, version: version + 1, input: { ...NEED_INPUT, title: '电动自行车夜间充电', quantity: 7, windows: [{ start: 0, end: 60 }] } })
  })

  test('both save at the same instant: one of them is told', async () => {
    const { version } = (await see('赵立新'))!
    const answers = await Promise.all(['孙晓梅', '赵立新'].map(async (name) => (await story.as(name)).attempt(REVISE, { id: need, version, input: { ...NEED_INPUT, title: `${name}改的` } })))
    expect(answers.map(({ code }) => code ?? 'DONE').sort()).toEqual(['DONE', 'STALE_VERSION'])
  })

  test('赵立新 publishes it once, a second time is WRONG_STATUS; from then on the clerk leaves it as it is', async () => {
    const zhao = await story.as('赵立新')
    expect(await zhao.ask(PUBLISH_NEED, { id: need })).toEqual({ publishNeed: { id: need, status: 'PUBLISHED' } })
    expect(await zhao.attempt(PUBLISH_NEED, { id: need })).toMatchObject({ code: 'WRONG_STATUS', details: { status: 'PUBLISHED' } })
    expect(await see('王磊')).toMatchObject({ viewerMayRevise: false })
    const { version } = (await see('孙晓梅'))!
    expect(await see('孙晓梅')).toMatchObject({ viewerMayRevise: false })
    expect((await (await story.as('孙晓梅')).attempt(REVISE, { id: need, version, input: NEED_INPUT })).code).toBe('FORBIDDEN')
  })

  test('its history says who did what, newest first, and only what really changed', async () => {
    const { history } = (await see('赵立新'))!
    expect(history.nodes.map(({ operation, actorName }) => [operation, actorName]).toSpliced(1, 1)).toEqual([['need.publish', '赵立新'], ['need.revise', '赵立新'], ['need.revise', '孙晓梅'], ['need.draft', '孙晓梅']])
    expect(history.nodes.slice(2, 4).map(({ details }) => details['changed'])).toEqual([['windows'], ['title', 'quantity']])
    expect((await see('王磊'))!.history.nodes).toEqual([])
  })

  test('赵立新 withdraws it: it cannot be revised or published any more', async () => {
    const zhao = await story.as('赵立新')
    expect(await zhao.ask(WITHDRAW, { id: need })).toEqual({ withdrawNeed: { status: 'WITHDRAWN' } })
    const { version } = (await see('赵立新'))!
    for (const attempt of [zhao.attempt(WITHDRAW, { id: need }), zhao.attempt(PUBLISH_NEED, { id: need }), zhao.attempt(REVISE, { id: need, version, input: NEED_INPUT })])
      expect(await attempt).toMatchObject({ code: 'WRONG_STATUS', details: { status: 'WITHDRAWN' } })
  })

  test('what is entered with a compound and an audience and saved again as it is has not changed', async () => {
    const zhao = await story.as('赵立新')
    const input = { ...NEED_INPUT, attributes: { vehicle: 'CAR', covered: true, charging: false, entranceHeight: 210 }, compoundId: id('Compound', '花园小区'), audienceKind: 'ALLIANCE', audienceAllianceId: id('Alliance', '青园街道红色联盟') }
    const { draftNeed } = await zhao.ask<Drafted>(DRAFT_NEED, { input })
    later()
    await zhao.ask(REVISE, { id: draftNeed.id, version: 1, input })
    const { node } = await zhao.ask<Seen>(SEEN, { id: draftNeed.id })
    expect(node!.history.nodes[0]!.details['changed']).toEqual([])
  })
})

describe('an entry that is over', () => {
  test('says so from the day after its last, can no longer be published, and can be prolonged', async () => {
    const zhao = await story.as('赵立新')
    const input = { ...NEED_INPUT, title: '三月停车', endsOn: '2026-03-10' }
    const drafts = await Promise.all([0, 1].map(() => zhao.ask<Drafted>(DRAFT_NEED, { input })))
    const [published, draft] = drafts.map(({ draftNeed }) => draftNeed.id) as [string, string]
    await zhao.ask(PUBLISH_NEED, { id: published })
    const status = async (): Promise<unknown> => (await zhao.ask<Seen>(SEEN, { id: published })).node!.status
    story.clock.now = new Date('2026-03-10T15:59:59Z')
    expect(await status()).toBe('PUBLISHED')
    story.clock.now = new Date('2026-03-10T16:00:00Z')
    expect(await status()).toBe('EXPIRED')
    const listed = async (wanted: string): Promise<string[]> => (await zhao.ask<{ needs: { nodes: { id: string }[] } }>('query ($s: [EntryStatus!]) { needs(filter: { status: $s, search: "三月" }) { nodes { id } } }', { s: [wanted] })).needs.nodes.map((node) => node.id)
    expect(await listed('EXPIRED')).toEqual([published])
    expect(await listed('PUBLISHED')).toEqual([])
    expect((await zhao.attempt(PUBLISH_NEED, { id: draft })).code).toBe('PERIOD_INVALID')
    await zhao.ask(REVISE, { id: published, version: 2, input: { ...input, endsOn: '2026-03-20' } })
    expect(await status()).toBe('PUBLISHED')
    story.clock.now = new Date('2026-03-02T01:00:00Z')
  })
})

describe("owners' common property", () => {
  test('is kept as a draft without a decision, and published only with who decided, when, and what', async () => {
    const chen = await story.as('陈国强')
    const input = { ...RESOURCE_INPUT, ownerId: id('Organization', '青园商务楼业委会'), title: '院内车位', commonProperty: true }
    const { draftResource } = await chen.ask<{ draftResource: { id: string } }>(DRAFT_RESOURCE, { input })
    const { id: resource } = draftResource
    expect((await chen.attempt(PUBLISH_RESOURCE, { id: resource })).code).toBe('OWNERS_DECISION_MISSING')
    const decided = { ownersDecisionBy: 'OWNERS_ASSEMBLY', ownersDecisionOn: '2026-02-20', ownersDecisionText: '同意夜间开放。' }
    let version = 1
    for (const missing of Object.keys(decided)) {
      await chen.ask(REVISE_RESOURCE, { id: resource, version: version++, input: { ...input, ...decided, [missing]: null } })
      expect((await chen.attempt(PUBLISH_RESOURCE, { id: resource })).code).toBe('OWNERS_DECISION_MISSING')
    }
    expect((await chen.attempt(REVISE_RESOURCE, { id: resource, version, input: { ...input, ...decided, ownersDecisionOn: '2026-03-03' } })).code).toBe('BAD_INPUT')
    await chen.ask(REVISE_RESOURCE, { id: resource, version, input: { ...input, ...decided } })
    expect(await chen.ask(PUBLISH_RESOURCE, { id: resource })).toMatchObject({ publishResource: { status: 'PUBLISHED' } })
    // What is published cannot lose its decision again.
    expect((await chen.attempt(REVISE_RESOURCE, { id: resource, version: version + 2, input })).code).toBe('OWNERS_DECISION_MISSING')
  })

  test('a way of supply that the category does not know is refused', async () => {
    const wang = await story.as('王磊')
    expect((await wang.attempt(DRAFT_RESOURCE, { input: { ...RESOURCE_INPUT, supply: 'CONSUMABLE' } })).code).toBe('BAD_INPUT')
  })
})
