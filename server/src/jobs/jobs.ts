import { setTimeout as sleep } from 'node:timers/promises'
import type { PgBoss } from 'pg-boss'
import type { Queryable } from '../database/queryable.ts'
import type { Environment } from '../graphql/context.ts'
import { Work, recorded, systemContext } from '../operation.ts'
import { SCHEMA, openBoss } from './boss.ts'
import type { AnyJob, Job, SendOptions } from './job.ts'

/** Jobs of one process that are under way at the same time. */
const LANES = 2
const PAUSE_MS = 1000
const RETRIES = 5
const QUEUE = { policy: 'short', retryDelay: 30, retryBackoff: true, retryDelayMax: 3600, retentionSeconds: 90 * 86_400, deleteAfterSeconds: 7 * 86_400 } as const
/** A job that always sends another of its kind would never let `drain` end. */
const MOST_DRAINED = 10_000

/**
 * Takes the job that has waited longest. It runs in the transaction that takes it, so that a process that dies gives it back at once, and nobody
 * else can take it meanwhile. (pg-boss would commit its taking first, and another process would have to wait for it to be given up.)
 */
const TAKE = `update ${SCHEMA}.job j set state = 'active', started_on = now(), heartbeat_on = now(),
    retry_count = case when j.started_on is null then j.retry_count else j.retry_count + 1 end
  from (select id, name from ${SCHEMA}.job where name = any($1::text[]) and state < 'active' and not blocked and start_after <= $2::timestamptz
    order by priority desc, start_after, created_on limit 1 for update skip locked) next
  where j.id = next.id and j.name = next.name
  returning j.id, j.name, j.data`

interface Taken {
  readonly id: string
  readonly name: string
  readonly data: object | null
}

export interface JobsOptions {
  readonly url: string
  readonly table: readonly AnyJob[]
  readonly report: (error: unknown) => void
}

/** What waits to be done, kept in PostgreSQL by pg-boss. */
export class Jobs {
  readonly #byName: Map<string, AnyJob>
  readonly #stopping = new AbortController()
  #boss: Promise<PgBoss> | null = null
  #lanes: Promise<void>[] = []

  constructor(
    private readonly environment: () => Environment,
    private readonly options: JobsOptions,
  ) {
    this.#byName = new Map(options.table.map((job) => [job.name, job]))
  }

  /** From now on this process does what is due, and what comes round by the calendar is sent. */
  async start(): Promise<void> {
    const boss = await this.#open(true)
    for (const { name } of await boss.getSchedules()) if (!this.#byName.get(name)?.cron) await boss.unschedule(name)
    for (const { name, cron } of this.#byName.values()) if (cron) await boss.schedule(name, cron, {}, { tz: 'Asia/Shanghai' })
    this.#lanes = Array.from({ length: LANES }, () => this.#lane())
  }

  /** Lets what is under way come to its end. */
  async stop(): Promise<void> {
    this.#stopping.abort()
    await Promise.all(this.#lanes)
    const boss = await this.#boss?.catch(() => null)
    await boss?.stop({ graceful: true, timeout: 5000 })
  }

  /** Outside of any operation; within one, `sendJob` below, which a rollback takes back. */
  send<D extends object>(job: Job<D>, data: D, options?: SendOptions): Promise<void> {
    return this.sendOn(this.environment().pool, job, data, options)
  }

  /** On the given connection: part of its transaction. */
  async sendOn<D extends object>(on: Queryable, { name, retryLimit = RETRIES }: Pick<Job<D>, 'name' | 'retryLimit'>, data: D, { startAfter, singletonKey, ...own }: SendOptions = {}): Promise<void> {
    const boss = await this.#open(false)
    const { clock, newId } = this.environment()
    const id = newId()
    // Of every kind and key one job may wait (policy "short"): without a key of its own each has its id.
    const options = { startAfter: startAfter ?? clock(), singletonKey: singletonKey ?? id, retryLimit: own.retryLimit ?? retryLimit, db: executor(on) }
    if (singletonKey) await boss.upsert(name, data, options)
    else await boss.send(name, data, { ...options, id })
  }

  /** Whether what was sent under the key still waits, is being done or will be tried again. */
  async isSentOn(on: Queryable, { name }: { readonly name: string }, singletonKey: string): Promise<boolean> {
    await this.#open(false)
    const { rows } = await on.query({ text: `select 1 from ${SCHEMA}.job where name = $1 and singleton_key = $2 and state in ('created','retry','active')`, values: [name, singletonKey] })
    return rows.length > 0
  }

  /** Takes back what waits under the key, if anything still does. */
  async cancelOn<D extends object>(on: Queryable, { name }: Job<D>, singletonKey: string): Promise<void> {
    await this.#open(false)
    await on.query({ text: `delete from ${SCHEMA}.job where name = $1 and singleton_key = $2 and state < 'active'`, values: [name, singletonKey] })
  }

  /**
   * Does everything that is due by the clock, and what that sends in its turn: for tests, instead of `start`.
   * @returns names of the jobs that were done, in order; what failed was reported and waits to be tried again
   */
  async drain(): Promise<string[]> {
    await this.#open(false)
    const done: string[] = []
    for (let taken = 0; taken < MOST_DRAINED; taken += 1) {
      const ran = await this.#runNext()
      if (!ran) return done
      if (ran.done) done.push(ran.name)
    }
    throw new Error('jobs send each other without end')
  }

  #open(serving: boolean): Promise<PgBoss> {
    this.#boss ??= this.#openWithQueues(serving).catch((error: unknown) => {
      this.#boss = null
      throw error
    })
    return this.#boss
  }

