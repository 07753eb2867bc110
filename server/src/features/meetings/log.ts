import type { GraphQLResolveInfo } from 'graphql'
import { checked, line, text } from '../../input.ts'
import type { Context } from '../../graphql/context.ts'
import { type Work, operation } from '../../operation.ts'
import { Refusal } from '../../refusal.ts'
import { Organization } from '../organizations/organization.ts'
import { Opinion } from './agenda-item.ts'
import { goOn, newAgendaItem } from './agenda.ts'
import { invite } from './invite.ts'
import { newResolvedItem } from './items.ts'
import type { LoggedItemInput, LogMeetingInput } from './meeting.graphql.ts'
import type { JointMeeting } from './meeting.ts'
import { meetingOutcome, newMeeting } from './plan.ts'

const MOST_TOPICS = 50
/** Of the whole meeting: what one page of it shows. */
const MOST_RESOLVED = 100
const MOST_OPINIONS = 50

/**
 * A past meeting on one form: when, who came, what was decided, who does what by when. It is as good a meeting as a planned one.
 * @throws Refusal BAD_INPUT for a meeting to come, without a topic, or with more than a meeting can hold (`most`)
 */
export function logMeeting(context: Context, info: GraphQLResolveInfo, input: LogMeetingInput): Promise<unknown> {
  return operation(context, info, 'meeting.log', {
    subject: { type: Organization, id: input.meeting.convenerId },
    input,
    run: async (work, convener) => {
      const meeting = newMeeting(work, convener, input.meeting, { stage: 'HELD', logged: true })
      if (meeting.startsAt > work.now) throw new Refusal('BAD_INPUT', { fields: ['startsAt'] })
      requireReasonable(input.items)
      for (const invitation of input.meeting.invitations ?? []) await invite(work, meeting, invitation)
      let position = 0
      for (const item of input.items) await logItem(work, meeting, convener, item, (position += 1))
      return meetingOutcome(meeting, { items: input.items.length })
    },
  })
}

function requireReasonable(items: readonly LoggedItemInput[]): void {
  const limit = (field: string, count: number, most: number): void => {
    if (count > most) throw new Refusal('BAD_INPUT', { fields: [field], most })
  }
  if (items.length === 0) throw new Refusal('BAD_INPUT', { fields: ['items'] })
  limit('items', items.length, MOST_TOPICS)
  limit('items.resolved', items.reduce((sum, { resolved }) => sum + (resolved?.length ?? 0), 0), MOST_RESOLVED)
  for (const { opinions } of items) limit('items.opinions', opinions?.length ?? 0, MOST_OPINIONS)
}

async function logItem(work: Work, meeting: JointMeeting, convener: Organization, input: LoggedItemInput, position: number): Promise<void> {
  const title = checked(line(80), input.title)
  const discussion = checked(text(8000).nullish(), input.discussion) ?? ''
  const decision = checked(text(4000).nullish(), input.decision) ?? ''
  const item = newAgendaItem(work, { convener, proposer: convener, meeting, title, discussion, decision, position, outcome: input.outcome, source: 'PROPOSED' })
  for (const { organizationId, stance, words } of input.opinions ?? []) {
    const organization = await work.find(Organization, organizationId)
    work.em.create(Opinion, { id: work.newId(), agendaItem: item, organization, stance, words: checked(text(1000), words), createdAt: work.now })
  }
  for (const resolved of input.resolved ?? []) await newResolvedItem(work, item, resolved)
  await work.em.flush()
  await goOn(work, item)
}
