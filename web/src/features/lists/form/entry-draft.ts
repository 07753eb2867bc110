import { CATEGORIES, type AttributeValue } from '@red-alliance/shared/categories'
import type { WeeklyWindows } from '@red-alliance/shared/weekly-windows'
import type {
  AgreedHow,
  AudienceKind,
  Category,
  NeedInput,
  OwnersDecisionBy,
  ResourceInput,
  Supply,
  UnitOfMeasure,
} from '../../../api/generated/graphql.ts'
import { daysLater, today } from '../../../when.ts'
import type { EntryDetail } from '../entry.ts'

/** A form as it is being filled in; plain values, so that it can be kept in the browser. */
export interface EntryDraft {
  ownerId: string
  /** Set when the owner is a unit one records for (代录). */
  ownerName: string
  onBehalf: boolean
  category: Category
  title: string
  description: string
  attributes: Record<string, AttributeValue | undefined>
  quantity: number
  unit: UnitOfMeasure
  supply: Supply
  divisible: boolean
  leastPart: number
  anyTime: boolean
  windows: WeeklyWindows
  startsOn: string
  endsOn: string
  urgency: string
  /** Metres as typed; empty: no matter how far. */
  farthest: string
  compoundId: string
  /** PUBLIC, ALLIANCE:<id> or ORGANIZATION:<id>. */
  audience: string
  commonProperty: boolean
  ownersDecisionBy: OwnersDecisionBy | ''
  ownersDecisionOn: string
  ownersDecisionText: string
  contactName: string
  contactPhone: string
  agreedBy: string
  agreedHow: AgreedHow | ''
  agreedOn: string
}

export function blankDraft(from: Pick<EntryDraft, 'ownerId' | 'audience' | 'contactName' | 'contactPhone'>): EntryDraft {
  const { units, supplies, windows } = CATEGORIES.PARKING
  return {
    ...from,
    ownerName: '',
    onBehalf: false,
    category: 'PARKING',
    title: '',
    description: '',
    attributes: {},
    quantity: 1,
    unit: units[0],
    supply: supplies[0],
    divisible: true,
    leastPart: 1,
    anyTime: windows !== 'REQUIRED',
    windows: [],
    startsOn: today(),
    endsOn: daysLater(today(), 180),
    urgency: '2',
    farthest: '',
    compoundId: '',
    commonProperty: false,
    ownersDecisionBy: '',
    ownersDecisionOn: '',
    ownersDecisionText: '',
    agreedBy: '',
    agreedHow: '',
    agreedOn: today(),
  }
}

/** Another category brings its own units, supplies and details; what it has no place for is dropped. */
export function withCategory(draft: EntryDraft, category: Category): Partial<EntryDraft> {
  const rules = CATEGORIES[category]
  return {
    category,
    attributes: {},
    unit: rules.units.find((unit) => unit === draft.unit) ?? rules.units[0],
    supply: rules.supplies.find((supply) => supply === draft.supply) ?? rules.supplies[0],
    anyTime: rules.windows === 'NONE' || (rules.windows === 'OPTIONAL' && draft.windows.length === 0),
    commonProperty: rules.ownersDecision && draft.commonProperty,
  }
}

export function draftOf(entry: EntryDetail): EntryDraft {
  const audienceId = entry.audienceAlliance?.id ?? entry.audienceOrganization?.id
  return {
    ownerId: entry.owner.id,
    ownerName: entry.owner.name,
    onBehalf: false,
    category: entry.category,
    title: entry.title,
    description: entry.description,
    attributes: { ...entry.attributes } as EntryDraft['attributes'],
    quantity: entry.quantity ?? 1,
    unit: entry.unit,
    supply: entry.__typename === 'Resource' ? entry.supply : 'REUSABLE',
    divisible: entry.divisible,
    leastPart: entry.leastPart,
    anyTime: entry.windows === null,
    windows: entry.windows?.map(({ start, end }) => ({ start, end })) ?? [],
    startsOn: entry.startsOn,
    endsOn: entry.endsOn,
    urgency: entry.__typename === 'Need' ? String(entry.urgency) : '2',
    farthest: entry.__typename === 'Need' && entry.farthest !== null ? String(entry.farthest) : '',
    compoundId: entry.compound?.id ?? '',
    audience: audienceId ? `${entry.audienceKind}:${audienceId}` : entry.audienceKind,
    commonProperty: entry.__typename === 'Resource' && entry.commonProperty,
    ownersDecisionBy: (entry.__typename === 'Resource' && entry.ownersDecisionBy) || '',
    ownersDecisionOn: (entry.__typename === 'Resource' && entry.ownersDecisionOn) || '',
    ownersDecisionText: (entry.__typename === 'Resource' && entry.ownersDecisionText) || '',
    contactName: entry.contactName,
    contactPhone: entry.contactPhone,
    agreedBy: '',
    agreedHow: '',
    agreedOn: today(),
  }
}

function sharedInput(draft: EntryDraft) {
  const [kind, id] = draft.audience.split(':') as [AudienceKind, string | undefined]
  return {
    ownerId: draft.ownerId,
    title: draft.title.trim(),
    description: draft.description.trim(),
    category: draft.category,
    attributes: Object.fromEntries(Object.entries(draft.attributes).filter(([, value]) => value !== undefined && value !== '')),
    unit: draft.unit,
    divisible: draft.divisible,
    leastPart: draft.divisible ? draft.leastPart : draft.quantity,
    windows: draft.anyTime ? null : draft.windows.map(({ start, end }) => ({ start, end })),
    startsOn: draft.startsOn,
    endsOn: draft.endsOn,
    compoundId: draft.compoundId || null,
    audienceKind: kind,
    audienceOrganizationId: kind === 'ORGANIZATION' ? (id ?? null) : null,
    audienceAllianceId: kind === 'ALLIANCE' ? (id ?? null) : null,
    contactName: draft.contactName.trim(),
    contactPhone: draft.contactPhone.replace(/\s/g, ''),
    proxy:
      draft.onBehalf && draft.agreedHow ? { agreedBy: draft.agreedBy.trim(), agreedHow: draft.agreedHow, agreedOn: draft.agreedOn } : null,
  }
}

export const needInput = (draft: EntryDraft): NeedInput => ({
  ...sharedInput(draft),
  quantity: draft.quantity,
  urgency: Number(draft.urgency),
  farthest: draft.farthest.trim() === '' ? null : Number(draft.farthest),
})

export function resourceInput(draft: EntryDraft): ResourceInput {
  const unlimited = draft.supply === 'UNLIMITED'
  return {
    ...sharedInput(draft),
    supply: draft.supply,
    quantity: unlimited ? null : draft.quantity,
    leastPart: unlimited || !draft.divisible ? 1 : draft.leastPart,
    commonProperty: draft.commonProperty,
    ownersDecisionBy: draft.commonProperty ? draft.ownersDecisionBy || null : null,
    ownersDecisionOn: draft.commonProperty ? draft.ownersDecisionOn || null : null,
    ownersDecisionText: draft.commonProperty ? draft.ownersDecisionText.trim() || null : null,
  }
}
