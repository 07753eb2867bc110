import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals'
import type pg from 'pg'
import { withClient } from '../../server/src/database/with-client.ts'
import { runMatching } from '../harness/matching-acts.ts'
import { type Answer, type Story, character, id, logIn, openStory } from '../harness/story.ts'
import { CONFIRM_RING, prepareRing } from './ring.ts'

const PROPOSE = 'mutation ($remedy: RemedyInput!) { proposeAdjustment(remedy: $remedy) { id } }'
const ACCEPT = 'mutation ($id: ID!) { acceptAdjustment(id: $id) { stage } }'
const LONGER = { needId: id('Need', '居民夜间停车'), kind: 'WINDOWS', resourceId: id('Resource', '操场周末停车'), gain: 12 }

let story: Story
let server: ChildProcess | null = null
beforeAll(async () => {
  story = await openStory({ poolSize: 20 })
})
afterEach(() => void server?.kill('SIGKILL'))
afterAll(async () => {
  expect(story.faults).toEqual([])
  await story.close()
})

/** Where another process listens that serves the story. */
async function another(): Promise<string> {
  server = spawn(process.execPath, ['--import', new URL('../../run/loader.mjs', import.meta.url).href, new URL('server-at.ts', import.meta.url).pathname, story.databaseUrl, story.clock.now.toISOString()], {
    env: { ...process.env, NODE_OPTIONS: '' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  for await (const said of server.stdout!) return String(said).trim()
  throw new Error('the server ended')
}

async function until(text: string): Promise<void> {
  for (let tries = 0; tries < 600; tries += 1) {
    if ((await story.sql<{ yes: boolean }>(text))[0]!.yes) return
    await sleep(25)
  }
  throw new Error(`never: ${text}`)
}
const waits = "select count(*) > 0 as yes from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'"
const nobodyIsLeft = "select count(*) = 0 as yes from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid() and xact_start is not null"

/** Sends it to another process and kills that where it waits for what the statements hold. */
async function killedWhere(hold: (holder: pg.Client) => Promise<unknown>, who: string, mutation: string, asked: string, key: string): Promise<void> {
  const visitor = await logIn(await another(), character(who).phone)
  await withClient(story.databaseUrl, async (holder) => {
    await holder.query('begin')
    await hold(holder)
    const answer = visitor.attempt(mutation, { id: asked }, { 'Idempotency-Key': key }).catch(() => null)
    await Promise.race([until(waits), answer.then((early) => Promise.reject(new Error(`it did not wait: ${JSON.stringify(early)}`)))])
    server!.kill('SIGKILL')
    await once(server!, 'exit')
    expect(await answer).toBeNull()
    await holder.query('rollback')
  })
  await until(nobodyIsLeft)
}
const again = async (who: string, mutation: string, asked: string, key: string): Promise<Answer<unknown>> => (await story.as(who)).attempt(mutation, { id: asked }, { 'Idempotency-Key': key })

test('killed while 韩雪 agrees to an adjustment, with the hours opened and nobody told yet: nothing of it is there, and agreeing again does it once', async () => {
  await runMatching(story)
  const { proposeAdjustment } = await (await story.as('赵立新')).ask<{ proposeAdjustment: { id: string } }>(PROPOSE, { remedy: LONGER })
  const state = (): Promise<object[]> =>
    story.sql(`select a.stage, r.windows::text, r.version, (select count(*)::int from match_changes where kind = 'ADJUSTED') as changes, (select count(*)::int from notices where kind = 'ADJUSTMENT_ACCEPTED') as told,
      (select count(*)::int from audit_events where operation = 'adjustment.accept') as audited from adjustments a join resources r on r.id = a.resource_id`)
  const [before] = await state()
  expect(before).toMatchObject({ stage: 'OPEN', changes: 0, told: 0, audited: 0 })
  await killedWhere((holder) => holder.query('lock table match_changes in exclusive mode'), '韩雪', ACCEPT, proposeAdjustment.id, 'agree-to-longer-hours')
  expect(await state()).toEqual([before])
  for (let times = 0; times < 2; times += 1) expect(await again('韩雪', ACCEPT, proposeAdjustment.id, 'agree-to-longer-hours')).toMatchObject({ code: null, data: { acceptAdjustment: { stage: 'ACCEPTED' } } })
  const [after] = await state()
  expect(after).toMatchObject({ stage: 'ACCEPTED', changes: 1, told: 1, audited: 1 })
  expect((after as { windows: string }).windows).not.toBe((before as { windows: string }).windows)
})

test('killed while 王磊 says the last yes to a ring, between its first project and its second: nothing of it is there, and saying it again does all of it', async () => {
  const books = await prepareRing(story, ['赵立新', '王磊'])
  await (await story.as('赵立新')).ask(CONFIRM_RING, { id: books.memberIds[0] })
  const uuids = books.proposalIds.map((each) => Buffer.from(each, 'base64url').toString().split(':')[1]!).toSorted()
  const state = (): Promise<object[]> =>
    story.sql(
      `select (select array_agg(stage order by id) from match_proposals where id = any($1::uuid[])) as legs, (select count(*)::int from projects where proposal_id = any($1::uuid[])) as projects,
        (select count(*)::int from match_ring_members m join match_proposals p on p.id = m.proposal_id where p.id = any($1::uuid[]) and m.confirmed_at is not null) as yes,
        (select sum(n.met_quantity)::int from match_proposals p join needs n on n.id = p.need_id where p.id = any($1::uuid[])) as met,
        (select count(*)::int from notices where kind = 'PROJECT_BEGUN') as told, (select count(*)::int from audit_events where operation = 'ring.confirm') as audited`,
      [uuids],
    )
  expect(await state()).toEqual([{ legs: ['OPEN', 'OPEN'], projects: 0, yes: 1, met: 0, told: 0, audited: 1 }])
  await story.sql(`create function held_here() returns trigger language plpgsql as $$ begin perform pg_advisory_xact_lock(1); return new; end $$;
    create trigger held_here before insert on projects for each row when (new.proposal_id = '${uuids[1]}') execute function held_here()`)
  await killedWhere((holder) => holder.query('select pg_advisory_xact_lock(1)'), '王磊', CONFIRM_RING, books.memberIds[1]!, 'the-last-yes-of-the-ring')
  expect(await state()).toEqual([{ legs: ['OPEN', 'OPEN'], projects: 0, yes: 1, met: 0, told: 0, audited: 1 }])
  for (let times = 0; times < 2; times += 1) expect((await again('王磊', CONFIRM_RING, books.memberIds[1]!, 'the-last-yes-of-the-ring')).code).toBeNull()
  expect(await state()).toMatchObject([{ legs: ['CONFIRMED', 'CONFIRMED'], projects: 2, yes: 2, met: 2, audited: 2 }])
})
