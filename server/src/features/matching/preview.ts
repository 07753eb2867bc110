import { SCOPES, homeScope } from '@red-alliance/shared/matching/reach'
import type { MatchingInput, MatchingNeed } from '@red-alliance/shared/matching/types'
import type { HoursVariant, Unlisted, WhatIf, WhatIfPoint } from '@red-alliance/shared/matching/what-if'
import type { Context } from '../../graphql/context.ts'
import { globalId, uuidOf } from '../../graphql/ids.ts'
import { type EntityClass, Work } from '../../operation.ts'
import { Refusal } from '../../refusal.ts'
import { needColumns, resourceColumns } from '../lists/entry-input.ts'
import type { ListEntry } from '../lists/entry.ts'
import { Need } from '../lists/need.ts'
import type { NeedInput } from '../lists/need.graphql.ts'
import type { ResourceInput } from '../lists/resource.graphql.ts'
import { Resource } from '../lists/resource.ts'
import { Organization } from '../organizations/organization.ts'
import { readBoard } from './board.ts'
import { type Standing, readStanding } from './standing.ts'

/** One need of which more or less is met (the need itself, where it is revised), or one resource that would provide. */
export interface PreviewLine {
  readonly id: string
  readonly title: string
  readonly ownerName: string
  /** Wanted in all, of a need. */
  readonly wanted: number | null
  /** Without the entry; where one is revised, as it is now. */
  readonly before: number
  /** With it, at each point of the curve. */
  readonly after: readonly number[]
}

/** What an entry brings at each point: points of the whole allocation, units of the entry, and whose they are. */
interface PreviewCurve {
  readonly gains: readonly number[]
  readonly units: readonly number[]
  readonly needs: readonly PreviewLine[]
  readonly providers: readonly PreviewLine[]
}

/** When some days open (or, `until`, close): see `HourSlider`. */
export interface HoursPreview extends PreviewCurve {
  readonly days: readonly number[]
  readonly until: boolean
  readonly now: number
  readonly positions: readonly number[]
}

export interface EntryPreview extends PreviewCurve {
  readonly allianceName: string
  readonly quantities: readonly number[]
  readonly enough: number | null
  readonly variants: readonly HoursVariant[]
  readonly sliders: readonly HoursPreview[]
}

interface Asked {
  readonly alliance: { readonly name: string }
  readonly input: MatchingInput
  readonly entry: Unlisted
}

/**
 * What a resource would bring to the owner's alliance if it were published, among what the viewer sees. Nothing is written.
 * @param replaces the listed resource that is revised: then it is compared with what is
 * @returns null where the owner sits in no alliance
 * @throws Refusal as drafting and publishing, or revising, does; what is only words (title, contact) may still be missing
 */
export function previewResource(context: Context, input: ResourceInput, replaces: string | null): Promise<EntryPreview | null> {
  return preview(context, Resource, { input, replaces }, async (work) => {
    const columns = await resourceColumns(work, worded(input))
    return { columns, complete: (shared) => ({ resource: { ...shared, supply: columns.supply, quantity: columns.quantity } }) }
  })
}

/** Like `previewResource`: who would provide. It is offered where a new need is offered first. */
export function previewNeed(context: Context, input: NeedInput, replaces: string | null): Promise<EntryPreview | null> {
  return preview(context, Need, { input, replaces }, async (work) => {
    const columns = await needColumns(work, worded(input))
    const { quantity, divisible, leastPart, urgency, farthest } = columns
    return { columns, complete: (shared, listed) => ({ need: { ...shared, quantity, divisible, leastPart, urgency, farthest, scope: listed.needs.find(({ id }) => id === shared.id)?.scope ?? homeScope(shared.place) } }) }
  })
}

type Shared = Pick<MatchingNeed, 'id' | 'ownerId' | 'category' | 'attributes' | 'unit' | 'period' | 'audience' | 'windows'> & Standing
type Columns = Pick<ListEntry, 'category' | 'attributes' | 'unit' | 'windows' | 'startsOn' | 'endsOn' | 'audienceOrganization' | 'audienceAlliance'>

interface Typed {
  readonly columns: Columns
  readonly complete: (shared: Shared, listed: MatchingInput) => Unlisted
}

