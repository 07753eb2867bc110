import type { GraphQLResolveInfo } from 'graphql'
import { z } from 'zod'
import { dayNumber } from '@red-alliance/shared/date-period'
import type { ItemStepKind, NoticeKind } from '@red-alliance/shared/glossary'
import { held } from '../../access/actor.ts'
import { ACTING } from '../../access/rules.ts'
import type { Context } from '../../graphql/context.ts'
import { checked, line, text } from '../../input.ts'
import { type Outcome, type Work, operation } from '../../operation.ts'
import { Refusal } from '../../refusal.ts'
import { attachFiles } from '../../files/attach.ts'
import { Need } from '../lists/need.ts'
import { Compound, Organization } from '../organizations/organization.ts'
import { Project } from '../projects/project.ts'
import { AgendaItem } from './agenda-item.ts'
import type { ResolvedItemInput } from './resolved-item-input.graphql.ts'
import { ItemStep, ResolvedItem } from './resolved-item.ts'
import { tellOfItem } from './telling.ts'
import { holdMinutes, requireUnissued } from './unissued.ts'

const words = z.object({ text: line(500), evidence: text(200).nullish() })
const LEAST_YEAR = '2000-01-01'
const MOST_YEAR = '2100-01-01'
const MOST_HELPING = 20

/** A decision that wants action. Lead organization and deadline may be missing until the minutes are issued. */
export function resolveItem(context: Context, info: GraphQLResolveInfo, input: { agendaItemId: string; item: ResolvedItemInput }): Promise<unknown> {
  return operation(context, info, 'item.resolve', {
    subject: { type: AgendaItem, id: input.agendaItemId },
    input,
    before: holdMinutes('agenda_items', input.agendaItemId),
    run: async (work, agendaItem) => {
      // What is noted after that would never become anybody's duty.
      await requireUnissued(work, agendaItem.meeting)
      return itemOutcome(await newResolvedItem(work, agendaItem, input.item), {})
    },
  })
}

export async function newResolvedItem(work: Work, agendaItem: AgendaItem, input: ResolvedItemInput): Promise<ResolvedItem> {
  if (!agendaItem.meeting) throw new Refusal('WRONG_STATUS', { status: 'PROPOSED' })
  const item = new ResolvedItem()
  Object.assign(item, { id: work.newId(), convener: agendaItem.convener, meeting: agendaItem.meeting, agendaItem, createdAt: work.now, updatedAt: work.now, ...(await columns(work, input)) })
  work.em.persist(item)
  return item
}

/** What is still only noted can be completed and corrected. */
export function completeItem(context: Context, info: GraphQLResolveInfo, input: { id: string; item: ResolvedItemInput }): Promise<unknown> {
  return operation(context, info, 'item.complete', {
    subject: { type: ResolvedItem, id: input.id },
    input,
    before: holdMinutes('resolved_items', input.id),
    run: async (work, item) => {
      item.requireStage('NOTED')
      work.em.assign(item, (await columns(work, input.item)) as never)
      item.updatedAt = work.now
      return itemOutcome(item, {})
    },
  })
}

async function columns(work: Work, input: ResolvedItemInput): Promise<Partial<ResolvedItem>> {
  const { text: what, evidence } = checked(words, input)
  if (input.dueOn && (input.dueOn < LEAST_YEAR || input.dueOn > MOST_YEAR)) throw new Refusal('BAD_INPUT', { fields: ['dueOn'] })
  const coOrganizationIds: string[] = []
  if ((input.coOrganizationIds?.length ?? 0) > MOST_HELPING) throw new Refusal('BAD_INPUT', { fields: ['coOrganizationIds'], most: MOST_HELPING })
  for (const id of input.coOrganizationIds ?? []) coOrganizationIds.push((await work.find(Organization, id)).id)
  return {
    text: what,
    evidence: evidence ?? '',
    lead: input.leadId ? await work.find(Organization, input.leadId) : null,
    coOrganizationIds: [...new Set(coOrganizationIds)],
    dueOn: input.dueOn ?? null,
    need: input.needId ? await work.find(Need, input.needId) : null,
    project: input.projectId ? await work.find(Project, input.projectId) : null,
    compound: input.compoundId ? await work.find(Compound, input.compoundId) : null,
  }
}

/** Makes it somebody's duty; done when the minutes are issued. */
export function assign(work: Work, item: ResolvedItem): void {
  item.assign(work.now)
  step(work, item, 'ASSIGNED', item.convener, '', item.dueOn)
}

