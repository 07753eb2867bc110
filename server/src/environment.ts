import { randomBytes } from 'node:crypto'
import type { MikroORM, PostgreSqlConnection } from '@mikro-orm/postgresql'
import { APP_ROLE, openOrm } from './database/orm.ts'
import type { Queryable } from './database/queryable.ts'
import { MatchingThread } from './features/matching/solve.ts'
import type { Environment } from './graphql/context.ts'
import { idsInOrder } from './ids.ts'

export interface Opened extends Environment {
  readonly close: () => Promise<void>
}

/**
 * The application's connections and its sources of time and randomness.
 * @param clock the present instant; the tests' own
 * @param poolSize connections at most
 */
export async function openEnvironment(url: string, { clock = () => new Date(), poolSize = 20, closedPasswords = [] }: { clock?: () => Date; poolSize?: number; closedPasswords?: readonly string[] } = {}): Promise<Opened> {
  const orm: MikroORM = await openOrm(url, { role: APP_ROLE, poolSize })
  const pool: Queryable = await (orm.em.getConnection() as PostgreSqlConnection).getNativeClient()
  const matching = new MatchingThread()
  return {
    orm,
    pool,
    metadataOf: ({ entity }) => orm.getMetadata().get(entity),
    clock,
    newId: idsInOrder(clock, randomBytes),
    newToken: () => randomBytes(32).toString('base64url'),
    solveMatching: matching.solve,
    closedPasswords,
    close: async () => {
      await matching.close()
      await orm.close()
    },
  }
}
