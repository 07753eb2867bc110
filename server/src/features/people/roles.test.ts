import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { type Answer, type Story, type Visitor, id, openStory, visitor } from '../../../../test/harness/story.ts'

const CREATE = 'mutation ($name: String!, $phone: String!, $o: ID!, $role: Role!) { createPerson(name: $name, phone: $phone, password: "jiandan-2026", organizationId: $o, role: $role) { id phone roles { nodes { id role organization { name } } } } }'
const GRANT = 'mutation ($p: ID!, $o: ID!, $role: Role!) { grantRole(personId: $p, organizationId: $o, role: $role) { id role } }'
const REVOKE = 'mutation ($id: ID!) { revokeRole(id: $id) { revokedAt } }'
const PERSON = 'query ($id: ID!) { node(id: $id) { ... on Person { name phone partyMember homeUnit { name } roles { nodes { role } } } } }'
const TAKE_OVER = { disablePerson: 'mutation ($id: ID!) { disablePerson(id: $id) { id } }', enablePerson: 'mutation ($id: ID!) { enablePerson(id: $id) { id } }', resetPassword: 'mutation ($id: ID!) { resetPassword(id: $id, newPassword: "erobert-2026") { id } }' }
const STREET = id('Organization', '130102002')

interface Created { createPerson: { id: string; phone: string; roles: { nodes: { id: string }[] } } }

let story: Story
let ma: Visitor
let phones = 0
beforeAll(async () => {
  story = await openStory()
  ma = await story.as('马建国')
})
afterAll(async () => {
  expect(story.faults).toEqual([])
  await story.close()
})