export function acceptItem(context: Context, info: GraphQLResolveInfo, input: { id: string }): Promise<unknown> {
  return lead(context, info, 'item.accept', 'ACCEPTED', input, (work, item) => item.accept(work.now))
}

/** The reason is seen by the convener, who may name another lead organization. */
export function returnItem(context: Context, info: GraphQLResolveInfo, input: { id: string; words: string }): Promise<unknown> {
  return lead(context, info, 'item.return', 'RETURNED', { ...input, words: checked(line(500), input.words) }, (work, item) => item.return(work.now))
}

/** A report on the way; lead and co-organizations write it. */
export function reportProgress(context: Context, info: GraphQLResolveInfo, input: { id: string; words: string; fileIds?: string[] }): Promise<unknown> {
  return lead(context, info, 'item.progress', 'PROGRESS', { ...input, words: checked(line(2000), input.words) }, (_work, item) => item.requireStage('ASSIGNED', 'ACCEPTED'))
}

export function reportDone(context: Context, info: GraphQLResolveInfo, input: { id: string; words: string; fileIds?: string[] }): Promise<unknown> {
  return lead(context, info, 'item.report', 'REPORTED', { ...input, words: checked(line(2000), input.words) }, (work, item) => item.report(work.me(), work.now))
}

export function askExtension(context: Context, info: GraphQLResolveInfo, input: { id: string; dueOn: string; words: string }): Promise<unknown> {
  if (input.dueOn > MOST_YEAR) throw new Refusal('BAD_INPUT', { fields: ['dueOn'] })
  return lead(context, info, 'item.askExtension', 'EXTENSION_ASKED', { ...input, words: checked(line(500), input.words) }, (work, item) => item.askExtension(input.dueOn, work.now))
}

export function decideExtension(context: Context, info: GraphQLResolveInfo, input: { id: string; granted: boolean; words?: string }): Promise<unknown> {
  return convener(context, info, 'item.decideExtension', input.granted ? 'EXTENDED' : 'EXTENSION_REFUSED', input, (work, item) => item.decideExtension(input.granted, work.now))
}

/** After a return: another lead organization, or another deadline. Who was asked first stays in the record. */
export function reassignItem(context: Context, info: GraphQLResolveInfo, input: { id: string; leadId: string; dueOn: string; words?: string }): Promise<unknown> {
  return convener(context, info, 'item.reassign', 'ASSIGNED', input, async (work, item) => {
    item.requireStage('RETURNED')
    if (input.dueOn > MOST_YEAR || dayNumber(input.dueOn) < dayNumber(work.today)) throw new Refusal('BAD_INPUT', { fields: ['dueOn'] })
    item.lead = await work.find(Organization, input.leadId)
    item.dueOn = input.dueOn
    item.assign(work.now)
  })
}

/** Closed (销号), or sent back with what is missing; never by who reported it. */
export function verifyItem(context: Context, info: GraphQLResolveInfo, input: { id: string; accepted: boolean; words?: string }): Promise<unknown> {
  return convener(context, info, 'item.verify', input.accepted ? 'CLOSED' : 'SENT_BACK', input, (work, item) => {
    if (input.accepted) item.close(work.me(), work.now)
    else if (!input.words?.trim()) throw new Refusal('BAD_INPUT', { fields: ['words'] })
    else item.sendBack(work.now)
  })
}

/** 督办: street or district press for it. */
export function superviseItem(context: Context, info: GraphQLResolveInfo, input: { id: string; words: string }): Promise<unknown> {
  return convener(context, info, 'item.supervise', 'SUPERVISED', { ...input, words: checked(line(500), input.words) }, (_work, item) => item.requireStage('ASSIGNED', 'ACCEPTED', 'RETURNED', 'REPORTED'))
}

/** 回访: how content those are whom it was for, 1 to 5. */
export function lookBackItem(context: Context, info: GraphQLResolveInfo, input: { id: string; satisfaction: number; words?: string }): Promise<unknown> {
  if (!Number.isInteger(input.satisfaction) || input.satisfaction < 1 || input.satisfaction > 5) throw new Refusal('BAD_INPUT', { fields: ['satisfaction'] })
  return convener(context, info, 'item.lookBack', 'LOOKED_BACK', input, (work, item) => item.lookBack(input.satisfaction, work.now))
}

