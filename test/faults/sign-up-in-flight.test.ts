import { createHash, randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import pg from 'pg'
import { seedId } from '../../server/seeds/ids.ts'
import { SESSION_COOKIE } from '../../server/src/features/people/session.ts'
import { globalId } from '../../server/src/graphql/ids.ts'
import { SIGN_UP, type SignedUp, WITHDRAW } from '../harness/activity-acts.ts'
import { type Answer, type Story, type Visitor, openStory, visitor } from '../harness/story.ts'
import { deadlocks } from './race.ts'

const MANY = 1000
const PLACES = 30
const ROUNDS = 20
const POOL = 20
const DONGAN = seedId('organization 130102002019')

interface Somebody {
  readonly id: string
  readonly visitor: Visitor
}

/** People with a log-in each, written by SQL because only the race itself goes over HTTP. */
async function crowd(story: Story, count: number): Promise<Somebody[]> {
  const people = Array.from({ length: count }, () => ({ id: randomUUID(), token: randomUUID() }))
  await story.sql(
    `insert into people (id, name, phone, residence_community_id, created_at) select p.id, '居民' || p.n, '1' || lpad((7700000000 + p.n)::text, 10, '0'), $2::uuid, $3::timestamptz
     from unnest($1::uuid[]) with ordinality p (id, n)`,
    [people.map(({ id }) => id), DONGAN, story.clock.now.toISOString()],
  )
  await story.sql(
    `insert into sessions (id, person_id, token_hash, created_at, expires_at) select gen_random_uuid(), s.person, s.hash, $3::timestamptz, '2026-12-31' from unnest($1::uuid[], $2::bytea[]) s (person, hash)`,
    [people.map(({ id }) => id), people.map(({ token }) => createHash('sha256').update(token).digest()), story.clock.now.toISOString()],
  )
  return people.map(({ id, token }) => ({ id, visitor: visitor(story.url, `${SESSION_COOKIE}=${token}`) }))
}

/** An activity of 东安社区 that is open, with one sort of places; the uuid of these. */
async function open(story: Story, places: number): Promise<string> {
  const [activity, session, role] = [randomUUID(), randomUUID(), randomUUID()]
  await story.sql(
    `insert into activities (id, organizer_id, community_id, kind, field, title, starts_at, ends_at, stage, published_at, created_at, updated_at)
     values ($1, $2, $2, 'VOLUNTEER_SERVICE', 'ENVIRONMENT', '抢名额', '2026-03-07 01:00Z', '2026-03-07 03:00Z', 'PUBLISHED', $3, $3, $3)`,
    [activity, DONGAN, story.clock.now.toISOString()],
  )
  await story.sql(`insert into activity_sessions (id, activity_id, starts_at, ends_at) values ($1, $2, '2026-03-07 01:00Z', '2026-03-07 03:00Z')`, [session, activity])
  await story.sql(`insert into activity_roles (id, activity_id, session_id, position, title, serves, places, closes_at) values ($1, $2, $3, 0, '志愿者', true, $4, '2026-03-07 01:00Z')`, [role, activity, session, places])
  return role
}

interface Expected {
  readonly placed: number
  readonly queued: number
}

/**
 * What must hold after a race for places, whoever ran it: as many places taken as there are, everybody else on the list in an order without gap
 * or double, nobody twice, and the tallies as the rows say.
 * @throws Error with everything that does not hold
 */
async function requireFair(story: Story, role: string, { placed, queued }: Expected): Promise<void> {
  const [row] = await story.sql<Record<string, number>>(
    `select (select count(*)::int from sign_ups where role_id = $1 and stage = 'PLACED') as placed, (select count(*)::int from sign_ups where role_id = $1 and stage = 'QUEUED') as queued,
       (select count(distinct position)::int from sign_ups where role_id = $1 and stage = 'QUEUED') as distinct_positions,
       (select coalesce(max(rank), 0)::int from (select row_number() over (order by position) as rank from sign_ups where role_id = $1 and stage = 'QUEUED') ranks) as last_rank,
       (select count(*)::int from (select person_id from sign_ups where role_id = $1 and stage in ('ASKED','PLACED','QUEUED') group by person_id having count(*) > 1) twice) as twice,
       (select taken from activity_roles where id = $1) as taken, (select queued from activity_roles where id = $1) as tally`,
    [role],
  )
  const wanted = { placed, queued, distinct_positions: queued, last_rank: queued, twice: 0, taken: placed, tally: queued }
  const wrong = Object.entries(wanted).filter(([key, value]) => row![key] !== value)
  if (wrong.length > 0) throw new Error(`not fair: ${wrong.map(([key, value]) => `${key} is ${String(row![key])}, not ${value}`).join('; ')}`)
}

const unclear = (answers: readonly Answer<unknown>[]): unknown[] => answers.filter(({ status, code }) => status >= 500 || (code !== null && code !== 'SIGNED_UP_ALREADY')).map(({ status, code }) => `${status} ${code}`)

describe(`${MANY} sign-ups in flight for ${PLACES} places`, () => {
  let story: Story
  let people: Somebody[]
  beforeAll(async () => {
    story = await openStory({ poolSize: POOL })
    people = await crowd(story, MANY)
  }, 60_000)
  afterAll(async () => {
    expect(story.faults).toEqual([])
    await story.close()
  })

  test.each(Array.from({ length: ROUNDS }, (_, i) => i + 1))('round %i: thirty have a place, everybody else waits in order', async () => {
    const role = await open(story, PLACES)
    const answers = await Promise.all(people.map((somebody) => somebody.visitor.attempt<SignedUp>(SIGN_UP, { role: globalId('ActivityRole', role) })))
    expect(unclear(answers)).toEqual([])
    await requireFair(story, role, { placed: PLACES, queued: MANY - PLACES })
    // What each was told at once: a place, or a number that nobody else was told.
    const told = answers.map(({ data }) => data!.signUp)
    expect(told.filter(({ stage }) => stage === 'PLACED')).toHaveLength(PLACES)
    expect(told.flatMap(({ queuePosition }) => queuePosition ?? []).sort((a, b) => a - b)).toEqual(Array.from({ length: MANY - PLACES }, (_, i) => i + 1))
  }, 120_000)

  test('withdrawals in the middle of sign-ups: a place that is given back goes to the first who waits, and none is lost', async () => {
    const role = await open(story, PLACES)
    const roleId = globalId('ActivityRole', role)
    const first = people.slice(0, 60)
    for (const { visitor: who } of first) await who.ask(SIGN_UP, { role: roleId })
    const rows = await story.sql<{ id: string; person: string }>('select id, person_id as person from sign_ups where role_id = $1', [role])
    const withdrawing = first.map(({ id, visitor: who }) => who.attempt(WITHDRAW, { id: globalId('SignUp', rows.find(({ person }) => person === id)!.id) }))
    const signing = people.slice(60, 260).map(({ visitor: who }) => who.attempt(SIGN_UP, { role: roleId }))
    expect(unclear(await Promise.all([...withdrawing, ...signing]))).toEqual([])
    await requireFair(story, role, { placed: PLACES, queued: 200 - PLACES })
    expect(await deadlocks(story)).toBe(0)
  }, 120_000)

  test('one person in a hurry has one place, however often they press', async () => {
    const role = await open(story, PLACES)
    const answers = await Promise.all(Array.from({ length: 50 }, () => people[0]!.visitor.attempt<SignedUp>(SIGN_UP, { role: globalId('ActivityRole', role) })))
    expect(unclear(answers)).toEqual([])
    expect(answers.filter(({ code }) => code === null)).toHaveLength(1)
    await requireFair(story, role, { placed: 1, queued: 0 })
  })
})

describe('the control: count, then insert, without lock or constraint', () => {
  test('gives away more places than there are, and the same judge finds it guilty', async () => {
    const story = await openStory()
    // The guards are taken away; what is left is what a program does that looks before it leaps.
    await story.sql('alter table activity_roles drop constraint "SESSION_FULL"')
    const pool = new pg.Pool({ connectionString: story.databaseUrl, max: POOL })
    try {
      const people = await crowd(story, MANY)
      const role = await open(story, PLACES)
      await Promise.all(people.map(({ id }) => takeIfFree(pool, role, id)))
      await expect(requireFair(story, role, { placed: PLACES, queued: MANY - PLACES })).rejects.toThrow(/placed is \d+, not 30/)
    } finally {
      await pool.end()
      await story.close()
    }
  }, 60_000)
})

async function takeIfFree(pool: pg.Pool, role: string, person: string): Promise<void> {
  const { rows } = await pool.query<{ placed: number }>(`select count(*)::int as placed from sign_ups where role_id = $1 and stage = 'PLACED'`, [role])
  if (rows[0]!.placed >= PLACES) return
  await pool.query(
    `insert into sign_ups (id, activity_id, role_id, scope_id, person_id, signed_up_by_id, stage, placed_at, created_at, updated_at)
     select gen_random_uuid(), activity_id, id, session_id, $2, $2, 'PLACED', now(), now(), now() from activity_roles where id = $1`,
    [role, person],
  )
}
