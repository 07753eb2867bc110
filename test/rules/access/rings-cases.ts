import type { Story } from '../../harness/story.ts'
import { type PlaceName, place } from './actors.ts'
import type { Case, Kit } from './cases.ts'
import { idOf, insertEntry, insertProposal, uuidOf } from './rows.ts'

const proxy = { agreedBy: '某某', agreedHow: 'PHONE', agreedOn: '2026-03-01' }

/** A ring of two: each gives a parking space to the other. @returns the members' uuids, in the order of the owners */
export async function insertRing(sql: Story['sql'], name: string, owners: readonly [PlaceName, PlaceName], ids: { ring: string; members: readonly [string, string] }): Promise<readonly [string, string]> {
  const proposals: string[] = []
  for (const [i, resourceOwner] of owners.entries()) {
    const needOwner = owners[1 - i]!
    const need = await insertEntry(sql, uuidOf(`${name} need ${i}`), { type: 'Need', name: `${name} need ${i}`, owner: needOwner })
    const resource = await insertEntry(sql, uuidOf(`${name} resource ${i}`), { type: 'Resource', name: `${name} resource ${i}`, owner: resourceOwner })
    proposals.push(await insertProposal(sql, uuidOf(`${name} proposal ${i}`), { need, resource, needOwner, resourceOwner }))
  }
  // In one statement: a ring without members is none.
  await sql(
    `with ring as (insert into match_rings (id, stage, value, created_at, expires_at) values ($1::uuid, 'OPEN', 80, '2026-03-01T02:00:00Z', '2026-03-20T00:00:00Z') returning id)
      insert into match_ring_members (id, ring_id, position, organization_id, proposal_id) select u.id, ring.id, u.position, u.owner, u.proposal
      from ring, unnest($2::uuid[], $3::uuid[], $4::uuid[]) with ordinality u (id, owner, proposal, position)`,
    [ids.ring, ids.members, owners.map(place), proposals],
  )
  return ids.members
}

/** @returns the member for whom is answered: the one named first */
async function member(kit: Kit, owners: readonly [PlaceName, PlaceName]): Promise<string> {
  const name = kit.name()
  const members = await insertRing(kit.sql, name, owners, { ring: uuidOf(`${name} ring`), members: [uuidOf(`${name} one`), uuidOf(`${name} other`)] })
  return idOf('MatchRingMember', members[0])
}

const UNIT = ['unit', 'community'] as const
const COMMUNITY = ['community', 'unit'] as const
const answers = (mutation: string, input: object): Record<string, Case> => ({
  [mutation]: { mutation, make: async (kit) => ({ id: await member(kit, UNIT), ...input }), flag: 'viewerMayConfirm' },
  [`${mutation}: of the community`]: { mutation, make: async (kit) => ({ id: await member(kit, COMMUNITY), ...input }), flag: 'viewerMayConfirm' },
  [`${mutation}: by proxy for the unit`]: { mutation, make: async (kit) => ({ id: await member(kit, UNIT), ...input, proxy }), flag: 'viewerMayConfirmForUnit' },
  [`${mutation}: by proxy for the community`]: { mutation, make: async (kit) => ({ id: await member(kit, COMMUNITY), ...input, proxy }), flag: 'viewerMayConfirmForUnit' },
})

export const RING_CASES: Record<string, Case> = {
  ...answers('confirmMatchRing', {}),
  ...answers('declineMatchRing', { reason: 'SAFETY' }),
  dissolveMatchRing: { mutation: 'dissolveMatchRing', make: async (kit) => ({ id: await member(kit, UNIT), reason: 'r' }), flag: 'viewerMayDissolve' },
  'dissolveMatchRing: of the community': { mutation: 'dissolveMatchRing', make: async (kit) => ({ id: await member(kit, COMMUNITY), reason: 'r' }), flag: 'viewerMayDissolve' },
}

/** One of the community and its unit, one over there with the ally. */
export async function furnishRings(sql: Story['sql'], named: (type: string, name: string) => string): Promise<void> {
  await insertRing(sql, 'ring here', UNIT, { ring: named('MatchRing', 'here'), members: [named('MatchRingMember', 'unit-here'), named('MatchRingMember', 'community-here')] })
  await insertRing(sql, 'ring afar', ['ally', 'foreign'], { ring: named('MatchRing', 'afar'), members: [named('MatchRingMember', 'ally-afar'), named('MatchRingMember', 'foreign-afar')] })
}
