import type { GraphQLResolveInfo } from 'graphql'
import { z } from 'zod'
import type { AgendaOutcome, Stance } from '@red-alliance/shared/glossary'
import type { Context } from '../../graphql/context.ts'
import { uuidOf } from '../../graphql/ids.ts'
import { checked, line, text } from '../../input.ts'
import { type Outcome, type Work, operation } from '../../operation.ts'
import { Refusal } from '../../refusal.ts'
import { Need } from '../lists/need.ts'
import { Organization } from '../organizations/organization.ts'
import { AgendaItem, Opinion } from './agenda-item.ts'
import type { AgendaItemInput } from './agenda.graphql.ts'
import { JointMeeting } from './meeting.ts'
import { holdMinutes, requireUnissued } from './unissued.ts'

const words = z.object({ title: line(80), demand: text(1000).nullish(), stake: text(500).nullish(), plan: text(1000).nullish(), leadDepartment: text(60).nullish() })

type NewItem = Pick<AgendaItem, 'convener' | 'proposer' | 'title' | 'source'> & Partial<AgendaItem>

export function newAgendaItem({ em, now, newId }: Work, columns: NewItem): AgendaItem {
  const item = new AgendaItem()
  Object.assign(item, { id: newId(), createdAt: now, updatedAt: now, ...columns })
  em.persist(item)
  return item
}

/**
 * A member, or the convener itself, brings a topic; it waits until the convener puts it on an agenda.
 * @throws Refusal FORBIDDEN for who is neither the convener nor below it nor of its alliance; BAD_INPUT
 */
export function proposeAgendaItem(context: Context, info: GraphQLResolveInfo, input: AgendaItemInput): Promise<unknown> {
  const { title, demand, stake, plan, leadDepartment } = checked(words, input)
  return operation(context, info, 'agendaItem.propose', {
    subject: { type: Organization, id: input.proposerId },
    input,
    run: async (work, proposer) => {
      const convener = await work.find(Organization, input.convenerId)
      if (!(await belongs(work, proposer.id, convener.id))) throw new Refusal('FORBIDDEN')
      const budgetFen = input.budgetFen ?? null
      if (budgetFen !== null && !(budgetFen >= 0 && budgetFen <= 1e14 && Number.isInteger(budgetFen))) throw new Refusal('BAD_INPUT', { fields: ['budgetFen'] })
      const need = input.needId ? await work.find(Need, input.needId) : null
      const item = newAgendaItem(work, { convener, proposer, title, demand: demand ?? '', stake: stake ?? '', plan: plan ?? '', leadDepartment: leadDepartment ?? '', budgetFen, need, source: need ? 'UNMET_NEED' : 'PROPOSED' })
      return itemOutcome(item, {})
    },
  })
}

async function belongs({ db }: Work, proposerId: string, convenerId: string): Promise<boolean> {
  const { rows } = await db.query<{ yes: boolean }>({
    text: `select exists (select 1 from organization_closure where ancestor_id = $2::uuid and descendant_id = $1::uuid) or exists (
      select 1 from alliance_members m join alliances l on l.id = m.alliance_id where m.organization_id = $1::uuid and l.convener_id = $2::uuid and m.left_on is null) as yes`,
    values: [proposerId, convenerId],
  })
  return rows[0]?.yes ?? false
}

/** Puts topics onto the meeting's agenda in this order; what is left out waits on. */
export function scheduleAgenda(context: Context, info: GraphQLResolveInfo, input: { meetingId: string; items: { id: string; minutes: number }[] }): Promise<unknown> {
  return operation(context, info, 'agendaItem.schedule', {
    subject: { type: JointMeeting, id: input.meetingId },
    input,
    run: async (work, meeting) => {
      meeting.requireStage('PLANNED', 'ANNOUNCED')
      if (input.items.length > 50 || !input.items.every(({ minutes }) => Number.isInteger(minutes) && minutes >= 1 && minutes <= 480)) throw new Refusal('BAD_INPUT', { fields: ['items'] })
      await work.lock(...input.items.map(({ id }) => ({ type: AgendaItem, uuid: uuidOf('AgendaItem', id) })))
      const items: AgendaItem[] = []
      for (const { id } of input.items) items.push(await work.load(AgendaItem, id))
      if (items.some((item) => item.convener.id !== meeting.convener.id || item.outcome !== null || (item.meeting && item.meeting.id !== meeting.id))) throw new Refusal('BAD_INPUT', { fields: ['items'] })
      for (const item of await work.em.find(AgendaItem, { meeting, outcome: null })) if (!items.includes(item)) item.meeting = null
      items.forEach((item, index) => Object.assign(item, { meeting, position: index + 1, minutes: input.items[index]!.minutes }))
      return { type: 'JointMeeting', id: meeting.id, organizationId: meeting.convener.id, parties: [meeting.convener.id] }
    },
  })
}

/** Live minutes of one topic. @throws Refusal STALE_VERSION with both texts when another clerk was faster */
export function writeAgendaItem(context: Context, info: GraphQLResolveInfo, input: { id: string; version: number; discussion: string; decision: string }): Promise<unknown> {
  const discussion = checked(text(8000), input.discussion)
  const decision = checked(text(4000), input.decision)
  return changeItem(context, info, 'agendaItem.write', input, async (work, item) => {
    await requireUnissued(work, item.meeting)
    item.requireVersion(input.version)
    item.write(discussion, decision, work.now)
  })
}

