import { dateOf, dayNumber } from './date-period.ts'
import type { DutyOutlook } from './glossary.ts'

/** Before a month has gone by, a pace says little: it is reckoned over a month at least. */
const LEAST_DAYS = 30

export interface DutyState {
  /** Minutes asked for in the year, prorated. */
  readonly due: number
  readonly confirmed: number
  /** Logged, and not decided yet. */
  readonly waiting: number
  /** Of places taken in sessions to come. */
  readonly signedUp: number
  /** First day of the registration. */
  readonly since: string
  readonly today: string
}

/**
 * What is asked in the year of somebody registered since a day: a twelfth for each month from the month of the registration on.
 * @param full minutes (or activities) of a whole year, not negative
 * @param since YYYY-MM-DD
 */
export function prorated(full: number, since: string, year: number): number {
  const [began, month] = [Number(since.slice(0, 4)), Number(since.slice(5, 7))]
  if (began > year) return 0
  return began < year ? full : Math.ceil((full * (13 - month)) / 12)
}

/** Minutes at the end of the year when it goes on as since the registration, or since new year. */
export function forecast({ confirmed, waiting, since, today }: Pick<DutyState, 'confirmed' | 'waiting' | 'since' | 'today'>): number {
  const year = today.slice(0, 4)
  const from = dayNumber(since.slice(0, 4) === year && since <= today ? since : `${year}-01-01`)
  const whole = dayNumber(`${year}-12-31`) - from + 1
  const gone = Math.min(whole, Math.max(LEAST_DAYS, dayNumber(today) - from + 1))
  return Math.round(((confirmed + waiting) / gone) * whole)
}

/** Whether the duty is met, will be at the present pace or with what one is signed up for, or will be missed. */
export function outlook(state: DutyState): DutyOutlook {
  const { due, confirmed, waiting, signedUp } = state
  if (confirmed >= due) return 'MET'
  return Math.max(forecast(state), confirmed + waiting + signedUp) >= due ? 'ON_PACE' : 'BEHIND'
}

/** Minutes that neither what is confirmed, nor what waits, nor what one is signed up for brings. */
export const gap = ({ due, confirmed, waiting, signedUp }: Pick<DutyState, 'due' | 'confirmed' | 'waiting' | 'signedUp'>): number => Math.max(0, due - confirmed - waiting - signedUp)

/** The quarter before the one of the day: its year, number and days. */
export function quarterBefore(today: string): { readonly year: number; readonly quarter: number; readonly from: string; readonly to: string } {
  const [year, quarter] = [Number(today.slice(0, 4)), Math.ceil(Number(today.slice(5, 7)) / 3)]
  const before = quarter === 1 ? { year: year - 1, quarter: 4 } : { year, quarter: quarter - 1 }
  const next = quarter === 1 ? `${year}-01-01` : `${year}-${String((quarter - 1) * 3 + 1).padStart(2, '0')}-01`
  return { ...before, from: `${before.year}-${String((before.quarter - 1) * 3 + 1).padStart(2, '0')}-01`, to: dateOf(dayNumber(next) - 1) }
}

/** A session one could sign up for. */
export interface Offer {
  readonly id: string
  /** ISO instants. */
  readonly startsAt: string
  readonly endsAt: string
  /** 0: one's own community, 1: the same street, 2: the same district, 3: elsewhere. */
  readonly distance: number
}

export const minutesOf = ({ startsAt, endsAt }: Pick<Offer, 'startsAt' | 'endsAt'>): number => Math.max(0, Math.round((Date.parse(endsAt) - Date.parse(startsAt)) / 60_000))

/**
 * Sessions that together would meet what is missing: the near ones first, then the early ones, none at the same time as another, and none that
 * could be left out. An offer; nobody is assigned.
 * @returns fewer minutes than missing where there are no more sessions
 */
export function planToMeet(missing: number, offers: readonly Offer[]): Offer[] {
  const inOrder = offers.toSorted((a, b) => a.distance - b.distance || a.startsAt.localeCompare(b.startsAt) || a.id.localeCompare(b.id))
  const chosen: Offer[] = []
  let sum = 0
  for (const offer of inOrder) {
    if (sum >= missing) break
    if (minutesOf(offer) === 0 || chosen.some((other) => other.startsAt < offer.endsAt && offer.startsAt < other.endsAt)) continue
    chosen.push(offer)
    sum += minutesOf(offer)
  }
  // The far and late ones are the first to be left out again.
  for (const offer of chosen.toReversed())
    if (sum - minutesOf(offer) >= missing) {
      chosen.splice(chosen.indexOf(offer), 1)
      sum -= minutesOf(offer)
    }
  return chosen.toSorted((a, b) => a.startsAt.localeCompare(b.startsAt) || a.id.localeCompare(b.id))
}
