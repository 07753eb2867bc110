import type { Context } from '../graphql/context.ts'
import { Refusal } from '../refusal.ts'

/** What a subscription lives in: longer than a request, so that who asks is found out anew whenever something is read for them. */
export interface LiveContext extends Context {
  /** The context of this moment; its actor is nobody once the session has ended or the person is disabled. */
  readonly renew: () => Promise<Context>
  /** Ends the connection: its session is over. */
  readonly drop: () => void
}

/** A notice that has arrived, and the eyes that read it. */
export interface Arrival {
  readonly id: string
  readonly context: Context
}

/**
 * Notices of the viewer as they arrive.
 * @throws Refusal UNAUTHENTICATED when nobody is logged in; BAD_INPUT over anything but a live connection
 */
export async function arrivals(context: Context): Promise<AsyncIterableIterator<Arrival>> {
  if (!isLive(context)) throw new Refusal('BAD_INPUT')
  const { personId } = context.actor
  if (!personId) throw new Refusal('UNAUTHENTICATED')
  const ids = await context.noticeFeed.watch(personId)
  const live: AsyncIterableIterator<Arrival> = {
    next: async () => {
      const { done, value: id } = await ids.next()
      if (done || id === undefined) return { done: true, value: undefined }
      const now = await context.renew()
      if (now.actor.personId === personId) return { done: false, value: { id, context: now } }
      ids.end()
      context.drop()
      return { done: true, value: undefined }
    },
    return: async () => {
      ids.end()
      return { done: true, value: undefined }
    },
    [Symbol.asyncIterator]: () => live,
  }
  return live
}

const isLive = (context: Context): context is LiveContext => 'renew' in context
