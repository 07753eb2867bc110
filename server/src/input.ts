import { z } from 'zod'
import { Refusal } from './refusal.ts'

/**
 * The input in its proper form.
 * @throws Refusal BAD_INPUT with the names of the fields that are not right
 */
export function checked<T>(schema: z.ZodType<T>, input: unknown): T {
  const result = schema.safeParse(input)
  if (result.success) return result.data
  const fields = [...new Set(result.error.issues.map(({ path }) => path.join('.')))]
  throw new Refusal('BAD_INPUT', { fields })
}

/** One line: no line ends or other control characters. */
export const line = (longest: number): z.ZodString => z.string().trim().min(1).max(longest).regex(/^\P{Cc}*$/u)
export const text = (longest: number): z.ZodString => z.string().trim().max(longest)
export const phone = z.string().trim().regex(/^1\d{10}$/)
/** A mobile number, or an office's: 0311-86681234, with an extension perhaps. */
export const telephone = z.string().trim().regex(/^(1\d{10}|0\d{2,3}-?\d{7,8}(-\d{1,6})?)$/)
