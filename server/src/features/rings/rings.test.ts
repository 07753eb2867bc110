import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { CONFIRM, deadlocks } from '../../../../test/faults/race.ts'
import { type Books, CONFIRM_RING, DECLINE_RING, DISSOLVE_RING, prepareRing } from '../../../../test/faults/ring.ts'
import { type Answer, type Story, type Visitor, id, openStory } from '../../../../test/harness/story.ts'
import { uuidOf } from '../../graphql/ids.ts'

const RUN = 'mutation ($id: ID!) { runMatching(allianceId: $id) { id } }'
const WAITING = '{ matchRings(filter: { waitingForViewer: true }) { nodes { id status value members { nodes { id position organization { name } category quantity unit score need { title } resource { title } viewerMayConfirm viewerMayConfirmForUnit confirmedAt } } } } matchProposals(filter: { waitingForViewer: true }) { totalCount } }'
const RING = 'query ($id: ID!) { node(id: $id) { ... on MatchRing { status declineReason closedBy { name } members { nodes { confirmedAt proposal { status project { status } } } } history { nodes { operation actorName } } } } }'
const PROXY = { agreedBy: '李主任', agreedHow: 'PHONE', agreedOn: '2026-03-01' }
const TODAY = new Date('2026-03-02T01:00:00Z')

interface Member {
  readonly id: string
  readonly organization: { readonly name: string }
  readonly category: string
  readonly viewerMayConfirm: boolean
}
interface Waiting {
  matchRings: { nodes: { id: string; members: { nodes: Member[] } }[] }
  matchProposals: { totalCount: number }
}

let story: Story
let zhao: Visitor
let wang: Visitor
let chen: Visitor
beforeAll(async () => {
  story = await openStory({ poolSize: 20 })
  ;[zhao, wang, chen] = await Promise.all(['赵立新', '王磊', '陈国强'].map((name) => story.as(name))) as [Visitor, Visitor, Visitor]
})
beforeEach(() => {
  story.clock.now = TODAY
})
afterEach(() => expect(story.faults.splice(0)).toEqual([]))
afterAll(() => story.close())

const stages = async ({ proposalIds }: Books): Promise<string[]> =>
  (await story.sql<{ stage: string; id: string }>('select stage, id from match_proposals where id = any($1::uuid[])', [proposalIds.map((each) => uuidOf('MatchProposal', each))])).map(({ stage }) => stage).sort()
const begun = async ({ proposalIds }: Books): Promise<number> => (await story.sql<{ count: number }>('select count(*)::int as count from projects where proposal_id = any($1::uuid[])', [proposalIds.map((each) => uuidOf('MatchProposal', each))]))[0]!.count
const codes = (answers: readonly Answer<unknown>[]): string[] => answers.map(({ code, status }) => (status >= 500 ? `${status}` : (code ?? 'DONE'))).sort()

