import type { EntityManager } from '@mikro-orm/postgresql'
import { Organization } from '../src/features/organizations/organization.ts'
import { Person } from '../src/features/people/person.ts'
import { Registration } from '../src/features/registrations/registration.ts'
import { ALLIANCES } from './cast.ts'
import { seedId } from './ids.ts'

const DAY = 86_400_000
/** Whose units have registered their party organizations, and who confirmed it. */
const CONFIRMED_BY: Readonly<Record<string, string>> = { '130108002006': '19900000011', '130105006': '19900000019', 海天阳光园社区: '19900000009' }

/** The units of three alliances are registered where they stand; those of 青园街道 have yet to be. */
export async function seedRegistrations(em: EntityManager, now: Date): Promise<void> {
  const at = new Date(now.getTime() - 200 * DAY)
  for (const { convener, members } of ALLIANCES) {
    const phone = CONFIRMED_BY[convener]
    if (!phone) continue
    const by = em.getReference(Person, seedId(`person ${phone}`))
    for (const unit of members)
      em.create(Registration, {
        id: seedId(`registration ${unit}`), kind: 'UNIT', person: null, unit: em.getReference(Organization, seedId(`organization ${unit}`)), place: em.getReference(Organization, seedId(`organization ${convener}`)),
        stage: 'CONFIRMED', byPlace: true, movedFrom: null, askedBy: by, decidedBy: by, decidedAt: at, reason: '', endedAt: null, endReason: null, createdAt: at,
      })
  }
  await em.flush()
}
