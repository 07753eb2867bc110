import { ref } from 'vue'
import { print } from 'graphql'
import { NoticeArrivedDocument, type NoticeArrivedSubscription } from '../../api/generated/graphql.ts'

type Arrived = NonNullable<NoticeArrivedSubscription['noticeArrived']>
/** How many arrived while this page was open: who shows a count asks again when it changes. */
export const arrivals = ref(0)
/** How often something was marked as read here: the count is the viewer's, which no list brings along. */
export const readings = ref(0)

/**
 * Hears each notice at the moment it arrives. The connection is made a while after the page stands, comes back by
 * itself, and where it cannot be had the page works without: the count is asked for with everything else.
 */
export function listen(onNotice: (notice: Arrived) => void): () => void {
  let stop = (): void => undefined
  let ended = false
  const timer = setTimeout(() => {
    void connect()
  }, 1500)
  async function connect(): Promise<void> {
    const { createClient } = await import('graphql-ws')
    if (ended) return
    const url = `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/graphql`
    const client = createClient({
      url,
      lazy: true,
      retryAttempts: 1_000_000,
      shouldRetry: () => true,
      retryWait: (tries) => new Promise((done) => setTimeout(done, Math.min(60_000, 1000 * 2 ** tries) + Math.random() * 1000)),
    })
    const leave = client.subscribe<NoticeArrivedSubscription>(
      { query: print(NoticeArrivedDocument) },
      {
        next: ({ data }) => {
          if (!data?.noticeArrived) return
          arrivals.value += 1
          onNotice(data.noticeArrived)
        },
        error: () => undefined,
        complete: () => undefined,
      },
    )
    stop = () => {
      leave()
      void client.dispose()
    }
  }
  return () => {
    ended = true
    clearTimeout(timer)
    stop()
  }
}
