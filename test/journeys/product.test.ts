import { afterAll, beforeAll, expect, test } from '@jest/globals'
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
