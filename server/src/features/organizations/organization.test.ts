import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { type Story, id, openStory } from '../../../../test/harness/story.ts'

const REGISTER = 'mutation ($parent: ID!, $name: String!) { registerUnit(parentId: $parent, name: $name, unitKind: PRIVATE_FIRM) { id kind name code placeName parent { name } } }'
const LIST = 'query ($filter: OrganizationFilter, $after: String) { organizations(first: 100, after: $after, filter: $filter) { totalCount nodes { id name code kind } pageInfo { hasNextPage endCursor } } }'
interface Listed { organizations: { totalCount: number; nodes: { id: string; name: string; code: string | null; kind: string }[]; pageInfo: { hasNextPage: boolean; endCursor: string | null } } }
const STREET = id('Organization', '130102002')

let story: Story
beforeAll(async () => {
  story = await openStory()
})
afterAll(async () => {
  expect(story.faults).toEqual([])
  await story.close()
})

describe('the tree of 石家庄', () => {
  test('is paged through completely in the official order, each node once', async () => {
    const zhao = await story.as('赵立新')
    const nodes: Listed['organizations']['nodes'] = []
    for (let after: string | null = null, more = true; more; ) {
      const { organizations }: Listed = await zhao.ask<Listed>(LIST, { after, filter: { withinId: id('Organization', '130102') } })
      nodes.push(...organizations.nodes)
      more = organizations.pageInfo.hasNextPage
      after = organizations.pageInfo.endCursor
    }
    const [row] = await story.sql<{ count: number }>("select count(*)::int from organization_closure c join organizations a on a.id = c.ancestor_id where a.code = '130102'")
    expect(nodes).toHaveLength(row!.count)
    expect(new Set(nodes.map((node) => node.id)).size).toBe(nodes.length)
    const codes = nodes.flatMap(({ code }) => code ?? [])
    expect(codes).toEqual(codes.toSorted())
    expect(nodes.findIndex(({ code }) => code === null)).toBeGreaterThanOrEqual(codes.length)
  })

  test('a search, a kind and a place together', async () => {
    const { organizations } = await (await story.as('刘桂兰')).ask<Listed>(LIST, { filter: { kind: ['UNIT'], withinId: STREET, search: '大厦' } })
    expect(organizations.nodes.map(({ name }) => name)).toEqual(['怡园大厦物业'])
    expect(organizations.totalCount).toBe(1)
  })

  test('nobody who is not logged in sees any of it', async () => {
    expect(await story.nobody.ask<Listed>(LIST)).toEqual({ organizations: { totalCount: 0, nodes: [], pageInfo: { hasNextPage: false, endCursor: null } } })
  })

  test('an organization does not move, not even by the hand of the database owner', async () => {
    await expect(story.sql("update organizations set parent_id = (select id from organizations where code = '130105') where code = '130102002'")).rejects.toThrow(/does not move/)
  })
})

describe('a unit', () => {
  test.each([['孙晓梅', '130102002', '19830000001'], ['赵立新', '130102002019', '19830000002'], ['马建国', '130105006', '19830000003']])('is registered by %s under %s, stands in the tree at once and can be given a liaison', async (name, parent, phone) => {
    const who = await story.as(name)
    const { registerUnit } = await who.ask<{ registerUnit: { id: string; kind: string; placeName: string } }>(REGISTER, { parent: id('Organization', parent), name: `${name}登记的单位` })
    expect(registerUnit).toMatchObject({ kind: 'UNIT', code: null })
    const { organizations } = await who.ask<Listed>(LIST, { filter: { withinId: id('Organization', '13'), search: `${name}登记` } })
    expect(organizations.nodes.map((node) => node.id)).toEqual([registerUnit.id])
    const created = await (await story.as('马建国')).attempt('mutation ($phone: String!, $o: ID!) { createPerson(name: "联络员", phone: $phone, password: "jiandan-2026", organizationId: $o, role: LIAISON) { id } }', { phone, o: registerUnit.id })
    expect(created.code).toBeNull()
  })

  test('stands under a street or a community, not under a district or another unit', async () => {
    const ma = await story.as('马建国')
    for (const parent of ['1301', '130102', '怡园大厦物业']) expect([parent, (await ma.attempt(REGISTER, { parent: id('Organization', parent), name: '无处' })).code]).toEqual([parent, 'BAD_INPUT'])
  })

  test('has a name of 1 to 60 characters', async () => {
    const sun = await story.as('孙晓梅')
    for (const name of ['', '   ', '长'.repeat(61)]) expect((await sun.attempt(REGISTER, { parent: STREET, name })).code).toBe('BAD_INPUT')
    expect((await sun.attempt(REGISTER, { parent: STREET, name: ` ${'长'.repeat(60)} ` })).code).toBeNull()
  })

  test('is registered by nobody else', async () => {
    for (const [name, code] of [['王磊', 'FORBIDDEN'], ['高志远', 'FORBIDDEN'], ['林静', 'FORBIDDEN'], ['刘桂兰', 'FORBIDDEN'], ['秦振华', 'FORBIDDEN'], ['李秀英', 'FORBIDDEN']])
      expect([name, (await (await story.as(name!)).attempt(REGISTER, { parent: STREET, name: '陌生' })).code]).toEqual([name, code])
    expect((await story.nobody.attempt(REGISTER, { parent: STREET, name: '陌生' })).code).toBe('UNAUTHENTICATED')
  })
})
