import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { type Story, type Visitor, openStory } from '../../../../test/harness/story.ts'

const NUMBER = '11010519491231002X'
const SET = 'mutation ($kind: DocumentKind!, $number: String!, $yes: Boolean!) { setIdentityDocument(kind: $kind, number: $number, consent: $yes) { id kind maskedNumber viewerMayUnmask } }'
const UNMASK = 'mutation ($id: ID!, $for: String!) { unmaskDocument(id: $id, purpose: $for) { id number purpose actorName organization { name } } }'

let story: Story
let lin: Visitor
let liJing: Visitor
let document: string
beforeAll(async () => {
  story = await openStory()
  lin = await story.as('林静')
  liJing = await story.as('李静')
})
afterAll(async () => {
  expect(story.faults).toEqual([])
  await story.close()
})

describe('林静 keeps her identity card for certificates', () => {
  test('with her yes, and as a number that there can be', async () => {
    expect((await lin.attempt(SET, { kind: 'ID_CARD', number: NUMBER, yes: false })).code).toBe('CONSENT_MISSING')
    expect(await lin.attempt(SET, { kind: 'ID_CARD', number: '110105194912310021', yes: true })).toMatchObject({ code: 'BAD_INPUT', details: { fields: ['number'] } })
    const { setIdentityDocument } = await lin.ask<{ setIdentityDocument: { id: string } }>(SET, { kind: 'ID_CARD', number: ' 110105 19491231 002x', yes: true })
    expect(setIdentityDocument).toMatchObject({ kind: 'ID_CARD', maskedNumber: '110***********002X', viewerMayUnmask: false })
    document = setIdentityDocument.id
  })

  test('the database alone cannot tell it: not the number, nor two that are alike', async () => {
    const xu = await story.as('许文博')
    await xu.ask(SET, { kind: 'ID_CARD', number: NUMBER, yes: true })
    const rows = await story.sql<{ sealed: string; row: string }>("select encode(sealed_number, 'escape') as sealed, d::text as row from identity_documents d")
    expect(rows).toHaveLength(2)
    expect(rows[0]!.sealed).not.toBe(rows[1]!.sealed)
    for (const { sealed, row } of rows) expect(sealed + row).not.toContain(NUMBER.slice(3, 14))
    expect(await story.sql('select 1 from audit_events where details::text like $1', [`%${NUMBER.slice(0, 14)}%`])).toEqual([])
  })

  test('eight at the same instant leave one document', async () => {
    const chen = await story.as('陈国强')
    const answers = await Promise.all(Array.from({ length: 8 }, () => chen.attempt(SET, { kind: 'PASSPORT', number: 'E12345678', yes: true })))
    expect(answers.map(({ code }) => code)).toEqual(Array(8).fill(null))
  })
})

describe('looking at the whole number', () => {
  test('needs a purpose, is written down, and 林静 is told', async () => {
    expect((await liJing.attempt(UNMASK, { id: document, for: ' ' })).code).toBe('BAD_INPUT')
    expect(await liJing.ask(UNMASK, { id: document, for: '出具证明核对' })).toMatchObject({ unmaskDocument: { number: NUMBER, purpose: '出具证明核对', actorName: '李静', organization: { name: '东安社区' } } })
    expect(await lin.ask('{ notices(first: 1) { nodes { kind details } } viewer { unmaskings { nodes { purpose actorName number } } } }')).toEqual({
      notices: { nodes: [{ kind: 'DOCUMENT_UNMASKED', details: { place: '东安社区', name: '李静', purpose: '出具证明核对' } }] },
      viewer: { unmaskings: { nodes: [{ purpose: '出具证明核对', actorName: '李静', number: null }] } },
    })
    expect(await lin.ask('{ viewer { identityDocument { maskedNumber } } }')).toEqual({ viewer: { identityDocument: { maskedNumber: '110***********002X' } } })
  })

  test('sent again it is the same look; after five minutes it shows nothing any more', async () => {
    const key = { 'Idempotency-Key': 'the same look' }
    const first = await liJing.ask<{ unmaskDocument: { id: string; number: string } }>(UNMASK, { id: document, for: '再核对' }, key)
    expect(await liJing.ask(UNMASK, { id: document, for: '再核对' }, key)).toEqual(first)
    expect(await (await story.as('李秀英')).ask('query ($id: ID!) { node(id: $id) { ... on Unmasking { number purpose } } }', { id: first.unmaskDocument.id })).toEqual({ node: { number: null, purpose: '再核对' } })
    story.clock.now = new Date(story.clock.now.getTime() + 5 * 60_000)
    expect(await liJing.ask(UNMASK, { id: document, for: '再核对' }, key)).toMatchObject({ unmaskDocument: { number: null } })
    expect(await story.sql('select count(*)::int as looks from unmaskings')).toEqual([{ looks: 2 }])
  })

  test('is nobody’s who does not certify for her', async () => {
    for (const who of ['赵立新', '许文博', '高志远', '马建国']) expect((await (await story.as(who)).attempt(UNMASK, { id: document, for: '看看' })).code).toBe('NOT_FOUND')
  })

  test('a seal put onto another document is found out, and shows nothing', async () => {
    const person = 'select id from people where phone = '
    await story.sql(`update identity_documents set sealed_number = (select sealed_number from identity_documents where person_id = (${person}'19900000015')) where person_id = (${person}'19900000007')`)
    expect((await liJing.attempt(UNMASK, { id: document, for: '核对' })).code).toBe('INTERNAL')
    expect(story.faults.splice(0)).toHaveLength(1)
  })

  test('withdrawn, the number is wiped at once, and what was looked at stays written down', async () => {
    const { viewer } = await lin.ask<{ viewer: { consents: { nodes: { id: string }[] } } }>('{ viewer { consents { nodes { id } } } }')
    await lin.ask('mutation ($id: ID!) { withdrawConsent(id: $id) { id } }', { id: viewer.consents.nodes[0]!.id })
    expect(await story.sql("select kind, masked_number, sealed_number from identity_documents where person_id = (select id from people where phone = '19900000007')")).toEqual([{ kind: null, masked_number: null, sealed_number: null }])
    expect(await lin.ask('{ viewer { identityDocument { id } unmaskings { totalCount } } }')).toEqual({ viewer: { identityDocument: null, unmaskings: { totalCount: 3 } } })
    expect((await liJing.attempt(UNMASK, { id: document, for: '核对' })).code).toBe('NOT_FOUND')
    await lin.ask(SET, { kind: 'PASSPORT', number: 'E12345678', yes: true })
    expect(await lin.ask('{ viewer { identityDocument { kind maskedNumber } } }')).toEqual({ viewer: { identityDocument: { kind: 'PASSPORT', maskedNumber: 'E*****678' } } })
  })

  test('the application cannot change who looked', async () => {
    expect(await story.sql("select has_table_privilege('red_alliance_app', 'unmaskings', 'UPDATE') as may")).toEqual([{ may: false }])
  })
})
