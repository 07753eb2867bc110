import { isDeepStrictEqual } from 'node:util'
import type { GraphQLResolveInfo } from 'graphql'
import type { MatchingScope, OrganizationKind } from '@red-alliance/shared/glossary'
import { homeScope } from '@red-alliance/shared/matching/reach'
import type { Context } from '../../graphql/context.ts'
import { checked, line } from '../../input.ts'
import { uuidOf } from '../../graphql/ids.ts'
import { type EntityClass, type Outcome, type Work, operation } from '../../operation.ts'
import { Refusal } from '../../refusal.ts'
import { Organization } from '../organizations/organization.ts'
import type { ProxyInput } from './entry.graphql.ts'
import { needColumns, resourceColumns } from './entry-input.ts'
import { lockEntries } from './entry-locks.ts'
import type { ListEntry } from './entry.ts'
import type { NeedInput } from './need.graphql.ts'
import { Need } from './need.ts'
import { recordProxy } from './proxy.ts'
import type { ResourceInput } from './resource.graphql.ts'
import { Resource } from './resource.ts'
import { type TouchedEntries, touchMatching } from './touch.ts'

/** Keeps a draft of a need, one's own or (with `proxy`) a unit's. */
export function draftNeed(context: Context, info: GraphQLResolveInfo, input: NeedInput): Promise<unknown> {
  return draft(context, info, Need, input, async (work) => ({ ...(await needColumns(work, input)) }))
}

/** Keeps a draft of a resource, one's own or (with `proxy`) a unit's. */
export function draftResource(context: Context, info: GraphQLResolveInfo, input: ResourceInput): Promise<unknown> {
  return draft(context, info, Resource, input, async (work) => ({ ...(await resourceColumns(work, input)) }))
}

/** @throws Refusal STALE_VERSION when somebody else changed it since; NEED_OVERFILLED below what is already confirmed */
export function reviseNeed(context: Context, info: GraphQLResolveInfo, asked: { id: string; version: number; input: NeedInput }): Promise<unknown> {
  return revise(context, info, Need, asked, (work) => needColumns(work, asked.input))
}

/** @throws Refusal STALE_VERSION when somebody else changed it since; RESOURCE_OVERBOOKED, RESOURCE_OUT_OF_STOCK below what is already promised; WRONG_STATUS for another supply of what is */
export function reviseResource(context: Context, info: GraphQLResolveInfo, asked: { id: string; version: number; input: ResourceInput }): Promise<unknown> {
  return revise(context, info, Resource, asked, async (work, entry) => {
    const values = await resourceColumns(work, asked.input)
    // The tallies of the two kinds count different things.
    if (values.supply !== entry.supply && entry.takenQuantity > 0) throw new Refusal('WRONG_STATUS', { status: entry.status })
    return values
  })
}

/** @throws Refusal WRONG_STATUS unless a draft; OWNERS_DECISION_MISSING; PERIOD_INVALID when it is already over */
export function publishEntry(context: Context, info: GraphQLResolveInfo, type: EntityClass<ListEntry>, id: string): Promise<unknown> {
  return operation(context, info, `${type.name.toLowerCase()}.publish`, {
    subject: { type, id },
    input: { id },
    run: async (work, entry) => {
      entry.publish(work.now, work.today)
      if (entry instanceof Need) entry.offerIn(await homeScopeOf(work, entry.owner.id), work.now)
      await work.em.flush()
      await touchMatching(work, 'PUBLISHED', itself(type, entry.id))
      return outcome(type, entry, {})
    },
  })
}

/** Where what the organization needs is offered first. */
async function homeScopeOf({ db }: Work, ownerId: string): Promise<MatchingScope> {
  const { rows } = await db.query<{ kind: OrganizationKind }>({
    text: 'select o.kind from organization_closure up join organizations o on o.id = up.ancestor_id where up.descendant_id = $1::uuid order by up.depth',
    values: [ownerId],
  })
  return homeScope(rows)
}

/** Takes it off the list. Open proposals end; projects go on. */
export function withdrawEntry(context: Context, info: GraphQLResolveInfo, type: EntityClass<ListEntry>, { id, reason }: { id: string; reason: string }): Promise<unknown> {
  const why = checked(line(200), reason)
  return operation(context, info, `${type.name.toLowerCase()}.withdraw`, {
    subject: { type, id },
    input: { id, reason: why },
    before: lockPartners(type, id),
    run: async (work, entry) => {
      await withdraw(work, type, entry)
      return outcome(type, entry, { reason: why })
    },
  })
}

export async function withdraw(work: Work, type: EntityClass<ListEntry>, entry: ListEntry): Promise<void> {
  entry.withdraw(work.now)
  await work.em.flush()
  const [, column] = columnsOf(type)
  const { rows } = await work.db.query<Pair>({
    text: `update match_proposals set stage = 'SUPERSEDED', superseded_at = $2::timestamptz, superseded_why = '{"code":"ENTRY_GONE"}' where ${column} = $1::uuid and stage = 'OPEN' returning need_id, resource_id`,
    values: [entry.id, work.now.toISOString()],
  })
  await touchMatching(work, 'WITHDRAWN', itself(type, entry.id), partners(type, rows))
}

