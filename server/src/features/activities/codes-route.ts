import type { ApolloServer } from '@apollo/server'
import { Router } from 'express'
import type { ContextOf } from '../../app.ts'
import type { Context } from '../../graphql/context.ts'
import { uuidOf } from '../../graphql/ids.ts'
import { Refusal } from '../../refusal.ts'
import { STEP_SECONDS, checkInCode, stepsBetween } from './check-in-code.ts'

const SESSION = 'query ($id: ID!) { node(id: $id) { ... on ActivitySession { startsAt endsAt cancelledAt viewerMayRecord activity { title stage } } } }'
const HOUR = 3_600_000

interface SeenSession {
  readonly startsAt: string
  readonly endsAt: string
  readonly cancelledAt: string | null
  readonly viewerMayRecord: boolean
  readonly activity: { readonly title: string; readonly stage: string }
}

/**
 * GET /activities/sessions/:id/codes.json: every code of the session at once, for the organizer's screen, which then goes on without a network.
 * Read with the viewer's own eyes; nobody but those who keep the list gets them.
 */
export function serveCodes(apollo: ApolloServer<Context>, contextOf: ContextOf): Router {
  const router = Router()
  router.get('/sessions/:id/codes.json', async (request, response) => {
    const context = await contextOf(request, response)
    if (!context.actor.personId) throw new Refusal('UNAUTHENTICATED')
    const { body } = await apollo.executeOperation<{ node: SeenSession | null }>({ query: SESSION, variables: { id: request.params.id } }, { contextValue: context })
    const session = body.kind === 'single' ? body.singleResult.data?.node : null
    if (!session?.activity) throw new Refusal('NOT_FOUND')
    if (!session.viewerMayRecord) throw new Refusal('FORBIDDEN')
    if (session.activity.stage !== 'PUBLISHED' || session.cancelledAt) throw new Refusal('WRONG_STATUS', { status: session.cancelledAt ? 'CANCELLED' : session.activity.stage })
    const uuid = uuidOf('ActivitySession', request.params.id)
    const steps = stepsBetween(new Date(Date.parse(session.startsAt) - HOUR), new Date(Date.parse(session.endsAt) + HOUR))
    response.set('Cache-Control', 'no-store').json({ now: context.now.toISOString(), stepSeconds: STEP_SECONDS, codes: steps.map((step) => checkInCode(context.secrets, uuid, step)) })
  })
  return router
}
