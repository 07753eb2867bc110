import { useI18n } from 'vue-i18n'
import { ENUMS, label, valuesOf, type EnumName, type EnumValue, type Label } from '@red-alliance/shared/glossary'
import { refusalText, type RefusalDetailValue } from '@red-alliance/shared/refusals'
import { windowsSentence, windowsSentenceEn } from '@red-alliance/shared/windows-sentence'
import type { WeeklyWindows } from '@red-alliance/shared/weekly-windows'
import type { Refused } from './api/refusal.ts'
import { i18n } from './i18n.ts'
import { shortMoment } from './when.ts'

/** The glossary's words in the language on screen. */
export function useTerms() {
  const { t, locale } = useI18n()
  const language = () => (locale.value === 'en' ? 'en' : 'zh')
  const term = <E extends EnumName>(name: E, value: EnumValue<E>): string => label(name, value, language())
  return {
    term,
    choices: <E extends EnumName>(name: E): { value: EnumValue<E>; label: string }[] =>
      valuesOf(name).map((value) => ({ value, label: term(name, value) })),
    /** Null windows: at any time. */
    hours: (windows: WeeklyWindows | null | undefined): string =>
      windows ? (language() === 'en' ? windowsSentenceEn(windows) : windowsSentence(windows)) : t('ui.anyTime'),
    refusal: (refused: Refused | null): string | null => (refused ? refusalSentence(refused, language()) : null),
  }
}

const STATUSES: readonly EnumName[] = ['EntryStatus', 'ProposalStatus', 'RingStatus', 'ProjectStatus', 'ConsentPurpose', 'RegistrationStage']

/** Details that are codes or instants become words before they stand in the sentence. */
function refusalSentence({ code, details, requestId }: Refused, language: 'zh' | 'en'): string {
  if (code === 'NETWORK') return i18n.global.t('ui.network')
  const said: Record<string, RefusalDetailValue> = { requestId }
  for (const [name, value] of Object.entries(details)) {
    if (typeof value === 'string')
      said[name] = statusWord(value, language) ?? (/^\d{4}-\d\d-\d\dT/.test(value) ? shortMoment(value) : value)
    else if (Array.isArray(value)) said[name] = value.map(String)
    else if (typeof value === 'number' || typeof value === 'boolean' || value === null) said[name] = value
  }
  return refusalText(code, said, language)
}

function statusWord(value: string, language: 'zh' | 'en'): string | null {
  for (const name of [...STATUSES, 'ObstacleCode'] as const) {
    const found = (ENUMS[name] as Record<string, Label>)[value]
    if (found) return found[language]
  }
  return null
}
