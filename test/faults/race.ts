import { randomUUID } from 'node:crypto'
import { globalId } from '../../server/src/graphql/ids.ts'
import { seedId } from '../../server/seeds/ids.ts'
import type { Answer, Story } from '../harness/story.ts'

/** A thing that many want at once: entries and half-confirmed proposals, written by SQL because only the race itself goes over HTTP. */
export interface Race {
  readonly needIds: readonly string[]
  readonly resourceIds: readonly string[]
  readonly proposalIds: readonly string[]
}

export interface Stakes {
  /** Either side may be many, not both. */
  readonly needs?: number
  readonly resources?: number
  readonly needQuantity?: number
  readonly supply?: 'REUSABLE' | 'CONSUMABLE'
  readonly resourceQuantity?: number
  /** Which side has already said yes; nobody, when null. */
  readonly confirmed?: 'NEED' | 'RESOURCE' | null
}

const STREET = seedId('organization 130102002')
const GARAGE = seedId('organization 怡园大厦物业')
const ZHAO = seedId('person 19900000003')
const WANG = seedId('person 19900000005')
/** Nights from Monday to Friday: 19:00 to 07:30. */
const NIGHTS = '{[1140,1890),[2580,3330),[4020,4770),[5460,6210),[6900,7650)}'

/** Needs of 青园街道 (赵立新 speaks for it) and resources of 怡园大厦物业 (王磊), each pair with an open proposal of one piece. */
export async function prepareRace(story: Story, { needs = 1, resources = 1, needQuantity = 1, supply = 'REUSABLE', resourceQuantity = 1, confirmed = 'NEED' }: Stakes): Promise<Race> {
  const needIds = Array.from({ length: needs }, () => randomUUID())
  const resourceIds = Array.from({ length: resources }, () => randomUUID())
  const many = needs >= resources ? needIds : resourceIds
  const proposalIds = many.map(() => randomUUID())
  const goods = supply === 'CONSUMABLE'
  const [category, attributes, unit, windows] = goods ? ['GOODS', '{"goods":"BOOKS"}', 'VOLUME', null] : ['PARKING', '{"vehicle":"CAR"}', 'PIECE', NIGHTS]
  const columns = 'id, owner_id, title, category, attributes, unit, divisible, least_part, windows, starts_on, ends_on, audience_kind, contact_name, contact_phone, stage, published_at, created_at, updated_at, quantity'
  const values = `u.id, $2::uuid, $3, $4, $5::jsonb, $6, true, 1, $7::int4multirange, '2026-03-03', '2026-08-29', 'PUBLIC', '值班室', '19900000099', 'PUBLISHED', $8::timestamptz, $8::timestamptz, $8::timestamptz, $9::integer`
  const now = story.clock.now.toISOString()
  const common = [category, attributes, unit, windows, now]
  await story.sql(`insert into needs (${columns}, urgency) select ${values}, 3 from unnest($1::uuid[]) u (id)`, [needIds, STREET, '抢一个车位', ...common, needQuantity])
  await story.sql(`insert into resources (${columns}, supply) select ${values}, $10 from unnest($1::uuid[]) u (id)`, [resourceIds, GARAGE, '最后一个车位', ...common, resourceQuantity, supply])
  await story.sql(
    `insert into match_proposals (id, need_id, resource_id, need_owner_id, resource_owner_id, origin, stage, quantity, score, terms, windows, starts_on, ends_on, created_at, expires_at,
       need_confirmed_at, need_confirmed_by_id, resource_confirmed_at, resource_confirmed_by_id)
     select u.id, u.need, u.resource, $4::uuid, $5::uuid, 'PLATFORM', 'OPEN', 1, 0, '[]', $6::int4multirange, '2026-03-03', '2026-08-29', $7::timestamptz, $7::timestamptz + interval '7 days',
       case when $8 = 'NEED' then $7::timestamptz end, case when $8 = 'NEED' then $9::uuid end, case when $8 = 'RESOURCE' then $7::timestamptz end, case when $8 = 'RESOURCE' then $10::uuid end
     from unnest($1::uuid[], $2::uuid[], $3::uuid[]) u (id, need, resource)`,
    [proposalIds, many.map((_, i) => needIds[i % needs]), many.map((_, i) => resourceIds[i % resources]), STREET, GARAGE, windows, now, confirmed ?? 'NOBODY', ZHAO, WANG],
  )
  return { needIds, resourceIds, proposalIds }
}

