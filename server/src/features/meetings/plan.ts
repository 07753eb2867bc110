import type { GraphQLResolveInfo } from 'graphql'
import { z } from 'zod'
import type { Context } from '../../graphql/context.ts'
import { checked, line, text } from '../../input.ts'
import { type Outcome, type Work, operation } from '../../operation.ts'
import { Refusal } from '../../refusal.ts'
import { Organization } from '../organizations/organization.ts'
import { bookResource, releaseBookings } from '../projects/book.ts'
import { bringBackOverdue } from './agenda.ts'
import type { MeetingInput, MeetingRuleInput } from './meeting.graphql.ts'
import { invite } from './invite.ts'
import { JointMeeting, MeetingRule } from './meeting.ts'
import { tellInvited } from './telling.ts'

const words = z.object({ title: line(80), place: text(80).nullish(), chair: text(40).nullish() })
const LONGEST_HOURS = 12
/** The longest list of a meeting that one page shows. */
const MOST_INVITED = 100

/** When regular meetings come round from now on. */
export function setMeetingRule(context: Context, info: GraphQLResolveInfo, input: MeetingRuleInput): Promise<unknown> {
  const { title, place } = checked(words, input)
  return operation(context, info, 'meetingRule.set', {
    subject: { type: Organization, id: input.convenerId },
    input,
    run: async ({ em, now, newId }, convener) => {
      const weekly = input.rhythm === 'WEEKLY'
      if (weekly !== (input.weekday != null) || weekly === Boolean(input.days?.length)) throw new Refusal('BAD_INPUT', { fields: [weekly ? 'weekday' : 'days'] })
      const inRange = (value: number, least: number, most: number): boolean => Number.isInteger(value) && value >= least && value <= most
      if (!inRange(input.startMinute, 0, 1439) || !inRange(input.duration, 15, LONGEST_HOURS * 60) || !inRange(input.noticeDays, 0, 60)) throw new Refusal('BAD_INPUT', { fields: ['startMinute', 'duration', 'noticeDays'] })
      if (input.days && (input.days.length > 6 || !input.days.every((day) => inRange(day, 1, 31)))) throw new Refusal('BAD_INPUT', { fields: ['days'] })
      if (weekly && !inRange(input.weekday!, 1, 7)) throw new Refusal('BAD_INPUT', { fields: ['weekday'] })
      if (input.dayRoles && input.dayRoles.length !== input.days?.length) throw new Refusal('BAD_INPUT', { fields: ['dayRoles'] })
      const rule = em.create(MeetingRule, {
        id: newId(), convener, title, rhythm: input.rhythm, weekday: input.weekday ?? null, days: input.days?.toSorted((a, b) => a - b) ?? null,
        dayRoles: input.dayRoles ?? null, startMinute: input.startMinute, duration: input.duration, place: place ?? '', noticeDays: input.noticeDays, endedAt: null, createdAt: now,
      })
      return { type: 'MeetingRule', id: rule.id, organizationId: convener.id, parties: [convener.id] }
    },
  })
}

export function endMeetingRule(context: Context, info: GraphQLResolveInfo, id: string): Promise<unknown> {
  return operation(context, info, 'meetingRule.end', {
    subject: { type: MeetingRule, id },
    input: { id },
    run: async ({ now }, rule) => {
      rule.end(now)
      return { type: 'MeetingRule', id: rule.id, organizationId: rule.convener.id, parties: [rule.convener.id] }
    },
  })
}

/**
 * A meeting with its invitations and, where wanted, its room. What is overdue comes onto the agenda by itself.
 * @throws Refusal BAD_INPUT, MEETING_ALREADY_PLANNED, PAIR_UNSUITABLE when the room is not open then, RESOURCE_OVERBOOKED when it is given away
 */
export function planMeeting(context: Context, info: GraphQLResolveInfo, input: MeetingInput & { roomId?: string; ruleId?: string }): Promise<unknown> {
  return operation(context, info, 'meeting.plan', {
    subject: { type: Organization, id: input.convenerId },
    input,
    run: async (work, convener) => {
      const rule = input.ruleId ? await work.find(MeetingRule, input.ruleId) : null
      // Everybody below sees the rule; the dates of another convener are not theirs to take.
      if (rule && (rule.convener.id !== convener.id || rule.endedAt)) throw new Refusal('BAD_INPUT', { fields: ['ruleId'] })
      const meeting = newMeeting(work, convener, input, { stage: 'PLANNED', logged: false })
      if (meeting.startsAt <= work.now) throw new Refusal('BAD_INPUT', { fields: ['startsAt'] })
      meeting.rule = rule
      meeting.noticeDays = rule?.noticeDays ?? 0
      await work.em.flush()
      for (const invitation of input.invitations ?? []) await invite(work, meeting, invitation)
      if (input.roomId) {
        const room = await bookResource(work, 'meeting_id', [meeting], input.roomId, { categories: ['VENUE'], field: 'roomId' })
        meeting.place ||= room.title
      }
      await work.em.flush()
      await bringBackOverdue(work, meeting)
      return meetingOutcome(meeting, {})
    },
  })
}

