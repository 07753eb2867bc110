import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { type TestDatabase, cloneDatabase } from '../harness/database.ts'
import { ISSUE, STREET, logMeeting } from '../harness/meeting-acts.ts'
import { type Answer, type Visitor, character, logIn } from '../harness/story.ts'
import { withClient } from '../../server/src/database/with-client.ts'
import { tryParseId } from '../../server/src/graphql/ids.ts'
import { type Product, startProduct } from '../journeys/product.ts'

const MANY = 12
const uuid = (globalId: string): string => tryParseId(globalId)!.uuid

let database: TestDatabase
let owner: pg.Client
let product: Product
let zhao: Visitor

async function start(): Promise<void> {
  product = await startProduct({ databaseUrl: database.url })
  zhao = await logIn(product.url, character('赵立新').phone)
}

/** As a power failure would: nothing is said to anybody. PostgreSQL then finds the connections gone. */
async function killProduct(): Promise<void> {
  const { process: server } = product
  const gone = new Promise((resolve) => server.once('close', resolve))
  server.kill('SIGKILL')
  await gone
}

async function until(text: string): Promise<void> {
  for (let i = 0; i < 400; i += 1) {
    if ((await owner.query<{ yes: boolean }>(text)).rows[0]?.yes) return
    await sleep(25)
  }
  throw new Error(`never: ${text}`)
}
const nobodyIsLeft = (): Promise<void> => until('select count(*) = 0 as yes from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid() and xact_start is not null')

beforeAll(async () => {
  database = await cloneDatabase()
  owner = new pg.Client({ connectionString: database.url })
  owner.on('error', () => undefined)
  await owner.connect()
  await start()
})
afterAll(async () => {
  await product.stop()
  await owner.end()
  await database.drop()
})

interface State {
  readonly issued: boolean
  readonly items: string[]
  readonly steps: number
  readonly told: number
  readonly audited: number
}
async function stateOf(meeting: string): Promise<State> {
  const { rows } = await owner.query<State>(
    `select exists (select 1 from minutes where meeting_id = $1::uuid and stage = 'ISSUED') as issued, (select array_agg(distinct stage) from resolved_items where meeting_id = $1::uuid) as items,
       (select count(*)::int from item_steps s join resolved_items i on i.id = s.item_id where i.meeting_id = $1::uuid) as steps,
       (select count(*)::int from notices where subject_id = $1::uuid or subject_id in (select id from resolved_items where meeting_id = $1::uuid)) as told,
       (select count(*)::int from audit_events where operation = 'minutes.issue' and refusal is null and subject_id in (select id from minutes where meeting_id = $1::uuid)) as audited`,
    [uuid(meeting)],
  )
  return rows[0]!
}
// 李秀英 and 李静 are told of the duty and of the minutes.
const WHOLE: State = { issued: true, items: ['ASSIGNED'], steps: 1, told: 4, audited: 1 }
const NOTHING: State = { issued: false, items: ['NOTED'], steps: 0, told: 0, audited: 0 }

/** An answer, or that none came. */
const issue = (meeting: string): Promise<Answer<{ issueMinutes: { number: number } }> | null> => zhao.attempt<{ issueMinutes: { number: number } }>(ISSUE, { id: meeting }, { 'Idempotency-Key': `issue-${meeting}` }).catch(() => null)

test('killed in the middle of issuing, with the minutes numbered and the duties about to be assigned: nothing of it is there, and issuing again works', async () => {
  const { id: meeting, resolvedItems } = await logMeeting(zhao, STREET)
  await withClient(database.url, async (holder) => {
    await holder.query('begin')
    await holder.query('select 1 from resolved_items where id = $1::uuid for no key update', [uuid(resolvedItems.nodes[0]!.id)])
    const answer = issue(meeting)
    await until("select count(*) > 0 as yes from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'")
    await killProduct()
    expect(await answer).toBeNull()
    await holder.query('rollback')
  })
  await nobodyIsLeft()
  expect(await stateOf(meeting)).toEqual(NOTHING)
  await start()
  expect((await issue(meeting))?.code).toBeNull()
  expect(await stateOf(meeting)).toEqual(WHOLE)
})

test.each([5, 15, 40])('killed %i ms after twelve were issued at once: each is issued whole or not at all, the rest goes on without a gap', async (ms) => {
  const meetings: string[] = []
  for (let i = 0; i < MANY; i += 1) meetings.push((await logMeeting(zhao, STREET)).id)
  const answers = meetings.map(issue)
  await sleep(ms)
  await killProduct()
  const said = await Promise.all(answers)
  await nobodyIsLeft()
  for (const [i, meeting] of meetings.entries()) {
    const state = await stateOf(meeting)
    expect(state).toEqual(state.issued ? WHOLE : NOTHING)
    // What was answered is there.
    if (said[i]) expect(state).toEqual(WHOLE)
  }
  await start()
  // The same key answers what came of it, whether or not it was done before.
  const again = await Promise.all(meetings.map(issue))
  expect(again.map((each) => each?.code)).toEqual(meetings.map(() => null))
  for (const meeting of meetings) expect(await stateOf(meeting)).toEqual(WHOLE)
  for (const [i, each] of said.entries()) if (each) expect(again[i]!.data).toEqual(each.data)
  const { rows } = await owner.query("select max(number)::int = count(*) and min(number) = 1 as gapless from minutes where edition = 1 and convener_id = (select id from organizations where code = '130102002') and year = 2026")
  expect(rows).toEqual([{ gapless: true }])
})
