import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { type Story, type Visitor, id, openStory } from '../../../../test/harness/story.ts'
import { globalId, tryParseId } from '../../graphql/ids.ts'

const DONGAN = id('Organization', '130102002019')
const TANGE = id('Organization', '130102002020')
const KANGNING = id('Organization', '康宁医院')
const REGISTER = 'mutation ($c: ID!, $yes: Boolean!) { registerMember(communityId: $c, consent: $yes) { id stage place { name } } }'
const MOVE = 'mutation ($c: ID!) { moveRegistration(communityId: $c) { id stage movedFrom { place { name } } } }'
const CONFIRM = 'mutation ($id: ID!) { confirmRegistration(id: $id) { id stage person { name residenceCommunity { name } } } }'
const DECLINE = 'mutation ($id: ID!, $why: String!) { declineRegistration(id: $id, reason: $why) { stage reason } }'
const END = 'mutation ($id: ID!) { endRegistration(id: $id) { stage endReason } }'
const UNIT = 'mutation ($u: ID!, $p: ID!) { registerUnitParty(unitId: $u, placeId: $p) { id stage byPlace } }'
const WAITING = '{ registrations(filter: { waitingForViewer: true }) { nodes { id kind person { name } unit { name } } } }'
const MINE = '{ viewer { residenceCommunity { name } registrations { nodes { stage endReason place { name } } } } notices(first: 1) { nodes { kind } } }'

interface Made { readonly id: string; readonly stage: string }

let story: Story
let lin: Visitor
let liJing: Visitor
let xu: Visitor
beforeAll(async () => {
  story = await openStory()
  lin = await story.as('林静')
  liJing = await story.as('李静')
  xu = await story.as('许文博')
})
afterAll(async () => {
  expect(story.faults).toEqual([])
  await story.close()
})

/** Somebody of the cast becomes secretary elsewhere, too. */
async function secretaryOf(place: string): Promise<Visitor> {
  await story.sql("insert into role_assignments (id, person_id, organization_id, role, granted_at) values (gen_random_uuid(), $1, $2, 'SECRETARY', now())", [tryParseId(id('Person', '19900000016'))!.uuid, tryParseId(place)!.uuid])
  return story.as('韩雪')
}

