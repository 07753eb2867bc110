import { computed, ref } from 'vue'
import { useAction } from '../../api/action.ts'
import { ConfirmMatchRingDocument, DeclineMatchRingDocument, type AgreedHow, type DeclineReason, type RingCoreFragment } from '../../api/generated/graphql.ts'
import { today } from '../../when.ts'
import { answerable } from './ring.ts'

/** The viewer's answer to a ring: for which member, or why not; 代录 where it is a unit's. */
export function useRingAnswer(ring: () => RingCoreFragment) {
  const members = computed(() => answerable(ring()))
  const chosen = ref('')
  const reason = ref<DeclineReason | ''>('')
  const note = ref('')
  const agreedBy = ref('')
  const agreedHow = ref<AgreedHow | ''>('')
  const agreedOn = ref(today())
  const member = computed(() => members.value.find(({ id }) => id === chosen.value) ?? members.value[0] ?? null)
  const byProxy = computed(() => member.value !== null && !member.value.viewerMayConfirm)
  const proxyComplete = computed(() => !byProxy.value || Boolean(agreedBy.value.trim() && agreedHow.value && agreedOn.value && agreedOn.value <= today()))
  const confirming = useAction(ConfirmMatchRingDocument)
  const declining = useAction(DeclineMatchRingDocument)
  const proxy = () => (byProxy.value && agreedHow.value ? { agreedBy: agreedBy.value.trim(), agreedHow: agreedHow.value, agreedOn: agreedOn.value } : null)
  return {
    members,
    chosen: computed({ get: () => member.value?.id ?? '', set: (id) => (chosen.value = id) }),
    member,
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
    /** @returns whether all have now confirmed, or null when refused */
    async confirm(): Promise<boolean | null> {
      if (!member.value) return null
      declining.refused.value = null
      const answer = await confirming.run({ id: member.value.id, proxy: proxy() })
      return answer ? answer.confirmMatchRing.status === 'CONFIRMED' : null
    },
    async decline(): Promise<boolean> {
      if (!member.value || !reason.value) return false
      confirming.refused.value = null
      return (await declining.run({ id: member.value.id, reason: reason.value, note: note.value.trim() || null, proxy: proxy() })) !== null
    },
  }
}
