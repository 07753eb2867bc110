import { request } from 'node:http'
import { isRefusalCode } from '@red-alliance/shared/refusals'
import type { Story } from '../harness/story.ts'

export interface ErrorAnswer {
  readonly status: number
  readonly codes: readonly string[]
  readonly data: Record<string, unknown> | null
}

interface Sent {
  readonly method?: string
  readonly path?: string
  readonly headers?: Record<string, string>
  readonly body?: string | Buffer
}

/** Bytes as they are: no client of ours tidies them up. */
export function send(story: Story, { method = 'POST', path = '/graphql', headers = {}, body }: Sent): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const outgoing = request(`${story.url}${path}`, { method, headers: { 'content-type': 'application/json', ...headers } }, (incoming) => {
      const chunks: Buffer[] = []
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk))
      incoming.on('end', () => resolve({ status: incoming.statusCode ?? 0, text: Buffer.concat(chunks).toString('utf8') }))
      incoming.on('error', reject)
    })
    outgoing.on('error', reject)
    outgoing.end(body)
  })
}

/**
 * The codes of an answer.
 * @throws Error when it is a 5xx, or an error without a code of the catalogue, with INTERNAL, or without the request's id
 */
export function judged({ status, text }: { status: number; text: string }): ErrorAnswer {
  const where = `${status} ${text.slice(0, 400)}`
  if (status >= 500) throw new Error(`a fault: ${where}`)
  let parsed: { data?: Record<string, unknown> | null; errors?: { message?: string; extensions?: { code?: string; requestId?: string } }[] }
  try {
    parsed = JSON.parse(text) as typeof parsed
  } catch {
    throw new Error(`no JSON: ${where}`)
  }
  const errors = parsed.errors ?? []
  for (const { extensions } of errors) {
    if (!extensions?.code || !isRefusalCode(extensions.code) || extensions.code === 'INTERNAL') throw new Error(`no clear code: ${where}`)
    if (!/^[0-9a-f-]{36}$/.test(extensions.requestId ?? '')) throw new Error(`no request's id: ${where}`)
  }
  return { status, codes: errors.map(({ extensions }) => extensions?.code ?? ''), data: parsed.data ?? null }
}

/** A GraphQL request of 赵立新, the way a browser sends it. */
export async function graphql(story: Story, query: unknown, variables?: unknown, headers: Record<string, string> = {}, extra: object = {}): Promise<ErrorAnswer> {
  const { cookie } = await story.as('赵立新')
  return judged(await send(story, { headers: { cookie, ...headers }, body: JSON.stringify({ query, variables, ...extra }) }))
}

const TABLES = ['organizations', 'alliance_members', 'people', 'role_assignments', 'needs', 'resources', 'proxy_records', 'match_runs', 'match_proposals', 'projects', 'bookings', 'idempotency_keys']

/** Everything that a refused request must leave as it is. */
export async function contents(story: Story): Promise<string> {
  const [row] = await story.sql<{ all: string }>(`select concat_ws(' ', ${TABLES.map((table) => `(select count(*) || ':' || coalesce(sum(hashtext(t::text)), 0) from ${table} t)`).join(', ')}) as all`)
  return row!.all
}
