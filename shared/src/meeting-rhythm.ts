import { dateOf, dayNumber, weekdayOf } from './date-period.ts'
import type { MeetingRhythm } from './glossary.ts'

/** When regular meetings come round. */
export interface Rhythm {
  readonly rhythm: MeetingRhythm
  /** Monday = 1; for WEEKLY. */
  readonly weekday: number | null
  /** Days of the month, ascending; for the others. A month without the day has the meeting on its last one. */
  readonly days: readonly number[] | null
  /** The day on which the rule was set; half-years are counted from its month. */
  readonly since: string
}

/** A date of a rhythm and which of its days it is, counted from 0. */
export interface Round {
  readonly date: string
  readonly index: number
}

/**
 * The first date after the given one.
 * @param after local date YYYY-MM-DD
 * @throws RangeError when a date is none
 */
export function nextRound({ rhythm, weekday, days, since }: Rhythm, after: string): Round {
  const first = dayNumber(after) + 1
  if (rhythm === 'WEEKLY') return { date: dateOf(first + ((((weekday ?? 1) - 1 - weekdayOf(first)) % 7) + 7) % 7), index: 0 }
  const step = rhythm === 'HALF_YEARLY' ? 6 : 1
  const start = monthOf(since)
  for (let month = monthOf(dateOf(first)); ; month += 1) {
    if ((((month - start) % step) + step) % step !== 0) continue
    const rounds = (days ?? [1]).map((day, index) => ({ date: dateInMonth(month, day), index }))
    const next = rounds.find(({ date }) => dayNumber(date) >= first)
    if (next) return next
  }
}

/** Months since year 0. */
function monthOf(date: string): number {
  return Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1
}

function dateInMonth(month: number, day: number): string {
  const [year, ofYear] = [Math.floor(month / 12), (month % 12) + 1]
  const last = new Date(Date.UTC(year, ofYear, 0)).getUTCDate()
  return `${year}-${String(ofYear).padStart(2, '0')}-${String(Math.min(day, last)).padStart(2, '0')}`
}