describe('林静 registers where she lives', () => {
  let first: string
  test('not without her yes', async () => {
    expect(await lin.attempt(REGISTER, { c: DONGAN, yes: false })).toMatchObject({ code: 'CONSENT_MISSING', details: { purpose: 'MEMBERSHIP' } })
    expect(await lin.attempt(REGISTER, { c: id('Organization', '130102002'), yes: true })).toMatchObject({ code: 'BAD_INPUT', details: { fields: ['communityId'] } })
  })

  test('eight times at the same instant makes one, which waits for the community', async () => {
    const answers = await Promise.all(Array.from({ length: 8 }, () => lin.attempt<{ registerMember: Made }>(REGISTER, { c: DONGAN, yes: true })))
    expect(answers.map(({ code }) => code).sort()).toEqual([null, ...Array<string>(7).fill('REGISTERED_ALREADY')].sort())
    first = answers.find(({ data }) => data)!.data!.registerMember.id
    const { registrations } = await liJing.ask<{ registrations: { nodes: { id: string; person: { name: string } }[] } }>(WAITING)
    expect(registrations.nodes).toEqual([{ id: first, kind: 'MEMBER', person: { name: '林静' }, unit: null }])
    expect(await liJing.ask('{ notices(first: 1) { nodes { kind details } } }')).toEqual({ notices: { nodes: [{ kind: 'REGISTRATION_ASKED', details: { name: '林静' } }] } })
  })

  test('declined with a reason that her unit does not read, she asks again', async () => {
    expect(await liJing.ask(DECLINE, { id: first, why: '住址不在本社区' })).toEqual({ declineRegistration: { stage: 'DECLINED', reason: '住址不在本社区' } })
    expect(await lin.ask('{ notices(first: 1) { nodes { kind details } } }')).toMatchObject({ notices: { nodes: [{ kind: 'REGISTRATION_DECLINED', details: { reason: '住址不在本社区' } }] } })
    expect(await xu.ask('query ($id: ID!) { node(id: $id) { id } }', { id: first })).toEqual({ node: null })
    first = (await lin.ask<{ registerMember: Made }>(REGISTER, { c: DONGAN, yes: true })).registerMember.id
  })

  test('two clerks confirm it at the same instant: once', async () => {
    const answers = await Promise.all([liJing, await story.as('李秀英')].map((who) => who.attempt(CONFIRM, { id: first })))
    expect(answers.map(({ code }) => code).sort()).toEqual(['WRONG_STATUS', null].sort())
    expect(await lin.ask(MINE)).toMatchObject({ viewer: { residenceCommunity: { name: '东安社区' } }, notices: { nodes: [{ kind: 'REGISTRATION_CONFIRMED' }] } })
  })

  test('her unit sees the place and the stage; the street sees a number', async () => {
    const { node } = await xu.ask<{ node: object }>('query ($o: ID!) { node(id: $o) { ... on Organization { registrations { nodes { person { name } place { name } stage reason } } registeredMembers } } }', { o: KANGNING })
    expect(node).toEqual({ registrations: { nodes: [{ person: { name: '林静' }, place: { name: '东安社区' }, stage: 'CONFIRMED', reason: null }] }, registeredMembers: null })
    expect(await (await story.as('赵立新')).ask('query ($o: ID!) { node(id: $o) { ... on Organization { registeredMembers registrations { totalCount } } } }', { o: id('Organization', '130102002') })).toEqual({ node: { registeredMembers: 1, registrations: { totalCount: 0 } } })
  })

  test('she moves house: both stand until the new community confirms, then the old one has ended', async () => {
    await lin.ask('mutation { addChild(name: "林小雨", bornYear: 2016, consent: true) { id } }')
    expect((await lin.attempt(MOVE, { c: DONGAN })).code).toBe('REGISTERED_ALREADY')
    const { moveRegistration } = await lin.ask<{ moveRegistration: Made }>(MOVE, { c: TANGE })
    expect((await lin.attempt(MOVE, { c: TANGE })).code).toBe('REGISTERED_ALREADY')
    expect(await story.sql('select stage from registrations where stage in (\'WAITING\',\'CONFIRMED\') and person_id is not null order by stage')).toEqual([{ stage: 'CONFIRMED' }, { stage: 'WAITING' }])
    const there = await secretaryOf(TANGE)
    await there.ask(CONFIRM, { id: moveRegistration.id })
    expect(await lin.ask(MINE)).toMatchObject({ viewer: { residenceCommunity: { name: '谈阁社区' }, registrations: { nodes: [{ stage: 'CONFIRMED' }, { stage: 'ENDED', endReason: 'MOVED', place: { name: '东安社区' } }, { stage: 'DECLINED' }] } } })
    expect(await lin.ask('{ viewer { children { nodes { residenceCommunity { name } } } } }')).toEqual({ viewer: { children: { nodes: [{ residenceCommunity: { name: '谈阁社区' } }] } } })
    expect(await liJing.ask('{ notices(first: 1) { nodes { kind details } } }')).toEqual({ notices: { nodes: [{ kind: 'REGISTRATION_ENDED', details: { name: '林静', place: '东安社区' } }] } })
  })

  test('she ends it; the community no longer counts as where she lives', async () => {
    const { viewer } = await lin.ask<{ viewer: { registrations: { nodes: Made[] } } }>('{ viewer { registrations(filter: { stage: [CONFIRMED] }) { nodes { id } } } }')
    const [{ id: present }] = viewer.registrations.nodes as [Made]
    expect(await lin.ask(END, { id: present })).toEqual({ endRegistration: { stage: 'ENDED', endReason: 'LEFT' } })
    expect((await lin.attempt(END, { id: present })).code).toBe('WRONG_STATUS')
    expect(await lin.ask(MINE)).toMatchObject({ viewer: { residenceCommunity: null } })
    expect((await lin.attempt(MOVE, { c: DONGAN })).code).toBe('NOT_FOUND')
  })

  test('a consent withdrawn while it waits: it ends, and cannot be confirmed', async () => {
    const { registerMember } = await lin.ask<{ registerMember: Made }>(REGISTER, { c: DONGAN, yes: true })
    const { viewer } = await lin.ask<{ viewer: { consents: { nodes: { id: string; purpose: string; withdrawnAt: string | null }[] } } }>('{ viewer { consents { nodes { id purpose withdrawnAt } } } }')
    const consent = viewer.consents.nodes.find(({ purpose, withdrawnAt }) => purpose === 'MEMBERSHIP' && !withdrawnAt)!
    await lin.ask('mutation ($id: ID!) { withdrawConsent(id: $id) { id } }', { id: consent.id })
    expect((await liJing.attempt(CONFIRM, { id: registerMember.id })).code).toBe('WRONG_STATUS')
  })

  test('a move confirmed at the instant at which the old one is ended, eight times over: registered once at most, and never in between', async () => {
    const there = await story.as('韩雪')
    for (let round = 0; round < 8; round += 1) {
      const { registerMember } = await lin.ask<{ registerMember: Made }>(REGISTER, { c: DONGAN, yes: true })
      await liJing.ask(CONFIRM, { id: registerMember.id })
      const { moveRegistration } = await lin.ask<{ moveRegistration: Made }>(MOVE, { c: TANGE })
      const answers = await Promise.all([there.attempt(CONFIRM, { id: moveRegistration.id }), lin.attempt(END, { id: registerMember.id })])
      expect(answers[0]!.code).toBeNull()
      expect([null, 'WRONG_STATUS']).toContain(answers[1]!.code)
      expect(await story.sql("select o.code, r.stage from registrations r join organizations o on o.id = r.place_id where r.person_id is not null and r.stage in ('WAITING','CONFIRMED')")).toEqual([{ code: '130102002020', stage: 'CONFIRMED' }])
      expect(await lin.ask('{ viewer { residenceCommunity { name } } }')).toEqual({ viewer: { residenceCommunity: { name: '谈阁社区' } } })
      await lin.ask(END, { id: moveRegistration.id })
    }
  })

  test('the audit of all that names nobody', async () => {
    expect(await story.sql("select 1 from audit_events where operation like 'registration.%' and details::text like '%林%'")).toEqual([])
  })
})

