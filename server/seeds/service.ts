import type { EntityManager } from '@mikro-orm/postgresql'
import type { VolunteerField } from '@red-alliance/shared/glossary'
import { Organization } from '../src/features/organizations/organization.ts'
import { Person } from '../src/features/people/person.ts'
import { Consent } from '../src/features/registrations/consent.ts'
import { Registration } from '../src/features/registrations/registration.ts'
import { wordsDigest } from '../src/features/service/record-text.ts'
import { ServiceLog } from '../src/features/service/service-log.ts'
import { localDate } from '../src/time.ts'
import { seedId } from './ids.ts'

const DAY = 86_400_000
const COMMUNITY = '130108002006'
const SECRETARY = '19900000011'

interface Hours {
  readonly days: number
  readonly minutes: number
  readonly field: VolunteerField
  readonly words: string
  readonly waits?: true
}

/** What three members did so many days ago, and what 新天地社区 has made of it: one is behind at this pace, one is done, one on the way. */
const MEMBERS: readonly { readonly phone: string; readonly registered: number; readonly hours: readonly Hours[] }[] = [
  { phone: '19900000024', registered: 400, hours: [{ days: 38, minutes: 30, field: 'SCIENCE', words: '用电安全讲解' }, { days: 3, minutes: 40, field: 'ENVIRONMENT', words: '清扫楼道', waits: true }] },
  { phone: '19900000025', registered: 380, hours: [{ days: 52, minutes: 240, field: 'ENVIRONMENT', words: '清理楼院绿化带' }, { days: 31, minutes: 210, field: 'ELDERLY', words: '为独居老人量血压' }, { days: 12, minutes: 180, field: 'ELDERLY', words: '陪老人复诊取药' }] },
  { phone: '19900000026', registered: 300, hours: [{ days: 45, minutes: 120, field: 'CIVILITY', words: '路口早高峰引导' }, { days: 17, minutes: 150, field: 'SCIENCE', words: '假期科普课' }, { days: 2, minutes: 90, field: 'CIVILITY', words: '公园门口引导', waits: true }] },
]

/** Members who are registered with the community, what they agreed to, and their hours: confirmed and in the ledger, or waiting. */
export async function seedService(em: EntityManager, now: Date): Promise<void> {
  const community = em.getReference(Organization, seedId(`organization ${COMMUNITY}`))
  const secretary = em.getReference(Person, seedId(`person ${SECRETARY}`))
  const ago = (days: number): Date => new Date(now.getTime() - days * DAY)
  for (const { phone, registered, hours } of MEMBERS) {
    const person = em.getReference(Person, seedId(`person ${phone}`))
    const at = ago(registered)
    em.create(Consent, { id: seedId(`consent ${phone}`), person, purpose: 'MEMBERSHIP', how: 'SELF', givenBy: person, organization: null, agreedOn: localDate(at), givenAt: at, withdrawnAt: null })
    em.create(Registration, { id: seedId(`registration ${phone}`), kind: 'MEMBER', person, unit: null, place: community, stage: 'CONFIRMED', byPlace: false, movedFrom: null, askedBy: person, decidedBy: secretary, decidedAt: at, reason: '', endedAt: null, endReason: null, createdAt: at })
    for (const { days, minutes, field, words, waits } of hours) {
      const decided = waits ? { stage: 'WAITING' as const } : { stage: 'CONFIRMED' as const, decidedAt: ago(days), decidedBy: secretary }
      em.persist(Object.assign(new ServiceLog(), { id: seedId(`service log ${phone} ${days}`), person, community, source: 'SELF', servedOn: localDate(ago(days)), minutes, field, words, enteredBy: person, createdAt: ago(days), updatedAt: ago(days), ...decided }))
    }
  }
  await em.flush()
  const confirmed = MEMBERS.flatMap(({ phone, hours }) => hours.filter(({ waits }) => !waits).map((each) => ({ phone, ...each }))).sort((a, b) => b.days - a.days)
  for (const each of confirmed) await record(em, each, ago(each.days))
}

/** The database chains it. */
async function record(em: EntityManager, { phone, days, minutes, field, words }: Hours & { phone: string }, at: Date): Promise<void> {
  const id = seedId(`service record ${phone} ${days}`)
  const text = `insert into service_records (id, community_id, person_id, minutes, served_on, field, words_digest, kind, log_id, recorded_by_id, recorded_at) values (?, ?, ?, ?, ?, ?, decode(?, 'hex'), 'SERVICE', ?, ?, ?)`
  await em.execute(text, [id, seedId(`organization ${COMMUNITY}`), seedId(`person ${phone}`), minutes, localDate(at), field, wordsDigest(id, words).toString('hex'), seedId(`service log ${phone} ${days}`), seedId(`person ${SECRETARY}`), at.toISOString()])
}