describe('花园小区 and 阳光小学, after a run of their community', () => {
  const ALLIANCE = id('Alliance', '海天阳光园社区红色联盟')
  let wu: Visitor
  let zheng: Visitor
  beforeAll(async () => {
    ;[wu, zheng] = [await story.as('吴秀芳'), await story.as('郑海燕')]
  })
  const run = async (): Promise<void> => {
    await wu.ask(RUN, { id: ALLIANCE })
    await story.drain()
  }
  const waiting = async (visitor: Visitor): Promise<Waiting> => visitor.ask<Waiting>(WAITING)

  test('the land and the works are proposed as one package, and neither waits singly', async () => {
    await run()
    for (const visitor of [wu, zheng]) {
      const { matchRings, matchProposals } = await waiting(visitor)
      expect(matchRings.nodes).toHaveLength(1)
      expect(matchRings.nodes[0]).toMatchObject({ status: 'OPEN' })
      expect(matchRings.nodes[0]!.members.nodes.map(({ category, organization }) => [organization.name, category]).sort()).toEqual([['海天阳光园社区', 'LAND'], ['阳光小学', 'WORKS']].sort())
      expect(matchProposals.totalCount).toBe(0)
    }
  })

  test('each is told once', async () => {
    const told = await story.sql<{ name: string; kind: string }>("select p.name, n.kind from notices n join people p on p.id = n.person_id where p.name in ('郑海燕') order by 1, 2")
    expect(told).toEqual([{ name: '郑海燕', kind: 'RING_WAITING' }])
  })

  test('a second run leaves the ring where it is', async () => {
    const before = (await waiting(zheng)).matchRings.nodes[0]!.id
    await run()
    expect((await waiting(zheng)).matchRings.nodes.map((ring) => ring.id)).toEqual([before])
  })

  test('a part of it cannot be answered alone, and the refusal says where', async () => {
    const [row] = await story.sql<{ id: string }>("select 'MatchProposal:' || id as id from match_proposals where ring_hold = 'BOUND' and need_owner_id = (select id from organizations where name = '阳光小学')")
    const proposal = Buffer.from(row!.id).toString('base64url')
    expect((await zheng.attempt(CONFIRM, { id: proposal, side: 'NEED' })).code).toBe('PART_OF_RING')
    expect((await zheng.attempt('mutation ($id: ID!) { declineMatchProposal(id: $id, side: NEED, reason: SAFETY) { id } }', { id: proposal })).code).toBe('PART_OF_RING')
    expect(await zheng.ask('query ($id: ID!) { node(id: $id) { ... on MatchProposal { viewerSides ring { status } } } }', { id: proposal })).toEqual({ node: { viewerSides: [], ring: { status: 'OPEN' } } })
  })

  test('once 郑海燕 has said yes, a run holds the whole of it', async () => {
    const ring = (await waiting(zheng)).matchRings.nodes[0]!
    await zheng.ask(CONFIRM_RING, { id: ring.members.nodes.find(({ viewerMayConfirm }) => viewerMayConfirm)!.id })
    expect((await waiting(zheng)).matchRings.nodes).toEqual([])
    await run()
    expect((await waiting(wu)).matchRings.nodes.map((each) => each.id)).toEqual([ring.id])
  })

  test('吴秀芳 says yes, too: two projects, both directions', async () => {
    const ring = (await waiting(wu)).matchRings.nodes[0]!
    await wu.ask(CONFIRM_RING, { id: ring.members.nodes.find(({ viewerMayConfirm }) => viewerMayConfirm)!.id })
    const { projects } = await zheng.ask<{ projects: { nodes: { title: string }[] } }>('{ projects(filter: { mine: true }) { nodes { title status resourceContactName } } }')
    expect(projects.nodes.map(({ title }) => title).sort()).toEqual(['劳动教育园地用地', '荒废角落改造'])
    const { node } = await wu.ask<{ node: object }>(RING, { id: ring.id })
    expect(node).toMatchObject({ status: 'CONFIRMED', members: { nodes: [{ proposal: { status: 'CONFIRMED', project: { status: 'ACTIVE' } } }, { proposal: { status: 'CONFIRMED' } }] }, history: { nodes: [{ operation: 'ring.confirm', actorName: '吴秀芳' }, { operation: 'ring.confirm', actorName: '郑海燕' }] } })
  })
})

