import { computed, nextTick, reactive, ref } from 'vue'
import { useI18n } from 'vue-i18n'
import type { AgreedHow } from '../../api/generated/graphql.ts'
import { today } from '../../when.ts'

/** 代录 while it is typed. */
export interface ProxyDraft {
  agreedBy: string
  agreedHow: AgreedHow | ''
  agreedOn: string
}

/**
 * Who of a unit agreed, how and when, where somebody answers on its behalf.
 * @param byProxy whether somebody does
 */
export function useProxy(byProxy: () => boolean) {
  const { t } = useI18n()
  const draft = reactive<ProxyDraft>({ agreedBy: '', agreedHow: '', agreedOn: today() })
  const tried = ref(false)
  const missing = computed((): Partial<Record<keyof ProxyDraft, string>> =>
    byProxy()
      ? {
          ...(draft.agreedBy.trim() ? {} : { agreedBy: t('lists.problem.agreedBy') }),
          ...(draft.agreedHow ? {} : { agreedHow: t('lists.problem.agreedHow') }),
          ...(draft.agreedOn && draft.agreedOn <= today() ? {} : { agreedOn: t('lists.problem.agreedOn') }),
        }
      : {},
  )
  const complete = computed(() => !Object.keys(missing.value).length)
  return {
    draft,
    complete,
    /** What is missing, beside the fields, once somebody went on without it. */
    errors: computed((): Record<string, string> => (tried.value ? missing.value : {})),
    /** Whether it may be sent; where something is missing, the focus goes there. */
    ready(): boolean {
      tried.value = true
      const first = Object.keys(missing.value)[0]
      if (first) void nextTick(() => document.getElementById(`field-${first}`)?.focus())
      return complete.value
    },
    /** As the mutations take it. */
    input: () => (byProxy() && draft.agreedHow ? { ...draft, agreedHow: draft.agreedHow, agreedBy: draft.agreedBy.trim() } : null),
  }
}
