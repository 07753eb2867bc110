import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { runAndRead, runMatching } from '../../../test/harness/matching-acts.ts'
import { type Story, type Visitor, id, openStory } from '../../../test/harness/story.ts'

const NOTICES = 'query ($filter: NoticeFilter) { notices(filter: $filter) { totalCount nodes { id kind subjectType subjectId details createdAt readAt } } }'
const RUN = 'proposals(first: 50) { nodes { id quantity need { title } resource { title } needOwner { name } resourceOwner { name } } }'
const CONFIRM = 'mutation ($id: ID!, $side: Side!) { confirmMatchProposal(id: $id, side: $side) { id project { id } } }'

interface Notice {
  id: string
  kind: string
  subjectType: string
  subjectId: string
  details: Record<string, unknown>
  readAt: string | null
}
interface Proposal {
  id: string
  need: { title: string }
  resource: { title: string }
  needOwner: { name: string }
  resourceOwner: { name: string }
}

let story: Story
let secretary: Visitor
let garage: Visitor
let hospital: Visitor
let proposals: Proposal[]

beforeAll(async () => {
  story = await openStory()
  secretary = await story.as('赵立新')
  garage = await story.as('王磊')
  hospital = await story.as('许文博')
  proposals = (await runAndRead<{ proposals: { nodes: Proposal[] } }>(story, RUN)).proposals.nodes
})
beforeEach(() => {
  story.clock.now = new Date(story.clock.now.getTime() + 60_000)
})
afterAll(() => story.close())

const inbox = async (who: Visitor, filter?: object): Promise<Notice[]> => (await who.ask<{ notices: { nodes: Notice[] } }>(NOTICES, { filter })).notices.nodes
const kinds = async (who: Visitor): Promise<string[]> => (await inbox(who)).map(({ kind }) => kind)
const ours = (title = '居民夜间停车'): Proposal => proposals.find(({ need, resourceOwner }) => need.title === title && resourceOwner.name === '怡园大厦物业')!

describe('what happens is told to whom it concerns', () => {
  test('after a run each owner is told once, and the notice leads to something they see', async () => {
    const [notice, ...others] = await inbox(garage)
    expect(others).toEqual([])
    expect(notice).toMatchObject({ kind: 'PROPOSAL_WAITING', readAt: null })
    const mine = proposals.filter(({ needOwner, resourceOwner }) => [needOwner.name, resourceOwner.name].includes('怡园大厦物业'))
    expect(notice!.details['count']).toBe(mine.length)
    const { node } = await garage.ask<{ node: { id: string } | null }>('query ($id: ID!) { node(id: $id) { id __typename } }', { id: notice!.subjectId })
    expect(node).toEqual({ id: notice!.subjectId, __typename: notice!.subjectType })
  })

  test('nobody is told of what they did themselves', async () => {
    expect(await kinds(secretary)).toEqual([])
  })

  test('one side’s yes is told to the other, the second yes to both', async () => {
    await garage.ask(CONFIRM, { id: ours().id, side: 'RESOURCE' })
    expect((await inbox(secretary))[0]).toMatchObject({ kind: 'PROPOSAL_CONFIRMED', subjectType: 'MatchProposal', subjectId: ours().id, details: { title: '居民夜间停车' } })
    await secretary.ask(CONFIRM, { id: ours().id, side: 'NEED' })
    expect((await kinds(garage))[0]).toBe('PROJECT_BEGUN')
    expect((await kinds(secretary)).filter((kind) => kind === 'PROJECT_BEGUN')).toEqual([])
  })

  test('a no is told with its reason', async () => {
    const liaisons: Record<string, string> = { 康宁医院: '许文博', 青园商务楼业委会: '陈国强', 晨光小学: '韩雪', 青园书店: '程远' }
    const other = proposals.find(({ needOwner, resourceOwner }) => needOwner.name === '青园街道' && resourceOwner.name in liaisons)!
    const liaison = await story.as(liaisons[other.resourceOwner.name]!)
    await liaison.ask('mutation ($id: ID!) { declineMatchProposal(id: $id, side: RESOURCE, reason: SAFETY) { id } }', { id: other.id })
    const told = await story.sql<{ details: object; name: string }>("select n.details, p.name from notices n join people p on p.id = n.person_id where n.kind = 'PROPOSAL_DECLINED'")
    expect(told.map(({ details }) => details)).toEqual([expect.objectContaining({ reason: 'SAFETY', title: other.need.title })])
  })

  test('the end of a project is told to the other side', async () => {
    const { node } = await garage.ask<{ node: { project: { id: string } } }>('query ($id: ID!) { node(id: $id) { ... on MatchProposal { project { id } } } }', { id: ours().id })
    await garage.ask('mutation ($id: ID!) { endProject(id: $id, reason: "车库维修") { id } }', { id: node.project.id })
    expect((await inbox(secretary))[0]).toMatchObject({ kind: 'PROJECT_ENDED', subjectId: node.project.id })
  })

  test('what is recorded on a unit’s behalf is told to its liaison', async () => {
    const clerk = await story.as('孙晓梅')
    const proxy = { agreedBy: '老王', agreedHow: 'PHONE', agreedOn: '2026-03-02' }
    const input = { ownerId: id('Organization', '怡园大厦物业'), title: '周末会议室', category: 'VENUE', attributes: { venue: 'MEETING_ROOM' }, unit: 'ROOM', quantity: 1, supply: 'REUSABLE', windows: [{ start: 0, end: 600 }], startsOn: '2026-03-03', endsOn: '2026-06-30', audienceKind: 'PUBLIC', contactName: '王磊', contactPhone: '19900000005', proxy }
    const { draftResource } = await clerk.ask<{ draftResource: { id: string } }>('mutation ($input: ResourceInput!) { draftResource(input: $input) { id } }', { input })
    expect((await inbox(garage))[0]).toMatchObject({ kind: 'PROXY_RECORDED', subjectType: 'Resource', subjectId: draftResource.id, details: { agreedBy: '老王' } })
  })

  test('a change that is refused tells nothing', async () => {
    const before = (await story.sql('select 1 from notices')).length
    expect((await garage.attempt(CONFIRM, { id: ours().id, side: 'RESOURCE' })).code).toBe('PROPOSAL_CLOSED')
    expect((await story.sql('select 1 from notices')).length).toBe(before)
  })

  test('a disabled person and a role that has ended are told nothing more', async () => {
    await story.sql("update people set disabled_at = now() where phone = '19900000016'")
    await story.sql("update role_assignments set revoked_at = now() where person_id = (select id from people where phone = '19900000017')")
    await story.sql("delete from notices where person_id in (select id from people where phone in ('19900000016', '19900000017'))")
    await story.sql("update match_proposals set stage = 'SUPERSEDED' where stage = 'OPEN'")
    await runMatching(story)
    expect(await story.sql("select p.name from notices n join people p on p.id = n.person_id where p.phone in ('19900000016', '19900000017')")).toEqual([])
  })
})

