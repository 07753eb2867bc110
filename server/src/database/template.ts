import { seedIfEmpty } from '../../seeds/seed.ts'
import { migrate } from './migrate.ts'

/** The day on which the tests' story world begins: a Monday, 09:00 in 石家庄. */
export const STORY_BEGINS = new Date('2026-03-02T01:00:00Z')

/** What every test's database is cloned from. */
export async function prepareTemplate(url: string): Promise<void> {
  await migrate(url)
  await seedIfEmpty(url, { story: true, log: () => {}, now: STORY_BEGINS })
}
