import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import pg from 'pg'
import { seedId } from '../../../seeds/ids.ts'
import { type Story, id, openStory, visitor } from '../../../../test/harness/story.ts'

interface Page { list: { nodes: { id: string; title: string; status: string; urgency: number; endsOn: string; updatedAt: string; createdAt: string }[]; pageInfo: { hasNextPage: boolean; endCursor: string | null }; totalCount: number } }

const PAGE = `query ($first: Int, $after: String, $filter: EntryFilter, $order: EntryOrder) { list: needs(first: $first, after: $after, filter: $filter, orderBy: $order) { nodes { id title status urgency endsOn updatedAt createdAt } pageInfo { hasNextPage endCursor } totalCount } }`
const ORDERS = ['NEWEST', 'RECENTLY_CHANGED', 'URGENCY', 'ENDING_SOON'] as const
const CATEGORIES = ['PARKING', 'VENUE', 'GOODS', 'COURSE']

let story: Story
beforeAll(async () => {
  story = await openStory()
})
afterAll(async () => {
  expect(story.faults).toEqual([])
  await story.close()
})

/** Needs of 青园街道 by SQL; many share an instant, a day and an urgency, so that only the id tells them apart. */
const insert = (count: number, title: string, at = "timestamptz '2026-03-01 00:00Z'"): Promise<unknown> =>
  story.sql(
    `insert into needs (id, owner_id, title, description, category, unit, divisible, least_part, starts_on, ends_on, audience_kind, contact_name, contact_phone, stage, published_at, created_at, updated_at, quantity, urgency)
     select gen_random_uuid(), $1::uuid, $2 || i, '第' || i || '条', ('{${CATEGORIES.join(',')}}'::text[])[1 + i % 4], 'PIECE', true, 1, date '2026-03-02', date '2026-06-01' + i % 3, 'PUBLIC', '值班室', '19900000099',
       case when i % 5 = 0 then 'WITHDRAWN' else 'PUBLISHED' end, ${at}, ${at} + (i % 4) * interval '1 microsecond', ${at} + (i % 7) * interval '1 second', 1 + i % 9, 1 + i % 5
     from generate_series(1, $3::integer) i`,
    [seedId('organization 130102002'), title, count],
  )

describe('the need list, page by page', () => {
  beforeAll(() => insert(300, '翻页'))

  const FILTERS = fc.record(
    {
      status: fc.subarray(['PUBLISHED', 'IN_CONTACT', 'WITHDRAWN', 'EXPIRED'], { minLength: 1 }),
      category: fc.subarray(CATEGORIES, { minLength: 1 }),
      withinId: fc.constantFrom(id('Organization', '130102'), id('Organization', '130102002')),
      allianceId: fc.constant(id('Alliance', '青园街道红色联盟')),
      search: fc.constantFrom('翻页', '页1', '停车', '第 1', '12'),
      mine: fc.boolean(),
    },
    { requiredKeys: [] },
  )

  test('in every order and with every filter, everything comes exactly once, in order, while others add to the list', async () => {
    const zhao = await story.as('赵立新')
    let round = 0
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...ORDERS), FILTERS, fc.integer({ min: 7, max: 100 }), async (order, filter, first) => {
        const wanted = new Map<string, string>()
        const pages = async (collect: (page: Page['list']) => Promise<void>): Promise<void> => {
          for (let after: string | null = null; ; ) {
            const { list }: Page = await zhao.ask<Page>(PAGE, { first, after, filter, order })
            await collect(list)
            if (!list.pageInfo.hasNextPage) return
            after = list.pageInfo.endCursor
          }
        }
        await pages(async ({ nodes }) => nodes.forEach((node) => wanted.set(node.id, node.title)))
        const seen: Page['list']['nodes'] = []
        await pages(async ({ nodes }) => {
          seen.push(...nodes)
          if (round % 3 === 0) await insert(3, `插入${round}-`, round % 2 ? "timestamptz '2026-03-01 00:00Z'" : "timestamptz '2026-03-02 00:30Z'")
        })
        round += 1
        const ids = seen.map((node) => node.id)
        expect(new Set(ids).size).toBe(ids.length)
        expect([...wanted.keys()].filter((each) => !ids.includes(each))).toEqual([])
        const key = { NEWEST: (n: (typeof seen)[0]) => n.createdAt, RECENTLY_CHANGED: (n: (typeof seen)[0]) => n.updatedAt, URGENCY: (n: (typeof seen)[0]) => String(n.urgency), ENDING_SOON: (n: (typeof seen)[0]) => n.endsOn }[order]
        const keys = seen.map(key)
        expect(keys).toEqual(order === 'ENDING_SOON' ? keys.toSorted() : keys.toSorted().reverse())
        if (filter.status) expect(seen.filter(({ status }) => !filter.status!.includes(status))).toEqual([])
      }),
      { numRuns: 40 },
    )
  })

  test('totalCount counts the same rows that the pages bring', async () => {
    const zhao = await story.as('赵立新')
    const { list } = await zhao.ask<Page>(PAGE, { first: 5, filter: { search: '翻页', status: ['WITHDRAWN'] } })
    expect(list.totalCount).toBe(60)
  })
})

