import type { MatchingScope, OrganizationKind } from './glossary.ts'
import { SCOPES, homeScope, wider } from './matching/reach.ts'

/** The scopes a need may still be widened to, the next one first. */
export function widerThan(scope: MatchingScope): MatchingScope[] {
  return SCOPES.filter((each) => wider(each, scope) > 0)
}

/**
 * Where a need is offered first: small things stay in the community.
 * @param kinds of the owner and everything above it, the owner first; a unit begins where it stands, be it a community or a street
 */
export function firstScope(kinds: readonly OrganizationKind[]): MatchingScope {
  return homeScope(kinds.find((kind) => kind !== 'UNIT') ?? 'CITY')
}

/** Days a need waits in its community before it is offered to the street, and there before the district; where nobody has set anything else. */
export const DEFAULT_ESCALATION = { streetAfterDays: 7, districtAfterDays: 14 } as const
