import { createServer, type Server } from 'node:http'
import { ApolloServer } from '@apollo/server'
import { ApolloServerPluginCacheControlDisabled, ApolloServerPluginLandingPageDisabled } from '@apollo/server/plugin/disabled'
import { expressMiddleware } from '@as-integrations/express5'
import express, { type ErrorRequestHandler, type RequestHandler } from 'express'
import type { RefusalCode } from '@red-alliance/shared/refusals'
import { NOBODY, readActor } from './access/actor.ts'
import { exportServiceRecords } from './features/certificates/export.ts'
import { certificatePapers } from './features/certificates/paper.ts'
import { serveCodes } from './features/activities/codes-route.ts'
import { exportLists } from './features/lists/export.ts'
import { exportMeetings } from './features/meetings/export.ts'
import { exportMyData } from './features/registrations/my-data.ts'
import { files } from './files/routes.ts'
import { SESSION_COOKIE, SESSION_DAYS, sessionToken, tokenHash } from './features/people/session.ts'
import type { Context, Environment } from './graphql/context.ts'
import { formatError } from './graphql/errors.ts'
import { LARGEST_BODY, MOST_TOKENS, answerRule, requireClean, shapeRule } from './graphql/limits.ts'
import { serveLive } from './graphql/live.ts'
import { createSchema } from './graphql/schema.ts'
import { Refusal } from './refusal.ts'
import { web } from './web.ts'

export interface Config {
  /** The built web client; without it only the API answers. */
  readonly webRoot: string | null
  /** GraphiQL under /graphiql. */
  readonly development: boolean
  /** The session's cookie goes over HTTPS only. */
  readonly secureCookies: boolean
  readonly report: (error: unknown) => void
  /** Milliseconds between two looks at a live connection; the tests' own. */
  readonly pulseMs?: number
}

/** The whole server but for listening. */
export async function build(environment: Environment, config: Config): Promise<{ server: Server; close: () => Promise<void> }> {
  const schema = await createSchema()
  const apollo = new ApolloServer<Context>({
    schema,
    validationRules: [shapeRule, answerRule],
    parseOptions: { maxTokens: MOST_TOKENS },
    introspection: true,
    csrfPrevention: true,
    persistedQueries: false,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    plugins: [
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      {
        // Here rather than in formatError because the answer carries the request's id.
        requestDidStart: async ({ contextValue }) => ({
          willSendResponse: async ({ response }) => {
            if (response.body.kind === 'single' && response.body.singleResult.errors)
              response.body.singleResult.errors = response.body.singleResult.errors.map((error) => ({ ...error, extensions: { ...error.extensions, requestId: contextValue.requestId } }))
          },
        }),
      },
    ],
    formatError: (formatted, error) => formatError(formatted, error, config.report),
  })
  await apollo.start()

  const app = express()
  app.disable('x-powered-by')
  app.use(headers)
  app.use((_request, response, next) => {
    response.locals['requestId'] = environment.newId()
    next()
  })
  app.get('/healthz', (_request, response) => void response.json({ ok: true }))
  app.get('/readyz', async (_request, response) => {
    const ok = await environment.pool.query({ text: 'select 1', values: [] }).then(
      () => true,
      () => false,
    )
    response.status(ok ? 200 : 503).json({ ok })
  })
  const context = contextOf(environment, config)
  app.post('/graphql', express.json({ limit: LARGEST_BODY }), clean, expressMiddleware(apollo, { context: async ({ req, res }) => context(req, res) }))
  app.get('/graphql', (_request, response) => void response.redirect(config.development ? '/graphiql' : '/'))
  app.use('/files', files(context))
  app.use('/export', exportServiceRecords(context))
  app.use('/export', exportLists(apollo, context))
  app.use('/export', exportMyData(apollo, schema, context))
  app.use('/certificates', certificatePapers(apollo, context, config.secureCookies))
  app.use('/meetings', exportMeetings(apollo, context, config.secureCookies))
  app.use('/activities', serveCodes(apollo, context))
  if (config.development) app.use('/graphiql', (await import('../graphiql/router.ts')).graphiql())
  if (config.webRoot) app.use(web(config.webRoot))
  app.use(problem(config))
  const server = createServer(app)
  // Longer than browsers and proxies keep an idle line: whoever uses it last must not meet its end.
  server.keepAliveTimeout = 75_000
  const live = serveLive(server, { schema, environment, report: config.report, pulseMs: config.pulseMs })
  return {
    server,
    close: async () => {
      await live.close()
      await apollo.stop()
    },
  }
}

