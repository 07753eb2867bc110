import { useI18n } from 'vue-i18n'
import type { HistoryEventFragment } from '../../api/generated/graphql.ts'
import { shortMoment } from '../../when.ts'

/** Audit events as lines of a history: what was done, by whom. An operation this client does not know is shown by its name. */
export function useHistoryWords() {
  const { t, te } = useI18n()
  function verb({ operation, details }: HistoryEventFragment): string {
    const key = `history.${operation.replaceAll('.', '_')}`
    return te(key, 'zh-CN') ? t(key, said(details)) : operation
  }
  return {
    lines: (events: readonly HistoryEventFragment[]) =>
      events.map((event) => ({
        key: event.id,
        text: [verb(event), [event.organization?.name, event.actorName].filter(Boolean).join(' ')].filter(Boolean).join(' · '),
        at: shortMoment(event.at),
        stamp: event.at,
      })),
  }
}

function said(details: Readonly<Record<string, unknown>>): Record<string, string> {
  return Object.fromEntries(Object.entries(details).map(([name, value]) => [name, typeof value === 'object' ? '' : String(value)]))
}
