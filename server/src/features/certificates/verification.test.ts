import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { CHECK, DONGAN, ISSUE, type Issued, LINES, REVOKE, SET_ISSUER, check, confirmed, issue, uuid, withDocument } from '../../../../test/harness/certificate-acts.ts'
import { type Story, type Visitor, id, openStory } from '../../../../test/harness/story.ts'
import { globalId } from '../../graphql/ids.ts'
import { anchorLedgers } from '../service/anchoring.ts'

const LIN = uuid(id('Person', '19900000007'))

let story: Story
let lin: Visitor
let records: string[]
beforeAll(async () => {
  story = await openStory({ poolSize: 12 })
  lin = await story.as('林静')
  await (await story.as('李秀英')).ask(SET_ISSUER, { c: DONGAN })
  await withDocument(story, LIN)
  records = await confirmed(story, LIN)
})
afterAll(async () => {
  expect(story.faults).toEqual([])
  await story.close()
})

/** What no application can do: the owner of the database takes the locks off. */
async function tamper(table: string, text: string, values: unknown[] = []): Promise<void> {
  await story.sql(`alter table ${table} disable trigger user`)
  await story.sql(text, values)
  await story.sql(`alter table ${table} enable trigger user`)
}
const state = async (certificate: Issued): Promise<string> => (await check(story, certificate)).state

describe('fifty at the same instant', () => {
  test('have consecutive numbers without a gap, each once', async () => {
    const people = Array.from({ length: 50 }, (_, n) => `00000000-0000-4000-9000-${String(n).padStart(12, '0')}`)
    const keeper = await story.as('李静')
    for (const person of people) {
      await story.sql(`insert into people (id, name, residence_community_id, created_at) values ($1, '某某', $2, '2026-03-01T00:00:00Z')`, [person, uuid(DONGAN)])
      await withDocument(story, person)
      await confirmed(story, person, LINES.slice(0, 1))
    }
    const issued = await Promise.all(people.map((person) => issue(keeper, { p: globalId('Person', person) })))
    const serials = issued.map(({ number }) => Number(number.slice(-4))).sort((one, other) => one - other)
    expect(serials).toEqual(Array.from({ length: 50 }, (_, n) => serials[0]! + n))
  })

  test('a refused one takes no number', async () => {
    const before = await issue(lin)
    expect((await lin.attempt(ISSUE, { c: DONGAN, from: '2023-01-01', to: '2023-01-02' })).code).toBe('NOTHING_TO_CERTIFY')
    expect(Number((await issue(lin)).number.slice(-4))).toBe(Number(before.number.slice(-4)) + 1)
  })

  test('the next year counts from 1 again', async () => {
    const now = story.clock.now
    story.clock.now = new Date('2026-12-31T16:30:00Z')
    const visitor = await story.phone('19900000007')
    expect((await issue(visitor)).number).toBe('ZM-130102002019-2027-0001')
    story.clock.now = now
  })
})

