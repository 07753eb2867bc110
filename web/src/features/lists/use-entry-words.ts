import { useI18n } from 'vue-i18n'
import { ENUMS, type UnitOfMeasure } from '@red-alliance/shared/glossary'
import { useTerms } from '../../terms.ts'
import { dayText } from '../../when.ts'
import type { EntryRow } from './entry.ts'

/** How a line of a list is said. */
export function useEntryWords() {
  const { t, n } = useI18n()
  const { term } = useTerms()
  const unitWord = (unit: string): string => (unit in ENUMS.UnitOfMeasure ? term('UnitOfMeasure', unit as UnitOfMeasure) : unit)
  return {
    unitWord,
    amount: (quantity: number | null, unit: string): string =>
      quantity === null ? t('lists.unlimited') : t('lists.amount', { n: n(quantity), unit: unitWord(unit) }),
    period: ({ startsOn, endsOn }: { startsOn: string; endsOn: string }): string =>
      t('ui.to', { from: dayText(startsOn), to: dayText(endsOn) }),
    place: (row: Pick<EntryRow, 'owner' | 'compound'>): string => [row.owner.placeName, row.compound?.name].filter(Boolean).join(' '),
    urgencyWord: (urgency: number): string => term('Urgency', String(urgency) as '1'),
  }
}
