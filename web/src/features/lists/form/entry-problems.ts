import { attributesSchema, CATEGORIES, needsOwnersDecision } from '@red-alliance/shared/categories';
import type { Refused } from '../../../api/refusal.ts';
import { daysLater, today } from '../../../when.ts';
import type { ListSide } from '../entry.ts';
import type { EntryDraft } from './entry-draft.ts';

/** What keeps an entry from being saved or published, by the field to be mended; `key` is a phrase of lists.problem. */
export interface EntryProblem { readonly field: string; readonly key: string }

/** A draft may leave open what only publishing needs. */
export function problemsOf(draft: EntryDraft, side: ListSide, publishing: boolean): EntryProblem[] {
  const problems: EntryProblem[] = [];
  const unless = (fine: unknown, field: string, key: string): void => { if (!fine) problems.push({ field, key }); };
  unless(draft.ownerId, 'ownerId', 'owner');
  if (draft.onBehalf) {
    unless(draft.agreedBy.trim(), 'agreedBy', 'agreedBy');
    unless(draft.agreedHow, 'agreedHow', 'agreedHow');
    unless(draft.agreedOn && draft.agreedOn <= today(), 'agreedOn', 'agreedOn');
  }
  unless(draft.title.trim().length >= 2, 'title', 'title');
  if (!(side === 'RESOURCE' && draft.supply === 'UNLIMITED')) unless(draft.quantity >= 1, 'quantity', 'quantity');
  if (draft.divisible) unless(draft.leastPart >= 1 && draft.leastPart <= draft.quantity, 'leastPart', 'leastPart');
  if (publishing) {
    const rules = CATEGORIES[draft.category];
    if (rules.windows === 'REQUIRED' || (rules.windows === 'OPTIONAL' && !draft.anyTime)) unless(draft.windows.length, 'windows', 'windows');
    const filled = Object.fromEntries(Object.entries(draft.attributes).filter(([, value]) => value !== undefined && value !== ''));
    const read = attributesSchema(draft.category, side).safeParse(filled);
    for (const issue of read.error?.issues ?? []) problems.push({ field: `attributes.${String(issue.path[0])}`, key: 'attribute' });
    if (side === 'RESOURCE' && needsOwnersDecision(draft.category, draft.commonProperty)) {
      unless(draft.ownersDecisionBy, 'ownersDecisionBy', 'ownersDecisionBy');
      unless(draft.ownersDecisionOn && draft.ownersDecisionOn <= today(), 'ownersDecisionOn', 'ownersDecisionOn');
      unless(draft.ownersDecisionText.trim(), 'ownersDecisionText', 'ownersDecisionText');
    }
  }
  unless(draft.startsOn, 'startsOn', 'startsOn');
  unless(draft.endsOn && draft.endsOn >= draft.startsOn && draft.endsOn >= today(), 'endsOn', 'endsOn');
  if (draft.startsOn && draft.endsOn) unless(draft.endsOn <= daysLater(draft.startsOn, 366), 'endsOn', 'tooLong');
  unless(draft.audience, 'audience', 'audience');
  unless(draft.contactName.trim(), 'contactName', 'contactName');
  unless(/^(1\d{10}|0\d{2,3}-?\d{7,8})$/.test(draft.contactPhone.replace(/\s/g, '')), 'contactPhone', 'contactPhone');
  return problems;
}

const FIELD_OF: Readonly<Record<string, string>> = {
  PERIOD_INVALID: 'endsOn', WINDOWS_MISSING: 'windows', QUANTITY_INVALID: 'quantity', OWNERS_DECISION_MISSING: 'ownersDecisionBy', PROXY_NOT_ALLOWED: 'ownerId',
};

/** The field a refusal of the server speaks of, if it says. */
export function fieldOf({ code, details }: Refused): string | undefined {
  const { field, attribute } = details;
  if (typeof attribute === 'string') return `attributes.${attribute}`;
  return typeof field === 'string' ? field.replace(/^input\./, '') : FIELD_OF[code];
}