function draft<E extends ListEntry>(context: Context, info: GraphQLResolveInfo, type: EntityClass<E>, input: { ownerId: string; proxy?: ProxyInput }, columns: (work: Work) => Promise<object>): Promise<unknown> {
  const name = `${type.name.toLowerCase()}.draft`
  return operation(context, info, name, {
    subject: { type: Organization, id: input.ownerId },
    question: { proxy: Boolean(input.proxy) },
    input,
    run: async (work, owner) => {
      const id = work.newId()
      const side = type.name === 'Need' ? 'NEED' : 'RESOURCE'
      const proxy = input.proxy ? await recordProxy(work, name, { id, side, organization: owner }, input.proxy) : null
      const entry = newDraft(work, type, { ...(await columns(work)), id, owner, recordedBy: proxy?.recordedByOrganization ?? null })
      return outcome(type, entry, { title: entry.title, ...(proxy && { agreedBy: proxy.agreedBy, agreedHow: proxy.agreedHow }) })
    },
  })
}

function newDraft<E extends ListEntry>({ em, now }: Work, type: EntityClass<E>, values: object): E {
  return em.create(type, { ...values, stage: 'DRAFT', publishedAt: null, createdAt: now, updatedAt: now, version: 1 } as never) as E
}

/** A draft of a need in the transaction at hand. The caller has asked whether the actor may. */
export async function newNeed(work: Work, owner: Organization, input: NeedInput): Promise<Need> {
  return newDraft(work, Need, { ...(await needColumns(work, input)), id: work.newId(), owner, recordedBy: null })
}

function revise<E extends ListEntry>(context: Context, info: GraphQLResolveInfo, type: EntityClass<E>, asked: { id: string; version: number; input: object }, columns: (work: Work, entry: E) => Promise<object>): Promise<unknown> {
  return operation(context, info, `${type.name.toLowerCase()}.revise`, {
    subject: { type, id: asked.id },
    input: asked,
    before: lockPartners(type, asked.id),
    run: async (work, entry) => {
      entry.requireRevisable(asked.version)
      const values = await columns(work, entry)
      const changed = Object.entries(values).filter(([key, value]) => !isDeepStrictEqual(value, entry[key as keyof E])).map(([key]) => key)
      work.em.assign(entry, values as never)
      entry.touch(work.now)
      const ended = await supersedeUnfit(work, type, entry, changed)
      if (entry.isListed(work.today)) await touchMatching(work, 'REVISED', itself(type, entry.id), partners(type, ended))
      return outcome(type, entry, { changed })
    },
  })
}

/** Columns that a proposal answered; what was asked about something else no longer holds. */
const ANSWERED = ['category', 'attributes', 'unit', 'supply', 'compound', 'audienceKind', 'audienceOrganization', 'audienceAlliance', 'farthest']

/** Open proposals that the revised entry no longer bears out end; those within its hours and period stay, with what was confirmed. */
export async function supersedeUnfit({ em, db, now }: Work, type: EntityClass<ListEntry>, { id }: ListEntry, changed: readonly string[]): Promise<Pair[]> {
  await em.flush()
  const [table, column] = columnsOf(type)
  const text = `update match_proposals p set stage = 'SUPERSEDED', superseded_at = $3::timestamptz, superseded_why = '{"code":"REVISED"}' from ${table} e where e.id = $1::uuid and p.${column} = e.id and p.stage = 'OPEN'
    and ($2::boolean or p.starts_on < e.starts_on or p.ends_on > e.ends_on or e.windows is not null and (p.windows is null or not p.windows <@ e.windows))
    returning p.need_id, p.resource_id`
  const { rows } = await db.query<Pair>({ text, values: [id, changed.some((key) => ANSWERED.includes(key)), now.toISOString()] })
  return rows
}

interface Pair {
  readonly need_id: string
  readonly resource_id: string
}

const itself = (type: EntityClass<ListEntry>, id: string): TouchedEntries => (type === Need ? { needIds: [id] } : { resourceIds: [id] })
const partners = (type: EntityClass<ListEntry>, ended: readonly Pair[]): TouchedEntries =>
  type === Need ? { resourceIds: ended.map(({ resource_id: id }) => id) } : { needIds: ended.map(({ need_id: id }) => id) }

const columnsOf = (type: EntityClass<ListEntry>): [table: string, column: string] => (type === Need ? ['needs', 'need_id'] : ['resources', 'resource_id'])

/** The entry with the other sides of its open proposals. */
const lockPartners =
  (type: EntityClass<ListEntry>, id: string) =>
  (work: Work): Promise<void> =>
    lockEntries(work, `select need_id, resource_id from match_proposals where ${columnsOf(type)[1]} = $1::uuid and stage = 'OPEN'`, [uuidOf(type.name, id)])

function outcome(type: EntityClass<ListEntry>, entry: ListEntry, details: Record<string, unknown>): Outcome {
  const parties = [entry.owner.id, ...(entry.recordedBy ? [entry.recordedBy.id] : [])]
  return { type: type.name, id: entry.id, organizationId: entry.owner.id, parties, details: { title: entry.title, ...details } }
}
