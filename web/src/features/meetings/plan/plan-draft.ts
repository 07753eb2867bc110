import type { InvitationInput, MeetingInput, MeetingKind } from '../../../api/generated/graphql.ts'
import { instantAt } from '../../../days.ts'
import type { LoggedPerson } from '../log/log-draft.ts'
import type { Picked } from '../OrganizationField.vue'

export interface PlanDraft {
  convenerId: string
  kind: MeetingKind
  title: string
  day: string
  time: string
  length: number
  place: string
  chair: string
  roomId: string
  ruleId: string
  asked: string[]
  added: Picked[]
  people: LoggedPerson[]
}

export interface PlanProblem {
  readonly field: string
  readonly key: 'title' | 'day' | 'past'
}
export function problemsOf({ title, day, time }: PlanDraft, now = new Date()): PlanProblem[] {
  const problems: PlanProblem[] = []
  if (!title.trim()) problems.push({ field: 'title', key: 'title' })
  if (!/^\d{4}-\d\d-\d\d$/.test(day) || !/^\d\d:\d\d$/.test(time)) problems.push({ field: 'day', key: 'day' })
  else if (instantAt(day, time) <= now.toISOString()) problems.push({ field: 'day', key: 'past' })
  return problems
}

export function planInput(draft: PlanDraft): MeetingInput {
  const startsAt = instantAt(draft.day, draft.time)
  const blank = { attendance: null }
  const invitations: InvitationInput[] = [
    ...draft.asked.map((organizationId): InvitationInput => ({ ...blank, organizationId, capacity: 'UNIT', name: null })),
    ...draft.people.map(({ name, capacity }): InvitationInput => ({ ...blank, organizationId: null, capacity, name })),
  ]
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
