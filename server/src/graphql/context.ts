import type { MikroORM } from '@mikro-orm/postgresql'
import type { Actor } from '../access/actor.ts'
import type { Queryable } from '../database/queryable.ts'
import type { AfterRun } from '../features/matching/after-run.ts'
import type { MatchingThread } from '../features/matching/solve.ts'
import type { Turnstile } from '../features/matching/turnstile.ts'
import type { AnchorFiles } from '../features/service/anchor-files.ts'
import type { FileStore } from '../files/store.ts'
import type { Jobs } from '../jobs/jobs.ts'
import type { NoticeFeed } from '../notices/feed.ts'
import type { MetadataOf } from '../reading/model.ts'
import type { Secrets } from '../secrets.ts'

/** What the whole application shares. Time and randomness come in here and nowhere else. */
export interface Environment {
  readonly orm: MikroORM
  readonly pool: Queryable
  readonly metadataOf: MetadataOf
  readonly clock: () => Date
  readonly newId: () => string
  readonly newToken: () => string
  readonly secrets: Secrets
  /** Anchors of the ledgers, outside the database. */
  readonly anchors: AnchorFiles
  readonly files: FileStore
  readonly jobs: Jobs
  readonly noticeFeed: NoticeFeed
  /** For what somebody waits for. */
  readonly solveMatching: MatchingThread['solve']
  /** What else the matching thread answers, see features/matching/questions.ts. */
  readonly askMatching: MatchingThread['ask']
  /** In a thread of its own: a whole city takes minutes. */
  readonly askLongMatching: MatchingThread['ask']
  /** Through which people ask what has to be reckoned. */
  readonly turnstile: Turnstile
  /** What later features do with the proposals of a run before it commits. */
  readonly afterRun: AfterRun
  /** Passwords that open nothing here: the demo's, in production. */
  readonly closedPasswords: readonly string[]
}

/** One request. `now` stands still while it lasts. */
export interface Context extends Environment {
  readonly actor: Actor
  readonly now: Date
  readonly requestId: string
  readonly idempotencyKey: string | null
  /** Sets (or, with null, removes) the session's cookie. */
  readonly setSession: (token: string | null) => void
}
