import { computed, onScopeDispose, ref, shallowRef, watch } from 'vue'
import { useClientHandle } from '@urql/vue'
import { PreviewNeedDocument, PreviewResourceDocument, type PreviewCurveFragment } from '../../../api/generated/graphql.ts'
import { refusedBy, type Refused } from '../../../api/refusal.ts'
import type { ListSide } from '../entry.ts'
import { needInput, resourceInput, type EntryDraft } from './entry-draft.ts'

/** Typing and dragging pause for so long before the server is asked. */
const PAUSE_MS = 200

/**
 * What the draft would bring. The curve over quantities answers by itself; the server is asked when anything else that counts has changed or the
 * quantity leaves the curve. A newer question makes the older one irrelevant; meanwhile the old answer stands.
 */
export function useWhatIf(side: ListSide, draft: () => EntryDraft) {
  const { client } = useClientHandle()
  const curve = shallowRef<PreviewCurveFragment | null>(null)
  const refused = shallowRef<Refused | null>(null)
  const busy = ref(false)
  const known = ref(false)
  let timer: ReturnType<typeof setTimeout> | undefined
  let stop: (() => void) | undefined

  /** Words are not reckoned with; what is whole has no least part. */
  const counted = computed(() => {
    const { quantity, ...form } = draft()
    const plain: EntryDraft = { ...form, quantity: 1, title: '', description: '', contactName: '', contactPhone: '', leastPart: form.divisible ? Math.min(form.leastPart, quantity) : 1 }
    return JSON.stringify(plain)
  })
  const beyond = computed(() => draft().quantity > (curve.value?.quantities.at(-1) ?? 0))

  function ask(): void {
    stop?.()
    const form = { ...draft(), title: '', description: '', contactName: '', contactPhone: '' }
    const variables = { requestPolicy: 'network-only' as const }
    const done = (answer: PreviewCurveFragment | null | undefined, error: Parameters<typeof refusedBy>[0] | undefined): void => {
      const refusal = error ? refusedBy(error) : null
      // What was typed before may still be reckoned: it is asked again by itself.
      if (refusal?.code === 'RATE_LIMITED') {
        timer = setTimeout(ask, Number(refusal.details['seconds']) * 1000)
        return
      }
      busy.value = false
      refused.value = refusal
      if (error) return
      known.value = true
      curve.value = answer ?? null
    }
    const asked =
      side === 'NEED'
        ? client.query(PreviewNeedDocument, { input: { ...needInput(form), leastPart: form.divisible ? form.leastPart : 1 } }, variables).subscribe(({ data, error }) => done(data?.previewNeed, error))
        : client.query(PreviewResourceDocument, { input: { ...resourceInput(form), leastPart: form.divisible ? form.leastPart : 1 } }, variables).subscribe(({ data, error }) => done(data?.previewResource, error))
    stop = asked.unsubscribe
  }
  watch(
    [counted, beyond],
    ([now, outside], before) => {
      if (before[0] === now && !outside) return
      clearTimeout(timer)
      busy.value = true
      timer = setTimeout(ask, PAUSE_MS)
    },
    { immediate: true },
  )
  onScopeDispose(() => {
    clearTimeout(timer)
    stop?.()
  })
  return { curve, refused, busy, known }
}
