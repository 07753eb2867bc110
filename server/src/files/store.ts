import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'

const SHA256 = /^[0-9a-f]{64}$/

/** Where the bytes of attachments are kept, each under the SHA-256 of what it is. */
export interface FileStore {
  /** A path of one's own for what is still arriving or being worked on; it need not exist at the end. */
  incoming(): Promise<string>
  /** Keeps the bytes for good before it returns their name; the same bytes again are no second file. */
  put(content: Readable): Promise<string>
  /** @throws Error ENOENT, on the stream, when they are not there */
  get(sha256: string): Readable
  /** What is not there is gone already. */
  delete(sha256: string): Promise<void>
  /** Removes what began to arrive before `before` (milliseconds since 1970) and never got further: its process died. */
  sweep(before: number): Promise<void>
}

/**
 * A folder that only the product reads.
 * @param folder made when missing, with mode 0700
 */
export function diskStore(folder: string, newName: () => string): FileStore {
  const arriving = join(folder, 'incoming')
  const pathOf = (sha256: string): string => {
    if (!SHA256.test(sha256)) throw new Error('no name of a file')
    return join(folder, sha256.slice(0, 2), sha256)
  }
  const incoming = async (): Promise<string> => {
    await mkdir(arriving, { recursive: true, mode: 0o700 })
    return join(arriving, newName())
  }
  return {
    incoming,
    put: async (content) => {
      const path = await incoming()
      try {
        const hash = createHash('sha256')
        content.on('data', (chunk: Buffer) => hash.update(chunk))
        // Written to the disk itself before it gets its name: after a power failure it is whole or not there.
        await pipeline(content, createWriteStream(path, { flags: 'wx', mode: 0o600, flush: true }))
        const sha256 = hash.digest('hex')
        const goal = pathOf(sha256)
        await mkdir(join(goal, '..'), { recursive: true, mode: 0o700 })
        await rename(path, goal)
        await flushFolder(join(goal, '..'))
        return sha256
      } finally {
        await rm(path, { force: true })
      }
    },
    get: (sha256) => createReadStream(pathOf(sha256)),
    delete: (sha256) => rm(pathOf(sha256), { force: true }),
    sweep: async (before) => {
      for (const name of await readdir(arriving).catch(() => [])) {
        const path = join(arriving, name)
        const found = await stat(path).catch(() => null)
        if (found && found.mtimeMs < before) await rm(path, { force: true })
      }
    },
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
