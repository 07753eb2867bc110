import { useI18n } from 'vue-i18n'
import { ENUMS, type DeclineReason, type MatchingScope } from '@red-alliance/shared/glossary'
import { numberRanges } from '@red-alliance/shared/number-ranges'
import type { NoticeLineFragment } from '../../api/generated/graphql.ts'
import { useTerms } from '../../terms.ts'
import { dayText, shortMoment } from '../../when.ts'
import { mayConvene } from '../meetings/convening.ts'

/** What has a page of its own, by its type. */
const PATHS: Readonly<Record<string, string>> = {
  MatchProposal: '/proposals',
  MatchRing: '/rings',
  Adjustment: '/adjustments',
  Project: '/projects',
  JointMeeting: '/meetings',
  ResolvedItem: '/items',
  Need: '/needs',
  Resource: '/resources',
  ServiceCertificate: '/certificates',
  Activity: '/activities',
  Organization: '/organizations',
}

/** What is looked at where it is kept, by its type: with oneself, or in a list. */
const KEPT: Readonly<Record<string, string>> = {
  Wish: '/wishes',
  ServiceLog: '/hours',
  ServiceRecord: '/hours',
  QuarterTotal: '/me',
  IdentityDocument: '/me',
}

/** What is looked at in the ledger of the community that it is about. */
const OF_LEDGER: readonly string[] = ['LEDGER_BROKEN', 'RECHECK_WAITING']

/** Where what a notice is about is looked at. */
function pathOf({ subjectType, subjectId, kind }: NoticeLineFragment): string | null {
  if (OF_LEDGER.includes(kind)) return `/communities/${subjectId}/ledger`
  // The offers stand on the home page.
  if (kind === 'ACTIVITY_SUGGESTED') return '/'
  if (subjectType === 'Registration') return kind === 'REGISTRATION_ASKED' || mayConvene.value ? '/registrations' : '/me'
  return KEPT[subjectType] ?? (PATHS[subjectType] ? `${PATHS[subjectType]}/${subjectId}` : null)
}

/** The server speaks codes; the sentence of a notice is made here. A kind that this client does not know is called by its label. */
export function useNoticeWords() {
  const { t, te } = useI18n()
  const { term } = useTerms()
  function text({ kind, details }: NoticeLineFragment): string {
    const key = `notices.text.${kind}`
    const said = Object.fromEntries(Object.entries(details).map(([name, value]) => [name, word(name, value)]))
    if (kind === 'PROPOSAL_WAITING' && typeof details['count'] === 'number' && details['count'] > 1)
      return t('notices.text.PROPOSALS_WAITING', said)
    if (kind === 'LEDGER_BROKEN' && !details['seq']) return t('notices.text.LEDGER_TOTALS', said)
    return te(key, 'zh-CN')
      ? t(key, { title: '—', quantity: '—', agreedBy: '—', reason: '—', text: '—', dueOn: '—', ...said })
      : term('NoticeKind', kind)
  }
  function word(name: string, value: unknown): string {
    if (Array.isArray(value)) return numberRanges(value.map(Number), t('ui.and'))
    if (value === null || value === undefined || value === '' || typeof value === 'object') return '—'
    const said = String(value as string | number | boolean)
    if (name === 'reason' && said in ENUMS.DeclineReason) return term('DeclineReason', said as DeclineReason)
    if (name === 'scope' && said in ENUMS.MatchingScope) return term('MatchingScope', said as MatchingScope)
    if (/^\d{4}-\d\d-\d\dT/.test(said)) return shortMoment(said)
    return /^\d{4}-\d\d-\d\d$/.test(said) ? dayText(said) : said
  }
  return { text, path: pathOf }
}
