import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals'
import { DEFAULT_WEIGHTS } from '@red-alliance/shared/matching/types'
import { seedId } from '../../server/seeds/ids.ts'
import { globalId } from '../../server/src/graphql/ids.ts'
import { DRAFT_NEED, NEED_INPUT, PUBLISH_NEED } from '../harness/inputs.ts'
import { ALLIANCE, runMatching } from '../harness/matching-acts.ts'
import { type Answer, type Story, id, openStory } from '../harness/story.ts'
import { deadlocks } from './race.ts'
import { CONFIRM_RING, prepareRing } from './ring.ts'

const ROUNDS = 6
const SCHOOL = seedId('organization 晨光小学')
const STREET = seedId('organization 130102002')
const ACCEPT = 'mutation ($id: ID!) { acceptAdjustment(id: $id) { stage } }'
const DECLINE = 'mutation ($id: ID!) { declineAdjustment(id: $id, reason: SAFETY) { stage } }'
const TAKE_BACK = 'mutation ($id: ID!) { withdrawAdjustment(id: $id) { stage } }'
const WITHDRAW_NEED = 'mutation ($id: ID!) { withdrawNeed(id: $id, reason: "不需要了") { status } }'
const WITHDRAW_RESOURCE = 'mutation ($id: ID!) { withdrawResource(id: $id, reason: "不再开放") { status } }'
const REVISE = 'mutation ($id: ID!, $version: Int!, $input: ResourceInput!) { reviseResource(id: $id, version: $version, input: $input) { title } }'
const RUN = 'mutation ($id: ID!) { runMatching(allianceId: $id) { id } }'
const SET = 'mutation ($id: ID!, $settings: MatchingSettingsInput!) { setMatchingSettings(organizationId: $id, settings: $settings) { id } }'
const NIGHT = [{ start: 1140, end: 1890 }]
const PLAYGROUND = { ownerId: id('Organization', '晨光小学'), title: '改过名的操场', category: 'PARKING', attributes: { vehicle: 'CAR' }, unit: 'PIECE', supply: 'REUSABLE', quantity: 3, windows: [{ start: 0, end: 60 }], startsOn: '2026-03-03', endsOn: '2026-08-29', audienceKind: 'PUBLIC', contactName: '韩雪', contactPhone: '19900000016' }

const codes = (answers: readonly Answer<unknown>[]): string[] => answers.map(({ code, status }) => (status >= 500 ? `${status}` : (code ?? 'DONE'))).sort()

/** A need of the street, a resource of the school, and a change that 赵立新 asks for; by SQL because only the answers go over HTTP. */
interface Asked {
  readonly need: string
  readonly resource: string
  readonly adjustment: string
}

