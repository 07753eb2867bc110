import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals'
import { globalId } from '../../server/src/graphql/ids.ts'
import { type Answer, type Story, id, openStory } from '../harness/story.ts'
import { CONFIRM, type Confirmed, type Race, type Stakes, deadlocks, prepareRace } from './race.ts'

const ROUNDS = 12
const ALLIANCE = id('Alliance', '青园街道红色联盟')
const END = 'mutation ($id: ID!) { endProject(id: $id, reason: "车库检修") { status } }'
const COMPLETE = 'mutation ($id: ID!) { completeProject(id: $id) { status } }'
const WITHDRAW = 'mutation ($id: ID!) { withdrawResource(id: $id, reason: "不再开放") { status } }'
const REVISE = `mutation ($id: ID!, $version: Int!, $input: ResourceInput!) { reviseResource(id: $id, version: $version, input: $input) { quantity } }`
const RUN = 'mutation ($id: ID!) { runMatching(allianceId: $id) { id } }'
const CLAIM = 'mutation ($need: ID!, $resource: ID!) { claimNeed(needId: $need, resourceId: $resource, quantity: 1) { id status } }'

const codes = (answers: readonly Answer<unknown>[]): string[] => answers.map(({ code, status }) => (status >= 500 ? `${status}` : (code ?? 'DONE'))).sort()

