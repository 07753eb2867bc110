import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { seedId } from '../../../seeds/ids.ts'
import { deadlocks } from '../../../../test/faults/race.ts'
import { runMatching } from '../../../../test/harness/matching-acts.ts'
import { type Answer, type Story, type Visitor, id, openStory } from '../../../../test/harness/story.ts'
import { globalId } from '../../graphql/ids.ts'

const NEED = id('Need', '居民夜间停车')
const PLAYGROUND = id('Resource', '操场周末停车')
const AGREED = { agreedBy: '韩雪', agreedHow: 'PHONE', agreedOn: '2026-03-01' }
const PROPOSE = 'mutation ($remedy: RemedyInput!) { proposeAdjustment(remedy: $remedy) { id } }'
const ACCEPT = 'mutation ($id: ID!, $proxy: ProxyInput) { acceptAdjustment(id: $id, proxy: $proxy) { stage proxyRecord { id } } }'
const REVOKE = 'mutation ($id: ID!) { revokeProxyRecord(id: $id) { revokedAt } }'
const CONFIRM = 'mutation ($id: ID!, $side: Side!) { confirmMatchProposal(id: $id, side: $side) { status project { id } } }'
const END = 'mutation ($id: ID!) { endProject(id: $id, reason: "学校另有安排") { status } }'
const SEEN = 'query ($id: ID!) { node(id: $id) { ... on Adjustment { stage proxyRecord { id } viewerMayAnswer } } }'
const HISTORY = 'query ($id: ID!) { node(id: $id) { ... on Resource { version history(first: 1) { nodes { operation actorName } } } } }'

let story: Story
let zhao: Visitor
let han: Visitor
beforeAll(async () => {
  story = await openStory({ poolSize: 20 })
  await runMatching(story)
  zhao = await story.as('赵立新')
  han = await story.as('韩雪')
})
afterAll(async () => {
  expect(story.faults).toEqual([])
  expect(await deadlocks(story)).toBe(0)
  await story.close()
})

const hours = async (): Promise<string> => (await story.sql<{ windows: string }>("select windows::text from resources where title = '操场周末停车'"))[0]!.windows
const shown = (): Promise<{ id: string; quantity: number }[]> =>
  story.sql("select p.id, p.quantity from match_proposals p join resources r on r.id = p.resource_id join needs n on n.id = p.need_id where r.title = '操场周末停车' and n.title = '居民夜间停车' and p.stage = 'OPEN'")
const agree = async (adjustment: string): Promise<string> => {
  const { acceptAdjustment } = await zhao.ask<{ acceptAdjustment: { proxyRecord: { id: string } } }>(ACCEPT, { id: adjustment, proxy: AGREED })
  await story.drain()
  return acceptAdjustment.proxyRecord.id
}
const revoke = (record: string, who = han): Promise<Answer<unknown>> => who.attempt(REVOKE, { id: record })

