import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { NEED_INPUT } from '../../../../test/harness/inputs.ts'
import { ALLIANCE, runMatching } from '../../../../test/harness/matching-acts.ts'
import { type Story, type Visitor, id, openStory } from '../../../../test/harness/story.ts'
import { matchingNightly } from './nightly.ts'

const RUNS = `query ($id: ID!) { matchRuns(allianceId: $id, first: 50) { nodes { id cause status progress failure changes runByName value bound checked proposedCount confirmedCount declinedCount keptCount movedCount
  made(first: 50) { nodes { id status quantity need { title } resource { title } } } moved(first: 50) { nodes { id quantity supersededAt supersededWhy need { title } resource { title } } } } } }`
const OPEN = `query ($id: ID!) { matchProposals(filter: { allianceId: $id, status: [OPEN] }, first: 100) { nodes { id quantity needConfirmedAt need { title } resource { title } windows { start end } } } }`
const PUBLISH = 'mutation ($id: ID!) { publishNeed(id: $id) { id } }'
const WITHDRAW_RESOURCE = 'mutation ($id: ID!) { withdrawResource(id: $id, reason: "停用") { id } }'

interface Proposal {
  id: string
  quantity: number
  need: { title: string }
  resource: { title: string }
  supersededWhy?: { code: string; gain?: number }
}
interface Run {
  id: string
  cause: string
  status: string
  progress: number
  changes: { kind: string; type: string }[]
  runByName: string | null
  value: number
  bound: number
  checked: boolean
  proposedCount: number
  confirmedCount: number
  declinedCount: number
  keptCount: number
  movedCount: number
  made: { nodes: Proposal[] }
  moved: { nodes: Proposal[] }
}

let story: Story
let zhao: Visitor
beforeAll(async () => {
  story = await openStory()
  zhao = await story.as('赵立新')
})
afterAll(async () => {
  expect(story.faults).toEqual([])
  await story.close()
})

const runs = async (): Promise<Run[]> => (await zhao.ask<{ matchRuns: { nodes: Run[] } }>(RUNS, { id: ALLIANCE })).matchRuns.nodes
const open = async (): Promise<Proposal[]> => (await zhao.ask<{ matchProposals: { nodes: Proposal[] } }>(OPEN, { id: ALLIANCE })).matchProposals.nodes
const later = (): void => {
  story.clock.now = new Date(story.clock.now.getTime() + 60_000)
}
async function publish(over: object): Promise<void> {
  const { draftNeed } = await zhao.ask<{ draftNeed: { id: string } }>('mutation ($input: NeedInput!) { draftNeed(input: $input) { id } }', { input: { ...NEED_INPUT, ...over } })
  await zhao.ask(PUBLISH, { id: draftNeed.id })
}

