import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { gap, outlook, prorated } from '@red-alliance/shared/duty'
import { seedId } from '../../../seeds/ids.ts'
import { quarters } from './quarters.ts'
import { type Story, type Visitor, character, id, openStory } from '../../../../test/harness/story.ts'

const DONGAN = id('Organization', '130102002019')
const HOSPITAL = id('Organization', '康宁医院')
const LIN = id('Person', '19900000007')
const LIN_UUID = seedId('person 19900000007')
const CONFIRM = 'mutation ($communityId: ID!, $ids: [ID!]!) { confirmServiceLogs(communityId: $communityId, ids: $ids) { id } }'
const LOG = 'mutation ($input: LogServiceInput!) { logService(input: $input) { id } }'
const MINE = '{ viewer { registrations(filter: { stage: [CONFIRMED] }, first: 1) { nodes { since dutyMinutes confirmedMinutes waitingMinutes signedUpMinutes } } } }'
const MEMBERS = 'query ($id: ID!) { registrations(filter: { placeId: $id, kind: MEMBER, stage: [CONFIRMED] }, first: 50) { nodes { personName since dutyMinutes confirmedMinutes waitingMinutes signedUpMinutes } } }'
const SUGGESTED = 'query ($personId: ID) { suggestedSessions(personId: $personId, first: 50) { nodes { id startsAt activity { title } } } }'

interface Hours {
  readonly since: string
  readonly dutyMinutes: number | null
  readonly confirmedMinutes: number | null
  readonly waitingMinutes: number | null
  readonly signedUpMinutes: number | null
}

let story: Story
let lin: Visitor
let clerk: Visitor
let hospital: Visitor
beforeAll(async () => {
  story = await openStory()
  ;[lin, clerk, hospital] = await Promise.all([story.as('林静'), story.as('李静'), story.as('许文博')])
  // She registered last year.
  await story.sql("delete from registrations where person_id = $1", [LIN_UUID])
  await story.sql(
    `insert into registrations (id, kind, person_id, place_id, stage, by_place, asked_by_id, decided_by_id, decided_at, reason, created_at)
     values (gen_random_uuid(), 'MEMBER', $1, $2, 'CONFIRMED', true, $1, $1, '2025-05-10T02:00:00Z', '', '2025-05-10T02:00:00Z')`,
    [LIN_UUID, seedId('organization 130102002019')],
  )
})
afterAll(async () => {
  const { faults } = story
  await story.close()
  expect(faults).toEqual([])
})

const mine = async (): Promise<Hours> => (await lin.ask<{ viewer: { registrations: { nodes: [Hours] } } }>(MINE)).viewer.registrations.nodes[0]
const members = async (who: Visitor): Promise<(Hours & { personName: string })[]> => (await who.ask<{ registrations: { nodes: (Hours & { personName: string })[] } }>(MEMBERS, { id: DONGAN })).registrations.nodes
const suggested = async (who: Visitor, personId?: string): Promise<string[]> => (await who.ask<{ suggestedSessions: { nodes: { activity: { title: string } }[] } }>(SUGGESTED, { personId })).suggestedSessions.nodes.map(({ activity }) => activity.title)

/** A session of 东安社区 in so many days, at an hour of the local day, with a place that serves. */
async function session(title: string, days: number, hour: number, { field = 'ENVIRONMENT', places = 5, place = '130102002019', minutes = 120 }: { field?: string; places?: number; place?: string; minutes?: number } = {}): Promise<string> {
  const starts = new Date(Date.parse('2026-03-02T00:00:00+08:00') + days * 86_400_000 + hour * 3_600_000).toISOString()
  const [activity, at, role] = [`activity ${title}`, `session ${title}`, `role ${title}`].map((name) => seedId(`duties ${name}`))
  await story.sql(
    `insert into activities (id, organizer_id, community_id, kind, field, title, starts_at, ends_at, stage, published_at, created_at, updated_at)
     values ($1, $2, $2, 'VOLUNTEER_SERVICE', $3, $4, $5::timestamptz, $5::timestamptz + make_interval(mins => $6), 'PUBLISHED', now(), now(), now())`,
    [activity, seedId(`organization ${place}`), field, title, starts, minutes],
  )
  await story.sql('insert into activity_sessions (id, activity_id, starts_at, ends_at) values ($1, $2, $3::timestamptz, $3::timestamptz + make_interval(mins => $4))', [at, activity, starts, minutes])
  await story.sql("insert into activity_roles (id, activity_id, session_id, position, title, serves, places, closes_at) values ($1, $2, $3, 1, '志愿者', true, $4, $5)", [role, activity, at, places, starts])
  return role!
}

