import { expect, test } from '@jest/globals'
import pg from 'pg'
import { cloneDatabase } from './database.ts'
import { withClient } from '../../server/src/database/with-client.ts'

test('every test file can have a database of its own', async () => {
  const [one, other] = await Promise.all([cloneDatabase(), cloneDatabase()])
  await withClient(one.url, (client) => client.query('create table only_here ()'))
  const found = await withClient(other.url, (client) => client.query("select to_regclass('only_here') as there"))
  expect(found.rows).toEqual([{ there: null }])
  await Promise.all([one.drop(), other.drop()])
})

test('Chinese words have trigrams', async () => {
  const database = await cloneDatabase()
  const { rows } = await withClient(database.url, async (client) => {
    await client.query('create extension if not exists pg_trgm')
    return client.query<{ count: number }>("select cardinality(show_trgm('停车位')) as count")
  })
  expect(rows[0]?.count).toBeGreaterThan(0)
  await database.drop()
})

test('whoever is on the way out is waited for', async () => {
  const database = await cloneDatabase()
  const leaving = new pg.Client(database.url)
  const shouted: unknown[] = []
  leaving.on('error', (error) => shouted.push(error.message))
  await leaving.connect()
  const left = new Promise((resolve) => setTimeout(resolve, 300)).then(() => leaving.end())
  await Promise.all([database.drop(), left])
  expect(shouted).toEqual([])
})
