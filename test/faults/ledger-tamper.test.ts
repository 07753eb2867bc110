import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import type pg from 'pg'
import { anchorFolder } from '../../server/src/features/service/anchor-files.ts'
import { anchorLedgers } from '../../server/src/features/service/anchoring.ts'
import { type Verification, verifyLedger } from '../../server/src/features/service/verify.ts'
import { COMMUNITY, ELSEWHERE, type Ledger, openLedger, personId, service } from '../harness/ledger.ts'
import { type Story, openStory } from '../harness/story.ts'
import { type Tampering, rollsFrom, superuserOf, takeOver, tampering } from '../harness/tampering.ts'

/** 谈阁社区 writes 48 records on four days; what came after the last night is covered by nothing yet. */
const DAYS = 4
const A_DAY = 12
const COVERED = DAYS * A_DAY
const SINCE = 7
const TAMPERINGS = 1000
/** What is undone stays in the tables as waste until it is swept up. */
const A_SWEEP = 100

let story: Story
let ledger: Ledger
let superuser: pg.Client
beforeAll(async () => {
  story = await openStory()
  ledger = await openLedger(story)
  for (let day = 0; day < DAYS; day += 1) {
    await write(A_DAY, day)
    await ledger.append([service({ communityId: ELSEWHERE, minutes: 20 + day })])
    story.clock.now = new Date(story.clock.now.getTime() + 86_400_000)
    await story.send(anchorLedgers, {})
    await story.drain()
  }
  await write(SINCE, DAYS)
  superuser = superuserOf(story.databaseUrl)
  await superuser.connect()
})
afterAll(async () => {
  await superuser.end()
  await ledger.close()
  await story.close()
})

/** Services of several people and years, every third with its log, and now and then a correction. */
async function write(many: number, day: number): Promise<void> {
  const people = ['林静', '刘桂兰', '王磊', '许文博']
  const logs = await story.sql<{ id: string }>(
    `insert into service_logs (id, person_id, community_id, source, served_on, minutes, field, words, entered_by_id, stage, decided_at, decided_by_id, created_at, updated_at)
     select gen_random_uuid(), $1, $2, 'SELF', '2026-02-20', 60, 'ELDERLY', '陪老人看病', $1, 'CONFIRMED', now(), $3, now(), now() from generate_series(1, $4::integer) returning id`,
    [personId('林静'), COMMUNITY, personId('李秀英'), Math.floor(many / 3)],
  )
  const entries = Array.from({ length: many - 2 }, (_, n) => service(n % 3 === 2 ? { logId: logs[(n - 2) / 3]!.id } : { personId: personId(people[n % 4]!), minutes: 30 + n, servedOn: `202${4 + (n % 3)}-02-1${day}`, words: `第${n}次` }))
  const [first] = await ledger.append(entries)
  const taken = { ...entries[0]!, kind: 'REVERSAL' as const, minutes: -entries[0]!.minutes, correctsId: first!, reason: '时间记错' }
  await ledger.append([taken, { ...taken, kind: 'CORRECTION', minutes: 15 }])
}

const verified = (community = COMMUNITY, anchorsDir = story.anchorsDir): Promise<Verification> =>
  verifyLedger({ db: { query: async <R>({ text, values }: { text: string; values: unknown[] }) => ({ rows: (await superuser.query(text, values)).rows as R[] }) }, files: anchorFolder(anchorsDir, () => 'new'), secrets: ledger.environment.secrets }, community)

async function sweep(): Promise<void> {
  await superuser.query('rollback')
  await superuser.query('vacuum service_records, service_chains, service_anchors, service_totals, service_person_totals')
  await superuser.query('begin')
  await takeOver(superuser)
}

/** Tampers, verifies, and undoes it. */
async function found({ sql }: Pick<Tampering, 'sql'>, anchorsDir?: string): Promise<Verification['finding']> {
  await superuser.query('savepoint clean')
  try {
    for (const text of sql) await superuser.query(text, text.includes('$1') ? [COMMUNITY] : [])
    return (await verified(COMMUNITY, anchorsDir)).finding
  } finally {
    await superuser.query('rollback to clean')
  }
}

const clean = { finding: null, records: COVERED + SINCE, coveredTo: COVERED, uncovered: SINCE }

