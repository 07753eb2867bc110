import { type IncomingMessage, STATUS_CODES, type Server } from 'node:http'
import type { Duplex } from 'node:stream'
import { type ExecutionArgs, GraphQLError, type GraphQLSchema, getOperationAST, parse, specifiedRules, validate } from 'graphql'
import { useServer } from 'graphql-ws/use/ws'
import { type WebSocket, WebSocketServer } from 'ws'
import { NOBODY, readActor } from '../access/actor.ts'
import { sessionToken, tokenHash } from '../features/people/session.ts'
import type { LiveContext } from '../notices/arrivals.ts'
import { Refusal } from '../refusal.ts'
import type { Context, Environment } from './context.ts'
import { formatError } from './errors.ts'
import { MOST_TOKENS, requireClean, shapeRule } from './limits.ts'
import { isSameOrigin } from './origin.ts'

/** Connections: of one person, of one process; subscriptions of one connection. */
export const MOST_OF_ONE = 20
const MOST_IN_ALL = 5000
const MOST_SUBSCRIPTIONS = 10
const LARGEST_MESSAGE = 64 * 1024
/** Beyond what a connection may leave unread it is ended: its client asks for the list when it is back. */
const MOST_UNREAD = 1024 * 1024
/** Between two questions whether the other end is there, and whether its session still is. */
const PULSE_MS = 30_000
/** Close codes from 4000 on are ours; graphql-ws takes 4401 and 4403 for "do not come again by yourself". */
const SESSION_OVER = 4403

export interface LiveOptions {
  readonly schema: GraphQLSchema
  readonly environment: Environment
  readonly report: (error: unknown) => void
  readonly pulseMs?: number
}

/** Subscriptions over graphql-ws at /graphql, for whoever has a session and comes from our own pages. */
export function serveLive(server: Server, options: LiveOptions): { close: () => Promise<void> } {
  const { environment, report, pulseMs = PULSE_MS } = options
  const sockets = new WebSocketServer({ noServer: true, maxPayload: LARGEST_MESSAGE, perMessageDeflate: false, handleProtocols: (protocols) => (protocols.has('graphql-transport-ws') ? 'graphql-transport-ws' : false) })
  const byPerson = new Map<string, number>()
  const graphql = useServer({ schema: options.schema, connectionInitWaitTimeout: 5000, onSubscribe: (at, _id, payload) => prepared(options, at.extra.socket, at.extra.request, Object.keys(at.subscriptions).length, payload), onNext: (_at, _id, _payload, _args, result) => ({ ...result, errors: result.errors?.map((error) => formatError(error.toJSON(), error, report)) }), onError: (_at, _id, _payload, errors) => errors.map((error) => formatError(error.toJSON(), error, report)) }, sockets, pulseMs)

  const admit = async (request: IncomingMessage, socket: Duplex, head: Buffer): Promise<number | null> => {
    if (request.url !== '/graphql') return 404
    if (!isSameOrigin(request)) return 403
    const { personId } = (await contextOf(environment, request)).actor
    if (!personId) return 401
    // Gone while its session was looked up: nothing would ever take it off the count.
    if (socket.destroyed) return null
    const open = byPerson.get(personId) ?? 0
    if (open >= MOST_OF_ONE || sockets.clients.size >= MOST_IN_ALL) return 429
    byPerson.set(personId, open + 1)
    socket.once('close', () => leave(byPerson, personId))
    sockets.handleUpgrade(request, socket, head, (client) => {
      const pulse = setInterval(() => void beat(environment, request, client, report), pulseMs)
      client.once('close', () => clearInterval(pulse))
      client.on('error', () => client.terminate())
      sockets.emit('connection', client, request)
    })
    return null
  }

  server.on('upgrade', (request, socket, head) => {
    const away = (): void => void socket.destroy()
    socket.on('error', away)
    admit(request, socket, head).then(
      (status) => status && refuse(socket, status),
      (error: unknown) => {
        report(error)
        refuse(socket, 500)
      },
    )
  })
  return {
    close: async () => {
      await graphql.dispose()
      for (const client of sockets.clients) client.terminate()
    },
  }
}

function leave(byPerson: Map<string, number>, personId: string): void {
  const open = (byPerson.get(personId) ?? 1) - 1
  if (open > 0) byPerson.set(personId, open)
  else byPerson.delete(personId)
}

function refuse(socket: Duplex, status: number): void {
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
}

/** A session that has ended, and a connection that reads nothing any more, are let go. */
async function beat(environment: Environment, request: IncomingMessage, client: WebSocket, report: (error: unknown) => void): Promise<void> {
  try {
    if (client.bufferedAmount > MOST_UNREAD) client.terminate()
    else if (!(await contextOf(environment, request)).actor.personId) client.close(SESSION_OVER, 'session over')
  } catch (error) {
    report(error)
  }
}

/** The context of this moment: the session of the cookie with which the connection was opened, read again. */
async function contextOf(environment: Environment, request: IncomingMessage): Promise<Context> {
  const now = environment.clock()
  const token = sessionToken(request.headers.cookie)
  return { ...environment, now, actor: token ? await readActor(environment.pool, tokenHash(token), now) : NOBODY, requestId: environment.newId(), idempotencyKey: null, setSession: () => undefined }
}

/** A subscription that may be begun, or why not: the limits of every other document hold for it, too, and only subscriptions live here. */
async function prepared({ schema, environment }: LiveOptions, socket: WebSocket, request: IncomingMessage, others: number, payload: { query: string; variables?: Record<string, unknown> | null; operationName?: string | null }): Promise<ExecutionArgs | readonly GraphQLError[]> {
  try {
    if (others >= MOST_SUBSCRIPTIONS) throw new Refusal('RATE_LIMITED', { seconds: PULSE_MS / 1000 })
    requireClean(payload)
    const document = parse(payload.query, { maxTokens: MOST_TOKENS })
    const wrong = validate(schema, document, [...specifiedRules, shapeRule])
    if (wrong.length > 0) return wrong.map(badInput)
    if (getOperationAST(document, payload.operationName)?.operation !== 'subscription') throw new Refusal('BAD_INPUT')
    const context = await contextOf(environment, request)
    if (!context.actor.personId) throw new Refusal('UNAUTHENTICATED')
    const contextValue: LiveContext = { ...context, renew: () => contextOf(environment, request), drop: () => socket.close(SESSION_OVER, 'session over') }
    return { schema, document, variableValues: payload.variables, operationName: payload.operationName, contextValue }
  } catch (error) {
    if (error instanceof Refusal) return [new GraphQLError(error.code, { extensions: { code: error.code, details: error.details } })]
    if (error instanceof GraphQLError) return [badInput(error)]
    throw error
  }
}

/** What does not parse or does not fit the schema; the limits bring a code of their own. */
function badInput(error: GraphQLError): GraphQLError {
  const extensions = error.extensions['code'] ? error.extensions : { code: 'BAD_INPUT', details: {} }
  return new GraphQLError(error.message, { nodes: error.nodes, source: error.source, positions: error.positions, extensions })
}
