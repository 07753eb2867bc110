import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { DEMO_PASSWORD } from '../../../seeds/demo-log-ins.ts'
import { type Story, type Visitor, id, openStory } from '../../../../test/harness/story.ts'
import { TIDYING, published, signUp } from '../../../../test/harness/activity-acts.ts'
import { SET_ISSUER, issue } from '../../../../test/harness/certificate-acts.ts'
import { RESOURCE_INPUT } from '../../../../test/harness/inputs.ts'
import { tryParseId } from '../../graphql/ids.ts'

const DONGAN = id('Organization', '130102002019')
const LIN = tryParseId(id('Person', '19900000007'))!.uuid
const NUMBER = '11010519491231002X'
const ERASE = 'mutation ($password: String!) { eraseMyself(password: $password) { id name erasedAt } }'

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

/** `table.column` of whatever holds the text, in any column that holds words. */
async function found(text: string): Promise<string[]> {
  const columns = await story.sql<{ table: string; column: string }>(`select c.relname as table, a.attname as column from pg_attribute a join pg_class c on c.oid = a.attrelid
    where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace and a.attnum > 0 and not a.attisdropped and a.atttypid in ('text'::regtype, 'varchar'::regtype, 'jsonb'::regtype, 'json'::regtype, 'text[]'::regtype)`)
  const places: string[] = []
  for (const { table, column } of columns) if ((await story.sql(`select 1 from ${table} where ${column}::text like $1 limit 1`, [`%${text}%`])).length > 0) places.push(`${table}.${column}`)
  return places.sort()
}

/** She has left something everywhere. */
async function livesHere(): Promise<void> {
  await lin.ask('mutation ($c: ID!) { registerMember(communityId: $c, consent: true) { id } }', { c: DONGAN })
  await lin.ask('mutation ($n: String!) { setIdentityDocument(kind: ID_CARD, number: $n, consent: true) { id } }', { n: NUMBER })
  await lin.ask('mutation { addChild(name: "林小雨", bornYear: 2016, consent: true) { id } }')
  const { viewer } = await lin.ask<{ viewer: { identityDocument: { id: string } } }>('{ viewer { identityDocument { id } } }')
  await liJing.ask('mutation ($id: ID!) { unmaskDocument(id: $id, purpose: "给林静出具证明") { id } }', { id: viewer.identityDocument.id })
  const { logService } = await lin.ask<{ logService: { id: string } }>('mutation ($input: LogServiceInput!) { logService(input: $input) { id } }', { input: { communityId: DONGAN, servedOn: '2026-03-01', minutes: 60, field: 'ELDERLY', words: '林静陪老人看病' } })
  await (await story.as('李秀英')).ask('mutation ($ids: [ID!]!, $c: ID!) { confirmServiceLogs(communityId: $c, ids: $ids) { id } }', { ids: [logService.id], c: DONGAN })
  await lin.ask('mutation ($c: ID!) { makeWish(communityId: $c, title: "林静想学二胡", words: "林静晚上有空") { id } }', { c: DONGAN })
  await signUp(lin, (await published(await story.as('李秀英'))).roles.nodes[0]!.id)
  await (await story.as('李秀英')).ask(SET_ISSUER, { c: DONGAN, responsible: '林静', handler: '李静', telephone: '0311-55500147' })
  await issue(lin, { from: '2026-01-01', to: '2026-03-01' })
  await story.sql(`insert into attachments (id, sha256, name, media_type, size, uploaded_by_id, uploaded_at) values (gen_random_uuid(), repeat('a', 64), '林静.jpg', 'image/jpeg', 1, $1, '2026-03-01')`, [LIN])
  await (await story.as('孙晓梅')).ask('mutation ($input: ResourceInput!) { draftResource(input: $input) { id } }', { input: { ...RESOURCE_INPUT, ownerId: id('Organization', '康宁医院'), proxy: { agreedBy: '林静', agreedHow: 'PHONE', agreedOn: '2026-03-01' } } })
  await (await story.as('李秀英')).ask('mutation ($input: MeetingInput!) { planMeeting(input: $input) { id } }', {
    input: { convenerId: DONGAN, kind: 'URGENT', title: '楼道杂物', chair: '林静', startsAt: '2026-03-10T01:00:00Z', endsAt: '2026-03-10T02:00:00Z', invitations: [{ name: '林静', capacity: 'PARTY_MEMBER' }] },
  })
  await (await story.as('马建国')).ask('mutation ($p: ID!, $o: ID!) { grantRole(personId: $p, organizationId: $o, role: LIAISON) { id } }', { p: id('Person', '19900000007'), o: id('Organization', '康宁医院') })
}

