import { useI18n } from 'vue-i18n'
import type { Category, UnitOfMeasure } from '@red-alliance/shared/glossary'
import type { Change } from '@red-alliance/shared/matching/changes'
import { changeSentence, gainSentence } from '@red-alliance/shared/matching/remedy-words'
import type { RemediesQuery } from '../../api/generated/graphql.ts'

export type FoundRemedy = RemediesQuery['remedies']['found'][number]

/** Names that the sentence of a change needs; each change speaks of one resource and one audience at most. */
export interface ChangeNames {
  readonly owner: string | null | undefined
  readonly title: string | null | undefined
  readonly audience?: string | null | undefined
}

/** What is asked, and what comes of it, in the language on screen. */
export function useRemedyWords() {
  const { t, locale } = useI18n()
  const language = () => (locale.value === 'en' ? 'en' : 'zh')
  return {
    change: (change: Readonly<Record<string, unknown>>, of: { category: Category; unit: UnitOfMeasure }, names: ChangeNames): string =>
      changeSentence(change as unknown as Change, {
        ...of,
        language: language(),
        ownerOf: () => names.owner ?? t('adjustments.theOwner'),
        titleOf: () => names.title ?? t('matching.another'),
        nameOf: () => names.audience ?? t('adjustments.thatCircle'),
      }),
    gain: (gain: number, of: { category: Category; unit: UnitOfMeasure }): string => gainSentence(gain, { ...of, language: language() }),
  }
}
