import { ACTORS, actorId, placeId } from './actors.ts'
import type { Case, Kit } from './cases.ts'
import { insertCertifiable, insertCertificate } from './certificates-rows.ts'
import { insertKept } from './registrations-rows.ts'
import { idOf, uuidOf } from './rows.ts'

type Variables = Record<string, unknown>
const PERIOD = { fromOn: '2026-01-01', toOn: '2026-02-28' }

async function ofPerson(kit: Kit, guardian: string | null): Promise<Variables> {
  const person = await insertKept(kit.sql, uuidOf(kit.name()), { guardian })
  await insertCertifiable(kit.sql, [person])
  return { communityId: placeId('community'), ...PERIOD, personId: idOf('Person', person) }
}

export const CERTIFICATE_CASES: Record<string, Case> = {
  setCertificateIssuer: { mutation: 'setCertificateIssuer', make: async (kit) => ({ communityId: placeId('community'), responsible: '负责人', handler: kit.name(), telephone: '0311-55500147' }) },
  issueCertificate: {
    mutation: 'issueCertificate',
    make: async (kit) => {
      await insertCertifiable(kit.sql, ACTORS.filter((actor) => actor !== 'nobody').map(actorId))
      return { communityId: placeId('community'), ...PERIOD }
    },
  },
  'issueCertificate: of who has no phone': { mutation: 'issueCertificate', make: (kit) => ofPerson(kit, null) },
  'issueCertificate: of a child by its guardian': { mutation: 'issueCertificate', make: (kit) => ofPerson(kit, actorId('MEMBER @ unit')) },
  revokeCertificate: {
    mutation: 'revokeCertificate',
    make: async (kit) => ({ id: idOf('ServiceCertificate', await insertCertificate(kit.sql, uuidOf(kit.name()), { person: await insertKept(kit.sql, uuidOf(kit.name()), { residence: 'sibling' }) })), reason: 'r' }),
    flag: 'viewerMayRevoke',
  },
}

/** Other input of mutations whose input is no fresh subject. */
export const CERTIFICATE_OTHERS: Record<string, Variables> = {
  issueCertificate: { communityId: placeId('community'), fromOn: '2026-01-02', toOn: '2026-02-28' },
}