describe('林静 goes', () => {
  let totals: unknown
  const chain = (): Promise<unknown> => story.sql("select seq, encode(hash, 'hex') as hash, hash = sha256(convert_to(service_record_text(r), 'UTF8')) as whole from service_records r order by community_id, seq")
  let before: unknown

  test('her name, her number and her document stand in the database', async () => {
    await livesHere()
    expect(await found('林静')).toEqual(expect.arrayContaining(['attachments.name', 'audit_events.details', 'certificate_issuers.responsible', 'invitations.name', 'joint_meetings.chair', 'notices.details', 'people.name', 'proxy_records.agreed_by', 'service_certificates.document', 'service_logs.words', 'unmaskings.purpose', 'wishes.title', 'wishes.words']))
    expect(await found('19900000007')).toEqual(['people.phone', 'resources.contact_phone'])
    expect(await found('林小雨')).toEqual(['people.name'])
    expect(await found('110***********002X')).toEqual(['identity_documents.masked_number', 'service_certificates.document'])
    totals = await story.sql('select * from service_person_totals order by person_id')
    before = await chain()
    expect(totals).toHaveLength(1)
  })

  test('not upon a wrong password', async () => {
    expect((await lin.attempt(ERASE, { password: 'falsch-2026' })).code).toBe('WRONG_PASSWORD')
    expect(await found('19900000007')).toEqual(['people.phone', 'resources.contact_phone'])
  })

  test('then none of it stands anywhere, her child’s neither', async () => {
    expect(await lin.ask(ERASE, { password: DEMO_PASSWORD })).toMatchObject({ eraseMyself: { name: '—', erasedAt: expect.any(String) } })
    for (const text of ['林静', '19900000007', '林小雨', '002X', '陪老人看病']) expect([text, await found(text)]).toEqual([text, []])
    expect(await story.sql('select 1 from identity_documents where sealed_number is not null')).toEqual([])
    expect(await story.sql('select phone, password_hash, party_member, home_unit_id, residence_community_id from people where id = $1', [LIN])).toEqual([{ phone: null, password_hash: null, party_member: null, home_unit_id: null, residence_community_id: null }])
  })

  test('her log-in has ended, and there is none any more', async () => {
    expect(await lin.ask('{ viewer { name } }')).toEqual({ viewer: null })
    await expect(story.phone('19900000007')).rejects.toThrow(/log-in failed/)
  })

  test('the totals stay, and the ledger verifies as before', async () => {
    const { checkServiceLedger } = await (await story.as('李秀英')).ask<{ checkServiceLedger: { problem: string | null; records: number } }>('mutation ($c: ID!) { checkServiceLedger(communityId: $c) { problem records } }', { c: DONGAN })
    expect(checkServiceLedger).toMatchObject({ problem: null })
    expect(checkServiceLedger.records).toBeGreaterThan(0)
    expect(await story.sql('select * from service_person_totals order by person_id')).toEqual(totals)
    expect(await chain()).toEqual(before)
    expect(JSON.stringify(before)).not.toContain('false')
  })

  test('others keep what is theirs', async () => {
    expect(await found('李静')).toEqual(expect.arrayContaining(['people.name']))
    expect(await liJing.ask('{ viewer { name } registrations(filter: { waitingForViewer: true }) { totalCount } }')).toEqual({ viewer: { name: '李静' }, registrations: { totalCount: 0 } })
  })
})

describe('a place that somebody leaves', () => {
  const WITHDRAW = 'mutation ($id: ID!) { withdrawConsent(id: $id) { id } }'
  const staged = (): Promise<unknown[]> => story.sql("select p.name, s.stage from sign_ups s join people p on p.id = s.person_id join activities a on a.id = s.activity_id where a.title = '社区大扫除' order by s.created_at, s.id")

  test('whose child’s data may no longer be kept gives its places back, and who waits moves up and is told', async () => {
    const [li, liu, wang] = (await Promise.all(['李秀英', '刘桂兰', '王磊'].map((name) => story.as(name)))) as [Visitor, Visitor, Visitor]
    const { addChild } = await liu.ask<{ addChild: { id: string; consents: { nodes: { id: string }[] } } }>('mutation { addChild(name: "刘小贝", bornYear: 2017, consent: true) { id consents { nodes { id } } } }')
    const laid = await published(li, { ...TIDYING, title: '社区大扫除' })
    const role = laid.roles.nodes[0]!.id
    await signUp(liu, role)
    await liu.ask('mutation ($r: ID!, $p: ID!) { signUp(roleId: $r, personId: $p) { id } }', { r: role, p: addChild.id })
    expect((await signUp(wang, role)).stage).toBe('QUEUED')
    await liu.ask(WITHDRAW, { id: addChild.consents.nodes[0]!.id })
    expect(await staged()).toEqual([{ name: '刘桂兰', stage: 'PLACED' }, { name: '刘小贝', stage: 'WITHDRAWN' }, { name: '王磊', stage: 'PLACED' }])
    expect(await wang.ask('{ notices(first: 1) { nodes { kind details } } }')).toMatchObject({ notices: { nodes: [{ kind: 'SIGN_UP_PLACED', details: { title: '社区大扫除', startsAt: expect.any(String) } }] } })
  })
})

