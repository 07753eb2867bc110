import { DEFAULT_WEIGHTS, type MatchingInput, type MatchingNeed, type MatchingResource } from '../types.ts'

/** For tests: entries of 青园街道 with everything open, so that a test names only what it is about. */

const STREET = [
  { id: 'qingyuan', kind: 'STREET' },
  { id: 'changan', kind: 'DISTRICT' },
  { id: 'shijiazhuang', kind: 'CITY' },
] as const

const place = (owner: string): MatchingNeed['place'] => [{ id: owner, kind: 'UNIT' }, { id: `community of ${owner}`, kind: 'COMMUNITY' }, ...STREET]
const circles = (owner: string): string[] => place(owner).map(({ id }) => id)

export function aNeed(id: string, changes: Partial<MatchingNeed> = {}): MatchingNeed {
  return {
    id,
    ownerId: id,
    category: 'PARKING',
    attributes: { vehicle: 'CAR' },
    quantity: 1,
    divisible: true,
    leastPart: 1,
    windows: null,
    period: { from: '2026-03-16', to: '2026-12-31' },
    urgency: 1,
    place: place(id),
    circles: circles(id),
    audience: null,
    ...changes,
  }
}

export function aResource(id: string, changes: Partial<MatchingResource> = {}): MatchingResource {
  return {
    id,
    ownerId: id,
    category: 'PARKING',
    attributes: { vehicle: 'CAR' },
    supply: 'REUSABLE',
    quantity: 1,
    windows: null,
    period: { from: '2026-01-01', to: '2026-12-31' },
    place: place(id),
    circles: circles(id),
    audience: null,
    ...changes,
  }
}

export function anInput(needs: readonly MatchingNeed[], resources: readonly MatchingResource[], changes: Partial<MatchingInput> = {}): MatchingInput {
  return { today: '2026-03-05', needs, resources, weights: DEFAULT_WEIGHTS, committed: [], shown: [], declined: [], ...changes }
}
