import { setTimeout as sleep } from 'node:timers/promises'
import { openCluster, openFolder, saveSettings } from './embedded-folder.ts'
import { lockFolder } from './embedded-lock.ts'
import { type Cluster, type Postmaster, runPostmaster, stopPostmaster, superuser } from './embedded-postmaster.ts'
import { withClient } from './with-client.ts'

export { EmbeddedProblem } from './embedded-problem.ts'

const DATABASE = 'red_alliance'
const WATCH_MS = 500
const RESTARTS_PER_MINUTE = 5

export interface EmbeddedOptions {
  /** Where everything is kept; made when missing. */
  dataDir: string
  /** Takes short lines about what takes time. */
  log: (line: string) => void
  /** False forgoes every write to disk that only a power failure makes necessary; for tests. */
  durable?: boolean
  /** PostgreSQL died and could not be started again: nothing works any more. */
  onLost?: (error: Error) => void
}

export interface Embedded {
  /** The database `red_alliance` as its owner: no superuser, but may create roles and databases. Stays the same while running. */
  url: string
  /** Ends every session, writes everything to disk and stops PostgreSQL. */
  stop(): Promise<void>
}

/**
 * Runs PostgreSQL inside: creates its cluster on the first start, takes over one that a killed server left running, and starts it again
 * whenever it dies. Throws an `EmbeddedProblem` with one sentence when it cannot.
 */
export async function startEmbedded({ dataDir, log, durable = true, onLost }: EmbeddedOptions): Promise<Embedded> {
  const folder = openFolder(dataDir)
  const unlock = await lockFolder(folder)
  try {
    const cluster: Cluster = { folder, durable, ...openCluster(folder, durable, log) }
    const postmaster = await runPostmaster(cluster, cluster.settings.port, false)
    if (postmaster.port !== cluster.settings.port) saveSettings(folder, { ...cluster.settings, port: postmaster.port })
    await prepareDatabase(cluster, postmaster.port)
    const endWatch = watch(cluster, postmaster, log, onLost)
    let stopped: Promise<void> | undefined
    const stop = async () => {
      const last = await endWatch()
      if (last) await stopPostmaster(last)
      unlock()
    }
    return {
      url: `postgresql://${DATABASE}:${cluster.settings.ownerPassword}@127.0.0.1:${postmaster.port}/${DATABASE}`,
      stop: () => (stopped ??= stop()),
    }
  } catch (error) {
    unlock()
    throw error
  }
}

/** The product's own role and database. It is no superuser: a hole in the product must not be a hole in the machine. */
async function prepareDatabase(cluster: Cluster, port: number): Promise<void> {
  await withClient(superuser(cluster, port), async (client) => {
    const role = await client.query('select from pg_roles where rolname = $1', [DATABASE])
    const password = client.escapeLiteral(cluster.settings.ownerPassword)
    if (role.rowCount === 0) await client.query(`create role ${DATABASE} login createdb createrole password ${password}`)
    const database = await client.query('select from pg_database where datname = $1', [DATABASE])
    if (database.rowCount === 0)
      await client.query(`create database ${DATABASE} owner ${DATABASE} template template0 encoding 'UTF8'`)
  })
}

/** Starts PostgreSQL again, on the same port, whenever it dies; returns how to end that, which gives the postmaster of that moment. */
function watch(
  cluster: Cluster,
  first: Postmaster,
  log: (line: string) => void,
  onLost: EmbeddedOptions['onLost'],
): () => Promise<Postmaster | undefined> {
  const ended = new AbortController()
  const restarts: number[] = []
  const run = async (): Promise<Postmaster | undefined> => {
    let postmaster = first
    while (!ended.signal.aborted) {
      await sleep(WATCH_MS, undefined, { signal: ended.signal, ref: false }).catch(() => undefined)
      if (ended.signal.aborted || postmaster.isRunning()) continue
      log('PostgreSQL 意外退出，正在重新启动… / PostgreSQL stopped unexpectedly; starting it again…')
      try {
        restarts.push(Date.now())
        if (restarts.filter((time) => time > Date.now() - 60_000).length > RESTARTS_PER_MINUTE)
          throw new Error('it keeps stopping')
        postmaster = await runPostmaster(cluster, postmaster.port, true)
        log('PostgreSQL 已恢复 / PostgreSQL is back')
      } catch (error) {
        const lost = error instanceof Error ? error : new Error(String(error))
        log(`PostgreSQL 无法恢复 / PostgreSQL does not come back: ${lost.message}`)
        onLost?.(lost)
        return undefined
      }
    }
    return postmaster
  }
  const running = run()
  return () => {
    ended.abort()
    return running
  }
}
