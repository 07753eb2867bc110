import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import pg from 'pg'
import { type Opened, openEnvironment } from '../../server/src/environment.ts'
import { MatchingThread } from '../../server/src/features/matching/solve.ts'
import { DRAFT_NEED, DRAFT_RESOURCE, NEED_INPUT, PUBLISH_NEED, PUBLISH_RESOURCE, RESOURCE_INPUT } from '../harness/inputs.ts'
import { type Story, id, openStory } from '../harness/story.ts'
import { deadlocks } from './race.ts'

const RUN = 'mutation ($id: ID!) { runMatching(allianceId: $id) { id } }'
const RUNS = 'query ($id: ID!) { matchRuns(allianceId: $id, first: 50) { nodes { cause status changes overtaken(first: 5) { totalCount nodes { missing chain need { title } } } } } }'
const GOODS = { category: 'GOODS', attributes: { goods: 'FURNITURE' }, unit: 'ITEM', windows: null }
const BY_NIGHT = { windows: [{ start: 1140, end: 1890 }] }
const BY_DAY = { windows: [{ start: 480, end: 1080 }] }
const ALWAYS = { windows: [{ start: 0, end: 10_080 }] }

/** Who asks for 青园街道 and for 西苑街道, and what their alliances are called. */
const STREETS = [['赵立新', '130102002', '青园街道红色联盟'], ['秦振华', '130105006', '西苑街道红色联盟']] as const

interface Runs {
  matchRuns: { nodes: { cause: string; status: string; changes: { kind: string }[]; overtaken: { totalCount: number; nodes: { missing: number; chain: { code: string; free: number; takers: { quantity: number }[] }[]; need: { title: string } }[] } }[] }
}

let story: Story
let closing: (() => Promise<unknown>)[]
let faults: string[]
beforeEach(async () => {
  story = await openStory({ poolSize: 20 })
  closing = []
  faults = []
})
afterEach(async () => {
  for (const close of closing) await close()
  expect([...story.faults, ...faults]).toEqual([])
  expect(await deadlocks(story)).toBe(0)
  await story.close()
})

/** What 白洁 offers to everybody, and a need of either street that looks for it in the whole city. */
async function prepare(resource: object, needs: readonly [object, object]): Promise<void> {
  const bai = await story.as('白洁')
  const { draftResource } = await bai.ask<{ draftResource: { id: string } }>(DRAFT_RESOURCE, { input: { ...RESOURCE_INPUT, ownerId: id('Organization', '国家统计局河北调查总队'), title: '总队空着的', ...resource } })
  await bai.ask(PUBLISH_RESOURCE, { id: draftResource.id })
  for (const [i, [who, street]] of STREETS.entries()) {
    const secretary = await story.as(who)
    const { draftNeed } = await secretary.ask<{ draftNeed: { id: string } }>(DRAFT_NEED, { input: { ...NEED_INPUT, ownerId: id('Organization', street), title: `${who}想要的`, ...needs[i] } })
    await secretary.ask(PUBLISH_NEED, { id: draftNeed.id })
  }
  await story.sql("update needs set scope = 'CITY' where title like '%想要的'")
  await story.drain()
}

/** A server whose engine answers only when both have read the board. */
function another(arrive: () => Promise<void>): Promise<Opened> {
  const thread = new MatchingThread()
  const ask: MatchingThread['ask'] = async (kind, question, progress) => {
    const answer = await thread.ask(kind, question, progress)
    await arrive()
    return answer
  }
  closing.push(() => thread.close())
  return openEnvironment(story.databaseUrl, { clock: () => story.clock.now, poolSize: 6, askLongMatching: ask, report: (fault) => faults.push(String(fault)) })
}

/** Resolves when so many have come. */
function meeting(many: number): () => Promise<void> {
  let [here, open] = [0, (): void => undefined]
  const all = new Promise<void>((resolve) => (open = resolve))
  return () => {
    here += 1
    if (here === many) open()
    return all
  }
}

async function bothRunAtOnce(): Promise<void> {
  for (const [who, , alliance] of STREETS) await (await story.as(who)).ask(RUN, { id: id('Alliance', alliance) })
  const arrive = meeting(2)
  const servers = [await another(arrive), await another(arrive)]
  closing.unshift(...servers.map(({ close }) => close))
  const done = (await Promise.all(servers.map(({ jobs }) => jobs.drain()))).flat()
  expect(done.filter((name) => name === 'matching.run')).toHaveLength(2)
}

const shown = (): Promise<{ need: string; quantity: number }[]> =>
  story.sql("select n.title as need, p.quantity from match_proposals p join needs n on n.id = p.need_id join resources r on r.id = p.resource_id where r.title = '总队空着的' and p.stage = 'OPEN' order by p.quantity desc, n.title")
const runs = async ([who, , alliance]: (typeof STREETS)[number]): Promise<Runs['matchRuns']['nodes']> => (await (await story.as(who)).ask<Runs>(RUNS, { id: id('Alliance', alliance) })).matchRuns.nodes

