import { useI18n } from 'vue-i18n'
import { dayText, shortDay, today } from '../../when.ts'

const days = (from: string, to: string): number => Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000)

/** A deadline in words beside the exact day: how long still, or since when it is over. */
export function useDueWords() {
  const { t, n } = useI18n()
  return {
    due: ({ dueOn, overdue, stage }: { readonly dueOn: string | null; readonly overdue: boolean; readonly stage: string }): string => {
      if (!dueOn) return t('items.noDue')
      if (stage === 'CLOSED' || stage === 'NOTED') return dayText(dueOn)
      if (overdue) return t('items.overdueBy', { on: shortDay(dueOn), n: n(days(dueOn, today())) })
      const left = days(today(), dueOn)
      return left <= 14 ? t(left === 0 ? 'items.dueToday' : 'items.dueIn', { on: shortDay(dueOn), n: n(left) }) : dayText(dueOn)
    },
  }
}
