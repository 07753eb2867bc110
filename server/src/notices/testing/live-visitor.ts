import { type Client, createClient } from 'graphql-ws'
import WebSocket from 'ws'

/** Somebody's page that is open and watches the inbox. */
export interface LiveVisitor {
  readonly heard: { kind: string; id: string }[]
  readonly errors: string[]
  /** The code with which the connection was closed. */
  readonly closed: Promise<number>
  stop(): Promise<void>
}

export const ARRIVED = 'subscription { noticeArrived { id kind subjectType subjectId details readAt } }'

/** @returns once the subscription stands, or once it was refused */
export async function watch(url: string, cookie: string, { query = ARRIVED, origin }: { query?: string; origin?: string } = {}): Promise<LiveVisitor> {
  const heard: LiveVisitor['heard'] = []
  const errors: string[] = []
  const closed = Promise.withResolvers<number>()
  const connected = Promise.withResolvers<void>()
  class Socket extends WebSocket {
    constructor(address: string, protocols: string[]) {
      super(address, protocols, { headers: { cookie }, ...(origin && { origin }) })
    }
  }
  const client: Client = createClient({ url: `${url.replace('http', 'ws')}/graphql`, webSocketImpl: Socket, retryAttempts: 0, lazy: false, onNonLazyError: () => undefined, on: { connected: () => connected.resolve(), closed: (event) => closed.resolve((event as { code: number }).code) } })
  client.subscribe<{ noticeArrived: { kind: string; id: string } | null }>(
    { query },
    {
      next: ({ data, errors: wrong }) => {
        if (data?.noticeArrived) heard.push(data.noticeArrived)
        for (const error of wrong ?? []) errors.push(String(error.extensions?.['code']))
      },
      error: (error) => void errors.push(Array.isArray(error) ? String((error[0] as { extensions?: { code: string } }).extensions?.code) : 'closed'),
      complete: () => undefined,
    },
  )
  await Promise.race([connected.promise, closed.promise])
  // That it listens now is said by nobody.
  await new Promise((resolve) => setTimeout(resolve, 400))
  return { heard, errors, closed: closed.promise, stop: async () => client.dispose() }
}

/** The status with which an upgrade is refused, or 101. */
export function upgradeStatus(url: string, headers: Record<string, string>): Promise<number> {
  return new Promise((resolve) => {
    const socket = new WebSocket(`${url.replace('http', 'ws')}`, ['graphql-transport-ws'], { headers })
    socket.on('unexpected-response', (_request, response) => {
      resolve(response.statusCode ?? 0)
      socket.terminate()
    })
    socket.on('open', () => {
      resolve(101)
      socket.terminate()
    })
    socket.on('error', () => undefined)
  })
}