describe('the inbox', () => {
  test('is its owner’s alone', async () => {
    const [notice] = await inbox(garage)
    for (const who of [hospital, await story.as('马建国'), await story.as('高志远')]) {
      expect((await who.ask<{ node: unknown }>('query ($id: ID!) { node(id: $id) { id } }', { id: notice!.id })).node).toBeNull()
      expect((await who.attempt('mutation ($id: ID!) { markNoticeRead(id: $id) { id } }', { id: notice!.id })).code).toBe('NOT_FOUND')
    }
    expect((await story.nobody.ask<{ notices: { totalCount: number } }>('{ notices { totalCount } }')).notices.totalCount).toBe(0)
    expect((await story.nobody.attempt('mutation { markAllNoticesRead { id } }')).code).toBe('UNAUTHENTICATED')
  })

  test('counts what is unread, for oneself only', async () => {
    const unread = async (who: Visitor): Promise<number | null> => (await who.ask<{ viewer: { unreadNotices: number | null } }>('{ viewer { unreadNotices } }')).viewer.unreadNotices
    const all = await inbox(garage)
    expect(await unread(garage)).toBe(all.length)
    const { markNoticeRead } = await garage.ask<{ markNoticeRead: Notice }>('mutation ($id: ID!) { markNoticeRead(id: $id) { id readAt } }', { id: all[0]!.id })
    expect(markNoticeRead.readAt).toBe(story.clock.now.toISOString())
    expect(await unread(garage)).toBe(all.length - 1)
    expect((await inbox(garage, { unread: true })).map(({ id: each }) => each)).toEqual(all.slice(1).map(({ id: each }) => each))
    expect((await inbox(garage, { unread: false })).map(({ id: each }) => each)).toEqual([all[0]!.id])
    expect((await garage.ask<{ markAllNoticesRead: object }>('mutation { markAllNoticesRead { unreadNotices } }')).markAllNoticesRead).toEqual({ unreadNotices: 0 })
    const admin = await story.as('马建国')
    const people = await admin.ask<{ people: { nodes: { name: string; unreadNotices: number | null }[] } }>('{ people(first: 100) { nodes { name unreadNotices } } }')
    expect(people.people.nodes.filter(({ unreadNotices }) => unreadNotices !== null).map(({ name }) => name)).toEqual(['马建国'])
  })

  test('nothing went wrong behind the scenes', () => expect(story.faults).toEqual([]))
})