  async #openWithQueues(serving: boolean): Promise<PgBoss> {
    const boss = await openBoss(this.options.url, serving, this.options.report)
    const known = new Set((await boss.getQueues()).map(({ name }) => name))
    for (const name of this.#byName.keys()) if (!known.has(name)) await boss.createQueue(name, QUEUE)
    return boss
  }

  async #lane(): Promise<void> {
    const { signal } = this.#stopping
    while (!signal.aborted) {
      const ran = await this.#runNext().catch((error: unknown) => {
        this.options.report(error)
        return null
      })
      if (!ran) await sleep(PAUSE_MS, undefined, { signal }).catch(() => undefined)
    }
  }

  /** Takes one job, does it and marks it done, all in one transaction; what fails is undone to the savepoint before it and kept for later. */
  async #runNext(): Promise<{ name: string; done: boolean } | null> {
    const boss = await this.#open(false)
    const environment = this.environment()
    const now = environment.clock()
    return environment.orm.em.fork().transactional(async (em) => {
      const outer = new Work(systemContext(environment, now, environment.newId()), em)
      const { rows } = await outer.db.query<Taken & Record<string, unknown>>({ text: TAKE, values: [[...this.#byName.keys()], now.toISOString()] })
      const [taken] = rows
      const job = taken && this.#byName.get(taken.name)
      if (!job) return null
      const db = executor(outer.db)
      try {
        await em.transactional((inner) => recorded(new Work(systemContext(environment, now, taken.id), inner), taken.name, (work) => job.run(work, (taken.data ?? {}) as never)))
      } catch (error) {
        this.options.report(error)
        await boss.fail(taken.name, taken.id, { message: error instanceof Error ? error.message : String(error) }, { db })
        return { name: taken.name, done: false }
      }
      await boss.complete(taken.name, taken.id, null, { db })
      return { name: taken.name, done: true }
    })
  }
}

/** Sends a job with the operation: it is there when the operation is committed, and never was when it is rolled back. */
export function sendJob<D extends object>(work: Work, job: Job<D>, data: D, options?: SendOptions): Promise<void> {
  return work.context.jobs.sendOn(work.db, job, data, options)
}

/** Takes back, with the operation, what waits under the key. */
export function cancelJob<D extends object>(work: Work, job: Job<D>, singletonKey: string): Promise<void> {
  return work.context.jobs.cancelOn(work.db, job, singletonKey)
}

const executor = (on: Queryable): { executeSql(text: string, values?: unknown[]): Promise<{ rows: Record<string, unknown>[] }> } => ({ executeSql: (text, values = []) => on.query({ text, values }) })
