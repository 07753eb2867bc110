import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { buildSchema } from 'graphql'
import { readFileSync } from 'node:fs'
import { globalId } from '../../server/src/graphql/ids.ts'
import { NEED_INPUT, RESOURCE_INPUT } from '../harness/inputs.ts'
import { type Story, type Visitor, id, openStory } from '../harness/story.ts'
import { ACTORS, seatActors } from '../rules/access/actors.ts'
import { CASES, FEATURE_CASES, Kit, OTHER } from '../rules/access/cases.ts'
import { expectedChanging } from '../rules/access/expected.ts'
import { contents } from './clear-error.ts'
import { prepareRace } from './race.ts'

const ENDS_THE_LOG_IN = ['logIn', 'logOut', 'logOutEverywhere', 'eraseMyself']
const PROXY = { agreedBy: '店长钱进', agreedHow: 'PHONE', agreedOn: '2026-03-01' }
const STREET = id('Organization', '130102002')

/** One change that succeeds, and another input that the same key must not be used for. */
interface Case {
  readonly who: string | Visitor
  readonly query: string
  readonly variables: Record<string, unknown>
  /** Null where there is nothing else to say. */
  readonly other: Record<string, unknown> | null
}

let story: Story
let cases: Record<string, Case>
beforeAll(async () => {
  story = await openStory()
  cases = await prepareCases()
})
afterAll(async () => {
  expect(story.faults).toEqual([])
  await story.close()
})

