import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { build } from '../../server/src/app.ts'
import { startEmbedded } from '../../server/src/database/embedded.ts'
import { STORY_BEGINS, prepareTemplate } from '../../server/src/database/template.ts'
import { type Opened, openEnvironment } from '../../server/src/environment.ts'
import { verifyLedger } from '../../server/src/features/service/verify.ts'
import { globalId } from '../../server/src/graphql/ids.ts'
import { seedId } from '../../server/seeds/ids.ts'
import { type Statement, listen, planOf } from '../harness/plans.ts'
import { type Visitor, character, id, logIn } from '../harness/story.ts'
import { fillHours } from '../harness/volume-hours.ts'

/**
 * npm run bench hours [-- records, a million unless told]: the ledger at a million records. What is added is added by the product's own mutation over HTTP, by turns to a database with a
 * million records and to one with a thousand. Each value is a ratio of times taken by turns in the same run.
 */
const MANY = Number(process.argv[2] ?? 1_000_000)
const FEW = 1000
const SINGLES = 300
const BATCH = 100
const BATCHES = 5
const WARM = 30
const YEAR = 2025
const COMMUNITY = '130102002019'

const CONFIRM = 'mutation ($c: ID!, $ids: [ID!]!) { confirmServiceLogs(communityId: $c, ids: $ids) { id } }'
const FIGURES = 'query ($id: ID!, $year: Int!) { serviceFigures(organizationId: $id, year: $year) { minutes records byPlace { organizationId name minutes records } } }'
const BY_HAND = `select s.id, s.name, sum(r.minutes), count(*) from service_records r join organization_closure up on up.descendant_id = r.community_id join organizations s on s.id = up.ancestor_id and s.kind = 'STREET'
  join organization_closure root on root.descendant_id = s.id and root.ancestor_id = $1 where r.served_on between '${YEAR}-01-01' and '${YEAR}-12-31' group by s.id order by s.position, s.id`
const LARGE = ['service_records', 'service_logs', 'people', 'service_person_totals']

/** One database with its product. */
interface Side {
  readonly owner: pg.Client
  readonly environment: Opened
  readonly url: string
  readonly clerk: Visitor
  readonly close: () => Promise<void>
}

const sum = (numbers: readonly number[]): number => numbers.reduce((whole, each) => whole + each, 0)
const median = (numbers: readonly number[]): number => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)]!

const folder = mkdtempSync(join(tmpdir(), 'red-alliance-bench-'))
const embedded = await startEmbedded({ dataDir: folder, log: () => undefined, durable: false })
const heard = listen()
try {
  await prepareTemplate(embedded.url)
  const smallUrl = new URL(embedded.url)
  smallUrl.pathname = '/few'
  const first = new pg.Client({ connectionString: embedded.url })
  await first.connect()
  const { rows } = await first.query<{ name: string }>('select current_database() as name')
  await first.end()
  const maker = new pg.Client({ connectionString: Object.assign(new URL(embedded.url), { pathname: '/postgres' }).href })
  await maker.connect()
  await maker.query(`create database few template ${rows[0]!.name}`)
  await maker.end()
  const began = performance.now()
  const [many, few] = [await open(embedded.url, MANY), await open(smallUrl.href, FEW)]
  console.log(`filled in ${((performance.now() - began) / 1000).toFixed(0)} s\n`)
  await measureFigures(many)
  await measureAdding(many, few)
  await measureVerifying(many)
  for (const side of [many, few]) await side.close()
} catch (error) {
  console.error(error)
  process.exitCode = 1
} finally {
  await embedded.stop()
  rmSync(folder, { recursive: true, force: true })
}

async function open(url: string, records: number): Promise<Side> {
  const owner = new pg.Client({ connectionString: url })
  // The end of the cluster ends it, where something went wrong before.
  owner.on('error', () => undefined)
  await owner.connect()
  const filled = await fillHours(owner, records)
  console.log(`${filled.records} records in ${filled.communities} communities`)
  const environment = await openEnvironment(url, { clock: () => new Date(STORY_BEGINS), poolSize: 4, filesDir: folder, anchorsDir: join(folder, 'anchors') })
  const app = await build(environment, { webRoot: null, development: false, secureCookies: false, report: console.error })
  const at = await listening(app.server)
  return {
    owner, environment, url: at, clerk: await logIn(at, character('李静').phone),
    close: async () => {
      app.server.closeAllConnections()
      app.server.close()
      await app.close()
      await environment.close()
      await owner.end()
    },
  }
}

function listening(server: ReturnType<typeof createServer>): Promise<string> {
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)))
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now()
  await work()
  return performance.now() - began
}