describe('on paper', () => {
  test('李静 registers 老周, who has no phone, upon his signature: at once', async () => {
    const { enterPerson } = await liJing.ask<{ enterPerson: { id: string } }>('mutation ($c: ID!) { enterPerson(communityId: $c, name: "周福来") { id } }', { c: DONGAN })
    const paper = 'mutation ($c: ID!, $p: ID!, $on: Date!) { registerMemberFor(communityId: $c, personId: $p, consentOn: $on) { id stage byPlace } }'
    expect((await liJing.attempt(paper, { c: DONGAN, p: enterPerson.id, on: '2026-03-03' })).details).toEqual({ fields: ['agreedOn'] })
    expect(await liJing.ask(paper, { c: DONGAN, p: enterPerson.id, on: '2026-03-01' })).toMatchObject({ registerMemberFor: { stage: 'CONFIRMED', byPlace: true } })
    expect((await liJing.attempt(paper, { c: DONGAN, p: enterPerson.id, on: '2026-03-01' })).code).toBe('REGISTERED_ALREADY')
    // Whom another community knows is nobody here.
    expect((await liJing.attempt(paper, { c: DONGAN, p: id('Person', '19900000016'), on: '2026-03-01' })).code).toBe('NOT_FOUND')
  })

  test('ended by the community, it still keeps him', async () => {
    const [row] = await story.sql<{ id: string }>("select r.id from registrations r join people p on p.id = r.person_id where p.name = '周福来'")
    expect(await liJing.ask(END, { id: globalId('Registration', row!.id) })).toEqual({ endRegistration: { stage: 'ENDED', endReason: 'LEFT' } })
    expect(await story.sql("select residence_community_id is not null as kept from people where name = '周福来'")).toEqual([{ kept: true }])
  })
})

describe('the party organization of a unit', () => {
  test('许文博 asks for 康宁医院, and everybody sees it once it is confirmed', async () => {
    const { registerUnitParty } = await xu.ask<{ registerUnitParty: Made & { byPlace: boolean } }>(UNIT, { u: KANGNING, p: TANGE })
    expect(registerUnitParty).toMatchObject({ stage: 'WAITING', byPlace: false })
    expect(await lin.ask('query ($id: ID!) { node(id: $id) { id } }', { id: registerUnitParty.id })).toEqual({ node: null })
    expect(await (await story.as('韩雪')).ask(CONFIRM, { id: registerUnitParty.id })).toMatchObject({ confirmRegistration: { stage: 'CONFIRMED' } })
    expect(await lin.ask('query ($id: ID!) { node(id: $id) { ... on Registration { unit { name } } } }', { id: registerUnitParty.id })).toEqual({ node: { unit: { name: '康宁医院' } } })
    expect(await lin.ask('query ($o: ID!) { node(id: $o) { ... on Organization { registeredUnits } } }', { o: id('Organization', '130102') })).toEqual({ node: { registeredUnits: 1 } })
    expect((await xu.attempt(UNIT, { u: KANGNING, p: TANGE })).code).toBe('REGISTERED_ALREADY')
  })

  test('only where it stands, and only from one of the two sides', async () => {
    const zhao = await story.as('赵立新')
    const street = id('Organization', '130102002')
    expect((await xu.attempt(UNIT, { u: KANGNING, p: DONGAN })).details).toEqual({ fields: ['placeId'] })
    expect((await xu.attempt(UNIT, { u: id('Organization', '晨光小学'), p: street })).code).toBe('FORBIDDEN')
    expect((await zhao.attempt(UNIT, { u: id('Organization', '晨光小学'), p: DONGAN })).code).toBe('FORBIDDEN')
    expect((await zhao.attempt(UNIT, { u: id('Organization', '阳光小学'), p: street })).details).toEqual({ fields: ['placeId'] })
    expect((await zhao.attempt(UNIT, { u: street, p: street })).details).toEqual({ fields: ['unitId'] })
    expect(await zhao.ask(UNIT, { u: id('Organization', '正和律师事务所'), p: street })).toMatchObject({ registerUnitParty: { stage: 'CONFIRMED', byPlace: true } })
  })
})
