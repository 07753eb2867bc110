import pg from 'pg'
import { APP_ROLE } from '../database/app-role.ts'
import { CHANNEL } from './notify.ts'

const LONGEST_WAIT_MS = 30_000
/** What a watcher has not taken yet; who falls further behind is let go, and asks for the list when it comes back. */
const MOST_WAITING = 200

/** Ids of notices as they arrive for one person. */
export class Arrivals implements AsyncIterableIterator<string> {
  readonly #waiting: string[] = []
  #wake: (() => void) | null = null
  #ended = false

  constructor(private readonly ended: () => void) {}

  push(id: string): void {
    if (this.#waiting.push(id) > MOST_WAITING) this.end()
    this.#wake?.()
  }

  end(): void {
    this.#ended = true
    this.#wake?.()
    this.ended()
  }

  async next(): Promise<IteratorResult<string, undefined>> {
    while (!this.#ended && this.#waiting.length === 0) await new Promise<void>((resolve) => (this.#wake = resolve))
    const value = this.#ended ? undefined : this.#waiting.shift()
    return value === undefined ? { done: true, value: undefined } : { done: false, value }
  }

  async return(): Promise<IteratorResult<string, undefined>> {
    this.end()
    return { done: true, value: undefined }
  }

  [Symbol.asyncIterator](): this {
    return this
  }
}

/**
 * Hears of every notice at its commit, whichever process wrote it: one connection for the whole process, opened with the first watcher and
 * opened again whenever it breaks. What was committed meanwhile is then read from the inboxes.
 */
export class NoticeFeed {
  readonly #watchers = new Map<string, Set<Arrivals>>()
  #listening: Promise<void> | null = null
  #client: pg.Client | null = null
  #closed = false

  constructor(
    private readonly url: string,
    private readonly report: (error: unknown) => void,
  ) {}

  /** Arrivals for the person from now on. */
  async watch(personId: string): Promise<Arrivals> {
    this.#listening ??= this.#listen().catch((error: unknown) => {
      this.#listening = null
      throw error
    })
    await this.#listening
    const arrivals = new Arrivals(() => {
      const watchers = this.#watchers.get(personId)
      watchers?.delete(arrivals)
      if (watchers?.size === 0) this.#watchers.delete(personId)
    })
    this.#watchers.set(personId, (this.#watchers.get(personId) ?? new Set()).add(arrivals))
    return arrivals
  }

  async close(): Promise<void> {
    this.#closed = true
    for (const watchers of this.#watchers.values()) for (const arrivals of watchers) arrivals.end()
    await this.#client?.end().catch(() => undefined)
  }

  async #listen(): Promise<void> {
    const client = new pg.Client({ connectionString: this.url, application_name: 'red-alliance-notices', keepAlive: true, options: `-c role=${APP_ROLE}` })
    const broken = (): void => {
      if (this.#client !== client || this.#closed) return
      this.#client = null
      void this.#again(1000)
    }
    client.on('error', broken)
    client.on('end', broken)
    client.on('notification', ({ payload }) => {
      const [personId = '', id = ''] = payload?.split(' ') ?? []
      for (const arrivals of this.#watchers.get(personId) ?? []) arrivals.push(id)
    })
    try {
      await client.connect()
      await client.query(`listen ${CHANNEL}`)
    } catch (error) {
      await client.end().catch(() => undefined)
      throw error
    }
    this.#client = client
    if (this.#closed) await client.end()
  }

  async #again(wait: number): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve, wait).unref())
    if (this.#closed) return
    try {
      await this.#listen()
      await this.#catchUp()
    } catch (error) {
      this.report(error)
      void this.#again(Math.min(wait * 2, LONGEST_WAIT_MS))
    }
  }

  /** What is unread and may have been missed: a watcher that knows it already shows it once. */
  async #catchUp(): Promise<void> {
    const found = await this.#client?.query<{ id: string; person_id: string }>("select id, person_id from notices where person_id = any($1::uuid[]) and read_at is null order by created_at desc, id desc limit 1000", [[...this.#watchers.keys()]])
    for (const { id, person_id: personId } of found?.rows.reverse() ?? []) for (const arrivals of this.#watchers.get(personId) ?? []) arrivals.push(id)
  }
}
