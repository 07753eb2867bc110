import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { DEMO_PASSWORD } from '../../../seeds/demo-log-ins.ts'
import { CHECK, DONGAN, ISSUE, LINES, REVOKE, SET_ISSUER, check, confirmed, issue, uuid, withDocument } from '../../../../test/harness/certificate-acts.ts'
import { type Story, type Visitor, id, openStory } from '../../../../test/harness/story.ts'
import { globalId } from '../../graphql/ids.ts'

const LIN = uuid(id('Person', '19900000007'))

let story: Story
let lin: Visitor
let liXiuying: Visitor
let liJing: Visitor
beforeAll(async () => {
  story = await openStory()
  ;[lin, liXiuying, liJing] = await Promise.all([story.as('林静'), story.as('李秀英'), story.as('李静')])
})
afterAll(async () => {
  expect(story.faults).toEqual([])
  await story.close()
})

describe('before there is anything to certify', () => {
  test('a community without somebody who answers for it issues none', async () => {
    await story.sql('delete from certificate_issuers')
    await confirmed(story, LIN)
    expect(await lin.attempt(ISSUE, { c: DONGAN })).toMatchObject({ code: 'ISSUER_UNSET', details: { place: '东安社区' } })
  })

  test('the secretary says who answers, makes out and picks up the telephone; the clerk does not', async () => {
    expect((await liJing.attempt(SET_ISSUER, { c: DONGAN })).code).toBe('FORBIDDEN')
    const { setCertificateIssuer } = await liXiuying.ask<{ setCertificateIssuer: { id: string } }>(SET_ISSUER, { c: DONGAN, handler: '王小妹' })
    const again = await liXiuying.ask<{ setCertificateIssuer: { id: string; handler: string } }>(SET_ISSUER, { c: DONGAN })
    expect(again.setCertificateIssuer).toMatchObject({ id: setCertificateIssuer.id, responsible: '李秀英', handler: '李静', telephone: '0311-55500147' })
    const { node } = await lin.ask<{ node: object }>('query ($c: ID!) { node(id: $c) { ... on Organization { certificateIssuer { responsible telephone } } } }', { c: DONGAN })
    expect(node).toEqual({ certificateIssuer: { responsible: '李秀英', telephone: '0311-55500147' } })
  })

  test.each([{ responsible: '' }, { handler: '长'.repeat(31) }, { telephone: '12345' }])('what cannot be printed is not kept: %p', async (wrong) => {
    expect(await liXiuying.attempt(SET_ISSUER, { c: DONGAN, ...wrong })).toMatchObject({ code: 'BAD_INPUT', details: { fields: Object.keys(wrong) } })
  })

  test('only a community or a street certifies', async () => {
    await story.sql(`update role_assignments set role = 'SECRETARY', organization_id = $1 where person_id = $2`, [uuid(id('Organization', '康宁医院')), uuid(id('Person', '19900000015'))])
    expect((await (await story.phone('19900000015')).attempt(SET_ISSUER, { c: id('Organization', '康宁医院') })).code).toBe('BAD_INPUT')
  })

  test('林静 without a document of identity gets none, and is told what is missing', async () => {
    await story.sql('delete from identity_documents')
    expect((await lin.attempt(ISSUE, { c: DONGAN })).code).toBe('DOCUMENT_MISSING')
    await withDocument(story, LIN)
  })

  test.each([['2024-02-01', '2024-01-01'], ['2024-01-01', '2026-03-03'], ['1999-12-31', '2024-03-01']])('from %s to %s is no period', async (from, to) => {
    expect((await lin.attempt(ISSUE, { c: DONGAN, from, to })).code).toBe('BAD_INPUT')
  })

  test('a time without records has nothing to certify; nor has another community', async () => {
    expect((await lin.attempt(ISSUE, { c: DONGAN, from: '2023-01-01', to: '2023-12-31' })).code).toBe('NOTHING_TO_CERTIFY')
    await (await story.as('赵立新')).ask(SET_ISSUER, { c: id('Organization', '130102002') })
    expect((await lin.attempt(ISSUE, { c: id('Organization', '130102002') })).code).toBe('NOTHING_TO_CERTIFY')
  })
})

