import { noon, today, ZONE } from './days.ts'
import { i18n } from './i18n.ts'

export { dayOf, daysLater, instantAt, today, weekdayOf } from './days.ts'

function format(date: Date, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat(i18n.global.locale.value, { timeZone: ZONE, ...options }).format(date)
}

/** A calendar day: 2026年3月5日. */
export const dayText = (day: string): string => format(noon(day), { year: 'numeric', month: 'long', day: 'numeric' })

/** A calendar day with its weekday: 2026年3月5日 周四. */
export const dayAndWeekday = (day: string): string => `${dayText(day)} ${format(noon(day), { weekday: 'short' })}`

/** An instant, exactly: 2026年3月5日 周四 14:30. */
export function momentText(instant: string): string {
  const date = new Date(instant)
  return `${format(date, { year: 'numeric', month: 'long', day: 'numeric' })} ${format(date, { weekday: 'short' })} ${clock(date)}`
}

/** An instant where the year goes without saying: 3月5日 14:30. */
export function shortMoment(instant: string): string {
  const date = new Date(instant)
  const sameYear = format(date, { year: 'numeric' }) === format(new Date(), { year: 'numeric' })
  return `${format(date, { month: 'long', day: 'numeric', ...(sameYear ? {} : { year: 'numeric' }) })} ${clock(date)}`
}

const clock = (date: Date): string => format(date, { hour: '2-digit', minute: '2-digit', hour12: false })

/** The time of day of an instant in Asia/Shanghai: 14:30. */
export const timeOf = (instant: string): string => clock(new Date(instant))

/** The day where the year goes without saying: 3月5日. */
export function shortDay(day: string): string {
  const sameYear = day.slice(0, 4) === today().slice(0, 4)
  return format(noon(day), { month: 'long', day: 'numeric', ...(sameYear ? {} : { year: 'numeric' }) })
}

/** The month of a day: 2026年3月. */
export const monthText = (day: string): string => format(noon(day), { year: 'numeric', month: 'long' })
export const weekdayText = (day: string): string => format(noon(day), { weekday: 'short' })

/** The time of day to the second: 15:18:42. */
export const clockText = (date: Date): string => format(date, { hour: '2-digit', minute: '2-digit', second: '2-digit', hour12: false })
