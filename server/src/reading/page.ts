import { dayNumber } from '@red-alliance/shared/date-period'
import { UUID } from '../graphql/ids.ts'
import { isCleanText } from '../graphql/limits.ts'
import { Refusal } from '../refusal.ts'
import type { Arguments } from './model.ts'

const DEFAULT_PAGE = 20
export const LARGEST_PAGE = 100

/** @throws Refusal PAGE_TOO_LARGE when `first` is outside 1…100 */
export function pageSize({ first }: Arguments): number {
  if (first === undefined || first === null) return DEFAULT_PAGE
  if (typeof first !== 'number' || first < 1 || first > LARGEST_PAGE) throw new Refusal('PAGE_TOO_LARGE', { most: LARGEST_PAGE })
  return first
}

/** A cursor as the client sees it; inside, it is the JSON of the order's column values. */
export function encodeCursor(values: string): string {
  return Buffer.from(values).toString('base64url')
}

const TIME = /^(\d{4}-\d\d-\d\d) ([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,6})?\+00$/
const RANGE = /^\["([^"]+)","([^"]+)"\)$/

/** Whether PostgreSQL itself can have written the text of a value of this type. */
function isValue(value: unknown, type: string): boolean {
  if (typeof value !== 'string') return false
  if (type === 'uuid') return UUID.test(value)
  if (type === 'date') return isDay(value)
  if (type.startsWith('timestamptz')) return isInstant(value)
  if (type === 'smallint' || type === 'int') return /^\d{1,9}$/.test(value) && Number(value) < (type === 'int' ? 2 ** 31 : 2 ** 15)
  if (type === 'tstzrange') {
    const [, from, to] = RANGE.exec(value) ?? []
    return from !== undefined && to !== undefined && isInstant(from) && isInstant(to) && from < to
  }
  return isCleanText(value)
}

function isInstant(value: string): boolean {
  const day = TIME.exec(value)?.[1]
  return day !== undefined && isDay(day)
}

function isDay(value: string): boolean {
  try {
    return dayNumber(value) > 0
  } catch {
    return false
  }
}

/**
 * The values to go on after, or null at the beginning.
 * @param types SQL types of the order's columns
 * @throws Refusal BAD_INPUT for what is no cursor of this order
 */
export function decodeCursor({ after }: Arguments, types: readonly string[]): string[] | null {
  if (after === undefined || after === null) return null
  try {
    const values: unknown = JSON.parse(Buffer.from(String(after), 'base64url').toString('utf8'))
    if (Array.isArray(values) && values.length === types.length && values.every((value, i) => isValue(value, types[i]!))) return values as string[]
  } catch {
    // falls through to the refusal
  }
  throw new Refusal('BAD_INPUT', { field: 'after' })
}
