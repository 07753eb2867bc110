import { computed, onScopeDispose, ref, shallowRef, watch } from 'vue'
import { useClientHandle } from '@urql/vue'
import { sameWindows, type WeeklyWindows } from '@red-alliance/shared/weekly-windows'
import { PreviewNeedDocument, PreviewResourceDocument, type PreviewCurveFragment } from '../../../api/generated/graphql.ts'
import { refusedBy, type Refused } from '../../../api/refusal.ts'
import type { ListSide } from '../entry.ts'
import { needInput, resourceInput, type EntryDraft } from './entry-draft.ts'

/** Typing and dragging pause for so long before the server is asked. */
const PAUSE_MS = 200

/** What an answer is about. */
interface AskedAbout {
  readonly quantity: number
  readonly windows: WeeklyWindows
  /** Everything else that counts. */
  readonly rest: string
}

/**
 * What the draft would bring, or change where it revises what is listed. The curve over quantities answers by itself, and so do hours that were
 * solved as one block more or less; the server is asked when anything that counts has changed. A newer question makes the older one
 * irrelevant; meanwhile the old answer stands.
 */
export function useWhatIf(side: ListSide, draft: () => EntryDraft, replaces: () => string | null) {
  const { client } = useClientHandle()
  const curve = shallowRef<PreviewCurveFragment | null>(null)
  const about = shallowRef<AskedAbout | null>(null)
  const refused = shallowRef<Refused | null>(null)
  const busy = ref(false)
  const known = ref(false)
  let timer: ReturnType<typeof setTimeout> | undefined
  let stop: (() => void) | undefined

  /** Words are not reckoned with; what is whole has no least part. */
  const rest = computed(() => {
    const { quantity, ...form } = draft()
    const plain: EntryDraft = { ...form, quantity: 1, windows: [], title: '', description: '', contactName: '', contactPhone: '', leastPart: form.divisible ? Math.min(form.leastPart, quantity) : 1 }
    return JSON.stringify([replaces(), plain])
  })
  const hours = computed(() => JSON.stringify(draft().windows))
  const beyond = computed(() => draft().quantity > (curve.value?.quantities.at(-1) ?? 0))

  function ask(): void {
    stop?.()
    const form = { ...draft(), title: '', description: '', contactName: '', contactPhone: '' }
    const question: AskedAbout = { quantity: form.quantity, windows: form.windows, rest: rest.value }
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
      about.value = question
    }
    const leastPart = form.divisible ? form.leastPart : 1
    const asked =
      side === 'NEED'
        ? client.query(PreviewNeedDocument, { input: { ...needInput(form), leastPart }, replaces: replaces() }, variables).subscribe(({ data, error }) => done(data?.previewNeed, error))
        : client.query(PreviewResourceDocument, { input: { ...resourceInput(form), leastPart }, replaces: replaces() }, variables).subscribe(({ data, error }) => done(data?.previewResource, error))
    stop = asked.unsubscribe
  }
  watch(
    [rest, hours, beyond, () => draft().quantity],
    ([now, then, outside], [before, earlier]) => {
      clearTimeout(timer)
      // Within the curve only what other hours would do is asked for again, and nothing waits for it.
      if (before !== now || earlier !== then || outside) busy.value = true
      timer = setTimeout(ask, PAUSE_MS)
    },
    { immediate: true },
  )
  onScopeDispose(() => {
    clearTimeout(timer)
    stop?.()
  })
  const isAbout = (quantity: number): boolean => about.value?.rest === rest.value && about.value.quantity === quantity
  return {
    curve,
    refused,
    busy,
    known,
    /** The hours that the answer is about, while they and the quantity are the draft's. */
    settled: computed(() => (isAbout(draft().quantity) && about.value && sameWindows(about.value.windows, draft().windows) ? about.value.windows : null)),
    /** The draft's hours, where they are already solved as a variant of those that were asked about. */
    guess: computed(() =>
      isAbout(draft().quantity) && about.value && !sameWindows(about.value.windows, draft().windows)
        ? (curve.value?.variants.find(({ windows }) => sameWindows(windows, draft().windows)) ?? null)
        : null,
    ),
  }
}
