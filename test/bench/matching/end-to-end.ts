import { mkdtempSync, rmSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { build } from '../../../server/src/app.ts'
import { startEmbedded } from '../../../server/src/database/embedded.ts'
import { STORY_BEGINS, prepareTemplate } from '../../../server/src/database/template.ts'
import { openEnvironment } from '../../../server/src/environment.ts'
import { matchingNightly } from '../../../server/src/features/matching/nightly.ts'
import { NEED_INPUT, RESOURCE_INPUT } from '../../harness/inputs.ts'
import { ALLIANCE } from '../../harness/matching-acts.ts'
import { character, logIn } from '../../harness/story.ts'
import { fillCity } from '../../harness/volume-city.ts'
import { type Section, figure, median } from './figures.ts'

const EVENTS = 12
const OPEN = 'query ($id: ID!) { matchProposals(filter: { allianceId: $id, status: [OPEN] }, first: 100) { totalCount nodes { id quantity need { title } } } }'

/** A change over HTTP, committed, until its new proposals can be read over HTTP; against one run over the whole city in the same database. */
export const endToEnd: Section = async ({ seed, scale }) => {
  const needs = scale === 'full' ? 10_000 : 1000
  const folder = mkdtempSync(join(tmpdir(), 'red-alliance-bench-'))
  const embedded = await startEmbedded({ dataDir: folder, log: () => undefined, durable: false })
  try {
    await prepareTemplate(embedded.url)
    const owner = new pg.Client({ connectionString: embedded.url })
    owner.on('error', () => undefined)
    await owner.connect()
    await fillCity(owner, { needs, seed })
    const clock = { now: new Date(STORY_BEGINS) }
    const faults: unknown[] = []
    const environment = await openEnvironment(embedded.url, { clock: () => clock.now, poolSize: 4, filesDir: folder, anchorsDir: join(folder, 'anchors'), report: (fault) => faults.push(fault) })
    const app = await build(environment, { webRoot: null, development: false, secureCookies: false, report: (fault) => faults.push(fault) })
    await new Promise<void>((resolve) => app.server.listen(0, '127.0.0.1', resolve))
    const url = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`
    const [zhao, wang] = [await logIn(url, character('赵立新').phone), await logIn(url, character('王磊').phone)]

    const began = performance.now()
    await environment.jobs.send(matchingNightly, {})
    await environment.jobs.drain()
    const cold = performance.now() - began
    const { rows } = await owner.query<{ status: string; need_count: number; value: string; bound: string; proposals: number }>("select status, need_count, value, bound, (select count(*)::int from match_proposals) as proposals from match_runs where cause = 'NIGHTLY'")
    if (faults.length > 0 || rows[0]?.status !== 'DONE') throw new Error(`the cold run came to nothing: ${String(faults[0])}`)

    const times: number[] = []
    for (let event = 0; event < EVENTS; event += 1) {
      clock.now = new Date(clock.now.getTime() + 60_000)
      // A need comes, then something for those that have nothing yet.
      const over = { title: `event ${event}`, quantity: 1 + (event % 4) }
      if (event % 2 === 0) {
        const { draftNeed } = await zhao.ask<{ draftNeed: { id: string } }>('mutation ($input: NeedInput!) { draftNeed(input: $input) { id } }', { input: { ...NEED_INPUT, ...over } })
        await zhao.ask('mutation ($id: ID!) { publishNeed(id: $id) { id } }', { id: draftNeed.id })
      } else {
        const { draftResource } = await wang.ask<{ draftResource: { id: string } }>('mutation ($input: ResourceInput!) { draftResource(input: $input) { id } }', { input: { ...RESOURCE_INPUT, ...over, windows: NEED_INPUT['windows'] } })
        await wang.ask('mutation ($id: ID!) { publishResource(id: $id) { id } }', { id: draftResource.id })
      }
      const committed = performance.now()
      await environment.jobs.drain()
      await zhao.ask(OPEN, { id: ALLIANCE })
      times.push(performance.now() - committed)
    }
    const { rows: answered } = await owner.query<{ runs: number; proposals: number }>("select count(*)::int as runs, (select count(*)::int from match_proposals p join match_runs r on r.id = p.run_id where r.cause = 'CHANGED') as proposals from match_runs where cause = 'CHANGED'")
    const event = median(times)
    figure({
      name: `one event of a city of ${needs} needs, end to end ÷ cold run`,
      value: event / cold,
      pass: 1 / 10,
      aim: 1 / 30,
      reference: `median ${Math.round(event)} ms of ${EVENTS} (${answered[0]!.runs} runs, ${answered[0]!.proposals} new proposals) ÷ ${(cold / 1000).toFixed(1)} s (${rows[0].need_count} needs, ${rows[0].proposals} proposals, gap ${((100 * (Number(rows[0].bound) - Number(rows[0].value))) / Number(rows[0].bound)).toFixed(3)} %)`,
    })
    if (faults.length > 0) throw new Error(String(faults[0]))
    app.server.closeAllConnections()
    app.server.close()
    await app.close()
    await environment.close()
    await owner.end()
  } finally {
    await embedded.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}
