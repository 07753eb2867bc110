import { placeId } from './actors.ts'
import type { Case, Kit } from './cases.ts'
import { idOf, uuidOf } from './rows.ts'
import { type LogRow, insertLog } from './service-rows.ts'

const log = async (kit: Kit, row: Partial<LogRow> = {}): Promise<string> => idOf('ServiceLog', await insertLog(kit.sql, uuidOf(kit.name()), { of: 'MEMBER @ unit', ...row }))
const hours = (kit: Kit): Record<string, unknown> => ({ servedOn: '2026-02-27', minutes: 30, field: 'SCIENCE', words: kit.name() })

export const SERVICE_CASES: Record<string, Case> = {
  logService: { mutation: 'logService', make: async (kit) => ({ input: { communityId: placeId('community'), ...hours(kit) } }) },
  'logService: at a unit': { mutation: 'logService', make: async (kit) => ({ input: { communityId: placeId('unit'), ...hours(kit) } }) },
  enterPaperList: { mutation: 'enterPaperList', make: async (kit) => ({ input: { organizerId: placeId('unit'), servedOn: '2026-02-27', field: 'SCIENCE', words: kit.name(), lines: [{ personId: (await kit.person()).id, minutes: 60 }] } }) },
  'enterPaperList: by the community': {
    mutation: 'enterPaperList',
    make: async (kit) => {
      const { id } = await kit.person()
      await kit.sql('update people set residence_community_id = $1 where id = $2', [Buffer.from(placeId('community'), 'base64url').toString().split(':')[1], Buffer.from(id, 'base64url').toString().split(':')[1]])
      return { input: { organizerId: placeId('community'), servedOn: '2026-02-27', field: 'SCIENCE', words: kit.name(), lines: [{ personId: id, minutes: 60 }] } }
    },
  },
  withdrawServiceLog: { mutation: 'withdrawServiceLog', make: async (kit) => ({ id: await log(kit) }), flag: 'viewerMayWithdraw' },
  confirmServiceLogs: { mutation: 'confirmServiceLogs', make: async (kit) => ({ communityId: placeId('community'), ids: [await log(kit), await log(kit, { of: 'RESIDENT @ community' })] }) },
  'confirmServiceLogs: one that another place certifies': { mutation: 'confirmServiceLogs', make: async (kit) => ({ communityId: placeId('community'), ids: [await log(kit, { community: 'sibling' })] }) },
  'confirmServiceLogs: a doubtful one without a reason': { mutation: 'confirmServiceLogs', make: async (kit) => ({ communityId: placeId('community'), ids: [await log(kit, { stage: 'HELD' })] }) },
  "confirmServiceLogs: the clerk's own": { mutation: 'confirmServiceLogs', make: async (kit) => ({ communityId: placeId('community'), ids: [await log(kit, { of: 'CLERK @ community' })] }) },
  correctServiceLog: { mutation: 'correctServiceLog', make: async (kit) => ({ id: await log(kit), minutes: 40, reason: 'r' }), flag: 'viewerMayDecide' },
  returnServiceLog: { mutation: 'returnServiceLog', make: async (kit) => ({ id: await log(kit), reason: 'r' }), flag: 'viewerMayDecide' },
}
