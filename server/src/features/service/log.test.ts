import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { type Story, type Visitor, id, openStory } from '../../../../test/harness/story.ts'

const DONGAN = id('Organization', '130102002019')
const LOG = 'mutation ($input: LogServiceInput!) { logService(input: $input) { id stage doubts minutes community { name } } }'
const CONFIRM = 'mutation ($communityId: ID!, $ids: [ID!]!, $reason: String) { confirmServiceLogs(communityId: $communityId, ids: $ids, reason: $reason) { id } }'
const CORRECT = 'mutation ($id: ID!, $minutes: Int!, $reason: String!, $servedOn: Date, $field: VolunteerField) { correctServiceLog(id: $id, minutes: $minutes, reason: $reason, servedOn: $servedOn, field: $field) { stage minutes servedOn field reason } }'
const RETURN = 'mutation ($id: ID!, $reason: String!) { returnServiceLog(id: $id, reason: $reason) { stage reason } }'
const WITHDRAW = 'mutation ($id: ID!) { withdrawServiceLog(id: $id) { stage } }'
const PAPER = 'mutation ($input: PaperListInput!) { enterPaperList(input: $input) { id } }'
const YEAR = '{ viewer { confirmedServiceMinutes waitingServiceMinutes } }'

interface Logged {
  readonly logService: { readonly id: string; readonly stage: string; readonly doubts: string[]; readonly minutes: number }
}
interface Year {
  readonly viewer: { readonly confirmedServiceMinutes: number; readonly waitingServiceMinutes: number }
}

let story: Story
let lin: Visitor
let clerk: Visitor
beforeAll(async () => {
  story = await openStory()
  lin = await story.as('林静')
  clerk = await story.as('李静')
})
afterAll(async () => {
  const { faults } = story
  await story.close()
  expect(faults).toEqual([])
})

const hours = (changes: object = {}): { input: Record<string, unknown> } => ({ input: { communityId: DONGAN, servedOn: '2026-03-01', minutes: 90, field: 'ENVIRONMENT', words: '清扫楼道', ...changes } })
const log = async (changes: object = {}, who = lin): Promise<Logged['logService']> => (await who.ask<Logged>(LOG, hours(changes))).logService
const confirm = (ids: string[], reason?: string): ReturnType<Visitor['attempt']> => clerk.attempt(CONFIRM, { communityId: DONGAN, ids, reason })
const records = (logId: string): Promise<{ minutes: number; kind: string }[]> => story.sql("select minutes, kind from service_records where log_id = $1::uuid order by seq", [Buffer.from(logId, 'base64url').toString().split(':')[1]])

