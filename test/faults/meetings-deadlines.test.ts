import { afterAll, beforeAll, expect, test } from '@jest/globals'
import type pg from 'pg'
import { deadlines } from '../../server/src/features/meetings/deadlines.ts'
import { tryParseId } from '../../server/src/graphql/ids.ts'
import { COMMUNITY, ISSUE, STREET, logMeeting } from '../harness/meeting-acts.ts'
import { listen, planOf } from '../harness/plans.ts'
import type { Story } from '../harness/story.ts'
import { type VolumeStory, openVolume } from '../harness/volume-story.ts'

let volume: VolumeStory
let story: Story
let owner: pg.Client
const heard = listen()
beforeAll(async () => {
  volume = await openVolume()
  ;({ story, owner } = volume)
})
afterAll(() => volume.close())

/** What is due and could be told to somebody who acts for the lead organization, and was not. */
const UNTOLD = `select i.id from resolved_items i where i.stage in ('ASSIGNED','ACCEPTED','RETURNED','REPORTED') and i.due_on <= $1::date + 3
  and exists (select 1 from role_assignments r where r.organization_id = i.lead_id and r.role in ('SECRETARY','CLERK','LIAISON') and r.revoked_at is null)
  and not exists (select 1 from notices n where n.subject_id = i.id)`

test('on the morning of a city with a year behind it everybody learns the same day of what is due, and the next run says nothing again', async () => {
  const zhao = await story.as('赵立新')
  const { id, resolvedItems } = await logMeeting(zhao, STREET, { resolved: [{ text: '今天到期', leadId: COMMUNITY, dueOn: '2026-03-02' }] })
  await zhao.ask(ISSUE, { id })
  await story.send(deadlines, {})
  const { sent } = await heard(() => story.drain())
  expect(await story.sql(UNTOLD, ['2026-03-02'])).toEqual([])
  expect(await story.sql("select count(*)::int as count from notices where subject_id = $1::uuid and kind = 'ITEM_DUE_TODAY'", [tryParseId(resolvedItems.nodes[0]!.id)!.uuid])).toEqual([{ count: 2 }])
  const [before] = await story.sql<{ count: number }>('select count(*)::int as count from notices')
  await owner.query('analyze')
  await story.send(deadlines, {})
  await story.drain()
  expect(await story.sql('select count(*)::int as count from notices')).toEqual([before])
  // Whether somebody was told of one thing is found by what it is about, however many notices there are.
  const asked = sent.filter(({ text }) => text.startsWith('select 1 from notices'))
  expect(asked.length).toBeGreaterThan(0)
  for (const statement of asked) expect((await planOf(owner, statement)).wholeTables).toEqual([])
})

test('an overdue item that is carried over is one topic, not two', async () => {
  const zhao = await story.as('赵立新')
  const open = "select a.source, a.meeting_id is null as waiting from agenda_items a where a.resolved_item_id = $1::uuid and a.outcome is null"
  const { id, resolvedItems } = await logMeeting(zhao, STREET, { resolved: [{ text: '早该做了', leadId: COMMUNITY, dueOn: '2026-03-01' }] })
  await zhao.ask(ISSUE, { id })
  const item = tryParseId(resolvedItems.nodes[0]!.id)!.uuid
  const plan = (day: string): Promise<{ planMeeting: { agenda: { nodes: { id: string; title: string }[] } } }> =>
    zhao.ask('mutation ($input: MeetingInput!) { planMeeting(input: $input) { agenda(first: 100) { nodes { id title } } } }', { input: { convenerId: STREET, kind: 'REGULAR', title: '例会', startsAt: `${day}T09:00:00+08:00`, endsAt: `${day}T10:00:00+08:00` } })
  const { agenda } = (await plan('2026-03-28')).planMeeting
  const topic = agenda.nodes.find(({ title }) => title === '早该做了')!
  await zhao.ask('mutation ($id: ID!) { settleAgendaItem(id: $id, outcome: CARRIED_OVER) { id } }', { id: topic.id })
  await plan('2026-03-29')
  expect(await story.sql(open, [item])).toEqual([{ source: 'CARRIED_OVER', waiting: true }])
})
