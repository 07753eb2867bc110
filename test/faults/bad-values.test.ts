import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { type Story, id, openStory } from '../harness/story.ts'
import { NEED_INPUT } from '../harness/inputs.ts'
import { contents, graphql, judged, send } from './clear-error.ts'

const DRAFT = 'mutation ($input: NeedInput!) { draftNeed(input: $input) { id } }'
const LISTS = { needs: ['NEWEST', 'RECENTLY_CHANGED', 'URGENCY', 'ENDING_SOON'], resources: ['NEWEST', 'RECENTLY_CHANGED', 'ENDING_SOON'] }
const cursor = (...values: unknown[]): string => Buffer.from(JSON.stringify(values)).toString('base64url')
const UUID = '018f0000-0000-7000-8000-000000000000'
const HALF = '\ud83d'

let story: Story
let before: string
beforeAll(async () => {
  story = await openStory()
  await story.as('赵立新')
})
beforeEach(async () => {
  before = await contents(story)
})
afterEach(async () => {
  expect(story.faults.splice(0)).toEqual([])
  expect(await contents(story)).toBe(before)
})
afterAll(() => story.close())

const drafted = async (change: Record<string, unknown>): Promise<string | undefined> => (await graphql(story, DRAFT, { input: { ...NEED_INPUT, ...change } })).codes[0]

describe('cursors', () => {
  const NONSENSE = [
    'x', '', '!!!', '中文', 'bnVsbA', 'W10', 'a'.repeat(10_000), cursor(), cursor(null, null), cursor(1, 2), cursor({}, []), cursor('a'), cursor('a', 'b', 'c', 'd'), cursor('2026-03-02', UUID), cursor(UUID, UUID),
    cursor('2026-03-02 01:00:00+00', 'x'), cursor('2026-13-02 01:00:00+00', UUID), cursor('2026-02-30 01:00:00+00', UUID), cursor('2026-03-02 25:00:00+00', UUID), cursor('infinity', UUID), cursor('now', UUID),
    cursor('0000-01-01 00:00:00+00', UUID), cursor('2026-03-02 01:00:00+00', `${UUID}\0`), cursor('9', '2026-03-02 01:00:00+00', 'x'), cursor('99999999999', '2026-03-02 01:00:00+00', UUID), cursor('40000', '2026-03-02 01:00:00+00', UUID),
    cursor('1.5', '2026-03-02 01:00:00+00', UUID), cursor('-1', '2026-03-02 01:00:00+00', UUID), cursor('2026-02-30', UUID), cursor('0000-00-00', UUID), cursor("'; drop table needs; --", UUID), cursor(`${HALF}`, UUID), cursor('\0', UUID),
  ]
  const lists = Object.entries(LISTS).flatMap(([list, orders]) => orders.map((order) => ({ list, order })))
  test.each(lists)('nonsense after which $list in the order $order are to go on is BAD_INPUT', async ({ list, order }) => {
    for (const after of NONSENSE) {
      const { codes } = await graphql(story, `query ($after: String, $order: EntryOrder) { ${list}(after: $after, orderBy: $order) { nodes { id } } }`, { after, order })
      const fits = order === 'ENDING_SOON' && after === cursor('2026-03-02', UUID)
      expect({ after, codes }).toEqual({ after, codes: fits ? [] : ['BAD_INPUT'] })
    }
  })

  test('nonsense is BAD_INPUT in every other list too, and the cursor of another list never a fault', async () => {
    const own = await Promise.all(
      ['organizations', 'people', 'alliances', 'matchProposals', 'projects', 'needs', 'resources'].map(async (list) => {
        const { data } = await graphql(story, `{ ${list}(first: 1) { pageInfo { endCursor } edges { cursor } } }`)
        return (data as Record<string, { pageInfo: { endCursor: string | null } }>)[list]?.pageInfo.endCursor
      }),
    )
    const after = [...NONSENSE, ...own.filter((each) => typeof each === 'string')]
    const nested = ['organizations(first: 1) { nodes { children(after: $after) { nodes { id } } compounds(after: $after) { nodes { id } } memberships(after: $after) { nodes { id } } needs(after: $after) { nodes { id } } } }',
      'resources(first: 1) { nodes { bookings(after: $after) { nodes { id } } projects(after: $after) { nodes { id } } history(after: $after) { nodes { id } } proposals(after: $after) { nodes { id } } } }',
      'viewer { roles(after: $after) { nodes { id } } }', 'alliances(first: 1) { nodes { members(after: $after) { nodes { id } } runs(after: $after) { nodes { obstacles(after: $after) { nodes { id } } } } } }',
      ...['organizations', 'people', 'alliances', 'matchProposals', 'projects'].map((list) => `${list}(after: $after) { nodes { id } }`)]
    for (const field of nested) for (const each of after) expect((await graphql(story, `query ($after: String) { ${field} }`, { after: each })).codes.filter((code) => code !== 'BAD_INPUT')).toEqual([])
  })
})

