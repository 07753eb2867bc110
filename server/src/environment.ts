import { randomBytes } from 'node:crypto'
import type { MikroORM, PostgreSqlConnection } from '@mikro-orm/postgresql'
import { APP_ROLE } from './database/app-role.ts'
import { openOrm } from './database/orm.ts'
import type { Queryable } from './database/queryable.ts'
import { diskStore } from './files/store.ts'
import { MatchingThread } from './features/matching/solve.ts'
import { Turnstile } from './features/matching/turnstile.ts'
import { ringsAfterRun } from './features/rings/after-run.ts'
import { anchorFolder } from './features/service/anchor-files.ts'
import type { Environment } from './graphql/context.ts'
import { idsInOrder } from './ids.ts'
import type { AnyJob } from './jobs/job.ts'
import { Jobs } from './jobs/jobs.ts'
import { JOBS } from './jobs/table.ts'
import { NoticeFeed } from './notices/feed.ts'
import { secretsUnder } from './secrets.ts'

export interface Opened extends Environment {
  readonly close: () => Promise<void>
}

export interface Opening {
  /** The present instant; the tests' own. */
  readonly clock?: () => Date
  /** Connections at most. */
  readonly poolSize?: number
  readonly closedPasswords?: readonly string[]
  /** Where attachments are kept. */
  readonly filesDir?: string
  /** Where the anchors of the ledgers are kept. */
  readonly anchorsDir?: string
  /** 32 bytes (see secrets.ts); without it, one of this process alone. */
  readonly masterKey?: Buffer
  readonly jobs?: readonly AnyJob[]
  /** The engine of runs; a thread of this process unless told. */
  readonly askLongMatching?: MatchingThread['ask']
  /** Takes what goes wrong where nobody waits for an answer. */
  readonly report?: (error: unknown) => void
}

/** The application's connections and its sources of time and randomness. */
export async function openEnvironment(url: string, { clock = () => new Date(), poolSize = 20, closedPasswords = [], filesDir = '.data/files', anchorsDir = '.data/anchors', masterKey = randomBytes(32), jobs: table = JOBS, askLongMatching, report = console.error }: Opening = {}): Promise<Opened> {
  const orm: MikroORM = await openOrm(url, { role: APP_ROLE, poolSize })
  const pool: Queryable = await (orm.em.getConnection() as PostgreSqlConnection).getNativeClient()
  const [matching, running] = [new MatchingThread(), new MatchingThread()]
  const jobs = new Jobs(() => environment, { url, table, report })
  const newId = idsInOrder(clock, randomBytes)
  const noticeFeed = new NoticeFeed(url, report)
  const environment: Opened = {
    orm,
    pool,
    metadataOf: ({ entity }) => orm.getMetadata().get(entity),
    clock,
    newId,
    newToken: () => randomBytes(32).toString('base64url'),
    secrets: secretsUnder(masterKey, randomBytes),
    anchors: anchorFolder(anchorsDir, newId),
    files: diskStore(filesDir, newId),
    jobs,
    noticeFeed,
    solveMatching: matching.solve,
    askMatching: matching.ask,
    askLongMatching: askLongMatching ?? running.ask,
    turnstile: new Turnstile(),
    afterRun: ringsAfterRun,
    closedPasswords,
    close: async () => {
      await noticeFeed.close()
      await jobs.stop()
      await Promise.all([matching.close(), running.close()])
      await orm.close()
    },
  }
  return environment
}
