const MILLIONTHS = 1_000_000

/** Whole millionths of a degree out of what was typed; null for what is no number of degrees. */
export function millionths(typed: string): number | null {
  const text = typed.trim().replace(/°$/, '')
  return /^-?\d{1,3}(\.\d+)?$/.test(text) ? Math.round(Number(text) * MILLIONTHS) : null
}

/** Degrees as they are typed: 38.0428. */
export const degrees = (value: number): string => String(value / MILLIONTHS)

/** Both numbers of a pasted "38.0428, 114.5149"; null for anything else. */
export function pastedPosition(text: string): { readonly latitude: string; readonly longitude: string } | null {
  const [, latitude, longitude] = /^\s*(-?\d{1,3}(?:\.\d+)?)[\s,，;；、]+(-?\d{1,3}(?:\.\d+)?)\s*$/u.exec(text) ?? []
  return latitude && longitude ? { latitude, longitude } : null
}

/** Within China, as the server asks it. */
export const inChina = (latitude: number, longitude: number): boolean => latitude >= 3 * MILLIONTHS && latitude <= 54 * MILLIONTHS && longitude >= 73 * MILLIONTHS && longitude <= 136 * MILLIONTHS