describe('ids', () => {
  const ODD = ['', 'x', '中文', '0', UUID, Buffer.from(`Need:${UUID}:x`).toString('base64url'), Buffer.from('Need:').toString('base64url'), Buffer.from("Need:' or 1=1").toString('base64url'), Buffer.from(`Need:${UUID.toUpperCase()}X`).toString('base64url'), Buffer.from(`__proto__:${UUID}`).toString('base64url'), Buffer.from(`constructor:${UUID}`).toString('base64url'), 'a'.repeat(79) + '😀', 'a'.repeat(100_000)]
  const foreign = [id('Organization', '130102002'), id('Resource', '怡园大厦地下车库'), id('Alliance', '青园街道红色联盟'), id('Person', '19900000003'), Buffer.from(`Need:${UUID}`).toString('base64url')]
  test('that are none, or of another type, are found nowhere', async () => {
    for (const each of [...ODD, ...foreign]) {
      for (const mutation of ['publishNeed(id: $id)', 'withdrawNeed(id: $id, reason: "不再需要")', 'confirmMatchProposal(id: $id, side: NEED)', 'claimNeed(needId: $id, resourceId: $id, quantity: 1)', 'endProject(id: $id, reason: "x")', 'revokeProxyRecord(id: $id)'])
        expect({ each: each.slice(0, 40), mutation, codes: (await graphql(story, `mutation ($id: ID!) { ${mutation} { id } }`, { id: each })).codes }).toEqual({ each: each.slice(0, 40), mutation, codes: ['NOT_FOUND'] })
      // An empty one is none.
      if (each) expect(await drafted({ compoundId: each })).toBe('NOT_FOUND')
    }
  })
  test('that are none are null as a node and refused as a filter', async () => {
    for (const each of ODD) {
      expect((await graphql(story, 'query ($id: ID!) { node(id: $id) { id } nodes(ids: [$id]) { id } }', { id: each })).data).toEqual({ node: null, nodes: [null] })
      for (const filter of ['ownerId', 'withinId', 'allianceId']) expect((await graphql(story, `query ($id: ID) { needs(filter: { ${filter}: $id }) { nodes { id } } }`, { id: each })).codes.filter((code) => code !== 'NOT_FOUND')).toEqual([])
    }
  })
})

