import { computed, onScopeDispose, ref, shallowRef, watch } from 'vue'
import { useAction } from '../../../api/action.ts'
import { WriteAgendaItemDocument } from '../../../api/generated/graphql.ts'
import { keptDraft } from '../../lists/form/kept-draft.ts'
import type { Topic } from './meeting.ts'

export interface TopicText {
  readonly version: number
  readonly discussion: string
  readonly decision: string
}
const PAUSE_MS = 900
const AGAIN_MS = 5000

const both = (theirs: string, mine: string): string =>
  theirs.includes(mine) ? theirs : mine.includes(theirs) ? mine : `${theirs}\n${mine}`

/**
 * The text of one topic while it is typed: saved a moment after the last key, kept in this browser while the server
 * cannot be reached, and set beside the other text when another clerk was faster.
 */
export function useTopicText(topic: () => Topic) {
  const { id } = topic()
  const base = shallowRef<TopicText>(topic())
  const draft = ref({ version: base.value.version, discussion: base.value.discussion, decision: base.value.decision })
  const theirs = shallowRef<TopicText | null>(null)
  const savedAt = shallowRef<Date | null>(null)
  const writing = useAction(WriteAgendaItemDocument)
  const { restore, forget } = keptDraft(() => `topic:${id}`, draft)
  const dirty = computed(() => draft.value.discussion !== base.value.discussion || draft.value.decision !== base.value.decision)
  const waiting = computed(() => writing.refused.value?.code === 'NETWORK')
  let timer: ReturnType<typeof setTimeout> | undefined

  const soon = (after = PAUSE_MS): void => {
    clearTimeout(timer)
    timer = setTimeout(() => void save(), after)
  }
  async function save(): Promise<void> {
    clearTimeout(timer)
    if (!dirty.value || theirs.value) return
    if (writing.busy.value) {
      soon()
      return
    }
    const sent = { discussion: draft.value.discussion, decision: draft.value.decision }
    const done = await writing.run({ id, version: base.value.version, ...sent })
    if (done) {
      base.value = { ...sent, version: done.writeAgendaItem.version }
      draft.value.version = base.value.version
      savedAt.value = new Date()
      if (dirty.value) soon()
      else {
        forget()
        restore()
      }
      return
    }
    const refused = writing.refused.value
    if (refused?.code === 'STALE_VERSION') meet(refused.details)
    else if (refused?.code === 'NETWORK') soon(AGAIN_MS)
  }
  function meet(details: Readonly<Record<string, unknown>>): void {
    const other = {
      version: Number(details['version']),
      discussion: String(details['discussion'] ?? ''),
      decision: String(details['decision'] ?? ''),
    }
    writing.refused.value = null
    // Only the version moved on, as when the outcome was noted: nothing was written over.
    if (other.discussion === base.value.discussion && other.decision === base.value.decision) {
      base.value = other
      soon(0)
    } else theirs.value = other
  }
  function settle(which: 'both' | 'theirs' | 'mine'): void {
    const other = theirs.value
    if (!other) return
    const mine = draft.value
    const pick = (their: string, my: string): string => (which === 'both' ? both(their, my) : which === 'theirs' ? their : my)
    base.value = other
    theirs.value = null
    draft.value = {
      version: other.version,
      discussion: pick(other.discussion, mine.discussion),
      decision: pick(other.decision, mine.decision),
    }
    soon(0)
  }

  if (restore() && dirty.value) {
    // What could not be saved before a reload: over the text it was typed on it goes on, over another it is set beside.
    if (draft.value.version === base.value.version) soon(0)
    else theirs.value = base.value
  }
  watch(
    () => topic().version,
    (version) => {
      if (version <= base.value.version || dirty.value || theirs.value) return
      const { discussion, decision } = topic()
      base.value = { version, discussion, decision }
      draft.value = { version, discussion, decision }
    },
  )
  watch(draft, () => dirty.value && soon(), { deep: true })
  const online = (): void => void save()
  addEventListener('online', online)
  onScopeDispose(() => {
    removeEventListener('online', online)
    clearTimeout(timer)
    void save()
  })
  return { draft, dirty, waiting, theirs, savedAt, refused: writing.refused, busy: writing.busy, save, settle }
}
