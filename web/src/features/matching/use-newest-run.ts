import { computed, onUnmounted, watch } from 'vue'
import { useAsk } from '../../api/ask.ts'
import { NewestRunsDocument } from '../../api/generated/graphql.ts'
import { arrivals } from '../notices/live.ts'

const LOOK_AGAIN_MS = 20_000

/**
 * Notices when another run of an alliance has finished, an adjustment after a change among them. It looks again while the page
 * is seen: every 20 seconds, when a notice has arrived, and when the page comes back into sight.
 * @param finished is not called for the one that is the newest when the page is opened
 */
export function useNewestRun(allianceId: () => string, finished: (runId: string) => void): void {
  const { data, retry } = useAsk(
    NewestRunsDocument,
    () => ({ allianceId: allianceId() }),
    () => !allianceId(),
  )
  const newest = computed(() => data.value?.matchRuns.nodes.find(({ status }) => status === 'DONE')?.id)
  const look = (): void => {
    if (allianceId() && document.visibilityState === 'visible') retry()
  }
  const timer = setInterval(look, LOOK_AGAIN_MS)
  document.addEventListener('visibilitychange', look)
  onUnmounted(() => {
    clearInterval(timer)
    document.removeEventListener('visibilitychange', look)
  })
  watch(arrivals, look)
  let seen: { readonly alliance: string; readonly run: string } | null = null
  watch(
    newest,
    (run) => {
      if (!run) return
      if (seen?.alliance === allianceId() && seen.run !== run) finished(run)
      seen = { alliance: allianceId(), run }
    },
    { immediate: true },
  )
}
