import type { GraphQLResolveInfo } from 'graphql'
import { z } from 'zod'
import type { Attendance, InvitationAnswer } from '@red-alliance/shared/glossary'
import { held } from '../../access/actor.ts'
import { ACTING } from '../../access/rules.ts'
import type { Context } from '../../graphql/context.ts'
import { checked, text } from '../../input.ts'
import { type Outcome, type Work, operation } from '../../operation.ts'
import { Refusal } from '../../refusal.ts'
import { Organization } from '../organizations/organization.ts'
import type { InvitationInput } from './meeting.graphql.ts'
import { Invitation, JointMeeting } from './meeting.ts'

const words = z.object({ name: text(40).nullish() })

/** Adds somebody to the list of a meeting. The caller has asked whether the actor may. */
export async function invite(work: Work, meeting: JointMeeting, input: InvitationInput): Promise<Invitation> {
  const { name } = checked(words, input)
  if (!input.organizationId && !name) throw new Refusal('BAD_INPUT', { fields: ['invitations.name'] })
  const organization = input.organizationId ? await work.find(Organization, input.organizationId) : null
  return work.em.create(Invitation, {
    id: work.newId(), meeting, organization, name: name ?? '', capacity: input.capacity, answer: 'WAITING', substitute: null, attendance: input.attendance ?? 'UNKNOWN', answeredAt: null, createdAt: work.now,
  })
}

/** @throws Refusal INVITED_ALREADY, BAD_INPUT without an organization or a name */
export function inviteToMeeting(context: Context, info: GraphQLResolveInfo, input: { meetingId: string; invitation: InvitationInput }): Promise<unknown> {
  return operation(context, info, 'meeting.invite', {
    subject: { type: JointMeeting, id: input.meetingId },
    input,
    run: async (work, meeting) => {
      meeting.requireStage('PLANNED', 'ANNOUNCED', 'HELD')
      return invitationOutcome(await invite(work, meeting, input.invitation), meeting)
    },
  })
}

/** Coming or not, and who instead. */
export function answerInvitation(context: Context, info: GraphQLResolveInfo, input: { id: string; answer: InvitationAnswer; substitute?: string }): Promise<unknown> {
  const substitute = checked(text(40).nullish(), input.substitute) || null
  return operation(context, info, 'invitation.answer', {
    subject: { type: Invitation, id: input.id },
    input,
    run: async (work, invitation) => {
      const meeting = await work.em.findOneOrFail(JointMeeting, invitation.meeting.id)
      meeting.requireStage('ANNOUNCED')
      if (input.answer === 'WAITING') throw new Refusal('BAD_INPUT', { fields: ['answer'] })
      invitation.reply(input.answer, substitute, work.now)
      return invitationOutcome(invitation, meeting)
    },
  })
}

/**
 * Whoever scans the code that hangs in the room marks their own organization as present; scanning twice changes nothing.
 * @throws Refusal CHECK_IN_CLOSED out of time, NOT_FOUND with another code
 */
export function checkInToMeeting(context: Context, info: GraphQLResolveInfo, input: { id: string; code: string }): Promise<unknown> {
  return operation(context, info, 'meeting.checkIn', {
    subject: { type: JointMeeting, id: input.id },
    input: { id: input.id },
    run: async ({ em, now }, meeting) => {
      if (input.code !== meeting.checkInCode) throw new Refusal('NOT_FOUND', { type: 'JointMeeting' })
      if (!meeting.isOpenForCheckIn(now)) throw new Refusal('CHECK_IN_CLOSED')
      const mine = held(context.actor, ACTING)
      for (const invitation of await em.find(Invitation, { meeting, organization: { $in: mine } })) invitation.attend('PRESENT')
      return { type: 'JointMeeting', id: meeting.id, organizationId: meeting.convener.id, parties: [meeting.convener.id, ...mine] }
    },
  })
}

/** Kept by hand; a list on paper counts as much. */
export function recordAttendance(context: Context, info: GraphQLResolveInfo, input: { id: string; attendance: Attendance }): Promise<unknown> {
  return operation(context, info, 'invitation.attend', {
    subject: { type: Invitation, id: input.id },
    input,
    run: async (work, invitation) => {
      const meeting = await work.em.findOneOrFail(JointMeeting, invitation.meeting.id)
      meeting.requireStage('PLANNED', 'ANNOUNCED', 'HELD')
      invitation.attend(input.attendance)
      return invitationOutcome(invitation, meeting)
    },
  })
}

function invitationOutcome({ id, organization, name }: Invitation, meeting: JointMeeting): Outcome {
  return { type: 'Invitation', id, organizationId: meeting.convener.id, parties: [meeting.convener.id, ...(organization ? [organization.id] : [])], details: { name } }
}
