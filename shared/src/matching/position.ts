import type { Position } from './types.ts'

/** Metres in a millionth of a degree of latitude, on a sphere of 6,371,008.8 m (IUGG mean radius). */
const METRES = 0.111195080

/**
 * Metres in a straight line, rounded. Equirectangular: within a city it is off by less than a thousandth. Written with
 * the arithmetic that every machine rounds alike, because a score depends on it (Math.cos may differ in its last digit).
 */
export function metresBetween(a: Position, b: Position): number {
  const north = (a.latitude - b.latitude) * METRES
  const east = (a.longitude - b.longitude) * METRES * cosine((a.latitude + b.latitude) / 2)
  return Math.round(Math.sqrt(north * north + east * east))
}

/** Of millionths of a degree from -90 to 90 degrees, by its series. */
function cosine(latitude: number): number {
  const x = latitude * (Math.PI / 180e6)
  let term = 1
  let sum = 1
  for (let k = 2; k <= 20; k += 2) {
    term *= -(x * x) / ((k - 1) * k)
    sum += term
  }
  return sum
}
