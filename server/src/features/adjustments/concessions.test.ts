import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { NEED_INPUT, RESOURCE_INPUT } from '../../../../test/harness/inputs.ts'
import { type Story, type Visitor, openStory } from '../../../../test/harness/story.ts'

const REMEDIES = 'query ($id: ID!) { remedies(needId: $id) { missing found { kind change gain missing resourceTitle } } }'
const ADJUST = 'mutation ($remedy: RemedyInput!) { adjustNeed(remedy: $remedy) { attributes windows { start end } } }'
const PROPOSE = 'mutation ($remedy: RemedyInput!) { proposeAdjustment(remedy: $remedy) { id } }'
const ACCEPT = 'mutation ($id: ID!) { acceptAdjustment(id: $id) { stage need { attributes } } }'
const SATURDAY = [{ start: 7740, end: 7860 }]
const SUNDAY = [{ start: 9180, end: 9300 }]

interface Remedies { remedies: { missing: number; found: { kind: string; change: object; gain: number; missing: number; resourceTitle: string | null }[] } }

let story: Story
let zhao: Visitor
let wang: Visitor
beforeAll(async () => {
  story = await openStory()
  ;[zhao, wang] = await Promise.all([story.as('赵立新'), story.as('王磊')])
})
afterAll(async () => {
  expect(story.faults).toEqual([])
  await story.close()
})

async function listed(type: 'Need' | 'Resource', input: object): Promise<string> {
  const who = type === 'Need' ? zhao : wang
  const drafted = await who.ask<Record<string, { id: string }>>(`mutation ($input: ${type}Input!) { draft${type}(input: $input) { id } }`, { input: { ...(type === 'Need' ? NEED_INPUT : RESOURCE_INPUT), ...input } })
  const { id } = Object.values(drafted)[0]!
  await who.ask(`mutation ($id: ID!) { publish${type}(id: $id) { id } }`, { id })
  return id
}
const found = async (id: string): Promise<Remedies['remedies']['found']> => (await zhao.ask<Remedies>(REMEDIES, { id })).remedies.found

describe('a need that gives way itself', () => {
  test('fifty seats are wished for, thirty are there: with thirty it is met, and what was asked for stands in the adjustment', async () => {
    const room = { category: 'VENUE', unit: 'PLACE', quantity: 1, divisible: false }
    await listed('Resource', { ...room, title: '怡园大厦多功能厅', attributes: { venue: 'MEETING_ROOM', seats: 30 }, windows: SATURDAY })
    const id = await listed('Need', { ...room, title: '周六的课', attributes: { seats: 50, projector: true }, windows: SATURDAY })
    const [first] = await found(id)
    expect(first).toMatchObject({ kind: 'NEED_ATTRIBUTES', gain: 1, missing: 0, resourceTitle: '怡园大厦多功能厅', change: { attributes: { seats: 30 } } })
    const remedy = { needId: id, kind: 'NEED_ATTRIBUTES', gain: 1 }
    const { proposeAdjustment } = await zhao.ask<{ proposeAdjustment: { id: string } }>(PROPOSE, { remedy })
    expect(await zhao.ask(ACCEPT, { id: proposeAdjustment.id })).toMatchObject({ acceptAdjustment: { stage: 'ACCEPTED', need: { attributes: { seats: 30 } } } })
    await story.drain()
    expect(await found(id)).toEqual([])
  })

  test('what its owner revised meanwhile is not overwritten', async () => {
    const course = { category: 'COURSE', unit: 'PERSON', quantity: 1, divisible: false, windows: SATURDAY }
    await listed('Resource', { ...course, supply: 'REUSABLE', title: '书法课', attributes: { subject: 'ART', seats: 20 } })
    const id = await listed('Need', { ...course, title: '想学书法', attributes: { subject: 'ART', seats: 40 } })
    const { proposeAdjustment } = await zhao.ask<{ proposeAdjustment: { id: string } }>(PROPOSE, { remedy: { needId: id, kind: 'NEED_ATTRIBUTES', gain: 1 } })
    await story.sql(`update needs set attributes = '{"subject":"ART","seats":45}' where id = $1`, [Buffer.from(id, 'base64url').toString().split(':')[1]])
    expect((await zhao.attempt(ACCEPT, { id: proposeAdjustment.id })).code).toBe('ADJUSTMENT_OVERTAKEN')
  })

  test('fewer seats and another day help only together, and are changed together', async () => {
    const course = { category: 'COURSE', unit: 'LESSON', quantity: 1, divisible: false }
    await listed('Resource', { ...course, supply: 'REUSABLE', title: '周日的课', attributes: { subject: 'ART', seats: 20 }, windows: SUNDAY })
    const id = await listed('Need', { ...course, title: '周六想上课', attributes: { subject: 'ART', seats: 40 }, windows: SATURDAY })
    const [first] = await found(id)
    expect(first).toMatchObject({ kind: 'NEED_BOTH', gain: 1, missing: 0, change: { first: { kind: 'NEED_ATTRIBUTES' }, second: { kind: 'NEED_WINDOWS' } } })
    const remedy = { needId: id, kind: 'NEED_BOTH', gain: 1 }
    expect((await wang.attempt(ADJUST, { remedy })).code).toBe('FORBIDDEN')
    expect(await zhao.ask(ADJUST, { remedy })).toEqual({ adjustNeed: { attributes: { subject: 'ART', seats: 20 }, windows: SUNDAY } })
    await story.drain()
    expect((await zhao.attempt(ADJUST, { remedy })).code).toBe('ADJUSTMENT_NOT_ENOUGH')
  })
})
