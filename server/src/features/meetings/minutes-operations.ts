import type { GraphQLResolveInfo } from 'graphql'
import { held } from '../../access/actor.ts'
import { ACTING } from '../../access/rules.ts'
import type { Context } from '../../graphql/context.ts'
import { checked, line, text } from '../../input.ts'
import { type Outcome, type Work, operation } from '../../operation.ts'
import { Refusal } from '../../refusal.ts'
import { localDate } from '../../time.ts'
import { Organization } from '../organizations/organization.ts'
import { AgendaItem } from './agenda-item.ts'
import { assign } from './items.ts'
import { Invitation, JointMeeting } from './meeting.ts'
import type { TopicCorrectionInput } from './minutes.graphql.ts'
import { minutesDocument } from './minutes-document.ts'
import { Minutes, MinutesComment } from './minutes.ts'
import { ResolvedItem } from './resolved-item.ts'
import { sealOf } from '../../seal.ts'
import { tellInvited, tellOfItems } from './telling.ts'

/** The draft goes to those who were asked, for their comments. */
export function openMinutes(context: Context, info: GraphQLResolveInfo, meetingId: string): Promise<unknown> {
  return ofMeeting(context, info, 'minutes.open', { meetingId }, async (work, meeting) => {
    const minutes = await latest(work, meeting)
    minutes.openForComments()
    await tellInvited(work, meeting, 'MINUTES_OPEN')
    return minutes
  })
}

export function commentMinutes(context: Context, info: GraphQLResolveInfo, input: { id: string; organizationId: string; words: string }): Promise<unknown> {
  const words = checked(line(1000), input.words)
  return operation(context, info, 'minutes.comment', {
    subject: { type: Minutes, id: input.id },
    input,
    run: async (work, minutes) => {
      minutes.requireStage('COMMENTING')
      const organization = await work.find(Organization, input.organizationId)
      const asked = await work.em.count(Invitation, { meeting: minutes.meeting, organization })
      if (asked === 0 || !held(context.actor, ACTING).includes(organization.id)) throw new Refusal('FORBIDDEN')
      work.em.create(MinutesComment, { id: work.newId(), minutes, organization, person: work.me(), words, at: work.now })
      return outcome(minutes, { words })
    },
  })
}

export function confirmMinutes(context: Context, info: GraphQLResolveInfo, meetingId: string): Promise<unknown> {
  return ofMeeting(context, info, 'minutes.confirm', { meetingId }, async (work, meeting) => {
    const minutes = await latest(work, meeting)
    minutes.confirm()
    return minutes
  })
}

/**
 * Numbered per convener and year, kept word for word with their SHA-256, and unchangeable from then on. The resolved items become duties.
 * @throws Refusal ITEM_INCOMPLETE naming what lacks a lead organization, a deadline or an outcome; MINUTES_ISSUED
 */
export function issueMinutes(context: Context, info: GraphQLResolveInfo, meetingId: string): Promise<unknown> {
  return ofMeeting(context, info, 'minutes.issue', { meetingId }, async (work, meeting) => {
    const minutes = await latest(work, meeting)
    minutes.requireStage('DRAFT', 'COMMENTING', 'CONFIRMED')
    const items = await work.em.find(ResolvedItem, { meeting }, { orderBy: { createdAt: 'asc', id: 'asc' } })
    await requireComplete(work, meeting, items)
    // One number after the other: who issues for the same convener waits here.
    await work.db.query({ text: 'select 1 from organizations where id = $1::uuid for no key update', values: [meeting.convener.id] })
    const year = Number(localDate(meeting.startsAt).slice(0, 4))
    await issue(work, meeting, minutes, year, await nextNumber(work, meeting, year))
    const noted = items.filter(({ stage }) => stage === 'NOTED')
    for (const item of noted) assign(work, item)
    await tellOfItems(work, noted, 'ITEM_ASSIGNED')
    await tellInvited(work, meeting, 'MINUTES_ISSUED')
    return minutes
  })
}

