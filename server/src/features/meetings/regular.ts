import { nextRound } from '@red-alliance/shared/meeting-rhythm'
import type { Work } from '../../operation.ts'
import { localDate } from '../../time.ts'
import { Invitation, JointMeeting, MeetingRule } from './meeting.ts'

const MINUTE = 60_000

/** Of each rule the next meeting stands in the calendar, with those who were asked to the one before. */
export async function planRegular(work: Work): Promise<void> {
  for (const rule of await work.em.find(MeetingRule, { endedAt: null }, { orderBy: { id: 'asc' } })) {
    const [last] = await work.em.find(JointMeeting, { rule, stage: { $ne: 'CANCELLED' } }, { orderBy: { startsAt: 'desc' }, limit: 1 })
    if (last && last.startsAt > work.now) continue
    const { date, index } = nextRound({ ...rule, since: localDate(rule.createdAt) }, work.today)
    const startsAt = new Date(Date.parse(`${date}T00:00:00+08:00`) + rule.startMinute * MINUTE)
    const meeting = work.em.create(JointMeeting, {
      id: work.newId(), convener: rule.convener, kind: 'REGULAR', title: rule.title, startsAt, endsAt: new Date(startsAt.getTime() + rule.duration * MINUTE), place: rule.place, chair: last?.chair ?? '',
      rule, noticeDays: rule.noticeDays, dayRole: rule.dayRoles?.[index] ?? null, checkInCode: work.context.newToken().slice(0, 16), stage: 'PLANNED', announcedAt: null, cancelReason: null, logged: false, public: false,
      createdAt: work.now, updatedAt: work.now, version: 1,
    })
    await work.em.flush()
    if (last) await askAgain(work, last, meeting)
  }
}

async function askAgain({ em, newId, now }: Work, last: JointMeeting, meeting: JointMeeting): Promise<void> {
  for (const { organization, name, capacity } of await em.find(Invitation, { meeting: last }, { orderBy: { createdAt: 'asc', id: 'asc' } }))
    em.create(Invitation, { id: newId(), meeting, organization, name, capacity, answer: 'WAITING', substitute: null, attendance: 'UNKNOWN', answeredAt: null, createdAt: now })
}
