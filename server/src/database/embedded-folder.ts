import { randomBytes } from 'node:crypto'
import {
  chmodSync,
  chownSync,
  existsSync,
  lchownSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { EmbeddedProblem } from './embedded-problem.ts'
import { checkProgram, type Identity, initdb, NOBODY } from './embedded-program.ts'

/** The PostgreSQL that the npm packages bring; its files are not readable by another major version. */
const MAJOR = '18'

/** What is remembered beside the data; readable by its owner alone. */
export interface Settings {
  /** The last port on 127.0.0.1: kept while it is free, so that a psql on the side finds it again. */
  port: number
  /** Names the cluster's processes, so that those of a killed postmaster can be told from others. */
  clusterName: string
  superuserPassword: string
  ownerPassword: string
}

/** Makes the data folder if need be and returns its real path, which two names of one folder share. */
export function openFolder(dataDir: string): string {
  const folder = resolve(dataDir)
  try {
    makeFolder(folder)
    const probe = join(folder, `.writable-${process.pid}`)
    writeFileSync(probe, '')
    rmSync(probe)
    return realpathSync(folder)
  } catch (error) {
    throw unusable(folder, error)
  }
}

/** Not mkdir's own `recursive`: under /proc that never returns. */
function makeFolder(folder: string): void {
  if (existsSync(folder)) return
  makeFolder(dirname(folder))
  mkdirSync(folder, { mode: 0o700 })
}

function unusable(folder: string, error: unknown): EmbeddedProblem {
  const { code } = error as NodeJS.ErrnoException
  if (code)
    return new EmbeddedProblem(`数据目录 ${folder} 无法写入（${code}）`, `the data folder ${folder} is not writable (${code})`)
  return new EmbeddedProblem(`数据目录 ${folder} 无法使用（${String(error)}）`, `the data folder ${folder} cannot be used`)
}

/** The cluster under the data folder, created on the first start. */
export function openCluster(
  folder: string,
  durable: boolean,
  log: (line: string) => void,
): { cluster: string; identity: Identity; settings: Settings } {
  const cluster = join(folder, 'postgres')
  const settingsFile = join(folder, 'postgres.json')
  try {
    if (!existsSync(cluster)) {
      checkProgram(NOBODY)
      log('首次启动，正在建立数据库… / first start: creating the database…')
      createCluster(folder, cluster, settingsFile, durable)
    }
    if (!existsSync(settingsFile)) {
      throw new EmbeddedProblem(
        `缺少 ${settingsFile}，没有它无法登录其中的数据库`,
        `${settingsFile} is missing; without it nobody can log in to that database`,
      )
    }
    const identity = settleOwner(cluster)
    const version = readFileSync(join(cluster, 'PG_VERSION'), 'utf8').trim()
    if (version !== MAJOR) {
      throw new EmbeddedProblem(
        `${cluster} 由 PostgreSQL ${version} 建立，内置的是 ${MAJOR}`,
        `${cluster} was made by PostgreSQL ${version}, the one inside is ${MAJOR}`,
      )
    }
    checkProgram(identity)
    return { cluster, identity, settings: JSON.parse(readFileSync(settingsFile, 'utf8')) as Settings }
  } catch (error) {
    throw error instanceof EmbeddedProblem ? error : unusable(folder, error)
  }
}

/** Remembers the settings; whole or not at all, whenever the power fails. */
export function saveSettings(folder: string, settings: Settings): void {
  const file = join(folder, 'postgres.json')
  writeFileSync(`${file}.new`, `${JSON.stringify(settings, undefined, 2)}\n`, { mode: 0o600, flush: true })
  handToOwner(folder, `${file}.new`)
  renameSync(`${file}.new`, file)
}

/** What root writes into an ordinary user's folder must stay that user's, who comes back without root. */
export function handToOwner(folder: string, file: string): void {
  if (process.getuid?.() !== 0) return
  const { uid, gid } = statSync(folder)
  chownSync(file, uid, gid)
}

function createCluster(folder: string, cluster: string, settingsFile: string, durable: boolean): void {
  const unfinished = `${cluster}.new`
  const passwordFile = `${settingsFile}.password`
  const secret = () => randomBytes(24).toString('base64url')
  const settings: Settings = {
    port: 0,
    clusterName: `red-alliance-${randomBytes(6).toString('hex')}`,
    superuserPassword: secret(),
    ownerPassword: secret(),
  }
  rmSync(unfinished, { recursive: true, force: true })
  mkdirSync(unfinished, { mode: 0o700 })
  if (process.getuid?.() === 0) chownSync(unfinished, NOBODY.uid, NOBODY.gid)
  saveSettings(folder, settings)
  try {
    writeFileSync(passwordFile, settings.superuserPassword, { mode: 0o600 })
    initdb(unfinished, passwordFile, NOBODY, durable)
  } finally {
    rmSync(passwordFile, { force: true })
  }
  renameSync(unfinished, cluster)
}

/**
 * Who runs the cluster: for root, the owner of its files, so that a folder made by an ordinary user stays that user's. Files that a
 * root's copy or restore made its own go to nobody, since PostgreSQL will not run as root.
 */
function settleOwner(cluster: string): Identity {
  const { uid, gid, mode } = statSync(cluster)
  const me = process.getuid?.()
  if (me !== 0 && uid !== me) {
    throw new EmbeddedProblem(`${cluster} 属于另一个用户（uid ${uid}）`, `${cluster} belongs to another user (uid ${uid})`)
  }
  if ((mode & 0o077) !== 0) chmodSync(cluster, 0o700)
  if (uid !== 0) return { uid, gid }
  for (const name of readdirSync(cluster, { recursive: true, encoding: 'utf8' }))
    lchownSync(join(cluster, name), NOBODY.uid, NOBODY.gid)
  chownSync(cluster, NOBODY.uid, NOBODY.gid)
  return NOBODY
}
