import { timingSafeEqual } from 'node:crypto'
import type { Secrets } from '../../secrets.ts'

/** 32 characters that nobody takes for each other: no I, O, 0 or 1. */
const ALPHABET = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ'
const LENGTH = 10

/**
 * The ten characters that stand on a certificate: only whoever holds the key can make them, for this number and this content alone.
 * @param sha256 of the document
 */
export function checkCodeOf(secrets: Secrets, number: string, sha256: Buffer): string {
  const mac = secrets.mac('certificate', `${number} ${sha256.toString('hex')}`)
  return [...mac.subarray(0, LENGTH)].map((byte) => ALPHABET[byte % ALPHABET.length]).join('')
}

/** As somebody types it off the paper: in small letters, in groups. */
export function asTyped(code: string): string {
  return code.replace(/[\s-]/g, '').toUpperCase()
}

/** A certificate's number as somebody types it: in small letters, without its ZM. */
export function asNumber(number: string): string {
  const typed = number.replace(/\s/g, '').toUpperCase()
  return typed.startsWith('ZM-') ? typed : `ZM-${typed}`
}

/** Takes as long for a nearly right code as for a wrong one. */
export function isSameCode(given: string, right: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(right)]
  return one.length === other.length && timingSafeEqual(one, other)
}
