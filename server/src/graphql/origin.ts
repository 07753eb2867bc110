import type { IncomingMessage } from 'node:http'
import type { Request } from 'express'

/** Whether a request comes from a page of this very host, or from no page at all: a browser names its page in `Origin` and cannot be kept from it. */
export function isSameOrigin({ headers: { origin, host } }: IncomingMessage): boolean {
  if (origin === undefined) return true
  return URL.canParse(origin) && new URL(origin).host === host
}

/**
 * Where this request's own pages stand, for an address that goes out on paper or into a picture.
 * @param secure the product is served over HTTPS, which a proxy in front may have ended before us
 */
export function originOf(request: Pick<Request, 'protocol' | 'host'>, secure: boolean): string {
  return `${secure ? 'https' : request.protocol}://${request.host}`
}