/** Who is told of a step, and of what. */
const TELLING: Partial<Record<ItemStepKind, ['LEAD' | 'CONVENER' | 'ALL', NoticeKind]>> = {
  ASSIGNED: ['LEAD', 'ITEM_ASSIGNED'],
  RETURNED: ['CONVENER', 'ITEM_RETURNED'],
  REPORTED: ['CONVENER', 'ITEM_REPORTED'],
  SENT_BACK: ['LEAD', 'ITEM_SENT_BACK'],
  CLOSED: ['LEAD', 'ITEM_CLOSED'],
  EXTENSION_ASKED: ['CONVENER', 'EXTENSION_ASKED'],
  EXTENDED: ['LEAD', 'EXTENSION_DECIDED'],
  EXTENSION_REFUSED: ['LEAD', 'EXTENSION_DECIDED'],
  SUPERVISED: ['ALL', 'ITEM_SUPERVISED'],
}

interface StepInput {
  readonly id: string
  readonly words?: string
  readonly dueOn?: string
  /** Photos and documents the actor has uploaded. */
  readonly fileIds?: readonly string[]
}

type Verb = (work: Work, item: ResolvedItem) => void | Promise<void>

/** A step of the organization that does it: the lead, or the co-organization the actor stands in. */
function lead(context: Context, info: GraphQLResolveInfo, name: string, kind: ItemStepKind, input: StepInput, verb: Verb): Promise<unknown> {
  const mine = new Set(held(context.actor, ACTING))
  return move(context, info, name, kind, input, verb, ({ lead: leading, coOrganizationIds }) => (leading && mine.has(leading.id) ? leading.id : (coOrganizationIds.find((id) => mine.has(id)) ?? leading!.id)))
}

function convener(context: Context, info: GraphQLResolveInfo, name: string, kind: ItemStepKind, input: StepInput, verb: Verb): Promise<unknown> {
  return move(context, info, name, kind, input, verb, (item, work) => officeOf(work, item))
}

/** In whose name the actor does it: the convener's, or that of the nearest above it, or above the lead organization, where they may. */
async function officeOf({ context: { actor }, db }: Work, item: ResolvedItem): Promise<string> {
  if (held(actor, ['SECRETARY', 'CLERK']).includes(item.convener.id)) return item.convener.id
  const { rows } = await db.query<{ id: string }>({
    text: 'select ancestor_id as id from organization_closure where descendant_id in ($1::uuid, $2::uuid) and ancestor_id = any($3::uuid[]) order by descendant_id <> $1::uuid, depth limit 1',
    values: [item.convener.id, item.lead?.id ?? item.convener.id, held(actor, ['SUPERVISOR', 'SECRETARY'])],
  })
  return rows[0]?.id ?? item.convener.id
}

function move(context: Context, info: GraphQLResolveInfo, name: string, kind: ItemStepKind, input: StepInput, verb: Verb, by: (item: ResolvedItem, work: Work) => string | Promise<string>): Promise<unknown> {
  const said = checked(text(2000).nullish(), input.words) ?? ''
  return operation(context, info, name, {
    subject: { type: ResolvedItem, id: input.id },
    input,
    run: async (work, item) => {
      await verb(work, item)
      const { id } = step(work, item, kind, work.em.getReference(Organization, await by(item, work)), said, input.dueOn ?? null)
      await work.em.flush()
      await attachFiles(work, input.fileIds ?? [], { type: 'ItemStep', id })
      const telling = TELLING[kind]
      if (telling) await tellOfItem(work, item, ...telling)
      return itemOutcome(item, { words: said })
    },
  })
}

function step({ em, now, newId, context }: Work, item: ResolvedItem, kind: ItemStepKind, organization: Organization, said: string, dueOn: string | null): ItemStep {
  return em.create(ItemStep, { id: newId(), item, kind, organization, person: context.actor.personId, words: said, dueOn, at: now } as never)
}

function itemOutcome(item: ResolvedItem, details: Record<string, unknown>): Outcome {
  // Those who are to do it learn of it when the minutes are issued.
  const parties = item.stage === 'NOTED' ? [item.convener.id] : [item.convener.id, ...(item.lead ? [item.lead.id] : []), ...item.coOrganizationIds]
  return { type: 'ResolvedItem', id: item.id, organizationId: item.convener.id, parties, details: { text: item.text, ...details } }
}
