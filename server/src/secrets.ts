import { createCipheriv, createDecipheriv, createHmac, hkdfSync } from 'node:crypto'
import { link, mkdir, open, readFile, rm } from 'node:fs/promises'
import { dirname } from 'node:path'

const KEY_BYTES = 32
const NONCE_BYTES = 12
const TAG_BYTES = 16

/** What is done under keys that the database does not hold: whoever has the database alone can neither forge nor read it. */
export interface Secrets {
  /**
   * HMAC-SHA256, 32 bytes.
   * @param purpose each has a key of its own: what is made for one is worth nothing for another
   */
  mac(purpose: string, text: string | Buffer): Buffer
  /** AES-256-GCM: nonce, tag, ciphertext. The same text is never sealed alike twice. */
  seal(purpose: string, plaintext: string): Buffer
  /** @throws Error for what was not sealed under this key and purpose, or was changed since */
  open(purpose: string, sealed: Buffer): string
}

export type Random = (bytes: number) => Buffer

/** @param master 32 bytes from which the key of every purpose is derived (HKDF-SHA256) */
export function secretsUnder(master: Buffer, random: Random): Secrets {
  if (master.length !== KEY_BYTES) throw new Error(`a master key has ${KEY_BYTES} bytes`)
  const keys = new Map<string, Buffer>()
  const keyOf = (use: 'mac' | 'seal', purpose: string): Buffer => {
    const name = `red-alliance ${use} ${purpose}`
    const key = keys.get(name) ?? Buffer.from(hkdfSync('sha256', master, '', name, KEY_BYTES))
    keys.set(name, key)
    return key
  }
  return {
    mac: (purpose, text) => createHmac('sha256', keyOf('mac', purpose)).update(text).digest(),
    seal: (purpose, plaintext) => {
      const nonce = random(NONCE_BYTES)
      const cipher = createCipheriv('aes-256-gcm', keyOf('seal', purpose), nonce)
      const content = Buffer.concat([cipher.update(plaintext, 'utf8'), cipher.final()])
      return Buffer.concat([nonce, cipher.getAuthTag(), content])
    },
    open: (purpose, sealed) => {
      const decipher = createDecipheriv('aes-256-gcm', keyOf('seal', purpose), sealed.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES })
      decipher.setAuthTag(sealed.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES))
      return Buffer.concat([decipher.update(sealed.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()]).toString('utf8')
    },
  }
}

/**
 * The master key in the file; made at the first start, readable by its owner alone. Several processes may start at once: one of them makes it.
 * @throws Error when the file holds no key
 */
export async function masterKey(path: string, random: Random): Promise<Buffer> {
  const known = await keyIn(path)
  if (known) return known
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  const own = `${path}.${random(6).toString('hex')}`
  const file = await open(own, 'wx', 0o600)
  try {
    await file.writeFile(`${random(KEY_BYTES).toString('base64')}\n`)
    await file.sync()
    // Linked, not renamed: whoever comes second must not replace the first one's key.
    await link(own, path).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error
    })
  } finally {
    await file.close()
    await rm(own, { force: true })
  }
  const made = await keyIn(path)
  if (!made) throw new Error(`no key in ${path}`)
  return made
}

async function keyIn(path: string): Promise<Buffer | null> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null
    throw error
  })
  if (text === null) return null
  const key = Buffer.from(text.trim(), 'base64')
  if (key.length !== KEY_BYTES) throw new Error(`${path} holds no key of ${KEY_BYTES} bytes in base64`)
  return key
}