describe('林静 logs an hour by hand', () => {
  test('it waits for 东安社区, whose clerk confirms it; then it stands in the ledger and in her year', async () => {
    const before = (await lin.ask<Year>(YEAR)).viewer
    const { id: logId, stage } = await log({ servedOn: '2026-01-05' })
    expect(stage).toBe('WAITING')
    expect((await lin.ask<Year>(YEAR)).viewer.waitingServiceMinutes).toBe(before.waitingServiceMinutes + 90)
    expect((await confirm([logId])).code).toBeNull()
    expect(await records(logId)).toEqual([{ minutes: 90, kind: 'SERVICE' }])
    expect((await lin.ask<Year>(YEAR)).viewer).toEqual({ confirmedServiceMinutes: before.confirmedServiceMinutes + 90, waitingServiceMinutes: before.waitingServiceMinutes })
    const { notices } = await lin.ask<{ notices: { nodes: { kind: string; details: object }[] } }>('{ notices(first: 1) { nodes { kind details } } }')
    expect(notices.nodes[0]).toEqual({ kind: 'SERVICE_LOG_CONFIRMED', details: { place: '东安社区', minutes: 90, day: '2026-01-05', reason: null } })
  })

  test('twice the same, over fourteen hours in a day, and overlapping times are held for a look, not counted', async () => {
    await log({ servedOn: '2026-01-06' })
    expect(await log({ servedOn: '2026-01-06' })).toMatchObject({ stage: 'HELD', doubts: ['TWICE'] })
    expect(await log({ servedOn: '2026-01-06', minutes: 700, field: 'ELDERLY' })).toMatchObject({ stage: 'HELD', doubts: ['LONG_DAY'] })
    expect(await log({ servedOn: '2026-01-07', minutes: 841 })).toMatchObject({ stage: 'HELD', doubts: ['LONG_DAY'] })
    expect(await log({ servedOn: '2026-01-08', minutes: 840 })).toMatchObject({ stage: 'WAITING', doubts: [] })
  })

  test('the same sent at the same instant from two phones: one waits, the other is held', async () => {
    const both = await Promise.all([log({ servedOn: '2026-01-09' }), log({ servedOn: '2026-01-09' })])
    expect(both.map(({ stage }) => stage).sort()).toEqual(['HELD', 'WAITING'])
  })

  test.each([
    ['a day to come', { servedOn: '2026-03-03' }, 'SERVICE_DATE_INVALID'],
    ['a day long past', { servedOn: '2024-03-01' }, 'SERVICE_DATE_INVALID'],
    ['no minutes', { minutes: 0 }, 'BAD_INPUT'],
    ['more minutes than a day has', { minutes: 1441 }, 'BAD_INPUT'],
    ['nothing said', { words: ' ' }, 'BAD_INPUT'],
    ['too much said', { words: '长'.repeat(61) }, 'BAD_INPUT'],
    ['a unit that certifies nothing', { communityId: id('Organization', '康宁医院') }, 'BAD_INPUT'],
    ['a city that certifies nothing', { communityId: id('Organization', '1301') }, 'BAD_INPUT'],
    ["somebody's photo", { fileIds: [id('Person', '19900000003')] }, 'NOT_FOUND'],
  ])('%s is refused and leaves nothing', async (_what, changes, code) => {
    const count = async (): Promise<unknown> => story.sql('select count(*) from service_logs')
    const before = await count()
    expect((await lin.attempt(LOG, hours(changes))).code).toBe(code)
    expect(await count()).toEqual(before)
  })

  test('she takes it back while nobody has decided, not afterwards', async () => {
    const one = await log({ servedOn: '2026-01-10' })
    expect(await lin.ask(WITHDRAW, { id: one.id })).toEqual({ withdrawServiceLog: { stage: 'WITHDRAWN' } })
    expect((await confirm([one.id])).code).toBe('WRONG_STATUS')
    const other = await log({ servedOn: '2026-01-11' })
    await confirm([other.id])
    expect((await lin.attempt(WITHDRAW, { id: other.id })).code).toBe('WRONG_STATUS')
  })
})

