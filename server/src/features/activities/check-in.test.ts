import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { TIDYING, type Laid, published, signUp } from '../../../../test/harness/activity-acts.ts'
import { type Story, type Visitor, openStory } from '../../../../test/harness/story.ts'

interface Code { readonly step: number; readonly code: string; readonly typed: string }

const CHECK_IN = 'mutation ($code: String!, $session: ID) { checkIn(code: $code, sessionId: $session) { id came checkedInAt sentLate minutes } }'
const CHECK_OUT = 'mutation ($code: String!, $session: ID) { checkOut(code: $code, sessionId: $session) { id minutes checkedOutAt sentLate logged } }'

let story: Story
let li: Visitor
let lin: Visitor
let laid: Laid
let session: string
let codes: readonly Code[]

beforeAll(async () => {
  story = await openStory()
  li = await story.as('李秀英')
  lin = await story.as('林静')
  laid = await published(li, { ...TIDYING, roles: [{ title: '志愿者', places: 9, serves: true }] })
  session = laid.sessions.nodes[0]!.id
  for (const name of ['林静', '刘桂兰', '王磊', '陈国强', '韩雪']) await signUp(await story.as(name), laid.roles.nodes[0]!.id)
  codes = await load(li)
})
afterAll(async () => {
  expect(story.faults).toEqual([])
  await story.close()
})

const get = (who: Visitor, id = session): Promise<Response> => fetch(`${story.url}/activities/sessions/${id}/codes.json`, { headers: { cookie: who.cookie } })
const load = async (who: Visitor): Promise<readonly Code[]> => ((await (await get(who)).json()) as { codes: Code[] }).codes
const at = (time: string): Code => codes.find(({ step }) => step === Math.floor(Date.parse(`2026-03-07T${time}+08:00`) / 30_000))!
const clock = (time: string): void => void (story.clock.now = new Date(`2026-03-07T${time}+08:00`))

describe('check-in by a rotating code', () => {
  test('the organizer’s screen has every code from an hour before to an hour after, all different; nobody else gets them', async () => {
    expect(codes).toHaveLength(4 * 120 + 1)
    expect(new Set(codes.map(({ code }) => code)).size).toBe(codes.length)
    expect(new Set(codes.map(({ typed }) => typed)).size).toBe(codes.length)
    expect([(await get(lin)).status, (await get(story.nobody)).status, (await get(li, 'x')).status]).toEqual([403, 401, 404])
  })

  test('林静 checks in with the code on the screen; the time is the code’s', async () => {
    clock('08:50:10')
    expect(await lin.ask(CHECK_IN, { code: at('08:50:00').code })).toMatchObject({ checkIn: { came: 'PRESENT', checkedInAt: '2026-03-07T00:50:00.000Z', sentLate: false } })
  })

  test('a second code changes nothing and answers the same', async () => {
    clock('09:20:00')
    expect(await lin.ask(CHECK_IN, { code: at('09:20:00').code })).toMatchObject({ checkIn: { checkedInAt: '2026-03-07T00:50:00.000Z' } })
  })

  test('checking out counts the minutes within the session, not the way there and back', async () => {
    clock('11:10:00')
    expect(await lin.ask(CHECK_OUT, { code: at('11:10:00').code })).toMatchObject({ checkOut: { minutes: 120, sentLate: false, logged: true } })
    expect(await story.sql(`select l.minutes, l.stage, l.source, l.field, l.title, o.name as community from service_logs l join organizations o on o.id = l.community_id`)).toEqual([
      { minutes: 120, stage: 'WAITING', source: 'CHECK_IN', field: 'ENVIRONMENT', title: TIDYING.title, community: '东安社区' },
    ])
  })

  test('刘桂兰 types it, with the session, in whatever case; without the session it says nothing', async () => {
    const liu = await story.as('刘桂兰')
    clock('09:30:00')
    const { typed } = at('09:30:00')
    expect((await liu.attempt(CHECK_IN, { code: typed })).code).toBe('BAD_INPUT')
    expect(await liu.ask(CHECK_IN, { code: ` ${typed.slice(0, 4).toLowerCase()} ${typed.slice(4)} `, session })).toMatchObject({ checkIn: { checkedInAt: '2026-03-07T01:30:00.000Z' } })
  })

  test('王磊 had no line: sent in the evening it counts for the morning, and is marked', async () => {
    const wang = await story.as('王磊')
    clock('19:00:00')
    const key = { 'idempotency-key': 'outbox-check-in-1' }
    expect(await wang.ask(CHECK_IN, { code: `https://example.org/check-in#${at('09:00:30').code}` }, key)).toMatchObject({ checkIn: { checkedInAt: '2026-03-07T01:00:30.000Z', sentLate: true } })
    await wang.ask(CHECK_IN, { code: `https://example.org/check-in#${at('09:00:30').code}` }, key)
    expect(await wang.ask(CHECK_OUT, { code: at('10:00:00').code })).toMatchObject({ checkOut: { minutes: 59, sentLate: true } })
  })

  test('double check-in at the same instant counts once', async () => {
    const chen = await story.as('陈国强')
    clock('09:10:00')
    const answers = await Promise.all(Array.from({ length: 20 }, (_, i) => chen.attempt<{ checkIn: { id: string } }>(CHECK_IN, { code: at(i % 2 ? '09:10:00' : '09:09:30').code })))
    expect(answers.map(({ code }) => code)).toEqual(answers.map(() => null))
    expect(new Set(answers.map(({ data }) => data!.checkIn.id)).size).toBe(1)
    const outs = await Promise.all(Array.from({ length: 10 }, () => chen.attempt<{ checkOut: { minutes: number } }>(CHECK_OUT, { code: at('09:10:00').code })))
    expect(outs.map(({ code }) => code)).toEqual(outs.map(() => null))
    expect(await story.sql(`select count(*)::int from session_attendances a join sign_ups s on s.id = a.sign_up_id join people p on p.id = s.person_id where p.name = '陈国强'`)).toEqual([{ count: 1 }])
  })

  test('another code, another session’s, one of tomorrow, one too early, and whoever has no place are told what to do', async () => {
    const han = await story.as('韩雪')
    const refusal = async (who: Visitor, code: string): Promise<string | null> => (await who.attempt(CHECK_IN, { code, session })).code
    clock('09:15:00')
    const good = at('09:15:00').code
    expect(await refusal(han, 'x')).toBe('CODE_INVALID')
    expect(await refusal(han, 'ABCDEFGH')).toBe('CODE_INVALID')
    expect(await refusal(han, `${good.slice(0, -1)}${good.endsWith('A') ? 'B' : 'A'}`)).toBe('CODE_INVALID')
    expect(await refusal(han, at('10:30:00').code)).toBe('CODE_INVALID')
    expect(await refusal(await story.as('许文博'), good)).toBe('NOT_SIGNED_UP')
    const other = await published(li, { ...TIDYING, title: '另一场' })
    expect(await refusal(han, good.replace(/RA1\.[^.]+/, `RA1.${Buffer.from(other.sessions.nodes[0]!.id, 'base64url').toString().split(':')[1]}`))).toBe('CODE_INVALID')
    clock('07:30:00')
    expect(await refusal(han, at('08:00:00').code)).toBe('CHECK_IN_EARLY')
    story.clock.now = new Date('2026-03-15T09:00:00+08:00')
    expect(await refusal(han, good)).toBe('CHECK_IN_EARLY')
  })
})

