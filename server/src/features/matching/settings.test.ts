import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { DEFAULT_WEIGHTS } from '@red-alliance/shared/matching/types'
import { runAndRead } from '../../../../test/harness/matching-acts.ts'
import { type Story, id, openStory } from '../../../../test/harness/story.ts'

const CITY = id('Organization', '1301')
const DISTRICT = id('Organization', '130102')
const SET = 'mutation ($id: ID!, $settings: MatchingSettingsInput!) { setMatchingSettings(organizationId: $id, settings: $settings) { id setByName reason } }'
const RULES = 'query ($id: ID!) { node(id: $id) { ... on Organization { viewerMaySetMatching matchingRules { category nearMetres streetAfterDays reason organization { name } } matchingSettings(first: 5) { nodes { category setByName reason } } } } }'
const RUN = 'weights proposals(first: 50) { nodes { terms } }'
const USUAL = { ...DEFAULT_WEIGHTS, streetAfterDays: 7, districtAfterDays: 14, reason: '沿用平台的通常规则' }

interface Rules {
  node: { viewerMaySetMatching: boolean; matchingRules: { category: number; nearMetres: number; streetAfterDays: number | null; reason: string; organization: { name: string } } | null; matchingSettings: { nodes: { category: number; setByName: string; reason: string }[] } }
}
interface Run {
  weights: Record<string, number>
  proposals: { nodes: { terms: { term: string; points: number }[] }[] }
}

let story: Story
beforeAll(async () => {
  story = await openStory()
})
afterAll(async () => {
  expect(story.faults).toEqual([])
  await story.close()
})

/** Everything happens a minute after the last. */
const later = (): void => {
  story.clock.now = new Date(story.clock.now.getTime() + 60_000)
}
const rulesOf = async (organization: string, who = '王磊'): Promise<Rules['node']> => (await (await story.as(who)).ask<Rules>(RULES, { id: organization })).node

describe('the rules by which 石家庄 matches', () => {
  test('before anybody has set any there are the usual ones', async () => {
    expect(await rulesOf(id('Organization', '130102002'))).toMatchObject({ matchingRules: null, matchingSettings: { nodes: [] }, viewerMaySetMatching: false })
    const run = await runAndRead<Run>(story, RUN)
    expect(run.weights).toEqual(DEFAULT_WEIGHTS)
  })

  test('邓立 sets them for the city: they count in every street, and 王磊 reads them with who, when and why', async () => {
    const deng = await story.as('邓立')
    await deng.ask(SET, { id: CITY, settings: { ...USUAL, category: 50, streetAfterDays: null, reason: '类别最要紧' } })
    const { matchingRules } = await rulesOf(id('Organization', '怡园大厦物业'))
    expect(matchingRules).toEqual({ category: 50, nearMetres: 1000, streetAfterDays: null, reason: '类别最要紧', organization: { name: '石家庄市' } })
    expect(await rulesOf(CITY, '邓立')).toMatchObject({ viewerMaySetMatching: true })
  })

  test('高志远 sets others for 长安区: the nearest count, and what was before stays to be read', async () => {
    const gao = await story.as('高志远')
    later()
    await gao.ask(SET, { id: DISTRICT, settings: { ...USUAL, category: 45, reason: '试行' } })
    later()
    await gao.ask(SET, { id: DISTRICT, settings: { ...USUAL, category: 30, urgency: 9, reason: '更看重紧急' } })
    expect((await rulesOf(id('Organization', '130102002'))).matchingRules).toMatchObject({ category: 30, organization: { name: '长安区' } })
    expect((await rulesOf(id('Organization', '130108002'))).matchingRules).toMatchObject({ category: 50, organization: { name: '石家庄市' } })
    expect((await rulesOf(DISTRICT)).matchingSettings.nodes).toEqual([{ category: 30, setByName: '高志远', reason: '更看重紧急' }, { category: 45, setByName: '高志远', reason: '试行' }])
  })

  test('the next run of 赵立新 is made with them and keeps them', async () => {
    later()
    const run = await runAndRead<Run>(story, RUN)
    expect(run.weights).toEqual({ ...DEFAULT_WEIGHTS, category: 30, urgency: 9 })
    for (const { terms } of run.proposals.nodes) expect(terms.find(({ term }) => term === 'CATEGORY')!.points).toBe(30)
  })

  test('neither 赵立新 nor 高志远 sets the rules of the city, and nobody those of a street', async () => {
    for (const name of ['赵立新', '高志远', '王磊', '刘桂兰']) expect((await (await story.as(name)).attempt(SET, { id: CITY, settings: USUAL })).code).toBe('FORBIDDEN')
    expect((await (await story.as('赵立新')).attempt(SET, { id: id('Organization', '130102002'), settings: USUAL })).code).toBe('FORBIDDEN')
    expect((await story.nobody.attempt(SET, { id: CITY, settings: USUAL })).code).toBe('UNAUTHENTICATED')
  })

  test('points outside 0 to 1,000, days outside a year and an empty reason are refused by name', async () => {
    const gao = await story.as('高志远')
    const refused = (change: object): Promise<unknown> => gao.attempt(SET, { id: DISTRICT, settings: { ...USUAL, ...change } }).then(({ code, details }) => [code, details['fields']])
    expect(await refused({ category: 1001, near: -1 })).toEqual(['BAD_INPUT', ['category', 'near']])
    expect(await refused({ nearMetres: 0 })).toEqual(['BAD_INPUT', ['nearMetres']])
    expect(await refused({ streetAfterDays: 0, districtAfterDays: 400 })).toEqual(['BAD_INPUT', ['streetAfterDays', 'districtAfterDays']])
    expect((await gao.attempt(SET, { id: DISTRICT, settings: { ...USUAL, reason: ' ' } })).code).toBe('BAD_INPUT')
    expect((await rulesOf(DISTRICT)).matchingSettings.nodes).toHaveLength(2)
  })

  test('what was set once cannot be changed behind its back', async () => {
    await expect(story.sql("set role red_alliance_app; update matching_settings set category = 0")).rejects.toThrow(/permission denied/)
  })
})

