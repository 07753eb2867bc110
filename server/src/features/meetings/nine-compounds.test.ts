import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { type Story, type Visitor, id, openStory } from '../../../../test/harness/story.ts'

const SCHOOL = id('Organization', '130105006008')
const STREET = id('Organization', '130105006')
const SURVEY = id('Organization', '国家统计局河北调查总队')
const BUREAU = id('Organization', '河北省统计局')

const LOG = `mutation ($input: LogMeetingInput!) { logMeeting(input: $input) { id stage logged agenda { nodes { id title outcome } } resolvedItems { nodes { id stage text } } } }`
const TOPICS = `query ($id: ID!) { topics(convenerId: $id) { nodes { id title source previous { title } discussion } } }`
const PLAN = `mutation ($input: MeetingInput!) { planMeeting(input: $input) { id stage agenda { nodes { title source } } } }`
const SCHEDULE = `mutation ($id: ID!, $items: [ScheduledItemInput!]!) { scheduleAgenda(meetingId: $id, items: $items) { agenda { nodes { id title position version } } } }`
const WRITE = `mutation ($id: ID!, $version: Int!, $discussion: String!, $decision: String!) { writeAgendaItem(id: $id, version: $version, discussion: $discussion, decision: $decision) { version } }`
const SETTLE = `mutation ($id: ID!, $outcome: AgendaOutcome!) { settleAgendaItem(id: $id, outcome: $outcome) { outcome } }`
const RESOLVE = `mutation ($id: ID!, $item: ResolvedItemInput!) { resolveItem(agendaItemId: $id, item: $item) { id stage } }`
const ISSUE = `mutation ($id: ID!) { issueMinutes(meetingId: $id) { id stage year number sha256 } }`
const ITEM = `query ($id: ID!) { node(id: $id) { ... on ResolvedItem { stage overdue dueOn extensions lead { name } steps { nodes { kind words actorName } } viewerMayVerify } } }`

