import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { type Story, type Visitor, id, openStory } from '../../../../test/harness/story.ts'
import { tryParseId } from '../../graphql/ids.ts'

const DONGAN = id('Organization', '130102002019')
const ADD = 'mutation ($name: String!, $year: Int!, $consent: Boolean!) { addChild(name: $name, bornYear: $year, consent: $consent) { id name bornYear residenceCommunity { name } consents { nodes { id purpose how agreedOn withdrawnAt } } } }'
const GIVE = 'mutation ($purpose: ConsentPurpose!, $person: ID, $on: Date) { giveConsent(purpose: $purpose, personId: $person, agreedOn: $on) { id how agreedOn organization { name } } }'

interface Child {
  addChild: { id: string; name: string; bornYear: number; residenceCommunity: { name: string } | null; consents: { nodes: { id: string; purpose: string; how: string; withdrawnAt: string | null }[] } }
}

let story: Story
let lin: Visitor
let liJing: Visitor
beforeAll(async () => {
  story = await openStory()
  lin = await story.as('林静')
  liJing = await story.as('李静')
})
afterAll(async () => {
  expect(story.faults).toEqual([])
  await story.close()
})

const names = async (who: Visitor): Promise<string[]> => (await who.ask<{ people: { nodes: { name: string }[] } }>('{ people(first: 100) { nodes { name } } }')).people.nodes.map(({ name }) => name)

describe('children', () => {
  test('林静 adds her child and agrees; the community does not learn of it', async () => {
    const { addChild } = await lin.ask<Child>(ADD, { name: '林小雨', year: 2016, consent: true })
    expect(addChild).toMatchObject({ name: '林小雨', bornYear: 2016, residenceCommunity: { name: '东安社区' }, consents: { nodes: [{ purpose: 'CHILD_DATA', how: 'SELF', withdrawnAt: null }] } })
    expect(await names(lin)).toContain('林小雨')
    expect(await names(liJing)).not.toContain('林小雨')
    expect(await names(await story.as('马建国'))).not.toContain('林小雨')
  })

  test('without her yes nothing is kept', async () => {
    expect(await lin.attempt(ADD, { name: '林小雪', year: 2018, consent: false })).toMatchObject({ code: 'CONSENT_MISSING', details: { purpose: 'CHILD_DATA' } })
    expect(await story.sql("select 1 from people where name = '林小雪'")).toEqual([])
  })

  test.each([[2027, 'not born yet'], [2007, 'grown'], [-1, 'no year']])('%s is bad input: %s', async (year) => {
    expect(await lin.attempt(ADD, { name: '林大', year, consent: true })).toMatchObject({ code: 'BAD_INPUT', details: { fields: ['bornYear'] } })
  })

  test('the audit says that a child was added, and not its name', async () => {
    expect(await story.sql("select details from audit_events where operation = 'child.add' and refusal is null")).toEqual([{ details: {} }])
  })
})

describe('consent', () => {
  test('given twice it stays as it was given first', async () => {
    const { giveConsent } = await lin.ask<{ giveConsent: { id: string; how: string } }>(GIVE, { purpose: 'MEMBERSHIP' })
    story.clock.now = new Date(story.clock.now.getTime() + 60_000)
    expect(await lin.ask(GIVE, { purpose: 'MEMBERSHIP' })).toEqual({ giveConsent: { ...giveConsent } })
    expect(giveConsent.how).toBe('SELF')
  })

  test('at the same instant it is given once', async () => {
    const wang = await story.as('王磊')
    const answers = await Promise.all(Array.from({ length: 8 }, () => wang.ask<{ giveConsent: { id: string } }>(GIVE, { purpose: 'DOCUMENT_NUMBER' })))
    expect(new Set(answers.map(({ giveConsent }) => giveConsent.id)).size).toBe(1)
    expect(await story.sql('select count(*)::int as given from consents where person_id = $1', [tryParseId(id('Person', '19900000005'))!.uuid])).toEqual([{ given: 1 }])
  })

  test('nobody consents to a child’s data for a grown person', async () => {
    expect(await lin.attempt(GIVE, { purpose: 'CHILD_DATA' })).toMatchObject({ code: 'BAD_INPUT', details: { fields: ['purpose'] } })
  })

  test('李静 enters 老周, who has no phone, and his consent on paper with its date', async () => {
    const { enterPerson } = await liJing.ask<{ enterPerson: { id: string; phone: null } }>('mutation ($c: ID!) { enterPerson(communityId: $c, name: "周福来", bornYear: 1948) { id phone } }', { c: DONGAN })
    expect(enterPerson.phone).toBeNull()
    const person = enterPerson.id
    expect((await liJing.attempt(GIVE, { purpose: 'DOCUMENT_NUMBER', person })).details).toEqual({ fields: ['agreedOn'] })
    expect((await liJing.attempt(GIVE, { purpose: 'DOCUMENT_NUMBER', person, on: '2026-03-03' })).details).toEqual({ fields: ['agreedOn'] })
    expect(await liJing.ask(GIVE, { purpose: 'DOCUMENT_NUMBER', person, on: '2026-03-01' })).toMatchObject({ giveConsent: { how: 'PAPER', agreedOn: '2026-03-01', organization: { name: '东安社区' } } })
    // The clerk of the street reads no names of residents.
    expect((await (await story.as('孙晓梅')).attempt(GIVE, { purpose: 'DOCUMENT_NUMBER', person, on: '2026-03-01' })).code).toBe('NOT_FOUND')
  })

  test('withdrawn, it is missing again, and cannot be withdrawn twice', async () => {
    const { giveConsent } = await lin.ask<{ giveConsent: { id: string } }>(GIVE, { purpose: 'MEMBERSHIP' })
    const withdraw = 'mutation ($id: ID!) { withdrawConsent(id: $id) { withdrawnAt viewerMayWithdraw } }'
    expect(await lin.ask(withdraw, { id: giveConsent.id })).toMatchObject({ withdrawConsent: { viewerMayWithdraw: false } })
    expect((await lin.attempt(withdraw, { id: giveConsent.id })).code).toBe('WRONG_STATUS')
    expect(await lin.ask('{ viewer { partyMember } }')).toEqual({ viewer: { partyMember: null } })
  })
})
