import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { DONGAN, DRAFT, DRAWING, type Laid, PUBLISH, SIGN_UP, TIDYING, WITHDRAW, neighbour, published, signUp } from '../../../../test/harness/activity-acts.ts'
import { type Story, type Visitor, id, openStory } from '../../../../test/harness/story.ts'

const NOTICES = '{ notices(first: 5) { nodes { kind details } } }'
const LIST = `query ($from: DateTime, $before: DateTime, $near: OrganizationKind, $mine: Boolean) { activitySessions(filter: { from: $from, before: $before, near: $near, mine: $mine }) { nodes { place viewerClash activity { title } roles { nodes { id places taken queued viewerMaySignUp viewerSignUp { stage } } } } } }`

let story: Story
let li: Visitor
let lin: Visitor
let liu: Visitor
let wang: Visitor
let tidying: Laid

beforeAll(async () => {
  story = await openStory()
  ;[li, lin, liu, wang] = await Promise.all(['李秀英', '林静', '刘桂兰', '王磊'].map((name) => story.as(name))) as [Visitor, Visitor, Visitor, Visitor]
})
afterAll(async () => {
  expect(story.faults).toEqual([])
  await story.close()
})

const role = (laid: Laid): string => laid.roles.nodes[0]!.id
const kinds = async (who: Visitor): Promise<string[]> => (await who.ask<{ notices: { nodes: { kind: string }[] } }>(NOTICES)).notices.nodes.map(({ kind }) => kind)
const tallies = async (laid: Laid): Promise<unknown> => (await li.ask<{ node: Laid }>('query ($id: ID!) { node(id: $id) { ... on Activity { roles { nodes { places taken queued } } } } }', { id: laid.id })).node.roles.nodes

