import { tmpdir } from 'node:os'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { withClient } from '../../server/src/database/with-client.ts'
import { cloneDatabase, type TestDatabase } from '../harness/database.ts'
import { startProduct } from './product.ts'

let database: TestDatabase

beforeAll(async () => {
  database = await cloneDatabase()
})

afterAll(() => database.drop())

test('the server becomes ready, answers, and leaves in order', async () => {
  const product = await startProduct({ databaseUrl: database.url })
  const health = await fetch(`${product.url}/healthz`)
  expect(health.status).toBe(200)
  await product.stop()
  await expect(fetch(`${product.url}/healthz`)).rejects.toThrow()
})

test('a server that does not start says why', async () => {
  const nobody = new URL(database.url)
  nobody.pathname = '/does_not_exist'
  await expect(startProduct({ databaseUrl: nobody.href })).rejects.toThrow('does_not_exist')
})

test('a database that was used with a key does not start without it: a new one would open nothing', async () => {
  await withClient(database.url, (client) =>
    client.query("insert into service_anchors select 1, id, 1, 1, sha256('x'), now(), sha256('x'), sha256('x') from organizations where kind = 'STREET' limit 1"))
  await expect(startProduct({ databaseUrl: database.url, env: { SECRETS_KEY_FILE: `${tmpdir()}/no-such.key` } })).rejects.toThrow('没有密钥文件')
})
