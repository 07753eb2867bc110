import { DEFAULT_ESCALATION } from '@red-alliance/shared/matching-scope'
import { scoreTerms } from '@red-alliance/shared/matching/score'
import { DEFAULT_WEIGHTS, type MatchingNeed, type MatchingResource, type ScoreTerm, type Weights } from '@red-alliance/shared/matching/types'
import { PRESETS } from '@red-alliance/shared/weekly-windows'

/** The rules as numbers; days null: never by itself. */
export interface Rules extends Weights {
  readonly streetAfterDays: number | null
  readonly districtAfterDays: number | null
}
export type RuleName = keyof Rules

/** In the order in which they are explained. */
export const POINTS = ['category', 'windows', 'sameCommunity', 'sameStreet', 'sameDistrict', 'urgency', 'near', 'nearMetres', 'reciprocity', 'widening', 'fairness', 'incumbent'] as const satisfies readonly (keyof Weights)[]
export const DAYS = ['streetAfterDays', 'districtAfterDays'] as const

/** Those that count where nobody has set any. */
export const USUAL: Rules = { ...DEFAULT_WEIGHTS, ...DEFAULT_ESCALATION }

export function rulesOf(settings: Rules | null | undefined): Rules {
  const from = settings ?? USUAL
  return Object.fromEntries([...POINTS, ...DAYS].map((name) => [name, from[name] ?? null])) as unknown as Rules
}

export interface Change {
  readonly name: RuleName
  readonly before: number | null
  readonly now: number | null
}

/** What one version of the rules changed of the one before. */
export function changesBetween(before: Rules, now: Rules): Change[] {
  return [...POINTS, ...DAYS].filter((name) => before[name] !== now[name]).map((name) => ({ name, before: before[name], now: now[name] }))
}

/** Parking of a community, found in the next one of its street, 360 metres away: the engine itself adds it up. */
export function exampleTerms(weights: Weights): ScoreTerm[] {
  const common = { category: 'PARKING', attributes: {}, unit: 'PIECE', period: { from: '2026-01-01', to: '2026-06-30' }, circles: [], audience: null, windows: PRESETS.workdayNights } as const
  const street = [{ id: 'street', kind: 'STREET' }, { id: 'district', kind: 'DISTRICT' }] as const
  const need: MatchingNeed = { ...common, id: 'n', ownerId: 'a', place: [{ id: 'a', kind: 'COMMUNITY' }, ...street], quantity: 1, divisible: true, leastPart: 1, urgency: 3, position: { latitude: 38_045_000, longitude: 114_520_000 } }
  const resource: MatchingResource = { ...common, id: 'r', ownerId: 'b', place: [{ id: 'b', kind: 'UNIT' }, { id: 'c', kind: 'COMMUNITY' }, ...street], supply: 'REUSABLE', quantity: 1, position: { latitude: 38_048_237, longitude: 114_520_000 } }
  return scoreTerms(need, resource, weights, true)
}
