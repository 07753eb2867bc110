import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { gzipSync } from 'node:zlib'
import { type Story, id, openStory } from '../harness/story.ts'
import { contents, graphql, judged, send } from './clear-error.ts'

const DRAFT = 'mutation ($input: NeedInput!) { draftNeed(input: $input) { id } }'
const CYCLIC = 'query { needs { nodes { ...A } } } fragment A on Need { owner { ...B } } fragment B on Organization { needs { nodes { ...A } } }'
const many = (count: number, one: (i: number) => string): string => Array.from({ length: count }, (_, i) => one(i)).join(' ')

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

describe('a request that is none', () => {
  const refused: [string, Parameters<typeof send>[1], string][] = [
    ['broken JSON', { body: '{"query": ' }, 'BAD_INPUT'],
    ['a bare word', { body: 'query' }, 'BAD_INPUT'],
    ['nothing at all', { body: '' }, 'BAD_INPUT'],
    ['a list of requests', { body: '[{"query":"{ viewer { id } }"}]' }, 'BAD_INPUT'],
    ['an empty list', { body: '[]' }, 'BAD_INPUT'],
    ['a number', { body: '5' }, 'BAD_INPUT'],
    ['null', { body: 'null' }, 'BAD_INPUT'],
    ['an object without a query', { body: '{}' }, 'BAD_INPUT'],
    ['a query that is no text', { body: '{"query":{"a":1}}' }, 'BAD_INPUT'],
    ['variables that are no object', { body: '{"query":"{ viewer { id } }","variables":[1]}' }, 'BAD_INPUT'],
    ['variables in a text', { body: '{"query":"{ viewer { id } }","variables":"{"}' }, 'BAD_INPUT'],
    ['an operation name that is none', { body: '{"query":"{ viewer { id } }","operationName":"Other"}' }, 'BAD_INPUT'],
    ['an operation name that is a number', { body: '{"query":"query A { viewer { id } }","operationName":7}' }, 'BAD_INPUT'],
    ['two operations without a name', { body: '{"query":"query A { viewer { id } } query B { viewer { id } }"}' }, 'BAD_INPUT'],
    ['a query only by its hash', { body: `{"extensions":{"persistedQuery":{"version":1,"sha256Hash":"${'a'.repeat(64)}"}}}` }, 'BAD_INPUT'],
    ['a hash that is none', { body: '{"query":"{ viewer { id } }","extensions":{"persistedQuery":{"version":1,"sha256Hash":"abc"}}}' }, 'BAD_INPUT'],
    ['a subscription', { body: '{"query":"subscription { needs { id } }"}' }, 'BAD_INPUT'],
    ['plain text', { headers: { 'content-type': 'text/plain' }, body: '{"query":"{ viewer { id } }"}' }, 'BAD_INPUT'],
    ['a form', { headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: 'query=%7Bviewer%7Bid%7D%7D' }, 'BAD_INPUT'],
    ['an unknown alphabet', { headers: { 'content-type': 'application/json; charset=klingon' }, body: '{}' }, 'BAD_INPUT'],
    ['an unknown packing', { headers: { 'content-encoding': 'klingon' }, body: '{}' }, 'BAD_INPUT'],
    ['packed rubbish', { headers: { 'content-encoding': 'gzip' }, body: 'not packed' }, 'BAD_INPUT'],
    ['256 kB and a little', { body: JSON.stringify({ query: `{ viewer { id } } # ${'x'.repeat(256 * 1024)}` }) }, 'BODY_TOO_LARGE'],
    ['a packed body that unfolds to 50 MB', { headers: { 'content-encoding': 'gzip' }, body: gzipSync(Buffer.alloc(50_000_000, 0x20)) }, 'BODY_TOO_LARGE'],
    ['JSON nested 50,000 deep', { body: `{"query":"{ viewer { id } }","variables":${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}}` }, 'QUERY_TOO_DEEP'],
    ['a syntax error', { body: '{"query":"{ needs { nodes { "}' }, 'BAD_INPUT'],
    ['a field that there is not', { body: '{"query":"{ needs { passwordHash } }"}' }, 'BAD_INPUT'],
    ['a missing variable', { body: `{"query":${JSON.stringify(DRAFT)}}` }, 'BAD_INPUT'],
    ['more words than a query has', { body: JSON.stringify({ query: `{ ${'id '.repeat(5000)} }` }) }, 'BAD_INPUT'],
  ]
  test.each(refused)('%s is refused with a code', async (_name, sent, code) => {
    const { cookie } = await story.as('赵立新')
    const { status, codes } = judged(await send(story, { ...sent, headers: { cookie, ...sent.headers } }))
    expect(codes[0]).toBe(code)
    expect(status).toBeGreaterThanOrEqual(code === 'QUERY_TOO_DEEP' || status === 200 ? 200 : 400)
  })

  test.each(['GET', 'PUT', 'DELETE', 'PATCH'])('%s does not change or read anything', async (method) => {
    const { cookie } = await story.as('赵立新')
    const { status, text } = await send(story, { method, path: '/graphql?query=mutation%7BlogOut%7D', headers: { cookie }, ...(method === 'GET' ? {} : { body: '{"query":"mutation { logOut }"}' }) })
    expect(status).toBeLessThan(500)
    expect(text).not.toContain('"data"')
    expect(await (await story.as('赵立新')).ask('{ viewer { name } }')).toEqual({ viewer: { name: '赵立新' } })
  })

  test('a path that cannot be decoded is refused', async () => {
    for (const path of ['/graphql%', '/export/%ff.xlsx', '/%c0%ae%c0%ae/etc/passwd', '/export/needs.xlsx?search=%00', '/export/needs.xlsx?status=NOTHING', '/export/needs.xlsx?withinId=x', '/export/people.xlsx']) {
      const { cookie } = await story.as('赵立新')
      const { status } = await send(story, { method: 'GET', path, headers: { cookie } })
      expect({ path, refused: status >= 400 && status < 500 }).toEqual({ path, refused: true })
    }
  })

  test.each([
    ['too short', 'abc', 'BAD_INPUT'],
    ['too long', 'k'.repeat(200), 'BAD_INPUT'],
    ['with odd bytes', 'schl\u00fcssel-\u00ff\u00fe', null],
    ['empty', '', null],
  ])('an Idempotency-Key %s', async (_name, key, code) => {
    const { codes } = await graphql(story, 'mutation ($id: ID!) { publishNeed(id: $id) { id } }', { id: id('Need', '居民夜间停车') }, { 'idempotency-key': key })
    expect(codes).toEqual([code ?? 'WRONG_STATUS'])
  })

  test.each(['red_alliance_session', 'red_alliance_session=', 'red_alliance_session=%00', `red_alliance_session=${'x'.repeat(8000)}`, ';;;=;=', 'red_alliance_session=a=b; red_alliance_session=c'])('the cookie %.40s belongs to nobody', async (cookie) => {
    const answer = judged(await send(story, { headers: { cookie }, body: '{"query":"{ viewer { id } }"}' }))
    expect(answer.data).toEqual({ viewer: null })
  })
})

