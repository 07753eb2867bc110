import { valuesOf, type MatchingScope, type OrganizationKind } from '../glossary.ts'
import type { MatchingNeed, MatchingResource, Nearness, Place } from './types.ts'

/** From the narrowest to the widest. */
export const SCOPES: readonly MatchingScope[] = valuesOf('MatchingScope')

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

/**
 * How far a need is offered at first: small things stay where they are.
 * @param place of the owner and everything above it, the owner first; a unit begins where it stands, be it a community or a street
 */
export function homeScope(place: readonly Pick<Place, 'kind'>[]): MatchingScope {
  return levelOf(place.find(({ kind }) => kind !== 'UNIT')?.kind ?? 'CITY')
}

/** How far an organization of this kind reaches. */
export function levelOf(kind: OrganizationKind): MatchingScope {
  return scopeOf(LEVELS[kind])
}

/** How far a need must be offered to reach a resource: by the tree, or by an alliance in which both sit, whichever is nearer. */
export function scopeBetween(need: MatchingNeed, resource: MatchingResource): MatchingScope {
  let narrowest = scopeOf(nearness(need.place, resource.place))
  for (const { id, scope } of need.tables ?? []) {
    if (wider(narrowest, scope) > 0 && resource.tables?.some((table) => table.id === id)) narrowest = scope
  }
  return narrowest
}

/** By how many levels `scope` is wider than `than`; below 0 when narrower. */
export function wider(scope: MatchingScope, than: MatchingScope): number {
  return SCOPES.indexOf(scope) - SCOPES.indexOf(than)
}

function scopeOf(level: Nearness): MatchingScope {
  return level === 'WIDER' ? 'CITY' : level
}