describe('a change that was asked for, at the same instant as something else', () => {
  let story: Story
  beforeAll(async () => {
    story = await openStory({ poolSize: 20 })
  })
  afterAll(() => story.close())
  afterEach(async () => {
    expect(story.faults.splice(0)).toEqual([])
    expect(await deadlocks(story)).toBe(0)
  })

  const prepare = async (change: object = { kind: 'WINDOWS', added: NIGHT, windows: [{ start: 0, end: 60 }, ...NIGHT] }, ofNeed = false): Promise<Asked> => {
    const [need, resource, adjustment] = [randomUUID(), randomUUID(), randomUUID()]
    const now = story.clock.now.toISOString()
    const columns = 'id, owner_id, title, category, attributes, unit, divisible, least_part, windows, starts_on, ends_on, audience_kind, contact_name, contact_phone, stage, published_at, created_at, updated_at, quantity'
    const values = "$1::uuid, $2::uuid, $3, 'PARKING', '{\"vehicle\":\"CAR\"}', 'PIECE', true, 1, $4::int4multirange, '2026-03-03', '2026-08-29', 'PUBLIC', '值班室', '19900000099', 'PUBLISHED', $5::timestamptz, $5::timestamptz, $5::timestamptz, 3"
    await story.sql(`insert into needs (${columns}, urgency, scope, scope_since) select ${values}, 3, 'STREET', $5::timestamptz`, [need, STREET, '等着调整的需求', '{[1140,1890)}', now])
    await story.sql(`insert into resources (${columns}, supply) select ${values}, 'REUSABLE'`, [resource, SCHOOL, '等着调整的操场', '{[0,60)}', now])
    const { kind } = change as { kind: string }
    await story.sql(
      `insert into adjustments (id, need_id, resource_id, need_owner_id, asked_id, proposer_id, proposed_by_id, kind, change, gain, moved, kept, stage, created_at, expires_at)
        values ($1::uuid, $2::uuid, $3::uuid, $4::uuid, $5::uuid, $4::uuid, $6::uuid, $7, $8::jsonb, 3, 0, 0, 'OPEN', $9::timestamptz, $9::timestamptz + interval '14 days')`,
      [adjustment, need, ofNeed ? null : resource, STREET, ofNeed ? STREET : SCHOOL, seedId('person 19900000003'), kind, JSON.stringify({ resourceId: resource, ...change }), now],
    )
    return { need: globalId('Need', need), resource: globalId('Resource', resource), adjustment: globalId('Adjustment', adjustment) }
  }
  const uuid = (one: string): string => Buffer.from(one, 'base64url').toString().split(':')[1]!
  const stageOf = async ({ adjustment }: Asked): Promise<string> => (await story.sql<{ stage: string }>('select stage from adjustments where id = $1::uuid', [uuid(adjustment)]))[0]!.stage
  const resourceOf = async ({ resource }: Asked): Promise<{ title: string; windows: string; quantity: number; audience_kind: string }> => (await story.sql<{ title: string; windows: string; quantity: number; audience_kind: string }>('select title, windows::text, quantity, audience_kind from resources where id = $1::uuid', [uuid(resource)]))[0]!
  const BOTH = '{[0,60),[1140,1890)}'
  const rounds = async (round: () => Promise<void>): Promise<void> => {
    for (let i = 0; i < ROUNDS; i += 1) await round()
  }

  test('韩雪 agrees twice: once it is done, once it is closed', () =>
    rounds(async () => {
      const asked = await prepare({ kind: 'QUANTITY_MORE', more: 3, quantity: 6 })
      const han = await story.as('韩雪')
      expect(codes(await Promise.all([han.attempt(ACCEPT, { id: asked.adjustment }), han.attempt(ACCEPT, { id: asked.adjustment })]))).toEqual(['ADJUSTMENT_CLOSED', 'DONE'])
      expect(await resourceOf(asked)).toMatchObject({ quantity: 6 })
    }))

  test.each([['赵立新', TAKE_BACK, 'WITHDRAWN'], ['韩雪', DECLINE, 'DECLINED']] as const)('韩雪 agrees while %s does otherwise: one of the two, and the playground says which', (who, otherwise, stage) =>
    rounds(async () => {
      const asked = await prepare()
      const [accepted, other] = await Promise.all([(await story.as('韩雪')).attempt(ACCEPT, { id: asked.adjustment }), (await story.as(who)).attempt(otherwise, { id: asked.adjustment })])
      expect(codes([accepted, other])).toEqual(['ADJUSTMENT_CLOSED', 'DONE'])
      expect([await stageOf(asked), (await resourceOf(asked)).windows]).toEqual(accepted.code === null ? ['ACCEPTED', BOTH] : [stage, '{[0,60)}'])
    }))

  test('she agrees while she saves another title from an open form: whichever comes first, no word and no hour is lost', () =>
    rounds(async () => {
      const asked = await prepare()
      const han = await story.as('韩雪')
      const [accepted, revised] = await Promise.all([han.attempt(ACCEPT, { id: asked.adjustment }), han.attempt(REVISE, { id: asked.resource, version: 1, input: PLAYGROUND })])
      expect(accepted.code).toBeNull()
      expect([null, 'STALE_VERSION']).toContain(revised.code)
      expect(await resourceOf(asked)).toMatchObject({ windows: BOTH, title: revised.code === null ? '改过名的操场' : '等着调整的操场' })
    }))

  test('she agrees while the need or the playground is withdrawn: done before, or refused and nothing is changed', () =>
    rounds(async () => {
      for (const [who, withdraw, of] of [['赵立新', WITHDRAW_NEED, 'need'], ['韩雪', WITHDRAW_RESOURCE, 'resource']] as const) {
        const asked = await prepare()
        const [accepted, withdrawn] = await Promise.all([(await story.as('韩雪')).attempt(ACCEPT, { id: asked.adjustment }), (await story.as(who)).attempt(withdraw, { id: asked[of] })])
        expect([withdrawn.code, [null, 'WRONG_STATUS'].includes(accepted.code)]).toEqual([null, true])
        expect([await stageOf(asked), (await resourceOf(asked)).windows]).toEqual(accepted.code === null ? ['ACCEPTED', BOTH] : ['OPEN', '{[0,60)}'])
      }
    }))

  test('what was asked about stands otherwise by now', async () => {
    const [han, zhao] = [await story.as('韩雪'), await story.as('赵立新')]
    const met = await prepare()
    await story.sql('update needs set quantity = 3, met_quantity = 3 where id = $1::uuid', [uuid(met.need)])
    expect(await han.attempt(ACCEPT, { id: met.adjustment })).toMatchObject({ code: 'WRONG_STATUS', details: { status: 'MET' } })

    const taken = await prepare({ kind: 'QUANTITY_MORE', more: 2, quantity: 5 })
    await story.sql('update resources set quantity = 10 where id = $1::uuid', [uuid(taken.resource)])
    await han.ask(ACCEPT, { id: taken.adjustment })
    expect((await resourceOf(taken)).quantity).toBe(12)

    const full = await prepare({ kind: 'QUANTITY_MORE', more: 2, quantity: 5 })
    await story.sql('update resources set quantity = 1000000 where id = $1::uuid', [uuid(full.resource)])
    expect((await han.attempt(ACCEPT, { id: full.adjustment })).code).toBe('QUANTITY_INVALID')
    expect(await stageOf(full)).toBe('OPEN')

    const long = await prepare({ kind: 'PERIOD', before: { from: '2026-03-03', to: '2026-08-29' }, period: { from: '2026-03-03', to: '2027-03-01' } })
    await story.sql("update resources set starts_on = '2026-01-01' where id = $1::uuid", [uuid(long.resource)])
    expect((await han.attempt(ACCEPT, { id: long.adjustment })).code).toBe('PERIOD_INVALID')

    const opened = await prepare({ kind: 'AUDIENCE', audience: STREET })
    await han.ask(ACCEPT, { id: opened.adjustment })
    expect((await resourceOf(opened)).audience_kind).toBe('PUBLIC')

    const before = { quantity: 3, leastPart: 1, divisible: true }
    const own = await prepare({ kind: 'NEED_QUANTITY', before, after: { ...before, quantity: 1 } }, true)
    await story.sql('update needs set quantity = 30 where id = $1::uuid', [uuid(own.need)])
    expect((await zhao.attempt(ACCEPT, { id: own.adjustment })).code).toBe('ADJUSTMENT_OVERTAKEN')
    await story.sql('update needs set quantity = 3 where id = $1::uuid', [uuid(own.need)])
    await zhao.ask(ACCEPT, { id: own.adjustment })
    expect(await story.sql('select quantity from needs where id = $1::uuid', [uuid(own.need)])).toEqual([{ quantity: 1 }])
  })

  test('two set the rules at once: both stand in the history, and one of them counts', async () => {
    const settings = { ...DEFAULT_WEIGHTS, streetAfterDays: 7, districtAfterDays: 14 }
    const [deng, gao] = [await story.as('邓立'), await story.as('高志远')]
    const city = id('Organization', '1301')
    const answers = await Promise.all([41, 42, 43].map((category) => deng.attempt(SET, { id: city, settings: { ...settings, category, reason: `第 ${category} 次` } })))
    expect(codes([...answers, await gao.attempt(SET, { id: id('Organization', '130102'), settings: { ...settings, reason: '本区' } })])).toEqual(['DONE', 'DONE', 'DONE', 'DONE'])
    const { node } = await deng.ask<{ node: { matchingRules: { category: number }; matchingSettings: { nodes: { category: number }[] } } }>('query ($id: ID!) { node(id: $id) { ... on Organization { matchingRules { category } matchingSettings(first: 5) { nodes { category } } } } }', { id: city })
    expect(node.matchingSettings.nodes.map(({ category }) => category).toSorted((a, b) => a - b)).toEqual([41, 42, 43])
    expect(node.matchingRules.category).toBe(node.matchingSettings.nodes[0]!.category)
  })

  test('赵立新 presses run in four windows: one run', () =>
    rounds(async () => {
      const zhao = await story.as('赵立新')
      const ids = (await Promise.all([1, 2, 3, 4].map(() => zhao.ask<{ runMatching: { id: string } }>(RUN, { id: ALLIANCE })))).map(({ runMatching: run }) => run.id)
      expect(new Set(ids).size).toBe(1)
      expect((await story.drain()).filter((name) => name === 'matching.run')).toHaveLength(1)
      expect(await story.sql("select status from match_runs where status <> 'DONE'")).toEqual([])
    }))
})

