import { expect, test } from '@jest/globals'
import { withClient } from '../../server/src/database/with-client.ts'
import { STORY_BEGINS } from '../../server/src/database/template.ts'
import { cloneDatabase } from './database.ts'
import { ITEMS, MEETINGS, STREETS, fillVolume } from './volume.ts'

const DIGEST = "select md5(string_agg(i::text, ',' order by i.id)) as digest from resolved_items i"

test('a year of 石家庄 is the same year each time, and is not filled in twice', async () => {
  const digests: unknown[] = []
  for (let i = 0; i < 2; i += 1) {
    const database = await cloneDatabase()
    await withClient(database.url, async (client) => {
      expect(await fillVolume(client, STORY_BEGINS)).toMatchObject({ meetings: MEETINGS, items: ITEMS, streets: STREETS })
      digests.push((await client.query(DIGEST)).rows[0])
      if (i > 0) await expect(fillVolume(client, STORY_BEGINS)).rejects.toThrow('has its year already')
    })
    await database.drop()
  }
  expect(digests[0]).toEqual(digests[1])
})
