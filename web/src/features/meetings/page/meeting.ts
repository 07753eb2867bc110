import type { InjectionKey } from 'vue'
import type { MeetingFullFragment, MinutesFullFragment, TopicFullFragment, TopicResolvedFragment } from '../../../api/generated/graphql.ts'

export type Meeting = MeetingFullFragment
export type Topic = TopicFullFragment
export type Resolved = TopicResolvedFragment
export type Minutes = MinutesFullFragment
export type InvitationRow = Meeting['invitations']['nodes'][number]

export const latestMinutes = (meeting: Meeting): Minutes | null => meeting.minutes.nodes[0] ?? null
export const isIssued = (meeting: Meeting): boolean => latestMinutes(meeting)?.stage === 'ISSUED'
/** Whether its texts can still be written. */
export const isOpen = (meeting: Meeting): boolean => meeting.stage !== 'CANCELLED' && !isIssued(meeting)
export const isAhead = (meeting: Meeting): boolean => meeting.stage === 'PLANNED' || meeting.stage === 'ANNOUNCED'

export interface NumberedItem {
  readonly number: number
  readonly topic: Topic
  readonly item: Resolved
}
/** All that was resolved, in the order of the agenda, with its running number. */
export function itemsOf(meeting: Meeting): readonly NumberedItem[] {
  return meeting.agenda.nodes
    .flatMap((topic) => topic.resolved.nodes.map((item) => ({ topic, item })))
    .map((one, at) => ({ number: at + 1, ...one }))
}

export interface Blocking {
  readonly items: readonly NumberedItem[]
  readonly topics: readonly Topic[]
}
/** What keeps the minutes from being issued. */
export function blockingOf(meeting: Meeting): Blocking {
  return {
    items: itemsOf(meeting).filter(({ item }) => !item.lead || !item.dueOn),
    topics: meeting.agenda.nodes.filter(({ outcome }) => !outcome),
  }
}

/** Organizations at the table, for pickers. */
export function atTable(meeting: Meeting): readonly { readonly id: string; readonly name: string }[] {
  const all = [meeting.convener, ...meeting.invitations.nodes.flatMap(({ organization }) => (organization ? [organization] : []))]
  return [...new Map(all.map(({ id, name }) => [id, { id, name }])).values()]
}

export const inviteeName = ({ organization, name }: Pick<InvitationRow, 'organization' | 'name'>): string => organization?.name ?? name

export const EDIT_ITEM: InjectionKey<(topic: Topic, item: Resolved | null) => void> = Symbol('edit item')
