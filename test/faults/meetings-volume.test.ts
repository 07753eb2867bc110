import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type pg from 'pg'
import { seedId } from '../../server/seeds/ids.ts'
import { FIGURES, MEETING_PAGE, SCREENS, type Screen } from '../harness/meeting-screens.ts'
import { listen, planOf } from '../harness/plans.ts'
import { type Story, id } from '../harness/story.ts'
import { type VolumeStory, openVolume } from '../harness/volume-story.ts'

/** Of the city, a district, a street, a community below it, and a unit there. */
const VIEWERS = ['邓立', '高志远', '赵立新', '李秀英', '王磊']
/** Rows looked at for a screen of twenty: neither the city's tree (5,458 places) nor the year's meetings and items are gathered. */
const MOST_ROWS = 2500
const PLACES: readonly (readonly [name: string, code: string])[] = [['the city', '1301'], ['a district', '130102'], ['a street', '130102002'], ['a community', '130102002019']]

let volume: VolumeStory
let story: Story
let owner: pg.Client
const heard = listen()
beforeAll(async () => {
  volume = await openVolume()
  ;({ story, owner } = volume)
})
afterAll(() => volume.close())

/** What the figures are by a plain count, without regard to who looks. */
const PLAIN = `with m as (select * from joint_meetings where stage = 'HELD' and extract(year from starts_at at time zone 'Asia/Shanghai') = $2 and convener_id in (select descendant_id from organization_closure where ancestor_id = $1)),
  i as (select i.* from resolved_items i where meeting_id in (select id from m) and stage <> 'NOTED'),
  days as (select extract(epoch from i.closed_at - s.at) / 86400 as taken from i join item_steps s on s.item_id = i.id and s.kind = 'ASSIGNED' where i.stage = 'CLOSED')
select (select count(*)::int from m where kind = 'REGULAR') as regular, (select count(*)::int from m where kind = 'CENTRAL_TASK') as "centralTask", (select count(*)::int from m where kind = 'URGENT') as urgent,
  (select count(*)::int from i) as resolved, (select count(*)::int from i where stage = 'CLOSED') as closed, (select count(*)::int from i where stage <> 'CLOSED' and due_on < '2026-03-02') as overdue,
  (select count(*)::int from i where stage = 'CLOSED' and (closed_at at time zone 'Asia/Shanghai')::date <= first_due_on) as "onTime",
  (select percentile_cont(0.5) within group (order by taken)::float8 from days) as "medianDays", (select avg(satisfaction)::float8 from i) as satisfaction`

interface Figures {
  readonly [name: string]: number | null
}
const figures = async (who: string, code: string, year: number): Promise<Figures> => (await (await story.as(who)).ask<{ meetingFigures: Figures }>(FIGURES, { id: id('Organization', code), year })).meetingFigures

describe.each(VIEWERS)('a year of the city, seen by %s', (name) => {
  test.each(Object.entries<Screen>(SCREENS))('%s: one statement each, no large table read whole', async (_screen, { query, statements, counts }) => {
    const viewer = await story.as(name)
    const { sent } = await heard(() => viewer.ask(query))
    expect(sent).toHaveLength(statements)
    for (const statement of sent.slice(1))
      for (const generic of [false, true]) {
        const { wholeTables, visited } = await planOf(owner, statement, generic)
        // Whoever wants to know how many there are has them counted: once through.
        expect(wholeTables.filter((table) => table !== `${counts} × 1`)).toEqual([])
        if (!counts) expect(visited).toBeLessThan(MOST_ROWS)
      }
  })

  test('the page of a meeting is one statement and looks at what belongs to it', async () => {
    const viewer = await story.as(name)
    const { meetings } = await viewer.ask<{ meetings: { nodes: [{ id: string }] } }>('{ meetings(first: 1, filter: { stage: [HELD] }) { nodes { id } } }')
    const { sent } = await heard(() => viewer.ask(MEETING_PAGE, { id: meetings.nodes[0].id }))
    expect(sent).toHaveLength(2)
    const { wholeTables, visited } = await planOf(owner, sent[1]!)
    expect(wholeTables).toEqual([])
    expect(visited).toBeLessThan(1000)
  })

  test.each(PLACES)('figures of %s are one statement through indexes', async (_place, code) => {
    const { sent } = await heard(() => figures(name, code, 2025))
    expect(sent).toHaveLength(2)
    expect((await planOf(owner, sent[1]!)).wholeTables).toEqual([])
  })
})

describe('figures', () => {
  test.each(PLACES)('of %s are what a plain count gives, in each year', async (_place, code) => {
    for (const year of [2024, 2025, 2026]) {
      const [plain] = await story.sql<Figures>(PLAIN, [seedId(`organization ${code}`), year])
      const found = await figures('邓立', code, year)
      for (const [name, value] of Object.entries(plain!)) {
        if (value === null) expect({ name, value: found[name] }).toEqual({ name, value })
        else expect(found[name]).toBeCloseTo(value, 6)
      }
    }
  })

  test('of the whole are the sums of its parts', async () => {
    const districts = await story.sql<{ code: string }>("select code from organizations where kind = 'DISTRICT'")
    const parts = await Promise.all(districts.map(({ code }) => figures('邓立', code, 2025)))
    const whole = await figures('邓立', '1301', 2025)
    for (const name of ['regular', 'centralTask', 'urgent', 'resolved', 'closed', 'overdue', 'onTime']) expect({ name, sum: parts.reduce((sum, part) => sum + part[name]!, 0) }).toEqual({ name, sum: whole[name] })
    expect(whole['resolved']).toBeGreaterThan(5000)
  })

  test('a secretary has those of her street in full, and of the rest what she was asked to or may read', async () => {
    expect(await figures('赵立新', '130102002', 2025)).toEqual(await figures('邓立', '130102002', 2025))
    const [hers, all] = await Promise.all([figures('赵立新', '1301', 2025), figures('邓立', '1301', 2025)])
    expect(hers['resolved']).toBeLessThan(all['resolved']! / 2)
  })
})
