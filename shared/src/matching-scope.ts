import type { MatchingScope } from './glossary.ts'
import { SCOPES, wider } from './matching/reach.ts'

/** The scopes a need may still be widened to, the next one first. */
export function widerThan(scope: MatchingScope): MatchingScope[] {
  return SCOPES.filter((each) => wider(each, scope) > 0)
}

/** Days a need waits in its community before it is offered to the street, and there before the district; where nobody has set anything else. */
export const DEFAULT_ESCALATION = { streetAfterDays: 7, districtAfterDays: 14 } as const
