import { hash, hashRaw, verify } from '@node-rs/argon2'
import { Refusal } from '../../refusal.ts'

const LEAST = 8
const COMMON = /^(.)\1+$|^(0?123456789?0?|12345678|87654321|password\d*|qwertyui\w*|abc12345\w*|11223344|88888888)$/i
/** argon2id with the parameters OWASP names as the least (19 MiB, 2 passes); the demo and the tests may use fewer passes nowhere. */
const OPTIONS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

/** @throws Refusal PASSWORD_TOO_WEAK below 8 characters, above 200, or for a common one */
export function hashPassword(password: string): Promise<string> {
  if (password.length < LEAST || password.length > 200 || COMMON.test(password)) throw new Refusal('PASSWORD_TOO_WEAK', { least: LEAST })
  return hash(password, OPTIONS)
}

/** An unknown person takes as long as a known one, so that nobody learns which numbers have an account. */
const UNKNOWN = hash('nobody has this password', OPTIONS)

export async function passwordFits(passwordHash: string | null, password: string): Promise<boolean> {
  if (password.length > 200) return false
  const fits = await verify(passwordHash ?? (await UNKNOWN), password)
  return fits && passwordHash !== null
}

/** As slow as a password's own hash, and the same for the same salt. */
export function slowHash(text: string, salt: Buffer): Promise<Buffer> {
  return hashRaw(text, { ...OPTIONS, salt })
}
