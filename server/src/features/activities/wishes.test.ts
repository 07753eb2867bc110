import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { DONGAN, DRAWING, TIDYING, XINTIANDI, published } from '../../../../test/harness/activity-acts.ts'
import { NEED_INPUT } from '../../../../test/harness/inputs.ts'
import { type Story, type Visitor, id, openStory } from '../../../../test/harness/story.ts'

const MAKE = 'mutation ($at: ID!, $title: String!) { makeWish(communityId: $at, title: $title) { id stage personName } }'
const WISHES = '{ wishes { nodes { title stage answer viewerMayAnswer activity { title stage } need { title status } } } }'
const NOTICES = '{ notices(first: 3) { nodes { kind details } } }'

let story: Story
let li: Visitor
let liu: Visitor
beforeAll(async () => {
  story = await openStory()
  li = await story.as('李秀英')
  liu = await story.as('刘桂兰')
})
afterAll(async () => {
  expect(story.faults).toEqual([])
  await story.close()
})

const wish = async (title: string): Promise<string> => (await liu.ask<{ makeWish: { id: string } }>(MAKE, { at: DONGAN, title })).makeWish.id

describe('你点单我来办', () => {
  test('刘桂兰 orders where she lives; the secretary and the clerk are told, nobody else sees it', async () => {
    await wish('太极拳课')
    expect((await (await story.as('李静')).ask<{ notices: { nodes: unknown[] } }>(NOTICES)).notices.nodes[0]).toMatchObject({ kind: 'WISH_MADE', details: { title: '太极拳课' } })
    expect((await li.ask<{ wishes: { nodes: unknown[] } }>(WISHES)).wishes.nodes).toMatchObject([{ title: '太极拳课', stage: 'OPEN', viewerMayAnswer: true }])
    for (const name of ['赵立新', '林静', '何玉梅']) expect(await (await story.as(name)).ask(WISHES)).toEqual({ wishes: { nodes: [] } })
    expect((await liu.attempt(MAKE, { at: XINTIANDI, title: '二胡' })).code).toBe('FORBIDDEN')
  })

  test('it becomes the draft of a course, and she is told in the secretary’s words', async () => {
    const { wishes } = await li.ask<{ wishes: { nodes: { id: string }[] } }>('{ wishes { nodes { id } } }')
    const TURN = 'mutation ($id: ID!, $input: ActivityInput!) { turnWishIntoActivity(id: $id, answer: "下周开班", input: $input) { stage activity { title stage organizer { name } } } }'
    const course = { ...DRAWING, organizerId: DONGAN, title: '太极拳课', subject: 'OTHER', forChildren: false, adults: [] }
    expect(await li.attempt(TURN, { id: wishes.nodes[0]!.id, input: { ...course, organizerId: XINTIANDI } })).toMatchObject({ code: 'BAD_INPUT', details: { fields: ['organizerId'] } })
    expect(await li.ask(TURN, { id: wishes.nodes[0]!.id, input: course })).toEqual({ turnWishIntoActivity: { stage: 'TURNED', activity: { title: '太极拳课', stage: 'DRAFT', organizer: { name: '东安社区' } } } })
    expect((await liu.ask<{ notices: { nodes: unknown[] } }>(NOTICES)).notices.nodes[0]).toMatchObject({ kind: 'WISH_ANSWERED', details: { title: '太极拳课', answer: '下周开班' } })
    expect((await li.attempt('mutation ($id: ID!) { answerWish(id: $id, answer: "x") { id } }', { id: wishes.nodes[0]!.id })).code).toBe('WRONG_STATUS')
    // The draft is not hers to see yet.
    expect((await liu.ask<{ wishes: { nodes: unknown[] } }>(WISHES)).wishes.nodes[0]).toMatchObject({ stage: 'TURNED', answer: '下周开班', activity: null })
  })

  test('or a need on the community’s list, or words alone', async () => {
    const TURN = 'mutation ($id: ID!, $input: NeedInput!) { turnWishIntoNeed(id: $id, answer: "列入需求清单", input: $input) { stage need { title status } } }'
    expect(await li.ask(TURN, { id: await wish('停车'), input: { ...NEED_INPUT, ownerId: DONGAN, title: '楼前停车' } })).toEqual({ turnWishIntoNeed: { stage: 'TURNED', need: { title: '楼前停车', status: 'DRAFT' } } })
    expect(await li.ask('mutation ($id: ID!) { answerWish(id: $id, answer: "已有") { stage answer } }', { id: await wish('棋牌室') })).toEqual({ answerWish: { stage: 'ANSWERED', answer: '已有' } })
  })
})