async function signUp(roleUuid: string): Promise<void> {
  await lin.ask('mutation ($id: ID!) { signUp(roleId: $id) { stage } }', { id: Buffer.from(`ActivityRole:${roleUuid}`).toString('base64url') })
}

describe("林静's year", () => {
  test('is ten hours where nobody has set anything else, with what is confirmed, waits and is signed up for', async () => {
    const before = await mine()
    expect(before).toMatchObject({ since: '2025-05-10', dutyMinutes: 600 })
    const { logService } = await lin.ask<{ logService: { id: string } }>(LOG, { input: { communityId: DONGAN, servedOn: '2026-02-11', minutes: 95, field: 'SCIENCE', words: '讲解' } })
    expect((await mine()).waitingMinutes).toBe(before.waitingMinutes! + 95)
    await clerk.ask(CONFIRM, { communityId: DONGAN, ids: [logService.id] })
    await signUp(await session('清扫', 10, 9))
    expect(await mine()).toEqual({ ...before, confirmedMinutes: before.confirmedMinutes! + 95, signedUpMinutes: before.signedUpMinutes! + 120 })
  })

  test('is what the nearest above asks, prorated for who joined within the year', async () => {
    const set = (who: Visitor, code: string, memberMinutes: number, unitActivities = 4): ReturnType<Visitor['attempt']> =>
      who.attempt('mutation ($o: ID!, $m: Int!, $u: Int!) { setDuty(organizationId: $o, year: 2026, memberMinutes: $m, unitActivities: $u) { memberMinutes } }', { o: id('Organization', code), m: memberMinutes, u: unitActivities })
    expect((await set(await story.as('邓立'), '1301', 720)).code).toBeNull()
    expect((await mine()).dutyMinutes).toBe(720)
    expect((await set(await story.as('高志远'), '130102', 480)).code).toBeNull()
    expect((await set(await story.as('高志远'), '130102', 540)).data).toEqual({ setDuty: { memberMinutes: 540 } })
    expect((await mine()).dutyMinutes).toBe(540)
    for (const since of ['2026-01-31', '2026-02-01', '2026-03-01']) {
      await story.sql("update registrations set decided_at = ($2 || 'T04:00:00Z')::timestamptz where person_id = $1", [LIN_UUID, since])
      expect((await mine()).dutyMinutes).toBe(prorated(540, since, 2026))
    }
    await story.sql("update registrations set decided_at = '2025-05-10T02:00:00Z' where person_id = $1", [LIN_UUID])
    expect((await set(await story.as('赵立新'), '130102', 0)).code).toBe('FORBIDDEN')
    for (const minutes of [-1, 60_001]) expect((await set(await story.as('高志远'), '130102', minutes)).code).toBe('BAD_INPUT')
  })

  test('is seen by herself and by 东安社区; 康宁医院 sees that she is registered, and no hours', async () => {
    const [row] = await members(clerk)
    expect(row).toMatchObject({ personName: '林静', ...(await mine()) })
    expect(await members(hospital)).toEqual([{ personName: '林静', since: '2025-05-10', dutyMinutes: null, confirmedMinutes: null, waitingMinutes: null, signedUpMinutes: null }])
    expect(await members(await story.as('赵立新'))).toEqual([])
    expect(await members(await story.as('高志远'))).toEqual([])
  })
})