describe('a query that asks for too much', () => {
  const costly: [string, string, string][] = [
    ['too deep', `{ needs { nodes ${'{ owner { needs { nodes '.repeat(6)}{ id }${' } } }'.repeat(6)} } }`, 'QUERY_TOO_DEEP'],
    ['too deep by fragments', `{ organizations { nodes { ...F0 } } } ${many(20, (i) => `fragment F${i} on Organization { parent { ...F${i + 1} } }`)} fragment F20 on Organization { id }`, 'QUERY_TOO_DEEP'],
    ['a cycle of fragments', CYCLIC, 'BAD_INPUT'],
    ['31 aliases', `{ needs { nodes { ${many(31, (i) => `a${i}: title`)} } } }`, 'QUERY_TOO_COSTLY'],
    ['21 root fields', `{ ${many(10, (i) => `a${i}: viewer { id }`)} ${many(11, (i) => `b${i}: viewer { id }`)} }`, 'QUERY_TOO_COSTLY'],
    ['root fields behind fragments of fragments', `{ ...A } fragment A on Query { ...B ...C } fragment B on Query { ${many(15, (i) => `b${i}: viewer { id }`)} } fragment C on Query { ${many(15, (i) => `c${i}: viewer { id }`)} }`, 'QUERY_TOO_COSTLY'],
    ['a page of 101', '{ needs(first: 101) { nodes { id } } }', 'PAGE_TOO_LARGE'],
    ['a page of none', '{ needs(first: 0) { nodes { id } } }', 'PAGE_TOO_LARGE'],
    ['a page of minus one', '{ needs(first: -1) { nodes { id } } }', 'PAGE_TOO_LARGE'],
    ['a page of 1e9', '{ needs(first: 1000000000) { nodes { id } } }', 'PAGE_TOO_LARGE'],
    ['a page of 2^31', '{ needs(first: 2147483648) { nodes { id } } }', 'BAD_INPUT'],
    ['a hundred times a hundred times two', '{ organizations(first: 100) { nodes { needs(first: 100) { nodes { proposals(first: 2) { nodes { id } } } } } } }', 'QUERY_TOO_COSTLY'],
    ['a page of 101 within', '{ organizations(first: 1) { nodes { needs(first: 101) { nodes { id } } } } }', 'PAGE_TOO_LARGE'],
    ['101 nodes', `{ nodes(ids: [${many(101, () => '"x"')}]) { id } }`, 'PAGE_TOO_LARGE'],
    ['the schema of the schema of the schema', `{ __schema { types { ${'fields { type { '.repeat(5)} name ${'} }'.repeat(5)} } } }`, 'BAD_INPUT'],
  ]
  test.each(costly)('%s is refused', async (_name, query, code) => {
    const { codes } = await graphql(story, query)
    expect(codes[0]).toBe(code)
  })

  test('fragments that multiply without any alias are refused at once, not after a million fields', async () => {
    const level = (i: number): string => `fragment P${i} on MatchProposal { need { owner { parent { id } } } project { proposal { ...P${i + 1} } need { proposals(first: 1) { nodes { ...P${i + 1} } } } resource { proposals(first: 1) { nodes { ...P${i + 1} } } } } }`
    const wide = (i: number): string => `fragment O${i} on Organization { parent { ...O${i + 1} } alliance { convener { ...O${i + 1} } } children(first: 1) { nodes { ...O${i + 1} } edges { node { ...O${i + 1} } } } needs(first: 1) { nodes { owner { ...O${i + 1} } } } }`
    const began = performance.now()
    const proposals = await graphql(story, `{ matchProposals(first: 1) { nodes { ...P0 } } } ${many(12, level)} fragment P12 on MatchProposal { id }`)
    const organizations = await graphql(story, `{ organizations(first: 1) { nodes { ...O0 } } } ${many(30, wide)} fragment O30 on Organization { id }`)
    expect([...proposals.codes, ...organizations.codes].every((code) => code === 'QUERY_TOO_DEEP' || code === 'QUERY_TOO_COSTLY')).toBe(true)
    const within = await graphql(story, `{ organizations(first: 1) { nodes { ...O0 } } } ${many(7, wide)} fragment O7 on Organization { id }`)
    expect(within.codes[0]).toMatch(/^QUERY_TOO_/)
    expect(performance.now() - began).toBeLessThan(3000)
  })

  test('names that JavaScript keeps for itself are names like others', async () => {
    const { data, codes } = await graphql(story, '{ __proto__: viewer { constructor: name __proto__: id toString: phone } needs(first: 1) { hasOwnProperty: nodes { __proto__: title } } }')
    expect(codes).toEqual([])
    expect(JSON.stringify(data)).toMatch(/"__proto__":\{"constructor":"赵立新","__proto__":"[^"]+","toString":"19900000003"\}.*"hasOwnProperty":\[\{"__proto__":"/)
  })
})
