import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { DRAFT_NEED, DRAFT_RESOURCE, NEED_INPUT, PUBLISH_NEED, PUBLISH_RESOURCE, RESOURCE_INPUT } from '../../../../test/harness/inputs.ts'
import { type Story, type Visitor, id, openStory, visitor } from '../../../../test/harness/story.ts'

const MARKET = id('Organization', '惠民超市')
const AGREED = { agreedBy: '店长钱进', agreedHow: 'PHONE', agreedOn: '2026-03-01' }
const CLAIM = 'mutation ($need: ID!, $resource: ID!, $quantity: Int!, $proxy: ProxyInput) { claimResource(needId: $need, resourceId: $resource, quantity: $quantity, proxy: $proxy) { id status } }'
const CONFIRM = 'mutation ($id: ID!, $side: Side!, $proxy: ProxyInput) { confirmMatchProposal(id: $id, side: $side, proxy: $proxy) { status needConfirmedAt resourceConfirmedAt resourceProxyRecord { id agreedBy recordedByName } project { id status } } }'
const RECORD = 'query ($id: ID!) { node(id: $id) { ... on Resource { status takenQuantity proxyRecord { id agreedBy agreedHow agreedOn recordedByName revokedAt viewerMayRevoke } history { nodes { operation actorName details } } } ... on Need { status metQuantity proxyRecord { id viewerMayRevoke } } } }'
const REVOKE = 'mutation ($id: ID!) { revokeProxyRecord(id: $id) { revokedAt } }'
const STOCK = { ...RESOURCE_INPUT, ownerId: MARKET, title: '饮用水', category: 'GOODS', attributes: { goods: 'DAILY_NECESSITIES' }, unit: 'ITEM', supply: 'CONSUMABLE', quantity: 40, windows: null, contactName: '钱进', contactPhone: '19900000088' }

interface Recorded { node: { status: string; takenQuantity?: number; metQuantity?: number; proxyRecord: { id: string; agreedBy: string; viewerMayRevoke: boolean } } }

