import { expect } from '@jest/globals'
import pg from 'pg'
import { STORY_BEGINS } from '../../server/src/database/template.ts'
import { type Story, openStory } from './story.ts'
import { fillVolume } from './volume.ts'

export interface VolumeStory {
  readonly story: Story
  /** Sees every row: what is compared with a plain count, and where plans are asked for. */
  readonly owner: pg.Client
  close(): Promise<void>
}

/** The story world with a year of 石家庄's meetings behind it. Closing it fails where anything went wrong behind the scenes. */
export async function openVolume(): Promise<VolumeStory> {
  const story = await openStory()
  const owner = new pg.Client({ connectionString: story.databaseUrl })
  // Dropping the database ends it.
  owner.on('error', () => undefined)
  await owner.connect()
  await fillVolume(owner, STORY_BEGINS)
  return {
    story,
    owner,
    close: async () => {
      expect(story.faults).toEqual([])
      await owner.end()
      await story.close()
    },
  }
}