describe('a certificate of 林静', () => {
  let certificate: Issued
  beforeEach(async () => {
    certificate = await issue(lin)
  })

  test('is valid for whoever holds the paper, logged in or not, and shows no more than the paper', async () => {
    const found = await check(story, certificate)
    expect(found).toEqual({
      state: 'VALID', number: certificate.number, name: '林*', documentKind: 'ID_CARD', maskedNumber: '130***********0046', fromOn: '2024-01-01', toOn: '2024-03-01', minutes: 390, count: 5,
      issuer: '东安社区居民委员会', telephone: '0311-55500147', issuedOn: '2026-03-02', revokedOn: null, recordsMatch: true, anchoredAt: null,
    })
  })

  test('is unknown under a code that was guessed, cut short, or made for another', async () => {
    const other = await issue(lin)
    const last = certificate.checkCode.at(-1) === '2' ? '3' : '2'
    for (const checkCode of ['', ' ', '2222222222', certificate.checkCode.slice(0, 9), `${certificate.checkCode.slice(0, 9)}${last}`, `${certificate.checkCode}2`, other.checkCode, '\u{1f600}', '林静'])
      expect([checkCode, await state({ ...certificate, checkCode })]).toEqual([checkCode, 'UNKNOWN'])
  })

  test('says nothing at all when it is unknown, whichever way', async () => {
    for (const wrong of [{ ...certificate, checkCode: '2222222222' }, { ...certificate, number: 'ZM-130102002019-2026-9999' }, { ...certificate, number: "' or 1=1 --" }, { ...certificate, number: 'x'.repeat(3000) }]) {
      const { state: said, ...rest } = await check(story, wrong)
      expect([said, ...Object.values(rest).filter((value) => value !== null)]).toEqual(['UNKNOWN'])
    }
  })

  test('cannot be changed, not even by the owner of the database, but for its revocation', async () => {
    for (const set of ["document = jsonb_set(document, '{minutes}', '6000')", 'minutes = 6000', "number = 'ZM-1'", "check_code = '2222222222'", 'document = null', "issued_on = '2026-02-01'"])
      await expect(story.sql(`update service_certificates set ${set} where number = $1`, [certificate.number])).rejects.toThrow(/never changed|service_certificates_erased/)
    await expect(story.sql('delete from service_certificates where number = $1', [certificate.number])).rejects.toThrow(/never changed/)
    await expect(story.sql('truncate service_certificates')).rejects.toThrow(/never changed/)
    expect(await state(certificate)).toBe('VALID')
  })

  test('that was revoked is not valid again by taking that back', async () => {
    await (await story.as('李秀英')).ask(REVOKE, { id: certificate.id })
    await expect(story.sql('update service_certificates set revoked_at = null, revoke_reason = null, revoked_by_id = null where number = $1', [certificate.number])).rejects.toThrow(/never changed/)
    expect(await state(certificate)).toBe('REVOKED')
  })

  test.each([
    ['the hours in the document', "document = jsonb_set(document, '{minutes}', '6000')"],
    ['the hours beside the document', 'minutes = 6000'],
    ['one line of the document', "document = jsonb_set(document, '{lines,0,minutes}', '600')"],
    ['the name', `document = jsonb_set(document, '{name}', '"王五"')`],
    ['the period', "to_on = '2024-03-02'"],
    ['the day of issue', "issued_on = '2026-03-05'"],
    ['the document by something else', `document = '"x"'`],
    ['the document by a list', `document = '[]'`],
    ['the document by nothing in it', `document = '{}'`],
    ['the seal', 'sha256 = sha256(sha256)'],
    ['the number', "number = 'ZM-130102002019-2026-0900'"],
  ])('is unknown once a superuser has changed %s', async (_what, set) => {
    await tamper('service_certificates', `update service_certificates set ${set} where number = $1`, [certificate.number])
    expect(await state(certificate)).toBe('UNKNOWN')
    await tamper('service_certificates', "delete from service_certificates where number in ($1, 'ZM-130102002019-2026-0900')", [certificate.number])
  })

  test('is unknown when a superuser has made the seal fit the forged document: the code does not', async () => {
    await tamper('service_certificates', `update service_certificates set document = jsonb_set(document, '{minutes}', '6000'), minutes = 6000 where number = $1`, [certificate.number])
    const [row] = await story.sql<{ document: object }>('select document from service_certificates where number = $1', [certificate.number])
    const { sealOf } = await import('../../seal.ts')
    await tamper('service_certificates', 'update service_certificates set sha256 = $2 where number = $1', [certificate.number, sealOf(row!.document)])
    expect(await state(certificate)).toBe('UNKNOWN')
  })

  test('is unknown, and so is the other, when two have changed their numbers', async () => {
    const other = await issue(lin, { from: '2024-02-01' })
    await tamper('service_certificates', `update service_certificates set number = 'swap' where number = $1`, [certificate.number])
    await tamper('service_certificates', 'update service_certificates set number = $1 where number = $2', [certificate.number, other.number])
    await tamper('service_certificates', `update service_certificates set number = $1 where number = 'swap'`, [other.number])
    for (const one of [certificate, other]) for (const { checkCode } of [certificate, other]) expect(await state({ ...one, checkCode })).toBe('UNKNOWN')
  })

  test('is valid, and says that its records are no longer those of the ledger, when a superuser has changed one there', async () => {
    const [record] = records
    const matches = async (): Promise<unknown> => (await check(story, certificate))['recordsMatch']
    for (const [set, back] of [['minutes = 1', 'minutes = 120'], ["served_on = '2024-01-11'", "served_on = '2024-01-10'"], ["words_digest = sha256('x')", null], ["hash = sha256('x')", null]] as const) {
      const [before] = await story.sql<{ hash: Buffer; words_digest: Buffer }>('select hash, words_digest from service_records where id = $1', [record])
      expect(await matches()).toBe(true)
      await tamper('service_records', `update service_records set ${set} where id = $1`, [record])
      expect([set, await matches()]).toEqual([set, false])
      await tamper('service_records', `update service_records set ${back ?? 'id = id'}, hash = $2, words_digest = $3 where id = $1`, [record, before!.hash, before!.words_digest])
    }
    expect(await matches()).toBe(true)
  })
})