describe('a list kept by hand', () => {
  const RECORD = 'mutation ($session: ID!, $entries: [AttendanceEntryInput!]!) { recordSessionAttendance(sessionId: $session, entries: $entries) { attendances { nodes { came minutes logged signUp { personName } } } } }'

  test('counts as much as codes do: the whole table in one call, and what is not possible is refused by name', async () => {
    clock('12:00:00')
    const { node } = await li.ask<{ node: { signUps: { nodes: { id: string; personName: string }[] } } }>('query ($id: ID!) { node(id: $id) { ... on ActivitySession { signUps { nodes { id personName } } } } }', { id: session })
    const entry = (name: string, came: string, minutes?: number): object => ({ signUpId: node.signUps.nodes.find(({ personName }) => personName === name)!.id, came, minutes })
    const { recordSessionAttendance } = await li.ask<{ recordSessionAttendance: { attendances: { nodes: { signUp: { personName: string } }[] } } }>(RECORD, { session, entries: [entry('刘桂兰', 'PRESENT', 90), entry('韩雪', 'ABSENT'), entry('陈国强', 'PRESENT')] })
    const rows = Object.fromEntries(recordSessionAttendance.attendances.nodes.map((each) => [each.signUp.personName, each]))
    expect(rows).toMatchObject({ 刘桂兰: { came: 'PRESENT', minutes: 90, logged: true }, 韩雪: { came: 'ABSENT', minutes: null, logged: false }, 陈国强: { came: 'PRESENT', minutes: 120, logged: true } })
    await li.ask(RECORD, { session, entries: [entry('刘桂兰', 'PRESENT', 90)] })
    expect(await story.sql(`select source, count(*)::int from service_logs group by source order by source`)).toEqual([{ source: 'ATTENDANCE', count: 2 }, { source: 'CHECK_IN', count: 2 }])
    const refusal = async (entries: object[]): Promise<unknown> => (await li.attempt(RECORD, { session, entries })).details['fields']
    expect(await refusal([])).toEqual(['entries'])
    expect(await refusal([entry('韩雪', 'PRESENT', 121)])).toEqual(['entries.minutes'])
    expect(await refusal([entry('韩雪', 'ON_LEAVE')])).toEqual(['entries.came'])
    expect(await refusal([entry('韩雪', 'ABSENT'), entry('韩雪', 'PRESENT')])).toEqual(['entries.signUpId'])
    expect((await lin.attempt(RECORD, { session, entries: [entry('韩雪', 'PRESENT')] })).code).toBe('FORBIDDEN')
    clock('08:00:00')
    expect((await li.attempt(RECORD, { session, entries: [entry('韩雪', 'PRESENT')] })).code).toBe('WRONG_STATUS')
  })
})
