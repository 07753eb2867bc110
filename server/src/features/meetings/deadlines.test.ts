import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { type Story, type Visitor, id, openStory } from '../../../../test/harness/story.ts'
import { deadlines } from './deadlines.ts'

const STREET = id('Organization', '130102002')
const GARAGE = id('Organization', '怡园大厦物业')
const LOG = `mutation ($input: LogMeetingInput!) { logMeeting(input: $input) { id } }`
const ISSUE = `mutation ($id: ID!) { issueMinutes(meetingId: $id) { number } }`

let story: Story
let zhao: Visitor
beforeAll(async () => {
  story = await openStory()
  zhao = await story.as('赵立新')
})
afterAll(async () => {
  expect(story.faults).toEqual([])
  await story.close()
})

const morning = async (day: string): Promise<void> => {
  story.clock.now = new Date(`${day}T08:00:00+08:00`)
  await story.send(deadlines, {})
  await story.drain()
}
const told = async (kind: string): Promise<string[]> => (await story.sql<{ name: string }>('select p.name from notices n join people p on p.id = n.person_id where n.kind = $1 and n.details->>\'text\' = \'清理地下车库消防通道\' order by p.phone', [kind])).map(({ name }) => name)

describe('the deadline of an item led by 怡园大厦物业', () => {
  beforeAll(async () => {
    const { logMeeting } = await zhao.ask<{ logMeeting: { id: string } }>(LOG, {
      input: {
        meeting: { convenerId: STREET, kind: 'URGENT', title: '消防通道', startsAt: '2026-03-01T09:00:00+08:00', endsAt: '2026-03-01T10:00:00+08:00' },
        items: [{ title: '消防通道', outcome: 'DECIDED', resolved: [{ text: '清理地下车库消防通道', leadId: GARAGE, dueOn: '2026-03-10' }] }],
      },
    })
    await zhao.ask(ISSUE, { id: logMeeting.id })
  })

  test('three days before, 王磊 is told, once however often the morning comes', async () => {
    await morning('2026-03-06')
    expect(await told('ITEM_DUE_SOON')).toEqual([])
    await morning('2026-03-07')
    await morning('2026-03-08')
    expect(await told('ITEM_DUE_SOON')).toEqual(['王磊'])
  })

  test('on the day he is told again; after it the street and the district above are told, too', async () => {
    await morning('2026-03-10')
    expect(await told('ITEM_DUE_TODAY')).toEqual(['王磊'])
    // No server ran on the 11th: the 12th makes up for it.
    await morning('2026-03-12')
    expect(await told('ITEM_OVERDUE')).toEqual(['高志远', '赵立新', '孙晓梅', '王磊', '李秀英', '邓立'])
  })
})

describe('逢6必访 of 青园街道', () => {
  const RULE = `mutation ($input: MeetingRuleInput!) { setMeetingRule(input: $input) { id dayRoles } }`
  const MEETINGS = `query ($id: ID!) { meetings(filter: { convenerId: $id, stage: [PLANNED] }) { nodes { id title startsAt dayRole agenda { nodes { title source } } } } }`

  test('each morning sees to it that the next meeting stands in the calendar, with what is overdue on its agenda', async () => {
    await zhao.ask(RULE, { input: { convenerId: STREET, title: '逢六接访', rhythm: 'DAYS_OF_MONTH', days: [6, 16, 26], dayRoles: ['HEAR', 'PUSH', 'LOOK_BACK'], startMinute: 540, duration: 120, noticeDays: 1 } })
    await morning('2026-03-13')
    await morning('2026-03-14')
    const { meetings } = await zhao.ask<{ meetings: { nodes: object[] } }>(MEETINGS, { id: STREET })
    expect(meetings.nodes).toMatchObject([{ title: '逢六接访', startsAt: '2026-03-16T01:00:00.000Z', dayRole: 'PUSH', agenda: { nodes: [{ title: '清理地下车库消防通道', source: 'OVERDUE_ITEM' }] } }])
  })

  test('announced too late it is refused; who scans the code in the room is present', async () => {
    const { meetings } = await zhao.ask<{ meetings: { nodes: { id: string }[] } }>(MEETINGS, { id: STREET })
    const meeting = meetings.nodes[0]!.id
    await zhao.ask('mutation ($id: ID!, $unit: ID!) { inviteToMeeting(meetingId: $id, invitation: { organizationId: $unit, capacity: UNIT }) { id } }', { id: meeting, unit: GARAGE })
    story.clock.now = new Date('2026-03-15T20:00:00+08:00')
    expect((await zhao.attempt('mutation ($id: ID!) { announceMeeting(id: $id) { stage } }', { id: meeting })).code).toBe('NOTICE_TOO_SHORT')
    story.clock.now = new Date('2026-03-14T20:00:00+08:00')
    await zhao.ask('mutation ($id: ID!) { announceMeeting(id: $id) { stage } }', { id: meeting })
    const { node } = await zhao.ask<{ node: { checkInCode: string } }>('query ($id: ID!) { node(id: $id) { ... on JointMeeting { checkInCode } } }', { id: meeting })
    const CHECK_IN = `mutation ($id: ID!, $code: String!) { checkInToMeeting(id: $id, code: $code) { invitations { nodes { attendance } } checkInCode } }`
    const wang = await story.as('王磊')
    expect((await wang.attempt(CHECK_IN, { id: meeting, code: node.checkInCode })).code).toBe('CHECK_IN_CLOSED')
    story.clock.now = new Date('2026-03-16T08:50:00+08:00')
    ;[zhao] = [await story.phone('19900000003')]
    const again = await story.phone('19900000005')
    expect((await again.attempt(CHECK_IN, { id: meeting, code: 'guessed' })).code).toBe('NOT_FOUND')
    expect(await again.ask(CHECK_IN, { id: meeting, code: node.checkInCode })).toEqual({ checkInToMeeting: { invitations: { nodes: [{ attendance: 'PRESENT' }] }, checkInCode: null } })
  })
})
