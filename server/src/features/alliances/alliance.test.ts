import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { DRAFT_NEED, NEED_INPUT, PUBLISH_NEED, RESOURCE_INPUT } from '../../../../test/harness/inputs.ts'
import { type Story, id, openStory } from '../../../../test/harness/story.ts'

const ALLIANCE = id('Alliance', '青园街道红色联盟')
const ADMIT = 'mutation ($a: ID!, $o: ID!, $on: Date!) { admitAllianceMember(allianceId: $a, organizationId: $o, signedOn: $on) { id signedOn leftOn organization { name } } }'
const LEAVE = 'mutation ($id: ID!) { endAllianceMembership(id: $id) { leftOn } }'
const MEMBERS = 'query ($id: ID!) { node(id: $id) { ... on Alliance { viewerMayAdmitMember viewerMayRunMatching members(first: 100) { nodes { id organization { name } } } } } }'
interface Members { node: { viewerMayAdmitMember: boolean; viewerMayRunMatching: boolean; members: { nodes: { id: string; organization: { name: string } }[] } } }

let story: Story
beforeAll(async () => {
  story = await openStory()
})
afterAll(async () => {
  expect(story.faults).toEqual([])
  await story.close()
})
const members = async (name: string): Promise<Members['node']> => (await (await story.as(name)).ask<Members>(MEMBERS, { id: ALLIANCE })).node

describe('the alliance of 青园街道', () => {
  test('admits a unit with the day it signed, once', async () => {
    const zhao = await story.as('赵立新')
    const admitted = await zhao.ask(ADMIT, { a: ALLIANCE, o: id('Organization', '阳光小学'), on: '2026-03-02' })
    expect(admitted).toMatchObject({ admitAllianceMember: { signedOn: '2026-03-02', leftOn: null, organization: { name: '阳光小学' } } })
    expect((await zhao.attempt(ADMIT, { a: ALLIANCE, o: id('Organization', '阳光小学'), on: '2026-03-01' })).code).toBe('MEMBER_ALREADY')
  })

  test('two clerks admit the same unit at the same instant: one membership', async () => {
    const answers = await Promise.all(['赵立新', '孙晓梅'].map(async (name) => (await story.as(name)).attempt(ADMIT, { a: ALLIANCE, o: id('Organization', '琴韵音乐学校'), on: '2026-03-01' })))
    expect(answers.map(({ code }) => code ?? 'DONE').sort()).toEqual(['DONE', 'MEMBER_ALREADY'])
  })

  test('admits no community, and nobody with a day to come', async () => {
    const zhao = await story.as('赵立新')
    expect((await zhao.attempt(ADMIT, { a: ALLIANCE, o: id('Organization', '130102002019'), on: '2026-03-01' })).code).toBe('BAD_INPUT')
    expect((await zhao.attempt(ADMIT, { a: ALLIANCE, o: id('Organization', '启明篮球俱乐部'), on: '2026-03-03' })).code).toBe('BAD_INPUT')
  })

  test('is run by its convener alone', async () => {
    const { members: all } = await members('赵立新')
    for (const name of ['王磊', '高志远', '马建国', '李秀英', '吴秀芳', '林静']) {
      const who = await story.as(name)
      expect(await members(name)).toMatchObject({ viewerMayAdmitMember: false, viewerMayRunMatching: false })
      expect((await who.attempt(ADMIT, { a: ALLIANCE, o: id('Organization', '启明篮球俱乐部'), on: '2026-03-01' })).code).toBe('FORBIDDEN')
      expect((await who.attempt(LEAVE, { id: all.nodes[0]!.id })).code).toBe('FORBIDDEN')
      expect((await who.attempt('mutation ($id: ID!) { runMatching(allianceId: $id) { id } }', { id: ALLIANCE })).code).toBe('FORBIDDEN')
    }
    expect(await members('孙晓梅')).toMatchObject({ viewerMayAdmitMember: true, viewerMayRunMatching: true })
  })
})

describe('what is open to the alliance only', () => {
  const titles = async (name: string): Promise<string[]> => (await (await story.as(name)).ask<{ needs: { nodes: { title: string }[] } }>('{ needs(first: 100, filter: { search: "只对" }) { nodes { title } } }')).needs.nodes.map(({ title }) => title).sort()

  beforeAll(async () => {
    const zhao = await story.as('赵立新')
    for (const input of [
      { ...NEED_INPUT, title: '只对联盟', audienceKind: 'ALLIANCE', audienceAllianceId: ALLIANCE },
      { ...NEED_INPUT, title: '只对街道', audienceKind: 'ORGANIZATION', audienceOrganizationId: id('Organization', '130102002') },
      { ...NEED_INPUT, title: '只对社区', audienceKind: 'ORGANIZATION', audienceOrganizationId: id('Organization', '130102002019') },
      { ...NEED_INPUT, title: '只对所有人' },
    ]) {
      const { draftNeed } = await zhao.ask<{ draftNeed: { id: string } }>(DRAFT_NEED, { input })
      await zhao.ask(PUBLISH_NEED, { id: draftNeed.id })
    }
  })

  test.each([
    ['赵立新', ['只对联盟', '只对街道', '只对社区', '只对所有人']], ['高志远', ['只对联盟', '只对街道', '只对社区', '只对所有人']], ['邓立', ['只对联盟', '只对街道', '只对社区', '只对所有人']],
    ['陈国强', ['只对联盟', '只对街道', '只对所有人']], ['王磊', ['只对联盟', '只对街道', '只对社区', '只对所有人']], ['李秀英', ['只对联盟', '只对街道', '只对社区', '只对所有人']], ['刘桂兰', ['只对联盟', '只对街道', '只对社区', '只对所有人']],
    ['郑海燕', ['只对联盟', '只对所有人']], ['吴秀芳', ['只对所有人']], ['周敏', ['只对所有人']],
  ])('%s sees %p', async (name, wanted) => expect(await titles(name)).toEqual(wanted.toSorted()))

  test('nobody sees anything', async () => expect(await story.nobody.ask('{ needs { totalCount } }')).toEqual({ needs: { totalCount: 0 } }))

  test('阳光小学 leaves the alliance: from the next request on 郑海燕 sees it no more, and it may come back', async () => {
    const zhao = await story.as('赵立新')
    const member = (await members('赵立新')).members.nodes.find(({ organization }) => organization.name === '阳光小学')!
    await zhao.ask(LEAVE, { id: member.id })
    expect(await titles('郑海燕')).toEqual(['只对所有人'])
    expect((await zhao.attempt(LEAVE, { id: member.id })).code).toBe('WRONG_STATUS')
    expect((await zhao.attempt(ADMIT, { a: ALLIANCE, o: id('Organization', '阳光小学'), on: '2026-03-02' })).code).toBeNull()
    expect(await titles('郑海燕')).toEqual(['只对联盟', '只对所有人'].toSorted())
  })

  test('an audience without its name is refused', async () => {
    const wang = await story.as('王磊')
    for (const audienceKind of ['ALLIANCE', 'ORGANIZATION']) expect((await wang.attempt('mutation ($input: ResourceInput!) { draftResource(input: $input) { id } }', { input: { ...RESOURCE_INPUT, audienceKind } })).code).toBe('BAD_INPUT')
  })
})
