import { computed, type ComputedRef } from 'vue'
import { useAsk } from '../api/ask.ts'
import { WaitingDocument } from '../api/generated/graphql.ts'

/** Whether an invitation of this meeting waits for the viewer. */
export const waitsForAnswer = ({
  invitations,
}: {
  readonly invitations: { readonly nodes: readonly { readonly answer: string; readonly viewerMayAnswer: boolean }[] }
}): boolean => invitations.nodes.some(({ answer, viewerMayAnswer }) => viewerMayAnswer && answer === 'WAITING')

interface Waiting {
  readonly registrations: { readonly totalCount: number }
  readonly hours: { readonly totalCount: number }
  readonly waiting: { readonly totalCount: number }
  readonly adjustments: { readonly totalCount: number }
  readonly rings: { readonly totalCount: number }
  readonly items: { readonly totalCount: number }
  readonly announced: { readonly nodes: readonly Parameters<typeof waitsForAnswer>[0][] }
  readonly needDrafts: { readonly totalCount: number }
  readonly resourceDrafts: { readonly totalCount: number }
}

/** How many things wait: proposals and invitations to answer, items to go on with, own drafts; hours are confirmed as one list and are one thing. */
export const countOf = ({ registrations, hours, waiting, adjustments, rings, items, announced, needDrafts, resourceDrafts }: Waiting): number =>
  Math.min(1, registrations.totalCount) + Math.min(1, hours.totalCount) + waiting.totalCount + adjustments.totalCount + rings.totalCount + items.totalCount + announced.nodes.filter(waitsForAnswer).length + needDrafts.totalCount + resourceDrafts.totalCount

/** Asked again after every mutation. */
export function useWaitingCount(): ComputedRef<number> {
  const { data } = useAsk(WaitingDocument, () => ({}))
  return computed(() => (data.value ? countOf(data.value) : 0))
}
