import type { Client } from '@urql/vue'
import { loadViewer, viewer } from './viewer.ts'

const FRESH_MS = 60_000
let checkedAt = 0
let checking: Promise<void> | null = null

/** Asks again who is logged in; when it is nobody any more, the log-in page comes, and afterwards this one again. */
export function checkSession(client: Client): Promise<void> {
  checking ??= loadViewer(client)
    .then(
      () => {
        checkedAt = Date.now()
        if (viewer.value === null && location.pathname !== '/login')
          location.assign(`/login?next=${encodeURIComponent(location.pathname + location.search)}`)
      },
      () => undefined,
    )
    .finally(() => {
      checking = null
    })
  return checking
}

/** A session ends on the server, by a log-out elsewhere or by time: lists would then quietly show only what is public. */
export function watchSession(client: Client): void {
  const look = (): void => {
    if (viewer.value && document.visibilityState === 'visible' && Date.now() - checkedAt > FRESH_MS) void checkSession(client)
  }
  document.addEventListener('visibilitychange', look)
  setInterval(look, FRESH_MS)
}
