import type { DeclineReason } from '../../api/generated/graphql.ts'

/** Why not, while it is chosen. */
export interface DeclineDraft {
  reason: DeclineReason | ''
  note: string
}

/** As the mutations take it; null where no reason is given. */
export const declineInput = ({ reason, note }: DeclineDraft): { reason: DeclineReason; note: string | null } | null => (reason ? { reason, note: note.trim() || null } : null)