describe('李静 of 东安社区 decides', () => {
  test('a whole list in one call, all or none', async () => {
    const list = [await log({ servedOn: '2026-01-12' }), await log({ servedOn: '2026-01-13' }), await log({ servedOn: '2026-01-14' })]
    const held = await log({ servedOn: '2026-01-12' })
    expect((await confirm([...list, held].map((one) => one.id))).code).toBe('SERVICE_LOG_HELD')
    expect(await records(list[0]!.id)).toEqual([])
    expect((await confirm(list.map((one) => one.id))).code).toBeNull()
    expect((await Promise.all(list.map((one) => records(one.id)))).flat()).toHaveLength(3)
    expect((await confirm(list.map((one) => one.id))).code).toBe('WRONG_STATUS')
  })

  test('a doubtful one by itself with a reason, which the record keeps', async () => {
    await log({ servedOn: '2026-01-15' })
    const held = await log({ servedOn: '2026-01-15' })
    expect((await confirm([held.id])).details).toEqual({ doubts: ['TWICE'] })
    expect((await confirm([held.id], '上午和下午各一次，已核实')).code).toBeNull()
    expect(await story.sql('select reason, stage from service_logs where id = $1::uuid', [Buffer.from(held.id, 'base64url').toString().split(':')[1]])).toEqual([{ reason: '上午和下午各一次，已核实', stage: 'CONFIRMED' }])
  })

  test('a correction goes into the ledger with the right figures, and 林静 is told why', async () => {
    const one = await log({ servedOn: '2026-01-16', minutes: 120 })
    const answer = await clerk.ask(CORRECT, { id: one.id, minutes: 100, servedOn: '2026-01-17', field: 'ELDERLY', reason: '路上的时间不算' })
    expect(answer).toEqual({ correctServiceLog: { stage: 'CONFIRMED', minutes: 100, servedOn: '2026-01-17', field: 'ELDERLY', reason: '路上的时间不算' } })
    expect(await records(one.id)).toEqual([{ minutes: 100, kind: 'SERVICE' }])
    const { notices } = await lin.ask<{ notices: { nodes: { kind: string; details: Record<string, unknown> }[] } }>('{ notices(first: 1) { nodes { kind details } } }')
    expect(notices.nodes[0]).toMatchObject({ kind: 'SERVICE_LOG_CORRECTED', details: { minutes: 100, reason: '路上的时间不算' } })
    expect((await clerk.attempt(CORRECT, { id: one.id, minutes: 90, reason: '再改' })).code).toBe('WRONG_STATUS')
  })

  test('what is returned is not counted, and can be logged again', async () => {
    const one = await log({ servedOn: '2026-01-18' })
    expect(await clerk.ask(RETURN, { id: one.id, reason: '当天没有这次活动' })).toEqual({ returnServiceLog: { stage: 'RETURNED', reason: '当天没有这次活动' } })
    expect(await records(one.id)).toEqual([])
    expect(await log({ servedOn: '2026-01-18' })).toMatchObject({ stage: 'WAITING', doubts: [] })
  })

  test('her own hours are confirmed by the secretary', async () => {
    const own = await log({ servedOn: '2026-01-19' }, clerk)
    expect((await confirm([own.id])).code).toBe('CONFIRMED_BY_ANOTHER')
    expect((await clerk.attempt(CORRECT, { id: own.id, minutes: 60, reason: '改' })).code).toBe('CONFIRMED_BY_ANOTHER')
    expect((await (await story.as('李秀英')).attempt(CONFIRM, { communityId: DONGAN, ids: [own.id] })).code).toBeNull()
  })

  test('the same list confirmed by two at the same instant is counted once', async () => {
    const list = (await Promise.all(['2026-01-20', '2026-01-21', '2026-01-22'].map((servedOn) => log({ servedOn })))).map((one) => one.id)
    const secretary = await story.as('李秀英')
    const codes = (await Promise.all([confirm(list), secretary.attempt(CONFIRM, { communityId: DONGAN, ids: list.toReversed() })])).map(({ code }) => code ?? 'DONE')
    expect(codes.sort()).toEqual(['DONE', 'WRONG_STATUS'])
    expect((await Promise.all(list.map(records))).flat()).toHaveLength(3)
  })

  test.each([[0], [101]])('%i logs at once are no list', async (count) => {
    const one = await log({ servedOn: '2026-01-23', field: 'SCIENCE', words: `第${count}条` })
    const ids = Array.from({ length: count }, (_, n) => (n === 0 ? one.id : Buffer.from(`ServiceLog:00000000-0000-8000-8000-${String(n).padStart(12, '0')}`).toString('base64url')))
    expect((await confirm(ids)).code).toBe('BAD_INPUT')
  })
})

describe('a list on paper', () => {
  const paper = (lines: object[], changes: object = {}): object => ({ input: { organizerId: DONGAN, title: '周末清洁', servedOn: '2026-02-01', field: 'ENVIRONMENT', words: '清理楼道杂物', lines, ...changes } })

  test('is typed by the clerk: each line waits, twice the same person is seen', async () => {
    const person = id('Person', '19900000007')
    await clerk.ask(PAPER, paper([{ personId: person, minutes: 60 }, { personId: id('Person', '19900000008'), minutes: 60 }, { personId: person, minutes: 60 }]))
    expect(await story.sql("select source, stage, doubts, title from service_logs where served_on = '2026-02-01' order by id")).toEqual([
      { source: 'PAPER', stage: 'WAITING', doubts: [], title: '周末清洁' },
      { source: 'PAPER', stage: 'WAITING', doubts: [], title: '周末清洁' },
      { source: 'PAPER', stage: 'HELD', doubts: ['TWICE'], title: '周末清洁' },
    ])
  })

  test('names only people whom the organizer knows', async () => {
    expect((await clerk.attempt(PAPER, paper([{ personId: id('Person', '19900000012'), minutes: 60 }]))).code).toBe('NOT_FOUND')
    expect((await clerk.attempt(PAPER, paper([]))).code).toBe('BAD_INPUT')
  })

  test('of 康宁医院 is typed by its liaison and certified by the community it stands in', async () => {
    const xu = await story.as('许文博')
    await xu.ask(PAPER, paper([{ personId: id('Person', '19900000007'), minutes: 45 }], { organizerId: id('Organization', '康宁医院'), servedOn: '2026-02-02' }))
    expect(await story.sql("select o.name as organizer, c.name as community from service_logs l join organizations o on o.id = l.organizer_id join organizations c on c.id = l.community_id where l.served_on = '2026-02-02'")).toEqual([{ organizer: '康宁医院', community: '谈阁社区' }])
  })
})