async function preview(context: Context, type: EntityClass<ListEntry>, { input, replaces }: { readonly input: NeedInput | ResourceInput; readonly replaces: string | null }, typed: (work: Work) => Promise<Typed>): Promise<EntryPreview | null> {
  if (!context.actor.personId) throw new Refusal('UNAUTHENTICATED')
  const asked = await context.orm.em.fork().transactional(async (em): Promise<Asked | null> => {
    const work = new Work(context, em)
    const id = await idOf(work, type, input, replaces)
    const { columns, complete } = await typed(work)
    if (columns.endsOn < work.today) throw new Refusal('PERIOD_INVALID', { endsOn: columns.endsOn })
    const ownerId = uuidOf('Organization', input.ownerId)
    const standing = (await readStanding(work, [ownerId])).get(ownerId)!
    const audience = columns.audienceAlliance?.id ?? columns.audienceOrganization?.id ?? null
    // The alliance it is meant for, or else the nearest table.
    const [table] = (standing.tables ?? []).toSorted((a, b) => Number(b.id === audience) - Number(a.id === audience) || SCOPES.indexOf(a.scope) - SCOPES.indexOf(b.scope) || (a.id < b.id ? -1 : 1))
    if (!table) return null
    const { rows } = await work.db.query<{ name: string }>({ text: 'select name from alliances where id = $1::uuid', values: [table.id] })
    const { category, attributes, unit, windows, startsOn, endsOn } = columns
    const shared = { ...standing, id, ownerId, category, attributes, unit, windows, period: { from: startsOn, to: endsOn }, audience } as Shared
    const listed = await readBoard(work, { allianceUuid: table.id, categories: [category] })
    return { alliance: rows[0]!, input: listed, entry: complete(shared, listed) }
  })
  if (!asked) return null
  return named(context, asked, await context.askMatching('whatIf', { input: asked.input, entry: asked.entry }))
}

/** Of a new entry, or of the one that is revised; whoever asks may do either. */
async function idOf(work: Work, type: EntityClass<ListEntry>, { ownerId, proxy }: NeedInput | ResourceInput, replaces: string | null): Promise<string> {
  const name = type.name.toLowerCase()
  if (!replaces) {
    await work.require(`${name}.draft`, Organization, ownerId, { question: { proxy: Boolean(proxy) }, locked: false })
    return work.newId()
  }
  const entry = await work.require(`${name}.revise`, type, replaces, { locked: false })
  if (entry.owner.id !== uuidOf('Organization', ownerId)) throw new Refusal('BAD_INPUT', { fields: ['ownerId'] })
  return entry.id
}

/** What is only said, not reckoned with, may be typed last. */
function worded<I extends NeedInput | ResourceInput>(input: I): I {
  return { ...input, title: '—', description: '', contactName: '—', contactPhone: '19900000000', ...('ownersDecisionText' in input && { ownersDecisionText: '', ownersDecisionOn: null }) }
}

/** The lines with their titles; all of them are of entries that the board showed to the viewer. */
async function named(context: Context, { alliance, input, entry }: Asked, { points, enough, variants, sliders }: WhatIf): Promise<EntryPreview> {
  const everything = [...points, ...sliders.flatMap((slider) => slider.points)]
  const changed = (some: readonly WhatIfPoint[]): string[] => [...new Set(some.flatMap(({ changes }) => changes.map(({ needId }) => needId)))]
  const providing = (some: readonly WhatIfPoint[]): string[] => ('need' in entry ? [...new Set(some.flatMap(({ partners }) => partners.map(({ id }) => id)))] : [])
  const { rows } = await context.pool.query<{ id: string; title: string; ownerName: string }>({
    text: 'select e.id, e.title, o.name as "ownerName" from (select id, title, owner_id from needs where id = any($1::uuid[]) union all select id, title, owner_id from resources where id = any($2::uuid[])) e join organizations o on o.id = e.owner_id',
    values: [changed(everything), providing(everything)],
  })
  const titles = new Map(rows.map((row) => [row.id, row]))
  const line = (type: string, id: string, wanted: number | null, before: number, after: number[]): PreviewLine => ({ id: globalId(type, id), title: titles.get(id)?.title ?? '', ownerName: titles.get(id)?.ownerName ?? '', wanted, before, after })
  const curve = (some: readonly WhatIfPoint[]): PreviewCurve => ({
    gains: some.map(({ gain }) => gain),
    units: some.map(({ units }) => units),
    needs: changed(some).map((id) => {
      const before = some.flatMap(({ changes }) => changes).find(({ needId }) => needId === id)!.before
      return line('Need', id, input.needs.find((need) => need.id === id)?.quantity ?? null, before, some.map(({ changes }) => changes.find(({ needId }) => needId === id)?.after ?? before))
    }),
    providers: providing(some).map((id) => line('Resource', id, null, 0, some.map(({ partners }) => partners.find((one) => one.id === id)?.quantity ?? 0))),
  })
  return {
    allianceName: alliance.name,
    quantities: points.map(({ quantity }) => quantity),
    enough,
    variants,
    ...curve(points),
    sliders: sliders.map(({ days, edge, now, positions, points: there }) => ({ days, until: edge === 'UNTIL', now, positions, ...curve(there) })),
  }
}
