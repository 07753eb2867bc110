import type { MatchRunFailure } from '@red-alliance/shared/glossary'
import type { Queryable } from '../../database/queryable.ts'

/**
 * What a run says of itself while its job has not committed: each word a statement of its own on another connection, and so readable at once. The
 * job's transaction must not touch the row before `settled`: the two would wait for each other.
 */
export class RunProgress {
  #writing: Promise<unknown> | null = null
  #next: number | null = null

  constructor(
    private readonly pool: Queryable,
    private readonly runId: string,
  ) {}

  async begin(): Promise<void> {
    await this.#write("status = 'RUNNING', progress = 0, failure = null, finished_at = null", [])
  }

  /** In whole per mille. While one is being written, only the newest of those that follow is kept. */
  reach(progress: number): void {
    this.#next = Math.floor(progress)
    this.#writing ??= this.#drain()
  }

  async settled(): Promise<void> {
    await this.#writing
  }

  async fail(failure: MatchRunFailure, at: Date): Promise<void> {
    this.#next = null
    await this.settled()
    await this.#write("status = 'FAILED', failure = $2, finished_at = $3::timestamptz", [failure, at.toISOString()])
  }

  async #drain(): Promise<void> {
    while (this.#next !== null) {
      const progress = this.#next
      this.#next = null
      await this.#write('progress = greatest(progress, $2::integer)', [progress])
    }
    this.#writing = null
  }

  async #write(what: string, values: unknown[]): Promise<void> {
    await this.pool.query({ text: `update match_runs set ${what} where id = $1::uuid and status <> 'DONE'`, values: [this.runId, ...values] })
  }
}
