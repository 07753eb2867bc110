import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { COMMUNITY, ELSEWHERE, type Ledger, openLedger, personId, service } from '../../../../test/harness/ledger.ts'
import { type Story, openStory } from '../../../../test/harness/story.ts'
import { withClient } from '../../database/with-client.ts'
import { chainBegins, wordsDigest } from './record-text.ts'

let story: Story
let ledger: Ledger
beforeAll(async () => {
  story = await openStory()
  ledger = await openLedger(story, 20)
})
afterAll(async () => {
  await ledger.close()
  await story.close()
})

interface Row {
  id: string
  seq: number
  minutes: number
  previous_hash: Buffer
  hash: Buffer
  words_digest: Buffer
}
const chain = (community = COMMUNITY): Promise<Row[]> => story.sql<Row>('select * from service_records where community_id = $1 order by seq', [community])
const totals = async (community = COMMUNITY): Promise<object[]> => story.sql('select year, minutes::int, records from service_totals where community_id = $1 order by year', [community])
const asApp = <T>(sql: string): Promise<T[]> => withClient(story.databaseUrl, async (client) => {
  await client.query('set role red_alliance_app')
  return (await client.query(sql)).rows as T[]
})

describe('the ledger of a community', () => {
  test('entries stand one behind the other from 1, each linked to the one before', async () => {
    const ids = await ledger.append([service(), service({ minutes: 30 }), service({ minutes: 45, servedOn: '2025-12-31' })])
    const rows = await chain()
    expect(rows.map(({ id, seq, minutes }) => ({ id, seq, minutes }))).toEqual([{ id: ids[0], seq: 1, minutes: 60 }, { id: ids[1], seq: 2, minutes: 30 }, { id: ids[2], seq: 3, minutes: 45 }])
    expect(rows[0]!.previous_hash).toEqual(chainBegins(COMMUNITY))
    expect(rows[1]!.previous_hash).toEqual(rows[0]!.hash)
    expect(rows[2]!.previous_hash).toEqual(rows[1]!.hash)
  })

  test('the sentence is not in it, only a digest that differs from record to record', async () => {
    const [first, second] = await chain()
    expect(first!.words_digest).toEqual(wordsDigest(first!.id, '陪老人看病'))
    expect(first!.words_digest).not.toEqual(second!.words_digest)
  })

  test('it is added up by community, person and year as it is written', async () => {
    expect(await totals()).toEqual([{ year: 2025, minutes: 45, records: 1 }, { year: 2026, minutes: 90, records: 2 }])
    expect(await story.sql('select year, minutes, records from service_person_totals where person_id = $1 and community_id = $2 order by year', [personId('林静'), COMMUNITY])).toEqual(await totals())
  })

  test('each community has a chain of its own; a list over several is one statement', async () => {
    await ledger.append([service({ communityId: ELSEWHERE }), service(), service({ communityId: ELSEWHERE })])
    expect((await chain(ELSEWHERE)).map(({ seq }) => seq)).toEqual([1, 2])
    expect((await chain()).length).toBe(4)
    expect((await chain(ELSEWHERE))[0]!.previous_hash).not.toEqual(chainBegins(COMMUNITY))
  })

  test('a counter-entry takes back exactly what it answers, once', async () => {
    const [id] = await ledger.append([service({ minutes: 600 })])
    const before = await totals()
    const reversal = service({ minutes: -600, kind: 'REVERSAL', correctsId: id!, reason: '记错了' })
    await expect(ledger.append([{ ...reversal, minutes: -500 }])).rejects.toThrow(/mirrors/)
    await expect(ledger.append([{ ...reversal, personId: personId('刘桂兰') }])).rejects.toThrow(/mirrors/)
    await ledger.append([reversal, service({ minutes: 60, kind: 'CORRECTION', correctsId: id!, reason: '记错了' })])
    expect(await totals()).toEqual([before[0], { year: 2026, minutes: 90 + 60 + 60, records: 4 }])
    await expect(ledger.append([reversal])).rejects.toThrow(/RECORD_CORRECTED_ALREADY/)
    expect(await totals()).toEqual([before[0], { year: 2026, minutes: 90 + 60 + 60, records: 4 }])
  })

  test('200 entries at the same instant leave a chain without gaps, and what is rolled back leaves none', async () => {
    const before = (await chain(ELSEWHERE)).length
    const outcomes = await Promise.allSettled(
      Array.from({ length: 220 }, (_, index) => ledger.append([service({ communityId: ELSEWHERE, minutes: index % 11 ? 10 : 0 })])),
    )
    expect(outcomes.filter(({ status }) => status === 'fulfilled').length).toBe(200)
    const rows = await chain(ELSEWHERE)
    expect(rows.map(({ seq }) => seq)).toEqual(Array.from({ length: before + 200 }, (_, index) => index + 1))
    expect(rows.slice(1).every(({ previous_hash }, index) => previous_hash.equals(rows[index]!.hash))).toBe(true)
    expect(await totals(ELSEWHERE)).toEqual([{ year: 2026, minutes: 60 * 2 + 200 * 10, records: before + 200 }])
  })
})

describe('the application’s role', () => {
  test.each(['update service_records set minutes = 1', 'delete from service_records', 'truncate service_records', 'update service_chains set length = 0', "insert into service_chains values (gen_random_uuid(), 0, '')",
    'update service_totals set minutes = 0', 'insert into service_totals values (gen_random_uuid(), 2026, 1, 1)', 'update service_person_totals set minutes = 0', 'update service_anchors set from_seq = 1', 'delete from service_anchors',
    'delete from service_checks', 'update service_checks set problem = null', 'update service_rechecks set record_id = record_id', 'delete from service_rechecks', 'alter table service_records disable trigger all'])('cannot %s', async (sql) => {
    await expect(asApp(sql)).rejects.toThrow(/permission denied|must be owner/)
  })

  test('cannot choose the place or the hash of what it inserts, nor slip in a chain of its own', async () => {
    const before = (await chain()).length
    await asApp(`create temp table service_chains as select * from public.service_chains; update service_chains set length = 900;
      insert into service_records (id, community_id, seq, person_id, minutes, served_on, field, words_digest, kind, recorded_by_id, recorded_at, previous_hash, hash)
      values (gen_random_uuid(), '${COMMUNITY}', 77, '${personId('林静')}', 5, '2026-02-01', 'LEGAL_ADVICE', sha256('x'), 'SERVICE', '${personId('李秀英')}', now(), 'x', 'y')`)
    const rows = await chain()
    expect(rows.length).toBe(before + 1)
    expect(rows.at(-1)).toMatchObject({ seq: before + 1, previous_hash: rows.at(-2)!.hash })
    expect(rows.at(-1)!.hash.length).toBe(32)
  })

  test('even the owner is refused unless the triggers are turned off', async () => {
    for (const sql of ['update service_records set minutes = 1', 'delete from service_records', 'truncate service_records cascade']) await expect(story.sql(sql)).rejects.toThrow(/only added to/)
  })
})