describe('林静 has her hours certified', () => {
  test('at once: number, every field of the paper, a seal and a code', async () => {
    const certificate = await issue(lin)
    const { number } = certificate
    expect(number).toMatch(/^ZM-130102002019-2026-\d{4}$/)
    expect(certificate).toMatchObject({ state: 'VALID', name: '林静', issuedOn: '2026-03-02', minutes: 390, count: 5, viewerMayRevoke: false })
    expect(certificate.document).toMatchObject({
      number, name: '林静', documentKind: 'ID_CARD', maskedNumber: '130***********0046', fromOn: '2024-01-01', toOn: '2024-03-01', minutes: 390, count: 5,
      issuer: '东安社区居民委员会', responsible: '李秀英', handler: '李静', telephone: '0311-55500147', issuedOn: '2026-03-02', sha256: certificate.sha256,
    })
    expect(certificate.document.lines.map(({ record: _record, ...line }) => line)).toEqual(LINES)
    expect(certificate.checkCode).toMatch(/^[2-9A-HJ-NP-Z]{10}$/)
  })

  test('the same key twice is the same certificate; another key is another number', async () => {
    const key = { 'Idempotency-Key': 'one certificate please' }
    const [one, again] = [await lin.ask<{ issueCertificate: { number: string } }>(ISSUE, { c: DONGAN }, key), await lin.ask(ISSUE, { c: DONGAN }, key)]
    expect(again).toEqual(one)
    expect((await issue(lin)).number).not.toBe(one.issueCertificate.number)
  })

  test('a record that was corrected stands there as corrected, and its reversal not at all', async () => {
    const [wrong] = await confirmed(story, LIN, [{ servedOn: '2024-05-04', field: 'ELDERLY', words: '陪诊', minutes: 600 }])
    await liXiuying.ask('mutation ($id: ID!) { correctServiceRecord(id: $id, minutes: 60, reason: "多记了九小时") { id } }', { id: globalId('ServiceRecord', wrong!) })
    const certificate = await issue(lin, { from: '2024-05-01', to: '2024-05-31' })
    const { document, minutes } = certificate
    expect(document.lines).toMatchObject([{ servedOn: '2024-05-04', field: 'ELDERLY', words: '陪诊', minutes: 60 }])
    expect(minutes).toBe(60)
    expect(await check(story, certificate)).toMatchObject({ state: 'VALID', recordsMatch: true })
    await liXiuying.ask('mutation ($id: ID!) { correctServiceRecord(id: $id, minutes: 45, reason: "又少了一刻") { id } }', { id: globalId('ServiceRecord', document.lines[0]!.record) })
    expect(await check(story, certificate)).toMatchObject({ state: 'VALID', recordsMatch: false })
  })

  test('she sees hers; the community sees what it issued; nobody else', async () => {
    const { viewer } = await lin.ask<{ viewer: { certificates: { totalCount: number } } }>('{ viewer { certificates { totalCount } } }')
    expect(viewer.certificates.totalCount).toBeGreaterThanOrEqual(4)
    const ISSUED = 'query ($c: ID!) { node(id: $c) { ... on Organization { certificates { totalCount } } } }'
    const counts = await Promise.all(['李秀英', '李静', '赵立新', '许文博', '刘桂兰', '马建国'].map(async (name) => (await (await story.as(name)).ask<{ node: { certificates: { totalCount: number } } }>(ISSUED, { c: DONGAN })).node.certificates.totalCount))
    expect(counts.slice(2)).toEqual([0, 0, 0, 0])
    expect(counts[0]).toBeGreaterThanOrEqual(4)
    expect(counts[1]).toBe(counts[0])
  })

  test('the audit says that a certificate was made, and not for what', async () => {
    const [event] = await story.sql("select details from audit_events where operation = 'certificate.issue' and refusal is null order by at limit 1")
    expect(event).toEqual({ details: { number: expect.stringMatching(/^ZM-/), fromOn: '2024-01-01', toOn: '2024-03-01' } })
  })
})

