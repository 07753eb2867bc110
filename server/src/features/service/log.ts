import type { ServiceDoubt, ServiceLogSource, VolunteerField } from '@red-alliance/shared/glossary'
import { dayNumber } from '@red-alliance/shared/date-period'
import type { Work } from '../../operation.ts'
import { Refusal } from '../../refusal.ts'
import { Organization } from '../organizations/organization.ts'
import type { Person } from '../people/person.ts'
import { ServiceLog } from './service-log.ts'

/** Days back to which service may still be logged. */
const LATEST_DAYS = 730
/** More than so many minutes in one day are held for a look. */
export const LONG_DAY_MINUTES = 14 * 60

export interface LoggedHours {
  readonly person: Person
  readonly community: Organization
  readonly organizer: Organization | null
  readonly source: ServiceLogSource
  readonly title: string
  /** A day in Asia/Shanghai. */
  readonly servedOn: string
  readonly startsAt: Date | null
  readonly endsAt: Date | null
  /** 1 to 1440, without the way there and back. */
  readonly minutes: number
  readonly field: VolunteerField
  readonly words: string
}

/**
 * Hours that wait for the community, or are held for a look where they are implausible. The person is locked, so that two logs at the same
 * instant see each other.
 * @throws Refusal BAD_INPUT, SERVICE_DATE_INVALID, PERSON_ERASED
 */
export async function newServiceLog(work: Work, hours: LoggedHours): Promise<ServiceLog> {
  requireHours(work, hours)
  await lockPeople(work, [hours.person.id])
  return keepLog(work, hours, await doubtsOf(work, hours))
}

/** Of several people at once, in the order given; the locks are taken in the order of their ids. */
export async function newServiceLogs(work: Work, list: readonly LoggedHours[]): Promise<ServiceLog[]> {
  for (const hours of list) requireHours(work, hours)
  await lockPeople(work, list.map(({ person }) => person.id))
  const logs: ServiceLog[] = []
  for (const hours of list) {
    logs.push(keepLog(work, hours, await doubtsOf(work, hours)))
    // The next line of the list may be of the same person.
    await work.em.flush()
  }
  return logs
}

/**
 * Who certifies what the organizer organizes: a community or street itself, for a unit the one it stands in.
 * @throws Refusal BAD_INPUT for what is neither
 */
export function certifierOf(organizer: Organization): Organization {
  const certifier = organizer.kind === 'UNIT' ? organizer.parent : organizer
  if (!certifier || (organizer.kind !== 'UNIT' && !['STREET', 'COMMUNITY'].includes(organizer.kind))) throw new Refusal('BAD_INPUT', { fields: ['organizerId'] })
  return certifier
}

/** @throws Refusal SERVICE_DATE_INVALID for a day to come or long past, BAD_INPUT for minutes that no day has */
export function requireHours({ today }: Pick<Work, 'today'>, { servedOn, minutes, person }: Pick<LoggedHours, 'servedOn' | 'minutes'> & { person?: Person }): void {
  if (person?.erasedAt) throw new Refusal('PERSON_ERASED')
  if (!Number.isInteger(minutes) || minutes < 1 || minutes > 1440) throw new Refusal('BAD_INPUT', { fields: ['minutes'] })
  const age = dayNumber(today) - dayNumber(servedOn)
  if (age < 0 || age > LATEST_DAYS) throw new Refusal('SERVICE_DATE_INVALID')
}

async function lockPeople({ db }: Work, ids: readonly string[]): Promise<void> {
  await db.query({ text: 'select 1 from people where id = any($1::uuid[]) order by id for no key update', values: [[...new Set(ids)]] })
}

const DOUBTS = `select coalesce(sum(minutes) filter (where served_on = $2::date), 0)::int as day,
    coalesce(bool_or(served_on = $2::date and field = $3 and minutes = $4::int), false) as twice,
    coalesce(bool_or(starts_at < $6::timestamptz and ends_at > $5::timestamptz), false) as overlap
  from service_logs where person_id = $1::uuid and served_on between $2::date - 1 and $2::date + 1 and stage in ('WAITING','HELD','CONFIRMED')`

async function doubtsOf({ db }: Work, { person, servedOn, field, minutes, startsAt, endsAt }: LoggedHours): Promise<ServiceDoubt[]> {
  const { rows } = await db.query<{ day: number; twice: boolean; overlap: boolean }>({ text: DOUBTS, values: [person.id, servedOn, field, minutes, startsAt?.toISOString() ?? null, endsAt?.toISOString() ?? null] })
  const { day, twice, overlap } = rows[0]!
  return [...(overlap ? (['OVERLAP'] as const) : []), ...(day + minutes > LONG_DAY_MINUTES ? (['LONG_DAY'] as const) : []), ...(twice ? (['TWICE'] as const) : [])]
}

function keepLog(work: Work, hours: LoggedHours, doubts: ServiceDoubt[]): ServiceLog {
  const { em, newId, now } = work
  return em.create(ServiceLog, {
    id: newId(), ...hours, enteredBy: work.me(), stage: doubts.length > 0 ? 'HELD' : 'WAITING', doubts, reason: null, decidedAt: null, decidedBy: null, createdAt: now, updatedAt: now, version: 1,
  })
}
