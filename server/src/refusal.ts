import type { RefusalCode } from '@red-alliance/shared/refusals'

export type RefusalDetails = Record<string, string | number | boolean | null | readonly string[]>

/** What a user can act on: a code of the catalogue in shared/refusals.ts and the facts its sentence needs. Anything else thrown is a bug. */
export class Refusal extends Error {
  constructor(
    readonly code: RefusalCode,
    readonly details: RefusalDetails = {},
  ) {
    super(code)
  }
}
