import type { CombinedError } from '@urql/vue'

/** What the server answers when it refuses; `NETWORK` when it did not answer at all. */
export interface Refused {
  readonly code: string
  readonly details: Readonly<Record<string, unknown>>
  readonly requestId: string | null
}

/** The first refusal of an answer. */
export function refusedBy(error: CombinedError): Refused {
  const first = error.graphQLErrors[0]
  if (!first) return { code: 'NETWORK', details: {}, requestId: null }
  const { code, details, requestId } = first.extensions as { code?: unknown; details?: unknown; requestId?: unknown }
  return {
    code: typeof code === 'string' ? code : 'INTERNAL',
    details: typeof details === 'object' && details !== null ? (details as Record<string, unknown>) : {},
    requestId: typeof requestId === 'string' ? requestId : null,
  }
}