/** Everything that the mutations need is made beforehand, so that each case stands for itself. */
async function prepareCases(): Promise<Record<string, Case>> {
  const [zhao, wang, ma, sun] = await Promise.all(['赵立新', '王磊', '马建国', '孙晓梅'].map((name) => story.as(name)))
  const make = async (who: typeof zhao, query: string, variables: object): Promise<string> => Object.values(await who!.ask<Record<string, { id: string }>>(query, variables))[0]!.id
  const need = (): Promise<string> => make(zhao, 'mutation ($input: NeedInput!) { draftNeed(input: $input) { id } }', { input: NEED_INPUT })
  const resource = (): Promise<string> => make(wang, 'mutation ($input: ResourceInput!) { draftResource(input: $input) { id } }', { input: RESOURCE_INPUT })
  const proposals = (await prepareRace(story, { needs: 6, needQuantity: 2, resourceQuantity: 20 })).proposalIds.map((uuid) => globalId('MatchProposal', uuid))
  const claims = await prepareRace(story, { needs: 2, needQuantity: 2, resourceQuantity: 20, confirmed: null })
  await story.sql("update match_proposals set stage = 'SUPERSEDED' where id = any($1::uuid[])", [claims.proposalIds])
  const begin = async (proposal: string): Promise<string> => (await wang!.ask<{ confirmMatchProposal: { project: { id: string } } }>('mutation ($id: ID!) { confirmMatchProposal(id: $id, side: RESOURCE) { project { id } } }', { id: proposal })).confirmMatchProposal.project.id
  const person = (phone: string): Promise<string> => make(ma, 'mutation ($phone: String!, $o: ID!) { createPerson(name: "某人", phone: $phone, password: "jiandan-2026", organizationId: $o, role: CLERK) { id } }', { phone, o: STREET })
  const member = await make(zhao, 'mutation ($a: ID!, $o: ID!) { admitAllianceMember(allianceId: $a, organizationId: $o, signedOn: "2026-03-01") { id } }', { a: id('Alliance', '青园街道红色联盟'), o: id('Organization', '琴韵音乐学校') })
  const role = await make(ma, 'mutation ($p: ID!, $o: ID!) { grantRole(personId: $p, organizationId: $o, role: CLERK) { id } }', { p: await person('19820000001'), o: id('Organization', '130102002019') })
  const recorded = await make(sun, 'mutation ($input: ResourceInput!) { draftResource(input: $input) { id } }', { input: { ...RESOURCE_INPUT, ownerId: id('Organization', '怡园大厦物业'), proxy: PROXY } })
  const { node } = await wang!.ask<{ node: { proxyRecord: { id: string } } }>('query ($id: ID!) { node(id: $id) { ... on Resource { proxyRecord { id } } } }', { id: recorded })
  const [p0, p1, p2, p3, p4, p5] = proposals as [string, string, string, string, string, string]
  const pair = (i: number): object => ({ needId: globalId('Need', claims.needIds[i]!), resourceId: globalId('Resource', claims.resourceIds[0]!) })
  const one = (who: string, name: string, variables: Record<string, unknown>, types: string, other: Record<string, unknown> | null): Case => ({ who, query: `mutation (${types}) { ${name}(${[...types.matchAll(/\$(\w+)/g)].map(([, each]) => `${each}: $${each}`).join(', ')}) { id __typename } }`, variables, other })
  const REMEDY = '$remedy: RemedyInput!'
  const [lacking, longing] = [await short(zhao!, wang!, { category: 'EQUIPMENT', unit: 'SET' }), await short(zhao!, wang!, { category: 'LECTURE', unit: 'EVENT' })]

  return {
    ...(await matrixCases()),
    proposeAdjustment: one('赵立新', 'proposeAdjustment', { remedy: { ...lacking, kind: 'QUANTITY_MORE', gain: 4 } }, REMEDY, { remedy: { ...lacking, kind: 'QUANTITY_MORE', gain: 3 } }),
    adjustNeed: one('赵立新', 'adjustNeed', { remedy: { needId: longing.needId, kind: 'NEED_QUANTITY', gain: 3 } }, REMEDY, { remedy: { needId: longing.needId, kind: 'NEED_QUANTITY', gain: 2 } }),
    locateOrganization: one('赵立新', 'locateOrganization', { id: STREET, latitude: 38_042_800, longitude: 114_514_900 }, '$id: ID!, $latitude: Int, $longitude: Int', { latitude: 38_042_801 }),
    draftNeed: one('赵立新', 'draftNeed', { input: NEED_INPUT }, '$input: NeedInput!', { input: { ...NEED_INPUT, quantity: 6 } }),
    draftResource: one('王磊', 'draftResource', { input: RESOURCE_INPUT }, '$input: ResourceInput!', { input: { ...RESOURCE_INPUT, title: '别的' } }),
    reviseNeed: one('赵立新', 'reviseNeed', { id: await need(), version: 1, input: { ...NEED_INPUT, title: '改过' } }, '$id: ID!, $version: Int!, $input: NeedInput!', { input: { ...NEED_INPUT, title: '又改' } }),
    reviseResource: one('王磊', 'reviseResource', { id: await resource(), version: 1, input: { ...RESOURCE_INPUT, title: '改过' } }, '$id: ID!, $version: Int!, $input: ResourceInput!', { version: 2 }),
    publishNeed: one('赵立新', 'publishNeed', { id: await need() }, '$id: ID!', { id: await need() }),
    publishResource: one('王磊', 'publishResource', { id: await resource() }, '$id: ID!', { id: await resource() }),
    withdrawNeed: one('赵立新', 'withdrawNeed', { id: await need(), reason: '不再需要' }, '$id: ID!, $reason: String!', { reason: '别的' }),
    withdrawResource: one('王磊', 'withdrawResource', { id: await resource(), reason: '不再开放' }, '$id: ID!, $reason: String!', { reason: '别的' }),
    confirmMatchProposal: one('王磊', 'confirmMatchProposal', { id: p0, side: 'RESOURCE' }, '$id: ID!, $side: Side!', { id: p1 }),
    declineMatchProposal: one('王磊', 'declineMatchProposal', { id: p2, side: 'RESOURCE', reason: 'SAFETY' }, '$id: ID!, $side: Side!, $reason: DeclineReason!', { reason: 'TIME_UNSUITABLE' }),
    completeProject: one('赵立新', 'completeProject', { id: await begin(p3), note: '好' }, '$id: ID!, $note: String', { note: '不好' }),
    endProject: one('赵立新', 'endProject', { id: await begin(p4), reason: '车库检修' }, '$id: ID!, $reason: String!', { reason: '别的' }),
    claimNeed: one('王磊', 'claimNeed', { ...pair(0), quantity: 1 }, '$needId: ID!, $resourceId: ID!, $quantity: Int!', { quantity: 2 }),
    claimResource: one('赵立新', 'claimResource', { ...pair(1), quantity: 1 }, '$needId: ID!, $resourceId: ID!, $quantity: Int!', { quantity: 2 }),
    runMatching: one('赵立新', 'runMatching', { allianceId: id('Alliance', '青园街道红色联盟') }, '$allianceId: ID!', { allianceId: id('Alliance', '海天阳光园社区红色联盟') }),
    registerUnit: one('赵立新', 'registerUnit', { parentId: STREET, name: '新单位', unitKind: 'SCHOOL' }, '$parentId: ID!, $name: String!, $unitKind: UnitKind!', { name: '别的单位' }),
    admitAllianceMember: one('赵立新', 'admitAllianceMember', { allianceId: id('Alliance', '青园街道红色联盟'), organizationId: id('Organization', '阳光小学'), signedOn: '2026-03-01' }, '$allianceId: ID!, $organizationId: ID!, $signedOn: Date!', { signedOn: '2026-02-01' }),
    endAllianceMembership: one('赵立新', 'endAllianceMembership', { id: member }, '$id: ID!', { id: p5 }),
    createPerson: one('马建国', 'createPerson', { name: '新人', phone: '19820000009', password: 'jiandan-2026', organizationId: STREET, role: 'CLERK' }, '$name: String!, $phone: String!, $password: String!, $organizationId: ID!, $role: Role!', { password: 'jiandan-2027' }),
    disablePerson: one('马建国', 'disablePerson', { id: await person('19820000002') }, '$id: ID!', { id: await person('19820000003') }),
    enablePerson: one('马建国', 'enablePerson', { id: await person('19820000004') }, '$id: ID!', { id: await person('19820000005') }),
    resetPassword: one('马建国', 'resetPassword', { id: await person('19820000006'), newPassword: 'jiandan-2028' }, '$id: ID!, $newPassword: String!', { newPassword: 'jiandan-2029' }),
    grantRole: one('马建国', 'grantRole', { personId: await person('19820000007'), organizationId: id('Organization', '130102002020'), role: 'CLERK' }, '$personId: ID!, $organizationId: ID!, $role: Role!', { role: 'SECRETARY' }),
    revokeRole: one('马建国', 'revokeRole', { id: role }, '$id: ID!', { id: p5 }),
    revokeProxyRecord: one('王磊', 'revokeProxyRecord', { id: node.proxyRecord.id }, '$id: ID!', { id: p5 }),
    changePassword: one('韩雪', 'changePassword', { currentPassword: 'lianmeng-2026', newPassword: 'hanxue-2026' }, '$currentPassword: String!, $newPassword: String!', { newPassword: 'hanxue-2027' }),
  }
}

