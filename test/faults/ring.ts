import { randomUUID } from 'node:crypto'
import { seedId } from '../../server/seeds/ids.ts'
import { globalId } from '../../server/src/graphql/ids.ts'
import { type Story, character } from '../harness/story.ts'

/** A ring of books: each of the cast gives one volume to the next. Written by SQL because only the answers go over HTTP. */
export interface Books {
  readonly ringId: string
  /** Global ids of the members and what they give, in the order of the names. */
  readonly memberIds: readonly string[]
  readonly proposalIds: readonly string[]
  readonly needIds: readonly string[]
}

/** @param names of the cast, each of another organization, two or three */
export async function prepareRing(story: Story, names: readonly string[]): Promise<Books> {
  const owners = names.map((name) => seedId(`organization ${character(name).at}`))
  const [needs, resources, proposals, members] = [1, 2, 3, 4].map(() => names.map(() => randomUUID())) as [string[], string[], string[], string[]]
  const ring = randomUUID()
  const next = (i: number): number => (i + 1) % names.length
  const now = story.clock.now.toISOString()
  const columns = 'id, owner_id, title, category, attributes, unit, divisible, least_part, starts_on, ends_on, audience_kind, contact_name, contact_phone, stage, published_at, created_at, updated_at, quantity'
  const values = `u.id, u.owner, $3 || u.name, 'GOODS', '{"goods":"BOOKS"}', 'VOLUME', true, 1, '2026-03-03', '2026-08-29', 'PUBLIC', '值班室', '19900000099', 'PUBLISHED', $5::timestamptz, $5::timestamptz, $5::timestamptz, 1`
  await story.sql(`insert into needs (${columns}, urgency) select ${values}, 3 from unnest($1::uuid[], $2::uuid[], $4::text[]) u (id, owner, name)`, [needs, owners.map((_, i) => owners[next(i)]), '想要一册书：', names.map((_, i) => names[next(i)]), now])
  await story.sql(`insert into resources (${columns}, supply) select ${values}, 'CONSUMABLE' from unnest($1::uuid[], $2::uuid[], $4::text[]) u (id, owner, name)`, [resources, owners, '送出一册书：', names, now])
  await story.sql(
    `insert into match_proposals (id, need_id, resource_id, need_owner_id, resource_owner_id, origin, stage, quantity, score, terms, starts_on, ends_on, created_at, expires_at)
      select u.id, u.need, u.resource, u.taker, u.giver, 'PLATFORM', 'OPEN', 1, 60, '[]', '2026-03-03', '2026-08-29', $6::timestamptz, $6::timestamptz + interval '7 days'
      from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[], $5::uuid[]) u (id, need, resource, taker, giver)`,
    [proposals, needs, resources, owners.map((_, i) => owners[next(i)]), owners, now],
  )
  await story.sql(
    `with ring as (insert into match_rings (id, stage, value, created_at, expires_at) values ($1::uuid, 'OPEN', 120, $2::timestamptz, $2::timestamptz + interval '7 days') returning id)
      insert into match_ring_members (id, ring_id, position, organization_id, proposal_id) select u.id, ring.id, u.position, u.owner, u.proposal
      from ring, unnest($3::uuid[], $4::uuid[], $5::uuid[]) with ordinality u (id, owner, proposal, position)`,
    [ring, now, members, owners, proposals],
  )
  return { ringId: globalId('MatchRing', ring), memberIds: members.map((id) => globalId('MatchRingMember', id)), proposalIds: proposals.map((id) => globalId('MatchProposal', id)), needIds: needs }
}

export const CONFIRM_RING = 'mutation ($id: ID!) { confirmMatchRing(id: $id) { id status members { nodes { id confirmedAt } } } }'
export const DECLINE_RING = 'mutation ($id: ID!) { declineMatchRing(id: $id, reason: SAFETY) { id status } }'
export const DISSOLVE_RING = 'mutation ($id: ID!, $reason: String!) { dissolveMatchRing(id: $id, reason: $reason) { id status note closedBy { name } } }'
