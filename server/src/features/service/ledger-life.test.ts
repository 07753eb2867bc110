import { execFile } from 'node:child_process'
import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { COMMUNITY, type Ledger, lendHands, openLedger, personId, service } from '../../../../test/harness/ledger.ts'
import { type Story, TEST_KEY, type Visitor, openStory } from '../../../../test/harness/story.ts'
import { globalId } from '../../graphql/ids.ts'
import { anchorLedgers, brokenAnchor } from './anchoring.ts'

const HERE = globalId('Organization', COMMUNITY)
const DAY = 86_400_000

let story: Story
let ledger: Ledger
const as = (name: string): Promise<Visitor> => story.as(name)
beforeAll(async () => {
  story = await openStory()
  ledger = await openLedger(story)
  await lendHands(story)
})
afterAll(async () => {
  await ledger.close()
  await story.close()
})

interface Check {
  records: number
  coveredTo: number
  coveredAt: string | null
  uncovered: number
  firstBadSeq: number | null
  problem: string | null
}
const CHECK = 'mutation ($c: ID!) { checkServiceLedger(communityId: $c) { records coveredTo coveredAt uncovered firstBadSeq problem } }'
const check = async (who = '刘桂兰'): Promise<Check> => (await (await as(who)).ask<{ checkServiceLedger: Check }>(CHECK, { c: HERE })).checkServiceLedger
const midnight = async (): Promise<string[]> => {
  story.clock.now = new Date(story.clock.now.getTime() + DAY)
  await story.send(anchorLedgers, {})
  return story.drain()
}
const anchors = (): Promise<{ number: string; from_seq: number; to_seq: number }[]> => story.sql('select number, from_seq, to_seq from service_anchors where community_id = $1 order by number', [COMMUNITY])
const notices = (kind: string): Promise<{ name: string; details: Record<string, unknown> }[]> => story.sql('select p.name, n.details from notices n join people p on p.id = n.person_id where n.kind = $1 order by n.created_at, p.name', [kind])

describe('the night', () => {
  test('before the first one nothing is covered, and the check says so', async () => {
    await ledger.append([service(), service({ minutes: 90 }), service({ personId: personId('刘桂兰') })])
    expect(await check()).toEqual({ records: 3, coveredTo: 0, coveredAt: null, uncovered: 3, firstBadSeq: null, problem: null })
  })

  test('anchors what has been added, in the database and in a file, and then looks at it', async () => {
    expect(await midnight()).toEqual(['service.anchor', 'service.check'])
    await ledger.append([service()])
    expect(await anchors()).toMatchObject([{ from_seq: 1, to_seq: 3 }])
    expect(await check()).toMatchObject({ records: 4, coveredTo: 3, coveredAt: story.clock.now.toISOString(), uncovered: 1, problem: null })
  })

  test('that adds nothing anchors nothing', async () => {
    await midnight()
    const before = await anchors()
    await midnight()
    expect(await anchors()).toEqual(before)
    expect(before).toMatchObject([{ to_seq: 3 }, { from_seq: 4, to_seq: 4 }])
  })

  test('in which the process died between file and commit is made up for in the next', async () => {
    await ledger.append([service(), service()])
    await midnight()
    const [last] = (await anchors()).slice(-1)
    // As the crash leaves it: the file is there, its row is not.
    await story.sql('alter table service_anchors disable trigger user')
    await story.sql('delete from service_anchors where number = $1', [last!.number])
    await story.sql('alter table service_anchors enable trigger user')
    expect(await check()).toMatchObject({ coveredTo: 6, problem: null })
    await ledger.append([service()])
    await midnight()
    expect((await anchors()).slice(-2)).toMatchObject([last, { from_seq: 7, to_seq: 7 }])
    expect(await brokenAnchor({ db: ledger.environment.pool }, ledger.environment.anchors)).toBeNull()
  })

  test('anchors nothing on top of a file that nobody with the key has written', async () => {
    const path = join(story.anchorsDir, COMMUNITY, '000000099.json')
    await writeFile(path, '{}')
    await ledger.append([service()])
    expect(await midnight()).toEqual([])
    expect(String(story.faults.pop())).toMatch(/is not genuine/)
    await rm(path)
    expect(await midnight()).toContain('service.anchor')
    expect(await check()).toMatchObject({ uncovered: 0, problem: null })
  })

  test('an anchor that is gone from both places leaves a gap in the numbers', async () => {
    const folder = join(story.anchorsDir, COMMUNITY)
    const [first] = (await readdir(folder)).sort()
    await rename(join(folder, first!), join(story.anchorsDir, 'aside'))
    expect(await brokenAnchor({ db: ledger.environment.pool }, ledger.environment.anchors)).toBeNull()
    expect(await check()).toMatchObject({ problem: 'ANCHOR_MISSING', firstBadSeq: 1 })
    await story.sql('begin; alter table service_anchors disable trigger user; create table lost as select * from service_anchors where number = 1; delete from service_anchors where number = 1; alter table service_anchors enable trigger user; commit')
    expect(await brokenAnchor({ db: ledger.environment.pool }, ledger.environment.anchors)).toBe(1)
    expect(await check()).toMatchObject({ problem: 'ANCHOR_MISSING', firstBadSeq: 1 })
    await story.sql('insert into service_anchors select * from lost; drop table lost')
    await mkdir(folder, { recursive: true })
    await rename(join(story.anchorsDir, 'aside'), join(folder, first!))
    expect(await check()).toMatchObject({ problem: null })
  })
})

