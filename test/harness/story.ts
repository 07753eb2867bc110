import { mkdtemp, rm } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { CHARACTERS } from '../../server/seeds/cast.ts'
import { DEMO_PASSWORD } from '../../server/seeds/demo-log-ins.ts'
import { seedId } from '../../server/seeds/ids.ts'
import { build } from '../../server/src/app.ts'
import { STORY_BEGINS } from '../../server/src/database/template.ts'
import { openEnvironment } from '../../server/src/environment.ts'
import { globalId } from '../../server/src/graphql/ids.ts'
import type { Job } from '../../server/src/jobs/job.ts'
import { cloneDatabase } from './database.ts'

/** The tests' own key, always the same. */
export const TEST_KEY = Buffer.alloc(32, 'red alliance')

/** What a GraphQL request came to: its data, and the code of its first error. */
export interface Answer<T> {
  readonly status: number
  readonly data: T | null
  readonly code: string | null
  readonly details: Record<string, unknown>
}

/** Somebody of the cast in a browser of their own. */
export interface Visitor {
  /** The data of a request that must succeed. */
  ask<T>(query: string, variables?: object, headers?: Record<string, string>): Promise<T>
  /** Whatever comes of a request that may be refused. */
  attempt<T>(query: string, variables?: object, headers?: Record<string, string>): Promise<Answer<T>>
  readonly cookie: string
}

/** The product over HTTP on a database of its own, at nine o'clock on the Monday on which the story begins. */
export interface Story {
  readonly url: string
  readonly databaseUrl: string
  /** Where its attachments are kept. */
  readonly filesDir: string
  /** Where the anchors of its ledgers are kept. */
  readonly anchorsDir: string
  /** The product's clock, to be set. */
  readonly clock: { now: Date }
  as(name: string): Promise<Visitor>
  /** Somebody who is not of the cast. */
  phone(phone: string): Promise<Visitor>
  readonly nobody: Visitor
  /** Straight into the database, as its owner. */
  sql<R extends pg.QueryResultRow>(text: string, values?: unknown[]): Promise<R[]>
  /** Lets a job wait, as if its hour had come. */
  send<D extends object>(job: Job<D>, data: D): Promise<void>
  /** Does every job that is due by the clock; gives their names. */
  drain(): Promise<string[]>
  /** What the product reported as its own faults. */
  readonly faults: unknown[]
  close(): Promise<void>
}

/** The global id of something seeded: an organization by its division code or name, an entry by its title, a person by phone. */
export function id(type: 'Organization' | 'Need' | 'Resource' | 'Alliance' | 'Person' | 'Compound', key: string): string {
  const name = type === 'Need' || type === 'Resource' ? type : type.toLowerCase()
  return globalId(type, seedId(`${name} ${key}`))
}

export function character(name: string): (typeof CHARACTERS)[number] {
  const found = CHARACTERS.find((each) => each.name === name)
  if (!found) throw new Error(`${name} is not of the cast`)
  return found
}

/**
 * @param poolSize connections of the product at most
 * @param pulseMs milliseconds between two looks at a live connection
 */
export async function openStory({ poolSize = 10, pulseMs }: { poolSize?: number; pulseMs?: number } = {}): Promise<Story> {
  const database = await cloneDatabase()
  const clock = { now: new Date(STORY_BEGINS) }
  const faults: unknown[] = []
  const filesDir = await mkdtemp(join(tmpdir(), 'red-alliance-files-'))
  const anchorsDir = `${filesDir}-anchors`
  const environment = await openEnvironment(database.url, { clock: () => clock.now, poolSize, filesDir, anchorsDir, masterKey: TEST_KEY, report: (fault) => faults.push(fault) })
  const app = await build(environment, { webRoot: null, development: false, secureCookies: false, report: (fault) => faults.push(fault), pulseMs })
  await new Promise<void>((resolve) => app.server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`
  const owner = new pg.Pool({ connectionString: database.url, max: 2 })
  // Dropping the database ends the connections that are left.
  owner.on('error', () => {})
  const visitors = new Map<string, Promise<Visitor>>()
  return {
    url,
    databaseUrl: database.url,
    filesDir,
    anchorsDir,
    clock,
    faults,
    send: (job, data) => environment.jobs.send(job, data),
    drain: () => environment.jobs.drain(),
    nobody: visitor(url, ''),
    phone: (phone) => logIn(url, phone),
    as: (name) => {
      const known = visitors.get(name) ?? logIn(url, character(name).phone)
      visitors.set(name, known)
      return known
    },
    sql: async <R extends pg.QueryResultRow>(text: string, values?: unknown[]) => (await owner.query<R>(text, values)).rows,
    close: async () => {
      app.server.closeAllConnections()
      app.server.close()
      await app.close()
      await environment.close()
      await owner.end()
      await database.drop()
      for (const folder of [filesDir, anchorsDir]) await rm(folder, { recursive: true, force: true })
    },
  }
}

export async function logIn(url: string, phone: string): Promise<Visitor> {
  const response = await post(url, '', 'mutation ($phone: String!, $password: String!) { logIn(phone: $phone, password: $password) { id } }', { phone, password: DEMO_PASSWORD }, {})
  const cookie = response.headers.get('set-cookie')?.split(';')[0]
  if (!cookie) throw new Error(`log-in failed: ${await response.text()}`)
  return visitor(url, cookie)
}

function post(url: string, cookie: string, query: string, variables: object, headers: Record<string, string>): Promise<Response> {
  return fetch(`${url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json', cookie, ...headers }, body: JSON.stringify({ query, variables }) })
}

/** A browser with this cookie. */
export function visitor(url: string, cookie: string): Visitor {
  const attempt = async <T>(query: string, variables: object = {}, headers: Record<string, string> = {}): Promise<Answer<T>> => {
    const response = await post(url, cookie, query, variables, headers)
    const { data = null, errors = [] } = (await response.json()) as { data?: T | null; errors?: { extensions: { code: string; details?: Record<string, unknown> } }[] }
    return { status: response.status, data, code: errors[0]?.extensions.code ?? null, details: errors[0]?.extensions.details ?? {} }
  }
  return {
    cookie,
    attempt,
    ask: async <T>(query: string, variables?: object, headers?: Record<string, string>) => {
      const { data, code, details } = await attempt<T>(query, variables, headers)
      if (code || !data) throw new Error(`refused: ${code} ${JSON.stringify(details)}`)
      return data
    },
  }
}
