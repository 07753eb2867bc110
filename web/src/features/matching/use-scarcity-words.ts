import { useI18n } from 'vue-i18n'
import { CATEGORIES } from '@red-alliance/shared/categories'
import type { ScarcityLineFragment } from '../../api/generated/graphql.ts'
import { useTerms } from '../../terms.ts'
import { useEntryWords } from '../lists/use-entry-words.ts'

export type ScarcityCell = ScarcityLineFragment['cells'][number]
export type CellLook = 'short' | 'enough' | 'idle' | 'none'

export const cellLook = ({ wanted, idle, more }: ScarcityCell): CellLook => (wanted > 0 ? 'short' : idle > 0 ? 'idle' : more ? 'enough' : 'none')

/** How a kind of thing and what one more of it would bring are said. */
export function useScarcityWords() {
  const { t, n } = useI18n()
  const { term } = useTerms()
  const { amount } = useEntryWords()
  const amountOf = (quantity: number, unit: string | null): string => (unit ? amount(quantity, unit) : n(quantity))
  return {
    amountOf,
    /** Category and what must be the same: 车位（小汽车）. */
    kindWord: ({ category, attributes }: Pick<ScarcityLineFragment, 'category' | 'attributes'>): string => {
      const details = CATEGORIES[category].attributes.flatMap(({ name, ...attribute }) => {
        const value = attributes[name]
        return attribute.type === 'enum' && typeof value === 'string' ? [term(attribute.values, value as never)] : []
      })
      return details.length ? `${term('Category', category)} · ${details.join(' ')}` : term('Category', category)
    },
    headline: (cell: ScarcityCell, unit: string | null): string =>
      ({
        short: () => t('scarcity.missing', { amount: amountOf(cell.wanted, unit) }),
        idle: () => t('scarcity.idle', { amount: amountOf(cell.idle, unit) }),
        enough: () => t('scarcity.enough'),
        none: () => t('scarcity.notAsked'),
      })[cellLook(cell)](),
    /** What one more would bring; empty where nothing is missing. */
    worth: ({ wanted, more }: ScarcityCell, unit: string | null): string => {
      if (wanted === 0 || !more) return ''
      const units = amountOf(more.units, unit)
      if (more.served <= 0) return more.value > 0 ? t('scarcity.better', { units, n: n(more.value) }) : t('scarcity.nothing')
      return t(more.units > 1 ? 'scarcity.lot' : 'scarcity.served', { units, served: amountOf(more.served, unit) })
    },
    value: ({ more }: ScarcityCell): string => (more && more.value > 0 ? `${more.exact ? '' : t('scarcity.about')}${t('scarcity.value', { n: n(more.value) })}` : ''),
  }
}