describe('dates, hours and quantities', () => {
  test.each(['2026-02-30', '0000-00-00', '0000-01-01', '2026-13-01', '26-01-01', '2026-1-1', '+12026-01-01', '99999-01-01', '2026-03-02T00:00:00Z', '', 'today', 'infinity', 20260302, true, null, {}, ['2026-03-03']])('%p is no day', async (day) => {
    expect(await drafted({ startsOn: day })).toBe('BAD_INPUT')
    const { codes } = await graphql(story, 'mutation ($day: Date!, $a: ID!, $o: ID!) { admitAllianceMember(allianceId: $a, organizationId: $o, signedOn: $day) { id } }', { day, a: id('Alliance', '青园街道红色联盟'), o: id('Organization', '阳光小学') })
    expect(codes).toEqual(['BAD_INPUT'])
  })
  test.each([['reversed', '2026-08-29', '2026-03-03'], ['above a year', '2026-03-03', '2027-03-05'], ['in the year 9999', '9999-12-31', '9999-12-31'], ['long ago', '1900-01-01', '1900-01-02'], ['two thousand years long', '1901-01-01', '9999-12-31']])('a period %s is refused', async (_name, startsOn, endsOn) => {
    expect(await drafted({ startsOn, endsOn })).toBe('PERIOD_INVALID')
  })
  const span = (start: unknown, end: unknown): unknown => [{ start, end }]
  test.each([['reversed', span(600, 540)], ['empty', span(600, 600)], ['before Monday', span(-1, 60)], ['after Sunday', span(10_080, 10_100)], ['longer than a week', span(0, 10_081)], ['no number', span('x', 60)], ['a half minute', span(0.5, 60)], ['no end', [{ start: 1 }]], ['too large', span(0, 2 ** 31)], ['null', [null]], ['10,000 spans', Array.from({ length: 10_000 }, (_, i) => ({ start: i, end: i + 1 }))], ['5,000 separate minutes', Array.from({ length: 5000 }, (_, i) => ({ start: 2 * i, end: 2 * i + 1 }))]])('hours that are %s are refused', async (_name, windows) => {
    expect(await drafted({ windows })).toBe('BAD_INPUT')
  })
  test('parking without hours is refused with its own code', async () => expect(await drafted({ windows: [] })).toBe('WINDOWS_MISSING'))
  test.each([0, -1, 1_000_001, 2 ** 31 - 1])('a quantity of %p is refused', async (quantity) => expect(await drafted({ quantity })).toBe('QUANTITY_INVALID'))
  test.each([2 ** 31, 1.5, 1e300, '5', null, true, []])('%p is no quantity', async (quantity) => expect(await drafted({ quantity })).toBe('BAD_INPUT'))
  test.each([0, 6, -1, 2 ** 31 - 1])('an urgency of %p is refused', async (urgency) => expect(await drafted({ urgency })).toBe('BAD_INPUT'))
  test.each([0, -5, 6, 2 ** 31 - 1])('a least part of %p is refused', async (leastPart) => expect(await drafted({ leastPart })).toBe('QUANTITY_INVALID'))
})

describe('attributes', () => {
  const deep = JSON.parse(`${'{"a":'.repeat(15)}1${'}'.repeat(15)}`) as unknown
  test.each([
    ['unknown', { vehicle: 'CAR', wheels: 4 }], ['of the wrong type', { vehicle: 1 }], ['unknown values', { vehicle: 'TANK' }], ['missing', {}], ['deep', { vehicle: 'CAR', deep }], ['huge', Object.fromEntries(Array.from({ length: 5000 }, (_, i) => [`k${i}`, i]))],
    ['out of range', { vehicle: 'CAR', entranceHeight: 1e9 }], ['fractions', { vehicle: 'CAR', entranceHeight: 200.5 }], ['constructor', { vehicle: 'CAR', constructor: 1 }], ['toString', { vehicle: 'toString' }],
  ])('%s are refused', async (_name, attributes) => {
    expect(await drafted({ attributes })).toBe('ATTRIBUTES_INVALID')
  })
  test('__proto__ is a key like others: refused', async () => {
    const { cookie } = await story.as('赵立新')
    const body = JSON.stringify({ query: DRAFT, variables: { input: NEED_INPUT } }).replace('"vehicle":"CAR"', '"vehicle":"CAR","__proto__":{"covered":true}')
    expect(judged(await send(story, { headers: { cookie }, body })).codes).toEqual(['ATTRIBUTES_INVALID'])
    expect(({} as { covered?: boolean }).covered).toBeUndefined()
  })
  test.each(['[]', '"x"', '5', 'true', 'null'])('%s in the place of attributes is refused', async (attributes) => {
    expect(await drafted({ attributes: JSON.parse(attributes) as unknown })).toMatch(/^(BAD_INPUT|ATTRIBUTES_INVALID)$/)
  })
})