/** The next edition under the same number, with its reason and the words that were wrong; the edition before stays as it is. */
export function correctMinutes(context: Context, info: GraphQLResolveInfo, input: { meetingId: string; reason: string; topics?: TopicCorrectionInput[] }): Promise<unknown> {
  const reason = checked(line(300), input.reason)
  return ofMeeting(context, info, 'minutes.correct', input, async (work, meeting) => {
    const before = await latest(work, meeting)
    if (before.stage !== 'ISSUED') throw new Refusal('WRONG_STATUS', { status: before.stage })
    await correctTopics(work, meeting, input.topics ?? [])
    const minutes = draft(work, meeting, before.edition + 1, reason)
    await issue(work, meeting, minutes, before.year!, before.number!)
    return minutes
  })
}

/** What the correction says instead; the edition before keeps its own words. */
async function correctTopics(work: Work, meeting: JointMeeting, corrections: readonly TopicCorrectionInput[]): Promise<void> {
  for (const { id, discussion, decision } of corrections) {
    const topic = await work.load(AgendaItem, id)
    if (topic.meeting?.id !== meeting.id) throw new Refusal('BAD_INPUT', { fields: ['topics'] })
    topic.write(checked(text(8000), discussion), checked(text(4000), decision), work.now)
  }
}

async function requireComplete(work: Work, meeting: JointMeeting, items: readonly ResolvedItem[]): Promise<void> {
  const open = await work.em.find(AgendaItem, { meeting, outcome: null })
  const missing = [...items.filter(({ lead, dueOn }) => !lead || !dueOn).map(({ text }) => text), ...open.map(({ title }) => title)]
  if (missing.length > 0) throw new Refusal('ITEM_INCOMPLETE', { missing: missing.map((words) => [...words].slice(0, 30).join('')) })
}

async function issue(work: Work, meeting: JointMeeting, minutes: Minutes, year: number, number: number): Promise<void> {
  await work.em.flush()
  const unsealed = await minutesDocument(work.em, meeting, { year, number, issuedOn: work.today, correction: minutes.correction ? { version: minutes.edition, reason: minutes.correction } : null })
  const sha256 = sealOf(unsealed)
  minutes.issue({ year, number, document: { ...unsealed, sha256: sha256.toString('hex') }, sha256, by: work.me(), at: work.now })
}

async function nextNumber({ db }: Work, meeting: JointMeeting, year: number): Promise<number> {
  const { rows } = await db.query<{ next: number }>({ text: 'select coalesce(max(number), 0)::int + 1 as next from minutes where convener_id = $1::uuid and year = $2::int and edition = 1', values: [meeting.convener.id, year] })
  return rows[0]!.next
}

async function latest(work: Work, meeting: JointMeeting): Promise<Minutes> {
  meeting.requireStage('HELD')
  const [known] = await work.em.find(Minutes, { meeting }, { orderBy: { edition: 'desc' }, limit: 1 })
  return known ?? draft(work, meeting, 1, null)
}

function draft({ em, now, newId }: Work, meeting: JointMeeting, edition: number, correction: string | null): Minutes {
  const minutes = new Minutes()
  Object.assign(minutes, { id: newId(), meeting, convener: meeting.convener, edition, correction, createdAt: now })
  em.persist(minutes)
  return minutes
}

function ofMeeting(context: Context, info: GraphQLResolveInfo, name: string, input: { meetingId: string }, verb: (work: Work, meeting: JointMeeting) => Promise<Minutes>): Promise<unknown> {
  return operation(context, info, name, {
    subject: { type: JointMeeting, id: input.meetingId },
    input,
    run: async (work, meeting) => outcome(await verb(work, meeting), {}),
  })
}

function outcome({ id, convener, number, year, edition, stage }: Minutes, details: Record<string, unknown>): Outcome {
  return { type: 'Minutes', id, organizationId: convener.id, parties: [convener.id], details: { stage, year, number, edition, ...details } }
}
