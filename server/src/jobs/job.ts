import type { Outcome, Work } from '../operation.ts'

/** Work that is done later, once: what it is called, and what it does in a transaction of its own. */
export interface Job<D extends object> {
  /** Like an operation's: `meetings.remind`. Jobs that wait in the database are found by it: never renamed. */
  readonly name: string
  /** When it comes round by itself: five fields, minute to weekday, in Asia/Shanghai. */
  readonly cron?: string
  /** How often it is tried again, half a minute later at first, then ever more slowly; 5 unless told. */
  readonly retryLimit?: number
  /**
   * What it changes and that it is done are one transaction: killed at any moment, it either happened or will be done again from the start.
   * What it does outside the database must bear repetition. What it returns is written to the audit, with nobody as the person.
   */
  run(work: Work, data: D): Promise<Outcome | null>
}

/** A job as the table of jobs keeps it, whatever its data. */
export type AnyJob = Job<never>

export function defineJob<D extends object = Record<string, never>>(job: Job<D>): Job<D> {
  return job
}

export interface SendOptions {
  /** Not before; at once unless told. */
  readonly startAfter?: Date
  /** Of one key one job waits: sending again moves it to the new time with the new data. */
  readonly singletonKey?: string
  readonly retryLimit?: number
}
