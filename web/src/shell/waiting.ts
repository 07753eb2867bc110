import { computed, type ComputedRef } from 'vue'
import { useAsk } from '../api/ask.ts'
import { WaitingDocument } from '../api/generated/graphql.ts'

/** Whether an invitation of this meeting waits for the viewer. */
export const waitsForAnswer = ({
  invitations,
}: {
  readonly invitations: { readonly nodes: readonly { readonly answer: string; readonly viewerMayAnswer: boolean }[] }
}): boolean => invitations.nodes.some(({ answer, viewerMayAnswer }) => viewerMayAnswer && answer === 'WAITING')

/** How many things wait for the viewer: proposals and invitations to answer, items to go on with, and own drafts. Asked again after every mutation. */
export function useWaitingCount(): ComputedRef<number> {
  const { data } = useAsk(WaitingDocument, () => ({}))
  return computed(() =>
    data.value
      ? data.value.waiting.totalCount +
        data.value.items.totalCount +
        data.value.announced.nodes.filter(waitsForAnswer).length +
        data.value.needDrafts.totalCount +
        data.value.resourceDrafts.totalCount
      : 0,
  )
}