describe('for whoever cannot log in', () => {
  test('the community that keeps 张大爷, who has no phone, has it made for him; nobody makes one for 林静', async () => {
    const zhang = '00000000-0000-4000-8000-00000000000a'
    await story.sql(`insert into people (id, name, residence_community_id, created_at) values ($1, '张大爷', $2, '2026-03-01T00:00:00Z')`, [zhang, uuid(DONGAN)])
    await withDocument(story, zhang)
    await confirmed(story, zhang, LINES.slice(0, 2))
    const p = globalId('Person', zhang)
    expect(await issue(liJing, { p })).toMatchObject({ name: '张大爷', minutes: 210 })
    for (const name of ['林静', '赵立新', '刘桂兰', '高志远']) expect([name, (await (await story.as(name)).attempt(ISSUE, { c: DONGAN, p })).code]).toEqual([name, 'NOT_FOUND'])
    expect((await liJing.attempt(ISSUE, { c: DONGAN, p: globalId('Person', LIN) })).code).toBe('FORBIDDEN')
  })

  test('nobody who is not logged in', async () => {
    expect((await story.nobody.attempt(ISSUE, { c: DONGAN })).code).toBe('UNAUTHENTICATED')
  })
})

describe('revoked', () => {
  test('by the secretary of the issuer, with a reason, once; the person is told, the page says so and nothing else', async () => {
    const certificate = await issue(lin)
    for (const [who, code] of [[lin, 'FORBIDDEN'], [liJing, 'FORBIDDEN'], [await story.as('赵立新'), 'NOT_FOUND']] as const) expect((await who.attempt(REVOKE, { id: certificate.id })).code).toBe(code)
    expect((await liXiuying.attempt(REVOKE, { id: certificate.id, reason: ' ' })).code).toBe('BAD_INPUT')
    expect(await liXiuying.ask(REVOKE, { id: certificate.id })).toMatchObject({ revokeCertificate: { state: 'REVOKED', revokeReason: '记录有误', viewerMayRevoke: false } })
    expect(await liXiuying.attempt(REVOKE, { id: certificate.id })).toMatchObject({ code: 'WRONG_STATUS', details: { status: 'REVOKED' } })
    const { notices } = await lin.ask<{ notices: { nodes: object[] } }>('{ notices(first: 1) { nodes { kind details } } }')
    expect(notices.nodes).toEqual([{ kind: 'CERTIFICATE_REVOKED', details: { number: certificate.number, reason: '记录有误' } }])
    const { state, number, revokedOn, ...rest } = await check(story, certificate)
    expect({ state, number, revokedOn }).toEqual({ state: 'REVOKED', number: certificate.number, revokedOn: '2026-03-02' })
    expect(Object.values(rest).filter((value) => value !== null)).toEqual([])
  })

  test('twice at the same instant: once', async () => {
    const { id: certificate } = await issue(lin)
    const answers = await Promise.all([liXiuying.attempt(REVOKE, { id: certificate }), liXiuying.attempt(REVOKE, { id: certificate })])
    expect(answers.map(({ code }) => code).sort()).toEqual(['WRONG_STATUS', null])
  })
})

describe('erased', () => {
  test('what her certificates said goes with the person; number and totals stay, and nothing verifies them any more', async () => {
    const chen = uuid(id('Person', '19900000006'))
    await withDocument(story, chen)
    await confirmed(story, chen, LINES.slice(0, 1))
    const certificate = await issue(await story.as('陈国强'))
    await (await story.as('陈国强')).ask('mutation ($password: String!) { eraseMyself(password: $password) { erasedAt } }', { password: DEMO_PASSWORD })
    const { node } = await liJing.ask<{ node: object }>('query ($id: ID!) { node(id: $id) { ... on ServiceCertificate { number state name minutes document } } }', { id: certificate.id })
    expect(node).toEqual({ number: certificate.number, state: 'UNKNOWN', name: null, minutes: 120, document: null })
    expect((await check(story, certificate)).state).toBe('UNKNOWN')
  })
})

test('the check takes the number and the code as somebody types them', async () => {
  const { number, checkCode } = await issue(lin)
  for (const [typed, code] of [[number.toLowerCase(), checkCode.toLowerCase()], [` ${number.slice(3)} `, `${checkCode.slice(0, 5)} ${checkCode.slice(5)}`]])
    expect(await story.nobody.ask(CHECK, { number: typed, code })).toMatchObject({ certificateCheck: { state: 'VALID', name: '林*', maskedNumber: '130***********0046', minutes: 390, count: 5, issuer: '东安社区居民委员会', recordsMatch: true, anchoredAt: null } })
})
