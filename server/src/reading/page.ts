import { Refusal } from '../refusal.ts'
import type { Arguments, Order } from './model.ts'

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

/**
 * The values to go on after, or null at the beginning.
 * @throws Refusal BAD_INPUT for what is no cursor of this order
 */
export function decodeCursor({ after }: Arguments, order: Order): string[] | null {
  if (after === undefined || after === null) return null
  try {
    const values: unknown = JSON.parse(Buffer.from(String(after), 'base64url').toString('utf8'))
    if (Array.isArray(values) && values.length === order.columns.length && values.every((value) => typeof value === 'string')) return values
  } catch {
    // falls through to the refusal
  }
  throw new Refusal('BAD_INPUT', { field: 'after' })
}
