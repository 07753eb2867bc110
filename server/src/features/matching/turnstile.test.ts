import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { ALLIANCE, runMatching } from '../../../../test/harness/matching-acts.ts'
import { NEED_INPUT } from '../../../../test/harness/inputs.ts'
import { type Answer, type Story, id, openStory } from '../../../../test/harness/story.ts'
import { MatchingThread } from './solve.ts'
import { MOST_IN_ALL, MOST_OF_ONE, Turnstile } from './turnstile.ts'

const EMPTY = { today: '2026-03-02', needs: [], resources: [], committed: [], shown: [], declined: [], favors: [], weights: {} } as never
const SCARCITY = 'query ($id: ID!) { scarcity(allianceId: $id) { prices { value } } }'
const REMEDIES = 'query ($id: ID!) { remedies(needId: $id) { missing } }'
const PREVIEW = 'query ($input: NeedInput!) { previewNeed(input: $input) { enough } }'
const RUN = 'mutation ($id: ID!) { runMatching(allianceId: $id) { id } }'

test('one person has so much reckoned at once, all together so much, and whoever comes out lets the next in', async () => {
  const turnstile = new Turnstile()
  const leave: (() => void)[] = []
  const enter = (who: string): Promise<void> => turnstile.through(who, () => new Promise<void>((resolve) => leave.push(resolve)))
  const inside = Array.from({ length: MOST_OF_ONE }, () => enter('a'))
  await expect(enter('a')).rejects.toMatchObject({ code: 'RATE_LIMITED', details: { seconds: 3 } })
  for (let i = MOST_OF_ONE; i < MOST_IN_ALL; i += 1) inside.push(enter(`person ${i}`))
  await expect(enter('b')).rejects.toMatchObject({ code: 'RATE_LIMITED' })
  leave[0]!()
  await inside[0]
  await expect(turnstile.through('b', () => Promise.reject(new Error('broke')))).rejects.toThrow('broke')
  await expect(turnstile.through('a', () => Promise.resolve(1))).resolves.toBe(1)
  for (const one of leave) one()
  await Promise.all(inside)
})

test('what the product has to do goes before what somebody wants to know', async () => {
  const thread = new MatchingThread()
  const answered: string[] = []
  const curious = Array.from({ length: 5 }, (_, i) => thread.ask('scarcity', { input: EMPTY, site: { id: 'x', ownerId: 'x', place: [], circles: [], position: null } as never }).catch(() => undefined).then(() => answered.push(`curious ${i}`)))
  await Promise.all([...curious, thread.ask('rings', { arcs: [], owners: [] }).then(() => answered.push('rings'))])
  expect(answered.indexOf('rings')).toBe(1)
  await thread.close()
  await expect(thread.ask('rings', { arcs: [], owners: [] })).resolves.toEqual([])
  const waiting = thread.ask('rings', { arcs: [], owners: [] })
  await Promise.all([thread.close(), expect(waiting).rejects.toThrow('closed')])
})

describe('赵立新 asks in a loop', () => {
  let story: Story
  beforeAll(async () => {
    story = await openStory({ poolSize: 20 })
    await runMatching(story)
  })
  afterAll(async () => {
    expect(story.faults).toEqual([])
    await story.close()
  })

  test('some is answered, the rest is told to come again, 王磊 is answered meanwhile, and the run goes', async () => {
    const [zhao, wang] = [await story.as('赵立新'), await story.as('王磊')]
    const asked: Promise<Answer<unknown>>[] = Array.from({ length: 20 }, () => [zhao.attempt(SCARCITY, { id: ALLIANCE }), zhao.attempt(REMEDIES, { id: id('Need', '居民夜间停车') }), zhao.attempt(PREVIEW, { input: NEED_INPUT })]).flat()
    const [other] = await Promise.all([wang.attempt(SCARCITY, { id: ALLIANCE }), zhao.ask(RUN, { id: ALLIANCE })])
    await story.drain()
    expect(other.code).toBeNull()
    const codes = (await Promise.all(asked)).map(({ code }) => code ?? 'DONE')
    expect(new Set(codes)).toEqual(new Set(['DONE', 'RATE_LIMITED']))
    expect(await story.sql("select status from match_runs where status <> 'DONE'")).toEqual([])
    expect((await zhao.attempt(SCARCITY, { id: ALLIANCE })).code).toBeNull()
  })
})
