import type { OrganizationKind } from '../glossary.ts'
import { minutes } from '../weekly-windows.ts'
import type { MatchingNeed, MatchingResource, Nearness, Place, ScoreTerm, Weights } from './types.ts'

/** The labelled terms of a pair, per unit of quantity, in the order they are shown. RECIPROCITY is reserved and not given yet. */
export function scoreTerms(need: MatchingNeed, resource: MatchingResource, weights: Weights): ScoreTerm[] {
  const level = nearness(need.place, resource.place)
  const points: Record<Nearness, number> = { COMMUNITY: weights.sameCommunity, STREET: weights.sameStreet, DISTRICT: weights.sameDistrict, WIDER: 0 }
  const minutesPerWeek = need.slot ? need.slot.minutes * need.slot.timesPerWeek : need.windows && minutes(need.windows)
  return [
    { term: 'CATEGORY', points: weights.category, most: weights.category, category: need.category },
    { term: 'WINDOWS', points: weights.windows, most: weights.windows, minutesPerWeek },
    { term: 'PROXIMITY', points: points[level], most: Math.max(...Object.values(points)), level },
    { term: 'URGENCY', points: weights.urgency * need.urgency, most: weights.urgency * 5, urgency: need.urgency },
  ]
}

/** Points per unit. */
export function total(terms: readonly ScoreTerm[]): number {
  return terms.reduce((sum, { points }) => sum + points, 0)
}

const LEVELS: Readonly<Record<OrganizationKind, Nearness>> = {
  UNIT: 'COMMUNITY',
  COMMUNITY: 'COMMUNITY',
  STREET: 'STREET',
  DISTRICT: 'DISTRICT',
  CITY: 'WIDER',
  PROVINCE: 'WIDER',
}

/** The kind of the nearest organization both stand in; both places lead from the owner up to the root. */
export function nearness(a: readonly Place[], b: readonly Place[]): Nearness {
  const shared = a.find(({ id }) => b.some((place) => place.id === id))
  return shared ? LEVELS[shared.kind] : 'WIDER'
}
