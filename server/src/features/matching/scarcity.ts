import type { Category, UnitKind } from '@red-alliance/shared/glossary'
import type { Scarcity } from '@red-alliance/shared/matching/scarcity'
import { Bindings } from '../../access/bindings.ts'
import { may, visible } from '../../access/table.ts'
import type { Context } from '../../graphql/context.ts'
import { globalId, uuidOf } from '../../graphql/ids.ts'
import { Refusal } from '../../refusal.ts'
import { inAlliance, listed } from '../lists/reading.ts'
import { looking, readBoard } from './board.ts'
import { readStanding } from './standing.ts'

/** Whom an alliance might ask for a category, as far as the lists tell. */
export interface RecruitHint {
  readonly category: Category
  /** Units of the alliance that list nothing of it; at most 50, units of the kinds that usually have it first. */
  readonly organizations: readonly { readonly organizationId: string; readonly name: string; readonly unitKind: UnitKind | null }[]
  /** Which kinds of units list it anywhere, the most frequent first. */
  readonly unitKinds: readonly { readonly unitKind: UnitKind; readonly units: number }[]
}

type Cell = Scarcity['rows'][number]['cells'][number]
type NamedCell = Omit<Cell, 'more'> & { readonly more: (Omit<NonNullable<Cell['more']>, 'at'> & { readonly placeName: string }) | null }

export interface AllianceScarcity {
  readonly rows: readonly (Omit<Scarcity['rows'][number], 'cells'> & { readonly cells: readonly NamedCell[] })[]
  readonly prices: readonly (Scarcity['prices'][number] & { readonly title: string })[]
  readonly recruits: readonly RecruitHint[]
}

/**
 * What one more unit of each kind of thing would bring to an alliance, among what the viewer sees; solved in the matching thread.
 * @throws Refusal NOT_FOUND where the viewer neither belongs to the alliance nor stands above it
 */
export async function readScarcity(context: Context, allianceId: string): Promise<AllianceScarcity> {
  const allianceUuid = uuidOf('Alliance', allianceId)
  const { convenerUuid, recruits, titles, names } = await readAround(context, allianceUuid)
  const eyes = looking(context)
  const site = (await readStanding(eyes, [convenerUuid])).get(convenerUuid)!
  const input = await readBoard(eyes, { allianceUuid })
  const { rows, prices } = await context.askMatching('scarcity', { input, site })
  const wanted = new Set(rows.filter(({ cells }) => cells.some((cell) => cell.wanted > 0)).map(({ category }) => category))
  return {
    rows: rows.map((row) => ({ ...row, cells: row.cells.map((cell) => ({ ...cell, more: cell.more && { ...cell.more, placeName: names[cell.more.at] ?? '' } })) })),
    // What a widened need reaches elsewhere is not the alliance's to price.
    prices: prices.flatMap((price) => (titles[price.resourceId] === undefined ? [] : [{ ...price, resourceId: globalId('Resource', price.resourceId), title: titles[price.resourceId]! }])),
    recruits: recruits.filter(({ category }) => wanted.has(category)),
  }
}

interface Around {
  readonly convenerUuid: string
  readonly recruits: readonly RecruitHint[]
  /** Of the alliance's resources, by uuid. */
  readonly titles: Readonly<Record<string, string>>
  /** Of its streets and communities, by uuid. */
  readonly names: Readonly<Record<string, string>>
}

async function readAround({ actor, now, pool }: Context, allianceUuid: string): Promise<Around> {
  const p = new Bindings(actor, now)
  const text = `
    with asked as (select l.id, l.convener_id from alliances l where l.id = ${p.bind(allianceUuid, 'uuid')} and ${may('match.seeScarcity')('l', p)}),
    offered as (select r.id, r.title, r.category, r.owner_id from resources r where ${listed('r', p)} and ${visible('Resource')('r', p)}),
    categories as (select distinct n.category from needs n where ${listed('n', p)} and ${visible('Need')('n', p)} and ${inAlliance('n.owner_id', p, allianceUuid)}),
    kinds as (select r.category, o.unit_kind, count(distinct o.id)::int as units from offered r join organizations o on o.id = r.owner_id where o.unit_kind is not null group by 1, 2),
    idle as (select c.category, o.id, o.name, o.unit_kind, coalesce(k.units, 0) as likely, row_number() over (partition by c.category order by coalesce(k.units, 0) desc, o.position, o.id) as at
      from categories c join organizations o on o.kind = 'UNIT' and ${inAlliance('o.id', p, allianceUuid)} left join kinds k on k.category = c.category and k.unit_kind = o.unit_kind
      where not exists (select 1 from offered r where r.owner_id = o.id and r.category = c.category))
    select (select convener_id from asked) as "convenerUuid",
      (select coalesce(json_object_agg(r.id, r.title), '{}') from offered r where ${inAlliance('r.owner_id', p, allianceUuid)}) as titles,
      (select coalesce(json_object_agg(o.id, o.name), '{}') from organizations o where o.kind <> 'UNIT' and ${inAlliance('o.id', p, allianceUuid)}) as names,
      (select coalesce(json_agg(json_build_object('category', c.category,
        'organizations', (select coalesce(json_agg(json_build_object('organizationId', i.id, 'name', i.name, 'unitKind', i.unit_kind) order by i.at), '[]') from idle i where i.category = c.category and i.at <= 50),
        'unitKinds', (select coalesce(json_agg(json_build_object('unitKind', k.unit_kind, 'units', k.units) order by k.units desc, k.unit_kind), '[]') from kinds k where k.category = c.category)) order by c.category), '[]') from categories c) as recruits`
  const { rows } = await pool.query<{ convenerUuid: string | null } & Omit<Around, 'convenerUuid'>>({ text, values: p.values })
  const { convenerUuid, recruits, titles, names } = rows[0]!
  if (!convenerUuid) throw new Refusal('NOT_FOUND', { type: 'Alliance' })
  return {
    convenerUuid,
    titles,
    names,
    recruits: recruits.map((hint) => ({ ...hint, organizations: hint.organizations.map((one) => ({ ...one, organizationId: globalId('Organization', one.organizationId) })) })),
  }
}
