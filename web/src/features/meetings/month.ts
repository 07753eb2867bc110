import { daysLater, weekdayOf } from '../../days.ts'

/** The days of a month's grid, whole weeks from Monday on. */
export function daysOf(month: string): readonly string[] {
  const first = `${month}-01`
  const start = daysLater(first, -weekdayOf(first))
  const end = `${nextMonth(month)}-01`
  const days: string[] = []
  for (let day = start; day < end || days.length % 7 !== 0; day = daysLater(day, 1)) days.push(day)
  return days
}

export const nextMonth = (month: string): string => daysLater(`${month}-28`, 4).slice(0, 7)
export const monthBefore = (month: string): string => daysLater(`${month}-01`, -1).slice(0, 7)
