import { placeId } from './actors.ts'
import type { Case, Kit } from './cases.ts'
import { insertRecheck, insertRecord } from './ledger-rows.ts'
import { insertKept } from './registrations-rows.ts'
import { idOf, uuidOf } from './rows.ts'

const fresh = (kit: Kit): string => uuidOf(kit.name())
/** Of somebody far away, for whom none of the actors speaks but those of the foreign community. */
const record = async (kit: Kit): Promise<string> => insertRecord(kit.sql, fresh(kit), { person: await insertKept(kit.sql, fresh(kit), { residence: 'foreign' }), at: 'community' })

export const LEDGER_CASES: Record<string, Case> = {
  correctServiceRecord: { mutation: 'correctServiceRecord', make: async (kit) => ({ id: idOf('ServiceRecord', await record(kit)), minutes: 30, reason: 'r' }), flag: 'viewerMayCorrect' },
  checkServiceLedger: { mutation: 'checkServiceLedger', make: async () => ({ communityId: placeId('community') }) },
  recordRecheck: { mutation: 'recordRecheck', make: async (kit) => ({ id: idOf('ServiceRecheck', await insertRecheck(kit.sql, fresh(kit), await record(kit), 'community')), result: 'RIGHT' }), flag: 'viewerMayCheck' },
}

/** Other input of mutations whose input is no fresh subject. */
export const LEDGER_OTHERS: Record<string, Record<string, unknown>> = {
  checkServiceLedger: { communityId: placeId('street') },
}
