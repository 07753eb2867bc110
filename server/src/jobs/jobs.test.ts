import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { type TestDatabase, cloneDatabase } from '../../../test/harness/database.ts'
import { withClient } from '../database/with-client.ts'
import { type Opened, openEnvironment } from '../environment.ts'
import { systemOperation } from '../operation.ts'
import { defineJob } from './job.ts'
import { cancelJob, sendJob } from './jobs.ts'
import { SAMPLES, failJob, failing, holdJob, noteJob, quietJob } from './testing/sample-jobs.ts'

const MINUTE = 60_000
let database: TestDatabase
let clock: { now: Date }
let faults: unknown[]
let opened: Opened[]
let environment: Opened

beforeEach(async () => {
  database = await cloneDatabase()
  clock = { now: new Date('2026-03-02T01:00:00Z') }
  faults = []
  opened = []
  failing.now = true
  environment = await open()
})
afterEach(async () => {
  for (const each of opened) await each.close()
  await database.drop()
})

async function open(): Promise<Opened> {
  const each = await openEnvironment(database.url, { clock: () => clock.now, poolSize: 4, jobs: SAMPLES, report: (fault) => faults.push(fault) })
  opened.push(each)
  return each
}

const later = (minutes: number): Date => new Date(clock.now.getTime() + minutes * MINUTE)

async function traces(operation: string): Promise<{ words: string; person: string | null }[]> {
  return withClient(database.url, async (client) => (await client.query<{ words: string; person: string | null }>("select details->>'words' as words, person_id as person from audit_events where operation = $1 order by id", [operation])).rows)
}

async function until(reached: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 300; tries += 1) {
    if (await reached()) return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error('it never came')
}

describe('a job', () => {
  test('is done once, with nobody as the person in the audit', async () => {
    await environment.jobs.send(noteJob, { words: 'one' })
    expect(await environment.jobs.drain()).toEqual(['sample.note'])
    expect(await environment.jobs.drain()).toEqual([])
    expect(await traces('sample.note')).toEqual([{ words: 'one', person: null }])
  })

  test('that changes nothing leaves nothing in the audit', async () => {
    await environment.jobs.send(quietJob, {})
    expect(await environment.jobs.drain()).toEqual(['sample.quiet'])
    expect(await traces('sample.quiet')).toEqual([])
  })

  test('waits for its time, by the clock of the product', async () => {
    await environment.jobs.send(noteJob, { words: 'later' }, { startAfter: later(60) })
    expect(await environment.jobs.drain()).toEqual([])
    clock.now = later(60)
    expect(await environment.jobs.drain()).toEqual(['sample.note'])
  })

  test('under a key waits once: sent again it moves, with its data; cancelled it is gone', async () => {
    await environment.jobs.send(noteJob, { words: 'first' }, { startAfter: later(10), singletonKey: 'meeting 1' })
    await environment.jobs.send(noteJob, { words: 'second' }, { startAfter: later(30), singletonKey: 'meeting 1' })
    await environment.jobs.send(noteJob, { words: 'other' }, { startAfter: later(10), singletonKey: 'meeting 2' })
    clock.now = later(20)
    expect(await environment.jobs.drain()).toEqual(['sample.note'])
    expect(await traces('sample.note')).toEqual([{ words: 'other', person: null }])
    await systemOperation(environment, 'sample.cancel', async (work) => {
      await cancelJob(work, noteJob, 'meeting 1')
      return null
    })
    clock.now = later(60)
    expect(await environment.jobs.drain()).toEqual([])
  })

  test('of which there is no definition is refused when it is sent', async () => {
    await expect(environment.jobs.send(defineJob({ name: 'sample.unknown', run: async () => null }), {})).rejects.toThrow('does not exist')
  })
})

describe('sending with an operation', () => {
  const send = (fail: boolean): Promise<void> =>
    systemOperation(environment, 'sample.change', async (work) => {
      await sendJob(work, noteJob, { words: 'with the change' })
      await sendJob(work, noteJob, { words: 'with a key' }, { singletonKey: 'key' })
      if (fail) throw new Error('rolled back')
      return null
    })

  test('a rollback leaves no job', async () => {
    await expect(send(true)).rejects.toThrow('rolled back')
    expect(await environment.jobs.drain()).toEqual([])
  })

  test('a commit leaves it', async () => {
    await send(false)
    expect(await environment.jobs.drain()).toEqual(['sample.note', 'sample.note'])
  })
})

