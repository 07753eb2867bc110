import type pg from 'pg'
import { CATEGORIES } from '@red-alliance/shared/categories'
import { city } from '@red-alliance/shared/matching/testing/city'
import type { MatchingNeed, MatchingResource } from '@red-alliance/shared/matching/types'
import type { WeeklyWindows } from '@red-alliance/shared/weekly-windows'

const BATCH = 2000
/** The generator's own day; the story begins before it. */
const PUBLISHED = '2026-03-01T00:00:00Z'

/**
 * Puts the generator's city into a seeded database: its units below the communities of the real tree, its needs and resources listed, offered to their district as the generator says. A need that
 * would take any of several slots asks for the first of them, because the lists know hours only.
 */
export async function fillCity(client: pg.Client, options: { readonly needs: number; readonly seed: number }): Promise<void> {
  const { needs, resources } = city(options)
  const owners = [...new Set([...needs, ...resources].map(({ ownerId }) => ownerId))].map((key) => ({ key, community: Number(key.split(' ')[1]) }))
  await client.query('begin')
  await client.query("create temp table city_communities on commit drop as select id, (row_number() over (order by code) - 1)::int as place, count(*) over ()::int as all from organizations where kind = 'COMMUNITY'")
  await client.query(
    `insert into organizations (id, kind, unit_kind, name, parent_id, created_at) select md5('city ' || o.key)::uuid, 'UNIT', 'SCHOOL', o.key, c.id, $2
      from jsonb_to_recordset($1::jsonb) o (key text, community int) join city_communities c on c.place = o.community % c.all`,
    [JSON.stringify(owners), PUBLISHED],
  )
  for (const [table, entries] of [['needs', needs], ['resources', resources]] as const) {
    for (let at = 0; at < entries.length; at += BATCH) await client.query(insertSql(table), [JSON.stringify(entries.slice(at, at + BATCH).map(rowOf)), PUBLISHED])
  }
  await client.query('commit')
  await client.query('analyze')
}

function rowOf(entry: MatchingNeed | MatchingResource): object {
  const need = 'urgency' in entry ? entry : null
  return {
    key: entry.id,
    owner: entry.ownerId,
    category: entry.category,
    attributes: entry.attributes,
    unit: entry.unit ?? CATEGORIES[entry.category].units[0],
    windows: multirange(need?.slot ? firstSlot(need) : entry.windows),
    starts_on: entry.period.from,
    ends_on: entry.period.to,
    street_only: entry.audience !== null,
    quantity: entry.quantity,
    divisible: need?.divisible ?? true,
    least_part: need?.leastPart ?? 1,
    urgency: need?.urgency ?? null,
    supply: need ? null : (entry as MatchingResource).supply,
  }
}

function firstSlot({ windows, slot }: MatchingNeed): WeeklyWindows {
  const start = windows?.[0]?.start ?? 0
  return [{ start, end: start + (slot?.minutes ?? 60) }]
}

const multirange = (windows: WeeklyWindows | null): string | null => (windows ? `{${windows.map(({ start, end }) => `[${start},${end})`).join(',')}}` : null)

function insertSql(table: 'needs' | 'resources'): string {
  const [own, value] = table === 'needs' ? ['urgency, scope, scope_since', "e.urgency, 'DISTRICT', $2"] : ['supply', 'e.supply']
  return `insert into ${table} (id, owner_id, title, category, attributes, unit, divisible, least_part, windows, starts_on, ends_on, audience_kind, audience_organization_id, contact_name, contact_phone, stage, published_at, created_at, updated_at, quantity, ${own})
    select md5('city ' || e.key)::uuid, o.id, e.key, e.category, e.attributes, e.unit, e.divisible, e.least_part, e.windows::int4multirange, e.starts_on, e.ends_on,
      case when e.street_only then 'ORGANIZATION' else 'PUBLIC' end, case when e.street_only then c.parent_id end, '值班室', '19900000099', 'PUBLISHED', $2, $2, $2, e.quantity, ${value}
    from jsonb_to_recordset($1::jsonb) e (key text, owner text, category text, attributes jsonb, unit text, windows text, starts_on date, ends_on date, street_only boolean, quantity int, divisible boolean, least_part int, urgency smallint, supply text)
      join organizations o on o.id = md5('city ' || e.owner)::uuid join organizations c on c.id = o.parent_id`
}