describe('a ring that is answered while the matching goes', () => {
  let story: Story
  beforeAll(async () => {
    story = await openStory({ poolSize: 20 })
    await runMatching(story)
  })
  afterAll(() => story.close())

  test.each([[true], [false]])('all of it holds or none, whether somebody has said yes before: %s', async (held) => {
    const [zhao, wang] = [await story.as('赵立新'), await story.as('王磊')]
    for (let i = 0; i < ROUNDS; i += 1) {
      const books = await prepareRing(story, ['赵立新', '王磊'])
      if (held) await zhao.ask(CONFIRM_RING, { id: books.memberIds[0] })
      const { draftNeed } = await zhao.ask<{ draftNeed: { id: string } }>(DRAFT_NEED, { input: { ...NEED_INPUT, title: `再要两册书 ${i}`, category: 'GOODS', attributes: { goods: 'BOOKS' }, unit: 'VOLUME', windows: null, quantity: 2 } })
      await zhao.ask(PUBLISH_NEED, { id: draftNeed.id })
      const press = i % 2 === 0 ? zhao.attempt(RUN, { id: ALLIANCE }) : null
      const [, , ...answers] = await Promise.all([story.drain(), press, wang.attempt(CONFIRM_RING, { id: books.memberIds[1] }), ...(held ? [] : [zhao.attempt(CONFIRM_RING, { id: books.memberIds[0] })])])
      await story.drain()
      for (const { code } of answers) expect([null, 'RING_CLOSED']).toContain(code)
      const [row] = await story.sql<{ ring: string; legs: string[]; projects: number }>(
        `select r.stage as ring, array_agg(distinct p.stage) as legs, (select count(*)::int from projects j where j.proposal_id = any(array_agg(p.id))) as projects
          from match_rings r join match_ring_members m on m.ring_id = r.id join match_proposals p on p.id = m.proposal_id where r.id = $1::uuid group by r.id`,
        [Buffer.from(books.ringId, 'base64url').toString().split(':')[1]],
      )
      const done = answers.every(({ code }) => code === null)
      expect(row).toMatchObject(done ? { ring: 'CONFIRMED', legs: ['CONFIRMED'], projects: 2 } : { ring: 'SUPERSEDED', projects: 0 })
      if (held) expect(done).toBe(true)
    }
    expect(story.faults.splice(0)).toEqual([])
    expect(await deadlocks(story)).toBe(0)
    expect(await story.sql("select status from match_runs where status <> 'DONE'")).toEqual([])
  })
})
