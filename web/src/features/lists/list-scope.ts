import { computed } from 'vue'
import { useI18n } from 'vue-i18n'
import { acting, myAlliances } from '../people/viewer.ts'
import type { useEntryFilter } from './entry-filter.ts'

/** Whose entries the list shows, as words: mine, an alliance's, an organization's, or all that I may see. */
export function useListScope(words: ReturnType<typeof useEntryFilter>) {
  const { t } = useI18n()
  const within = computed(() => {
    const organization = acting.value?.organization
    return organization && organization.kind !== 'UNIT' ? organization : null
  })
  const scopeName = computed(() => {
    if (words.mine.value) return t('lists.scope.mine')
    const alliance = myAlliances.value.find(({ id }) => id === words.allianceId.value)
    if (words.allianceId.value) return alliance?.name ?? t('lists.scope.alliance')
    if (words.withinId.value)
      return within.value?.id === words.withinId.value
        ? t('lists.scope.within', { name: within.value.name })
        : t('lists.scope.organization')
    return t('lists.scope.all')
  })
  return { scopeName, within }
}