/** A whole need of four and three of its kind, so that one more would help, or one less. */
async function short(zhao: Visitor, wang: Visitor, kind: { category: string; unit: string }): Promise<{ needId: string; resourceId: string }> {
  const listed = async (who: Visitor, type: 'Need' | 'Resource', input: object): Promise<string> => {
    const drafted = await who.ask<Record<string, { id: string }>>(`mutation ($input: ${type}Input!) { draft${type}(input: $input) { id } }`, { input })
    const { id: made } = Object.values(drafted)[0]!
    await who.ask(`mutation ($id: ID!) { publish${type}(id: $id) { id } }`, { id: made })
    return made
  }
  const plain = { ...kind, attributes: {}, windows: null }
  return {
    needId: await listed(zhao, 'Need', { ...NEED_INPUT, ...plain, quantity: 4, divisible: false, leastPart: 4 }),
    resourceId: await listed(wang, 'Resource', { ...RESOURCE_INPUT, ...plain, supply: 'CONSUMABLE', quantity: 3 }),
  }
}

/** Of everything else, as the access matrix sends it. */
async function matrixCases(): Promise<Record<string, Case>> {
  const [visitors, kit, expected] = [await seatActors(story), new Kit(story.sql), expectedChanging()]
  const cases: Record<string, Case> = {}
  for (const name of [...FEATURE_CASES.flatMap((one) => Object.keys(one)), 'markNoticeRead', 'markAllNoticesRead'].filter((each) => !each.includes(':') && !ENDS_THE_LOG_IN.includes(each))) {
    const { make } = CASES[name]!
    const doer = ACTORS.find((actor) => expected.get(name)!.get(actor) === 'DONE')
    // Where the matrix has nobody who gets through, the case stands above.
    if (!doer) continue
    const who = visitors.get(doer)!
    const variables = await make(kit)
    const { args } = SCHEMA.getMutationType()!.getFields()[name]!
    const [declared, given] = [args.map((arg) => `$${arg.name}: ${String(arg.type)}`).join(', '), args.map((arg) => `${arg.name}: $${arg.name}`).join(', ')]
    cases[name] = { who, query: `mutation ${declared && `(${declared})`} { ${name}${given && `(${given})`} { id __typename } }`, variables, other: args.length > 0 ? (OTHER[name] ?? (await make(kit))) : null }
  }
  return cases
}

