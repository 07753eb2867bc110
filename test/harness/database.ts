import { randomBytes } from 'node:crypto'
import { seedIfEmpty } from '../../server/seeds/seed.ts'
import { migrate } from '../../server/src/database/migrate.ts'
import { withClient } from '../../server/src/database/with-client.ts'
import { localDate } from '../../server/src/time.ts'

const IN_USE = '55006'

/** A database of one's own. */
export interface TestDatabase {
  url: string
  /** Removes it, whoever is still connected. */
  drop(): Promise<void>
}

/** Copies the template: the schema and the story world, some tens of milliseconds, nobody else in it. */
export function cloneDatabase(): Promise<TestDatabase> {
  return createDatabase(cluster().template)
}

/** Nothing in it: a server that starts on it begins its story today. */
export function emptyDatabase(): Promise<TestDatabase> {
  return createDatabase('template0')
}

/** What the product makes of an empty one: its story begins today, with a year of service behind it. Whoever asks first makes what all others copy. */
export async function todaysDatabase(): Promise<TestDatabase> {
  const { clusterUrl, template } = cluster()
  const name = `${template}_${localDate(new Date()).replaceAll('-', '')}`
  await withClient(clusterUrl, async (client) => {
    // Until the connection ends.
    await client.query('select pg_advisory_lock(hashtext($1))', [name])
    if ((await client.query('select from pg_database where datname = $1', [name])).rowCount) return
    const unfinished = await emptyDatabase()
    await migrate(unfinished.url)
    await seedIfEmpty(unfinished.url, { story: true, lived: true, log: () => undefined })
    await client.query(`alter database ${new URL(unfinished.url).pathname.slice(1)} rename to ${name}`)
  })
  return createDatabase(name)
}

function cluster(): { clusterUrl: string; template: string } {
  const { TEST_CLUSTER_URL: clusterUrl, TEST_TEMPLATE: template } = process.env
  if (!clusterUrl || !template) throw new Error('test databases need the cluster that test/harness/global-setup.mjs starts')
  return { clusterUrl, template }
}

async function createDatabase(template: string): Promise<TestDatabase> {
  const { clusterUrl } = cluster()
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
