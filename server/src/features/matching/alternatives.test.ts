import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { runMatching } from '../../../../test/harness/matching-acts.ts'
import { type Story, id, openStory } from '../../../../test/harness/story.ts'

const ALLIANCE = id('Alliance', '青园街道红色联盟')
const FIND = `query ($id: ID!) { matchProposals(filter: { allianceId: $id, status: [OPEN] }, first: 50) { nodes { id quantity need { title } resource { title } } } }`
const CONFIRM = `mutation ($id: ID!) { confirmMatchProposal(id: $id, side: RESOURCE) { status } }`
const WHY = `query ($id: ID!) { alternatives(proposalId: $id) { quantity without { value exact shifts { needTitle resourceTitle own before after } } instead { title score quantity value exact shifts { needTitle own before after } } } }`

interface Found {
  matchProposals: { nodes: { id: string; quantity: number; need: { title: string }; resource: { title: string } }[] }
}
interface Detour {
  value: number
  exact: boolean
  shifts: { needTitle: string; own: boolean; before: number; after: number }[]
}
interface Why {
  alternatives: { quantity: number; without: Detour; instead: (Detour & { title: string; score: number; quantity: number })[] } | null
}

describe('why 怡园大厦 and not another', () => {
  let story: Story
  let garage: Found['matchProposals']['nodes'][number]
  beforeAll(async () => {
    story = await openStory()
    await runMatching(story)
    const zhao = await story.as('赵立新')
    const { matchProposals } = await zhao.ask<Found>(FIND, { id: ALLIANCE })
    garage = matchProposals.nodes.find(({ need, resource }) => need.title === '居民夜间停车' && resource.title === '怡园大厦地下车库')!
  })
  afterAll(() => story.close())

  test('赵立新 sees what is lost without it, and what 康宁医院 in its stead would take from others', async () => {
    const { alternatives } = await (await story.as('赵立新')).ask<Why>(WHY, { id: garage.id })
    expect(alternatives!.quantity).toBe(garage.quantity)
    expect(alternatives!.without.value).toBeLessThan(0)
    expect(alternatives!.without.shifts).toContainEqual(expect.objectContaining({ needTitle: '居民夜间停车', own: true, before: garage.quantity, after: 0 }))
    expect(alternatives!.instead.map(({ title }) => title)).toContain('职工停车场')
    for (const one of alternatives!.instead) {
      expect(one.value).toBeLessThanOrEqual(0)
      expect(one.shifts.some(({ own, before, after }) => own && after === one.quantity && after > before)).toBe(true)
      expect(one.title).not.toBe('怡园大厦地下车库')
    }
  })

  test('it may still be asked when 王磊 has confirmed: what he holds for the pair is let go in the question', async () => {
    await (await story.as('王磊')).ask(CONFIRM, { id: garage.id })
    const { alternatives } = await (await story.as('王磊')).ask<Why>(WHY, { id: garage.id })
    expect(alternatives!.quantity).toBe(garage.quantity)
  })

  test('whoever does not see the proposal is told of none', async () => {
    expect((await (await story.as('何玉梅')).attempt(WHY, { id: garage.id })).code).toBe('NOT_FOUND')
    expect((await story.nobody.attempt(WHY, { id: garage.id })).code).toBe('NOT_FOUND')
  })
})