describe('a ledger that is no longer what it was', () => {
  const verifyAll = (): Promise<{ code: number; said: string }> =>
    new Promise((resolve) => {
      const keyFile = join(story.anchorsDir, 'test.key')
      void writeFile(keyFile, TEST_KEY.toString('base64')).then(() => {
        const env = { ...process.env, NODE_OPTIONS: '', DATABASE_URL: story.databaseUrl, ANCHORS_DIR: story.anchorsDir, SECRETS_KEY_FILE: keyFile }
        execFile(process.execPath, ['--import', new URL('../../../../run/loader.mjs', import.meta.url).href, new URL('../../verify-ledger.ts', import.meta.url).pathname], { env }, (error, stdout, stderr) => resolve({ code: Number(error?.code ?? 0), said: stdout + stderr }))
      })
    })

  test('the command says of each ledger that it holds, and up to where', async () => {
    const { code, said } = await verifyAll()
    expect(said).toMatch(/✓ 谈阁社区：8 条，存证至第 8 条（2026-03-\d\d），其后 0 条尚未存证 · 8 records/)
    expect(code).toBe(0)
  })

  test('is named by the command and by the check, and who answers for it is told once', async () => {
    await story.sql('begin; alter table service_records disable trigger user; update service_records set minutes = 600 where community_id = $1 and seq = 2; alter table service_records enable trigger user; commit'.replace('$1', `'${COMMUNITY}'`))
    const { code, said } = await verifyAll()
    expect(said).toMatch(/✗ 谈阁社区：第 2 条内容被改动/)
    expect(code).toBe(1)
    expect(await check()).toMatchObject({ firstBadSeq: 2, problem: 'ALTERED' })
    await check('王磊')
    const told = (await notices('LEDGER_BROKEN')).filter(({ details }) => details['problem'] === 'ALTERED')
    expect(told.map(({ name }) => name).sort()).toEqual(['李秀英', '赵立新', '邓立', '高志远'].sort())
    expect(told[0]!.details).toMatchObject({ place: '谈阁社区', seq: 2 })
    await story.sql('begin; alter table service_records disable trigger user; update service_records set minutes = 90 where community_id = $1 and seq = 2; alter table service_records enable trigger user; commit'.replace('$1', `'${COMMUNITY}'`))
    expect(await check()).toMatchObject({ problem: null })
  })

  test('everybody logged in reads the checks; a unit keeps no ledger', async () => {
    const { node } = await (await as('王磊')).ask<{ node: { serviceChecks: { nodes: { problem: string | null }[] } } }>('query ($id: ID!) { node(id: $id) { ... on Organization { serviceChecks(first: 2) { nodes { problem } } } } }', { id: HERE })
    expect(node.serviceChecks.nodes).toEqual([{ problem: null }, { problem: 'ALTERED' }])
    expect(await story.nobody.attempt(CHECK, { c: HERE })).toMatchObject({ code: 'UNAUTHENTICATED' })
    const [unit] = await story.sql<{ id: string }>("select id from organizations where kind = 'UNIT' limit 1")
    expect(await (await as('王磊')).attempt(CHECK, { c: globalId('Organization', unit!.id) })).toMatchObject({ code: 'BAD_INPUT' })
  })
})

