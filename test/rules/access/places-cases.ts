import type { PlaceName } from './actors.ts'
import type { Case, Kit } from './cases.ts'
import { idOf, insertProject, uuidOf } from './rows.ts'

const proxy = { agreedBy: '某某', agreedHow: 'PHONE', agreedOn: '2026-03-01' }

/** Spaces with a project that goes on. @returns the resource's id */
async function inUse(kit: Kit, needOwner: PlaceName, resourceOwner: PlaceName): Promise<string> {
  const pair = await kit.pair(needOwner, resourceOwner)
  await insertProject(kit.sql, uuidOf(kit.name()), pair)
  return idOf('Resource', pair.resource)
}

export const PLACE_CASES: Record<string, Case> = {
  assignPlaces: { mutation: 'assignPlaces', make: async (kit) => ({ id: await inUse(kit, 'community', 'unit') }), flag: 'viewerMayAssignPlaces' },
  'assignPlaces: of the community': { mutation: 'assignPlaces', make: async (kit) => ({ id: await inUse(kit, 'unit', 'community') }), flag: 'viewerMayAssignPlaces' },
  'assignPlaces: by proxy for the unit': { mutation: 'assignPlaces', make: async (kit) => ({ id: await inUse(kit, 'community', 'unit'), proxy }), flag: 'viewerMayAssignPlacesForUnit' },
  'assignPlaces: by proxy for the community': { mutation: 'assignPlaces', make: async (kit) => ({ id: await inUse(kit, 'unit', 'community'), proxy }), flag: 'viewerMayAssignPlacesForUnit' },
}