describe('signing up (报名)', () => {
  test('李静 writes an activity, 李秀英 publishes it; a draft is seen by nobody else', async () => {
    const clerk = await story.as('李静')
    const { draftActivity } = await clerk.ask<{ draftActivity: Laid }>(DRAFT, { input: TIDYING })
    expect((await lin.ask<{ node: unknown }>('query ($id: ID!) { node(id: $id) { id } }', { id: draftActivity.id })).node).toBeNull()
    expect((await clerk.attempt(PUBLISH, { id: draftActivity.id })).code).toBe('FORBIDDEN')
    tidying = (await li.ask<{ publishActivity: Laid }>(PUBLISH, { id: draftActivity.id })).publishActivity
    expect(tidying).toMatchObject({ stage: 'PUBLISHED', roles: { nodes: [{ places: 2, taken: 0, queued: 0 }] } })
  })

  test('林静 finds it near her this week and takes a place; a second time she is told so', async () => {
    const near = { from: '2026-03-02T00:00:00+08:00', before: '2026-03-09T00:00:00+08:00', near: 'COMMUNITY' }
    const found = async (): Promise<unknown[]> => (await lin.ask<{ activitySessions: { nodes: { activity: { title: string } }[] } }>(LIST, near)).activitySessions.nodes.filter(({ activity }) => activity.title === TIDYING.title)
    expect(await found()).toMatchObject([{ place: '东安社区北门', viewerClash: null, roles: { nodes: [{ viewerMaySignUp: true, viewerSignUp: null }] } }])
    expect(await signUp(lin, role(tidying))).toMatchObject({ stage: 'PLACED', queuePosition: null })
    expect(await found()).toMatchObject([{ roles: { nodes: [{ taken: 1, viewerMaySignUp: false, viewerSignUp: { stage: 'PLACED' } }] } }])
    expect((await lin.attempt(SIGN_UP, { role: role(tidying) })).code).toBe('SIGNED_UP_ALREADY')
    expect((await (await story.as('郑海燕')).ask<{ activitySessions: { nodes: unknown[] } }>(LIST, near)).activitySessions.nodes.filter((each) => JSON.stringify(each).includes(TIDYING.title))).toEqual([])
  })

  test('刘桂兰 takes the last place; who comes after waits in order, and is shown where', async () => {
    expect((await signUp(liu, role(tidying))).stage).toBe('PLACED')
    expect(await signUp(wang, role(tidying))).toMatchObject({ stage: 'QUEUED', queuePosition: 1 })
    expect(await signUp(await story.as('陈国强'), role(tidying))).toMatchObject({ stage: 'QUEUED', queuePosition: 2 })
    expect(await tallies(tidying)).toEqual([{ places: 2, taken: 2, queued: 2 }])
  })

  test('刘桂兰 withdraws and 王磊, who was first in the queue, has her place and is told; 陈国强 is first now', async () => {
    const { viewer } = await liu.ask<{ viewer: { signUps: { nodes: { id: string; viewerMayWithdraw: boolean }[] } } }>('{ viewer { signUps { nodes { id viewerMayWithdraw } } } }')
    expect(viewer.signUps.nodes[0]!.viewerMayWithdraw).toBe(true)
    await liu.ask(WITHDRAW, { id: viewer.signUps.nodes[0]!.id })
    expect(await kinds(wang)).toContain('SIGN_UP_PLACED')
    const { viewer: chen } = await (await story.as('陈国强')).ask<{ viewer: { signUps: { nodes: unknown[] } } }>('{ viewer { signUps { nodes { stage queuePosition } } } }')
    expect(chen.signUps.nodes).toMatchObject([{ stage: 'QUEUED', queuePosition: 1 }])
    expect(await tallies(tidying)).toEqual([{ places: 2, taken: 2, queued: 1 }])
    expect((await signUp(liu, role(tidying))).queuePosition).toBe(2)
  })

  test('more places let the queue move up; fewer than are taken are refused, and the database refuses them too', async () => {
    const SET = 'mutation ($id: ID!, $places: Int!) { setPlaces(id: $id, places: $places) { taken queued places } }'
    expect(await li.attempt(SET, { id: role(tidying), places: 1 })).toMatchObject({ code: 'PLACES_TAKEN', details: { taken: 2 } })
    await expect(story.sql("update activity_roles set places = 1 where taken = 2")).rejects.toThrow('SESSION_FULL')
    expect((await li.ask<{ setPlaces: unknown }>(SET, { id: role(tidying), places: 3 })).setPlaces).toEqual({ taken: 3, queued: 1, places: 3 })
    expect((await lin.attempt(SET, { id: role(tidying), places: 30 })).code).toBe('FORBIDDEN')
  })

  test('what one has at the same time is shown, and is no hindrance', async () => {
    await published(li, { ...TIDYING, title: '同时的另一场', roles: [{ title: '志愿者', places: 5, serves: true }] })
    const { activitySessions } = await lin.ask<{ activitySessions: { nodes: { viewerClash: string | null; activity: { title: string }; roles: { nodes: { id: string }[] } }[] } }>(LIST, { near: 'COMMUNITY' })
    const other = activitySessions.nodes.find(({ activity }) => activity.title === '同时的另一场')!
    expect(other.viewerClash).toBe(TIDYING.title)
    expect((await signUp(lin, other.roles.nodes[0]!.id)).stage).toBe('PLACED')
  })

  test('who approves lets in or says why not', async () => {
    const laid = await published(li, { ...TIDYING, title: '上门理发', needsApproval: true, skills: '会理发' })
    const asked = await signUp(liu, role(laid))
    const refused = await signUp(lin, role(laid))
    expect(asked.stage).toBe('ASKED')
    expect(await kinds(await story.as('李静'))).toContain('SIGN_UP_ASKED')
    const DECIDE = 'mutation ($id: ID!, $yes: Boolean!, $reason: String) { decideSignUp(id: $id, accepted: $yes, reason: $reason) { stage reason } }'
    expect((await lin.attempt(DECIDE, { id: asked.id, yes: true })).code).toBe('NOT_FOUND')
    expect(await li.ask(DECIDE, { id: asked.id, yes: true })).toEqual({ decideSignUp: { stage: 'PLACED', reason: null } })
    expect((await li.attempt(DECIDE, { id: refused.id, yes: false })).code).toBe('BAD_INPUT')
    expect(await li.ask(DECIDE, { id: refused.id, yes: false, reason: '名额已满' })).toEqual({ decideSignUp: { stage: 'DECLINED', reason: '名额已满' } })
    expect([await kinds(liu), await kinds(lin)]).toMatchObject([['SIGN_UP_PLACED'], ['SIGN_UP_DECLINED']])
    expect((await signUp(lin, role(laid))).stage).toBe('ASKED')
  })

  test('from the beginning on nobody signs up or withdraws; what is cancelled is told with its reason', async () => {
    const laid = await published(li, { ...TIDYING, title: '周日清扫', sessions: [{ startsAt: '2026-03-08T09:00:00+08:00', endsAt: '2026-03-08T11:00:00+08:00' }] })
    await signUp(lin, role(laid))
    expect((await lin.attempt('mutation ($id: ID!) { cancelActivity(id: $id, reason: "x") { id } }', { id: laid.id })).code).toBe('FORBIDDEN')
    await li.ask('mutation ($id: ID!) { cancelActivity(id: $id, reason: "大风") { id } }', { id: laid.id })
    expect((await lin.ask<{ notices: { nodes: unknown[] } }>(NOTICES)).notices.nodes[0]).toMatchObject({ kind: 'ACTIVITY_CANCELLED', details: { title: '周日清扫', reason: '大风' } })
    expect((await wang.attempt(SIGN_UP, { role: role(laid) })).code).toBe('SIGN_UP_CLOSED')
    story.clock.now = new Date('2026-03-07T09:00:00+08:00')
    expect((await (await story.as('许文博')).attempt(SIGN_UP, { role: role(tidying) })).code).toBe('SIGN_UP_CLOSED')
    const { viewer } = await wang.ask<{ viewer: { signUps: { nodes: { id: string; viewerMayWithdraw: boolean }[] } } }>('{ viewer { signUps { nodes { id viewerMayWithdraw } } } }')
    expect(viewer.signUps.nodes[0]!.viewerMayWithdraw).toBe(false)
    expect((await wang.attempt(WITHDRAW, { id: viewer.signUps.nodes[0]!.id })).code).toBe('SIGN_UP_CLOSED')
    story.clock.now = new Date('2026-03-02T09:00:00+08:00')
  })
})

