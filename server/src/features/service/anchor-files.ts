import { link, mkdir, open, readFile, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import type { Anchor } from './anchor.ts'

/** An anchor as it lies outside the database; null where the file cannot be read as one. */
export interface FiledAnchor {
  readonly number: number
  readonly anchor: Anchor | null
}

/** Anchors outside the database, one file each: whoever rewrites the database does not rewrite them. */
export interface AnchorFiles {
  /**
   * Keeps the anchor for good before it returns. The same once more is no second file.
   * @throws Error when another stands under its number: nothing is ever replaced
   */
  keep(anchor: Anchor): Promise<void>
  /** All of a community's, by number. */
  of(communityId: string): Promise<FiledAnchor[]>
  /** Numbers and communities of all there are, by number. */
  list(): Promise<{ readonly number: number; readonly communityId: string }[]>
  read(communityId: string, number: number): Promise<Anchor | null>
}

const hex = z.string().regex(/^([0-9a-f]{2})*$/)
const written = z.object({ number: z.int().min(1), community: z.uuid(), fromSeq: z.int(), toSeq: z.int(), at: z.string(), hashes: hex, previousMac: hex, mac: hex })
const NAME = /^(\d{9})\.json$/

/** @param folder one folder a community, one file an anchor: `<community>/<number>.json`; made when missing, with mode 0700 */
export function anchorFolder(folder: string, newName: () => string): AnchorFiles {
  const pathOf = (communityId: string, number: number): string => join(folder, communityId, `${String(number).padStart(9, '0')}.json`)
  const numbersIn = async (communityId: string): Promise<number[]> => (await namesIn(join(folder, communityId))).flatMap((name) => NAME.exec(name)?.[1] ?? []).map(Number).sort((a, b) => a - b)
  const read = async (communityId: string, number: number): Promise<Anchor | null> => {
    const text = await readFile(pathOf(communityId, number), 'utf8').catch(() => '')
    const found = written.safeParse(parsed(text))
    if (!found.success) return null
    const { community, hashes, previousMac, mac, ...plain } = found.data
    const bytes = (value: string): Buffer => Buffer.from(value, 'hex')
    return { ...plain, communityId: community, hashes: bytes(hashes), previousMac: bytes(previousMac), mac: bytes(mac) }
  }
  return {
    read,
    of: async (communityId) => {
      const found: FiledAnchor[] = []
      for (const number of await numbersIn(communityId)) found.push({ number, anchor: await read(communityId, number) })
      return found
    },
    list: async () => {
      const found: { number: number; communityId: string }[] = []
      for (const communityId of await namesIn(folder)) for (const number of await numbersIn(communityId)) found.push({ number, communityId })
      return found.sort((a, b) => a.number - b.number)
    },
    keep: async (anchor) => {
      const path = pathOf(anchor.communityId, anchor.number)
      const { communityId: community, hashes, previousMac, mac, ...plain } = anchor
      const text = `${JSON.stringify({ ...plain, community, hashes: hashes.toString('hex'), previousMac: previousMac.toString('hex'), mac: mac.toString('hex') })}\n`
      await mkdir(join(path, '..'), { recursive: true, mode: 0o700 })
      const own = join(path, '..', newName())
      try {
        await flushed(own, text)
        // Whole or not there, and never in another's place.
        await link(own, path)
        await flushFolder(join(path, '..'))
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST' || (await readFile(path, 'utf8')) !== text) throw error
      } finally {
        await rm(own, { force: true })
      }
    },
  }
}

async function namesIn(folder: string): Promise<string[]> {
  return readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return []
    throw error
  })
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

async function flushed(path: string, text: string): Promise<void> {
  const file = await open(path, 'wx', 0o600)
  try {
    await file.writeFile(text)
    await file.sync()
  } finally {
    await file.close()
  }
}

async function flushFolder(folder: string): Promise<void> {
  const handle = await open(folder)
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