describe('a ring of three in 青园街道', () => {
  const NAMES = ['赵立新', '王磊', '陈国强']
  const everybody = (): readonly Visitor[] => [zhao, wang, chen]

  test('holds with the third yes, and not before', async () => {
    const books = await prepareRing(story, NAMES)
    for (const [i, visitor] of everybody().entries()) {
      expect([await stages(books), await begun(books)]).toEqual([['OPEN', 'OPEN', 'OPEN'], 0])
      await visitor.ask(CONFIRM_RING, { id: books.memberIds[i] })
    }
    expect([await stages(books), await begun(books)]).toEqual([['CONFIRMED', 'CONFIRMED', 'CONFIRMED'], 3])
    expect((await wang.attempt(CONFIRM_RING, { id: books.memberIds[1] })).code).toBe('RING_CLOSED')
  })

  test('a no of one ends all of it, and what lies between the others may be proposed again', async () => {
    const books = await prepareRing(story, NAMES)
    await zhao.ask(CONFIRM_RING, { id: books.memberIds[0] })
    await chen.ask(DECLINE_RING, { id: books.memberIds[2] })
    expect([await stages(books), await begun(books)]).toEqual([['DECLINED', 'DECLINED', 'SUPERSEDED'], 0])
    expect((await wang.attempt(CONFIRM_RING, { id: books.memberIds[1] })).code).toBe('RING_CLOSED')
    expect(await zhao.ask(RING, { id: books.ringId })).toMatchObject({ node: { status: 'DECLINED', declineReason: 'SAFETY', closedBy: { name: '青园商务楼业委会' } } })
  })

  test('taken apart, each waits for its own two sides', async () => {
    const books = await prepareRing(story, NAMES)
    await zhao.ask(CONFIRM_RING, { id: books.memberIds[0] })
    expect((await wang.attempt(DISSOLVE_RING, { id: books.memberIds[1], reason: '  ' })).code).toBe('BAD_INPUT')
    expect(await wang.ask(DISSOLVE_RING, { id: books.memberIds[1], reason: '只做这一项' })).toEqual({ dissolveMatchRing: { id: books.ringId, status: 'DISSOLVED', note: '只做这一项', closedBy: { name: '怡园大厦物业' } } })
    await wang.ask(CONFIRM, { id: books.proposalIds[1], side: 'RESOURCE' })
    await chen.ask(CONFIRM, { id: books.proposalIds[1], side: 'NEED' })
    expect([await stages(books), await begun(books)]).toEqual([['CONFIRMED', 'OPEN', 'OPEN'], 1])
  })

  test('whoever speaks for one speaks for no other', async () => {
    const books = await prepareRing(story, NAMES)
    expect((await wang.attempt(CONFIRM_RING, { id: books.memberIds[0] })).code).toBe('FORBIDDEN')
    expect((await zhao.attempt(CONFIRM_RING, { id: books.memberIds[1] })).code).toBe('FORBIDDEN')
    expect((await (await story.as('郑海燕')).attempt(CONFIRM_RING, { id: books.memberIds[1] })).code).toBe('NOT_FOUND')
    await wang.ask(CONFIRM_RING, { id: books.memberIds[1] })
    expect((await wang.attempt(CONFIRM_RING, { id: books.memberIds[1] })).code).toBe('ALREADY_CONFIRMED')
  })

  test('孙晓梅 records for a unit who agreed, and the unit takes it back', async () => {
    const books = await prepareRing(story, NAMES)
    const sun = await story.as('孙晓梅')
    const proxied = 'mutation ($id: ID!, $proxy: ProxyInput) { confirmMatchRing(id: $id, proxy: $proxy) { members { nodes { organization { name } proxyRecord { id agreedBy } } } } }'
    const { confirmMatchRing } = await sun.ask<{ confirmMatchRing: { members: { nodes: { proxyRecord: { id: string; agreedBy: string } | null }[] } } }>(proxied, { id: books.memberIds[2], proxy: PROXY })
    const record = confirmMatchRing.members.nodes[2]!.proxyRecord!
    expect(record.agreedBy).toBe('李主任')
    await chen.ask('mutation ($id: ID!) { revokeProxyRecord(id: $id) { id } }', { id: record.id })
    await zhao.ask(CONFIRM_RING, { id: books.memberIds[0] })
    await wang.ask(CONFIRM_RING, { id: books.memberIds[1] })
    expect(await stages(books)).toEqual(['OPEN', 'OPEN', 'OPEN'])
    await chen.ask(CONFIRM_RING, { id: books.memberIds[2] })
    expect(await begun(books)).toBe(3)
  })

  test('an entry that is withdrawn takes the ring with it; the other proposals go on', async () => {
    const books = await prepareRing(story, NAMES)
    await wang.ask(CONFIRM_RING, { id: books.memberIds[1] })
    await wang.ask('mutation ($id: ID!) { withdrawNeed(id: $id, reason: "不需要了") { status } }', { id: Buffer.from(`Need:${books.needIds[0]}`).toString('base64url') })
    expect(await stages(books)).toEqual(['OPEN', 'OPEN', 'SUPERSEDED'])
    expect((await chen.attempt(CONFIRM_RING, { id: books.memberIds[2] })).code).toBe('RING_CLOSED')
    await chen.ask(CONFIRM, { id: books.proposalIds[2], side: 'RESOURCE' })
  })

  test('after its seven days it is closed', async () => {
    const books = await prepareRing(story, NAMES)
    story.clock.now = new Date('2026-03-10T01:00:00Z')
    expect(await wang.attempt(CONFIRM_RING, { id: books.memberIds[1] })).toMatchObject({ code: 'RING_CLOSED', details: { status: 'EXPIRED' } })
  })

  test('the database itself refuses a ring that holds in part', async () => {
    const books = await prepareRing(story, NAMES)
    const one = uuidOf('MatchProposal', books.proposalIds[0]!)
    await expect(story.sql("update match_proposals set stage = 'CONFIRMED', need_confirmed_at = now(), resource_confirmed_at = now() where id = $1::uuid", [one])).rejects.toMatchObject({ constraint: 'RING_INCOMPLETE' })
    await expect(story.sql("update match_rings set stage = 'CONFIRMED' where id = $1::uuid", [uuidOf('MatchRing', books.ringId)])).rejects.toMatchObject({ constraint: 'RING_INCOMPLETE' })
  })
})

