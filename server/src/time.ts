const SHANGHAI_AHEAD = 8 * 3_600_000

/** The calendar day of an instant in Asia/Shanghai (UTC+8, no summer time), as YYYY-MM-DD. */
export function localDate(instant: Date): string {
  return new Date(instant.getTime() + SHANGHAI_AHEAD).toISOString().slice(0, 10)
}

/** Local minute of the week of an instant: Monday 00:00 in Asia/Shanghai is 0. */
export function minuteOfWeek(instant: Date): number {
  const local = new Date(instant.getTime() + SHANGHAI_AHEAD)
  return ((local.getUTCDay() + 6) % 7) * 1440 + local.getUTCHours() * 60 + local.getUTCMinutes()
}
