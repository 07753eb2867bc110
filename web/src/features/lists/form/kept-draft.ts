import { onScopeDispose, ref, watch, type Ref } from 'vue'
import { viewer } from '../../people/viewer.ts'

const PREFIX = 'draft:'

/** What is typed survives a reload and a lost connection; it is kept per person, and gone when the person logs out. */
export function keptDraft<Draft extends object>(
  form: () => string,
  draft: Ref<Draft>,
): { keptAt: Ref<Date | null>; restore: () => boolean; forget: () => void } {
  const keptAt = ref<Date | null>(null)
  const key = (): string => `${PREFIX}${viewer.value?.id ?? ''}:${form()}`
  let timer: ReturnType<typeof setTimeout> | undefined
  let started = false
  const keep = (): void => {
    try {
      localStorage.setItem(key(), JSON.stringify(draft.value))
      keptAt.value = new Date()
    } catch {
      keptAt.value = null
    }
  }
  watch(
    draft,
    () => {
      if (!started) return
      clearTimeout(timer)
      timer = setTimeout(keep, 300)
    },
    { deep: true },
  )
  onScopeDispose(() => {
    clearTimeout(timer)
  })
  return {
    keptAt,
    restore() {
      started = true
      try {
        const kept = JSON.parse(localStorage.getItem(key()) ?? 'null') as Partial<Draft> | null
        if (!kept) return false
        draft.value = { ...draft.value, ...kept }
        return true
      } catch {
        return false
      }
    },
    forget() {
      clearTimeout(timer)
      started = false
      localStorage.removeItem(key())
      keptAt.value = null
    },
  }
}

/** On logging out nothing typed stays in a browser that others may use. */
export function forgetAllDrafts(): void {
  for (const key of Object.keys(localStorage)) if (key.startsWith(PREFIX)) localStorage.removeItem(key)
}
