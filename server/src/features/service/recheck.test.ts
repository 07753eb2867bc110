import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { COMMUNITY, type Ledger, STREET, lendHands, openLedger, service } from '../../../../test/harness/ledger.ts'
import { type Story, type Visitor, character, openStory } from '../../../../test/harness/story.ts'
import { globalId } from '../../graphql/ids.ts'
import { sampleRecords } from './recheck.ts'

const HERE = globalId('Organization', COMMUNITY)

let story: Story
let ledger: Ledger
/** Log-ins end after a month: whoever comes later logs in again. */
let visitors = new Map<string, Promise<Visitor>>()
const as = (name: string): Promise<Visitor> => {
  const visitor = visitors.get(name) ?? story.phone(character(name).phone)
  visitors.set(name, visitor)
  return visitor
}
beforeAll(async () => {
  story = await openStory()
  ledger = await openLedger(story)
  await lendHands(story)
})
afterAll(async () => {
  await ledger.close()
  await story.close()
})

const notices = (kind: string): Promise<{ name: string; details: Record<string, unknown> }[]> => story.sql('select p.name, n.details from notices n join people p on p.id = n.person_id where n.kind = $1 order by n.created_at, p.name', [kind])

describe('asking again', () => {
  const MINE = 'query ($id: ID!) { node(id: $id) { ... on Organization { serviceRechecks(first: 50, filter: { open: true }) { nodes { id month personName words viewerMayCheck } } } } }'
  const RECORD = 'mutation ($id: ID!, $result: RecheckResult!, $note: String) { recordRecheck(id: $id, result: $result, note: $note) { id result checkedByName } }'
  const waiting = async (who: string): Promise<{ id: string; month: string; viewerMayCheck: boolean }[]> =>
    (await (await as(who)).ask<{ node: { serviceRechecks: { nodes: never[] } } }>(MINE, { id: HERE })).node.serviceRechecks.nodes

  test('on the first of a month some of the month before are drawn, once, and never what was taken back', async () => {
    story.clock.now = new Date('2026-03-20T02:00:00Z')
    const [first] = await ledger.append([service({ minutes: 600 })])
    await ledger.append([service({ minutes: -600, kind: 'REVERSAL', correctsId: first!, reason: '记错了' })])
    await ledger.append(Array.from({ length: 100 }, (_, n) => service({ minutes: 1 + n })), '李静')
    story.clock.now = new Date('2026-04-01T01:00:00Z')
    visitors = new Map()
    for (let times = 0; times < 2; times += 1) {
      await story.send(sampleRecords, {})
      await story.drain()
    }
    const drawn = await waiting('李秀英')
    expect(drawn.length).toBe(5)
    expect(new Set(drawn.map(({ month }) => month))).toEqual(new Set(['2026-03-01']))
    expect(await story.sql("select 1 from service_rechecks k join service_records r on r.id = k.record_id where r.kind = 'REVERSAL' or exists (select from service_records c where c.corrects_id = r.id)")).toEqual([])
    const told = await notices('RECHECK_WAITING')
    expect(told.map(({ name }) => name).sort()).toEqual(['孙晓梅', '李秀英', '李静', '赵立新'].sort())
    expect(told[0]!.details).toEqual({ count: 5 })
  })

  test('whoever confirmed a record cannot say that it is right, not even past the application', async () => {
    const [first] = (await waiting('李静')).filter(({ viewerMayCheck }) => !viewerMayCheck)
    expect(await (await as('李静')).attempt(RECORD, { id: first!.id, result: 'RIGHT' })).toMatchObject({ code: 'RECHECKED_BY_ANOTHER' })
    await expect(story.sql("update service_rechecks set result = 'RIGHT', checked_at = now(), checked_by_id = recorded_by_id where result is null")).rejects.toThrow(/RECHECKED_BY_ANOTHER/)
  })

  test('another says so once; what is wrong needs a word; the street may ask, too', async () => {
    const [first, second, third] = (await waiting('孙晓梅')).filter(({ viewerMayCheck }) => viewerMayCheck)
    const [street, li] = [await as('孙晓梅'), await as('李秀英')]
    expect(await street.ask(RECORD, { id: first!.id, result: 'RIGHT' })).toMatchObject({ recordRecheck: { result: 'RIGHT', checkedByName: '孙晓梅' } })
    expect(await street.attempt(RECORD, { id: first!.id, result: 'WRONG', note: '没来' })).toMatchObject({ code: 'WRONG_STATUS' })
    expect(await street.attempt(RECORD, { id: second!.id, result: 'WRONG' })).toMatchObject({ code: 'BAD_INPUT' })
    await street.ask(RECORD, { id: second!.id, result: 'WRONG', note: '当天没来' })
    const tries = await Promise.all(Array.from({ length: 6 }, (_, n) => (n % 2 ? street : li).attempt(RECORD, { id: third!.id, result: 'RIGHT' })))
    expect(tries.filter(({ code }) => code === null || code === 'RECHECKED_BY_ANOTHER').length).toBeGreaterThanOrEqual(1)
    expect(tries.filter(({ code }) => code === null).length).toBe(1)
    for (const who of ['林静', '高志远', '何玉梅']) expect(await waiting(who)).toEqual([])
  })
})

describe('the year in figures', () => {
  const FIGURES = 'query ($id: ID!, $year: Int!) { serviceFigures(organizationId: $id, year: $year) { minutes records rechecked wrong byPlace { organizationId name minutes records } } }'
  interface Figures {
    minutes: number
    records: number
    rechecked: number
    wrong: number
    byPlace: { organizationId: string; name: string; minutes: number; records: number }[]
  }
  const figures = async (who: string, id: string, year = 2026): Promise<Figures> => (await (await as(who)).ask<{ serviceFigures: Figures }>(FIGURES, { id, year })).serviceFigures

  test('are the sums of what stands, by community below a street and by street below a city', async () => {
    const [sums] = await story.sql<{ minutes: number; records: number }>("select sum(minutes)::int as minutes, (count(*) filter (where kind <> 'REVERSAL') - count(*) filter (where kind = 'REVERSAL'))::int as records from service_records where community_id = $1 and extract(year from served_on) = 2026", [COMMUNITY])
    const here = await figures('林静', HERE)
    expect(here).toEqual({ ...sums, rechecked: 3, wrong: 1, byPlace: [] })
    const street = await figures('王磊', globalId('Organization', STREET))
    expect(street.byPlace.find(({ organizationId }) => organizationId === HERE)).toEqual({ organizationId: HERE, name: '谈阁社区', ...sums })
    const [city] = await story.sql<{ id: string; streets: number }>("select c.id, (select count(*)::int from organizations where kind = 'STREET') as streets from organizations c where c.kind = 'CITY'")
    const whole = await figures('邓立', globalId('Organization', city!.id))
    expect(whole.byPlace.length).toBe(city!.streets)
    expect(whole.byPlace.find(({ organizationId }) => organizationId === globalId('Organization', STREET))).toMatchObject({ minutes: street.minutes, records: street.records })
    expect(whole.minutes).toBe(whole.byPlace.reduce((sum, { minutes }) => sum + minutes, 0))
  })

  test('names nobody, and shows nothing to nobody', async () => {
    expect(await story.nobody.attempt(FIGURES, { id: HERE, year: 2026 })).toMatchObject({ code: 'UNAUTHENTICATED' })
    for (const year of [1999, 2101]) expect(await (await as('林静')).attempt(FIGURES, { id: HERE, year })).toMatchObject({ code: 'BAD_INPUT' })
  })

  test('nothing went wrong behind the scenes', () => expect(story.faults).toEqual([]))
})