describe('孙晓梅 keeps the records of 惠民超市, which has nobody who logs in', () => {
  let story: Story
  let sun: Visitor
  let liaison: Visitor
  let resource: string
  let need: string
  beforeAll(async () => {
    story = await openStory()
    sun = await story.as('孙晓梅')
    const [kind] = await story.sql<{ attributes: { goods: string } }>("select attributes from needs where category = 'GOODS' limit 1")
    STOCK.attributes = { goods: kind!.attributes.goods }
  })
  afterAll(async () => {
    expect(story.faults).toEqual([])
    await story.close()
  })

  test('she writes down what it offers and needs, with who agreed, how and when', async () => {
    resource = (await sun.ask<{ draftResource: { id: string } }>(DRAFT_RESOURCE, { input: { ...STOCK, proxy: AGREED } })).draftResource.id
    need = (await sun.ask<{ draftNeed: { id: string } }>(DRAFT_NEED, { input: { ...NEED_INPUT, ownerId: MARKET, title: '送货车位', quantity: 2, proxy: AGREED } })).draftNeed.id
    await sun.ask(PUBLISH_RESOURCE, { id: resource })
    await sun.ask(PUBLISH_NEED, { id: need })
    const { node } = await sun.ask<Recorded>(RECORD, { id: resource })
    expect(node).toMatchObject({ status: 'PUBLISHED', proxyRecord: { ...AGREED, recordedByName: '孙晓梅', revokedAt: null, viewerMayRevoke: false } })
    expect(JSON.stringify(node)).toContain('"agreedBy":"店长钱进"')
  })

  test('without a record, without a name, with a day to come, for a community or a foreign unit she cannot', async () => {
    const attempt = async (change: Record<string, unknown>, who = sun): Promise<string | null> => (await who.attempt(DRAFT_RESOURCE, { input: { ...STOCK, ...change } })).code
    expect(await attempt({})).toBe('FORBIDDEN')
    expect(await attempt({ proxy: { ...AGREED, agreedBy: ' ' } })).toBe('BAD_INPUT')
    expect(await attempt({ proxy: { ...AGREED, agreedOn: '2026-03-03' } })).toBe('BAD_INPUT')
    expect(await attempt({ proxy: AGREED, ownerId: id('Organization', '130102002019') })).toBe('PROXY_NOT_ALLOWED')
    expect(await attempt({ proxy: AGREED, ownerId: id('Organization', '阳光小学') })).toBe('PROXY_NOT_ALLOWED')
    for (const stranger of ['周敏', '秦振华', '吴秀芳', '王磊', '高志远', '马建国']) expect([stranger, await attempt({ proxy: AGREED }, await story.as(stranger))]).toEqual([stranger, 'PROXY_NOT_ALLOWED'])
    expect(await attempt({ proxy: AGREED }, story.nobody)).toMatch(/^(NOT_FOUND|UNAUTHENTICATED|PROXY_NOT_ALLOWED)$/)
  })

  test('the clerk of another street can neither publish nor revise nor withdraw what she wrote', async () => {
    const qin = await story.as('秦振华')
    for (const mutation of [PUBLISH_RESOURCE, 'mutation ($id: ID!) { withdrawResource(id: $id, reason: "x") { id } }']) expect((await qin.attempt(mutation, { id: resource })).code).toBe('FORBIDDEN')
  })

  test("she confirms for it, and 赵立新's claim becomes a project", async () => {
    const zhao = await story.as('赵立新')
    const wanted = (await zhao.ask<{ draftNeed: { id: string } }>(DRAFT_NEED, { input: { ...NEED_INPUT, title: '志愿者饮用水', category: 'GOODS', attributes: STOCK.attributes, unit: 'ITEM', windows: null, quantity: 40 } })).draftNeed.id
    await zhao.ask(PUBLISH_NEED, { id: wanted })
    const { claimResource } = await zhao.ask<{ claimResource: { id: string } }>(CLAIM, { need: wanted, resource, quantity: 40 })
    expect((await sun.attempt(CONFIRM, { id: claimResource.id, side: 'RESOURCE' })).code).toBe('FORBIDDEN')
    expect((await (await story.as('秦振华')).attempt(CONFIRM, { id: claimResource.id, side: 'RESOURCE', proxy: AGREED })).code).toBe('NOT_FOUND')
    const { confirmMatchProposal } = await sun.ask<{ confirmMatchProposal: Record<string, unknown> }>(CONFIRM, { id: claimResource.id, side: 'RESOURCE', proxy: AGREED })
    expect(confirmMatchProposal).toMatchObject({ status: 'CONFIRMED', resourceProxyRecord: { agreedBy: '店长钱进', recordedByName: '孙晓梅' }, project: { status: 'ACTIVE' } })
    expect((await sun.ask<Recorded>(RECORD, { id: resource })).node).toMatchObject({ status: 'MET', takenQuantity: 40 })
  })

  test('a liaison is given to the shop: she sees each record, and can take it back', async () => {
    const ma = await story.as('马建国')
    await ma.ask('mutation ($o: ID!) { createPerson(name: "钱进", phone: "19900000088", password: "chaoshi-2026", organizationId: $o, role: LIAISON) { id } }', { o: MARKET })
    const response = await fetch(`${story.url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ query: 'mutation { logIn(phone: "19900000088", password: "chaoshi-2026") { id } }' }) })
    liaison = visitor(story.url, response.headers.get('set-cookie')!.split(';')[0]!)
    const { node } = await liaison.ask<Recorded>(RECORD, { id: resource })
    expect(node.proxyRecord).toMatchObject({ agreedBy: '店长钱进', viewerMayRevoke: true })
    for (const other of [sun, await story.as('赵立新')]) expect((await other.attempt(REVOKE, { id: node.proxyRecord.id })).code).toBe('FORBIDDEN')
    for (const other of ['王磊', '秦振华']) expect((await (await story.as(other)).attempt(REVOKE, { id: node.proxyRecord.id })).code).toBe('NOT_FOUND')
  })

  test('taking back the confirmation ends the project and gives the stock back', async () => {
    const { matchProposals } = await liaison.ask<{ matchProposals: { nodes: { resourceProxyRecord: { id: string } }[] } }>('{ matchProposals(filter: { mine: true }) { nodes { resourceProxyRecord { id } } } }')
    const record = matchProposals.nodes[0]!.resourceProxyRecord.id
    await liaison.ask(REVOKE, { id: record })
    expect((await liaison.attempt(REVOKE, { id: record })).code).toBe('WRONG_STATUS')
    const { projects } = await liaison.ask<{ projects: unknown }>('{ projects(filter: { mine: true }) { nodes { status endReason endedSide need { metQuantity status } resource { takenQuantity status } } } }')
    expect(projects).toEqual({ nodes: [{ status: 'ENDED', endReason: 'PROXY_REVOKED', endedSide: 'RESOURCE', need: { metQuantity: 0, status: 'PUBLISHED' }, resource: { takenQuantity: 0, status: 'PUBLISHED' } }] })
  })

  test('a confirmation that the other side has not answered is open again when it is taken back', async () => {
    const zhao = await story.as('赵立新')
    const [wanted] = await story.sql<{ id: string }>("select id from needs where title = '志愿者饮用水'")
    const needId = Buffer.from(`Need:${wanted!.id}`).toString('base64url')
    const claimed = await sun.ask<{ claimNeed: { id: string; resourceProxyRecord: { id: string } } }>('mutation ($need: ID!, $resource: ID!, $proxy: ProxyInput) { claimNeed(needId: $need, resourceId: $resource, quantity: 5, proxy: $proxy) { id resourceProxyRecord { id } } }', { need: needId, resource, proxy: AGREED })
    await liaison.ask(REVOKE, { id: claimed.claimNeed.resourceProxyRecord.id })
    const first = await zhao.ask<{ confirmMatchProposal: object }>(CONFIRM, { id: claimed.claimNeed.id, side: 'NEED' })
    expect(first.confirmMatchProposal).toMatchObject({ status: 'OPEN', resourceConfirmedAt: null, project: null })
    const both = await liaison.ask<{ confirmMatchProposal: object }>(CONFIRM, { id: claimed.claimNeed.id, side: 'RESOURCE' })
    expect(both.confirmMatchProposal).toMatchObject({ status: 'CONFIRMED', resourceProxyRecord: null })
  })

  test('taking back an entry takes it off the list', async () => {
    for (const entry of [need, resource]) {
      const { node } = await liaison.ask<Recorded>(RECORD, { id: entry })
      await liaison.ask(REVOKE, { id: node.proxyRecord.id })
      expect((await liaison.ask<Recorded>(RECORD, { id: entry })).node).toMatchObject({ status: 'WITHDRAWN', proxyRecord: { viewerMayRevoke: false } })
    }
  })

  test("a unit of another district in the street's alliance: what is recorded for it can be read by who recorded it", async () => {
    const zhao = await story.as('赵立新')
    await zhao.ask('mutation ($a: ID!, $o: ID!) { admitAllianceMember(allianceId: $a, organizationId: $o, signedOn: "2026-03-01") { id } }', { a: id('Alliance', '青园街道红色联盟'), o: id('Organization', '阳光小学') })
    const { draftResource } = await sun.ask<{ draftResource: { id: string } }>(DRAFT_RESOURCE, { input: { ...RESOURCE_INPUT, ownerId: id('Organization', '阳光小学'), title: '操场车位', proxy: AGREED } })
    await sun.ask(PUBLISH_RESOURCE, { id: draftResource.id })
    // The need is of a community in yet another district.
    const he = await story.as('何玉梅')
    const foreign = (await he.ask<{ draftNeed: { id: string } }>(DRAFT_NEED, { input: { ...NEED_INPUT, ownerId: id('Organization', '130108002006'), title: '老师夜间停车' } })).draftNeed.id
    await he.ask(PUBLISH_NEED, { id: foreign })
    const claimed = await sun.attempt<{ claimNeed: { id: string } }>('mutation ($need: ID!, $resource: ID!, $proxy: ProxyInput) { claimNeed(needId: $need, resourceId: $resource, quantity: 2, proxy: $proxy) { id status } }', { need: foreign, resource: draftResource.id, proxy: AGREED })
    expect(claimed).toMatchObject({ code: null, data: { claimNeed: { status: 'OPEN' } } })
  })
})
