import type { RuleRowFragment } from '../../../api/generated/graphql.ts'
import { daysLater, weekdayOf } from '../../../days.ts'

type Rhythm = Pick<RuleRowFragment, 'rhythm' | 'weekday' | 'days'>

/** The next day after `from` on which the rule falls; in a month that is too short, its last day. */
export function nextDay({ weekday, days }: Rhythm, from: string): string {
  for (let ahead = 1; ahead <= 62; ahead += 1) {
    const day = daysLater(from, ahead)
    if (weekday !== null && weekdayOf(day) + 1 === weekday) return day
    const [date, last] = [Number(day.slice(8)), daysLater(day, 1).endsWith('-01')]
    if (days?.some((wanted) => wanted === date || (last && wanted > date))) return day
  }
  return daysLater(from, 1)
}

const two = (value: number): string => String(value).padStart(2, '0')
export const clockOf = (minute: number): string => `${two(Math.floor(minute / 60))}:${two(minute % 60)}`
export const minuteOf = (clock: string): number => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5))