describe('what is offered', () => {
  test('is near, has a free place, lies at no time at which she has something, and suits what she likes', async () => {
    await signUp(await session('已有安排', 20, 9))
    await session('同一时间', 20, 10)
    await session('已满', 21, 9, { places: 1 })
    await story.sql("update activity_roles set taken = 1 where id = $1", [seedId('duties role 已满')])
    await session('裕华区的', 22, 9, { place: '130108002006' })
    await session('科普', 23, 9, { field: 'SCIENCE' })
    await session('周六上午', 26, 9)
    const titles = await suggested(lin)
    expect(titles).toEqual(expect.arrayContaining(['科普', '周六上午']))
    for (const title of ['已有安排', '同一时间', '已满', '裕华区的']) expect(titles).not.toContain(title)
    expect(await suggested(clerk, LIN)).toEqual(titles)
    expect(await suggested(hospital, LIN)).toEqual([])
    await lin.ask('mutation { setServiceProfile(fields: [SCIENCE]) { fields } }')
    expect(await suggested(lin)).not.toContain('周六上午')
    // Saturday from eight to twelve.
    await lin.ask('mutation { setServiceProfile(fields: [], windows: [{ start: 7680, end: 7920 }]) { fields windows { start end } } }')
    expect(await suggested(lin)).toEqual(expect.arrayContaining(['周六上午']))
    expect(await suggested(lin)).not.toContain('科普')
    await lin.ask('mutation { setServiceProfile(fields: []) { id } }')
  })

  test('is told by 东安社区 to who is registered there, once each, and signs nobody up', async () => {
    const before = await story.sql("select count(*) from sign_ups")
    await clerk.ask('mutation ($c: ID!, $p: [ID!]!) { suggestActivities(communityId: $c, personIds: $p) { id } }', { c: DONGAN, p: [LIN, LIN] })
    const { notices } = await lin.ask<{ notices: { nodes: { kind: string; details: { count: number } }[] } }>('{ notices(first: 1) { nodes { kind details } } }')
    expect(notices.nodes[0]).toEqual({ kind: 'ACTIVITY_SUGGESTED', details: { place: '东安社区', count: (await suggested(lin)).length } })
    expect(await story.sql("select count(*) from sign_ups")).toEqual(before)
    expect((await clerk.attempt('mutation ($c: ID!, $p: [ID!]!) { suggestActivities(communityId: $c, personIds: $p) { id } }', { c: DONGAN, p: [id('Person', '19900000008')] })).code).toBe('NOT_FOUND')
  })

  test.each([['an empty week', []], ['an hour that ends before it begins', [{ start: 60, end: 30 }]], ['an hour beyond the week', [{ start: 0, end: 10_081 }]]])('%s is no wish', async (_what, windows) => {
    expect((await lin.attempt('mutation ($w: [SpanInput!]) { setServiceProfile(fields: [], windows: $w) { id } }', { w: windows })).code).toBe('BAD_INPUT')
  })

  test('two phones that say it at the same instant leave one profile', async () => {
    await Promise.all(['SCIENCE', 'ELDERLY'].map((field) => lin.ask(`mutation { setServiceProfile(fields: [${field}]) { id } }`)))
    expect(await story.sql('select count(*)::int from service_profiles where person_id = $1', [LIN_UUID])).toEqual([{ count: 1 }])
  })
})

describe('the quarter', () => {
  const TOTALS = 'query ($id: ID!) { node(id: $id) { ... on Organization { quarterTotals(first: 20) { nodes { personName year quarter minutes } } } } }'
  const totals = async (who: Visitor): Promise<object[]> => (await who.ask<{ node: { quarterTotals: { nodes: object[] } } }>(TOTALS, { id: HOSPITAL })).node.quarterTotals.nodes
  const run = async (day: string): Promise<void> => {
    story.clock.now = new Date(`${day}T01:30:00Z`)
    await story.send(quarters, {})
    await story.drain()
  }

  test('before the fifth nobody is told anything; from then on the home unit has the total and 林静 hears of it, once', async () => {
    const began = story.clock.now
    const later = new Date('2026-04-04T01:00:00Z')
    story.clock.now = later
    // Sessions of a month ago have ended.
    const as = (name: string): Promise<Visitor> => story.phone(character(name).phone)
    await story.sql("update people set home_unit_id = $2 where id = $1", [LIN_UUID, seedId('organization 康宁医院')])
    const [{ minutes }] = (await story.sql<{ minutes: number }>("select sum(minutes)::int as minutes from service_records where person_id = $1 and served_on between '2026-01-01' and '2026-03-31'", [LIN_UUID])) as [{ minutes: number }]
    await run('2026-04-04')
    const liaison = await as('许文博')
    expect(await totals(liaison)).toEqual([])
    await run('2026-04-05')
    await run('2026-04-06')
    expect(await totals(liaison)).toEqual([{ personName: '林静', year: 2026, quarter: 1, minutes }])
    const { notices } = await (await as('林静')).ask<{ notices: { nodes: { kind: string; details: object }[] } }>('{ notices(first: 3) { nodes { kind details } } }')
    expect(notices.nodes.filter(({ kind }) => kind === 'QUARTER_TOTAL_SHARED').map(({ details }) => details)).toEqual([{ year: 2026, quarter: 1, minutes, unit: '康宁医院' }])
    for (const name of ['赵立新', '高志远', '李静', '王磊']) expect(await totals(await as(name))).toEqual([])
    story.clock.now = began
  })
})