describe('赵立新 notes that 晨光小学 has agreed by telephone, and the school takes it back', () => {
  let adjustment: string
  let before: string

  test('the playground has its old hours, nothing is shown by night, the history says so, and 韩雪 may answer herself', async () => {
    before = await hours()
    adjustment = (await zhao.ask<{ proposeAdjustment: { id: string } }>(PROPOSE, { remedy: { needId: NEED, kind: 'WINDOWS', resourceId: PLAYGROUND, gain: 12 } })).proposeAdjustment.id
    const record = await agree(adjustment)
    expect([await hours() === before, (await shown()).map(({ quantity }) => quantity)]).toEqual([false, [12]])
    expect((await revoke(record, zhao)).code).toBe('FORBIDDEN')
    expect((await revoke(record, await story.as('王磊'))).code).toBe('NOT_FOUND')
    expect((await revoke(record)).code).toBeNull()
    await story.drain()
    expect([await hours(), await shown()]).toEqual([before, []])
    expect((await han.ask<{ node: object }>(SEEN, { id: adjustment })).node).toEqual({ stage: 'OPEN', proxyRecord: null, viewerMayAnswer: true })
    expect((await han.ask<{ node: object }>(HISTORY, { id: PLAYGROUND })).node).toMatchObject({ history: { nodes: [{ operation: 'proxyRecord.revoke', actorName: '韩雪' }] } })
    const { notices } = await zhao.ask<{ notices: { nodes: { kind: string; details: object }[] } }>('{ notices(first: 20) { nodes { kind details } } }')
    expect(notices.nodes).toContainEqual({ kind: 'ADJUSTMENT_TAKEN_BACK', details: { title: '操场周末停车' } })
    expect(await revoke(record)).toMatchObject({ code: 'WRONG_STATUS', details: { status: 'REVOKED' } })
  })

  test('at the same instant as it confirms the proposal by night: one of the two, and it fits', async () => {
    for (let round = 0; round < 3; round += 1) {
      const record = await agree(adjustment)
      const [proposal] = await shown()
      const uuid = globalId('MatchProposal', proposal!.id)
      await zhao.ask(CONFIRM, { id: uuid, side: 'NEED' })
      const [revoked, confirmed] = await Promise.all([revoke(record), han.attempt<{ confirmMatchProposal: { project: { id: string } } }>(CONFIRM, { id: uuid, side: 'RESOURCE' })])
      expect([[null, 'PROPOSAL_CLOSED'], ['ADJUSTMENT_IN_USE', null]]).toContainEqual([revoked.code, confirmed.code])
      expect(await hours() === before).toBe(revoked.code === null)
      if (confirmed.code === null) {
        await han.ask(END, { id: confirmed.data!.confirmMatchProposal.project.id })
        expect((await revoke(record)).code).toBeNull()
      }
      await story.drain()
    }
  })

  test('while a project rests on it, it is refused by its name; ended, it can be taken back', async () => {
    const record = await agree(adjustment)
    const uuid = globalId('MatchProposal', (await shown())[0]!.id)
    await zhao.ask(CONFIRM, { id: uuid, side: 'NEED' })
    const { confirmMatchProposal } = await han.ask<{ confirmMatchProposal: { project: { id: string } } }>(CONFIRM, { id: uuid, side: 'RESOURCE' })
    expect(await revoke(record)).toMatchObject({ code: 'ADJUSTMENT_IN_USE', details: { projects: ['居民夜间停车'] } })
    await han.ask(END, { id: confirmMatchProposal.project.id })
    expect((await revoke(record)).code).toBeNull()
    await story.drain()
    expect(await hours()).toBe(before)
  })

  test('what was changed again by hand is not put back over it', async () => {
    const record = await agree(adjustment)
    await story.sql("update resources set windows = windows + '{[0,60)}'::int4multirange where title = '操场周末停车'")
    const now = await hours()
    expect(await revoke(record)).toMatchObject({ code: 'ADJUSTMENT_REVISED', details: { title: '操场周末停车' } })
    expect([await hours(), (await han.ask<{ node: object }>(SEEN, { id: adjustment })).node]).toMatchObject([now, { stage: 'ACCEPTED', proxyRecord: { id: record } }])
  })
})

describe('what a need of the school was made is taken back too', () => {
  test('its quantity is what it was; the same asked anew meanwhile is the one that waits', async () => {
    const [need, one, other] = [randomUUID(), randomUUID(), randomUUID()]
    const [school, street, now] = [seedId('organization 晨光小学'), seedId('organization 130102002'), story.clock.now.toISOString()]
    await story.sql(
      `insert into needs (id, owner_id, title, category, attributes, unit, divisible, least_part, starts_on, ends_on, audience_kind, contact_name, contact_phone, stage, published_at, created_at, updated_at, quantity, urgency, scope, scope_since)
        values ($1::uuid, $2::uuid, '学校要的书', 'GOODS', '{"goods":"BOOKS"}', 'VOLUME', true, 1, '2026-03-03', '2026-08-29', 'PUBLIC', '值班室', '19900000099', 'PUBLISHED', $3::timestamptz, $3::timestamptz, $3::timestamptz, 30, 3, 'STREET', $3::timestamptz)`,
      [need, school, now],
    )
    const parts = { leastPart: 1, divisible: true }
    const insert = (uuid: string): Promise<unknown> =>
      story.sql(
        `insert into adjustments (id, need_id, need_owner_id, asked_id, proposer_id, proposed_by_id, kind, change, gain, moved, kept, stage, created_at, expires_at)
          values ($1::uuid, $2::uuid, $3::uuid, $3::uuid, $4::uuid, $5::uuid, 'NEED_QUANTITY', $6::jsonb, 3, 0, 0, 'OPEN', $7::timestamptz, $7::timestamptz + interval '14 days')`,
        [uuid, need, school, street, seedId('person 19900000003'), JSON.stringify({ kind: 'NEED_QUANTITY', before: { ...parts, quantity: 30 }, after: { ...parts, quantity: 20 } }), now],
      )
    const quantity = async (): Promise<number> => (await story.sql<{ quantity: number }>('select quantity from needs where id = $1::uuid', [need]))[0]!.quantity
    await insert(one)
    const record = await agree(globalId('Adjustment', one))
    expect(await quantity()).toBe(20)
    await insert(other)
    expect((await revoke(record)).code).toBeNull()
    expect(await quantity()).toBe(30)
    expect(await story.sql('select stage from adjustments where need_id = $1::uuid order by stage', [need])).toEqual([{ stage: 'EXPIRED' }, { stage: 'OPEN' }])
  })
})