describe('what goes wrong', () => {
  test('a job that fails is undone, reported, and tried again later, as often as it may', async () => {
    await environment.jobs.send(failJob, {})
    expect(await environment.jobs.drain()).toEqual([])
    expect(faults.map(String)).toEqual(['Error: not today'])
    expect(await traces('sample.half')).toEqual([])
    // The wait before another try is measured by the database's own clock.
    clock.now = new Date(Date.now() + 60 * MINUTE)
    failing.now = false
    expect(await environment.jobs.drain()).toEqual(['sample.fail'])
    expect((await traces('sample.half')).length).toBe(1)
  })

  test('one that always fails comes to rest and stands in nobody’s way', async () => {
    await environment.jobs.send(failJob, {})
    clock.now = new Date(Date.now() + 2 * 3600_000)
    await environment.jobs.send(noteJob, { words: 'behind it' })
    expect(await environment.jobs.drain()).toEqual(['sample.note'])
    expect(faults.length).toBe(3)
    expect(await withClient(database.url, async (client) => (await client.query("select state from pgboss.job where name = 'sample.fail'")).rows)).toEqual([{ state: 'failed' }])
  })

  test('it survives that the server ends', async () => {
    await environment.jobs.send(noteJob, { words: 'kept' }, { startAfter: later(5) })
    await environment.close()
    opened = []
    clock.now = later(5)
    expect(await (await open()).jobs.drain()).toEqual(['sample.note'])
  })

  test('a process killed in the middle of it leaves nothing half done, and another does it at once', async () => {
    clock.now = new Date()
    await environment.jobs.send(holdJob, {})
    const child = spawn(process.execPath, ['--import', new URL('../../../run/loader.mjs', import.meta.url).href, new URL('testing/holding-process.ts', import.meta.url).pathname, database.url], { env: { ...process.env, NODE_OPTIONS: '' }, stdio: ['ignore', 'pipe', 'inherit'] })
    for await (const said of child.stdout) if (String(said).includes('holding')) break
    expect(await environment.jobs.drain()).toEqual([])
    child.kill('SIGKILL')
    await once(child, 'exit')
    const other = await openEnvironment(database.url, { clock: () => clock.now, poolSize: 2, jobs: [{ ...holdJob, run: async (work) => ({ type: 'Sample', id: work.newId() }) }], report: (fault) => faults.push(fault) })
    opened.push(other)
    const done: string[] = []
    await until(async () => done.push(...(await other.jobs.drain())) > 0)
    expect(done).toEqual(['sample.hold'])
    expect(await traces('sample.half')).toEqual([])
    expect((await traces('sample.hold')).length).toBe(1)
  })
})

describe('two servers on one database', () => {
  test('do every job once between them', async () => {
    clock.now = new Date()
    const other = await open()
    await Promise.all([environment.jobs.start(), other.jobs.start()])
    const words = Array.from({ length: 60 }, (_, index) => String(index))
    await Promise.all(words.map((each, index) => (index % 2 ? other : environment).jobs.send(noteJob, { words: each })))
    clock.now = new Date(Date.now() + MINUTE)
    await until(async () => (await traces('sample.note')).length >= words.length)
    await Promise.all([environment.jobs.drain(), other.jobs.drain()])
    expect((await traces('sample.note')).map((trace) => trace.words).sort()).toEqual(words.sort())
    expect(faults).toEqual([])
  })

  test('share one calendar, in the time of 石家庄; what is no longer defined leaves it', async () => {
    await environment.jobs.start()
    const calendar = (): Promise<object[]> => withClient(database.url, async (client) => (await client.query('select name, cron, timezone from pgboss.schedule')).rows)
    expect(await calendar()).toEqual([{ name: 'sample.quiet', cron: '30 8 * * 1-5', timezone: 'Asia/Shanghai' }])
    const newer = await openEnvironment(database.url, { jobs: [noteJob], report: (fault) => faults.push(fault) })
    opened.push(newer)
    await newer.jobs.start()
    expect(await calendar()).toEqual([])
  })
})
