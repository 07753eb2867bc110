import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import pg from 'pg'
import { ALLIANCE } from '../../../../test/harness/matching-acts.ts'
import { type Story, type Visitor, openStory } from '../../../../test/harness/story.ts'
import { type Opened, openEnvironment } from '../../environment.ts'
import { MatchingThread } from './solve.ts'

const PRESS = 'mutation ($id: ID!) { runMatching(allianceId: $id) { id } }'
const RUN = 'query ($id: ID!) { node(id: $id) { ... on MatchRun { status progress failure checked proposedCount } } }'
const HOUR = 3_600_000

interface Run {
  status: string
  progress: number
  failure: string | null
  checked: boolean
  proposedCount: number
}

let story: Story
let zhao: Visitor
let closing: (() => Promise<unknown>)[]
let faults: string[]
beforeEach(async () => {
  story = await openStory()
  zhao = await story.as('赵立新')
  closing = []
  faults = []
})
afterEach(async () => {
  for (const close of closing) await close()
  expect(story.faults).toEqual([])
  await story.close()
})

const press = async (): Promise<string> => (await zhao.ask<{ runMatching: { id: string } }>(PRESS, { id: ALLIANCE })).runMatching.id
const see = async (run: string): Promise<Run> => (await zhao.ask<{ node: Run }>(RUN, { id: run })).node
async function until(reached: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 600; tries += 1) {
    if (await reached()) return
    await sleep(25)
  }
  throw new Error('it never came')
}

/** Another server on the story's database, whose engine does what is told. */
async function another(askLongMatching: MatchingThread['ask']): Promise<Opened> {
  const server = await openEnvironment(story.databaseUrl, { clock: () => story.clock.now, poolSize: 4, askLongMatching, report: (fault) => faults.push(String(fault)) })
  closing.push(server.close)
  return server
}
function engine(): MatchingThread {
  const thread = new MatchingThread()
  closing.push(() => thread.close())
  return thread
}

/** Cancels what waits to write down what was in the way. */
async function cutWhereItWrites(): Promise<() => Promise<void>> {
  const holder = new pg.Client({ connectionString: story.databaseUrl })
  await holder.connect()
  await holder.query('begin; lock table match_obstacles in exclusive mode')
  const cut = until(async () => (await story.sql("select pg_cancel_backend(pid) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'")).length > 0).then(() => holder.end())
  return () => cut
}

describe('a run of 赵立新 whose engine takes its time', () => {
  test('says how far it is while it goes on, shows no proposals before it is done, and is the answer to who presses meanwhile', async () => {
    const thread = engine()
    let goOn = (): void => undefined
    const held = new Promise<void>((resolve) => (goOn = resolve))
    const server = await another(async (kind, question, progress) => {
      progress?.(1, 2)
      await held
      return thread.ask(kind, question, progress)
    })
    const run = await press()
    expect(await see(run)).toMatchObject({ status: 'QUEUED', progress: 0 })
    const going = server.jobs.drain()
    // The board is read: 50 of a thousand; half of what lies between that and 850 is solved.
    await until(async () => (await see(run)).progress === 450)
    expect(await see(run)).toEqual({ status: 'RUNNING', progress: 450, failure: null, checked: false, proposedCount: 0 })
    expect(await press()).toBe(run)
    goOn()
    expect(await going).toContain('matching.run')
    expect(await see(run)).toMatchObject({ status: 'DONE', progress: 1000, checked: true })
    expect((await see(run)).proposedCount).toBeGreaterThan(0)
    expect(faults).toEqual([])
  })
})

describe('a run that fails', () => {
  const failing: readonly [code: string, what: string, ask: MatchingThread['ask']][] = [
    ['ENGINE_FAILED', 'whose engine breaks', () => Promise.reject(new Error('the matching thread ended'))],
    ['CHECK_FAILED', 'whose result the checker refuses', async (kind, question) => ({ ...(await engine().ask(kind, question)), violations: [{ rule: 'OVERBOOKED' }] })],
    ['INTERRUPTED', 'whose writing is cut off', async (kind, question) => {
      const answer = await engine().ask(kind, question)
      closing.push(await cutWhereItWrites())
      return answer
    }],
  ]
  test.each(failing)('says %s (%s), leaves nothing, and the next press starts another, which the retry leaves alone', async (code, _, ask) => {
    const server = await another(ask)
    const run = await press()
    expect(await server.jobs.drain()).not.toContain('matching.run')
    expect(await see(run)).toMatchObject({ status: 'FAILED', failure: code, checked: false, proposedCount: 0 })
    expect(faults).toHaveLength(1)
    expect(await story.sql('select count(*)::int from match_proposals where run_id is not null')).toEqual([{ count: 0 }])

    story.clock.now = new Date(story.clock.now.getTime() + 60_000)
    const next = await press()
    expect(next).not.toBe(run)
    expect(await story.drain()).toContain('matching.run')
    expect(await see(next)).toMatchObject({ status: 'DONE', failure: null })
    const made = (await see(next)).proposedCount
    const monday = story.clock.now
    // The wait before another try is measured by the database's own clock, by which whoever logged in on the story's Monday is logged out.
    story.clock.now = new Date(Date.now() + HOUR)
    expect(await story.drain()).toContain('matching.run')
    story.clock.now = monday
    expect(await see(run)).toMatchObject({ status: 'FAILED', failure: code })
    expect(await see(next)).toMatchObject({ status: 'DONE', proposedCount: made })
  })
})

describe('a process killed in the middle of a run', () => {
  test('leaves nothing half done; the same run is done by another process, once', async () => {
    const run = await press()
    const child = spawn(process.execPath, ['--import', new URL('../../../../run/loader.mjs', import.meta.url).href, new URL('testing/holding-run.ts', import.meta.url).pathname, story.databaseUrl, story.clock.now.toISOString()], {
      env: { ...process.env, NODE_OPTIONS: '' },
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    for await (const said of child.stdout) if (String(said).includes('solving')) break
    expect(await see(run)).toMatchObject({ status: 'RUNNING', failure: null })
    expect(await story.drain()).not.toContain('matching.run')
    child.kill('SIGKILL')
    await once(child, 'exit')
    expect(await press()).toBe(run)
    const done: string[] = []
    await until(async () => done.push(...(await story.drain())) > 0 && done.includes('matching.run'))
    expect(done.filter((name) => name === 'matching.run')).toHaveLength(1)
    expect(await see(run)).toMatchObject({ status: 'DONE', progress: 1000, checked: true })
    expect(await story.sql("select (select count(*)::int from match_runs) as runs, (select count(*)::int from audit_events where operation = 'matching.run') as audited")).toEqual([{ runs: 1, audited: 1 }])
  })
})
