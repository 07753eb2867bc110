import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import pg from 'pg'
import { type Answer, type Story, openStory } from '../harness/story.ts'
import { type Confirmed, type Race, type Stakes, confirmAll, deadlocks, prepareRace, requireOneWinner } from './race.ts'

const MANY = 1000

const tallied = (answers: readonly Answer<Confirmed>[], code: string): { won: number; refused: number; failed: number } => {
  const won = answers.filter(({ data }) => data?.confirmMatchProposal.project?.status === 'ACTIVE').length
  const refused = answers.filter((answer) => answer.code === code && answer.status < 500).length
  return { won, refused, failed: answers.length - won - refused }
}

const audited = async (story: Story, race: Race): Promise<Record<string, number>> => {
  const rows = await story.sql<{ refusal: string; count: number }>("select coalesce(refusal, 'DONE') as refusal, count(*)::int from audit_events where operation = 'match.confirm' and subject_id = any($1::uuid[]) group by 1", [race.proposalIds])
  return Object.fromEntries(rows.map(({ refusal, count }) => [refusal, count]))
}

describe('1,000 confirmations of the last one in flight', () => {
  let story: Story
  beforeAll(async () => {
    story = await openStory({ poolSize: 20 })
  })
  afterAll(() => story.close())

  test('of a parking space: one wins, 999 are refused, nothing is left half done', async () => {
    const race = await prepareRace(story, { needs: MANY })
    const began = performance.now()
    const answers = await confirmAll(story, race, 'RESOURCE')
    if (process.env['TIMES']) console.log(`${MANY} confirmations in ${Math.round(performance.now() - began)} ms`)
    await requireOneWinner(story, race, tallied(answers, 'RESOURCE_OVERBOOKED'))
    for (const { code, details } of answers) if (code) expect(details).toEqual({ free: 0 })
    expect(await audited(story, race)).toEqual({ DONE: 1, RESOURCE_OVERBOOKED: MANY - 1 })
  })

  test('of a stock: one wins, 199 learn that nothing is left', async () => {
    const race = await prepareRace(story, { needs: 200, supply: 'CONSUMABLE' })
    const answers = await confirmAll(story, race, 'RESOURCE')
    await requireOneWinner(story, race, tallied(answers, 'RESOURCE_OUT_OF_STOCK'), { supply: 'CONSUMABLE' })
    for (const { code, details } of answers) if (code) expect(details).toEqual({ free: 0 })
    expect(await audited(story, race)).toEqual({ DONE: 1, RESOURCE_OUT_OF_STOCK: 199 })
  })

  test('of a need for one space: one of 200 garages gives it, the others are refused', async () => {
    const race = await prepareRace(story, { resources: 200, confirmed: 'RESOURCE' })
    const answers = await confirmAll(story, race, 'NEED')
    await requireOneWinner(story, race, tallied(answers, 'NEED_OVERFILLED'))
    for (const { code, details } of answers) if (code) expect(details).toEqual({ missing: 0 })
    expect(await audited(story, race)).toEqual({ DONE: 1, NEED_OVERFILLED: 199 })
  })

  test('behind the product stands the database, which refuses whoever comes past it', async () => {
    const project = (pair: string): string => `with project as (insert into projects (id, proposal_id, need_id, resource_id, need_owner_id, resource_owner_id, title, quantity, unit, starts_on, ends_on, status, created_at)
      select gen_random_uuid(), p.id, p.need_id, p.resource_id, p.need_owner_id, p.resource_owner_id, '抢一个车位', 1, 'PIECE', p.starts_on, p.ends_on, 'ACTIVE', p.created_at from match_proposals p where p.id = any($1::uuid[]) and not exists (select 1 from projects where proposal_id = p.id) limit 1 returning *) ${pair}`
    const book = "insert into bookings (id, project_id, resource_id, during, quantity) select gen_random_uuid(), id, resource_id, tstzrange('2026-03-03 11:00Z', '2026-03-03 23:30Z'), quantity from project"
    const taken = async (stakes: Stakes, side: 'NEED' | 'RESOURCE'): Promise<Race> => {
      const race = await prepareRace(story, stakes)
      await confirmAll(story, { ...race, proposalIds: race.proposalIds.slice(0, 1) }, side)
      return race
    }
    const space = await taken({ needs: 2 }, 'RESOURCE')
    await expect(story.sql(project(book), [space.proposalIds])).rejects.toThrow(/RESOURCE_OVERBOOKED/)
    const stock = await taken({ needs: 2, supply: 'CONSUMABLE' }, 'RESOURCE')
    await expect(story.sql(project('select 1 from project'), [stock.proposalIds])).rejects.toThrow(/RESOURCE_OUT_OF_STOCK/)
    const need = await taken({ resources: 2, confirmed: 'RESOURCE' }, 'NEED')
    await expect(story.sql(project('select 1 from project'), [need.proposalIds])).rejects.toThrow(/NEED_OVERFILLED/)
  })

  test('none of it needed a deadlock to be broken, and nothing went wrong behind the scenes', async () => {
    expect(await deadlocks(story)).toBe(0)
    expect(story.faults).toEqual([])
  })
})

describe('the naive control', () => {
  let story: Story
  beforeAll(async () => {
    story = await openStory()
    // The guard is taken away; what is left is what a program does that looks before it leaps.
    await story.sql('alter table resources drop constraint "RESOURCE_OVERBOOKED"')
  })
  afterAll(() => story.close())

  test('looks whether the space is free and then takes it: more than one wins, and the same judge finds it guilty', async () => {
    const race = await prepareRace(story, { needs: 100 })
    const pool = new pg.Pool({ connectionString: story.databaseUrl, max: 20 })
    try {
      const results = await Promise.all(race.proposalIds.map((proposal) => takeIfFree(pool, proposal)))
      const won = results.filter(Boolean).length
      expect(won).toBeGreaterThan(1)
      await expect(requireOneWinner(story, race, { won, refused: results.length - won, failed: 0 })).rejects.toThrow(/projects is \d+, not 1; .*peak is \d+, not 1/)
    } finally {
      await pool.end()
    }
  })
})

/** Check, then insert, in a transaction, without any lock. */
async function takeIfFree(pool: pg.Pool, proposal: string): Promise<boolean> {
  const client = await pool.connect()
  try {
    await client.query('begin')
    const { rows } = await client.query<{ free: boolean }>('select r.taken_quantity < r.quantity as free from match_proposals p join resources r on r.id = p.resource_id where p.id = $1::uuid', [proposal])
    if (rows[0]?.free) {
      await client.query("update match_proposals set stage = 'CONFIRMED', resource_confirmed_at = created_at where id = $1::uuid", [proposal])
      await client.query(
        `with project as (insert into projects (id, proposal_id, need_id, resource_id, need_owner_id, resource_owner_id, title, quantity, unit, starts_on, ends_on, status, created_at)
           select gen_random_uuid(), id, need_id, resource_id, need_owner_id, resource_owner_id, '抢一个车位', quantity, 'PIECE', starts_on, ends_on, 'ACTIVE', created_at from match_proposals where id = $1::uuid returning *)
         insert into bookings (id, project_id, resource_id, during, quantity) select gen_random_uuid(), id, resource_id, tstzrange('2026-03-03 11:00Z', '2026-03-03 23:30Z'), quantity from project`,
        [proposal],
      )
    }
    await client.query('commit')
    return rows[0]?.free ?? false
  } finally {
    client.release()
  }
}
