import type { EntityManager, RequiredEntityData } from '@mikro-orm/postgresql'
import { hash } from '@node-rs/argon2'
import type { OrganizationKind, UnitKind } from '@red-alliance/shared/glossary'
import { homeScope } from '@red-alliance/shared/matching/reach'
import { openOrm } from '../src/database/orm.ts'
import { Alliance, AllianceMember } from '../src/features/alliances/alliance.ts'
import type { ListEntry } from '../src/features/lists/entry.ts'
import { Need } from '../src/features/lists/need.ts'
import { Resource } from '../src/features/lists/resource.ts'
import { Compound, Organization, placeNameBelow } from '../src/features/organizations/organization.ts'
import { Person, RoleAssignment } from '../src/features/people/person.ts'
import { localDate } from '../src/time.ts'
import { seedActivities } from './activities.ts'
import { ALLIANCES, CHARACTERS, COMPOUNDS, NEW_COMMUNITIES, UNITS } from './cast.ts'
import { DEMO_PASSWORD } from './demo-log-ins.ts'
import { divisions } from './divisions.ts'
import { NEEDS, RESOURCES } from './entries.ts'
import { seedId } from './ids.ts'
import { seedMeetings } from './meetings.ts'
import { POSITIONS } from './positions.ts'
import { seedRegistrations } from './registrations.ts'
import { seedService } from './service.ts'

const DAY = 86_400_000

export interface Seeding {
  /** False for a real city: the official tree alone, without invented people and entries. */
  readonly story: boolean
  /** A year of service behind the story, for whoever looks around in the product; the tests' books begin empty. */
  readonly lived?: boolean
  readonly log: (line: string) => void
  readonly now?: Date
}

/** Fills an empty database; one that has an organization is left as it is. */
export async function seedIfEmpty(url: string, { story, lived = false, log, now = new Date() }: Seeding): Promise<void> {
  const orm = await openOrm(url, { poolSize: 1 })
  try {
    if ((await orm.em.fork().count(Organization)) > 0) return
    log(story ? '→ 写入示例数据（石家庄）· seeding the story world' : '→ 写入石家庄市行政区划 · seeding the divisions of 石家庄')
    await orm.em.fork().transactional(async (em) => {
      const organizations = await seedOrganizations(em, now, story)
      if (!story) return
      await seedCompounds(em, organizations)
      await seedAlliances(em, organizations, now)
      await seedPeople(em, organizations, now)
      await seedLists(em, organizations, now)
      await seedMeetings(em, now)
      await seedActivities(em, now)
      await seedRegistrations(em, now)
      if (lived) await seedService(em, now)
    })
  } finally {
    await orm.close()
  }
}

type Seeded = RequiredEntityData<Organization> & { readonly id: string; readonly name: string; readonly kind: OrganizationKind; readonly placeName: string }
type Add = (key: string, parentKey: string | null, columns: { kind: OrganizationKind; name: string; code?: string; unitKind?: UnitKind; isExample?: boolean }) => void
/** Organizations by division code, the added ones by name. */
type Organizations = Map<string, Seeded>

function at(organizations: Organizations, place: string): Seeded {
  const organization = organizations.get(place)
  if (!organization) throw new Error(`no such place: ${place}`)
  return organization
}

async function seedOrganizations(em: EntityManager, now: Date, story: boolean): Promise<Organizations> {
  const organizations: Organizations = new Map()
  const add: Add = (key, parentKey, columns) => {
    const parent = parentKey ? at(organizations, parentKey) : null
    const row = { id: seedId(`organization ${key}`), placeName: parent ? placeNameBelow(parent) : '', parent: parent?.id ?? null, code: null, unitKind: null, isExample: false, ...(story ? positionOf(key) : {}), createdAt: now, ...columns }
    organizations.set(key, row)
  }
  for (const { code, kind, name, parentCode } of divisions()) add(code, parentCode, { kind, name, code })
  if (story) addStory(add)
  const rows = [...organizations.values()]
  for (let from = 0; from < rows.length; from += 1000) await em.insertMany(Organization, rows.slice(from, from + 1000))
  return organizations
}

function positionOf(key: string): { latitude: number | null; longitude: number | null } {
  const [latitude = null, longitude = null] = POSITIONS[key] ?? []
  return { latitude, longitude }
}