describe('a superuser against the ledger', () => {
  beforeEach(async () => {
    await superuser.query('begin')
    await takeOver(superuser)
  })
  afterEach(() => superuser.query('rollback'))

  test('it is one', async () => {
    const { rows } = await superuser.query<{ is_superuser: string }>('show is_superuser')
    expect(rows[0]!.is_superuser).toMatch(process.env.TEST_SUPERUSER_URL ? /^on$/ : /^o/)
  })

  test('an untouched chain verifies, and says up to where the anchors cover it and since when', async () => {
    expect(await verified()).toMatchObject({ ...clean, coveredAt: story.clock.now.toISOString().replace('Z', '000Z') })
    expect(await verified(ELSEWHERE)).toMatchObject({ finding: null, records: DAYS, coveredTo: DAYS, uncovered: 0 })
  })

  test(`${TAMPERINGS} edits, deletions and reorderings of anchored records are all found, the first bad entry named`, async () => {
    const roll = rollsFrom(20261125)
    const missed: unknown[] = []
    const kinds = new Set<string>()
    for (let index = 0; index < TAMPERINGS; index += 1) {
      if (index % A_SWEEP === A_SWEEP - 1) await sweep()
      const done = tampering(index, roll, COVERED)
      const finding = await found(done)
      kinds.add(done.what)
      if (finding?.seq !== done.seq || (done.problem && finding?.problem !== done.problem)) missed.push({ ...done, finding })
    }
    expect(missed).toEqual([])
    expect(kinds.size).toBeGreaterThan(45)
    expect(await verified()).toMatchObject(clean)
  }, 120_000)

  test('without the anchors a mended chain would pass: it is they that find it', async () => {
    const mended = { sql: ['update service_records set minutes = minutes + 60 where community_id = $1 and seq = 40', 'select rechain($1, 40)', 'delete from service_anchors'] }
    expect(await found(mended, `${story.anchorsDir}-none`)).toBeNull()
    expect(await found(mended)).toEqual({ seq: 40, problem: 'ALTERED' })
  })

  test('totals, the head of the chain and the words of a log are looked at, too', async () => {
    expect(await found({ sql: ['update service_totals set minutes = minutes + 1 where community_id = $1'] })).toEqual({ seq: null, problem: 'TOTALS_DIFFER' })
    expect(await found({ sql: ['delete from service_person_totals where community_id = $1'] })).toEqual({ seq: null, problem: 'TOTALS_DIFFER' })
    expect(await found({ sql: ["update service_chains set head_hash = sha256('x') where community_id = $1"] })).toEqual({ seq: COVERED + SINCE, problem: 'ALTERED' })
    expect(await found({ sql: [`delete from service_records where community_id = $1 and seq > ${COVERED + 3}`] })).toEqual({ seq: COVERED + 4, problem: 'MISSING' })
    expect(await found({ sql: ["update service_logs set words = '陪老人打牌' where id = (select log_id from service_records where community_id = $1 and seq = 6)"] })).toEqual({ seq: 6, problem: 'ALTERED' })
    expect(await found({ sql: ["update people set erased_at = now() where name = '林静'", "update service_logs set words = '—' where community_id = $1"] })).toBeNull()
  })

  test('anchors that are gone or changed are named where no record is', async () => {
    const nth = (n: number): string => `(select number from service_anchors where community_id = $1 order by number offset ${n} limit 1)`
    expect(await found({ sql: [`delete from service_anchors where number = ${nth(1)}`] })).toEqual({ seq: A_DAY + 1, problem: 'ANCHOR_MISSING' })
    expect(await found({ sql: [`update service_anchors set hashes = sha256('x') || substr(hashes, 33) where number = ${nth(2)}`] })).toEqual({ seq: 2 * A_DAY + 1, problem: 'ANCHOR_ALTERED' })
    expect(await found({ sql: [`update service_anchors set at = at - interval '1 microsecond' where number = ${nth(0)}`] })).toEqual({ seq: 1, problem: 'ANCHOR_ALTERED' })
    expect(await found({ sql: [] }, `${story.anchorsDir}-none`)).toEqual({ seq: 1, problem: 'ANCHOR_MISSING' })
  })
})
