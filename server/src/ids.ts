/** Ids of one process in the order they were made, within a millisecond too: what a history shows in their order happened in it. */
export function idsInOrder(clock: () => Date, random: (bytes: number) => Uint8Array): () => string {
  let last = 0
  let count = 0
  return () => {
    const now = clock()
    count = now.getTime() === last ? count + 1 : 0
    last = now.getTime()
    const bytes = random(10)
    bytes[0] = (count >> 8) & 0x0f
    bytes[1] = count & 0xff
    return uuidv7(now, bytes)
  }
}

/**
 * UUIDv7 (RFC 9562): 48 bits of milliseconds, then randomness, so that ids sort by the time they were made.
 * @param random ten random bytes
 */
export function uuidv7(now: Date, random: Uint8Array): string {
  const bytes = new Uint8Array(16)
  new DataView(bytes.buffer).setBigUint64(0, BigInt(now.getTime()) << 16n)
  bytes.set(random, 6)
  bytes[6] = (bytes[6]! & 0x0f) | 0x70
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  return Buffer.from(bytes).toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}
