import { createHash } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import pg from 'pg'
import { build } from '../../server/src/app.ts'
import { startEmbedded } from '../../server/src/database/embedded.ts'
import { STORY_BEGINS, prepareTemplate } from '../../server/src/database/template.ts'
import { openEnvironment } from '../../server/src/environment.ts'
import { FIGURES, SCREENS } from '../harness/meeting-screens.ts'
import { type Plan, listen, planOf } from '../harness/plans.ts'
import { character, id, logIn } from '../harness/story.ts'
import { fillVolume } from '../harness/volume.ts'
import type { Load } from './load.ts'
import { FIGURES_BY_HAND } from './references.ts'

/**
 * npm run bench meetings: what the screens of meetings cost on a year of 石家庄. Each value is a ratio: the product's answers a second over those of a
 * bare node:http handler that passes the JSON of one prepared statement written by hand on, asked by turns in the same run (1 would be as fast).
 */
const CONNECTIONS = 8
const ROUNDS = 5
const MS = 500

const folder = mkdtempSync(join(tmpdir(), 'red-alliance-bench-'))
const embedded = await startEmbedded({ dataDir: folder, log: () => undefined, durable: false })
try {
  await prepareTemplate(embedded.url)
  const owner = new pg.Client({ connectionString: embedded.url })
  await owner.connect()
  const volume = await fillVolume(owner, STORY_BEGINS)
  console.log(`${volume.meetings} meetings, ${volume.items} items, ${volume.steps} steps, ${volume.invitations} invitations of ${volume.streets} streets and towns; ${CONNECTIONS} connections, ${ROUNDS} rounds of ${MS} ms by turns\n`)
  await measure(owner)
  await owner.end()
} finally {
  await embedded.stop()
  rmSync(folder, { recursive: true, force: true })
}

async function measure(owner: pg.Client): Promise<void> {
  const heard = listen()
  const environment = await openEnvironment(embedded.url, { clock: () => new Date(STORY_BEGINS), poolSize: CONNECTIONS, filesDir: folder })
  const app = await build(environment, { webRoot: null, development: false, secureCookies: false, report: console.error })
  const url = await listening(app.server)
  const pool = new pg.Pool({ connectionString: embedded.url, max: CONNECTIONS, options: '-c timezone=UTC' })
  let byHand = ''
  const raw = createServer((request, response) => {
    request.resume()
    void pool.query<{ text: string }>({ name: createHash('sha1').update(byHand).digest('hex'), text: byHand }).then(({ rows }) => response.setHeader('content-type', 'application/json').end(rows[0]!.text))
  })
  const rawUrl = await listening(raw)
  const worker = new Worker(new URL('./load.ts', import.meta.url))

  console.log(`${'figure'.padEnd(42)} ratio  reference (answers/s by hand)  statements  rows looked at (by hand)  large tables read whole`)
  for (const { name, viewer, screen, place, sql } of FIGURES_BY_HAND) {
    byHand = sql
    const { cookie, ask } = await logIn(url, character(viewer).phone)
    const query = screen ? SCREENS[screen].query : FIGURES
    const variables = place ? { id: id('Organization', place), year: 2025 } : {}
    const { sent } = await heard(() => ask(query, variables))
    const plans: Plan[] = []
    for (const statement of sent.slice(1)) plans.push(await planOf(owner, statement))
    const hand = await planOf(owner, { text: sql, values: [] })
    const load = { headers: { cookie }, body: JSON.stringify({ query, variables }), connections: CONNECTIONS, ms: MS }
    const [rates, references] = [[] as number[], [] as number[]]
    for (let round = -1; round < ROUNDS; round += 1) {
      const [rate, reference] = [await rateOf(worker, { ...load, url: `${url}/graphql` }), await rateOf(worker, { ...load, url: rawUrl })]
      // The first warms both up.
      if (round < 0) continue
      rates.push(rate)
      references.push(reference)
    }
    const sum = (numbers: number[]): number => numbers.reduce((whole, each) => whole + each, 0)
    const visited = (rows: number): string => String(Math.round(rows))
    console.log(`${name.padEnd(42)} ${(sum(rates) / sum(references)).toFixed(2)}   ${Math.round(sum(references) / ROUNDS).toString().padStart(6)}                         ${sent.length}           ${visited(sum(plans.map((plan) => plan.visited)))} (${visited(hand.visited)})`.padEnd(126), plans.flatMap(({ wholeTables }) => wholeTables).join(', ') || 'none')
  }
  await worker.terminate()
  raw.closeAllConnections()
  raw.close()
  app.server.closeAllConnections()
  app.server.close()
  await app.close()
  await environment.close()
  await pool.end()
}

function listening(server: ReturnType<typeof createServer>): Promise<string> {
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)))
}

function rateOf(worker: Worker, load: Load): Promise<number> {
  return new Promise((resolve, reject) => {
    worker.once('message', ({ rate, error }: { rate?: number; error?: string }) => (rate === undefined ? reject(new Error(error)) : resolve(rate)))
    worker.postMessage(load)
  })
}
