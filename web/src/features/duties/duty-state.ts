import { type DutyState } from '@red-alliance/shared/duty'
import type { DutyOfMemberFragment } from '../../api/generated/graphql.ts'

/** The figures of a registration as the arithmetic wants them; null where they are not the viewer's to know. */
export function dutyState({ since, dutyMinutes, confirmedMinutes, waitingMinutes, signedUpMinutes }: DutyOfMemberFragment, today: string): DutyState | null {
  if (dutyMinutes == null || since == null) return null
  return { due: dutyMinutes, confirmed: confirmedMinutes ?? 0, waiting: waitingMinutes ?? 0, signedUp: signedUpMinutes ?? 0, since, today }
}