describe('text', () => {
  const FIELDS: [string, number][] = [['title', 80], ['description', 2000], ['contactName', 40]]
  test.each(FIELDS)('%s longer than %i is refused, empty only where it may be', async (field, longest) => {
    expect(await drafted({ [field]: '长'.repeat(longest + 1) })).toBe('BAD_INPUT')
    expect(await drafted({ [field]: '长'.repeat(60_000) })).toBe('BAD_INPUT')
    if (field !== 'description') for (const empty of ['', '   ', '\u3000']) expect(await drafted({ [field]: empty })).toBe('BAD_INPUT')
  })
  test.each(['', '1', '29900000003', '1990000000', '199000000033', '１９９００００００３３', '+8619900000003', '19900000003x', '199 0000 0003'])('%p is no phone number', async (contactPhone) => expect(await drafted({ contactPhone })).toBe('BAD_INPUT'))

  const UNCLEAN = ['\0', 'a\0b', HALF, `a${HALF}`, '\udc00', `\udc00${HALF}`]
  test('null bytes and half characters in variables are refused, in values and in keys', async () => {
    for (const each of UNCLEAN) {
      for (const field of ['title', 'description', 'contactName', 'contactPhone', 'ownerId', 'compoundId']) expect(await drafted({ [field]: each })).toBe('BAD_INPUT')
      expect(await drafted({ attributes: { vehicle: 'CAR', [each]: 1 } })).toBe('BAD_INPUT')
      expect(await drafted({ attributes: { vehicle: each } })).toBe('BAD_INPUT')
      for (const query of ['query ($s: String!) { needs(filter: { search: $s }) { nodes { id } } }', 'query ($s: String!) { people(filter: { search: $s }) { nodes { id } } }', 'query ($s: ID!) { node(id: $s) { id } }', 'query ($s: String!) { needs(after: $s) { nodes { id } } }', 'mutation ($s: String!) { logIn(phone: $s, password: $s) { id } }'])
        expect((await graphql(story, query, { s: each })).codes).toEqual(['BAD_INPUT'])
    }
  })
  test.each([String.raw`"\u0000"`, String.raw`"\u{0}"`, String.raw`"\uD83D"`, String.raw`"\u{D83D}"`, String.raw`"\uDC00\uD83D"`, '"\0"', '"""\0"""', `"${HALF}"`, `"""${HALF}"""`])('%s written into the query is refused', async (literal) => {
    for (const query of [`{ needs(filter: { search: ${literal} }) { nodes { id } } }`, `query ($s: String = ${literal}) { needs(filter: { search: $s }) { nodes { id } } }`, `mutation { logIn(phone: ${literal}, password: ${literal}) { id } }`, `mutation { claimNeed(needId: ${literal}, resourceId: "x", quantity: 1) { id } }`])
      expect((await graphql(story, query)).codes[0]).toBe('BAD_INPUT')
  })
  test.each(['%', '_', '%%%', "'", '"', '\\', "' or 1=1 --", '😀', '停车😀', '👨‍👩‍👧‍👦', 'İ', 'ß', '\u0301', '停 车', ' 停车 ', '停'.repeat(10_000), 'ab '.repeat(3000), '$1', '{}', '\u202e', '\ufeff'])('a search for %p finds or finds not', async (search) => {
    for (const list of ['needs', 'resources', 'organizations', 'people']) {
      const { codes, data } = await graphql(story, `query ($s: String!) { ${list}(filter: { search: $s }) { totalCount } }`, { s: search })
      expect(codes).toEqual([])
      if (['%', '_', '%%%', "' or 1=1 --"].includes(search)) expect(data).toEqual({ [list]: { totalCount: 0 } })
    }
  })
})

test('null where something may be left out is the same as leaving it out', async () => {
  for (const list of ['needs', 'resources']) expect((await graphql(story, `query ($n: EntryFilter, $o: EntryOrder, $i: Int, $s: String) { ${list}(filter: $n, orderBy: $o, first: $i, after: $s) { totalCount } }`, { n: null, o: null, i: null, s: null })).codes).toEqual([])
  for (const list of ['organizations', 'people', 'alliances', 'matchProposals', 'projects']) expect({ list, codes: (await graphql(story, `{ ${list}(filter: null) { totalCount } }`)).codes }).toEqual({ list, codes: [] })
  for (const field of ['status', 'category', 'ownerId', 'withinId', 'allianceId', 'search', 'mine']) expect((await graphql(story, `{ needs(filter: { ${field}: null }) { totalCount } }`)).codes).toEqual([])
  expect((await graphql(story, '{ organizations(first: 1) { nodes { needs(filter: null) { totalCount } children(filter: null) { totalCount } } } needs(first: 1) { nodes { proposals(filter: null) { totalCount } } } }')).codes).toEqual([])
})
