import { useI18n } from 'vue-i18n'
import type { AgendaOutcome, OrganizationKind } from '../../../api/generated/graphql.ts'
import { useTerms } from '../../../terms.ts'

/** A community hands up to its street, a street to its district, a district to its city. */
export function useOutcomeWords() {
  const { t } = useI18n()
  const { term } = useTerms()
  return {
    word: (outcome: AgendaOutcome, kind: OrganizationKind): string =>
      outcome === 'HANDED_UP' && (kind === 'STREET' || kind === 'DISTRICT') ? t(`meetings.handUp.${kind}`) : term('AgendaOutcome', outcome),
  }
}
