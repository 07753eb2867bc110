import { timingSafeEqual } from 'node:crypto'
import type { Secrets } from '../../secrets.ts'

/** A code stands on the screen for so long. */
export const STEP_SECONDS = 30
const STEP = STEP_SECONDS * 1000
const PURPOSE = 'check-in'
/** No letter or figure that is taken for another when it is read out. */
const LETTERS = 'ABCDEFGHJKMNPQRSTVWXYZ23456789'
const SHORT = 8
const WHOLE = /^RA1\.([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\.(\d{1,12})\.([\w-]{22})$/

/** What was on the screen: of a scanned code the session and the step; of a typed one the letters alone. */
export type ReadCode = { readonly session: string; readonly step: number; readonly mac: string } | { readonly typed: string }

export interface CheckInCode {
  /** Half minutes since 1970: when it stands on the screen. */
  readonly step: number
  readonly code: string
  /** The same, to be typed. */
  readonly typed: string
}

/** The code of a session at one step. It is worth nothing for another session or another half minute. */
export function checkInCode(secrets: Secrets, session: string, step: number): CheckInCode {
  const mac = secrets.mac(PURPOSE, `${session} ${step}`)
  const typed = [...mac.subarray(16, 16 + SHORT)].map((byte) => LETTERS[byte % LETTERS.length]).join('')
  return { step, code: `RA1.${session}.${step}.${mac.subarray(0, 16).toString('base64url')}`, typed }
}

/** Every step between two instants. */
export function stepsBetween(from: Date, to: Date): number[] {
  const first = stepAt(from)
  return Array.from({ length: Math.max(0, stepAt(to) - first + 1) }, (_, i) => first + i)
}

export const stepAt = (instant: Date): number => Math.floor(instant.getTime() / STEP)
export const instantOf = (step: number): Date => new Date(step * STEP)

/** What was scanned (alone, or as the end of an address) or typed, in whatever case and with whatever spaces; null for what is no code at all. */
export function readCode(text: string): ReadCode | null {
  const given = text.trim()
  const whole = WHOLE.exec(given.slice(given.lastIndexOf('#') + 1))
  if (whole) return { session: whole[1]!, step: Number(whole[2]), mac: whole[3]! }
  const typed = given.toUpperCase().replaceAll(/[\s-]/g, '')
  return typed.length === SHORT && [...typed].every((letter) => LETTERS.includes(letter)) ? { typed } : null
}

/**
 * The step that the code was made for, or null where it was made for none of them.
 * @param steps those that count
 */
export function stepOf(secrets: Secrets, session: string, read: ReadCode, steps: readonly number[]): number | null {
  if ('typed' in read) return steps.find((step) => same(checkInCode(secrets, session, step).typed, read.typed)) ?? null
  if (read.session !== session || !steps.includes(read.step)) return null
  return same(checkInCode(secrets, session, read.step).code.split('.')[3]!, read.mac) ? read.step : null
}

function same(a: string, b: string): boolean {
  return a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b))
}