describe('two changes of the same thing at the same instant', () => {
  let story: Story
  beforeAll(async () => {
    story = await openStory({ poolSize: 20 })
  })
  afterAll(() => story.close())
  // Whatever wins: tallies never say what the projects do not, and nothing was a fault.
  afterEach(async () => {
    expect(story.faults).toEqual([])
    expect(await deadlocks(story)).toBe(0)
    const wrong = await story.sql(`select n.id from needs n where met_quantity <> (select coalesce(sum(quantity), 0) from projects where need_id = n.id and status <> 'ENDED')
        or waiting_quantity <> (select coalesce(sum(quantity), 0) from match_proposals where need_id = n.id and stage = 'OPEN')
      union all select r.id from resources r where waiting_quantity <> (select coalesce(sum(quantity), 0) from match_proposals where resource_id = r.id and stage = 'OPEN')
        or supply = 'REUSABLE' and (taken_quantity = 0) <> not exists (select 1 from bookings where resource_id = r.id and released_at is null)`)
    expect(wrong).toEqual([])
  })

  const confirm = async (race: Race, side: 'NEED' | 'RESOURCE'): Promise<Answer<Confirmed>> =>
    (await story.as(side === 'NEED' ? '赵立新' : '王磊')).attempt<Confirmed>(CONFIRM, { id: globalId('MatchProposal', race.proposalIds[0]!), side })
  const begun = async (stakes: Stakes = {}): Promise<{ race: Race; project: string }> => {
    const race = await prepareRace(story, stakes)
    const { data } = await confirm(race, 'RESOURCE')
    return { race, project: data!.confirmMatchProposal.project!.id }
  }
  const rounds = async (round: () => Promise<void>): Promise<void> => {
    for (let i = 0; i < ROUNDS; i += 1) await round()
  }

  test('王磊 presses confirm twice: one yes, one ALREADY_CONFIRMED, one project', () =>
    rounds(async () => {
      const race = await prepareRace(story, { confirmed: null })
      expect(codes(await Promise.all([confirm(race, 'RESOURCE'), confirm(race, 'RESOURCE')]))).toEqual(['ALREADY_CONFIRMED', 'DONE'])
      expect(codes(await Promise.all([confirm(race, 'NEED'), confirm(race, 'NEED')]))).toEqual(['DONE', 'PROPOSAL_CLOSED'])
    }))

  test('both sides confirm: both succeed and there is one project', () =>
    rounds(async () => {
      const race = await prepareRace(story, { confirmed: null })
      const answers = await Promise.all([confirm(race, 'RESOURCE'), confirm(race, 'NEED')])
      expect(codes(answers)).toEqual(['DONE', 'DONE'])
      expect(answers.filter(({ data }) => data?.confirmMatchProposal.project)).toHaveLength(1)
    }))

  test('赵立新 confirms and withdraws at once what 王磊 confirms: refused or done, never both halves', () =>
    rounds(async () => {
      const race = await prepareRace(story, {})
      const withdrawal = (await story.as('王磊')).attempt(WITHDRAW, { id: globalId('Resource', race.resourceIds[0]!) })
      const [withdrawn, confirmed] = await Promise.all([withdrawal, confirm(race, 'RESOURCE')])
      expect(codes([withdrawn])).toEqual(['DONE'])
      const [{ stage }] = (await story.sql<{ stage: string }>('select stage from match_proposals where id = $1::uuid', [race.proposalIds[0]])) as [{ stage: string }]
      if (confirmed.code === null) expect(stage).toBe('CONFIRMED')
      else expect([confirmed.code, stage]).toEqual(['PROPOSAL_CLOSED', 'SUPERSEDED'])
    }))

  test('赵立新 ends and completes a project at once: one of the two, and its status says which', () =>
    rounds(async () => {
      const { project } = await begun()
      const zhao = await story.as('赵立新')
      const answers = await Promise.all([zhao.attempt(END, { id: project }), zhao.attempt(COMPLETE, { id: project })])
      expect(codes(answers)).toEqual(['DONE', 'WRONG_STATUS'])
    }))

  test('王磊 lowers the quantity to what is not yet given while it is given: one of the two gives way', () =>
    rounds(async () => {
      const race = await prepareRace(story, { needs: 2, needQuantity: 1, resourceQuantity: 2 })
      const wang = await story.as('王磊')
      await wang.ask(CONFIRM, { id: globalId('MatchProposal', race.proposalIds[0]!), side: 'RESOURCE' })
      const [row] = await story.sql<{ version: number }>('select version from resources where id = $1::uuid', [race.resourceIds[0]])
      const input = { ownerId: id('Organization', '怡园大厦物业'), title: '最后一个车位', category: 'PARKING', attributes: { vehicle: 'CAR' }, unit: 'PIECE', supply: 'REUSABLE', quantity: 1, windows: [0, 1, 2, 3, 4].map((day) => ({ start: day * 1440 + 1140, end: day * 1440 + 1890 })), startsOn: '2026-03-03', endsOn: '2026-08-29', audienceKind: 'PUBLIC', contactName: '值班室', contactPhone: '19900000099' }
      const answers = await Promise.all([
        wang.attempt(REVISE, { id: globalId('Resource', race.resourceIds[0]!), version: row!.version, input }),
        wang.attempt<Confirmed>(CONFIRM, { id: globalId('MatchProposal', race.proposalIds[1]!), side: 'RESOURCE' }),
      ])
      expect(codes(answers)).toEqual(['DONE', 'RESOURCE_OVERBOOKED'])
    }))

  test('the matching runs twice while proposals are confirmed and claimed: nobody waits for ever, nobody gets a fault', async () => {
    const [zhao, wang] = [await story.as('赵立新'), await story.as('王磊')]
    for (let i = 0; i < 4; i += 1) {
      const race = await prepareRace(story, { needs: 10, resourceQuantity: 20, confirmed: null })
      const confirmations = race.proposalIds.map((uuid) => wang.attempt(CONFIRM, { id: globalId('MatchProposal', uuid), side: 'RESOURCE' }))
      const claims = race.needIds.map((uuid) => wang.attempt(CLAIM, { need: globalId('Need', uuid), resource: id('Resource', '怡园大厦地下车库') }))
      // Sent before, so that the run goes while the others change what it reads.
      await zhao.ask(RUN, { id: ALLIANCE })
      const answers = (await Promise.all([story.drain(), zhao.attempt(RUN, { id: ALLIANCE }), ...confirmations, zhao.attempt(RUN, { id: ALLIANCE }), ...claims])).slice(1) as Answer<unknown>[]
      await story.drain()
      expect(await story.sql("select status from match_runs where status <> 'DONE'")).toEqual([])
      expect(codes(answers).filter((code) => !['DONE', 'PROPOSAL_CLOSED', 'ALREADY_PROPOSED', 'PAIR_UNSUITABLE', 'QUANTITY_INVALID', 'MATCH_RUNNING'].includes(code))).toEqual([])
    }
  })

  test('two claims of the same need with the same garage: one proposal', async () => {
    const race = await prepareRace(story, { confirmed: null, resources: 4, needQuantity: 20, resourceQuantity: 20 })
    const wang = await story.as('王磊')
    await story.sql("update match_proposals set stage = 'SUPERSEDED' where id = any($1::uuid[])", [race.proposalIds])
    for (const uuid of race.resourceIds) {
      const claim = { need: globalId('Need', race.needIds[0]!), resource: globalId('Resource', uuid) }
      expect(codes(await Promise.all([wang.attempt(CLAIM, claim), wang.attempt(CLAIM, claim)]))).toEqual(['ALREADY_PROPOSED', 'DONE'])
    }
  })
})
