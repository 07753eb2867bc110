import type { InvitationInput, MeetingInput } from '../../../api/generated/graphql.ts'
import { meetingInput, startOf, type MeetingDraft } from '../meeting-draft.ts'

export interface PlanDraft extends MeetingDraft {
  roomId: string
  ruleId: string
  asked: string[]
}

export interface PlanProblem {
  readonly field: string
  readonly key: 'title' | 'day' | 'past'
}
export function problemsOf(draft: PlanDraft, now = new Date()): PlanProblem[] {
  const problems: PlanProblem[] = []
  if (!draft.title.trim()) problems.push({ field: 'title', key: 'title' })
  const startsAt = startOf(draft)
  if (!startsAt) problems.push({ field: 'day', key: 'day' })
  else if (startsAt <= now.toISOString()) problems.push({ field: 'day', key: 'past' })
  return problems
}

export function planInput(draft: PlanDraft): MeetingInput {
  const blank = { attendance: null }
  const invitations: InvitationInput[] = [
    ...draft.asked.map((organizationId): InvitationInput => ({ ...blank, organizationId, capacity: 'UNIT', name: null })),
    ...draft.people.map(({ name, capacity }): InvitationInput => ({ ...blank, organizationId: null, capacity, name })),
  ]
  return meetingInput(draft, invitations)
}
