import { attributesSchema, CATEGORIES, needsOwnersDecision } from '@red-alliance/shared/categories'
import { LONGEST_PERIOD_DAYS } from '@red-alliance/shared/occurrences'
import type { Refused } from '../../../api/refusal.ts'
import { daysLater, today } from '../../../when.ts'
import type { ListSide } from '../entry.ts'
import type { EntryDraft } from './entry-draft.ts'

/** What keeps an entry from being saved or published, by the field to be mended; `key` is a phrase of lists.problem. */
export interface EntryProblem {
  readonly field: string
  readonly key: string
}

/** As the server asks it: a draft may leave open only the owners' decision. */
export function problemsOf(draft: EntryDraft, side: ListSide, publishing: boolean): EntryProblem[] {
  const problems: EntryProblem[] = []
  const unless = (fine: unknown, field: string, key: string): void => {
    if (!fine) problems.push({ field, key })
  }
  unless(draft.ownerId, 'ownerId', 'owner')
  if (draft.onBehalf) {
    unless(draft.agreedBy.trim(), 'agreedBy', 'agreedBy')
    unless(draft.agreedHow, 'agreedHow', 'agreedHow')
    unless(draft.agreedOn && draft.agreedOn <= today(), 'agreedOn', 'agreedOn')
  }
  unless(draft.title.trim().length >= 2, 'title', 'title')
  if (!(side === 'RESOURCE' && draft.supply === 'UNLIMITED')) unless(draft.quantity >= 1, 'quantity', 'quantity')
  if (draft.divisible) unless(draft.leastPart >= 1 && draft.leastPart <= draft.quantity, 'leastPart', 'leastPart')
  const filled = Object.fromEntries(Object.entries(draft.attributes).filter(([, value]) => value !== undefined && value !== ''))
  for (const issue of attributesSchema(draft.category, side).safeParse(filled).error?.issues ?? [])
    problems.push({ field: `attributes.${String(issue.path[0])}`, key: 'attribute' })
  const rule = CATEGORIES[draft.category].windows
  if (rule === 'REQUIRED' || (rule === 'OPTIONAL' && !draft.anyTime)) unless(draft.windows.length, 'windows', 'windows')
  unless(draft.startsOn, 'startsOn', 'startsOn')
  unless(draft.endsOn && draft.endsOn >= draft.startsOn && draft.endsOn >= today(), 'endsOn', 'endsOn')
  if (draft.startsOn && draft.endsOn) unless(draft.endsOn < daysLater(draft.startsOn, LONGEST_PERIOD_DAYS), 'endsOn', 'tooLong')
  if (side === 'NEED' && draft.farthest.trim()) unless(/^\s*[1-9]\d{0,5}\s*$/.test(draft.farthest) && Number(draft.farthest) <= 100_000, 'farthest', 'farthest')
  unless(draft.audience, 'audience', 'audience')
  if (publishing && side === 'RESOURCE' && needsOwnersDecision(draft.category, draft.commonProperty)) {
    unless(draft.ownersDecisionBy, 'ownersDecisionBy', 'ownersDecisionBy')
    unless(draft.ownersDecisionOn && draft.ownersDecisionOn <= today(), 'ownersDecisionOn', 'ownersDecisionOn')
    unless(draft.ownersDecisionText.trim(), 'ownersDecisionText', 'ownersDecisionText')
  }
  unless(draft.contactName.trim(), 'contactName', 'contactName')
  unless(/^(1\d{10}|0\d{2,3}-?\d{7,8}(-\d{1,6})?)$/.test(draft.contactPhone.replace(/\s/g, '')), 'contactPhone', 'contactPhone')
  return problems
}

const FIELD_OF: Readonly<Record<string, string>> = {
  PERIOD_INVALID: 'endsOn',
  WINDOWS_MISSING: 'windows',
  QUANTITY_INVALID: 'quantity',
  OWNERS_DECISION_MISSING: 'ownersDecisionBy',
  PROXY_NOT_ALLOWED: 'ownerId',
}

/** The fields a refusal of the server speaks of, as the form names them. */
export function fieldsOf({ code, details }: Refused): string[] {
  const { fields } = details
  if (Array.isArray(fields) && fields.length)
    return fields.map((field) =>
      String(field)
        .replace(/^proxy\./, '')
        .replace(/^audience\w+Id$/, 'audience')
        .replace(/^unit$/, 'quantity'),
    )
  return FIELD_OF[code] ? [FIELD_OF[code]] : []
}