describe('what was wrong is put right', () => {
  const CORRECT = 'mutation ($id: ID!, $minutes: Int!, $reason: String!) { correctServiceRecord(id: $id, minutes: $minutes, reason: $reason) { seq minutes stands viewerMayCorrect } }'
  const records = async (who: string): Promise<{ id: string; seq: number; minutes: number; kind: string; stands: boolean; corrects: { seq: number } | null }[]> =>
    (await (await as(who)).ask<{ node: { serviceRecords: { nodes: never[] } } }>('query ($id: ID!) { node(id: $id) { ... on Organization { serviceRecords(first: 50) { nodes { id seq minutes kind stands corrects { seq } } } } } }', { id: HERE })).node.serviceRecords.nodes

  test('by two counter-entries with the reason; the person is told', async () => {
    const first = (await records('李静')).find(({ seq }) => seq === 1)!
    const { correctServiceRecord } = await (await as('李秀英')).ask<{ correctServiceRecord: object }>(CORRECT, { id: first.id, minutes: 45, reason: '路上的时间不算' })
    expect(correctServiceRecord).toEqual({ seq: 1, minutes: 60, stands: false, viewerMayCorrect: false })
    expect((await records('李静')).slice(0, 2)).toMatchObject([{ minutes: 45, kind: 'CORRECTION', stands: true, corrects: { seq: 1 } }, { minutes: -60, kind: 'REVERSAL', stands: false, corrects: { seq: 1 } }])
    expect((await notices('SERVICE_LOG_CORRECTED')).at(-1)).toMatchObject({ name: '林静', details: { minutes: 45, reason: '路上的时间不算' } })
    expect(await check()).toMatchObject({ problem: null, uncovered: 2 })
  })

  test('once: whoever comes second corrects the correction', async () => {
    const all = await records('李静')
    const li = await as('李秀英')
    expect(await li.attempt(CORRECT, { id: all.find(({ seq }) => seq === 1)!.id, minutes: 30, reason: 'r' })).toMatchObject({ code: 'RECORD_CORRECTED_ALREADY' })
    expect(await li.attempt(CORRECT, { id: all.find(({ kind }) => kind === 'REVERSAL')!.id, minutes: 30, reason: 'r' })).toMatchObject({ code: 'WRONG_STATUS' })
    const correction = all.find(({ kind }) => kind === 'CORRECTION')!
    const tries = await Promise.all([10, 20, 30, 40].map((minutes) => li.attempt(CORRECT, { id: correction.id, minutes, reason: 'r' })))
    expect(tries.map(({ code }) => code).sort()).toEqual([null, 'RECORD_CORRECTED_ALREADY', 'RECORD_CORRECTED_ALREADY', 'RECORD_CORRECTED_ALREADY'].sort())
  })

  test('not by a clerk, not with nonsense, and nobody corrects their own', async () => {
    await ledger.append([service({ personId: personId('李秀英') })], '李静')
    const [own, other] = await records('李静')
    expect(await (await as('李静')).attempt(CORRECT, { id: own!.id, minutes: 1, reason: 'r' })).toMatchObject({ code: 'FORBIDDEN' })
    const li = await as('李秀英')
    expect(await li.attempt(CORRECT, { id: own!.id, minutes: 1, reason: 'r' })).toMatchObject({ code: 'CONFIRMED_BY_ANOTHER' })
    for (const [minutes, reason] of [[-1, 'r'], [1441, 'r'], [other!.minutes, 'r'], [1, ' ']] as const) expect(await li.attempt(CORRECT, { id: other!.id, minutes, reason })).toMatchObject({ code: 'BAD_INPUT' })
  })

  test('the person sees their own, those above see none', async () => {
    expect((await records('林静')).length).toBeGreaterThan(0)
    for (const who of ['赵立新', '高志远', '许文博']) expect(await records(who)).toEqual([])
  })
})

test('nothing went wrong behind the scenes', () => expect(story.faults).toEqual([]))