/** A city's year by street: the product's one statement against the same sums over the records themselves. */
async function measureFigures({ owner, url }: Side): Promise<void> {
  const [city] = (await owner.query<{ id: string }>("select id from organizations where kind = 'CITY'")).rows
  const supervisor = await logIn(url, character('邓立').phone)
  const { sent, result } = await heard(() => supervisor.ask<{ serviceFigures: { byPlace: { minutes: number }[] } }>(FIGURES, { id: globalId('Organization', city!.id), year: YEAR }))
  const statements = sent.slice(1)
  const plan = await planOf(owner, statements[0]!, false, LARGE)
  const hand: Statement = { text: BY_HAND, values: [city!.id] }
  const byHand = (await owner.query<{ sum: string }>(hand.text, [...hand.values])).rows
  const agree = sum(result.serviceFigures.byPlace.map(({ minutes }) => minutes)) === sum(byHand.map((row) => Number(row.sum)))
  const [own, other]: [number[], number[]] = [[], []]
  for (let round = 0; round < 9; round += 1) {
    own.push(await timed(() => owner.query(statements[0]!.text, [...statements[0]!.values])))
    other.push(await timed(() => owner.query(hand.text, [...hand.values])))
  }
  console.log(`a city's year by street: ${(median(other) / median(own)).toFixed(1)} times as fast as summing the records (${median(own).toFixed(1)} ms : ${median(other).toFixed(0)} ms), ${result.serviceFigures.byPlace.length} streets, the sums ${agree ? 'agree' : 'DIFFER'};`)
  console.log(`  ${statements.length} statement, ${Math.round(plan.visited)} rows looked at, large tables read whole: ${plan.wholeTables.join(', ') || 'none'}  ${statements.length === 1 && plan.wholeTables.length === 0 && agree ? '✓' : '✗'}`)
}

/** Logs that wait, straight into the table: only the confirming is measured. */
async function waitingLogs({ owner }: Side, many: number): Promise<string[]> {
  const ids = Array.from({ length: many }, () => randomUUID())
  await owner.query(
    `insert into service_logs (id, person_id, community_id, source, served_on, minutes, field, words, entered_by_id, stage, created_at, updated_at)
     select l.id, $2, $3, 'SELF', date '2025-01-01' + (l.n % 400)::integer, 60, 'ELDERLY', '陪老人看病', $2, 'WAITING', '2026-03-01', '2026-03-01' from unnest($1::uuid[]) with ordinality l (id, n)`,
    [ids, seedId(`person ${character('林静').phone}`), seedId(`organization ${COMMUNITY}`)],
  )
  return ids.map((uuid) => globalId('ServiceLog', uuid))
}

async function measureAdding(many: Side, few: Side): Promise<void> {
  const confirm = ({ clerk }: Side, ids: string[]): Promise<number> => timed(() => clerk.ask(CONFIRM, { c: id('Organization', COMMUNITY), ids }))
  const sides = [many, few] as const
  const [singles, batches] = [[[], []] as [number[], number[]], [[], []] as [number[], number[]]]
  const waiting = [await waitingLogs(many, WARM + SINGLES + BATCH * (BATCHES + 1)), await waitingLogs(few, WARM + SINGLES + BATCH * (BATCHES + 1))] as const
  for (const side of sides) await side.owner.query('analyze service_logs')
  for (let n = 0; n < WARM + SINGLES; n += 1)
    for (const s of n % 2 ? [0, 1] as const : [1, 0] as const) {
      const ms = await confirm(sides[s], [waiting[s].pop()!])
      if (n >= WARM) singles[s].push(ms)
    }
  for (let n = 0; n <= BATCHES; n += 1)
    for (const s of [0, 1] as const) {
      const ms = await confirm(sides[s], waiting[s].splice(-BATCH))
      // The first warms up.
      if (n > 0) batches[s].push(ms)
    }
  const [atMany, atFew] = [median(singles[0]), median(singles[1])]
  const ratio = atMany / atFew
  console.log(`adding one record at ${MANY.toLocaleString('en')} ÷ at ${FEW.toLocaleString('en')}: ${ratio.toFixed(2)} (medians of ${SINGLES} by turns, ${atMany.toFixed(2)} ms : ${atFew.toFixed(2)} ms; sums ${(sum(singles[0]) / sum(singles[1])).toFixed(2)}; at most 1.3)  ${ratio <= 1.3 ? '✓' : '✗'}`)
  const gain = (BATCH / median(batches[0])) / (1 / atMany)
  console.log(`records/s of ${BATCH} in one mutation ÷ of single ones, at ${MANY.toLocaleString('en')}: ${gain.toFixed(1)} (${median(batches[0]).toFixed(1)} ms a batch; at least 5)  ${gain >= 5 ? '✓' : '✗'}`)
}

/** What verifying costs, for whoever wonders: all of a community's, by the product's own checker. */
async function measureVerifying({ environment, owner }: Side): Promise<void> {
  const { rows } = await owner.query<{ id: string }>('select community_id as id from service_chains order by length desc limit 50')
  let [records, bad] = [0, 0]
  const ms = await timed(async () => {
    for (const { id: community } of rows) {
      const seen = await verifyLedger({ db: environment.pool, files: environment.anchors, secrets: environment.secrets }, community)
      records += seen.records
      if (seen.finding) bad += 1
    }
  })
  console.log(`verifying: ${Math.round(records / (ms / 1000))} records/s (${rows.length} chains, ${records} records), ${bad} of them bad  ${bad === 0 ? '✓' : '✗'}`)
}
