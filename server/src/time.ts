const SHANGHAI_AHEAD = 8 * 3_600_000

/** The calendar day of an instant in Asia/Shanghai (UTC+8, no summer time), as YYYY-MM-DD. */
export function localDate(instant: Date): string {
  return new Date(instant.getTime() + SHANGHAI_AHEAD).toISOString().slice(0, 10)
}