describe('where organizations are', () => {
  const LOCATE = 'mutation ($id: ID!, $latitude: Int, $longitude: Int) { locateOrganization(id: $id, latitude: $latitude, longitude: $longitude) { latitude longitude viewerMayLocate } }'
  const GARAGE = id('Organization', '怡园大厦物业')

  test('王磊 says where 怡园大厦物业 is, and takes it back', async () => {
    const wang = await story.as('王磊')
    expect(await wang.ask(LOCATE, { id: GARAGE, latitude: 38_042_800, longitude: 114_514_900 })).toEqual({ locateOrganization: { latitude: 38_042_800, longitude: 114_514_900, viewerMayLocate: true } })
    expect(await wang.ask(LOCATE, { id: GARAGE })).toMatchObject({ locateOrganization: { latitude: null, longitude: null } })
    await wang.ask(LOCATE, { id: GARAGE, latitude: 38_047_100, longitude: 114_523_500 })
  })

  test('so may 李秀英 of the community above it; 陈国强 next door may not', async () => {
    const asked = { id: GARAGE, latitude: 38_047_100, longitude: 114_523_500 }
    expect((await (await story.as('李秀英')).attempt(LOCATE, asked)).code).toBeNull()
    for (const name of ['陈国强', '何玉梅', '刘桂兰', '高志远']) expect((await (await story.as(name)).attempt(LOCATE, asked)).code).toBe('FORBIDDEN')
  })

  test.each([[38_042_800, null], [null, 114_514_900], [114_514_900, 38_042_800], [0, 0], [38_042_800, 180_000_000], [-38_042_800, 114_514_900]])('half a position and one outside of China are refused: %s, %s', async (latitude, longitude) => {
    expect((await (await story.as('王磊')).attempt(LOCATE, { id: GARAGE, latitude, longitude })).code).toBe('POSITION_INVALID')
  })

  test('the database says so too', async () => {
    await expect(story.sql("update organizations set latitude = null where name = '怡园大厦物业'")).rejects.toThrow(/POSITION_INVALID/)
    await expect(story.sql("update organizations set latitude = 1 where name = '怡园大厦物业'")).rejects.toThrow(/POSITION_INVALID/)
  })
})
