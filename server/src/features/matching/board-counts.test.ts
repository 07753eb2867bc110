import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { ALLIANCE, runMatching } from '../../../../test/harness/matching-acts.ts'
import { type Story, type Visitor, id, openStory } from '../../../../test/harness/story.ts'
import { seedId } from '../../../seeds/ids.ts'

interface Listed { totalCount: number; nodes: { id: string; category?: string; need?: { category: string } | null }[]; pageInfo: { hasNextPage: boolean; endCursor: string | null } }
interface Counts { boardCounts: { category: string; needs: number; resources: number; proposals: number }[] }

const COUNTS = 'query ($alliance: ID!) { boardCounts(allianceId: $alliance) { category needs resources proposals } }'
const LISTED = 'status: [PUBLISHED, IN_CONTACT, PARTLY_MET, MET]'
const TOTALS = `query ($alliance: ID!, $category: [Category!]) {
  needs(filter: { allianceId: $alliance, category: $category, ${LISTED} }, first: 1) { totalCount }
  resources(filter: { allianceId: $alliance, category: $category, ${LISTED} }, first: 1) { totalCount }
  matchProposals(filter: { allianceId: $alliance, category: $category, status: [OPEN, CONFIRMED] }, first: 100) { totalCount nodes { id need { category } } }
}`
const PAGE = `query ($alliance: ID!, $after: String) { needs(filter: { allianceId: $alliance, category: [PARKING], ${LISTED} }, orderBy: URGENCY, first: 100, after: $after) { totalCount nodes { id category } pageInfo { hasNextPage endCursor } } }`

let story: Story
beforeAll(async () => {
  story = await openStory()
  await runMatching(story)
  await story.sql(
    `insert into needs (id, owner_id, title, description, category, unit, divisible, least_part, starts_on, ends_on, audience_kind, contact_name, contact_phone, stage, published_at, created_at, updated_at, quantity, urgency)
     select gen_random_uuid(), $1::uuid, '夜间车位 ' || i, '', 'PARKING', 'PIECE', true, 1, date '2026-03-02', date '2026-06-01', 'PUBLIC', '值班室', '19900000099', case when i % 10 = 0 then 'WITHDRAWN' else 'PUBLISHED' end,
       timestamptz '2026-03-01 00:00Z', timestamptz '2026-03-01 00:00Z', timestamptz '2026-03-01 00:00Z', 1 + i % 9, 1 + i % 5 from generate_series(1, 300) i`,
    [seedId('organization 130102002')],
  )
})
afterAll(async () => {
  expect(story.faults).toEqual([])
  await story.close()
})

const countsFor = async (visitor: Visitor): Promise<Counts['boardCounts']> => (await visitor.ask<Counts>(COUNTS, { alliance: ALLIANCE })).boardCounts

describe('a board of more than a page', () => {
  test('for everybody, what each category counts is what the filtered lists count', async () => {
    for (const name of ['赵立新', '李秀英', '王磊']) {
      const visitor = await story.as(name)
      const counts = await countsFor(visitor)
      expect(counts.map(({ category }) => category)).toContain('PARKING')
      for (const { category, ...counted } of counts) {
        const { needs, resources, matchProposals } = await visitor.ask<Record<'needs' | 'resources' | 'matchProposals', Listed>>(TOTALS, { alliance: ALLIANCE, category: [category] })
        expect(counted).toEqual({ needs: needs.totalCount, resources: resources.totalCount, proposals: matchProposals.totalCount })
        for (const { need } of matchProposals.nodes) if (need) expect(need.category).toBe(category)
      }
      const all = await visitor.ask<Record<'matchProposals', Listed>>(TOTALS, { alliance: ALLIANCE, category: null })
      expect(counts.reduce((sum, { proposals }) => sum + proposals, 0)).toBe(all.matchProposals.totalCount)
    }
    expect((await countsFor(await story.as('赵立新'))).some(({ proposals }) => proposals > 0)).toBe(true)
  })

  test('a category comes page by page, each need once, none of the withdrawn', async () => {
    const zhao = await story.as('赵立新')
    const seen: string[] = []
    for (let after: string | null = null; ; ) {
      const { needs }: { needs: Listed } = await zhao.ask<{ needs: Listed }>(PAGE, { alliance: ALLIANCE, after })
      expect(needs.nodes.every(({ category }) => category === 'PARKING')).toBe(true)
      seen.push(...needs.nodes.map((need) => need.id))
      if (!needs.pageInfo.hasNextPage) break
      after = needs.pageInfo.endCursor
    }
    expect(new Set(seen).size).toBe(seen.length)
    expect(seen.length).toBe((await countsFor(zhao)).find(({ category }) => category === 'PARKING')?.needs)
    expect(seen.length).toBeGreaterThan(270)
  })

  test('a stranger counts nothing, and what is no alliance is refused', async () => {
    expect(await countsFor(story.nobody)).toEqual([])
    expect((await (await story.as('赵立新')).attempt(COUNTS, { alliance: id('Need', '居民夜间停车') })).code).not.toBeNull()
  })
})
