import { type Answer, type Story, type Visitor, id } from './story.ts'

export const LOG = 'mutation ($input: LogMeetingInput!) { logMeeting(input: $input) { id agenda(first: 50) { nodes { id version title discussion decision } } resolvedItems(first: 100) { nodes { id stage text } } } }'
export const PLAN = 'mutation ($input: MeetingInput!, $roomId: ID) { planMeeting(input: $input, roomId: $roomId) { id agenda { nodes { id source title } } } }'
export const ISSUE = 'mutation ($id: ID!) { issueMinutes(meetingId: $id) { id number year } }'
export const WRITE = 'mutation ($id: ID!, $version: Int!, $discussion: String!, $decision: String!) { writeAgendaItem(id: $id, version: $version, discussion: $discussion, decision: $decision) { version } }'
export const SETTLE = 'mutation ($id: ID!, $outcome: AgendaOutcome!) { settleAgendaItem(id: $id, outcome: $outcome) { outcome } }'
export const RESOLVE = 'mutation ($id: ID!, $item: ResolvedItemInput!) { resolveItem(agendaItemId: $id, item: $item) { id } }'
export const COMPLETE = 'mutation ($id: ID!, $item: ResolvedItemInput!) { completeItem(id: $id, item: $item) { id } }'

export const STREET = id('Organization', '130102002')
export const COMMUNITY = id('Organization', '130102002019')

/** Codes in order, DONE among them; what is no refusal by its status. */
export const codes = (answers: readonly Answer<unknown>[]): string[] => answers.map(({ code, status }) => (status >= 500 ? `${status}` : (code ?? 'DONE'))).sort()
export const times = (count: number, code: string): string[] => Array.from({ length: count }, () => code)

export interface Logged {
  readonly id: string
  readonly agenda: { readonly nodes: readonly { readonly id: string; readonly version: number; readonly title: string; readonly discussion: string; readonly decision: string }[] }
  readonly resolvedItems: { readonly nodes: readonly { readonly id: string; readonly stage: string; readonly text: string }[] }
}

/** A meeting of yesterday on the one form, with one topic and what was resolved on it. */
export function logInput(convenerId: string, topic: Record<string, unknown> = {}, meeting: Record<string, unknown> = {}): { input: Record<string, unknown> } {
  return {
    input: {
      meeting: { convenerId, kind: 'URGENT', title: '碰头会', startsAt: '2026-03-01T14:30:00+08:00', endsAt: '2026-03-01T16:00:00+08:00', invitations: [{ organizationId: COMMUNITY, capacity: 'UNIT', attendance: 'PRESENT' }], ...meeting },
      items: [{ title: '路灯', outcome: 'DECIDED', resolved: [{ text: '修好北门路灯', leadId: COMMUNITY, dueOn: '2026-03-20' }], ...topic }],
    },
  }
}

export async function logMeeting(who: Visitor, convenerId: string, topic?: Record<string, unknown>, meeting?: Record<string, unknown>): Promise<Logged> {
  return (await who.ask<{ logMeeting: Logged }>(LOG, logInput(convenerId, topic, meeting))).logMeeting
}

/** A meeting that has been held, its one topic not settled yet. */
export async function heldMeeting(story: Story, who: Visitor, convenerId: string): Promise<{ meeting: string; topic: string }> {
  const topic = (await who.ask<{ proposeAgendaItem: { id: string } }>('mutation ($input: AgendaItemInput!) { proposeAgendaItem(input: $input) { id } }', { input: { convenerId, proposerId: convenerId, title: '停车' } })).proposeAgendaItem.id
  const startsAt = new Date(story.clock.now.getTime() + 60_000)
  const { planMeeting } = await who.ask<{ planMeeting: { id: string } }>(PLAN, { input: { convenerId, kind: 'URGENT', title: '急会', startsAt: startsAt.toISOString(), endsAt: new Date(startsAt.getTime() + 3_600_000).toISOString() } })
  await who.ask('mutation ($id: ID!, $items: [ScheduledItemInput!]!) { scheduleAgenda(meetingId: $id, items: $items) { id } }', { id: planMeeting.id, items: [{ id: topic, minutes: 20 }] })
  story.clock.now = new Date(startsAt.getTime() + 1000)
  await who.ask('mutation ($id: ID!) { closeMeeting(id: $id) { id } }', { id: planMeeting.id })
  return { meeting: planMeeting.id, topic }
}
