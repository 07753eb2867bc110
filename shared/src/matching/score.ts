import { minutes } from '../weekly-windows.ts'
import { metresBetween } from './position.ts'
import { homeScope, nearness, scopeBetween, wider } from './reach.ts'
import type { MatchingNeed, MatchingResource, Nearness, ScoreTerm, Weights } from './types.ts'

/**
 * The labelled terms of a pair, per unit of quantity, in the order they are shown.
 * @param favored whether the one who needs has given to the one who offers before
 */
export function scoreTerms(need: MatchingNeed, resource: MatchingResource, weights: Weights, favored: boolean): ScoreTerm[] {
  const level = nearness(need.place, resource.place)
  const points: Record<Nearness, number> = { COMMUNITY: weights.sameCommunity, STREET: weights.sameStreet, DISTRICT: weights.sameDistrict, WIDER: 0 }
  const minutesPerWeek = need.slot ? need.slot.minutes * need.slot.timesPerWeek : need.windows && minutes(need.windows)
  const terms: ScoreTerm[] = [
    { term: 'CATEGORY', points: weights.category, most: weights.category, category: need.category },
    { term: 'WINDOWS', points: weights.windows, most: weights.windows, minutesPerWeek },
    { term: 'PROXIMITY', points: points[level], most: Math.max(...Object.values(points)), level },
    { term: 'URGENCY', points: weights.urgency * need.urgency, most: weights.urgency * 5, urgency: need.urgency },
    ...distance(need, resource, weights),
    ...(favored && weights.reciprocity > 0 ? [{ term: 'RECIPROCITY', points: weights.reciprocity, most: weights.reciprocity } as const] : []),
  ]
  return [...terms, ...widening(need, resource, weights, total(terms))]
}

function distance({ position: here }: MatchingNeed, { position: there }: MatchingResource, { near, nearMetres }: Weights): ScoreTerm[] {
  if (!here || !there || near === 0) return []
  const metres = metresBetween(here, there)
  const points = metres < nearMetres ? Math.floor((near * (nearMetres - metres)) / nearMetres) : 0
  return [{ term: 'DISTANCE', points, most: near, metres }]
}

/** Takes nothing below 1: a match is always worth more than none. */
function widening(need: MatchingNeed, resource: MatchingResource, weights: Weights, others: number): ScoreTerm[] {
  const scope = scopeBetween(need, resource)
  const levels = wider(scope, homeScope(need.place))
  const points = Math.min(levels * weights.widening, others - 1)
  return points > 0 ? [{ term: 'WIDENING', points: -points, most: 0, scope }] : []
}

/** Points per unit. */
export function total(terms: readonly ScoreTerm[]): number {
  return terms.reduce((sum, { points }) => sum + points, 0)
}
