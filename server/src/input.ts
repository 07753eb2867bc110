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

export const line = (longest: number): z.ZodString => z.string().trim().min(1).max(longest)
export const text = (longest: number): z.ZodString => z.string().trim().max(longest)
export const phone = z.string().trim().regex(/^1\d{10}$/)
