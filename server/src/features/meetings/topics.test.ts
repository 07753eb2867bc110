import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { DRAFT_RESOURCE, PUBLISH_RESOURCE, RESOURCE_INPUT } from '../../../../test/harness/inputs.ts'
import { runMatching } from '../../../../test/harness/matching-acts.ts'
import { type Story, id, openStory } from '../../../../test/harness/story.ts'

const STREET = id('Organization', '130102002')
const OFFERED = `query ($id: ID!) { topicsOffered(convenerId: $id) { nodes { id title } } }`

let story: Story
beforeAll(async () => {
  story = await openStory()
})
afterAll(async () => {
  expect(story.faults).toEqual([])
  await story.close()
})

test('what a run could not meet is offered as a topic, until it is one', async () => {
  const zhao = await story.as('赵立新')
  const offered = async (): Promise<{ id: string; title: string }[]> => (await zhao.ask<{ topicsOffered: { nodes: { id: string; title: string }[] } }>(OFFERED, { id: STREET })).topicsOffered.nodes
  expect(await offered()).toEqual([])
  await runMatching(story)
  const [need] = await offered()
  expect(need).toMatchObject({ title: '居民夜间停车' })
  const wang = await story.as('王磊')
  const { draftResource } = await wang.ask<{ draftResource: { id: string } }>(DRAFT_RESOURCE, { input: { ...RESOURCE_INPUT, title: '后院车位', quantity: 12, windows: [{ start: 0, end: 10_080 }] } })
  await wang.ask(PUBLISH_RESOURCE, { id: draftResource.id })
  await story.drain()
  // All that was missing waits for an answer.
  expect(await offered()).toEqual([])
  await wang.ask('mutation ($id: ID!) { withdrawResource(id: $id, reason: "停用") { id } }', { id: draftResource.id })
  await story.drain()
  expect(await offered()).toEqual([need])
  await zhao.ask('mutation ($input: AgendaItemInput!) { proposeAgendaItem(input: $input) { source } }', { input: { convenerId: STREET, proposerId: STREET, title: '居民夜间停车', needId: need!.id } })
  expect(await offered()).toEqual([])
})

test('a unit of the alliance proposes a topic to the street; one from elsewhere cannot', async () => {
  const PROPOSE = `mutation ($unit: ID!) { proposeAgendaItem(input: { convenerId: "${STREET}", proposerId: $unit, title: "门前路面坑洼", budgetFen: 1200000 }) { source budgetFen } }`
  expect(await (await story.as('王磊')).ask(PROPOSE, { unit: id('Organization', '怡园大厦物业') })).toEqual({ proposeAgendaItem: { source: 'PROPOSED', budgetFen: 1_200_000 } })
  expect((await (await story.as('郑海燕')).attempt(PROPOSE, { unit: id('Organization', '阳光小学') })).code).toBe('FORBIDDEN')
})

test('the room is taken with the meeting and refused when it is given away', async () => {
  const zhao = await story.as('赵立新')
  const PLAN = `mutation ($room: ID!, $from: DateTime!, $to: DateTime!) { planMeeting(roomId: $room, input: { convenerId: "${STREET}", kind: REGULAR, title: "例会", startsAt: $from, endsAt: $to }) { place room { startsAt quantity } } }`
  const room = id('Resource', '三层会议室')
  const evening = { room, from: '2026-03-10T19:00:00+08:00', to: '2026-03-10T21:00:00+08:00' }
  expect(await zhao.ask(PLAN, evening)).toEqual({ planMeeting: { place: '三层会议室', room: { startsAt: '2026-03-10T11:00:00.000Z', quantity: 1 } } })
  expect((await zhao.attempt(PLAN, evening)).code).toBe('RESOURCE_OVERBOOKED')
  expect((await zhao.attempt(PLAN, { room, from: '2026-03-10T09:00:00+08:00', to: '2026-03-10T10:00:00+08:00' })).code).toBe('PAIR_UNSUITABLE')
  await zhao.ask(PLAN, { room, from: '2026-03-10T21:00:00+08:00', to: '2026-03-10T22:00:00+08:00' })
})

test('an item that is only noted, without a lead organization, can be read whole by its clerk', async () => {
  const sun = await story.as('孙晓梅')
  const { logMeeting } = await sun.ask<{ logMeeting: { resolvedItems: { nodes: object[] } } }>(
    `mutation ($input: LogMeetingInput!) { logMeeting(input: $input) { resolvedItems { nodes { stage lead { name } viewerMayLead viewerMayReport viewerMayVerify viewerMaySupervise viewerMayDecide viewerMayWrite overdue } } } }`,
    { input: { meeting: { convenerId: STREET, kind: 'URGENT', title: '路灯', startsAt: '2026-03-01T09:00:00+08:00', endsAt: '2026-03-01T10:00:00+08:00' }, items: [{ title: '路灯', outcome: 'DECIDED', resolved: [{ text: '修好路灯' }] }] } },
  )
  expect(logMeeting.resolvedItems.nodes).toEqual([{ stage: 'NOTED', lead: null, viewerMayLead: false, viewerMayReport: false, viewerMayVerify: false, viewerMaySupervise: false, viewerMayDecide: false, viewerMayWrite: true, overdue: false }])
})

test('a correction puts the words right in the next edition; the one before keeps its own', async () => {
  const zhao = await story.as('赵立新')
  const { logMeeting } = await zhao.ask<{ logMeeting: { id: string; agenda: { nodes: { id: string }[] } } }>(`mutation ($input: LogMeetingInput!) { logMeeting(input: $input) { id agenda { nodes { id } } } }`, {
    input: { meeting: { convenerId: STREET, kind: 'REGULAR', title: '例会', startsAt: '2026-03-01T09:00:00+08:00', endsAt: '2026-03-01T10:00:00+08:00' }, items: [{ title: '绿化', decision: '种树十棵。', outcome: 'DECIDED' }] },
  })
  await zhao.ask('mutation ($id: ID!) { issueMinutes(meetingId: $id) { number } }', { id: logMeeting.id })
  const topics = [{ id: logMeeting.agenda.nodes[0]!.id, discussion: '', decision: '种树二十棵。' }]
  const CORRECT = 'mutation ($id: ID!, $topics: [TopicCorrectionInput!]) { correctMinutes(meetingId: $id, reason: "数量有误", topics: $topics) { edition meeting { minutes { nodes { edition document } } } } }'
  const { correctMinutes } = await zhao.ask<{ correctMinutes: { edition: number; meeting: { minutes: { nodes: { document: { items: { decision: string }[] } }[] } } } }>(CORRECT, { id: logMeeting.id, topics })
  expect(correctMinutes.edition).toBe(2)
  expect(correctMinutes.meeting.minutes.nodes.map(({ document }) => document.items[0]!.decision)).toEqual(['种树二十棵。', '种树十棵。'])
  expect((await zhao.attempt(CORRECT, { id: logMeeting.id, topics: [{ ...topics[0], id: id('Need', '居民夜间停车') }] })).code).toBe('NOT_FOUND')
})
