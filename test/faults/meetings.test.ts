import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals'
import { tryParseId } from '../../server/src/graphql/ids.ts'
import { deadlines } from '../../server/src/features/meetings/deadlines.ts'
import { COMMUNITY, COMPLETE, ISSUE, PLAN, RESOLVE, SETTLE, STREET, WRITE, codes, heldMeeting, logMeeting, times } from '../harness/meeting-acts.ts'
import { type Answer, type Story, type Visitor, id, openStory } from '../harness/story.ts'
import { deadlocks } from './race.ts'

const ROUNDS = 8
const uuid = (globalId: string): string => tryParseId(globalId)!.uuid

describe('meetings, at the same instant', () => {
  let story: Story
  let [zhao, sun, xiu, jing]: Visitor[] = []
  beforeAll(async () => {
    story = await openStory({ poolSize: 20 })
    ;[zhao, sun, xiu, jing] = await Promise.all(['赵立新', '孙晓梅', '李秀英', '李静'].map((name) => story.as(name)))
  })
  afterAll(() => story.close())
  afterEach(async () => {
    expect(story.faults).toEqual([])
    expect(await deadlocks(story)).toBe(0)
    // No minutes are issued over what is still only noted, and what they say is what has to be done.
    expect(await story.sql("select i.id from resolved_items i join minutes m on m.meeting_id = i.meeting_id and m.stage = 'ISSUED' where i.stage = 'NOTED'")).toEqual([])
  })
  const rounds = async (round: () => Promise<void>): Promise<void> => {
    for (let i = 0; i < ROUNDS; i += 1) await round()
  }

  test('twenty write one topic: one wins each version, the others are shown that text, and in the end every word is there', async () => {
    const { topic } = await heldMeeting(story, zhao!, STREET)
    let seen = { version: 1, discussion: '' }
    let waiting = Array.from({ length: 20 }, (_, i) => `发言${i}。`)
    for (let round = 0; waiting.length > 0; round += 1) {
      const answers = await Promise.all(waiting.map((words, i) => (i % 2 ? zhao! : sun!).attempt<{ writeAgendaItem: { version: number } }>(WRITE, { id: topic, version: seen.version, discussion: seen.discussion + words, decision: '' })))
      const won = answers.findIndex(({ code }) => code === null)
      expect(codes(answers)).toEqual(['DONE', ...times(waiting.length - 1, 'STALE_VERSION')])
      const shown = { version: seen.version + 1, discussion: seen.discussion + waiting[won] }
      for (const { code, details } of answers) if (code) expect(details).toEqual({ ...shown, decision: '' })
      seen = shown
      waiting = waiting.filter((_, i) => i !== won)
    }
    for (let i = 0; i < 20; i += 1) expect(seen.discussion).toContain(`发言${i}。`)
  })

  test('fifty want the last room: one has it, the others are refused, and nothing of their meetings is left', async () => {
    const day = '2026-03-06'
    const before = await story.sql<{ count: number }>('select count(*)::int as count from joint_meetings')
    const plan = (i: number): Promise<Answer<unknown>> =>
      (i % 2 ? zhao! : xiu!).attempt(PLAN, { roomId: id('Resource', '三层会议室'), input: { convenerId: i % 2 ? STREET : COMMUNITY, kind: 'REGULAR', title: `会议${i}`, startsAt: `${day}T19:00:00+08:00`, endsAt: `${day}T20:30:00+08:00` } })
    const answers = await Promise.all(Array.from({ length: 50 }, (_, i) => plan(i)))
    expect(codes(answers)).toEqual(['DONE', ...times(49, 'RESOURCE_OVERBOOKED')])
    const after = await story.sql<{ count: number }>('select count(*)::int as count from joint_meetings')
    expect(after[0]!.count - before[0]!.count).toBe(1)
    expect(await story.sql('select count(*)::int as count from bookings where meeting_id is not null and released_at is null and lower(during) = $1::timestamptz', [`${day}T19:00:00+08:00`])).toEqual([{ count: 1 }])
  })

  test('two settle a topic as carried over: one next round', () =>
    rounds(async () => {
      const { topic } = await heldMeeting(story, zhao!, STREET)
      expect(codes(await Promise.all([zhao!, sun!].map((who) => who.attempt(SETTLE, { id: topic, outcome: 'CARRIED_OVER' }))))).toEqual(['DONE', 'WRONG_STATUS'])
      expect(await story.sql('select count(*)::int as count from agenda_items where previous_id = $1::uuid', [uuid(topic)])).toEqual([{ count: 1 }])
    }))

  test('a topic is written or resolved upon while the minutes are issued: what was taken is in them, what came late is told so', () =>
    rounds(async () => {
      const { id: meeting, agenda, resolvedItems } = await logMeeting(zhao!, STREET)
      const [topic, item] = [agenda.nodes[0]!.id, resolvedItems.nodes[0]!.id]
      const words = { text: '晚到的事', leadId: COMMUNITY, dueOn: '2026-04-01' }
      const [issued, written, resolved, completed, said] = await Promise.all([
        zhao!.attempt(ISSUE, { id: meeting }),
        sun!.attempt(WRITE, { id: topic, version: 1, discussion: '晚到的话', decision: '' }),
        sun!.attempt(RESOLVE, { id: topic, item: words }),
        sun!.attempt(COMPLETE, { id: item, item: { ...words, text: '改过的事' } }),
        sun!.attempt('mutation ($id: ID!, $o: ID!) { recordOpinion(id: $id, organizationId: $o, stance: SUPPORT, words: "晚到的意见") { id } }', { id: topic, o: COMMUNITY }),
      ])
      expect(issued!.code).toBeNull()
      const [row] = await story.sql<{ document: { items: [{ discussion: string; opinions: { words: string }[]; resolved: { text: string }[] }] } }>('select document from minutes where meeting_id = $1::uuid', [uuid(meeting)])
      const [sealed] = row!.document.items
      expect({ code: written!.code, inside: sealed.discussion === '晚到的话' }).toEqual(written!.code ? { code: 'MINUTES_ISSUED', inside: false } : { code: null, inside: true })
      expect({ code: said!.code, inside: sealed.opinions.length === 1 }).toEqual(said!.code ? { code: 'MINUTES_ISSUED', inside: false } : { code: null, inside: true })
      expect({ code: resolved!.code, inside: sealed.resolved.some(({ text }) => text === '晚到的事') }).toEqual(resolved!.code ? { code: 'MINUTES_ISSUED', inside: false } : { code: null, inside: true })
      expect([null, 'MINUTES_ISSUED', 'WRONG_STATUS']).toContain(completed!.code)
      expect(sealed.resolved.some(({ text }) => text === '改过的事')).toBe(completed!.code === null)
      expect(await story.sql('select text from resolved_items where meeting_id = $1::uuid order by created_at, id', [uuid(meeting)])).toEqual(sealed.resolved.map(({ text }) => ({ text })))
    }))

  test('who reported an item cannot verify it, however fast; another closes it once', () =>
    rounds(async () => {
      const { id: meeting, resolvedItems } = await logMeeting(xiu!, COMMUNITY)
      const item = resolvedItems.nodes[0]!.id
      await xiu!.ask(ISSUE, { id: meeting })
      await xiu!.ask('mutation ($id: ID!) { acceptItem(id: $id) { id } }', { id: item })
      await xiu!.ask('mutation ($id: ID!) { reportDone(id: $id, words: "已修好") { id } }', { id: item })
      const verify = (who: Visitor): Promise<Answer<unknown>> => who.attempt('mutation ($id: ID!) { verifyItem(id: $id, accepted: true) { id } }', { id: item })
      const [own, others] = await Promise.all([Promise.all([1, 2, 3, 4, 5].map(() => verify(xiu!))), Promise.all([1, 2, 3, 4, 5].map(() => verify(jing!)))])
      expect(own.every(({ code }) => code === 'VERIFIED_BY_ANOTHER' || code === 'WRONG_STATUS')).toBe(true)
      expect(codes(others)).toEqual(['DONE', ...times(4, 'WRONG_STATUS')])
      expect(await story.sql("select count(*)::int as count from item_steps where item_id = $1::uuid and kind = 'CLOSED'", [uuid(item)])).toEqual([{ count: 1 }])
    }))

  test('an extension is decided twice: once', () =>
    rounds(async () => {
      const { id: meeting, resolvedItems } = await logMeeting(zhao!, STREET)
      const item = resolvedItems.nodes[0]!.id
      await zhao!.ask(ISSUE, { id: meeting })
      await xiu!.ask('mutation ($id: ID!) { acceptItem(id: $id) { id } }', { id: item })
      await xiu!.ask('mutation ($id: ID!) { askExtension(id: $id, dueOn: "2026-04-10", words: "等材料") { id } }', { id: item })
      const decide = (granted: boolean): Promise<Answer<unknown>> => zhao!.attempt('mutation ($id: ID!, $granted: Boolean!) { decideExtension(id: $id, granted: $granted) { id } }', { id: item, granted })
      const [yes, no] = await Promise.all([decide(true), decide(false)])
      expect(codes([yes, no])).toEqual(['DONE', 'WRONG_STATUS'])
      expect(await story.sql('select extensions, due_on::text, asked_due_on from resolved_items where id = $1::uuid', [uuid(item)])).toEqual([yes.code ? { extensions: 0, due_on: '2026-03-20', asked_due_on: null } : { extensions: 1, due_on: '2026-04-10', asked_due_on: null }])
    }))

  test('an item is accepted and returned at once: one of the two', () =>
    rounds(async () => {
      const { id: meeting, resolvedItems } = await logMeeting(zhao!, STREET)
      await zhao!.ask(ISSUE, { id: meeting })
      const variables = { id: resolvedItems.nodes[0]!.id }
      expect(codes(await Promise.all([xiu!.attempt('mutation ($id: ID!) { acceptItem(id: $id) { id } }', variables), xiu!.attempt('mutation ($id: ID!) { returnItem(id: $id, words: "不归我们") { id } }', variables)]))).toEqual(['DONE', 'WRONG_STATUS'])
    }))

  test('what is overdue comes back once, though meetings are planned and announced and the morning comes at the same instant', async () => {
    const { id: meeting, resolvedItems } = await logMeeting(zhao!, STREET, { resolved: Array.from({ length: 5 }, (_, i) => ({ text: `逾期的事${i}`, leadId: COMMUNITY, dueOn: '2026-03-01' })) })
    const plan = (day: number): Promise<Answer<{ planMeeting: { id: string } }>> => zhao!.attempt(PLAN, { input: { convenerId: STREET, kind: 'REGULAR', title: '例会', startsAt: `2026-05-${10 + day}T09:00:00+08:00`, endsAt: `2026-05-${10 + day}T10:00:00+08:00` } })
    const early = await Promise.all([0, 1, 2, 3].map(plan))
    await zhao!.ask(ISSUE, { id: meeting })
    await story.send(deadlines, {})
    const [, ...answers] = await Promise.all([
      story.drain(),
      ...[4, 5, 6].map(plan),
      ...early.map(({ data }) => zhao!.attempt('mutation ($id: ID!) { announceMeeting(id: $id) { id } }', { id: data!.planMeeting.id })),
    ])
    expect(codes(answers)).toEqual(times(7, 'DONE'))
    expect(await story.sql("select count(*)::int as count, count(distinct resolved_item_id)::int as items from agenda_items where source = 'OVERDUE_ITEM' and outcome is null and resolved_item_id = any($1::uuid[])", [resolvedItems.nodes.map(({ id: each }) => uuid(each))])).toEqual([{ count: 5, items: 5 }])
  })
})