/** @throws Refusal BAD_INPUT for instants that are none, or an end before the start */
export function newMeeting({ em, now, newId, context }: Work, convener: Organization, input: MeetingInput, how: Pick<JointMeeting, 'stage' | 'logged'>): JointMeeting {
  const { title, place, chair } = checked(words, input)
  const [startsAt, endsAt] = [new Date(input.startsAt), new Date(input.endsAt)]
  if ((input.invitations?.length ?? 0) > MOST_INVITED) throw new Refusal('BAD_INPUT', { fields: ['invitations'], most: MOST_INVITED })
  const hours = (endsAt.getTime() - startsAt.getTime()) / 3_600_000
  if (!(hours > 0 && hours <= LONGEST_HOURS) || startsAt.getUTCFullYear() < 2000 || startsAt.getUTCFullYear() > 2100) throw new Refusal('BAD_INPUT', { fields: ['startsAt', 'endsAt'] })
  return em.create(JointMeeting, {
    id: newId(), convener, kind: input.kind, title, startsAt, endsAt, place: place ?? '', chair: chair ?? '', rule: null, noticeDays: 0, ...how,
    dayRole: null, checkInCode: context.newToken().slice(0, 16), announcedAt: null, cancelReason: null, public: false, createdAt: now, updatedAt: now, version: 1,
  })
}

/** @throws Refusal NOTICE_TOO_SHORT when the rule's notice can no longer be kept */
export function announceMeeting(context: Context, info: GraphQLResolveInfo, id: string): Promise<unknown> {
  return changeMeeting(context, info, 'meeting.announce', { id }, async (work, meeting) => {
    meeting.announce(work.now)
    await bringBackOverdue(work, meeting)
    await tellInvited(work, meeting, 'MEETING_ANNOUNCED')
  })
}

/** Its room is free again, its topics wait for the next meeting. */
export function cancelMeeting(context: Context, info: GraphQLResolveInfo, input: { id: string; reason: string }): Promise<unknown> {
  const reason = checked(line(200), input.reason)
  return changeMeeting(context, info, 'meeting.cancel', input, async (work, meeting) => {
    const { db, now } = work
    const announced = meeting.stage === 'ANNOUNCED'
    meeting.cancel(reason, now)
    if (announced) await tellInvited(work, meeting, 'MEETING_CANCELLED')
    await releaseBookings(work, 'meeting_id', [meeting.id])
    await db.query({ text: 'update agenda_items set meeting_id = null, position = 0 where meeting_id = $1::uuid and outcome is null', values: [meeting.id] })
  })
}

export function closeMeeting(context: Context, info: GraphQLResolveInfo, id: string): Promise<unknown> {
  return changeMeeting(context, info, 'meeting.close', { id }, async ({ now }, meeting) => meeting.close(now))
}

/** Minutes are internal unless the convener says otherwise. */
export function publishMeeting(context: Context, info: GraphQLResolveInfo, input: { id: string; public: boolean }): Promise<unknown> {
  return changeMeeting(context, info, 'meeting.publish', input, async ({ now }, meeting) => {
    meeting.requireStage('HELD')
    meeting.public = input.public
    meeting.touch(now)
  })
}

function changeMeeting(context: Context, info: GraphQLResolveInfo, name: string, input: { id: string }, verb: (work: Work, meeting: JointMeeting) => Promise<void>): Promise<unknown> {
  return operation(context, info, name, {
    subject: { type: JointMeeting, id: input.id },
    input,
    run: async (work, meeting) => {
      await verb(work, meeting)
      return meetingOutcome(meeting, { ...input, id: undefined })
    },
  })
}

export function meetingOutcome(meeting: JointMeeting, details: Record<string, unknown>): Outcome {
  return { type: 'JointMeeting', id: meeting.id, organizationId: meeting.convener.id, parties: [meeting.convener.id], details: { title: meeting.title, ...details } }
}
