import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { createHash } from 'node:crypto'
import { withClient } from '../../server/src/database/with-client.ts'
import { tryParseId } from '../../server/src/graphql/ids.ts'
import { COMMUNITY, COMPLETE, ISSUE, RESOLVE, SETTLE, STREET, WRITE, codes, logMeeting, times } from '../harness/meeting-acts.ts'
import { type Answer, type Story, type Visitor, openStory } from '../harness/story.ts'
import { deadlocks } from './race.ts'

const uuid = (globalId: string): string => tryParseId(globalId)!.uuid
const CORRECT = 'mutation ($id: ID!, $reason: String!) { correctMinutes(meetingId: $id, reason: $reason) { edition number year } }'
interface Issued {
  issueMinutes: { id: string; number: number; year: number }
}

/** JSON as RFC 8785 writes it, for what minutes are made of: written here a second time, so that the product is not judged by itself. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  const fields = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${fields.map(([key, each]) => `${JSON.stringify(key)}:${canonical(each)}`).join(',')}}`
}

function sealed({ sha256, ...content }: Record<string, unknown>): boolean {
  return createHash('sha256').update(canonical(content)).digest('hex') === sha256
}

describe('minutes', () => {
  let story: Story
  let [zhao, li]: Visitor[] = []
  beforeAll(async () => {
    story = await openStory({ poolSize: 20 })
    // A second secretary, so that two people can press the same button.
    await story.sql("insert into people (id, name, phone, password_hash, created_at) select gen_random_uuid(), '李副书记', '19900000088', password_hash, created_at from people where phone = '19900000003'")
    await story.sql("insert into role_assignments (id, person_id, organization_id, role, granted_at) select gen_random_uuid(), p.id, o.id, 'SECRETARY', now() from people p, organizations o where p.phone = '19900000088' and o.code = '130102002'")
    ;[zhao, li] = [await story.as('赵立新'), await story.phone('19900000088')]
  })
  afterAll(async () => {
    expect(await deadlocks(story)).toBe(0)
    await story.close()
  })

  const issue = (who: Visitor, meeting: string, headers?: Record<string, string>): Promise<Answer<Issued>> => who.attempt<Issued>(ISSUE, { id: meeting }, headers)
  const steps = (meeting: string): Promise<{ kind: string; count: number }[]> => story.sql('select s.kind, count(*)::int as count from item_steps s join resolved_items i on i.id = s.item_id where i.meeting_id = $1::uuid group by 1', [uuid(meeting)])
  const notices = (meeting: string): Promise<{ kind: string; count: number; people: number }[]> =>
    story.sql("select kind, count(*)::int as count, count(distinct person_id)::int as people from notices where kind in ('ITEM_ASSIGNED','MINUTES_ISSUED') and (subject_id = $1::uuid or subject_id in (select id from resolved_items where meeting_id = $1::uuid)) group by 1 order by 1", [uuid(meeting)])
  // 李秀英 and 李静 act for the community that leads and was asked.
  const TOLD = [{ kind: 'ITEM_ASSIGNED', count: 2, people: 2 }, { kind: 'MINUTES_ISSUED', count: 2, people: 2 }]

  test('issued by two people twenty times at once: one number, each duty once, each notice once', async () => {
    const { id: meeting } = await logMeeting(zhao!, STREET)
    const answers = await Promise.all(Array.from({ length: 20 }, (_, i) => issue(i % 2 ? zhao! : li!, meeting)))
    expect(codes(answers)).toEqual(['DONE', ...times(19, 'MINUTES_ISSUED')])
    expect(await story.sql('select stage, edition from minutes where meeting_id = $1::uuid', [uuid(meeting)])).toEqual([{ stage: 'ISSUED', edition: 1 }])
    expect(await steps(meeting)).toEqual([{ kind: 'ASSIGNED', count: 1 }])
    expect(await notices(meeting)).toEqual(TOLD)
    expect(await story.sql("select refusal, count(*)::int as count from audit_events where operation = 'minutes.issue' and subject_id = any(select id from minutes where meeting_id = $1::uuid union select $1::uuid) group by 1 order by 1", [uuid(meeting)])).toEqual([{ refusal: 'MINUTES_ISSUED', count: 19 }, { refusal: null, count: 1 }])
  })

  test('pressed ten times under one key: ten times the same minutes', async () => {
    const { id: meeting } = await logMeeting(zhao!, STREET)
    const answers = await Promise.all(Array.from({ length: 10 }, () => issue(zhao!, meeting, { 'Idempotency-Key': 'issue-this-once' })))
    expect(codes(answers)).toEqual(times(10, 'DONE'))
    expect(new Set(answers.map(({ data }) => data!.issueMinutes.id)).size).toBe(1)
    expect(await notices(meeting)).toEqual(TOLD)
  })

  test('of fifty meetings of one convener issued at once: numbers without gap or double, each year its own', async () => {
    const [before] = await story.sql<{ last: number }>("select coalesce(max(number), 0)::int as last from minutes m join organizations o on o.id = m.convener_id where o.code = '130102002' and year = 2026")
    const year = (i: number): number => (i % 5 === 0 ? 2025 : 2026)
    const meetings: string[] = []
    for (let i = 0; i < 50; i += 1) meetings.push((await logMeeting(zhao!, STREET, {}, year(i) === 2025 ? { startsAt: '2025-12-31T23:30:00+08:00', endsAt: '2026-01-01T00:30:00+08:00' } : { startsAt: '2026-01-01T00:00:00+08:00', endsAt: '2026-01-01T01:00:00+08:00' })).id)
    const answers = await Promise.all(meetings.map((meeting, i) => issue(i % 2 ? zhao! : li!, meeting)))
    expect(codes(answers)).toEqual(times(50, 'DONE'))
    const numbers = (wanted: number): number[] => answers.map(({ data }) => data!.issueMinutes).filter((each) => each.year === wanted).map(({ number }) => number).sort((a, b) => a - b)
    expect(numbers(2025)).toEqual(Array.from({ length: 10 }, (_, i) => i + 1))
    expect(numbers(2026)).toEqual(Array.from({ length: 40 }, (_, i) => before!.last + i + 1))
  })

  test('are sealed over what they say, in every edition; the seal can be checked from what the API gives', async () => {
    const { id: meeting } = await logMeeting(zhao!, STREET, { discussion: '「引号」"\\/\u2028\u00a0 é e\u0301 😀 １２３\n第二行', opinions: [{ organizationId: COMMUNITY, stance: 'SUPPORT', words: '同意' }] })
    await issue(zhao!, meeting)
    expect(codes(await Promise.all([1, 2, 3].map((i) => zhao!.attempt(CORRECT, { id: meeting, reason: `更正${i}` }))))).toEqual(times(3, 'DONE'))
    const { node } = await zhao!.ask<{ node: { minutes: { nodes: { edition: number; number: number; sha256: string; document: Record<string, unknown> }[] } } }>('query ($id: ID!) { node(id: $id) { ... on JointMeeting { minutes { nodes { edition number sha256 document } } } } }', { id: meeting })
    expect(node.minutes.nodes.map(({ edition }) => edition)).toEqual([4, 3, 2, 1])
    expect(new Set(node.minutes.nodes.map(({ number }) => number)).size).toBe(1)
    for (const { sha256, document } of node.minutes.nodes) {
      expect(document['sha256']).toBe(sha256)
      expect(sealed(document)).toBe(true)
      expect(sealed({ ...document, title: `${String(document['title'])}。` })).toBe(false)
    }
  })

  test('issued, neither the application nor the owner of the database changes or removes them', async () => {
    const { id: meeting } = await logMeeting(zhao!, STREET)
    await issue(zhao!, meeting)
    const whole = (): Promise<object[]> => story.sql('select * from minutes where meeting_id = $1::uuid', [uuid(meeting)])
    const before = await whole()
    const refused = (change: string): Promise<string> =>
      withClient(story.databaseUrl, async (client) => {
        await client.query('begin')
        return client.query(change).then(() => 'done', ({ message }: Error) => message)
      })
    const changes = ["update minutes set document = '{}'", "update minutes set sha256 = '\\x00'", 'update minutes set number = 99', "update minutes set stage = 'DRAFT', issued_at = null", 'delete from minutes', 'truncate minutes cascade', 'truncate joint_meetings cascade']
    for (const change of changes) {
      expect({ change, said: await refused(change) }).toEqual({ change, said: 'issued minutes do not change' })
      expect({ change, said: await refused(`set local role red_alliance_app; ${change}`) }).toEqual({ change, said: expect.stringMatching(/^(issued minutes do not change|permission denied.*)$/) })
    }
    expect(await whole()).toEqual(before)
    expect(await refused("set local role red_alliance_app; update item_steps set words = 'x'")).toMatch('permission denied')
  })

  test('issued, nothing of them can be written any more through the product', async () => {
    const { id: meeting, agenda, resolvedItems } = await logMeeting(zhao!, STREET)
    await issue(zhao!, meeting)
    const [topic, item] = [agenda.nodes[0]!.id, resolvedItems.nodes[0]!.id]
    const words = { text: '后补', leadId: COMMUNITY, dueOn: '2026-04-01' }
    const tried = await Promise.all([
      zhao!.attempt(WRITE, { id: topic, version: 1, discussion: 'x', decision: 'x' }), zhao!.attempt(SETTLE, { id: topic, outcome: 'DROPPED' }), zhao!.attempt(RESOLVE, { id: topic, item: words }),
      zhao!.attempt(COMPLETE, { id: item, item: words }), zhao!.attempt('mutation ($id: ID!, $o: ID!) { recordOpinion(id: $id, organizationId: $o, stance: OBJECTION, words: "x") { id } }', { id: topic, o: COMMUNITY }),
    ])
    expect(tried.map(({ code }) => code)).toEqual(['MINUTES_ISSUED', 'MINUTES_ISSUED', 'MINUTES_ISSUED', 'WRONG_STATUS', 'MINUTES_ISSUED'])
  })

  test('are not issued when those concerned cannot be told: no number is lost, and the next try tells each once', async () => {
    const { id: meeting } = await logMeeting(zhao!, STREET)
    await story.sql("create function no_notices() returns trigger language plpgsql as $$ begin raise exception 'the disk is full' using errcode = '53100'; end $$; create trigger no_notices before insert on notices for each statement execute function no_notices()")
    expect((await issue(zhao!, meeting)).code).toBe('INTERNAL')
    expect(await story.sql("select 1 from minutes where meeting_id = $1::uuid and stage = 'ISSUED'", [uuid(meeting)])).toEqual([])
    expect(await steps(meeting)).toEqual([])
    await story.sql('drop trigger no_notices on notices; drop function no_notices()')
    expect(story.faults.splice(0)).toHaveLength(1)
    const { number } = (await issue(zhao!, meeting)).data!.issueMinutes
    expect(await story.sql("select max(number)::int as number, count(*)::int as count from minutes where edition = 1 and year = 2026 and convener_id = (select id from organizations where code = '130102002')")).toEqual([{ number, count: number }])
    expect(await notices(meeting)).toEqual(TOLD)
  })

  test('nothing went wrong behind the scenes', () => expect(story.faults).toEqual([]))
})
