import { type ChildProcess, spawn } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { startEmbedded } from '../../server/src/database/embedded.ts'
import { withClient } from '../../server/src/database/with-client.ts'

let folder: string
const hosts = new Set<ChildProcess>()
const quiet = () => undefined

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'red-alliance-faults-'))
})

afterEach(async () => {
  for (const host of hosts) await end(host, 'SIGTERM')
  // Takes over whatever a killed host has left, to stop it.
  if (existsSync(pidFile())) await startEmbedded({ dataDir: folder, log: quiet }).then((embedded) => embedded.stop(), quiet)
  rmSync(folder, { recursive: true, force: true })
})

/** Runs PostgreSQL in a process of its own; the address, or the sentence that says why there is none. */
async function host(): Promise<{ process: ChildProcess; said: string }> {
  const args = [
    '--import',
    new URL('../../run/loader.mjs', import.meta.url).href,
    fileURLToPath(new URL('embedded-host.ts', import.meta.url)),
    folder,
  ]
  const { NODE_OPTIONS: _, ...env } = process.env
  const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'pipe'] })
  hosts.add(child)
  let said = ''
  const started = new Promise<void>((resolve) => {
    child.stdout.on('data', (chunk: Buffer) => {
      said = chunk.toString().trim()
      resolve()
    })
    let errors = ''
    child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()))
    child.once('close', () => {
      said ||= errors.trim()
      resolve()
    })
  })
  await started
  return { process: child, said }
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  hosts.delete(child)
  if (child.exitCode !== null || child.signalCode !== null) return
  const closed = new Promise((resolve) => child.once('close', resolve))
  child.kill(signal)
  await closed
}

const pidFile = () => join(folder, 'postgres', 'postmaster.pid')
const postmaster = () => Number(readFileSync(pidFile(), 'utf8').split('\n')[0])
const write = (url: string) => withClient(url, (client) => client.query("create table kept as select '停车位' as what"))
const kept = (url: string) =>
  withClient(url, async (client) => (await client.query<{ what: string }>('select what from kept')).rows[0]?.what)

test('the first start creates the database, the second finds everything in it', async () => {
  const lines: string[] = []
  const first = await startEmbedded({ dataDir: folder, log: (line) => lines.push(line) })
  await write(first.url)
  await first.stop()
  const again: string[] = []
  const second = await startEmbedded({ dataDir: folder, log: (line) => again.push(line) })
  expect(await kept(second.url)).toBe('停车位')
  expect(second.url).toBe(first.url)
  expect([lines.length, again.length]).toEqual([1, 0])
  await second.stop()
})

test('the product is no superuser of its own database', async () => {
  const embedded = await startEmbedded({ dataDir: folder, log: quiet })
  const read = withClient(embedded.url, (client) => client.query("select pg_read_file('/etc/passwd')"))
  await expect(read).rejects.toThrow('permission denied')
  await embedded.stop()
})

test('a server that is killed leaves PostgreSQL running; the next one takes it over', async () => {
  const first = await host()
  await write(first.said)
  const pid = postmaster()
  await end(first.process, 'SIGKILL')
  const second = await startEmbedded({ dataDir: folder, log: quiet })
  expect(postmaster()).toBe(pid)
  expect(await kept(second.url)).toBe('停车位')
  await second.stop()
  expect(() => postmaster()).toThrow('ENOENT')
})

test('PostgreSQL is started again on the same port when it is killed while the server runs', async () => {
  const lines: string[] = []
  const embedded = await startEmbedded({ dataDir: folder, log: (line) => lines.push(line) })
  await write(embedded.url)
  process.kill(postmaster(), 'SIGKILL')
  let found: string | undefined
  for (const limit = Date.now() + 20_000; !found && Date.now() < limit; await sleep(100))
    found = await kept(embedded.url).catch(() => undefined)
  expect(found).toBe('停车位')
  expect(lines.join()).toContain('意外退出')
  await embedded.stop()
})

test('server and PostgreSQL are killed together, and its pid belongs to somebody else by the next start', async () => {
  const first = await host()
  await write(first.said)
  process.kill(postmaster(), 'SIGKILL')
  await end(first.process, 'SIGKILL')
  writeFileSync(pidFile(), readFileSync(pidFile(), 'utf8').replace(/^\d+/, '1'))
  const second = await startEmbedded({ dataDir: folder, log: quiet })
  expect(await kept(second.url)).toBe('停车位')
  await second.stop()
})

test('two servers on one data folder: the second is told who has it', async () => {
  const first = await startEmbedded({ dataDir: folder, log: quiet })
  await expect(startEmbedded({ dataDir: folder, log: quiet })).rejects.toThrow(`正被另一个进程使用（进程号 ${process.pid}）`)
  await first.stop()
})

test('the data may lie where other users cannot enter', async () => {
  const closed = join(folder, 'closed')
  mkdirSync(closed, { mode: 0o700 })
  const embedded = await startEmbedded({ dataDir: join(closed, '数据 data'), log: quiet })
  await write(embedded.url)
  expect(await kept(embedded.url)).toBe('停车位')
  await embedded.stop()
})

test('a folder that cannot be written is named in one sentence', async () => {
  writeFileSync(join(folder, 'file'), '')
  await expect(startEmbedded({ dataDir: join(folder, 'file', 'data'), log: quiet })).rejects.toThrow(
    `数据目录 ${join(folder, 'file', 'data')} 无法写入（ENOTDIR）`,
  )
  await expect(startEmbedded({ dataDir: '/proc/red-alliance', log: quiet })).rejects.toThrow(
    '数据目录 /proc/red-alliance 无法写入（ENOENT）',
  )
  if (process.getuid?.() === 0) return
  chmodSync(folder, 0o500)
  await expect(startEmbedded({ dataDir: folder, log: quiet })).rejects.toThrow('无法写入（EACCES）')
  chmodSync(folder, 0o700)
})
