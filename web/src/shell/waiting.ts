import { computed, type ComputedRef } from 'vue'
import { useAsk } from '../api/ask.ts'
import { WaitingDocument } from '../api/generated/graphql.ts'

/** How many things wait for the viewer: proposals to answer, and own drafts. Asked again after every mutation. */
export function useWaitingCount(): ComputedRef<number> {
  const { data } = useAsk(WaitingDocument, () => ({}))
  return computed(() =>
    data.value ? data.value.waiting.totalCount + data.value.needDrafts.totalCount + data.value.resourceDrafts.totalCount : 0,
  )
}
