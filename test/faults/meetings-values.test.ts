import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { COMMUNITY, COMPLETE, ISSUE, LOG, PLAN, RESOLVE, STREET, WRITE, heldMeeting, logInput, logMeeting } from '../harness/meeting-acts.ts'
import { type Answer, type Story, type Visitor, id, openStory } from '../harness/story.ts'

const GARAGE = id('Organization', '怡园大厦物业')
/** Combining marks, right to left, zero width, outside the basic plane, half a formula, what a spreadsheet or a page would run, line and paragraph separators. */
const ODD = ['é e\u0301 ﷽', '\u202e右到左\u202c', '零\u200b宽\u200d', '𠮷野家𪚥', '👨‍👩‍👧‍👦🇨🇳', '=cmd|calc', '<script>alert(1)</script>&amp;', "'; drop table minutes; --", '\\u0000 \\n %s ${x} {{x}}', '\u2028\u2029', '\ufeff', '〔2026〕3号']
const nothingIsLeft = 'select count(*)::int as count from joint_meetings'

describe('odd, long and far away', () => {
  let story: Story
  let zhao: Visitor
  let xiu: Visitor
  beforeAll(async () => {
    story = await openStory()
    ;[zhao, xiu] = [await story.as('赵立新'), await story.as('李秀英')]
  })
  afterAll(async () => {
    expect(story.faults).toEqual([])
    await story.close()
  })
  const log = (topic: Record<string, unknown>, meeting?: Record<string, unknown>): Promise<Answer<unknown>> => zhao.attempt(LOG, logInput(STREET, topic, meeting))
  const refused = async (answer: Promise<Answer<unknown>>, details: Record<string, unknown> = {}): Promise<void> => {
    const { code, details: said } = await answer
    expect({ code, said }).toMatchObject({ code: 'BAD_INPUT', said: details })
  }

  test.each(ODD)('%p is kept as it was typed, issued, sealed and printed', async (words) => {
    const typed = words.trim() || '空'
    const { id: meeting, agenda, resolvedItems } = await logMeeting(zhao, STREET, { discussion: `开头${typed}结尾`, decision: typed, opinions: [{ organizationId: COMMUNITY, stance: 'SUPPORT', words: typed }], resolved: [{ text: `做${typed.replace(/\p{Cc}/gu, '')}事`, leadId: COMMUNITY, dueOn: '2026-03-20' }] })
    expect(agenda.nodes[0]).toMatchObject({ discussion: `开头${typed}结尾`, decision: typed })
    expect(resolvedItems.nodes[0]!.text).toContain(typed)
    await zhao.ask(ISSUE, { id: meeting })
    for (const path of ['minutes.docx', 'calendar.ics']) expect((await fetch(`${story.url}/meetings/${meeting}/${path}`, { headers: { cookie: zhao.cookie } })).status).toBe(200)
  })

  test('texts are as long as they may be, and one more is refused', async () => {
    const { topic } = await heldMeeting(story, zhao, STREET)
    const write = (version: number, discussion: number, decision: number): Promise<Answer<unknown>> => zhao.attempt(WRITE, { id: topic, version, discussion: '长'.repeat(discussion), decision: '长'.repeat(decision) })
    expect((await write(1, 8000, 4000)).code).toBeNull()
    await refused(write(2, 8001, 0))
    await refused(write(2, 0, 4001))
    const resolve = (item: Record<string, unknown>): Promise<Answer<unknown>> => zhao.attempt(RESOLVE, { id: topic, item: { text: '事', leadId: COMMUNITY, dueOn: '2026-03-20', ...item } })
    expect((await resolve({ text: '事'.repeat(500), evidence: '据'.repeat(200) })).code).toBeNull()
    for (const item of [{ text: '事'.repeat(501) }, { text: '' }, { text: '两\n行' }, { evidence: '据'.repeat(201) }]) await refused(resolve(item))
  })

  test('a cut goes between characters: the topic of an overdue item, and what is said to be missing', async () => {
    const words = `${'一'.repeat(79)}😀${'二'.repeat(20)}`
    const { id: meeting } = await logMeeting(zhao, STREET, { resolved: [{ text: words, leadId: COMMUNITY, dueOn: '2026-03-01' }] })
    await zhao.ask(ISSUE, { id: meeting })
    const { planMeeting } = await zhao.ask<{ planMeeting: { agenda: { nodes: { title: string }[] } } }>(PLAN, { input: { convenerId: STREET, kind: 'REGULAR', title: '例会', startsAt: '2026-03-28T09:00:00+08:00', endsAt: '2026-03-28T10:00:00+08:00' } })
    expect(planMeeting.agenda.nodes.map(({ title }) => title)).toContain(`${'一'.repeat(79)}😀`)

    const { id: lacking } = await logMeeting(zhao, STREET, { resolved: [{ text: `${'一'.repeat(29)}😀后面` }] })
    const { code, details } = await zhao.attempt(ISSUE, { id: lacking })
    expect({ code, details }).toEqual({ code: 'ITEM_INCOMPLETE', details: { missing: [`${'一'.repeat(29)}😀`] } })
  })

  test('ten thousand items in one meeting are refused with how many there may be, and nothing of it stays', async () => {
    const before = await story.sql(nothingIsLeft)
    const many = (count: number, item: Record<string, unknown>): unknown[] => Array.from({ length: count }, () => item)
    await refused(log({ resolved: many(10_000, { text: '事' }) }), { fields: ['items.resolved'], most: 100 })
    await refused(log({ resolved: many(101, { text: '事' }) }), { fields: ['items.resolved'], most: 100 })
    await refused(log({ opinions: many(51, { organizationId: COMMUNITY, stance: 'SUPPORT', words: '' }) }), { fields: ['items.opinions'], most: 50 })
    await refused(log({}, { invitations: Array.from({ length: 101 }, (_, i) => ({ name: `代表${i}`, capacity: 'RESIDENT' })) }), { fields: ['invitations'], most: 100 })
    await refused(zhao.attempt(LOG, { input: { ...logInput(STREET).input, items: many(51, { title: '题', outcome: 'INFORMATION' }) } }), { fields: ['items'], most: 50 })
    await refused(log({ resolved: [{ text: '事', coOrganizationIds: many(21, COMMUNITY as never) }] }), { fields: ['coOrganizationIds'], most: 20 })
    const huge = await log({ resolved: many(10_000, { text: '一件很长的事，一件很长的事', leadId: COMMUNITY, dueOn: '2026-03-20' }) })
    expect({ status: huge.status, code: huge.code }).toEqual({ status: 413, code: 'BODY_TOO_LARGE' })
    expect(await story.sql(nothingIsLeft)).toEqual(before)
    expect((await log({ resolved: many(100, { text: '事' }) }, { invitations: Array.from({ length: 100 }, (_, i) => ({ name: `代表${i}`, capacity: 'RESIDENT' })) })).code).toBeNull()
  })

  test('dates far away, reversed or none are refused', async () => {
    const when = (startsAt: string, endsAt: string): Promise<Answer<unknown>> => log({}, { startsAt, endsAt })
    for (const [from, to] of [['1999-01-01T00:00:00Z', '1999-01-01T01:00:00Z'], ['0001-01-01T00:00:00Z', '0001-01-01T01:00:00Z'], ['2026-03-01T10:00:00Z', '2026-03-01T09:00:00Z'], ['2026-03-01T10:00:00Z', '2026-03-01T10:00:00Z'], ['2026-02-01T10:00:00Z', '2026-03-01T09:00:00Z'], ['9999-12-31T10:00:00Z', '9999-12-31T11:00:00Z'], ['+275760-09-12T00:00:00Z', '+275760-09-12T01:00:00Z'], ['nie', 'nimmer']])
      await refused(when(from!, to!))
    const plan = (startsAt: string, endsAt: string): Promise<Answer<unknown>> => zhao.attempt(PLAN, { input: { convenerId: STREET, kind: 'REGULAR', title: '例会', startsAt, endsAt } })
    for (const [from, to] of [['2101-01-01T00:00:00Z', '2101-01-01T01:00:00Z'], ['2026-03-01T00:00:00Z', '2026-03-01T01:00:00Z']]) await refused(plan(from!, to!))
    for (const dueOn of ['1999-12-31', '2100-01-02', '9999-12-31', '2026-02-30', '0000-01-01']) await refused(log({ resolved: [{ text: '事', leadId: COMMUNITY, dueOn }] }))
    for (const year of [1999, 2101, -1, 2 ** 31 - 1]) await refused(zhao.attempt('query ($id: ID!, $year: Int!) { meetingFigures(organizationId: $id, year: $year) { resolved } }', { id: STREET, year }))
  })

  test('no deadline is put off beyond the century, asked for or reassigned', async () => {
    const { id: meeting, resolvedItems } = await logMeeting(zhao, STREET, { resolved: [{ text: '一', leadId: COMMUNITY, dueOn: '2026-03-20' }, { text: '二', leadId: COMMUNITY, dueOn: '2026-03-20' }] })
    await zhao.ask(ISSUE, { id: meeting })
    const [one, two] = resolvedItems.nodes.map((item) => item.id)
    await xiu.ask('mutation ($id: ID!) { acceptItem(id: $id) { id } }', { id: one })
    await xiu.ask('mutation ($id: ID!) { returnItem(id: $id, words: "不归我们") { id } }', { id: two })
    for (const dueOn of ['2026-03-20', '2026-01-01', '2100-01-02', '9999-12-31']) await refused(xiu.attempt('mutation ($id: ID!, $dueOn: Date!) { askExtension(id: $id, dueOn: $dueOn, words: "x") { id } }', { id: one, dueOn }))
    for (const dueOn of ['2026-01-01', '2100-01-02', '9999-12-31']) await refused(zhao.attempt('mutation ($id: ID!, $lead: ID!, $dueOn: Date!) { reassignItem(id: $id, leadId: $lead, dueOn: $dueOn) { id } }', { id: two, lead: GARAGE, dueOn }))
    expect((await zhao.attempt(COMPLETE, { id: one, item: { text: '改' } })).code).toBe('WRONG_STATUS')
  })
})
