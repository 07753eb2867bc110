import { createHash } from 'node:crypto'

/** The same id for the same name in every seeded database, in the form of a UUIDv8 (made by the application, no time in it). */
export function seedId(name: string): string {
  const bytes = createHash('sha256').update(`red-alliance ${name}`).digest().subarray(0, 16)
  bytes[6] = (bytes[6]! & 0x0f) | 0x80
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}