function addStory(add: Add): void {
  for (const [parentCode, name] of NEW_COMMUNITIES) add(name, parentCode, { kind: 'COMMUNITY', name })
  for (const { place, name, kind, example } of UNITS) add(name, place, { kind: 'UNIT', unitKind: kind, name, isExample: example ?? false })
}

async function seedCompounds(em: EntityManager, organizations: Organizations): Promise<void> {
  for (const [place, ...names] of COMPOUNDS)
    for (const name of names) em.create(Compound, { id: seedId(`compound ${name}`), name, community: reference(em, organizations, place) })
  await em.flush()
}

async function seedAlliances(em: EntityManager, organizations: Organizations, now: Date): Promise<void> {
  for (const { convener, name, signedOn, members } of ALLIANCES) {
    const alliance = em.create(Alliance, { id: seedId(`alliance ${name}`), name, convener: reference(em, organizations, convener), createdAt: now })
    for (const member of members)
      em.create(AllianceMember, { id: seedId(`member ${name} ${member}`), alliance, organization: reference(em, organizations, member), signedOn, leftOn: null })
  }
  await em.flush()
}

async function seedPeople(em: EntityManager, organizations: Organizations, now: Date): Promise<void> {
  const passwordHash = await hash(DEMO_PASSWORD)
  for (const { name, phone, role, at: place, residence } of CHARACTERS) {
    const organization = reference(em, organizations, place)
    const person = em.create(Person, {
      id: seedId(`person ${phone}`),
      name,
      phone,
      passwordHash,
      partyMember: role === 'RESIDENT' ? null : true,
      homeUnit: role === 'MEMBER' ? organization : null,
      residenceCommunity: role === 'RESIDENT' ? organization : residence ? reference(em, organizations, residence) : null,
      disabledAt: null,
      failedLogIns: 0,
      lockedUntil: null,
      createdAt: now,
    })
    em.create(RoleAssignment, { id: seedId(`role ${phone}`), person, organization, role, grantedAt: now, revokedAt: null })
  }
  await em.flush()
}

async function seedLists(em: EntityManager, organizations: Organizations, now: Date): Promise<void> {
  const startsOn = localDate(new Date(now.getTime() + DAY))
  const endsOn = localDate(new Date(now.getTime() + 180 * DAY))
  const all = [...NEEDS.map((entry) => ({ ...entry, type: Need })), ...RESOURCES.map((entry) => ({ ...entry, type: Resource }))]
  all.forEach(({ type, owner, whole, compound, windows, quantity, ...entered }, index) => {
    const { widened, ...columns } = { widened: undefined, ...entered }
    const written = new Date(now.getTime() - (all.length - index) * 3_600_000)
    const contact = CHARACTERS.find(({ at: place }) => place === owner)
    const common = 'commonProperty' in columns && columns.commonProperty
    const entry: ListEntry = new type()
    Object.assign(entry, {
      ...columns,
      id: seedId(`${type.name} ${columns.title}`),
      owner: reference(em, organizations, owner),
      quantity,
      divisible: !whole,
      leastPart: whole ? quantity : 1,
      windows: windows ?? null,
      startsOn,
      endsOn: type === Resource ? localDate(new Date(now.getTime() + 300 * DAY)) : endsOn,
      compound: compound ? em.getReference(Compound, seedId(`compound ${compound}`)) : null,
      audienceKind: 'PUBLIC',
      contactName: contact?.name ?? '值班室',
      contactPhone: contact?.phone ?? '19900000099',
      stage: 'PUBLISHED',
      publishedAt: written,
      ...(type === Need && { scope: widened ?? homeScope(standing(organizations, owner)), scopeSince: written }),
      createdAt: written,
      updatedAt: written,
      ...(common && { ownersDecisionBy: 'OWNERS_COMMITTEE', ownersDecisionOn: localDate(new Date(now.getTime() - 20 * DAY)), ownersDecisionText: '同意夜间与周末向街道居民开放，不收费。' }),
    })
    em.persist(entry)
  })
  await em.flush()
}

/** A place and everything above it. */
function standing(organizations: Organizations, place: string): Seeded[] {
  const above: Seeded[] = []
  const byId = new Map([...organizations.values()].map((organization) => [organization.id, organization]))
  for (let each: Seeded | undefined = at(organizations, place); each; each = byId.get(each.parent as string)) above.push(each)
  return above
}

function reference(em: EntityManager, organizations: Organizations, place: string): Organization {
  return em.getReference(Organization, at(organizations, place).id)
}
