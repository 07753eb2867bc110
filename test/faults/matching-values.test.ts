import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { DEFAULT_WEIGHTS } from '@red-alliance/shared/matching/types'
import { randomUUID } from 'node:crypto'
import { globalId } from '../../server/src/graphql/ids.ts'
import { NEED_INPUT, RESOURCE_INPUT } from '../harness/inputs.ts'
import { ALLIANCE } from '../harness/matching-acts.ts'
import { type Story, type Visitor, id, openStory } from '../harness/story.ts'
import { contents } from './clear-error.ts'

const CITY = id('Organization', '1301')
const STREET = id('Organization', '130102002')
const GARAGE = id('Organization', '怡园大厦物业')
const NEED = id('Need', '居民夜间停车')
const PREVIEW_NEED = 'query ($input: NeedInput!) { previewNeed(input: $input) { quantities } }'
const PREVIEW_RESOURCE = 'query ($input: ResourceInput!) { previewResource(input: $input) { quantities } }'
const SET = 'mutation ($id: ID!, $settings: MatchingSettingsInput!) { setMatchingSettings(organizationId: $id, settings: $settings) { id } }'
const LOCATE = 'mutation ($id: ID!, $latitude: Int, $longitude: Int) { locateOrganization(id: $id, latitude: $latitude, longitude: $longitude) { id } }'
const WIDEN = 'mutation ($id: ID!, $scope: MatchingScope!) { widenNeed(id: $id, scope: $scope) { id } }'
const PROPOSE = 'mutation ($remedy: RemedyInput!) { proposeAdjustment(remedy: $remedy) { id } }'
const ADJUST = 'mutation ($remedy: RemedyInput!) { adjustNeed(remedy: $remedy) { id } }'

let story: Story
let zhao: Visitor
let wang: Visitor
let deng: Visitor
let before: string
const all = async (): Promise<string> => `${await contents(story)} ${JSON.stringify(await story.sql('select (select count(*) from matching_settings) as s, (select count(*) from adjustments) as a, (select count(*) from match_changes) as c, (select count(*) from match_rings) as r'))}`
beforeAll(async () => {
  story = await openStory()
  ;[zhao, wang, deng] = [await story.as('赵立新'), await story.as('王磊'), await story.as('邓立')]
})
beforeEach(async () => {
  before = await all()
})
// Every one is refused with a code of the catalogue, and nothing is lost or written.
afterEach(async () => {
  expect(story.faults.splice(0)).toEqual([])
  expect(await all()).toBe(before)
})
afterAll(() => story.close())

const code = async (visitor: Visitor, query: string, variables: object): Promise<string | null> => (await visitor.attempt(query, variables)).code

describe('before it is published', () => {
  const needs = (change: object): Promise<string | null> => code(zhao, PREVIEW_NEED, { input: { ...NEED_INPUT, ...change } })
  const resources = (change: object): Promise<string | null> => code(wang, PREVIEW_RESOURCE, { input: { ...RESOURCE_INPUT, ...change } })
  test.each([
    [{ quantity: 0 }, 'QUANTITY_INVALID'], [{ quantity: -1 }, 'QUANTITY_INVALID'], [{ quantity: 1_000_001 }, 'QUANTITY_INVALID'], [{ quantity: 2 ** 31 }, 'BAD_INPUT'], [{ quantity: 'NaN' }, 'BAD_INPUT'], [{ quantity: '5' }, 'BAD_INPUT'], [{ quantity: 1.5 }, 'BAD_INPUT'],
    [{ windows: [] }, 'WINDOWS_MISSING'], [{ windows: [{ start: 600, end: 540 }] }, 'BAD_INPUT'], [{ windows: [{ start: -1, end: 60 }] }, 'BAD_INPUT'], [{ windows: [{ start: 0, end: 10_081 }] }, 'BAD_INPUT'],
    [{ startsOn: '2026-08-29', endsOn: '2026-03-03' }, 'PERIOD_INVALID'], [{ startsOn: '2025-01-01', endsOn: '2025-06-01' }, 'PERIOD_INVALID'], [{ startsOn: '2026-03-03', endsOn: '2028-03-03' }, 'PERIOD_INVALID'], [{ startsOn: '2026-02-30' }, 'BAD_INPUT'],
    [{ attributes: { vehicle: 'SHIP' } }, 'ATTRIBUTES_INVALID'], [{ attributes: null }, 'ATTRIBUTES_INVALID'], [{ ownerId: NEED }, 'NOT_FOUND'], [{ ownerId: '' }, 'NOT_FOUND'], [{ ownerId: ALLIANCE }, 'NOT_FOUND'], [{ compoundId: STREET }, 'NOT_FOUND'],
    [{ audienceKind: 'ORGANIZATION' }, 'BAD_INPUT'], [{ audienceKind: 'ALLIANCE', audienceAllianceId: STREET }, 'NOT_FOUND'], [{ title: 'a\0b' }, 'BAD_INPUT'],
  ] as const)('%j is refused on either side', async (change, wanted) => {
    expect([await needs(change), await resources(change)]).toEqual([wanted, wanted])
  })
  test.each([[{ farthest: 0 }], [{ farthest: -1 }], [{ farthest: 1e9 }], [{ farthest: 2 ** 31 }], [{ farthest: 1.5 }], [{ urgency: 0 }], [{ urgency: 6 }]])('a need with %j is refused', async (change) => {
    expect(await needs(change)).toBe('BAD_INPUT')
  })
  test('ten thousand hours are refused on either side', async () => {
    const windows = Array.from({ length: 10_000 }, (_, i) => ({ start: i, end: i + 1 }))
    expect([await needs({ windows }), await resources({ windows })]).toEqual(['BAD_INPUT', 'BAD_INPUT'])
  })
  test('the whole week, hours out of order and hours that touch are hours', async () => {
    for (const windows of [[{ start: 0, end: 10_080 }], [{ start: 6000, end: 6060 }, { start: 60, end: 120 }], [{ start: 0, end: 60 }, { start: 60, end: 120 }, { start: 30, end: 90 }]]) expect([await needs({ windows }), await resources({ windows })]).toEqual([null, null])
  })
  test('the largest quantity and the largest least part are reckoned with', async () => {
    expect([await needs({ quantity: 1_000_000, leastPart: 1_000_000 }), await needs({ quantity: 1_000_000, divisible: false }), await resources({ quantity: 1_000_000 })]).toEqual([null, null, null])
  })
})