describe('a unit’s participation', () => {
  const RECORD = 'mutation ($a: ID!, $u: ID!) { recordUnitParticipation(activityId: $a, unitId: $u) { unit { name } activity { title } } }'
  const counted = (unit: string): Promise<{ title: string; held_on: string }[]> => story.sql(`select p.title, p.held_on::text from participations p join organizations o on o.id = p.unit_id where o.name = $1 and p.ends_at < $2 order by p.title`, [unit, story.clock.now.toISOString()])

  test('is written by who organized, once, when it has begun; what a unit organizes counts by itself when it is over', async () => {
    const laid = await published(li, TIDYING)
    const hospital = id('Organization', '康宁医院')
    expect((await li.attempt(RECORD, { a: laid.id, u: hospital })).code).toBe('WRONG_STATUS')
    const property = await story.as('王磊')
    const own = { ...TIDYING, organizerId: id('Organization', '怡园大厦物业'), title: '大厦开放日', kind: 'OPEN_DAY', field: null, roles: [{ title: '访客', places: 30 }] }
    const day = await published(property, own)
    expect((await li.ask<{ node: unknown }>('query ($id: ID!) { node(id: $id) { ... on Activity { community { name } } } }', { id: day.id })).node).toEqual({ community: { name: '东安社区' } })
    story.clock.now = new Date('2026-03-07T10:00:00+08:00')
    expect(await li.ask(RECORD, { a: laid.id, u: hospital })).toEqual({ recordUnitParticipation: { unit: { name: '康宁医院' }, activity: { title: TIDYING.title } } })
    expect((await li.attempt(RECORD, { a: laid.id, u: hospital })).code).toBe('PARTICIPATED_ALREADY')
    expect((await li.attempt(RECORD, { a: laid.id, u: DONGAN })).code).toBe('BAD_INPUT')
    expect((await property.attempt(RECORD, { a: day.id, u: id('Organization', '怡园大厦物业') })).code).toBe('BAD_INPUT')
    expect(await counted('怡园大厦物业')).toEqual([])
    story.clock.now = new Date('2026-03-07T12:00:00+08:00')
    expect([await counted('怡园大厦物业'), await counted('康宁医院')]).toEqual([[{ title: '大厦开放日', held_on: '2026-03-07' }], [{ title: TIDYING.title, held_on: '2026-03-07' }]])
  })

  test('a lecture counts its listeners, and nothing else does; photos come when it has begun', async () => {
    const lecture = await published(li, { ...TIDYING, kind: 'LECTURE', field: null, title: '微党课', roles: [{ title: '听众', places: 60 }], sessions: [{ startsAt: '2026-03-08T09:00:00+08:00', endsAt: '2026-03-08T10:00:00+08:00' }] })
    const COUNT = 'mutation ($id: ID!, $n: Int!) { recordListeners(id: $id, listeners: $n) { listeners } }'
    const PHOTOS = 'mutation ($id: ID!) { addActivityPhotos(id: $id, fileIds: []) { attachments { totalCount } } }'
    expect([(await li.attempt(COUNT, { id: lecture.id, n: 40 })).code, (await li.attempt(PHOTOS, { id: lecture.id })).code]).toEqual(['WRONG_STATUS', 'WRONG_STATUS'])
    story.clock.now = new Date('2026-03-08T10:30:00+08:00')
    expect(await li.ask(COUNT, { id: lecture.id, n: 40 })).toEqual({ recordListeners: { listeners: 40 } })
    expect((await li.attempt(COUNT, { id: lecture.id, n: -1 })).code).toBe('BAD_INPUT')
    expect(await li.ask(PHOTOS, { id: lecture.id })).toEqual({ addActivityPhotos: { attachments: { totalCount: 0 } } })
  })
})
