import { type PlaceName, actorId, place } from './actors.ts'
import type { Case, Kit } from './cases.ts'
import { type Pair, idOf, insert, uuidOf } from './rows.ts'

const proxy = { agreedBy: '某某', agreedHow: 'PHONE', agreedOn: '2026-03-01' }

/** Two more of the resource are asked for. @returns its uuid */
export function insertAdjustment(sql: Kit['sql'], id: string, { need, resource, needOwner, resourceOwner }: Pair, proposer: PlaceName): Promise<string> {
  return insert(sql, 'adjustments', {
    id,
    need_id: need,
    resource_id: resource,
    need_owner_id: place(needOwner),
    asked_id: place(resourceOwner),
    proposer_id: place(proposer),
    proposed_by_id: actorId('SECRETARY @ street'),
    kind: 'QUANTITY_MORE',
    change: JSON.stringify({ kind: 'QUANTITY_MORE', resourceId: resource, more: 2, quantity: 6 }),
    gain: 2,
    moved: 0,
    kept: 1,
    stage: 'OPEN',
    created_at: '2026-03-01T02:00:00Z',
    expires_at: '2026-03-20T00:00:00Z',
  })
}

const asked = async (kit: Kit, resourceOwner: PlaceName = 'unit'): Promise<string> => idOf('Adjustment', await insertAdjustment(kit.sql, uuidOf(kit.name()), await kit.pair('community', resourceOwner), 'community'))

/** A need whose last day is over: whoever may ask for it is told so, and nothing is solved. */
async function over(kit: Kit): Promise<Record<string, unknown>> {
  const id = await kit.entry({ type: 'Need', owner: 'community' })
  await kit.sql("update needs set starts_on = '2026-02-01', ends_on = '2026-02-20' where id = $1", [id])
  return { remedy: { needId: idOf('Need', id), kind: 'NEED_QUANTITY', gain: 1 } }
}

export const ADJUSTMENT_CASES: Record<string, Case> = {
  proposeAdjustment: { mutation: 'proposeAdjustment', make: over },
  adjustNeed: { mutation: 'adjustNeed', make: over },
  acceptAdjustment: { mutation: 'acceptAdjustment', make: async (kit) => ({ id: await asked(kit) }), flag: 'viewerMayAnswer' },
  'acceptAdjustment: by proxy': { mutation: 'acceptAdjustment', make: async (kit) => ({ id: await asked(kit), proxy }), flag: 'viewerMayAnswerForUnit' },
  'acceptAdjustment: by proxy for the ally': { mutation: 'acceptAdjustment', make: async (kit) => ({ id: await asked(kit, 'ally'), proxy }), flag: 'viewerMayAnswerForUnit' },
  declineAdjustment: { mutation: 'declineAdjustment', make: async (kit) => ({ id: await asked(kit), reason: 'SAFETY' }), flag: 'viewerMayAnswer' },
  'declineAdjustment: by proxy': { mutation: 'declineAdjustment', make: async (kit) => ({ id: await asked(kit), reason: 'SAFETY', proxy }), flag: 'viewerMayAnswerForUnit' },
  withdrawAdjustment: { mutation: 'withdrawAdjustment', make: async (kit) => ({ id: await asked(kit) }), flag: 'viewerMayWithdraw' },
}
