import { randomBytes } from 'node:crypto'
import { withClient } from '../../server/src/database/with-client.ts'

const IN_USE = '55006'

/** A database of one's own. */
export interface TestDatabase {
  url: string
  /** Removes it, whoever is still connected. */
  drop(): Promise<void>
}

/** Copies the template: the schema and the story world, some tens of milliseconds, nobody else in it. */
export function cloneDatabase(): Promise<TestDatabase> {
  return createDatabase(process.env.TEST_TEMPLATE)
}

/** Nothing in it: a server that starts on it begins its story today. */
export function emptyDatabase(): Promise<TestDatabase> {
  return createDatabase('template0')
}

async function createDatabase(template: string | undefined): Promise<TestDatabase> {
  const { TEST_CLUSTER_URL: clusterUrl } = process.env
  if (!clusterUrl || !template) throw new Error('test databases need the cluster that test/harness/global-setup.mjs starts')
  const name = `test_${process.env.JEST_WORKER_ID ?? 0}_${randomBytes(6).toString('hex')}`
  await withClient(clusterUrl, (client) => client.query(`create database ${name} template ${template} encoding 'UTF8'`))
  const url = new URL(clusterUrl)
  url.pathname = `/${name}`
  return {
    url: url.href,
    drop: async () => {
      await withClient(clusterUrl, async (client) => {
        // A pool says that it has ended while its sockets are still closing; forcing would shout after whoever is on the way out.
        // PostgreSQL waits five seconds for them by itself.
        await client.query(`drop database if exists ${name}`).catch((problem: { code?: string }) => {
          if (problem.code !== IN_USE) throw problem
          return client.query(`drop database if exists ${name} with (force)`)
        })
      })
    },
  }
}
