import type { IncomingMessage } from 'node:http'

/** Whether a request comes from a page of this very host, or from no page at all: a browser names its page in `Origin` and cannot be kept from it. */
export function isSameOrigin({ headers: { origin, host } }: IncomingMessage): boolean {
  if (origin === undefined) return true
  return URL.canParse(origin) && new URL(origin).host === host
}