/** What became of the topic: decided, for information, dropped, carried to the next meeting, or handed up. */
export function settleAgendaItem(context: Context, info: GraphQLResolveInfo, input: { id: string; outcome: AgendaOutcome }): Promise<unknown> {
  return changeItem(context, info, 'agendaItem.settle', input, async (work, item) => {
    await requireUnissued(work, item.meeting)
    if (!item.meeting) throw new Refusal('WRONG_STATUS', { status: 'PROPOSED' })
    item.settle(input.outcome, work.now)
    // An overdue item stands on one open topic at a time: this one is closed before the next round is written.
    await work.em.flush()
    await goOn(work, item)
  })
}

/** The next round: in the convener's pool, in the street's, or back in the community's with the answer. */
export async function goOn(work: Work, item: AgendaItem): Promise<void> {
  const { title, demand, stake, plan, need, resolvedItem, outcome, proposer } = item
  if (outcome === 'CARRIED_OVER') newAgendaItem(work, { convener: item.convener, proposer, title, demand, stake, plan, need, resolvedItem, previous: item, source: 'CARRIED_OVER' })
  if (outcome === 'HANDED_UP') {
    const convener = await work.em.findOneOrFail(Organization, item.convener.id)
    const above = convener.parent && (await work.em.findOneOrFail(Organization, convener.parent.id))
    if (!above || above.kind === 'PROVINCE' || convener.kind === 'CITY') throw new Refusal('BAD_INPUT', { fields: ['outcome'] })
    newAgendaItem(work, { convener: above, proposer: convener, title, demand, stake, plan, need, previous: item, source: 'HANDED_UP' })
  }
  if (outcome === 'DECIDED' || outcome === 'DROPPED' || outcome === 'INFORMATION') await answerDown(work, item)
}

/** What was handed up comes back down with its answer, through however many rounds it went. */
async function answerDown(work: Work, item: AgendaItem): Promise<void> {
  let round: AgendaItem | null = item
  while (round && round.source === 'CARRIED_OVER' && round.previous) round = await work.em.findOne(AgendaItem, round.previous.id)
  if (round?.source !== 'HANDED_UP' || !round.previous) return
  const asked = await work.em.findOneOrFail(AgendaItem, round.previous.id)
  newAgendaItem(work, { convener: asked.convener, proposer: item.convener, title: item.title, previous: item, source: 'HANDED_DOWN', discussion: item.decision })
}

/** @throws Refusal BAD_INPUT for an organization that is not visible */
export function recordOpinion(context: Context, info: GraphQLResolveInfo, input: { id: string; organizationId: string; stance: Stance; words: string }): Promise<unknown> {
  const said = checked(text(1000), input.words)
  return changeItem(context, info, 'opinion.record', input, async (work, item) => {
    await requireUnissued(work, item.meeting)
    const organization = await work.find(Organization, input.organizationId)
    const known = await work.em.findOne(Opinion, { agendaItem: item, organization })
    if (known) Object.assign(known, { stance: input.stance, words: said })
    else work.em.create(Opinion, { id: work.newId(), agendaItem: item, organization, stance: input.stance, words: said, createdAt: work.now })
  })
}

const OVERDUE = `select id from resolved_items i where convener_id = $1::uuid and stage in ('ASSIGNED','ACCEPTED','RETURNED','REPORTED') and due_on < $2::date
    and not exists (select 1 from agenda_items listed where listed.resolved_item_id = i.id and listed.outcome is null)
  order by due_on, id`
const BRING_BACK = `insert into agenda_items (id, convener_id, meeting_id, proposer_id, title, position, source, resolved_item_id, created_at, updated_at)
  select n.id, i.convener_id, $1::uuid, i.convener_id, left(i.text, 80), n.place + (select count(*) from agenda_items where meeting_id = $1::uuid), 'OVERDUE_ITEM', i.id, $2::timestamptz, $2::timestamptz
  from unnest($3::uuid[], $4::uuid[]) with ordinality n (id, item, place) join resolved_items i on i.id = n.item order by n.place
  on conflict (resolved_item_id) where outcome is null do nothing`

/** Items past their deadline come onto the convener's next agenda by themselves; onto one of them, when two are made at the same instant. */
export async function bringBackOverdue({ db, now, today, newId }: Work, meeting: JointMeeting): Promise<void> {
  const { rows } = await db.query<{ id: string }>({ text: OVERDUE, values: [meeting.convener.id, today] })
  if (rows.length === 0) return
  await db.query({ text: BRING_BACK, values: [meeting.id, now.toISOString(), rows.map(() => newId()), rows.map(({ id }) => id)] })
}

function changeItem(context: Context, info: GraphQLResolveInfo, name: string, input: { id: string }, verb: (work: Work, item: AgendaItem) => Promise<void>): Promise<unknown> {
  return operation(context, info, name, {
    subject: { type: AgendaItem, id: input.id },
    input,
    before: holdMinutes('agenda_items', input.id),
    run: async (work, item) => {
      await verb(work, item)
      return itemOutcome(item, { outcome: item.outcome })
    },
  })
}

function itemOutcome(item: AgendaItem, details: Record<string, unknown>): Outcome {
  return { type: 'AgendaItem', id: item.id, organizationId: item.convener.id, parties: [item.convener.id, item.proposer.id], details: { title: item.title, ...details } }
}
