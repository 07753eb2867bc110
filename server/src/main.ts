import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { build } from './app.ts'
import { EmbeddedProblem, startEmbedded } from './database/embedded.ts'
import { DatabaseProblem, migrate } from './database/migrate.ts'
import { withClient } from './database/with-client.ts'
import { closePdfPrinter } from './documents/pdf.ts'
import { openEnvironment } from './environment.ts'
import { masterKey } from './secrets.ts'
import { seedIfEmpty } from '../seeds/seed.ts'
import { DEMO_PASSWORD, demoLogIns } from '../seeds/demo-log-ins.ts'

const { PORT = '4000', DATA_DIR, FILES_DIR, ANCHORS_DIR, SECRETS_KEY_FILE, DATABASE_URL, NODE_ENV, HOST } = process.env
const root = fileURLToPath(new URL('../..', import.meta.url))
const dataDir = DATA_DIR ?? `${root}.data`
const production = NODE_ENV === 'production'

/** What is running, the last started first. */
const stops: (() => Promise<unknown>)[] = []
let leaving: Promise<never> | null = null

/** Stops everything in order, once, however often and from wherever it is asked. */
function leave(code: number): Promise<never> {
  leaving ??= (async () => {
    for (const stop of stops) await stop().catch(console.error)
    process.exit(code)
  })()
  return leaving
}

async function main(): Promise<void> {
  const port = Number(PORT)
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new DatabaseProblem(`PORT 应为 0 至 65535 的数字。 PORT is a number from 0 to 65535: ${PORT}`)
  await requireFree(port)
  const url = DATABASE_URL ?? (await startInside())
  console.log('→ 更新数据库结构 · migrating')
  await migrate(url)
  await seedIfEmpty(url, { story: !production, lived: !production, log: console.log })
  const keyFile = SECRETS_KEY_FILE ?? `${dataDir}/secrets/master.key`
  await requireKey(url, keyFile)
  const environment = await openEnvironment(url, {
    filesDir: FILES_DIR ?? `${dataDir}/files`,
    anchorsDir: ANCHORS_DIR ?? `${dataDir}/anchors`,
    masterKey: await masterKey(keyFile, randomBytes),
    closedPasswords: production ? [DEMO_PASSWORD] : [],
  })
  stops.unshift(environment.close)
  const webRoot = `${root}web/dist`
  const app = await build(environment, {
    webRoot: existsSync(webRoot) ? webRoot : null,
    development: NODE_ENV === 'development',
    secureCookies: production && process.env['INSECURE_COOKIES'] !== 'true',
    report: console.error,
  })
  stops.unshift(app.close, closePdfPrinter)
  await new Promise<void>((resolve, reject) => {
    app.server.once('error', reject)
    app.server.listen(port, HOST, resolve)
  })
  stops.unshift(async () => {
    app.server.close()
    app.server.closeAllConnections()
  })
  await environment.jobs.start()
  const address = app.server.address()
  console.log(`\n✓ 红色联盟已启动 · Red Alliance is running: http://localhost:${typeof address === 'object' ? address?.port : port}\n`)
  console.log(production ? '首个账号 · first account: npm run create-admin\n' : demoLogIns())
}

async function startInside(): Promise<string> {
  const embedded = await startEmbedded({ dataDir, log: console.log, onLost: fail })
  stops.unshift(() => embedded.stop())
  return embedded.url
}

/** A new key is made for a new installation alone: under another, nothing that was sealed opens and no anchor is genuine. */
async function requireKey(url: string, keyFile: string): Promise<void> {
  if (existsSync(keyFile)) return
  const used = await withClient(url, async (client) => (await client.query<{ used: boolean }>('select exists (select from service_anchors) or exists (select from identity_documents) as used')).rows[0]?.used)
  if (used) throw new DatabaseProblem(`数据库已使用密钥，但没有密钥文件：${keyFile}。请恢复备份的密钥，或用 SECRETS_KEY_FILE 指明。 The database was used with a key that is not here; restore it from its backup.`)
}

/** Before anything is started: a taken port is the commonest mistake. */
async function requireFree(port: number): Promise<void> {
  const { createServer } = await import('node:net')
  await new Promise<void>((resolve, reject) => {
    const probe = createServer()
    probe.once('error', (error: NodeJS.ErrnoException) =>
      reject(error.code === 'EADDRINUSE' ? new DatabaseProblem(`端口 ${port} 已被占用，请用 PORT 另选一个。 Port ${port} is taken; choose another with PORT.`) : error))
    probe.listen(port, HOST, () => probe.close(() => resolve()))
  })
}

/** One sentence for what whoever starts the server can mend; everything else is a bug and shows itself. */
function fail(error: unknown): Promise<never> {
  if (error instanceof EmbeddedProblem || error instanceof DatabaseProblem) console.error(`✗ ${error.message}`)
  else console.error(error)
  return leave(1)
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
  process.on(signal, () => {
    if (!leaving) console.log('→ 正在停止 · stopping')
    void leave(0)
  })

await main().catch(fail)
