import { useI18n } from 'vue-i18n'
import type { ScoreTerm as EngineTerm } from '@red-alliance/shared/matching/types'
import { termWords } from '@red-alliance/shared/matching/words'

/** A term of a score as words: its label and a short detail. */
export function useMatchWords() {
  const { locale } = useI18n()
  return (term: EngineTerm): { label: string; detail: string } =>
    termWords(term, locale.value === 'en' ? 'en' : 'zh') ?? { label: term.term, detail: '' }
}
