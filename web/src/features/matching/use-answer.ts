import { computed, reactive, ref, watch } from 'vue'
import { useAction } from '../../api/action.ts'
import { ConfirmMatchProposalDocument, DeclineMatchProposalDocument, type ProposalCoreFragment, type Side } from '../../api/generated/graphql.ts'
import { useProxy } from '../people/use-proxy.ts'
import { declineInput, type DeclineDraft } from './decline.ts'

/** The viewer's answer to a proposal: for which side, how many, or why not; 代录 where it is a unit's side. */
export function useAnswer(proposal: () => ProposalCoreFragment) {
  const side = ref<Side | null>(null)
  const quantity = ref(1)
  const why = reactive<DeclineDraft>({ reason: '', note: '' })
  /** Own sides first; a unit's side can only be recorded (代录). */
  const sides = computed<readonly Side[]>(() => [...proposal().viewerSides, ...proposal().viewerProxySides])
  watch(
    () => `${proposal().id} ${sides.value.join()} ${proposal().quantity}`,
    () => {
      side.value = sides.value[0] ?? null
      quantity.value = proposal().quantity
      why.reason = ''
    },
    { immediate: true },
  )

  const byProxy = computed(() => side.value !== null && !proposal().viewerSides.includes(side.value))
  const proxy = useProxy(() => byProxy.value)
  const confirming = useAction(ConfirmMatchProposalDocument)
  const declining = useAction(DeclineMatchProposalDocument)
  return {
    sides,
    side,
    quantity,
    why,
    byProxy,
    proxy,
    busyConfirming: confirming.busy,
    busyDeclining: declining.busy,
    refused: computed(() => confirming.refused.value ?? declining.refused.value),
    async confirm(): Promise<boolean> {
      if (!side.value || !proxy.ready()) return false
      declining.refused.value = null
      const changed = quantity.value === proposal().quantity ? undefined : quantity.value
      return (await confirming.run({ id: proposal().id, side: side.value, quantity: changed, proxy: proxy.input() })) !== null
    },
    async decline(): Promise<boolean> {
      const reason = declineInput(why)
      if (!side.value || !reason || !proxy.ready()) return false
      confirming.refused.value = null
      return (await declining.run({ id: proposal().id, side: side.value, ...reason, proxy: proxy.input() })) !== null
    },
  }
}
