import { createHash } from 'node:crypto'

export const SESSION_COOKIE = 'red_alliance_session'
export const SESSION_DAYS = 14

export function tokenHash(token: string): Buffer {
  return createHash('sha256').update(token).digest()
}

/** The session's token in a Cookie header, or null. */
export function sessionToken(cookies: string | undefined): string | null {
  for (const cookie of cookies?.split(';') ?? []) {
    const [name, value] = cookie.trim().split('=')
    if (name === SESSION_COOKIE && value) return value
  }
  return null
}
