import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { runAndRead } from '../../../../test/harness/matching-acts.ts'
import { type Story, openStory } from '../../../../test/harness/story.ts'

const RUN = `value bound checked proposals(first: 50) { nodes { id quantity score terms need { title } resource { title } } } obstacles { nodes { missing need { title } } }`
const CONFIRM = `mutation ($id: ID!, $side: Side!, $quantity: Int) { confirmMatchProposal(id: $id, side: $side, quantity: $quantity) { status needConfirmedAt resourceConfirmedAt project { id status quantity bookings { totalCount } resourceContactName resourceContactPhone needContactPhone } } }`

interface Proposal {
  id: string
  quantity: number
  score: number
  terms: { points: number }[]
  need: { title: string }
  resource: { title: string }
}
interface Run {
  value: number
  bound: number
  checked: boolean
  proposals: { nodes: Proposal[] }
  obstacles: { nodes: { missing: number; need: { title: string } }[] }
}
interface Confirmed {
  confirmMatchProposal: { status: string; project: { id: string; quantity: number; bookings: { totalCount: number }; resourceContactName: string; resourceContactPhone: string } | null }
}

describe('the night parking of 青园街道', () => {
  let story: Story
  beforeAll(async () => {
    story = await openStory()
  })
  afterAll(() => story.close())

  const run = (): Promise<Run> => runAndRead(story, RUN)
  const garage = ({ need, resource }: Proposal): boolean => need.title === '居民夜间停车' && resource.title === '怡园大厦地下车库'

  test('赵立新 runs the matching: the allocation reaches its bound and every score is the sum of its terms', async () => {
    const { value, bound, checked, proposals, obstacles } = await run()
    expect(checked).toBe(true)
    expect(value).toBe(bound)
    expect(proposals.nodes.find(garage)?.quantity).toBe(24)
    for (const { score, terms } of proposals.nodes) expect(terms.reduce((sum, { points }) => sum + points, 0)).toBe(score)
    expect(obstacles.nodes).toContainEqual({ missing: 12, need: { title: '居民夜间停车' } })
  })

  test('a second run leaves the proposals where they are', async () => {
    const first = await run()
    const second = await run()
    expect(second.proposals.nodes.map((proposal) => proposal.id).sort()).toEqual(first.proposals.nodes.map((proposal) => proposal.id).sort())
  })

  test('王磊 and 赵立新 both confirm: a project, its bookings, and the contacts open', async () => {
    const proposal = (await run()).proposals.nodes.find(garage)!
    const wang = await story.as('王磊')
    const half = await wang.ask<Confirmed>(CONFIRM, { id: proposal.id, side: 'RESOURCE' })
    expect(half.confirmMatchProposal).toMatchObject({ status: 'OPEN', project: null })

    const whole = await (await story.as('赵立新')).ask<Confirmed>(CONFIRM, { id: proposal.id, side: 'NEED' })
    expect(whole.confirmMatchProposal.status).toBe('CONFIRMED')
    const { project } = whole.confirmMatchProposal
    expect(project).toMatchObject({ quantity: 24, resourceContactName: '王磊', resourceContactPhone: '19900000005' })
    expect(project!.bookings.totalCount).toBeGreaterThan(100)
    const [entries] = await story.sql(`select met_quantity, n.status, taken_quantity, r.status as resource_status from needs n, resources r where n.title = '居民夜间停车' and r.title = '怡园大厦地下车库'`)
    expect(entries).toEqual({ met_quantity: 24, status: 'PARTLY_MET', taken_quantity: 24, resource_status: 'MET' })
  })

  test('a later run gives away only what is left', async () => {
    const { proposals } = await run()
    expect(proposals.nodes.some(({ resource }) => resource.title === '怡园大厦地下车库')).toBe(false)
  })

  test('赵立新 ends the project with a reason: the spaces come back', async () => {
    const secretary = await story.as('赵立新')
    const { projects } = await secretary.ask<{ projects: { nodes: { id: string }[] } }>('{ projects(filter: { mine: true }) { nodes { id } } }')
    await secretary.ask('mutation ($id: ID!) { endProject(id: $id, reason: "车库检修") { status endReason } }', { id: projects.nodes[0]!.id })
    const [taken] = await story.sql(`select taken_quantity, met_quantity from resources r, needs n where r.title = '怡园大厦地下车库' and n.title = '居民夜间停车'`)
    expect(taken).toEqual({ taken_quantity: 0, met_quantity: 0 })
  })

  test('a lower quantity asks the other side again', async () => {
    const proposal = (await run()).proposals.nodes.find(garage)!
    const [wang, zhao] = [await story.as('王磊'), await story.as('赵立新')]
    await wang.ask(CONFIRM, { id: proposal.id, side: 'RESOURCE' })
    const changed = await zhao.ask<{ confirmMatchProposal: { status: string; resourceConfirmedAt: string | null } }>(CONFIRM, { id: proposal.id, side: 'NEED', quantity: 10 })
    expect(changed.confirmMatchProposal).toMatchObject({ status: 'OPEN', resourceConfirmedAt: null })
    const agreed = await wang.ask<Confirmed>(CONFIRM, { id: proposal.id, side: 'RESOURCE' })
    expect(agreed.confirmMatchProposal.project?.quantity).toBe(10)
  })

  test('what is declined is not proposed again', async () => {
    const proposal = (await run()).proposals.nodes.find(({ need }) => need.title === '居民议事会议室')!
    const chen = await story.as('陈国强')
    await chen.ask('mutation ($id: ID!) { declineMatchProposal(id: $id, side: RESOURCE, reason: TIME_UNSUITABLE) { status declineReason } }', { id: proposal.id })
    expect((await run()).proposals.nodes.some(({ need }) => need.title === '居民议事会议室')).toBe(false)
  })

  test('nothing went wrong behind the scenes', () => expect(story.faults).toEqual([]))
})
