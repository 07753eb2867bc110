import type { RolePlacesFragment, SessionCardFragment, ActivityKind } from '../../api/generated/graphql.ts'
import { FIELD_ICONS } from '../service/log-hours.ts'

export type CardSession = SessionCardFragment
export type Places = RolePlacesFragment

export const KIND_ICONS: Readonly<Record<ActivityKind, string>> = {
  VOLUNTEER_SERVICE: 'i-lucide-hand-heart',
  COURSE: 'i-lucide-graduation-cap',
  LECTURE: 'i-lucide-mic',
  OPEN_DAY: 'i-lucide-door-open',
  VISIT: 'i-lucide-footprints',
  PARTY_DAY: 'i-lucide-flag',
}

type Kinded = Pick<NonNullable<CardSession['activity']>, 'kind' | 'field' | 'subject'>

/** The field where there is one, otherwise the kind. */
export const iconOf = ({ kind, field }: Kinded): string => (kind === 'VOLUNTEER_SERVICE' && field ? FIELD_ICONS[field] : KIND_ICONS[kind])

/** Free places of all sorts together; who waits comes first. */
export function freePlaces(roles: readonly Places[]): { free: number; places: number; queued: number } {
  return roles.reduce(
    (sum, { places, taken, queued }) => ({ free: sum.free + (queued > 0 ? 0 : places - taken), places: sum.places + places, queued: sum.queued + queued }),
    { free: 0, places: 0, queued: 0 },
  )
}

/** Hours with at most one decimal: 1.5. */
export const hoursBetween = (startsAt: string, endsAt: string): number => Math.round((Date.parse(endsAt) - Date.parse(startsAt)) / 360_000) / 10

/** The Monday of the week in which the day lies. */
export function mondayOf(day: string): string {
  const noon = new Date(`${day}T12:00:00Z`)
  return new Date(noon.getTime() - ((noon.getUTCDay() + 6) % 7) * 86_400_000).toISOString().slice(0, 10)
}

/** Sessions under the day on which they begin, in order. */
export function byDay<Row extends { readonly startsAt: string }>(rows: readonly Row[], dayOf: (instant: string) => string): [day: string, rows: Row[]][] {
  const days = new Map<string, Row[]>()
  for (const row of rows) days.set(dayOf(row.startsAt), [...(days.get(dayOf(row.startsAt)) ?? []), row])
  return [...days]
}