describe('the nine compounds of 校园社区', () => {
  let story: Story
  let zhou: Visitor
  let qin: Visitor
  let meeting: string
  let topic: string
  let item: string

  beforeAll(async () => {
    story = await openStory()
    zhou = await story.as('周敏')
    qin = await story.as('秦振华')
  })
  afterAll(async () => {
    expect(story.faults).toEqual([])
    await story.close()
  })

  const topics = async (who: Visitor, convener: string): Promise<{ id: string; title: string; source: string; discussion: string }[]> =>
    (await who.ask<{ topics: { nodes: { id: string; title: string; source: string; discussion: string }[] } }>(TOPICS, { id: convener })).topics.nodes

  test('周敏 logs what her community discussed: it is too large for it and handed up', async () => {
    const { logMeeting } = await zhou.ask<{ logMeeting: { stage: string; agenda: { nodes: { outcome: string }[] } } }>(LOG, {
      input: {
        meeting: { convenerId: SCHOOL, kind: 'REGULAR', title: '校园社区联席会议', startsAt: '2026-02-27T14:30:00+08:00', endsAt: '2026-02-27T16:00:00+08:00', place: '社区活动室', chair: '周敏', invitations: [{ name: '九院居民代表', capacity: 'RESIDENT', attendance: 'PRESENT' }] },
        items: [{ title: '九院连片改造', discussion: '九家产权单位，无物业。', decision: '报请街道协调。', outcome: 'HANDED_UP' }],
      },
    })
    expect(logMeeting).toMatchObject({ stage: 'HELD', logged: true })
    expect(await topics(qin, STREET)).toMatchObject([{ title: '九院连片改造', source: 'HANDED_UP' }])
  })

  test('秦振华 of the street plans its meeting, puts the topic on the agenda and announces it to the units', async () => {
    const { planMeeting } = await qin.ask<{ planMeeting: { id: string } }>(PLAN, {
      input: { convenerId: STREET, kind: 'CENTRAL_TASK', title: '西苑街道联席会议', startsAt: '2026-03-05T14:30:00+08:00', endsAt: '2026-03-05T16:30:00+08:00', place: '街道会议室', chair: '秦振华', invitations: [SURVEY, BUREAU].map((organizationId) => ({ organizationId, capacity: 'UNIT' })) },
    })
    meeting = planMeeting.id
    topic = (await topics(qin, STREET))[0]!.id
    await qin.ask(SCHEDULE, { id: meeting, items: [{ id: topic, minutes: 40 }] })
    await qin.ask('mutation ($id: ID!) { announceMeeting(id: $id) { stage } }', { id: meeting })
    expect(await topics(qin, STREET)).toEqual([])
  })

  test('two clerks write the same topic: the second is shown the other text and loses no word', async () => {
    story.clock.now = new Date('2026-03-05T15:00:00+08:00')
    await qin.ask(WRITE, { id: topic, version: 1, discussion: '调查总队愿拆围墙。', decision: '' })
    const late = await qin.attempt(WRITE, { id: topic, version: 1, discussion: '统计局愿出资。', decision: '' })
    expect(late).toMatchObject({ code: 'STALE_VERSION', details: { version: 2, discussion: '调查总队愿拆围墙。' } })
  })

  test('the first round carries it over; the second decides', async () => {
    await qin.ask(SETTLE, { id: topic, outcome: 'CARRIED_OVER' })
    await qin.ask('mutation ($id: ID!) { closeMeeting(id: $id) { stage } }', { id: meeting })
    const [next] = await topics(qin, STREET)
    expect(next).toMatchObject({ title: '九院连片改造', source: 'CARRIED_OVER' })

    const { planMeeting } = await qin.ask<{ planMeeting: { id: string } }>(PLAN, { input: { convenerId: STREET, kind: 'CENTRAL_TASK', title: '西苑街道联席会议（第二轮）', startsAt: '2026-03-12T14:30:00+08:00', endsAt: '2026-03-12T16:30:00+08:00', invitations: [{ organizationId: SURVEY, capacity: 'UNIT' }] } })
    meeting = planMeeting.id
    topic = next!.id
    await qin.ask(SCHEDULE, { id: meeting, items: [{ id: topic, minutes: 40 }] })
    await qin.ask('mutation ($id: ID!) { announceMeeting(id: $id) { stage } }', { id: meeting })
    story.clock.now = new Date('2026-03-12T15:00:00+08:00')
    await qin.ask(WRITE, { id: topic, version: 1, discussion: '', decision: '拆除院墙，统一改造。' })
    await qin.ask(SETTLE, { id: topic, outcome: 'DECIDED' })
    expect(await topics(zhou, SCHOOL)).toMatchObject([{ title: '九院连片改造', source: 'HANDED_DOWN', discussion: '拆除院墙，统一改造。' }])
  })

  test('minutes in which an action lacks its owner cannot be issued; complete, they are numbered once', async () => {
    const { resolveItem } = await qin.ask<{ resolveItem: { id: string } }>(RESOLVE, { id: topic, item: { text: '拆除三号院与四号院之间的围墙', dueOn: '2026-03-31' } })
    item = resolveItem.id
    await qin.ask('mutation ($id: ID!) { closeMeeting(id: $id) { stage } }', { id: meeting })
    expect(await qin.attempt(ISSUE, { id: meeting })).toMatchObject({ code: 'ITEM_INCOMPLETE', details: { missing: ['拆除三号院与四号院之间的围墙'] } })
    await qin.ask('mutation ($id: ID!, $item: ResolvedItemInput!) { completeItem(id: $id, item: $item) { lead { name } } }', { id: item, item: { text: '拆除三号院与四号院之间的围墙', leadId: SURVEY, coOrganizationIds: [SCHOOL], dueOn: '2026-03-31' } })
    const answers = await Promise.all([1, 2, 3].map(() => qin.attempt<{ issueMinutes: { number: number } }>(ISSUE, { id: meeting })))
    expect(answers.map(({ code }) => code ?? 'DONE').sort()).toEqual(['DONE', 'MINUTES_ISSUED', 'MINUTES_ISSUED'])
    const [minutes] = await story.sql('select year, number, edition, length(sha256) as bytes from minutes')
    expect(minutes).toEqual({ year: 2026, number: 1, edition: 1, bytes: 32 })
    await expect(story.sql("update minutes set correction = 'x'")).rejects.toThrow('issued minutes do not change')
  })

  test('the item is worked on, reported, verified by another and closed', async () => {
    const bai = await story.phone('19900000021')
    await bai.ask('mutation ($id: ID!) { acceptItem(id: $id) { stage } }', { id: item })
    await bai.ask('mutation ($id: ID!) { reportProgress(id: $id, words: "施工队已进场") { stage } }', { id: item })
    await bai.ask('mutation ($id: ID!) { reportDone(id: $id, words: "围墙已拆除") { stage } }', { id: item })
    expect((await bai.attempt('mutation ($id: ID!) { verifyItem(id: $id, accepted: true) { stage } }', { id: item })).code).toBe('FORBIDDEN')
    await qin.ask('mutation ($id: ID!) { verifyItem(id: $id, accepted: true, words: "现场已看") { stage } }', { id: item })
    await qin.ask('mutation ($id: ID!) { lookBackItem(id: $id, satisfaction: 5) { satisfaction } }', { id: item })
    const { node } = await qin.ask<{ node: { stage: string; steps: { nodes: { kind: string }[] } } }>(ITEM, { id: item })
    expect(node.stage).toBe('CLOSED')
    expect(node.steps.nodes.map(({ kind }) => kind)).toEqual(['ASSIGNED', 'ACCEPTED', 'PROGRESS', 'REPORTED', 'CLOSED', 'LOOKED_BACK'])
  })

  test('the figures of the year are what was done, and the units were told at every step', async () => {
    const { meetingFigures } = await qin.ask<{ meetingFigures: object }>('query ($id: ID!) { meetingFigures(organizationId: $id, year: 2026) { regular centralTask urgent resolved closed overdue onTime medianDays satisfaction } }', { id: STREET })
    expect(meetingFigures).toEqual({ regular: 1, centralTask: 2, urgent: 0, resolved: 1, closed: 1, overdue: 0, onTime: 1, medianDays: 0, satisfaction: 5 })
    const told = await story.sql<{ name: string; kind: string }>("select p.name, n.kind from notices n join people p on p.id = n.person_id where n.kind like 'ITEM%' order by n.kind, p.name collate \"C\"")
    expect(told.map(({ name, kind }) => `${kind} ${name}`)).toEqual(['ITEM_ASSIGNED 周敏', 'ITEM_ASSIGNED 白洁', 'ITEM_CLOSED 周敏', 'ITEM_CLOSED 白洁', 'ITEM_REPORTED 秦振华'])
  })

  test('what is overdue comes back onto the next agenda by itself, once', async () => {
    const { logMeeting } = await zhou.ask<{ logMeeting: { id: string } }>(LOG, {
      input: {
        meeting: { convenerId: SCHOOL, kind: 'URGENT', title: '路灯', startsAt: '2026-03-11T09:00:00+08:00', endsAt: '2026-03-11T10:00:00+08:00' },
        items: [{ title: '路灯', outcome: 'DECIDED', resolved: [{ text: '修好北门路灯', leadId: SCHOOL, dueOn: '2026-03-20' }] }],
      },
    })
    await zhou.ask(ISSUE, { id: logMeeting.id })
    story.clock.now = new Date('2026-03-25T09:00:00+08:00')
    // Sessions end after a fortnight.
    ;[zhou, qin] = [await story.phone('19900000012'), await story.phone('19900000019')]
    const plan = async (day: string): Promise<{ source: string; title: string }[]> =>
      (await zhou.ask<{ planMeeting: { agenda: { nodes: { source: string; title: string }[] } } }>(PLAN, { input: { convenerId: SCHOOL, kind: 'REGULAR', title: '例会', startsAt: `${day}T09:00:00+08:00`, endsAt: `${day}T10:00:00+08:00` } })).planMeeting.agenda.nodes
    expect(await plan('2026-03-28')).toEqual([{ source: 'OVERDUE_ITEM', title: '修好北门路灯' }])
    expect(await plan('2026-03-29')).toEqual([])
  })

  test('a stranger sees neither the meeting nor its items; the unit asked sees both', async () => {
    const see = async (who: Visitor, what: string): Promise<unknown> => (await who.ask<{ node: unknown }>('query ($id: ID!) { node(id: $id) { id } }', { id: what })).node
    for (const stranger of [await story.phone('19900000005'), await story.phone('19900000007')]) {
      expect(await see(stranger, meeting)).toBeNull()
      expect(await see(stranger, item)).toBeNull()
    }
    const bai = await story.phone('19900000021')
    expect(await see(bai, meeting)).toEqual({ id: meeting })
    expect(await see(bai, item)).toEqual({ id: item })
  })

  test('Word and calendar are for who sees the meeting', async () => {
    const get = async (who: Visitor, path: string): Promise<number> => (await fetch(`${story.url}/meetings/${meeting}/${path}`, { headers: { cookie: who.cookie } })).status
    expect(await get(qin, 'minutes.docx')).toBe(200)
    expect(await get(qin, 'calendar.ics')).toBe(200)
    expect(await get(await story.phone('19900000005'), 'minutes.docx')).toBe(404)
    expect(await get(story.nobody, 'minutes.docx')).toBe(401)
  })
})
