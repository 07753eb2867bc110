import { useI18n } from 'vue-i18n'
import type { RunLineFragment } from '../../../api/generated/graphql.ts'
import { useTerms } from '../../../terms.ts'

/** What gave rise to a run, and how near to the best it came, in words. */
export function useRunWords() {
  const { t, n } = useI18n()
  const { term } = useTerms()
  function cause(run: RunLineFragment): string {
    if (run.cause === 'PRESSED') return t('runs.pressedBy', { name: run.runByName ?? '' })
    const first = run.changes[0] as { kind?: string; type?: string } | undefined
    if (run.cause !== 'CHANGED' || !first) return term('MatchRunCause', run.cause)
    const what = t(first.type === 'Need' ? 'runs.needChanged' : 'runs.resourceChanged', { kind: term('MatchChangeKind', first.kind as 'PUBLISHED') })
    return run.changes.length > 1 ? t('runs.andMore', { what, n: n(run.changes.length) }) : what
  }
  function gap(run: Pick<RunLineFragment, 'value' | 'bound'>): string {
    const [value, bound] = [run.value ?? 0, run.bound ?? 0]
    return `${n(bound > 0 ? Math.max(0, ((bound - value) / bound) * 100) : 0, { maximumFractionDigits: 2 })}%`
  }
  /** What came of it, without what did not; empty before it has ended. */
  function outcome(run: RunLineFragment): string {
    if (run.status !== 'DONE') return ''
    const { proposedCount: proposed, confirmedCount: confirmed, declinedCount: declined, keptCount: kept, movedCount: moved } = run
    const parts = Object.entries({ proposed, confirmed, declined, kept, moved }).filter(([, count]) => count > 0)
    return parts.map(([key, count]) => t(`runs.outcome.${key}`, { n: n(count) })).join(t('runs.outcome.and')) || t('runs.outcome.nothing')
  }
  return { cause, gap, outcome }
}