describe('the rules of a city', () => {
  const USUAL = { ...DEFAULT_WEIGHTS, streetAfterDays: 7, districtAfterDays: 14, reason: '试试' }
  const weights = Object.keys(DEFAULT_WEIGHTS).flatMap((name) => [-1, name === 'nearMetres' ? 100_001 : 1001, 0.5, 2 ** 31, '5', null].map((value) => ({ [name]: value })))
  test('no weight below 0, above the most, in fractions or in words; no metres of 0', async () => {
    for (const change of [...weights, { nearMetres: 0 }]) expect({ change, code: await code(deng, SET, { id: CITY, settings: { ...USUAL, ...change } }) }).toEqual({ change, code: 'BAD_INPUT' })
  })
  test('no days below 1 or above a year, no reason that is none', async () => {
    const changes = [-1, 0, 366, 100_000, 1.5, '7'].flatMap((days) => [{ streetAfterDays: days }, { districtAfterDays: days }])
    for (const change of [...changes, { reason: '' }, { reason: '  ' }, { reason: '长'.repeat(301) }, { reason: 'a\nb' }, { reason: '\0' }]) expect({ change, code: await code(deng, SET, { id: CITY, settings: { ...USUAL, ...change } }) }).toEqual({ change, code: 'BAD_INPUT' })
  })
  test('only of a city or district, and of nothing else', async () => {
    expect(await code(deng, SET, { id: STREET, settings: USUAL })).toMatch(/^(FORBIDDEN|BAD_INPUT)$/)
    for (const other of [NEED, ALLIANCE, '', 'x', globalId('Organization', randomUUID())]) expect(await code(deng, SET, { id: other, settings: USUAL })).toBe('NOT_FOUND')
    expect(await code(zhao, SET, { id: CITY, settings: USUAL })).toBe('FORBIDDEN')
  })
})

describe('where somebody is', () => {
  test.each([
    [{ latitude: 38_042_800 }, 'POSITION_INVALID'], [{ longitude: 114_514_900 }, 'POSITION_INVALID'], [{ latitude: 0, longitude: 0 }, 'POSITION_INVALID'], [{ latitude: 114_514_900, longitude: 38_042_800 }, 'POSITION_INVALID'], [{ latitude: -38_042_800, longitude: 114_514_900 }, 'POSITION_INVALID'],
    [{ latitude: 90_000_001, longitude: 180_000_001 }, 'POSITION_INVALID'], [{ latitude: 2 ** 31 - 1, longitude: -(2 ** 31) }, 'POSITION_INVALID'], [{ latitude: 38.0428, longitude: 114.5149 }, 'BAD_INPUT'], [{ latitude: '38042800', longitude: '114514900' }, 'BAD_INPUT'], [{ latitude: 2 ** 31, longitude: 1 }, 'BAD_INPUT'],
  ])('%j is no place', async (place, wanted) => {
    expect(await code(wang, LOCATE, { id: GARAGE, ...place })).toBe(wanted)
  })
  test('nor is that of another thing, or of another unit', async () => {
    for (const other of [NEED, ALLIANCE, '', 'x']) expect(await code(wang, LOCATE, { id: other })).toBe('NOT_FOUND')
    expect(await code(wang, LOCATE, { id: id('Organization', '晨光小学') })).toBe('FORBIDDEN')
  })
})

