import type { InvitationCapacity, InvitationInput, MeetingInput, MeetingKind } from '../../api/generated/graphql.ts'
import { instantAt } from '../../days.ts'
import type { Picked } from './OrganizationField.vue'

/** Somebody without an account. */
export interface DraftPerson {
  key: string
  name: string
  capacity: InvitationCapacity
}

/** What a meeting that is logged and one that is planned have in common, as their forms keep it. */
export interface MeetingDraft {
  convenerId: string
  kind: MeetingKind
  title: string
  day: string
  time: string
  /** In minutes. */
  length: number
  place: string
  chair: string
  /** Organizations that are not of the usual circle. */
  added: Picked[]
  people: DraftPerson[]
}

let made = 0
export const newKey = (): string => `${Date.now().toString(36)}-${(made += 1)}`

/** When it begins, as an instant; null while day or time is no such thing. */
export const startOf = ({ day, time }: MeetingDraft): string | null =>
  /^\d{4}-\d\d-\d\d$/.test(day) && /^\d\d:\d\d$/.test(time) ? instantAt(day, time) : null

/** What the server takes. */
export function meetingInput(draft: MeetingDraft, invitations: InvitationInput[]): MeetingInput {
  const startsAt = instantAt(draft.day, draft.time)
  return {
    convenerId: draft.convenerId,
    kind: draft.kind,
    title: draft.title.trim(),
    startsAt,
    endsAt: new Date(new Date(startsAt).getTime() + draft.length * 60_000).toISOString(),
    place: draft.place.trim() || null,
    chair: draft.chair.trim() || null,
    invitations,
  }
}
