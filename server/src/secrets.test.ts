import { randomBytes } from 'node:crypto'
import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { masterKey, secretsUnder } from './secrets.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'red-alliance-secrets-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const secrets = secretsUnder(Buffer.alloc(32, 7), randomBytes)

describe('what is done under keys outside the database', () => {
  test('a code is the same for the same text and purpose, and another for every other', () => {
    expect(secrets.mac('a', 'x')).toEqual(secrets.mac('a', 'x'))
    const codes = [secrets.mac('a', 'x'), secrets.mac('b', 'x'), secrets.mac('a', 'y'), secretsUnder(Buffer.alloc(32, 8), randomBytes).mac('a', 'x')]
    expect(new Set(codes.map((code) => code.toString('hex'))).size).toBe(4)
  })

  test('what is sealed opens under its purpose alone, and never looks alike twice', () => {
    const sealed = secrets.seal('document', '130102199001011234')
    expect(secrets.open('document', sealed)).toBe('130102199001011234')
    expect(secrets.seal('document', '130102199001011234')).not.toEqual(sealed)
    expect(() => secrets.open('other', sealed)).toThrow()
  })

  test('a single bit changed, and it does not open', () => {
    const sealed = secrets.seal('document', '赵立新')
    for (const place of sealed.keys()) {
      const changed = Buffer.from(sealed)
      changed[place]! ^= 1
      expect(() => secrets.open('document', changed)).toThrow()
    }
    expect(() => secrets.open('document', sealed.subarray(0, 20))).toThrow()
  })

  test('many processes that start at once for the first time have one key, which only its owner reads', async () => {
    const path = join(folder, 'new', 'master.key')
    const keys = await Promise.all(Array.from({ length: 20 }, () => masterKey(path, randomBytes)))
    expect(new Set(keys.map((key) => key.toString('hex'))).size).toBe(1)
    expect((await stat(path)).mode & 0o777).toBe(0o600)
    expect(await readdir(join(folder, 'new'))).toEqual(['master.key'])
    expect(await masterKey(path, randomBytes)).toEqual(keys[0])
  })

  test('a file that holds no key is said so, and left as it is', async () => {
    const path = join(folder, 'bad.key')
    await writeFile(path, 'short')
    await expect(masterKey(path, randomBytes)).rejects.toThrow(/holds no key/)
  })
})