export type ContextOf = (request: express.Request, response: express.Response) => Promise<Context>

function contextOf(environment: Environment, config: Config): ContextOf {
  return async (request, response) => {
    const now = environment.clock()
    const token = sessionToken(request.headers.cookie)
    return {
      ...environment,
      now,
      actor: token ? await readActor(environment.pool, tokenHash(token), now) : NOBODY,
      requestId: String(response.locals['requestId']),
      idempotencyKey: request.get('Idempotency-Key') || null,
      setSession: (value) => {
        const options = { httpOnly: true, sameSite: 'lax', secure: config.secureCookies, path: '/' } as const
        if (value) response.cookie(SESSION_COOKIE, value, { ...options, maxAge: SESSION_DAYS * 86_400_000 })
        else response.clearCookie(SESSION_COOKIE, options)
      },
    }
  }
}

const headers: RequestHandler = (_request, response, next) => {
  response.set({
    'X-Content-Type-Options': 'nosniff',
    'X-Frame-Options': 'DENY',
    'Referrer-Policy': 'same-origin',
    'Content-Security-Policy': "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; frame-ancestors 'none'; base-uri 'self'; form-action 'self'",
  })
  next()
}

/** What is no request never reaches GraphQL: its own errors would carry no request's id. */
const clean: RequestHandler = (request, _response, next) => {
  requireRequest(request.body)
  requireClean(request.body)
  const key = request.get('Idempotency-Key')
  if (key && (key.length < 8 || key.length > 100)) throw new Refusal('BAD_INPUT', { fields: ['Idempotency-Key'] })
  next()
}

function requireRequest(body: unknown): void {
  const { query, variables, operationName, extensions } = (body ?? {}) as Record<string, unknown>
  const isMap = (value: unknown): boolean => value === undefined || value === null || (typeof value === 'object' && !Array.isArray(value))
  const named = operationName === undefined || operationName === null || typeof operationName === 'string'
  if (Array.isArray(body) || typeof query !== 'string' || !query || !isMap(variables) || !isMap(extensions) || !named) throw new Refusal('BAD_INPUT')
}

const STATUS: Partial<Record<RefusalCode, number>> = { INTERNAL: 500, UNAUTHENTICATED: 401, FORBIDDEN: 403, NOT_FOUND: 404, BODY_TOO_LARGE: 413, FILE_TYPE_REFUSED: 415, RATE_LIMITED: 429 }

/** What goes wrong outside GraphQL gets the same form of answer. */
function problem({ report }: Config): ErrorRequestHandler {
  return (error: unknown, _request, response, next) => {
    if (response.headersSent) return next(error)
    const { type, status } = error as { type?: string; status?: number }
    const refusal =
      error instanceof Refusal
        ? error
        : type === 'entity.too.large'
          ? new Refusal('BODY_TOO_LARGE', { most: LARGEST_BODY })
          : status && status < 500
            ? new Refusal('BAD_INPUT')
            : null
    if (!refusal) report(error)
    const { code, details } = refusal ?? new Refusal('INTERNAL')
    response.status(STATUS[code] ?? 400).json({ errors: [{ message: code, extensions: { code, details, requestId: response.locals['requestId'] } }] })
  }
}