export const CONFIRM = 'mutation ($id: ID!, $side: Side!) { confirmMatchProposal(id: $id, side: $side) { status project { id status } } }'
export interface Confirmed {
  confirmMatchProposal: { status: string; project: { id: string; status: string } | null }
}

/** All proposals confirmed at the same instant by whoever speaks for the side that has not yet said yes. */
export async function confirmAll(story: Story, { proposalIds }: Race, side: 'NEED' | 'RESOURCE'): Promise<Answer<Confirmed>[]> {
  const speaker = await story.as(side === 'NEED' ? '赵立新' : '王磊')
  return Promise.all(proposalIds.map((uuid) => speaker.attempt<Confirmed>(CONFIRM, { id: globalId('MatchProposal', uuid), side })))
}

/** How often PostgreSQL had to break a deadlock in this database. */
export async function deadlocks(story: Story): Promise<number> {
  const [row] = await story.sql<{ deadlocks: string }>('select pg_stat_clear_snapshot(), deadlocks from pg_stat_database where datname = current_database()')
  return Number(row?.deadlocks)
}

/**
 * What must hold after a race for something there is one of, whoever ran it.
 * @throws Error with everything that does not hold
 */
export async function requireOneWinner(story: Story, race: Race, tally: { won: number; refused: number; failed: number }, { supply = 'REUSABLE' }: Pick<Stakes, 'supply'> = {}): Promise<void> {
  const [row] = await story.sql<Record<string, number>>(
    `select (select count(*)::int from projects where proposal_id = any($1::uuid[])) as projects,
       (select count(*)::int from match_proposals where id = any($1::uuid[]) and stage = 'CONFIRMED') as confirmed,
       (select count(*)::int from match_proposals where id = any($1::uuid[]) and stage = 'OPEN' and (need_confirmed_at is null) <> (resource_confirmed_at is null)) as untouched,
       (select count(distinct project_id)::int from bookings where resource_id = any($3::uuid[])) as booked_projects,
       (select coalesce(max(at_once), 0)::int from (select sum(b.quantity) as at_once from bookings a join bookings b on b.resource_id = a.resource_id and b.during @> lower(a.during)
          where a.resource_id = any($3::uuid[]) and b.released_at is null group by a.id) levels) as peak,
       (select coalesce(sum(met_quantity), 0)::int from needs where id = any($2::uuid[])) as met,
       (select coalesce(sum(waiting_quantity), 0)::int from needs where id = any($2::uuid[])) as waiting_needs,
       (select coalesce(sum(waiting_quantity), 0)::int from resources where id = any($3::uuid[])) as waiting_resources,
       (select coalesce(sum(taken_quantity), 0)::int from resources where id = any($3::uuid[])) as taken`,
    [race.proposalIds, race.needIds, race.resourceIds],
  )
  const others = race.proposalIds.length - 1
  const booked = supply === 'REUSABLE' ? 1 : 0
  const wanted = { projects: 1, confirmed: 1, untouched: others, booked_projects: booked, peak: booked, met: 1, waiting_needs: others, waiting_resources: others, taken: 1, won: 1, refused: others, failed: 0 }
  const found = { ...row, ...tally }
  const wrong = Object.entries(wanted).filter(([key, value]) => found[key as keyof typeof found] !== value)
  if (wrong.length > 0) throw new Error(`not one winner: ${wrong.map(([key, value]) => `${key} is ${String(found[key as keyof typeof found])}, not ${value}`).join('; ')}`)
}
