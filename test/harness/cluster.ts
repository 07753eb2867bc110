/**
 * The database cluster of one test run, in a process of its own (see global-setup.mjs): it ends with jest however jest ends, and takes its
 * folder with it. Tells its parent `{ url }` when the template database is seeded.
 */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Client } from 'pg'
import { startEmbedded } from '../../server/src/database/embedded.ts'
import { withClient } from '../../server/src/database/with-client.ts'

/** As the README says: an external server for the tests; its user must be allowed to create databases. */
const external = process.env.TEST_DATABASE_URL
const template = `red_alliance_template_${process.pid}`

async function start(): Promise<void> {
  const folder = external ? undefined : mkdtempSync(join(tmpdir(), 'red-alliance-test-'))
  const embedded = folder ? await startEmbedded({ dataDir: folder, log: () => undefined, durable: false }) : undefined
  const url = external ?? embedded?.url ?? ''
  let stopping = false
  const stop = async () => {
    if (stopping) return
    stopping = true
    if (external)
      await withClient(url, dropTemplates).catch(console.error)
    await embedded?.stop()
    if (folder) rmSync(folder, { recursive: true, force: true })
    process.exit()
  }
  // The loader lets the channel go; here it is what keeps the process.
  process.channel?.ref()
  process.on('message', stop)
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, stop)
  try {
    await prepare(url)
    process.send?.({ url, template, superuserUrl: folder && superuserUrl(url, folder) })
  } catch (error) {
    console.error(error)
    process.exitCode = 1
    await stop()
  }
}

/** The template, and what tests have made of it for all. */
async function dropTemplates(client: Client): Promise<void> {
  const { rows } = await client.query<{ datname: string }>('select datname from pg_database where starts_with(datname, $1)', [template])
  for (const { datname } of rows) await client.query(`drop database if exists ${datname} with (force)`)
}

/** For tests of what even a superuser cannot do unseen. */
function superuserUrl(url: string, folder: string): string {
  const { superuserPassword } = JSON.parse(readFileSync(join(folder, 'postgres.json'), 'utf8')) as { superuserPassword: string }
  return Object.assign(new URL(url), { username: 'postgres', password: superuserPassword }).href
}

async function prepare(url: string): Promise<void> {
  await withClient(url, (client) => client.query(`create database ${template} template template0 encoding 'UTF8'`))
  const source = new URL('../../server/src/database/template.ts', import.meta.url)
  if (existsSync(source)) {
    const { prepareTemplate } = (await import(source.href)) as { prepareTemplate: (url: string) => Promise<void> }
    const templateUrl = new URL(url)
    templateUrl.pathname = `/${template}`
    await prepareTemplate(templateUrl.href)
  }
  // A connection to the template would keep others from copying it.
  await withClient(url, (client) => client.query(`alter database ${template} with allow_connections false`))
}

await start()
