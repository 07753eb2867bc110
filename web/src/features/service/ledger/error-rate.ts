import { useI18n } from 'vue-i18n'

/** How often asking again found a record wrong, in words; without results, that there are none. */
export function useErrorRate() {
  const { t, n } = useI18n()
  return ({ wrong, rechecked }: { readonly wrong: number; readonly rechecked: number }): string =>
    rechecked === 0 ? t('ledger.figures.noneRechecked') : t('ledger.figures.wrong', { wrong: n(wrong), rechecked: n(rechecked), percent: n(Math.round((wrong / rechecked) * 1000) / 10) })
}