/** Tables with a person of their own that erasure leaves as they are, and why. */
const STAYS: Readonly<Record<string, string>> = {
  service_records: 'the ledger: minutes under a bare id',
  service_person_totals: 'totals stay',
  quarter_totals: 'totals stay',
  service_certificates: 'blanked by its own trigger when the person is erased',
  item_steps: 'said for an organization, whose record it is',
  minutes_comments: 'said for an organization, whose record it is',
}

test('every table with a person of its own is known to erasure', async () => {
  const [{ source }] = (await story.sql<{ source: string }>("select pg_get_functiondef('erase_person'::regproc) as source")) as [{ source: string }]
  const tables = await story.sql<{ table: string }>(`select c.conrelid::regclass::text as table from pg_constraint c join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
    where c.contype = 'f' and c.confrelid = 'people'::regclass and a.attname = 'person_id' order by 1`)
  expect(tables.length).toBeGreaterThan(12)
  expect(tables.map(({ table }) => table).filter((table) => !new RegExp(`\\b${table}\\b`).test(source) && !(table in STAYS))).toEqual([])
})

describe('who cannot log in', () => {
  test('goes by the community that keeps them, once', async () => {
    const { enterPerson } = await liJing.ask<{ enterPerson: { id: string } }>('mutation ($c: ID!) { enterPerson(communityId: $c, name: "周福来") { id } }', { c: DONGAN })
    const erase = 'mutation ($id: ID!) { erasePerson(id: $id) { name } }'
    const key = { 'Idempotency-Key': 'erased and said so' }
    expect(await liJing.ask(erase, { id: enterPerson.id }, key)).toEqual({ erasePerson: { name: '李静' } })
    expect(await liJing.ask(erase, { id: enterPerson.id }, key)).toEqual({ erasePerson: { name: '李静' } })
    expect((await liJing.attempt(erase, { id: enterPerson.id })).code).toBe('NOT_FOUND')
    expect(await found('周福来')).toEqual([])
  })

  test('whoever logs in by themselves is not erased by others', async () => {
    expect((await liJing.attempt('mutation ($id: ID!) { erasePerson(id: $id) { id } }', { id: id('Person', '19900000008') })).code).toBe('FORBIDDEN')
    expect((await (await story.as('马建国')).attempt('mutation ($id: ID!) { erasePerson(id: $id) { id } }', { id: id('Person', '19900000008') })).code).toBe('FORBIDDEN')
  })
})

test('one’s own name is corrected by oneself', async () => {
  const liu = await story.as('刘桂兰')
  expect(await liu.ask('mutation { correctMyName(name: " 刘桂蘭 ") { name } }')).toEqual({ correctMyName: { name: '刘桂蘭' } })
  expect((await liu.attempt('mutation { correctMyName(name: "") { name } }')).code).toBe('BAD_INPUT')
})

describe('one’s own data', () => {
  const get = (who: Visitor | null): Promise<Response> => fetch(`${story.url}/export/my-data.json`, { headers: who ? { cookie: who.cookie } : {} })

  test('are had as one file with readable keys, the number masked', async () => {
    const liu = await story.as('刘桂兰')
    await liu.ask('mutation ($n: String!) { setIdentityDocument(kind: ID_CARD, number: $n, consent: true) { id } }', { n: NUMBER })
    await liu.ask('mutation { addChild(name: "刘小宝", bornYear: 2018, consent: true) { id } }')
    const response = await get(liu)
    expect(response.headers.get('content-disposition')).toBe('attachment; filename=my-data.json')
    const data = (await response.json()) as Record<string, unknown>
    expect(data).toMatchObject({
      exportedAt: story.clock.now.toISOString(),
      person: { name: '刘桂蘭', phone: '19900000008', residenceCommunity: { name: '东安社区' }, identityDocument: { maskedNumber: '110***********002X' } },
      children: expect.arrayContaining([expect.objectContaining({ name: '刘小宝', bornYear: 2018, consents: { nodes: [expect.objectContaining({ purpose: 'CHILD_DATA' })] } })]),
      consents: expect.arrayContaining([expect.objectContaining({ purpose: 'DOCUMENT_NUMBER' })]),
      roles: [{ role: 'RESIDENT', organization: { name: '东安社区' } }],
    })
    expect(JSON.stringify(data)).not.toContain(NUMBER)
  })

  test('and nobody’s without a log-in', async () => {
    expect((await get(null)).status).toBe(401)
  })
})
