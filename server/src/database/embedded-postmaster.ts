import { closeSync, existsSync, openSync, readFileSync, renameSync, statSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type pg from 'pg'
import { handToOwner, type Settings } from './embedded-folder.ts'
import { EmbeddedProblem } from './embedded-problem.ts'
import { clearAfterKill, findOrphan, isOurPostmaster, signal } from './embedded-process.ts'
import { type Identity, spawnPostgres } from './embedded-program.ts'
import { withClient } from './with-client.ts'

/** How long a postmaster may say nothing at all. */
const START_LIMIT_MS = 60_000
const LOG_LIMIT_BYTES = 5_000_000

/** Everything that is needed to start, reach and stop one cluster. */
export interface Cluster {
  /** The data folder; the cluster itself lies below it. */
  folder: string
  cluster: string
  identity: Identity
  settings: Settings
  durable: boolean
}

/** A postmaster, our child or one taken over. */
export interface Postmaster {
  pid: number
  port: number
  isRunning(): boolean
}

/** Finds the postmaster that a killed server left, or starts one; on `wantedPort` if that is still free or must be kept. */
export async function runPostmaster(cluster: Cluster, wantedPort: number, keepPort: boolean): Promise<Postmaster> {
  const found = findOrphan(cluster.cluster)
  if (found) {
    const orphan = { ...found, isRunning: () => isOurPostmaster(found.pid, cluster.cluster) }
    if (await answers(cluster, orphan)) return orphan
    await stopPostmaster(orphan)
  }
  clearAfterKill(cluster.cluster, cluster.settings.clusterName)
  for (let attempt = 1; ; attempt += 1) {
    const port = keepPort || (attempt === 1 && wantedPort > 0 && (await isFree(wantedPort))) ? wantedPort : await freePort()
    const postmaster = spawnOn(cluster, port)
    if (await answers(cluster, postmaster)) return postmaster
    await stopPostmaster(postmaster)
    // Most likely somebody took the port between the look and the start, or a killed backend has not let go yet.
    if (attempt === 5) throw failed(cluster)
    await sleep(200 * attempt)
  }
}

/** Stops a postmaster: sessions are ended and everything is written; after half a minute less kindly. */
export async function stopPostmaster(postmaster: Postmaster): Promise<void> {
  const steps = [
    ['SIGINT', 30_000],
    ['SIGQUIT', 5_000],
    ['SIGKILL', 5_000],
  ] as const
  for (const [name, limit] of steps) {
    if (!postmaster.isRunning()) return
    signal(postmaster.pid, name)
    for (const end = Date.now() + limit; postmaster.isRunning() && Date.now() < end;) await sleep(10)
  }
}

/** How to log in as the superuser of the cluster. */
export function superuser({ settings }: Cluster, port: number): pg.ClientConfig {
  const password = settings.superuserPassword
  return { host: '127.0.0.1', port, user: 'postgres', database: 'postgres', password, connectionTimeoutMillis: 5000 }
}

/** Waits until the postmaster takes a log-in; false when it ended, or never does. */
async function answers(cluster: Cluster, { port, isRunning }: Postmaster): Promise<boolean> {
  for (let end = Date.now() + START_LIMIT_MS; Date.now() < end; await sleep(25)) {
    try {
      await withClient(superuser(cluster, port), async () => undefined)
      return true
    } catch (error) {
      const { code } = error as { code?: string }
      // The password is wrong: it is not this folder's cluster that answers.
      if (code === '28P01' || !isRunning()) return false
      // Still recovering from a crash, which takes as long as there is log to replay.
      if (code === '57P03') end = Date.now() + START_LIMIT_MS
    }
  }
  return false
}

function spawnOn({ folder, cluster, identity, settings, durable }: Cluster, port: number): Postmaster {
  const log = openLog(folder)
  const child = spawnPostgres(
    cluster,
    {
      port: String(port),
      listen_addresses: '127.0.0.1',
      unix_socket_directories: '',
      cluster_name: settings.clusterName,
      max_connections: '200',
      timezone: 'UTC',
      log_timezone: 'UTC',
      // A refused statement carries personal data in its text and its detail: neither belongs in a log file.
      log_min_error_statement: 'panic',
      log_error_verbosity: 'terse',
      log_checkpoints: 'off',
      ...(durable ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
    },
    identity,
    log,
  )
  closeSync(log)
  return { pid: child.pid, port, isRunning: () => child.exitCode === null && child.signalCode === null }
}

/** PostgreSQL writes to a file, not to a pipe: a pipe would break with this process, and PostgreSQL is to outlive it. */
function openLog(folder: string): number {
  const file = join(folder, 'postgres.log')
  if (existsSync(file) && statSync(file).size > LOG_LIMIT_BYTES) renameSync(file, `${file}.1`)
  const log = openSync(file, 'a', 0o600)
  handToOwner(folder, file)
  return log
}

function failed({ folder }: Cluster): EmbeddedProblem {
  const log = join(folder, 'postgres.log')
  const reason =
    readFileSync(log, 'utf8')
      .trim()
      .split('\n')
      .findLast((line) => /FATAL|PANIC/.test(line)) ?? ''
  return new EmbeddedProblem(`内置 PostgreSQL 无法启动，详见 ${log}：${reason}`, `PostgreSQL inside does not start; see ${log}`)
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(false))
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)))
  })
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}
