import { type PlaceName, placeId } from './actors.ts'
import type { Case, Kit } from './cases.ts'
import { idOf, insert } from './rows.ts'

const WEIGHTS = { category: 40, windows: 25, sameCommunity: 20, sameStreet: 14, sameDistrict: 6, urgency: 3, reciprocity: 4, near: 5, nearMetres: 1000, widening: 2, fairness: 0, incumbent: 5 }
const rules = (kit: Kit, of: PlaceName): Record<string, unknown> => ({ organizationId: placeId(of), settings: { ...WEIGHTS, reason: kit.name() } })
let metres = 0
const located = (of: PlaceName): Record<string, unknown> => ({ id: placeId(of), latitude: 38_040_000 + (metres += 10), longitude: 114_510_000 })

/** A need of the community or, recorded for it, of the unit; offered at home. */
async function atHome(kit: Kit, owner: PlaceName, recordedBy?: PlaceName): Promise<string> {
  const id = await kit.entry({ type: 'Need', owner, recordedBy })
  await kit.sql("update needs set scope = 'COMMUNITY', scope_since = published_at where id = $1", [id])
  return idOf('Need', id)
}

export const SETTINGS_CASES: Record<string, Case> = {
  setMatchingSettings: { mutation: 'setMatchingSettings', make: async (kit) => rules(kit, 'district') },
  'setMatchingSettings: of a street': { mutation: 'setMatchingSettings', make: async (kit) => rules(kit, 'street') },
  widenNeed: { mutation: 'widenNeed', make: async (kit) => ({ id: await atHome(kit, 'community'), scope: 'STREET' }), flag: 'viewerMayWiden' },
  'widenNeed: recorded': { mutation: 'widenNeed', make: async (kit) => ({ id: await atHome(kit, 'unit', 'street'), scope: 'DISTRICT' }), flag: 'viewerMayWiden' },
  'locateOrganization: the unit': { mutation: 'locateOrganization', make: async () => located('unit'), flag: 'viewerMayLocate' },
  'locateOrganization: the community': { mutation: 'locateOrganization', make: async () => located('community'), flag: 'viewerMayLocate' },
}

/** Of the rows that are looked at: the rules of the district. */
export function insertSettings(sql: Kit['sql'], id: string, of: string, by: string, at: string): Promise<string> {
  const columns = Object.fromEntries(Object.entries(WEIGHTS).map(([name, points]) => [name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`), points]))
  return insert(sql, 'matching_settings', { id, organization_id: of, ...columns, street_after_days: 7, district_after_days: null, reason: 'r', set_by_id: by, set_at: at })
}