describe('at the same instant', () => {
  const rounds = async (round: (books: Books) => Promise<void>): Promise<void> => {
    for (let i = 0; i < 8; i += 1) await round(await prepareRing(story, ['赵立新', '王磊']))
  }
  afterEach(async () => expect(await deadlocks(story)).toBe(0))

  test('both confirm: both are done, and there are two projects', () =>
    rounds(async (books) => {
      expect(codes(await Promise.all([zhao.attempt(CONFIRM_RING, { id: books.memberIds[0] }), wang.attempt(CONFIRM_RING, { id: books.memberIds[1] })]))).toEqual(['DONE', 'DONE'])
      expect(await begun(books)).toBe(2)
    }))

  test('one confirms twice: one yes', () =>
    rounds(async (books) => {
      expect(codes(await Promise.all([zhao.attempt(CONFIRM_RING, { id: books.memberIds[0] }), zhao.attempt(CONFIRM_RING, { id: books.memberIds[0] })]))).toEqual(['ALREADY_CONFIRMED', 'DONE'])
      expect(await begun(books)).toBe(0)
    }))

  test('the last yes and a no: all or none', () =>
    rounds(async (books) => {
      await zhao.ask(CONFIRM_RING, { id: books.memberIds[0] })
      const [yes, no] = await Promise.all([wang.attempt(CONFIRM_RING, { id: books.memberIds[1] }), zhao.attempt(DECLINE_RING, { id: books.memberIds[0] })])
      expect(codes([yes, no])).toEqual(['DONE', 'RING_CLOSED'])
      expect([await stages(books), await begun(books)]).toEqual(yes.code === null ? [['CONFIRMED', 'CONFIRMED'], 2] : [['DECLINED', 'DECLINED'], 0])
    }))

  test('the last yes and a withdrawal: all or none', () =>
    rounds(async (books) => {
      await zhao.ask(CONFIRM_RING, { id: books.memberIds[0] })
      const [yes] = await Promise.all([wang.attempt(CONFIRM_RING, { id: books.memberIds[1] }), zhao.attempt('mutation ($id: ID!) { withdrawNeed(id: $id, reason: "不需要了") { status } }', { id: Buffer.from(`Need:${books.needIds[1]}`).toString('base64url') })])
      expect(await begun(books)).toBe(yes.code === null ? 2 : 0)
    }))
})