describe('for whom one signs up', () => {
  test('nobody signs up anybody else: not a colleague, not the secretary a member', async () => {
    expect((await wang.attempt(SIGN_UP, { role: role(tidying), person: id('Person', '19900000007') })).code).toBe('NOT_FOUND')
    expect((await li.attempt(SIGN_UP, { role: role(tidying), person: id('Person', '19900000007') })).code).toBe('FORBIDDEN')
  })

  test('李静 signs up a neighbour who has no phone, and withdraws for him; the clerk of another community does not', async () => {
    const old = await neighbour(story, '老赵')
    const clerk = await story.as('李静')
    const laid = await published(li, { ...TIDYING, title: '晒太阳' })
    expect((await (await story.as('何玉梅')).attempt(SIGN_UP, { role: role(laid), person: old })).code).toBe('NOT_FOUND')
    const placed = await signUp(clerk, role(laid), old)
    expect(placed).toMatchObject({ stage: 'PLACED', personName: '老赵' })
    expect((await clerk.ask<{ withdrawSignUp: unknown }>(WITHDRAW, { id: placed.id })).withdrawSignUp).toMatchObject({ stage: 'WITHDRAWN' })
  })

  test('a course for children is published only with a vetted adult, whichever way one tries', async () => {
    const he = await story.as('何玉梅')
    const { draftActivity } = await he.ask<{ draftActivity: Laid }>(DRAFT, { input: { ...DRAWING, adults: [] } })
    expect((await he.attempt(PUBLISH, { id: draftActivity.id })).code).toBe('ADULTS_MISSING')
    await expect(story.sql("update activities set stage = 'PUBLISHED', published_at = now() where for_children and adults = 0 and stage = 'DRAFT'")).rejects.toThrow('ADULTS_MISSING')
    const REVISE = 'mutation ($id: ID!, $version: Int!, $input: ActivityInput!) { reviseActivity(id: $id, version: $version, input: $input) { version adultsInCharge { nodes { name vettedBy { name } } } } }'
    expect(await he.ask(REVISE, { id: draftActivity.id, version: 1, input: DRAWING })).toEqual({ reviseActivity: { version: 2, adultsInCharge: { nodes: [{ name: '方老师', vettedBy: { name: '新天地社区' } }] } } })
    await he.ask(PUBLISH, { id: draftActivity.id })
    const { sessions: _, roles: __, ...words } = DRAWING
    expect((await he.attempt(REVISE, { id: draftActivity.id, version: 3, input: { ...words, adults: [] } })).code).toBe('ADULTS_MISSING')
    await expect(story.sql('update adults_in_charge set removed_at = now()')).rejects.toThrow('ADULTS_MISSING')
  })

  test('to it come children, by their guardian', async () => {
    const drawing = await published(await story.as('何玉梅'), DRAWING)
    expect((await liu.attempt(SIGN_UP, { role: role(drawing) })).code).toBe('GUARDIAN_NEEDED')
    const { addChild } = await liu.ask<{ addChild: { id: string } }>('mutation { addChild(name: "刘小宝", bornYear: 2018, consent: true) { id } }')
    expect((await li.attempt(SIGN_UP, { role: role(drawing), person: addChild.id })).code).toBe('NOT_FOUND')
    expect(await signUp(liu, role(drawing), addChild.id)).toMatchObject({ stage: 'PLACED', personName: '刘小宝' })
    expect((await liu.attempt(SIGN_UP, { role: role(drawing), person: addChild.id })).code).toBe('SIGNED_UP_ALREADY')
    // Another child waits, and hears of its place through the guardian.
    const second = (await liu.ask<{ addChild: { id: string } }>('mutation { addChild(name: "刘小花", bornYear: 2016, consent: true) { id } }')).addChild.id
    expect(await signUp(liu, role(drawing), second)).toMatchObject({ stage: 'QUEUED', queuePosition: 1 })
    await (await story.as('何玉梅')).ask('mutation ($id: ID!) { setPlaces(id: $id, places: 2) { taken } }', { id: role(drawing) })
    expect(await kinds(liu)).toContain('SIGN_UP_PLACED')
  })

  test('whose consent is missing is not enrolled', async () => {
    const drawing = await published(await story.as('何玉梅'), { ...DRAWING, title: '第二期' })
    const child = await neighbour(story, '小孩', { guardian: id('Person', '19900000008') })
    expect(await liu.attempt(SIGN_UP, { role: role(drawing), person: child })).toMatchObject({ code: 'CONSENT_MISSING', details: { purpose: 'CHILD_DATA' } })
  })
})

