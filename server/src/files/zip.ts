import { createReadStream } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import { Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createInflateRaw } from 'node:zlib'
import { Refusal } from '../refusal.ts'

/** Unpacked, in all. */
const MOST_BYTES = 200 * 1024 * 1024
const MOST_ENTRIES = 5000
const MOST_DIRECTORY = 4 * 1024 * 1024
const END_LENGTH = 22
const LONGEST_COMMENT = 65_535

interface Entry {
  readonly name: string
  readonly method: number
  readonly packed: number
  readonly unpacked: number
  readonly offset: number
}

/**
 * Whether an Office file, which is a zip archive, is what it says: it unpacks to what its directory declares, which is not more than
 * 200 MB, and no two of its parts share their bytes (as in bombs of a few kilobytes that unfold to terabytes).
 * @returns names of its parts
 * @throws Refusal FILE_TOO_LARGE, FILE_BROKEN
 */
export async function requireHonestZip(path: string): Promise<string[]> {
  const file = await open(path)
  try {
    const entries = await readDirectory(file)
    if (entries.length > MOST_ENTRIES || entries.reduce((sum, { unpacked }) => sum + unpacked, 0) > MOST_BYTES) throw new Refusal('FILE_TOO_LARGE', { most: `${MOST_BYTES / 1024 / 1024} MB` })
    let free = 0
    for (const entry of entries.toSorted((a, b) => a.offset - b.offset)) {
      const start = await contentStart(file, entry)
      if (entry.offset < free) throw new Refusal('FILE_BROKEN')
      free = start + entry.packed
      await requireSize(path, start, entry)
    }
    return entries.map(({ name }) => name)
  } finally {
    await file.close()
  }
}

async function bytes(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, position)
  if (position < 0 || bytesRead < length) throw new Refusal('FILE_BROKEN')
  return buffer
}

async function readDirectory(file: FileHandle): Promise<Entry[]> {
  const { size } = await file.stat()
  if (size < END_LENGTH) throw new Refusal('FILE_BROKEN')
  const tail = await bytes(file, Math.max(0, size - END_LENGTH - LONGEST_COMMENT), Math.min(size, END_LENGTH + LONGEST_COMMENT))
  const end = tail.lastIndexOf('PK\x05\x06', undefined, 'latin1')
  if (end < 0 || end + END_LENGTH > tail.length) throw new Refusal('FILE_BROKEN')
  const [count, length, offset] = [tail.readUInt16LE(end + 10), tail.readUInt32LE(end + 12), tail.readUInt32LE(end + 16)]
  if (length > MOST_DIRECTORY || offset + length > size) throw new Refusal('FILE_BROKEN')
  const directory = await bytes(file, offset, length)
  const entries: Entry[] = []
  for (let at = 0; at < length; ) {
    if (at + 46 > length || directory.readUInt32LE(at) !== 0x02014b50) throw new Refusal('FILE_BROKEN')
    const nameLength = directory.readUInt16LE(at + 28)
    entries.push({
      name: directory.toString('utf8', at + 46, at + 46 + nameLength),
      method: directory.readUInt16LE(at + 10),
      packed: directory.readUInt32LE(at + 20),
      unpacked: directory.readUInt32LE(at + 24),
      offset: directory.readUInt32LE(at + 42),
    })
    at += 46 + nameLength + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32)
  }
  if (entries.length !== count) throw new Refusal('FILE_BROKEN')
  return entries
}

async function contentStart(file: FileHandle, { offset }: Entry): Promise<number> {
  const head = await bytes(file, offset, 30)
  if (head.readUInt32LE(0) !== 0x04034b50) throw new Refusal('FILE_BROKEN')
  return offset + 30 + head.readUInt16LE(26) + head.readUInt16LE(28)
}

/** Unpacks it to nowhere, no further than it declares. */
async function requireSize(path: string, start: number, { method, packed, unpacked }: Entry): Promise<void> {
  if (method === 0 ? packed !== unpacked : method !== 8) throw new Refusal('FILE_BROKEN')
  if (method === 0 || packed === 0) return
  let found = 0
  const nowhere = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      found += chunk.length
      done(found > unpacked ? new Error('more than it declares') : null)
    },
  })
  await pipeline(createReadStream(path, { start, end: start + packed - 1 }), createInflateRaw(), nowhere).catch(() => {
    throw new Refusal('FILE_BROKEN')
  })
  if (found !== unpacked) throw new Refusal('FILE_BROKEN')
}