describe('once the night has anchored the ledger', () => {
  let certificate: Issued
  beforeAll(async () => {
    await story.send(anchorLedgers, {})
    await story.drain()
    certificate = await issue(lin)
  })
  const found = async (): Promise<[unknown, unknown]> => {
    const { recordsMatch, anchoredAt } = await check(story, certificate)
    return [recordsMatch, anchoredAt]
  }

  test('the check says that its lines agree, and of when the anchor is', async () => {
    expect(await found()).toEqual([true, story.clock.now.toISOString()])
  })

  test.each([
    ['the hash of a record', 'hashes = sha256(hashes) || substr(hashes, 33)'],
    ['when it was made', "at = at + interval '1 microsecond'"],
    ['its code', 'mac = sha256(mac)'],
    ['the stretch it covers', 'from_seq = from_seq + 1'],
    ['its number', 'number = number + 1000'],
  ])('an anchor in which a superuser has changed %s proves nothing', async (_what, set) => {
    const before = await story.sql('select * from service_anchors')
    await story.sql('alter table service_anchors drop constraint if exists service_anchors_hashes')
    await tamper('service_anchors', `update service_anchors set ${set}`)
    expect((await found())[0]).toBe(false)
    await tamper('service_anchors', 'delete from service_anchors')
    for (const row of before) await story.sql(`insert into service_anchors (${Object.keys(row).join(', ')}) values (${Object.keys(row).map((_, n) => `$${n + 1}`).join(', ')})`, Object.values(row))
    expect((await found())[0]).toBe(true)
  })

  test('hours that a superuser has added to a record, with every hash made to fit, are found out by the code of the anchor and not certified', async () => {
    const [record] = records
    const [row] = await story.sql<{ seq: number; community_id: string; hash: Buffer }>('select seq, community_id, hash from service_records where id = $1', [record])
    const [anchor] = await story.sql<{ number: string; hashes: Buffer }>('select number, hashes from service_anchors where community_id = $1 and $2 between from_seq and to_seq', [row!.community_id, row!.seq])
    await tamper('service_records', 'update service_records set minutes = 121 where id = $1', [record])
    await tamper('service_records', "update service_records r set hash = sha256(convert_to(service_record_text(r), 'UTF8')) where id = $1", [record])
    await tamper('service_anchors', `update service_anchors a set hashes = overlay(hashes placing (select hash from service_records where id = $1) from 32 * ($2 - from_seq) + 1 for 32) where community_id = $3 and $2 between from_seq and to_seq`, [record, row!.seq, row!.community_id])
    expect(await lin.attempt(ISSUE, { c: DONGAN })).toMatchObject({ code: 'RECORDS_DIFFER', details: { place: '东安社区' } })
    expect((await check(story, certificate))['recordsMatch']).toBe(false)
    await tamper('service_records', 'update service_records set minutes = 120, hash = $2 where id = $1', [record, row!.hash])
    await tamper('service_anchors', 'update service_anchors set hashes = $2 where number = $1', [anchor!.number, anchor!.hashes])
    expect((await issue(lin)).minutes).toBe(390)
  })
})

test('a sentence that was put into another’s mouth is not certified', async () => {
  await story.sql("update service_logs set words = '治好了一位老人' where words = '教老人用手机挂号'")
  expect((await lin.attempt(ISSUE, { c: DONGAN, from: '2024-02-01' })).code).toBe('RECORDS_DIFFER')
  await story.sql("update service_logs set words = '教老人用手机挂号' where words = '治好了一位老人'")
})

test('a document that fits no form answers like an unknown one, never with a fault', async () => {
  const { number, checkCode } = await issue(lin)
  for (const document of ['{"lines": 7}', '{"lines": [{"record": "x"}]}', 'null', '7']) {
    await tamper('service_certificates', 'update service_certificates set document = $2::jsonb where number = $1', [number, document])
    expect(await story.nobody.attempt(CHECK, { number, code: checkCode })).toMatchObject({ status: 200, code: null, data: { certificateCheck: { state: 'UNKNOWN' } } })
  }
})
