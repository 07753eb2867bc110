import { computed, ref, watch } from 'vue'
import { useAction } from '../../api/action.ts'
import {
  ConfirmMatchProposalDocument,
  DeclineMatchProposalDocument,
  type AgreedHow,
  type DeclineReason,
  type ProposalCoreFragment,
  type Side,
} from '../../api/generated/graphql.ts'
import { today } from '../../when.ts'

/** The viewer's answer to a proposal: for which side, how many, or why not; 代录 where it is a unit's side. */
export function useAnswer(proposal: () => ProposalCoreFragment) {
  const side = ref<Side | null>(null)
  const quantity = ref(1)
  const reason = ref<DeclineReason | ''>('')
  const note = ref('')
  const agreedBy = ref('')
  const agreedHow = ref<AgreedHow | ''>('')
  const agreedOn = ref(today())
  /** Own sides first; a unit's side can only be recorded (代录). */
  const sides = computed<readonly Side[]>(() => [...proposal().viewerSides, ...proposal().viewerProxySides])
  watch(
    () => `${proposal().id} ${sides.value.join()} ${proposal().quantity}`,
    () => {
      side.value = sides.value[0] ?? null
      quantity.value = proposal().quantity
      reason.value = ''
    },
    { immediate: true },
  )

  const byProxy = computed(() => side.value !== null && !proposal().viewerSides.includes(side.value))
  const proxyComplete = computed(
    () => !byProxy.value || Boolean(agreedBy.value.trim() && agreedHow.value && agreedOn.value && agreedOn.value <= today()),
  )
  const confirming = useAction(ConfirmMatchProposalDocument)
  const declining = useAction(DeclineMatchProposalDocument)
  const proxy = () =>
    byProxy.value && agreedHow.value ? { agreedBy: agreedBy.value.trim(), agreedHow: agreedHow.value, agreedOn: agreedOn.value } : null
  return {
    sides,
    side,
    quantity,
    reason,
    note,
    agreedBy,
    agreedHow,
    agreedOn,
    byProxy,
    proxyComplete,
    busyConfirming: confirming.busy,
    busyDeclining: declining.busy,
    refused: computed(() => confirming.refused.value ?? declining.refused.value),
    async confirm(): Promise<boolean> {
      if (!side.value) return false
      declining.refused.value = null
      return (
        (await confirming.run({
          id: proposal().id,
          side: side.value,
          quantity: quantity.value === proposal().quantity ? undefined : quantity.value,
          proxy: proxy(),
        })) !== null
      )
    },
    async decline(): Promise<boolean> {
      if (!side.value || !reason.value) return false
      confirming.refused.value = null
      return (
        (await declining.run({
          id: proposal().id,
          side: side.value,
          reason: reason.value,
          note: note.value.trim() || null,
          proxy: proxy(),
        })) !== null
      )
    },
  }
}
