/** Days of the calendar as they stand in a form, YYYY-MM-DD, in Asia/Shanghai. */
export const ZONE = 'Asia/Shanghai'

export const noon = (day: string): Date => new Date(`${day}T12:00:00+08:00`)

/** Today. */
export const today = (): string => dayOf(new Date().toISOString())

/** The day of an instant. */
export const dayOf = (instant: string): string => new Intl.DateTimeFormat('sv-SE', { timeZone: ZONE }).format(new Date(instant))

/** The instant of a day and a time. */
export const instantAt = (day: string, time: string): string => new Date(`${day}T${time}:00+08:00`).toISOString()

export function daysLater(day: string, days: number): string {
  return new Date(noon(day).getTime() + days * 86_400_000).toISOString().slice(0, 10)
}

/** Monday = 0. */
export const weekdayOf = (day: string): number => (new Date(`${day}T12:00:00Z`).getUTCDay() + 6) % 7
