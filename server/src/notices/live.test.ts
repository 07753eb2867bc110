import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals'
import { runMatching } from '../../../test/harness/matching-acts.ts'
import { type Story, openStory } from '../../../test/harness/story.ts'
import { MOST_OF_ONE } from '../graphql/live.ts'
import { type LiveVisitor, upgradeStatus, watch } from './testing/live-visitor.ts'

let story: Story
const open: LiveVisitor[] = []
beforeAll(async () => {
  story = await openStory({ pulseMs: 300 })
})
afterEach(async () => {
  for (const each of open.splice(0)) await each.stop()
})
afterAll(() => story.close())

async function watching(name: string, options?: { query?: string; origin?: string }): Promise<LiveVisitor> {
  const visitor = await watch(story.url, (await story.as(name)).cookie, options)
  open.push(visitor)
  return visitor
}

/** Everything is proposed anew, and told anew. */
async function happen(): Promise<void> {
  await story.sql("update match_proposals set stage = 'SUPERSEDED' where stage = 'OPEN'")
  await runMatching(story)
}

async function until(reached: () => boolean): Promise<void> {
  for (let tries = 0; tries < 100 && !reached(); tries += 1) await new Promise((resolve) => setTimeout(resolve, 50))
  if (!reached()) throw new Error('it never came')
}
const inboxOf = async (name: string): Promise<number> => (await story.sql('select 1 from notices n join people p on p.id = n.person_id where p.name = $1', [name])).length
const moment = (): Promise<unknown> => new Promise((resolve) => setTimeout(resolve, 500))

describe('a notice arrives while one watches', () => {
  test('with its owner, on every page of theirs, and with nobody else', async () => {
    const [garage, twice, admin, street] = [await watching('王磊'), await watching('王磊'), await watching('马建国'), await watching('高志远')]
    await happen()
    await until(() => garage.heard.length > 0 && twice.heard.length > 0)
    expect(garage.heard).toEqual([expect.objectContaining({ kind: 'PROPOSAL_WAITING', readAt: null })])
    expect(twice.heard).toEqual(garage.heard)
    await moment()
    expect([admin.heard, street.heard]).toEqual([[], []])
  })

  test('whichever process wrote it', async () => {
    const garage = await watching('王磊')
    const [row] = await story.sql<{ id: string }>("insert into notices (id, person_id, kind, subject_type, subject_id, created_at) select gen_random_uuid(), id, 'PROJECT_BEGUN', 'Project', gen_random_uuid(), now() from people where name = '王磊' returning id")
    await story.sql("select pg_notify('notices', person_id || ' ' || id) from notices where id = $1", [row!.id])
    await until(() => garage.heard.some(({ kind }) => kind === 'PROJECT_BEGUN'))
  })

  test('what was committed while the line to the database was down is caught up with', async () => {
    const garage = await watching('王磊')
    await story.sql("select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'red-alliance-notices' and datname = current_database()")
    await happen()
    await until(() => garage.heard.some(({ kind }) => kind === 'PROPOSAL_WAITING'))
  })

  test('a process killed before its commit has neither changed nor told anything', async () => {
    const watcher = await watching('程远')
    const [person] = await story.sql<{ id: string }>("select id from people where name = '程远'")
    const before = await inboxOf('程远')
    const child = spawn(process.execPath, ['--import', new URL('../../../run/loader.mjs', import.meta.url).href, new URL('testing/telling-process.ts', import.meta.url).pathname, story.databaseUrl, person!.id], { env: { ...process.env, NODE_OPTIONS: '' }, stdio: ['ignore', 'pipe', 'inherit'] })
    for await (const said of child.stdout) if (String(said).includes('told')) break
    child.kill('SIGKILL')
    await once(child, 'exit')
    await moment()
    expect(watcher.heard).toEqual([])
    expect(await inboxOf('程远')).toBe(before)
    expect(await story.sql("select failed_log_ins from people where name = '程远'")).toEqual([{ failed_log_ins: 0 }])
  })

  test('a notice that is forged for somebody else’s eyes is not read to them', async () => {
    const stranger = await watching('何玉梅')
    const [notice] = await story.sql<{ id: string }>('select id from notices limit 1')
    await story.sql("select pg_notify('notices', p.id || ' ' || $1) from people p where name = '何玉梅'", [notice!.id])
    await moment()
    expect({ heard: stranger.heard, errors: stranger.errors }).toEqual({ heard: [], errors: [] })
  })
})