const SCHEMA = buildSchema(readFileSync(new URL('../../server/schema.graphql', import.meta.url), 'utf8'))
const NAMES = Object.keys(SCHEMA.getMutationType()!.getFields()).filter((name) => !ENDS_THE_LOG_IN.includes(name))

describe('whose answer was lost sends it again with the same key', () => {
  test('there is a case for every mutation', () => expect(Object.keys(cases).sort()).toEqual(NAMES.sort()))

  test.each(NAMES)('%s: the same object, nothing done twice; the key for something else is refused', async (name) => {
    const { who, query, variables, other } = cases[name]!
    const visitor = typeof who === 'string' ? await story.as(who) : who
    const key = { 'idempotency-key': `lost-answer-${name}` }
    const events = async (): Promise<number> => (await story.sql<{ count: number }>('select count(*)::int from audit_events where refusal is null'))[0]!.count
    const first = await visitor.attempt<Record<string, { id: string }>>(query, variables, key)
    expect(first.code).toBeNull()
    const [after, done] = [await contents(story), await events()]
    for (let again = 0; again < 2; again += 1) expect(await visitor.attempt(query, variables, key)).toEqual(first)
    expect([await contents(story), await events()]).toEqual([after, done])
    if (other) expect((await visitor.attempt(query, { ...variables, ...other }, key)).code).toBe('IDEMPOTENCY_KEY_REUSED')
    expect(await contents(story)).toBe(after)
  })

  test('five times at the same instant: one object, and all five answers name it', async () => {
    const zhao = await story.as('赵立新')
    const send = (): Promise<{ draftNeed: { id: string } }> => zhao.ask('mutation ($input: NeedInput!) { draftNeed(input: $input) { id } }', { input: { ...NEED_INPUT, title: '按了五次' } }, { 'idempotency-key': 'five-at-once' })
    const ids = (await Promise.all([send(), send(), send(), send(), send()])).map(({ draftNeed }) => draftNeed.id)
    expect(new Set(ids).size).toBe(1)
    expect(await story.sql("select count(*)::int from needs where title = '按了五次'")).toEqual([{ count: 1 }])
  })

  test('after a refusal the key is free: what was mended goes through', async () => {
    const zhao = await story.as('赵立新')
    const send = (quantity: number): Promise<{ code: string | null }> => zhao.attempt('mutation ($input: NeedInput!) { draftNeed(input: $input) { id } }', { input: { ...NEED_INPUT, quantity } }, { 'idempotency-key': 'mended-later' })
    expect((await send(0)).code).toBe('QUANTITY_INVALID')
    expect((await send(1)).code).toBeNull()
  })

  test('the same key of somebody else, and two changes in one request under one key, are different things', async () => {
    const key = { 'idempotency-key': 'shared-by-two' }
    const two = 'mutation ($input: NeedInput!) { a: draftNeed(input: $input) { id } b: draftNeed(input: $input) { id } }'
    const ask = async (name: string): Promise<{ a: { id: string }; b: { id: string } }> => (await story.as(name)).ask(two, { input: NEED_INPUT }, key)
    const [zhao, sun] = [await ask('赵立新'), await ask('孙晓梅')]
    expect(new Set([zhao.a.id, zhao.b.id, sun.a.id, sun.b.id]).size).toBe(4)
    expect(await ask('赵立新')).toEqual(zhao)
  })
})