describe('what is asked and answered', () => {
  test('no scope that is narrower than now, or none', async () => {
    await story.sql("update needs set scope = 'DISTRICT' where id = $1::uuid", [Buffer.from(NEED, 'base64url').toString().split(':')[1]])
    before = await all()
    for (const scope of ['COMMUNITY', 'STREET', 'DISTRICT']) expect(await code(zhao, WIDEN, { id: NEED, scope })).toBe('SCOPE_NOT_WIDER')
    for (const scope of ['PROVINCE', '', 1, null]) expect(await code(zhao, WIDEN, { id: NEED, scope })).toBe('BAD_INPUT')
    expect(await code(wang, WIDEN, { id: NEED, scope: 'CITY' })).toBe('FORBIDDEN')
  })
  test('no remedy of nothing, of another thing, or that nobody could make', async () => {
    const RESOURCE = id('Resource', '怡园大厦地下车库')
    const remedies: [object, string][] = [
      [{ gain: 0 }, 'BAD_INPUT'], [{ gain: -1 }, 'BAD_INPUT'], [{ gain: 2 ** 31 }, 'BAD_INPUT'], [{ gain: 0.5 }, 'BAD_INPUT'], [{ gain: 2 ** 31 - 1 }, 'ADJUSTMENT_NOT_ENOUGH'], [{ kind: 'RECRUIT' }, 'ADJUSTMENT_NOT_ENOUGH'], [{ kind: 'RECRUIT', resourceId: null }, 'ADJUSTMENT_NOT_ENOUGH'],
      [{ kind: 'NEED_QUANTITY' }, 'ADJUSTMENT_NOT_ENOUGH'], [{ resourceId: null }, 'ADJUSTMENT_NOT_ENOUGH'], [{ kind: 'X' }, 'BAD_INPUT'], [{ needId: RESOURCE }, 'NOT_FOUND'], [{ needId: '' }, 'NOT_FOUND'],
    ]
    for (const [change, wanted] of remedies) for (const mutation of [PROPOSE, ADJUST]) expect({ change, mutation, code: await code(zhao, mutation, { remedy: { needId: NEED, kind: 'QUANTITY_MORE', resourceId: RESOURCE, gain: 1, ...change } }) }).toEqual({ change, mutation, code: wanted })
    expect(await code(zhao, PROPOSE, { remedy: { needId: NEED, kind: 'QUANTITY_MORE', resourceId: NEED, gain: 1 } })).toBe('NOT_FOUND')
  })
  test('ids that are none, or of another thing, are found nowhere', async () => {
    const odd = ['', 'x', '中文', NEED, ALLIANCE, 'a'.repeat(100_000), globalId('Adjustment', randomUUID()), globalId('MatchRing', randomUUID()), globalId('MatchRingMember', randomUUID()), globalId('MatchProposal', randomUUID()), globalId('Alliance', randomUUID()), Buffer.from('Adjustment:x').toString('base64url')]
    const mutations = ['acceptAdjustment(id: $id)', 'declineAdjustment(id: $id, reason: SAFETY)', 'withdrawAdjustment(id: $id)', 'confirmMatchRing(id: $id)', 'declineMatchRing(id: $id, reason: SAFETY)', 'dissolveMatchRing(id: $id, reason: "拆开")', 'assignPlaces(id: $id)']
    for (const each of odd) for (const mutation of mutations) expect({ each: each.slice(0, 40), mutation, code: await code(zhao, `mutation ($id: ID!) { ${mutation} { id } }`, { id: each }) }).toEqual({ each: each.slice(0, 40), mutation, code: 'NOT_FOUND' })
    for (const each of odd.filter((one) => one !== ALLIANCE)) {
      expect(await code(zhao, 'mutation ($id: ID!) { runMatching(allianceId: $id) { id } }', { id: each })).toBe('NOT_FOUND')
      for (const query of ['scarcity(allianceId: $id) { prices { value } }', 'alternatives(proposalId: $id) { quantity }']) expect({ each: each.slice(0, 40), query, code: await code(zhao, `query ($id: ID!) { ${query} }`, { id: each }) }).toEqual({ each: each.slice(0, 40), query, code: 'NOT_FOUND' })
      if (each !== NEED) expect(await code(zhao, 'query ($id: ID!) { remedies(needId: $id) { missing } }', { id: each })).toBe('NOT_FOUND')
      // As with a filter: nothing stands on the board of an alliance that is not there.
      expect([null, 'NOT_FOUND']).toContain(await code(zhao, 'query ($id: ID!) { boardCounts(allianceId: $id) { needs } }', { id: each }))
    }
  })
  test('figures of needs want a period in its order, of a year at most', async () => {
    const FIGURES = 'query ($id: ID!, $from: Date!, $to: Date!) { needFigures(organizationId: $id, from: $from, to: $to) { met } }'
    for (const [from, to] of [['2026-03-03', '2026-03-02'], ['2020-01-01', '2026-01-01'], ['2026-02-30', '2026-03-01']]) expect(await code(zhao, FIGURES, { id: STREET, from, to })).toMatch(/^(BAD_INPUT|PERIOD_INVALID)$/)
  })
})
