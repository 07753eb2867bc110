import { z } from 'zod'
import { CATEGORIES, attributesSchema, needsOwnersDecision } from '@red-alliance/shared/categories'
import { periodDays } from '@red-alliance/shared/date-period'
import type { Side, UnitOfMeasure } from '@red-alliance/shared/glossary'
import { LONGEST_PERIOD_DAYS } from '@red-alliance/shared/occurrences'
import { type WeeklyWindows, isEmpty, normalize } from '@red-alliance/shared/weekly-windows'
import { checked, line, telephone, text } from '../../input.ts'
import type { Work } from '../../operation.ts'
import { Refusal } from '../../refusal.ts'
import { Alliance } from '../alliances/alliance.ts'
import { Compound, Organization } from '../organizations/organization.ts'
import type { EntryInput } from './entry.graphql.ts'
import type { ListEntry } from './entry.ts'
import type { NeedInput } from './need.graphql.ts'
import type { ResourceInput } from './resource.graphql.ts'

export const MOST = 1_000_000
/** Metres: no city is wider. */
const FARTHEST = 100_000
/** Two a day are many; a booking is made of each on every day of the period. */
const MOST_SPANS = 50

const words = z.object({ title: line(80), description: text(2000).nullish(), contactName: line(40), contactPhone: telephone })

type Common = Pick<ListEntry, 'title' | 'description' | 'category' | 'attributes' | 'unit' | 'divisible' | 'leastPart' | 'windows' | 'startsOn' | 'endsOn' | 'compound' | 'audienceKind' | 'audienceOrganization' | 'audienceAlliance' | 'contactName' | 'contactPhone'>

/**
 * The columns of a need out of what was typed.
 * @throws Refusal BAD_INPUT, QUANTITY_INVALID, ATTRIBUTES_INVALID, WINDOWS_MISSING, PERIOD_INVALID, NOT_FOUND
 */
export async function needColumns(work: Work, input: NeedInput): Promise<Common & { quantity: number; urgency: number; farthest: number | null }> {
  if (!Number.isInteger(input.urgency) || input.urgency < 1 || input.urgency > 5) throw new Refusal('BAD_INPUT', { fields: ['urgency'] })
  const farthest = input.farthest ?? null
  if (farthest !== null && !(Number.isInteger(farthest) && farthest >= 1 && farthest <= FARTHEST)) throw new Refusal('BAD_INPUT', { fields: ['farthest'] })
  requireQuantity(input.quantity)
  return { ...(await common(work, input, 'NEED', input.quantity)), quantity: input.quantity, urgency: input.urgency, farthest }
}

type ResourceColumns = Common & { quantity: number | null } & Pick<ResourceInput, 'supply'> & { commonProperty: boolean; ownersDecisionBy: ResourceInput['ownersDecisionBy'] | null; ownersDecisionOn: string | null; ownersDecisionText: string | null }

/** Like `needColumns`; an owners' decision is needed only when the resource is published. */
export async function resourceColumns(work: Work, input: ResourceInput): Promise<ResourceColumns> {
  const { supplies } = CATEGORIES[input.category]
  if (!supplies.includes(input.supply)) throw new Refusal('BAD_INPUT', { fields: ['supply'] })
  const quantity = input.supply === 'UNLIMITED' ? null : (input.quantity ?? null)
  if (input.supply !== 'UNLIMITED') requireQuantity(quantity)
  if (input.ownersDecisionOn && input.ownersDecisionOn > work.today) throw new Refusal('BAD_INPUT', { fields: ['ownersDecisionOn'] })
  const asked = needsOwnersDecision(input.category, input.commonProperty ?? false)
  return {
    ...(await common(work, input, 'RESOURCE', quantity)),
    supply: input.supply,
    quantity,
    commonProperty: asked,
    ownersDecisionBy: (asked && input.ownersDecisionBy) || null,
    ownersDecisionOn: (asked && input.ownersDecisionOn) || null,
    ownersDecisionText: (asked && checked(text(500).nullish(), input.ownersDecisionText)) || null,
  }
}

async function common(work: Work, input: EntryInput, side: Side, quantity: number | null): Promise<Common> {
  const { title, description, contactName, contactPhone } = checked(words, input)
  const { category, unit, startsOn, endsOn } = input
  if (!CATEGORIES[category].units.includes(unit as UnitOfMeasure)) throw new Refusal('BAD_INPUT', { fields: ['unit'] })
  requirePeriod(startsOn, endsOn)
  const leastPart = input.leastPart ?? 1
  if (leastPart < 1 || leastPart > (quantity ?? MOST)) throw new Refusal('QUANTITY_INVALID', { least: 1, most: quantity ?? MOST })
  const attributes = attributesSchema(category, side).safeParse(input.attributes ?? {})
  if (!attributes.success) throw new Refusal('ATTRIBUTES_INVALID', { fields: attributes.error.issues.map(({ path }) => `attributes.${path.join('.')}`) })
  const windows = windowsOf(input)
  const audience = await audienceOf(work, input)
  const compound = input.compoundId ? await work.find(Compound, input.compoundId) : null
  return { title, description: description ?? '', contactName, contactPhone, category, unit, startsOn, endsOn, divisible: input.divisible ?? true, leastPart, attributes: attributes.data, windows, compound, ...audience }
}

function requireQuantity(quantity: number | null): void {
  if (!Number.isInteger(quantity) || quantity === null || quantity < 1 || quantity > MOST) throw new Refusal('QUANTITY_INVALID', { least: 1, most: MOST })
}

function requirePeriod(from: string, to: string): void {
  try {
    const { first, last } = periodDays({ from, to })
    if (last - first < LONGEST_PERIOD_DAYS && first > 0 && from < '2200') return
  } catch {
    // falls through to the refusal
  }
  throw new Refusal('PERIOD_INVALID', { startsOn: from, endsOn: to })
}

function windowsOf({ category, windows }: EntryInput): WeeklyWindows | null {
  const rule = CATEGORIES[category].windows
  if (rule === 'NONE') return null
  if (windows && windows.length > MOST_SPANS) throw new Refusal('BAD_INPUT', { fields: ['windows'] })
  let normal: WeeklyWindows
  try {
    normal = normalize(windows ?? [])
  } catch {
    throw new Refusal('BAD_INPUT', { fields: ['windows'] })
  }
  if (!isEmpty(normal)) return normal
  if (rule === 'REQUIRED') throw new Refusal('WINDOWS_MISSING')
  return null
}

async function audienceOf(work: Work, { audienceKind, audienceOrganizationId, audienceAllianceId }: EntryInput): Promise<Pick<Common, 'audienceKind' | 'audienceOrganization' | 'audienceAlliance'>> {
  if (audienceKind === 'ORGANIZATION' && !audienceOrganizationId) throw new Refusal('BAD_INPUT', { fields: ['audienceOrganizationId'] })
  if (audienceKind === 'ALLIANCE' && !audienceAllianceId) throw new Refusal('BAD_INPUT', { fields: ['audienceAllianceId'] })
  return {
    audienceKind,
    audienceOrganization: audienceKind === 'ORGANIZATION' ? await work.find(Organization, audienceOrganizationId!) : null,
    audienceAlliance: audienceKind === 'ALLIANCE' ? await work.find(Alliance, audienceAllianceId!) : null,
  }
}
