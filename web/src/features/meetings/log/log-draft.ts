import type { AgendaOutcome, InvitationCapacity, InvitationInput, LogMeetingInput } from '../../../api/generated/graphql.ts'
import type { Unit } from '../circle.ts'
import { meetingInput, newKey, startOf, type MeetingDraft } from '../meeting-draft.ts'
import type { Picked } from '../OrganizationField.vue'

export interface LoggedAction {
  key: string
  text: string
  lead: Picked | null
  co: readonly Picked[]
  dueOn: string
}
export interface LoggedTopic {
  key: string
  outcome: AgendaOutcome
  title: string
  discussion: string
  decision: string
  actions: LoggedAction[]
}
export interface LogDraft extends MeetingDraft {
  came: string[]
  partyMembers: number
  residents: number
  topics: LoggedTopic[]
}

export const newAction = (text = ''): LoggedAction => ({ key: newKey(), text, lead: null, co: [], dueOn: '' })
export const newTopic = (outcome: AgendaOutcome, text = ''): LoggedTopic => ({
  key: newKey(),
  outcome,
  title: '',
  discussion: '',
  decision: outcome === 'DECIDED' ? '' : text,
  actions: outcome === 'DECIDED' ? [newAction(text)] : [],
})

const TITLE_MOST = 80
/** A topic that was given no name is called by the first clause of what it says. */
export function titleOf({ title, decision, actions }: LoggedTopic): string {
  const said = title.trim() || actions.map(({ text }) => text.trim()).find(Boolean) || decision.trim()
  return title.trim() ? said.slice(0, TITLE_MOST) : (said.split(/[\n\u3002\uff1b;]/)[0] ?? '').trim().slice(0, TITLE_MOST)
}

export const isIncomplete = (action: LoggedAction): boolean => Boolean(action.text.trim()) && !(action.lead && action.dueOn)

export interface LogProblem {
  readonly field: string
  readonly key: 'title' | 'day' | 'future' | 'topics' | 'empty'
}
export function problemsOf(draft: LogDraft, now = new Date()): LogProblem[] {
  const problems: LogProblem[] = []
  if (!draft.title.trim()) problems.push({ field: 'title', key: 'title' })
  const startsAt = startOf(draft)
  if (!startsAt) problems.push({ field: 'day', key: 'day' })
  else if (startsAt > now.toISOString()) problems.push({ field: 'day', key: 'future' })
  if (!draft.topics.some(titleOf)) problems.push({ field: draft.topics[0] ? `topic-${draft.topics[0].key}` : 'topics', key: 'topics' })
  return problems
}

/** What the server takes. Topics in which nothing stands are left out. */
export function logInput(
  draft: LogDraft,
  units: readonly Unit[],
  counted: (capacity: InvitationCapacity, count: number) => string,
): LogMeetingInput {
  const blank = { discussion: null, opinions: null } as const
  return {
    meeting: meetingInput(draft, invitationsOf(draft, units, counted)),
    items: draft.topics
      .filter((topic) => titleOf(topic))
      .map((topic) => ({
        ...blank,
        title: titleOf(topic),
        outcome: topic.outcome,
        discussion: topic.discussion.trim() || null,
        decision: topic.decision.trim() || null,
        resolved: topic.actions
          .filter(({ text }) => text.trim())
          .map(({ text, lead, co, dueOn }) => ({
            text: text.trim(),
            leadId: lead?.id ?? null,
            coOrganizationIds: co.map(({ id }) => id),
            dueOn: dueOn || null,
            evidence: null,
            needId: null,
            projectId: null,
            compoundId: null,
          })),
      })),
  }
}

function invitationsOf(
  draft: LogDraft,
  units: readonly Unit[],
  counted: (capacity: InvitationCapacity, count: number) => string,
): InvitationInput[] {
  const came = (organizationId: string): InvitationInput => ({ organizationId, capacity: 'UNIT', name: null, attendance: 'PRESENT' })
  const person = (capacity: InvitationCapacity, name: string): InvitationInput => ({
    organizationId: null,
    capacity,
    name,
    attendance: 'PRESENT',
  })
  const missed = draft.came.length ? units.filter(({ id, expected }) => expected && !draft.came.includes(id)) : []
  return [
    ...draft.came.map(came),
    ...missed.map(({ id }): InvitationInput => ({ ...came(id), attendance: 'ABSENT' })),
    ...(draft.partyMembers ? [person('PARTY_MEMBER', counted('PARTY_MEMBER', draft.partyMembers))] : []),
    ...(draft.residents ? [person('RESIDENT', counted('RESIDENT', draft.residents))] : []),
    ...draft.people.filter(({ name }) => name.trim()).map(({ name, capacity }) => person(capacity, name.trim())),
  ]
}