describe("a unit's year", () => {
  const EVIDENCE = 'query ($u: ID!, $y: Int!) { unitEvidence(unitId: $u, year: $y) { activityCount activities { title on } projectCount meetingCount meetings { title } itemCount items { title } } }'
  const RECOGNIZE = 'mutation ($c: ID!, $u: ID!, $y: Int!) { recognizeUnit(communityId: $c, unitId: $u, year: $y, words: "常年开放琴房") { year words evidence } }'
  const MUSIC = id('Organization', '琴韵音乐学校')
  const ACADEMY = id('Organization', '130108002006')

  test('is evidence, not a score: what it took part in, came to, led and closed in time', async () => {
    const answer = await (await story.as('苏婉')).ask<{ unitEvidence: { meetingCount: number; itemCount: number; items: { title: string }[] } }>(EVIDENCE, { u: MUSIC, y: 2026 })
    expect(answer.unitEvidence).toMatchObject({ meetingCount: 1, meetings: [{ title: '公益学苑联席会议' }], itemCount: 1, items: [{ title: '公布公益课程表' }] })
    expect((await (await story.as('何玉梅')).ask(EVIDENCE, { u: MUSIC, y: 2026 }))).toEqual(answer)
    for (const name of ['赵立新', '林静']) expect((await (await story.as(name)).attempt(EVIDENCE, { u: MUSIC, y: 2026 })).code).toBe('NOT_FOUND')
  })

  test('is recognized by the community, once a year, with the evidence that lay before it; everybody reads it', async () => {
    const he = await story.as('何玉梅')
    const codes = (await Promise.all([he.attempt(RECOGNIZE, { c: ACADEMY, u: MUSIC, y: 2026 }), he.attempt(RECOGNIZE, { c: ACADEMY, u: MUSIC, y: 2026 })])).map(({ code }) => code ?? 'DONE')
    expect(codes.sort()).toEqual(['DONE', 'RECOGNIZED_ALREADY'])
    const { node } = await lin.ask<{ node: { recognitions: { nodes: { year: number; words: string; evidence: { itemCount: number } }[] } } }>('query ($id: ID!) { node(id: $id) { ... on Organization { recognitions(first: 5) { nodes { year words evidence } } } } }', { id: MUSIC })
    expect(node.recognitions.nodes).toMatchObject([{ year: 2026, words: '常年开放琴房', evidence: { itemCount: 1 } }])
    expect((await he.attempt(RECOGNIZE, { c: ACADEMY, u: MUSIC, y: 2027 })).code).toBe('BAD_INPUT')
    expect((await he.attempt(RECOGNIZE, { c: ACADEMY, u: HOSPITAL, y: 2026 })).code).toBe('NOT_FOUND')
  })

  test('what the browser reckons from the figures is what the figures say', async () => {
    const { since, dutyMinutes, confirmedMinutes, waitingMinutes, signedUpMinutes } = await mine()
    const state = { due: dutyMinutes!, confirmed: confirmedMinutes!, waiting: waitingMinutes!, signedUp: signedUpMinutes!, since, today: '2026-03-02' }
    expect(gap(state)).toBe(Math.max(0, dutyMinutes! - confirmedMinutes! - waitingMinutes! - signedUpMinutes!))
    expect(['MET', 'ON_PACE', 'BEHIND']).toContain(outlook(state))
  })
})