/** @throws Error where more of a stock is offered than there is */
async function requireThereIsEnough(): Promise<void> {
  const [row] = await story.sql<{ offered: number; quantity: number }>("select sum(p.quantity)::int as offered, min(r.quantity) as quantity from match_proposals p join resources r on r.id = p.resource_id where r.title = '总队空着的' and p.stage = 'OPEN'")
  if (row!.offered > row!.quantity) throw new Error(`${row!.offered} are offered of ${row!.quantity}`)
}

describe('the runs of two streets that want the same tables come to their end at the same instant', () => {
  test('it is offered to one of them, the history of the other says why not, and that one is matched anew', async () => {
    await prepare({ ...GOODS, supply: 'CONSUMABLE', quantity: 6 }, [{ ...GOODS, quantity: 4 }, { ...GOODS, quantity: 4 }])
    await bothRunAtOnce()
    await story.drain()
    await requireThereIsEnough()
    const [first, second] = await shown()
    expect([first!.quantity, second!.quantity]).toEqual([4, 2])
    const loser = STREETS.find(([who]) => second!.need.startsWith(who))!
    const all = await runs(loser)
    const [run, adjusted] = ['PRESSED', 'CHANGED'].map((cause) => all.find((one) => one.cause === cause))
    expect(run).toMatchObject({ status: 'DONE', overtaken: { totalCount: 1, nodes: [{ missing: 4, need: { title: second!.need } }] } })
    expect(run!.overtaken.nodes[0]!.chain.at(-1)).toMatchObject({ code: 'TAKEN', free: 2, takers: [{ quantity: 4 }] })
    expect(adjusted).toMatchObject({ changes: [{ kind: 'OVERTAKEN' }], overtaken: { totalCount: 0 } })
    const winner = STREETS.find(([who]) => first!.need.startsWith(who))!
    expect((await runs(winner)).map(({ overtaken }) => overtaken.totalCount)).not.toContain(1)
  })

  test('nothing is left for the other: it is said to be taken, and no adjustment follows another', async () => {
    await prepare({ ...GOODS, supply: 'CONSUMABLE', quantity: 4 }, [{ ...GOODS, quantity: 4 }, { ...GOODS, quantity: 4 }])
    await bothRunAtOnce()
    await story.drain()
    await requireThereIsEnough()
    expect(await shown()).toHaveLength(1)
    expect(await story.drain()).toEqual([])
    expect(await story.sql('select count(*)::int from match_changes where taken_at is null')).toEqual([{ count: 0 }])
    expect((await Promise.all(STREETS.map(runs))).flat().map(({ cause }) => cause).toSorted()).toEqual(['CHANGED', 'PRESSED', 'PRESSED'])
  })

  test('where one wants the space by day and the other by night, both are offered it', async () => {
    await prepare({ ...ALWAYS, quantity: 1 }, [{ ...BY_DAY, quantity: 1 }, { ...BY_NIGHT, quantity: 1 }])
    await bothRunAtOnce()
    await story.drain()
    expect(await shown()).toHaveLength(2)
    expect((await Promise.all(STREETS.map(runs))).flat().map(({ overtaken }) => overtaken.totalCount)).toEqual([0, 0])
  })
})

describe('what is revised while a run is at work', () => {
  test('is not proposed by its old word', async () => {
    await prepare({ ...ALWAYS, quantity: 1 }, [{ ...BY_DAY, quantity: 1 }, { ...BY_NIGHT, quantity: 1 }])
    const [who, , alliance] = STREETS[0]
    await (await story.as(who)).ask(RUN, { id: id('Alliance', alliance) })
    const server = await another(async () => void (await story.sql("update resources set windows = '{[0,60)}' where title = '总队空着的'")))
    closing.unshift(server.close)
    await server.jobs.drain()
    expect(await shown()).toEqual([])
  })
})

describe('the naive control', () => {
  test('looks what is left and then proposes it, without a lock: both propose all, and the same judge finds it guilty', async () => {
    await prepare({ ...GOODS, supply: 'CONSUMABLE', quantity: 4 }, [{ ...GOODS, quantity: 4 }, { ...GOODS, quantity: 4 }])
    const arrive = meeting(2)
    const pool = new pg.Pool({ connectionString: story.databaseUrl, max: 2 })
    await Promise.all(STREETS.map(([who]) => proposeIfLeft(pool, `${who}想要的`, arrive)))
    await pool.end()
    await expect(requireThereIsEnough()).rejects.toThrow('8 are offered of 4')
  })
})

async function proposeIfLeft(pool: pg.Pool, need: string, arrive: () => Promise<void>): Promise<void> {
  const { rows } = await pool.query<{ left: number }>("select quantity - waiting_quantity as left from resources where title = '总队空着的'")
  await arrive()
  if (rows[0]!.left < 4) return
  await pool.query(
    `insert into match_proposals (id, need_id, resource_id, need_owner_id, resource_owner_id, origin, stage, quantity, score, terms, starts_on, ends_on, created_at, expires_at)
      select gen_random_uuid(), n.id, r.id, n.owner_id, r.owner_id, 'PLATFORM', 'OPEN', 4, 60, '[]', n.starts_on, n.ends_on, n.created_at, n.created_at + interval '7 days' from needs n, resources r where n.title = $1 and r.title = '总队空着的'`,
    [need],
  )
}