describe('an activity and what it uses', () => {
  test('a room and a teacher are taken for every session, once, and free again when one is cancelled', async () => {
    const he = await story.as('何玉梅')
    const using = (title: string, resources: string[]): object => ({ ...DRAWING, title, forChildren: false, sessions: DRAWING.sessions.map((session) => ({ ...session, resourceIds: resources })) })
    const teacher = id('Resource', '儿童美术公益课')
    const laid = await published(he, using('美术一班', [teacher]))
    expect((await he.attempt(DRAFT, { input: using('美术二班', [teacher]) })).code).toBe('RESOURCE_OVERBOOKED')
    expect((await he.attempt(DRAFT, { input: using('美术三班', [id('Resource', '琴房')]) }))).toMatchObject({ code: 'PAIR_UNSUITABLE', details: { reason: 'WINDOWS' } })
    expect((await he.ask<{ node: unknown }>('query ($id: ID!) { node(id: $id) { ... on Activity { sessions { nodes { bookings { nodes { resource { title } } } } } } } }', { id: laid.id })).node).toEqual({
      sessions: { nodes: Array.from({ length: 3 }, () => ({ bookings: { nodes: [{ resource: { title: '儿童美术公益课' } }] } })) },
    })
    await he.ask('mutation ($id: ID!) { cancelActivity(id: $id, reason: "老师生病") { id } }', { id: laid.id })
    await he.ask(DRAFT, { input: using('美术二班', [teacher]) })
  })

  test('one session of several is cancelled: its people are told, the others go on', async () => {
    const laid = await published(li, { ...TIDYING, title: '每周清扫', sessions: ['2026-03-09', '2026-03-16'].map((day) => ({ startsAt: `${day}T09:00:00+08:00`, endsAt: `${day}T11:00:00+08:00` })) })
    expect(laid.roles.nodes).toHaveLength(2)
    for (const each of laid.roles.nodes) await signUp(liu, each.id)
    await li.ask('mutation ($id: ID!) { cancelSession(id: $id, reason: "下雨") { cancelReason } }', { id: laid.sessions.nodes[0]!.id })
    expect((await liu.ask<{ notices: { nodes: unknown[] } }>(NOTICES)).notices.nodes[0]).toMatchObject({ kind: 'ACTIVITY_CANCELLED', details: { reason: '下雨' } })
    expect((await lin.attempt(SIGN_UP, { role: laid.roles.nodes[0]!.id })).code).toBe('SIGN_UP_CLOSED')
    expect((await signUp(lin, laid.roles.nodes[1]!.id)).stage).toBe('PLACED')
  })

  test('a draft is laid out anew; what is published keeps its times, kind and places', async () => {
    const { draftActivity } = await li.ask<{ draftActivity: Laid & { version: number } }>(DRAFT, { input: { ...TIDYING, sessions: ['2026-03-09', '2026-03-16'].map((day) => ({ startsAt: `${day}T09:00:00+08:00`, endsAt: `${day}T11:00:00+08:00` })) } })
    const REVISE = 'mutation ($id: ID!, $version: Int!, $input: ActivityInput!) { reviseActivity(id: $id, version: $version, input: $input) { version sessions { nodes { startsAt } } roles { nodes { places } } } }'
    expect(await li.ask(REVISE, { id: draftActivity.id, version: 1, input: { ...TIDYING, roles: [{ title: '志愿者', places: 9, serves: true }] } })).toEqual({ reviseActivity: { version: 2, sessions: { nodes: [{ startsAt: '2026-03-07T01:00:00.000Z' }] }, roles: { nodes: [{ places: 9 }] } } })
    expect((await li.attempt(REVISE, { id: draftActivity.id, version: 1, input: TIDYING })).code).toBe('STALE_VERSION')
    await li.ask(PUBLISH, { id: draftActivity.id })
    expect(await li.attempt(REVISE, { id: draftActivity.id, version: 3, input: { ...TIDYING, field: 'ELDERLY' } })).toMatchObject({ code: 'BAD_INPUT', details: { fields: ['field', 'sessions', 'roles'] } })
  })

  test('what makes no activity is refused by name', async () => {
    const fields = async (change: object): Promise<unknown> => (await li.attempt(DRAFT, { input: { ...TIDYING, ...change } })).details['fields']
    const [session] = TIDYING.sessions
    expect(await fields({ field: null })).toEqual(['field'])
    expect(await fields({ subject: 'ART' })).toEqual(['subject'])
    expect(await fields({ sessions: [] })).toEqual(['sessions'])
    expect(await fields({ sessions: [session, session] })).toEqual(['sessions'])
    expect(await fields({ sessions: [{ startsAt: session!.endsAt, endsAt: session!.startsAt }] })).toEqual(['sessions'])
    expect(await fields({ roles: [] })).toEqual(['roles'])
    expect((await li.attempt(DRAFT, { input: { ...TIDYING, roles: [{ title: '志愿者', places: 0 }] } })).code).toBe('QUANTITY_INVALID')
    expect((await li.attempt(DRAFT, { input: { ...TIDYING, organizerId: id('Organization', '130102') } })).code).toBe('FORBIDDEN')
    expect((await wang.attempt(DRAFT, { input: { ...TIDYING, organizerId: DONGAN } })).code).toBe('FORBIDDEN')
  })
})