describe('who may not watch', () => {
  test.each([
    ['nobody', { cookie: '' }, '/graphql', 401],
    ['an invented session', { cookie: 'red_alliance_session=made-up' }, '/graphql', 401],
    ['another page’s script', { origin: 'https://evil.example' }, '/graphql', 403],
    ['a page without a host of its own', { origin: 'null' }, '/graphql', 403],
    ['another path', {}, '/elsewhere', 404],
  ])('%s', async (_who, headers, path, status) => {
    const { cookie } = await story.as('王磊')
    expect(await upgradeStatus(`${story.url}${path}`, { cookie, ...headers })).toBe(status)
  })

  test('our own page may', async () => {
    expect(await upgradeStatus(`${story.url}/graphql`, { cookie: (await story.as('王磊')).cookie, origin: story.url })).toBe(101)
  })

  test('a session that ends is dropped at the next pulse', async () => {
    const watcher = await watching('许文博')
    await story.sql("update sessions set ended_at = now() where person_id = (select id from people where name = '许文博')")
    expect(await watcher.closed).toBe(4403)
  })

  test('a person who is disabled is dropped at the next event and reads nothing of it', async () => {
    const slow = await openStory({ pulseMs: 60_000 })
    const watcher = await watch(slow.url, (await slow.as('韩雪')).cookie)
    await slow.sql("update people set disabled_at = now() where name = '韩雪'")
    await slow.sql(`with n as (insert into notices (id, person_id, kind, subject_type, subject_id, created_at) select gen_random_uuid(), id, 'PROJECT_BEGUN', 'Project', gen_random_uuid(), now() from people where name = '韩雪' returning id, person_id)
      select pg_notify('notices', person_id || ' ' || id) from n`)
    expect(await watcher.closed).toBe(4403)
    expect(watcher.heard).toEqual([])
    await slow.close()
  })

  test('whoever opens too many connections gets no more', async () => {
    // On a busy machine one of so many may miss a quick pulse, and is dropped.
    const slow = await openStory({ pulseMs: 60_000 })
    const { cookie } = await slow.as('邓立')
    const watchers: LiveVisitor[] = await Promise.all(Array.from({ length: MOST_OF_ONE }, () => watch(slow.url, cookie)))
    expect(await upgradeStatus(`${slow.url}/graphql`, { cookie })).toBe(429)
    await watchers.pop()!.stop()
    let status = 429
    for (let tries = 0; tries < 100 && status === 429; tries += 1) status = await upgradeStatus(`${slow.url}/graphql`, { cookie })
    expect(status).toBe(101)
    for (const each of watchers) await each.stop()
    await slow.close()
  })
})

describe('what may not be asked there', () => {
  test.each([
    ['a query', '{ needs { totalCount } }', 'BAD_INPUT'],
    ['a mutation', 'mutation { markAllNoticesRead { id } }', 'BAD_INPUT'],
    ['no GraphQL', 'subscription {', 'BAD_INPUT'],
    ['a field that is not there', 'subscription { somethingElse }', 'BAD_INPUT'],
    ['too many names', `subscription { noticeArrived { ${Array.from({ length: 31 }, (_, index) => `a${index}: id`).join(' ')} } }`, 'QUERY_TOO_COSTLY'],
  ])('%s', async (_what, query, code) => {
    expect((await watching('王磊', { query })).errors).toEqual([code])
  })

  test('and no subscription where an answer is all there is', async () => {
    expect((await (await story.as('王磊')).attempt('subscription { noticeArrived { id } }')).code).toBe('BAD_INPUT')
  })

  test('nothing went wrong behind the scenes', () => expect(story.faults.filter((fault) => !String(fault).includes('terminat'))).toEqual([]))
})
