import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { createHash } from 'node:crypto'
import { DEMO_PASSWORD } from '../../../seeds/demo-log-ins.ts'
import { type Story, type Visitor, character, openStory, visitor } from '../../../../test/harness/story.ts'

const LOG_IN = 'mutation ($phone: String!, $password: String!) { logIn(phone: $phone, password: $password) { name } }'
const VIEWER = '{ viewer { name } }'
const MINUTE = 60_000

let story: Story
beforeAll(async () => {
  story = await openStory()
})
afterAll(async () => {
  expect(story.faults).toEqual([])
  await story.close()
})

const attempt = (name: string, password: string): ReturnType<Visitor['attempt']> => story.nobody.attempt(LOG_IN, { phone: character(name).phone, password })
/** A browser of its own for somebody, with the cookie as the server set it. */
const browser = async (name: string, password = DEMO_PASSWORD): Promise<{ visitor: Visitor; cookie: string }> => {
  const response = await fetch(`${story.url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ query: LOG_IN, variables: { phone: character(name).phone, password } }) })
  const cookie = response.headers.get('set-cookie') ?? ''
  return { visitor: visitor(story.url, cookie.split(';')[0]!), cookie }
}
const passes = (minutes: number): void => {
  story.clock.now = new Date(story.clock.now.getTime() + minutes * MINUTE)
}
const isLoggedIn = async (who: Visitor): Promise<boolean> => (await who.ask<{ viewer: object | null }>(VIEWER)).viewer !== null

describe('log-in', () => {
  test('the cookie is for the server alone, and only its hash is kept', async () => {
    const { visitor: wang, cookie } = await browser('王磊')
    expect(cookie).toMatch(/^red_alliance_session=[\w-]{43}; Max-Age=1209600; Path=\/; Expires=[^;]+; HttpOnly; SameSite=Lax$/)
    const token = /=([\w-]{43});/.exec(cookie)![1]!
    const [row] = await story.sql<{ found: number }>("select count(*)::int as found from sessions s where s::text like '%' || $1 || '%' or encode(token_hash, 'escape') = $1", [token])
    expect(row).toEqual({ found: 0 })
    expect(await wang.ask(VIEWER)).toEqual({ viewer: { name: '王磊' } })
  })

  test('a wrong password, an unknown number and a disabled person are told the same, in the same words', async () => {
    await story.sql("update people set disabled_at = now() where name = '苏婉'")
    const answers = await Promise.all([attempt('程远', 'falsch-2026'), story.nobody.attempt(LOG_IN, { phone: '18800000000', password: DEMO_PASSWORD }), attempt('苏婉', DEMO_PASSWORD), story.nobody.attempt(LOG_IN, { phone: 'x', password: DEMO_PASSWORD }), attempt('程远', 'x'.repeat(201))])
    for (const answer of answers) expect(answer).toEqual({ status: 200, data: null, code: 'BAD_CREDENTIALS', details: {} })
    await story.sql("update people set disabled_at = null where name = '苏婉'")
  })

  test('no password stands in the history of what was done', async () => {
    const [row] = await story.sql<{ found: number }>("select count(*)::int as found from audit_events where details::text like '%2026%' and operation = 'person.logIn'")
    expect(row).toEqual({ found: 0 })
  })

  test('log-out ends this browser only; everywhere ends all', async () => {
    const [one, other, third] = await Promise.all([browser('韩雪'), browser('韩雪'), browser('韩雪')])
    expect(await one.visitor.ask('mutation { logOut }')).toEqual({ logOut: true })
    expect(await isLoggedIn(one.visitor)).toBe(false)
    expect((await one.visitor.attempt('mutation { logOut }')).code).toBe('UNAUTHENTICATED')
    expect(await isLoggedIn(other.visitor)).toBe(true)
    await other.visitor.ask('mutation { logOutEverywhere }')
    expect([await isLoggedIn(other.visitor), await isLoggedIn(third.visitor)]).toEqual([false, false])
  })

  test('a log-in lasts a fortnight', async () => {
    const { visitor: han } = await browser('韩雪')
    passes(14 * 24 * 60 - 1)
    expect(await isLoggedIn(han)).toBe(true)
    passes(2)
    expect(await isLoggedIn(han)).toBe(false)
  })

  test("one's own new password: the wrong old one is refused, a weak one too, the other browsers are out", async () => {
    const [one, other] = [await browser('许文博'), await browser('许文博')]
    const CHANGE = 'mutation ($old: String!, $new: String!) { changePassword(currentPassword: $old, newPassword: $new) { name } }'
    expect((await one.visitor.attempt(CHANGE, { old: 'falsch-2026', new: 'yisheng-2026' })).code).toBe('WRONG_PASSWORD')
    for (const weak of ['', '1234567', '12345678', 'aaaaaaaa', 'password1', 'x'.repeat(201)]) expect((await one.visitor.attempt(CHANGE, { old: DEMO_PASSWORD, new: weak })).code).toBe('PASSWORD_TOO_WEAK')
    await one.visitor.ask(CHANGE, { old: DEMO_PASSWORD, new: 'yisheng-2026' }, { 'idempotency-key': 'change-password-1' })
    expect([await isLoggedIn(one.visitor), await isLoggedIn(other.visitor)]).toEqual([true, false])
    expect((await attempt('许文博', DEMO_PASSWORD)).code).toBe('BAD_CREDENTIALS')
    expect((await attempt('许文博', 'yisheng-2026')).code).toBeNull()
  })
})

describe('five wrong passwords in a row', () => {
  beforeEach(() => passes(60))

  test('close the account for a quarter of an hour, for the right password too; then it is open', async () => {
    for (let i = 0; i < 5; i += 1) expect((await attempt('何玉梅', `falsch-${i}`)).code).toBe('BAD_CREDENTIALS')
    const until = new Date(story.clock.now.getTime() + 15 * MINUTE).toISOString()
    expect(await attempt('何玉梅', DEMO_PASSWORD)).toMatchObject({ code: 'LOCKED_OUT', details: { until } })
    expect(await attempt('何玉梅', 'falsch')).toMatchObject({ code: 'LOCKED_OUT', details: { until } })
    passes(14)
    expect((await attempt('何玉梅', DEMO_PASSWORD)).code).toBe('LOCKED_OUT')
    passes(1)
    expect((await attempt('何玉梅', DEMO_PASSWORD)).code).toBeNull()
  })

  test('four and a right one begin anew', async () => {
    for (let round = 0; round < 2; round += 1) {
      for (let i = 0; i < 4; i += 1) expect((await attempt('周敏', `falsch-${i}`)).code).toBe('BAD_CREDENTIALS')
      expect((await attempt('周敏', DEMO_PASSWORD)).code).toBeNull()
    }
  })

  test('fifty wrong ones at the same instant learn no more than five do, and the right one among them opens nothing after that', async () => {
    const answers = await Promise.all(Array.from({ length: 50 }, (_, i) => attempt('秦振华', `falsch-${i}`)))
    const codes = answers.map(({ code }) => code)
    expect(codes.filter((code) => code === 'BAD_CREDENTIALS')).toHaveLength(5)
    expect(codes.filter((code) => code === 'LOCKED_OUT')).toHaveLength(45)
    expect((await attempt('秦振华', DEMO_PASSWORD)).code).toBe('LOCKED_OUT')
    const [row] = await story.sql<{ failed_log_ins: number; audited: number }>("select failed_log_ins, (select count(*)::int from audit_events where operation = 'person.logIn' and refusal = 'BAD_CREDENTIALS' and at = $1::timestamptz) as audited from people where name = '秦振华'", [story.clock.now.toISOString()])
    expect(row).toEqual({ failed_log_ins: 0, audited: 5 })
  })

  test('a log-in that is open stays open: nobody is thrown out by a stranger who guesses', async () => {
    const { visitor: gao } = await browser('高志远')
    for (let i = 0; i < 6; i += 1) await attempt('高志远', `falsch-${i}`)
    expect(await isLoggedIn(gao)).toBe(true)
  })

  test('an administrator who resets the password opens the account, and every old log-in ends', async () => {
    const { visitor: deng } = await browser('邓立')
    for (let i = 0; i < 5; i += 1) await attempt('邓立', `falsch-${i}`)
    const ma = (await browser('马建国')).visitor
    const { people } = await ma.ask<{ people: { nodes: { id: string }[] } }>('{ people(filter: { search: "邓立" }) { nodes { id } } }')
    await ma.ask('mutation ($id: ID!) { resetPassword(id: $id, newPassword: "dengli-2026") { id } }', { id: people.nodes[0]!.id })
    expect((await attempt('邓立', 'dengli-2026')).code).toBeNull()
    expect(await isLoggedIn(deng)).toBe(false)
  })
})

test('what is kept to recognize a repeated change holds nothing from which a password could be guessed', async () => {
  const { visitor: ma } = await browser('马建国')
  const [liu] = await story.sql<{ id: string }>("select id from people where name = '刘桂兰'")
  const person = Buffer.from(`Person:${liu!.id}`).toString('base64url')
  const hashes = async (newPassword: string, key: string): Promise<string> => {
    await ma.ask('mutation ($id: ID!, $newPassword: String!) { resetPassword(id: $id, newPassword: $newPassword) { id } }', { id: person, newPassword }, { 'idempotency-key': key })
    return (await story.sql<{ hash: string }>("select encode(input_hash, 'hex') as hash from idempotency_keys where key = $1", [key]))[0]!.hash
  }
  const [one, other] = [await hashes('guilan-2026', 'reset-one-1'), await hashes('guilan-2026', 'reset-one-2')]
  expect(one).not.toBe(other)
  for (const text of [JSON.stringify({ id: person, newPassword: 'guilan-2026' }), 'guilan-2026']) expect([one, other]).not.toContain(createHash('sha256').update(text).digest('hex'))
})