const create = async (name: string, organization: string, role: string, by = ma): Promise<Answer<Created> & { phone: string }> => {
  phones += 1
  const phone = `1980000${String(phones).padStart(4, '0')}`
  return { ...(await by.attempt<Created>(CREATE, { name, phone, o: id('Organization', organization), role })), phone }
}
const logIn = async (phone: string): Promise<Visitor> => {
  const response = await fetch(`${story.url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ query: 'mutation ($phone: String!) { logIn(phone: $phone, password: "jiandan-2026") { id } }', variables: { phone } }) })
  return visitor(story.url, response.headers.get('set-cookie')?.split(';')[0] ?? '')
}

describe('accounts', () => {
  test('an organization has as many accounts as it wants, each with a number of its own', async () => {
    const made = [await create('曹阳', '怡园大厦物业', 'LIAISON'), await create('董洁', '怡园大厦物业', 'LIAISON')]
    expect(made.map(({ code }) => code)).toEqual([null, null])
    for (const { phone } of made) expect(await (await logIn(phone)).ask('{ needs(filter: { mine: true }) { totalCount } }')).toEqual({ needs: { totalCount: 1 } })
    expect((await ma.attempt(CREATE, { name: '又一个', phone: made[0]!.phone, o: STREET, role: 'CLERK' })).code).toBe('PHONE_TAKEN')
  })

  test('two administrators enter the same number at the same instant: one account', async () => {
    const answers = await Promise.all([1, 2].map(() => ma.attempt(CREATE, { name: '同时', phone: '19811111111', o: STREET, role: 'CLERK' })))
    expect(answers.map(({ code }) => code ?? 'DONE').sort()).toEqual(['DONE', 'PHONE_TAKEN'])
  })

  test.each([['LIAISON', '130102002'], ['LIAISON', '1301'], ['SECRETARY', '怡园大厦物业'], ['CLERK', '怡园大厦物业'], ['SECRETARY', '130102'], ['CLERK', '1301'], ['SUPERVISOR', '怡园大厦物业'], ['SUPERVISOR', '130102002019'], ['RESIDENT', '1301'], ['RESIDENT', '怡园大厦物业'], ['MEMBER', '1301'], ['MEMBER', '130102002019']])('%s at %s makes no sense and is refused, as a first role and as another', async (role, place) => {
    expect(await create('无处可去', place, role)).toMatchObject({ code: 'BAD_INPUT', details: { fields: ['role'] } })
    expect((await ma.attempt(GRANT, { p: id('Person', '19900000005'), o: id('Organization', place), role })).code).toBe('BAD_INPUT')
  })

  test.each([['LIAISON', '怡园大厦物业'], ['SECRETARY', '130102002'], ['CLERK', '130102002019'], ['SUPERVISOR', '130102'], ['SUPERVISOR', '1301'], ['RESIDENT', '130102002019'], ['MEMBER', '康宁医院'], ['ADMIN', '130102002']])('%s at %s is made', async (role, place) => expect((await create('新来的', place, role)).code).toBeNull())

  test('the same role twice is refused; revoked, it can be given again', async () => {
    const given = await ma.ask<{ grantRole: { id: string } }>(GRANT, { p: id('Person', '19900000004'), o: id('Organization', '130102002019'), role: 'CLERK' })
    expect((await ma.attempt(GRANT, { p: id('Person', '19900000004'), o: id('Organization', '130102002019'), role: 'CLERK' })).code).toBe('ROLE_DUPLICATE')
    await ma.ask(REVOKE, { id: given.grantRole.id })
    await ma.ask(REVOKE, { id: (await ma.ask<{ grantRole: { id: string } }>(GRANT, { p: id('Person', '19900000004'), o: id('Organization', '130102002019'), role: 'CLERK' })).grantRole.id })
  })
})

describe('what is taken away is gone at the very next request', () => {
  test('a revoked role', async () => {
    const { data, phone } = await create('临时工', '130102002', 'CLERK')
    const clerk = await logIn(phone)
    const drafts = (): Promise<Answer<unknown>> => clerk.attempt('mutation ($o: ID!) { registerUnit(parentId: $o, name: "新单位", unitKind: PRIVATE_FIRM) { id } }', { o: STREET })
    expect((await drafts()).code).toBeNull()
    await ma.ask(REVOKE, { id: data!.createPerson.roles.nodes[0]!.id })
    expect((await drafts()).code).toBe('FORBIDDEN')
    expect(await clerk.ask('{ viewer { name } people { totalCount } matchProposals { totalCount } }')).toEqual({ viewer: { name: '临时工' }, people: { totalCount: 1 }, matchProposals: { totalCount: 0 } })
  })

  test('a disabled person, whose log-ins end too; enabled again, they log in anew', async () => {
    const { data, phone } = await create('停用者', '130102002', 'CLERK')
    const clerk = await logIn(phone)
    const { id: person } = data!.createPerson
    await ma.ask(TAKE_OVER.disablePerson, { id: person })
    expect(await clerk.ask('{ viewer { name } }')).toEqual({ viewer: null })
    expect((await logIn(phone)).cookie).toBe('')
    await ma.ask(TAKE_OVER.enablePerson, { id: person })
    expect(await clerk.ask('{ viewer { name } }')).toEqual({ viewer: null })
    expect(await (await logIn(phone)).ask('{ viewer { name } }')).toEqual({ viewer: { name: '停用者' } })
  })
})

describe('an administrator of one street', () => {
  let local: Visitor
  beforeAll(async () => {
    local = await logIn((await create('街道管理员', '130102002', 'ADMIN')).phone)
  })

  test('gives roles in the street and nowhere else', async () => {
    expect((await create('街道的', '130102002019', 'CLERK', local)).code).toBeNull()
    for (const place of ['130102', '1301', '海天阳光园社区', '阳光小学']) expect([place, (await create('别处的', place, place === '阳光小学' ? 'LIAISON' : place === '海天阳光园社区' ? 'CLERK' : 'ADMIN', local)).code]).toEqual([place, 'FORBIDDEN'])
  })

  test('takes over nobody who also stands for something elsewhere, even after giving them a role here', async () => {
    const both = await create('两处任职', '130102002', 'CLERK')
    const { id: person } = both.data!.createPerson
    const there = await ma.ask<{ grantRole: { id: string } }>(GRANT, { p: person, o: id('Organization', '海天阳光园社区'), role: 'SECRETARY' })
    await local.ask(GRANT, { p: person, o: id('Organization', '130102002019'), role: 'CLERK' })
    for (const mutation of Object.values(TAKE_OVER)) expect((await local.attempt(mutation, { id: person })).code).toBe('FORBIDDEN')
    expect((await local.attempt(REVOKE, { id: there.grantRole.id })).code).toBe('NOT_FOUND')
    for (const [name, phone] of [['吴秀芳', '19900000009'], ['马建国', '19900000001'], ['高志远', '19900000002']]) {
      expect([name, (await local.attempt(GRANT, { p: id('Person', phone!), o: STREET, role: 'CLERK' })).code]).toEqual([name, 'NOT_FOUND'])
      for (const mutation of Object.values(TAKE_OVER)) expect([name, (await local.attempt(mutation, { id: id('Person', phone!) })).code]).toEqual([name, 'NOT_FOUND'])
    }
    // Without the other role they are the street's alone.
    await ma.ask(REVOKE, { id: there.grantRole.id })
    expect((await local.attempt(TAKE_OVER.resetPassword, { id: person })).code).toBeNull()
  })

  test('nobody else resets or disables anybody, not even themselves', async () => {
    for (const name of ['赵立新', '孙晓梅', '高志远', '王磊', '林静']) {
      const who = await story.as(name)
      for (const mutation of Object.values(TAKE_OVER)) expect([name, (await who.attempt(mutation, { id: id('Person', '19900000007') })).code]).toEqual([name, expect.stringMatching(/^(FORBIDDEN|NOT_FOUND)$/)])
    }
  })
})

describe('what others learn of 林静, a party member at 康宁医院 who lives in 130102002019', () => {
  const seen = async (name: string): Promise<{ phone: string; partyMember: boolean | null } | null> => (await (await story.as(name)).ask<{ node: { phone: string; partyMember: boolean | null } | null }>(PERSON, { id: id('Person', '19900000007') })).node
  test('she herself: everything', async () => expect(await seen('林静')).toMatchObject({ phone: '19900000007', partyMember: true }))
  test('许文博 of her home unit: her membership, her number masked', async () => expect(await seen('许文博')).toMatchObject({ phone: '199****0007', partyMember: true }))
  test.each(['李静', '李秀英'])('%s of her community: her membership once she agrees that it knows', async (name) => {
    expect(await seen(name)).toMatchObject({ phone: '199****0007', partyMember: null })
    const { giveConsent } = await (await story.as('林静')).ask<{ giveConsent: { id: string } }>('mutation { giveConsent(purpose: MEMBERSHIP) { id } }')
    expect(await seen(name)).toMatchObject({ phone: '199****0007', partyMember: true })
    await story.sql("update consents set withdrawn_at = now() where id = $1", [Buffer.from(giveConsent.id, 'base64url').toString().split(':')[1]])
  })
  test('the administrator: her number, not her membership', async () => expect(await seen('马建国')).toMatchObject({ phone: '19900000007', partyMember: null }))
  test.each(['刘桂兰', '王磊', '高志远', '邓立', '赵立新', '孙晓梅', '吴秀芳'])('%s: nothing', async (name) => expect(await seen(name)).toBeNull())
  test('and nobody learns it through a filter or an order', async () => {
    const { people } = await (await story.as('马建国')).ask<{ people: { nodes: { partyMember: boolean | null }[] } }>('{ people(first: 100) { nodes { partyMember } } }')
    expect(people.nodes.filter(({ partyMember }) => partyMember !== null)).toHaveLength(1)
  })
})