describe('a search for two characters', () => {
  /** The plan of the statement that the product really sends for the query, with the actor's own values. */
  const planOf = async (query: string): Promise<string> => {
    const pool = new pg.Pool({ connectionString: story.databaseUrl, max: 1 })
    const captured: { text: string; values: unknown[] }[] = []
    const original = pg.Client.prototype.query as (...args: unknown[]) => unknown
    pg.Client.prototype.query = function (this: pg.Client, first: unknown, ...rest: unknown[]) {
      const { text, values } = (first ?? {}) as { text?: string; values?: unknown[] }
      if (text?.includes('bigrams(') && values) captured.push({ text, values })
      return original.call(this, first, ...rest)
    } as typeof pg.Client.prototype.query
    try {
      await visitor(story.url, (await story.as('赵立新')).cookie).ask(query)
    } finally {
      pg.Client.prototype.query = original as typeof pg.Client.prototype.query
    }
    try {
      const { text, values } = captured[0]!
      const { rows } = await pool.query<{ 'QUERY PLAN': string }>({ text: `explain (analyze) ${text}`, values })
      return rows.map((row) => row['QUERY PLAN']).join('\n')
    } finally {
      await pool.end()
    }
  }
  const milliseconds = (plan: string): number => Number(/Execution Time: ([\d.]+)/.exec(plan)?.[1])

  beforeAll(async () => {
    await insert(20_000, '普通条目')
    await story.sql("update needs set title = '稀有词停机坪' where id in (select id from needs where title like '普通条目%' order by id limit 3)")
    await story.sql('vacuum analyze needs')
    await story.sql('vacuum analyze organizations')
  })

  test('finds among 20,000 needs by the GIN index on pairs of characters', async () => {
    const plan = await planOf('{ needs(filter: { search: "停机" }) { totalCount nodes { title } } }')
    expect(plan).toContain('needs_search')
    expect(plan).not.toMatch(/Seq Scan on needs/)
    expect(milliseconds(plan)).toBeLessThan(100)
    const { needs } = await (await story.as('赵立新')).ask<{ needs: { totalCount: number } }>('{ needs(filter: { search: "停机" }) { totalCount } }')
    expect(needs.totalCount).toBe(3)
  })

  test('finds among the 5,000 organizations of 石家庄 by theirs', async () => {
    const plan = await planOf('{ organizations(filter: { search: "青园" }) { totalCount nodes { name } } }')
    expect(plan).toContain('organizations_search')
    expect(plan).not.toMatch(/Seq Scan on organizations/)
  })

  test('finds what contains it and nothing else, whatever stands between, in capitals or not', async () => {
    const zhao = await story.as('赵立新')
    const titles = async (search: string): Promise<string[]> => (await zhao.ask<Page>(PAGE, { first: 100, filter: { search } })).list.nodes.map(({ title }) => title).sort()
    expect(await titles('谈阁')).toEqual(['谈阁社区夜间停车'])
    // Both pairs occur in it, but not the word.
    expect(await titles('夜间 谈阁')).toEqual(['谈阁社区夜间停车'])
    expect(await titles('阁夜')).toEqual([])
    expect(await titles('阁社区停车')).toEqual([])
    await story.sql("update needs set title = 'WiFi 路由器' where title = '法律咨询'")
    expect(await titles('wifi')).toEqual(['WiFi 路由器'])
    expect(await titles('WIFI 路由')).toEqual(['WiFi 路由器'])
  })
})