describe('a change is matched anew at once', () => {
  test('not before people have begun', async () => {
    await publish({ title: '早来的需求' })
    await story.drain()
    expect(await runs()).toEqual([])
  })

  test('a run says who pressed it; its proposals are those on the board', async () => {
    later()
    await runMatching(story)
    const [run] = await runs()
    expect(run).toMatchObject({ cause: 'PRESSED', status: 'DONE', progress: 1000, runByName: '赵立新', checked: true, movedCount: 0 })
    expect(run!.made.nodes.map(({ id: one }) => one).sort()).toEqual((await open()).map(({ id: one }) => one).sort())
  })

  test('a resource that goes: what was shown of it ends with the reason, the need is offered something else or says why not, the others stay as they are', async () => {
    later()
    const before = await open()
    await (await story.as('王磊')).ask(WITHDRAW_RESOURCE, { id: id('Resource', '怡园大厦地下车库') })
    await story.drain()
    const after = await open()
    const untouched = before.filter(({ resource, need }) => resource.title !== '怡园大厦地下车库' && need.title !== '居民夜间停车')
    expect(untouched.length).toBeGreaterThan(0)
    for (const one of untouched) expect(after).toContainEqual(one)
    const [run] = await runs()
    expect(run).toMatchObject({ cause: 'CHANGED', status: 'DONE', runByName: null, checked: true })
    expect(run!.changes).toEqual([expect.objectContaining({ kind: 'WITHDRAWN', type: 'Resource' })])
    expect(run!.moved.nodes).toContainEqual(expect.objectContaining({ supersededWhy: { code: 'ENTRY_GONE' } }))
    expect(await story.sql("select count(*)::int from match_proposals p join resources r on r.id = p.resource_id where r.title = '怡园大厦地下车库' and superseded_why = '{\"code\":\"ENTRY_GONE\"}' and superseded_at is not null")).toEqual([{ count: 1 }])
    const { node } = await zhao.ask<{ node: { obstacle: { missing: number } } }>('query ($id: ID!) { node(id: $id) { ... on Need { obstacle { missing } } } }', { id: id('Need', '居民夜间停车') })
    expect(node.obstacle.missing).toBeGreaterThan(0)
  })

  test('a burst of changes is one run', async () => {
    later()
    const before = (await runs()).length
    await Promise.all(['甲', '乙', '丙'].map((title) => publish({ title })))
    await story.drain()
    const after = await runs()
    expect(after.length - before).toBe(1)
    expect(after[0]!.changes.map(({ kind }) => kind)).toEqual(['PUBLISHED', 'PUBLISHED', 'PUBLISHED'])
  })

  test('a declined pair is gone and counted with the run that made it', async () => {
    later()
    const proposal = (await open()).find(({ need }) => need.title === '居民议事会议室')!
    await (await story.as('陈国强')).ask('mutation ($id: ID!) { declineMatchProposal(id: $id, side: RESOURCE, reason: TIME_UNSUITABLE) { id } }', { id: proposal.id })
    await story.drain()
    const all = await runs()
    expect(all[0]!.changes[0]).toMatchObject({ kind: 'DECLINED' })
    expect(all.at(-1)).toMatchObject({ declinedCount: 1 })
    expect((await open()).some(({ need, resource }) => need.title === proposal.need.title && resource.title === proposal.resource.title)).toBe(false)
  })
})

describe('the night', () => {
  test('matches the whole city at once and moves nothing that is as good as it can be', async () => {
    later()
    const before = await open()
    await story.send(matchingNightly, {})
    await story.drain()
    const [run] = await runs()
    expect(run).toMatchObject({ cause: 'NIGHTLY', status: 'DONE', checked: true, runByName: null })
    expect((await open()).filter(({ id: one }) => before.some((each) => each.id === one)).length).toBe(before.length)
  })

  test('twice at once is one', async () => {
    later()
    await Promise.all([story.send(matchingNightly, {}), story.send(matchingNightly, {})])
    const before = (await runs()).filter(({ cause }) => cause === 'NIGHTLY').length
    await story.drain()
    expect((await runs()).filter(({ cause }) => cause === 'NIGHTLY').length - before).toBe(1)
  })
})

describe('a run', () => {
  test('pressed twice is one; a stranger may not press; a neighbour does not see it', async () => {
    later()
    const PRESS = 'mutation ($id: ID!) { runMatching(allianceId: $id) { id status progress } }'
    const [one, two] = await Promise.all([zhao.ask<{ runMatching: { id: string } }>(PRESS, { id: ALLIANCE }), zhao.ask<{ runMatching: { id: string } }>(PRESS, { id: ALLIANCE })])
    expect(one).toEqual(two)
    expect((await (await story.as('王磊')).attempt(PRESS, { id: ALLIANCE })).code).toBe('FORBIDDEN')
    expect(await story.drain()).toContain('matching.run')
    const { node } = await zhao.ask<{ node: { status: string } }>('query ($id: ID!) { node(id: $id) { ... on MatchRun { status } } }', { id: one.runMatching.id })
    expect(node.status).toBe('DONE')
  })
})
