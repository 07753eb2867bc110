import { computed, onUnmounted, watch } from 'vue'
import { useAsk } from '../../api/ask.ts'
import { RunStateDocument, type BoardRunFragment } from '../../api/generated/graphql.ts'

const LOOK_AGAIN_MS = 700

/** Looks again and again at a run while it waits or goes; nothing is asked once it is over. */
export function useRunProgress(going: () => BoardRunFragment | null, ended: (run: BoardRunFragment) => void) {
  const isGoing = (run: BoardRunFragment | null): boolean => run?.status === 'QUEUED' || run?.status === 'RUNNING'
  const { data, retry } = useAsk(
    RunStateDocument,
    () => ({ id: going()?.id ?? '' }),
    () => !isGoing(going()),
  )
  const run = computed<BoardRunFragment | null>(() => {
    const known = going()
    const seen = data.value?.node
    return known && seen?.__typename === 'MatchRun' && seen.id === known.id ? seen : known
  })
  const timer = setInterval(() => {
    if (isGoing(run.value)) retry()
  }, LOOK_AGAIN_MS)
  onUnmounted(() => clearInterval(timer))
  watch(run, (now, before) => {
    if (now && before?.id === now.id && isGoing(before) && !isGoing(now)) ended(now)
  })
  return run
}
