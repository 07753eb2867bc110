import type { Secrets } from '../../secrets.ts'
import { sha256 } from './record-text.ts'

export const HASH_BYTES = 32
/** What stands before the first anchor. */
export const NO_MAC = Buffer.alloc(HASH_BYTES)

/** 存证: the hashes of a stretch of one community's chain, under a code (HMAC) whose key the database does not hold. */
export interface Anchor {
  /** From 1, consecutive over all communities: none can be left out. */
  readonly number: number
  readonly communityId: string
  readonly fromSeq: number
  readonly toSeq: number
  /** One after the other, 32 bytes each. */
  readonly hashes: Buffer
  /** ISO 8601 in UTC, to the microsecond. */
  readonly at: string
  /** The code of the anchor numbered one less. */
  readonly previousMac: Buffer
  readonly mac: Buffer
}

export type Unsigned = Omit<Anchor, 'mac'>

export function macOf(secrets: Secrets, { hashes, ...anchor }: Unsigned): Buffer {
  return macOver(secrets, anchor, sha256(hashes))
}

/** Without the hashes at hand, which may be many: over their SHA-256. */
export function macOver(secrets: Secrets, { number, communityId, fromSeq, toSeq, at, previousMac }: Omit<Unsigned, 'hashes'>, digest: Buffer): Buffer {
  return secrets.mac('anchor', ['service-anchor 1', number, communityId, fromSeq, toSeq, digest.toString('hex'), at, previousMac.toString('hex')].join('\n'))
}

/** Written by whoever has the key, and whole. */
export function isGenuine(secrets: Secrets, anchor: Anchor): boolean {
  return anchor.hashes.length === HASH_BYTES * (anchor.toSeq - anchor.fromSeq + 1) && macOf(secrets, anchor).equals(anchor.mac)
}
