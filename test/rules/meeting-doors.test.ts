import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { seedId } from '../../server/seeds/ids.ts'
import { type Story, type Visitor, openStory } from '../harness/story.ts'
import { actorId, place, placeId, seatActors } from './access/actors.ts'
import { CASES, Kit } from './access/cases.ts'
import { insertMeeting, insertMinutes, insertTopic } from './access/meeting-rows.ts'
import { idOf, insert, uuidOf } from './access/rows.ts'
import { type World, furnish } from './access/world.ts'

let story: Story
let visitors: Map<string, Visitor>
let kit: Kit
let world: World
beforeAll(async () => {
  story = await openStory({ poolSize: 4 })
  visitors = await seatActors(story)
  kit = new Kit(story.sql)
  world = await furnish(story)
})
afterAll(() => story.close())

const as = (actor: string): Visitor => visitors.get(actor)!

describe('side doors', () => {
  test('who holds a mere membership elsewhere does not comment in that name, nor a unit that was not asked', async () => {
    const COMMENT = 'mutation ($id: ID!, $organizationId: ID!, $words: String!) { commentMinutes(id: $id, organizationId: $organizationId, words: $words) { id } }'
    for (const [at, role] of [['neighbour', 'MEMBER'], ['ally', 'LIAISON']] as const)
      await insert(story.sql, 'role_assignments', { id: uuidOf(kit.name()), person_id: actorId('LIAISON @ unit'), organization_id: place(at), role, granted_at: '2026-03-01T00:00:00Z' })
    const variables = await CASES['commentMinutes']!.make(kit)
    const codes = await Promise.all((['neighbour', 'ally', 'unit'] as const).map(async (at) => (await as('LIAISON @ unit').attempt(COMMENT, { ...variables, organizationId: placeId(at) })).code))
    await story.sql(`delete from role_assignments where person_id = $1 and organization_id <> $2`, [actorId('LIAISON @ unit'), place('unit')])
    expect(codes).toEqual(['FORBIDDEN', 'FORBIDDEN', null])
  })

  test('a step stands in the name in which it was allowed, whatever else its person is', async () => {
    const roles = [['LIAISON @ neighbour', 'unit', 'MEMBER'], ['SUPERVISOR @ district', 'sibling', 'SECRETARY'], ['CLERK @ community', 'foreign', 'SECRETARY']] as const
    for (const [actor, at, role] of roles) await insert(story.sql, 'role_assignments', { id: seedId(`rules another ${actor}`), person_id: actorId(actor), organization_id: place(at), role, granted_at: '2026-02-01T00:00:00Z' })
    const named = async (actor: string, name: string): Promise<string> => {
      const { mutation, make } = CASES[name]!
      const { id, words, accepted } = await make(kit)
      const wanted = { reportProgress: '($id: ID!, $words: String!) { reportProgress(id: $id, words: $words)', superviseItem: '($id: ID!, $words: String!) { superviseItem(id: $id, words: $words)', verifyItem: '($id: ID!, $accepted: Boolean!) { verifyItem(id: $id, accepted: $accepted)' }[mutation]
      await as(actor).ask(`mutation ${wanted} { id } }`, { id, words, accepted })
      const [step] = await story.sql<{ organization_id: string }>('select organization_id from item_steps where item_id = $1 order by at desc, id desc limit 1', [Buffer.from(String(id), 'base64url').toString().split(':')[1]])
      return step!.organization_id
    }
    const found = [await named('LIAISON @ neighbour', 'reportProgress'), await named('SUPERVISOR @ district', 'superviseItem'), await named('CLERK @ community', 'verifyItem'), await named('SUPERVISOR @ street', 'verifyItem')]
    await story.sql('delete from role_assignments where id = any($1)', [roles.map(([actor]) => seedId(`rules another ${actor}`))])
    expect(found).toEqual([place('neighbour'), place('district'), place('community'), place('street')])
  })

  test('how much somebody has not read is known to themselves', async () => {
    const liaison = idOf('Person', actorId('LIAISON @ unit'))
    const READ = 'query ($id: ID!) { node(id: $id) { ... on Person { unreadNotices } } }'
    expect(await as('LIAISON @ unit').ask(READ, { id: liaison })).toMatchObject({ node: { unreadNotices: expect.any(Number) as unknown as number } })
    for (const actor of ['ADMIN @ unit', 'ADMIN @ district']) expect(await as(actor).ask(READ, { id: liaison })).toEqual({ node: { unreadNotices: null } })
  })

  test('a stale version brings the other text to those who write, not to those who only read', async () => {
    const WRITE = 'mutation ($id: ID!, $version: Int!) { writeAgendaItem(id: $id, version: $version, discussion: "", decision: "") { id } }'
    const { id } = await CASES['writeAgendaItem']!.make(kit)
    expect(await as('CLERK @ community').attempt(WRITE, { id, version: 9 })).toMatchObject({ code: 'STALE_VERSION', details: { discussion: '讨论' } })
    expect(await as('LIAISON @ unit').attempt(WRITE, { id, version: 9 })).toMatchObject({ code: 'FORBIDDEN', details: {} })
    expect(JSON.stringify(await as('LIAISON @ unit').attempt(WRITE, { id, version: 9 }))).not.toContain('讨论')
  })

  test('what is noted stands in nobody’s history but the convener’s', async () => {
    const variables = await CASES['resolveItem']!.make(kit)
    await as('CLERK @ community').ask('mutation ($agendaItemId: ID!, $item: ResolvedItemInput!) { resolveItem(agendaItemId: $agendaItemId, item: $item) { id } }', variables)
    const [event] = await story.sql<{ parties: string[] }>(`select parties from audit_events where operation = 'item.resolve' order by at desc, id desc limit 1`)
    expect(event!.parties).toEqual([place('community')])
  })

  test('nothing is noted after the minutes are sealed', async () => {
    const meeting = await insertMeeting(story.sql, uuidOf(kit.name()), { stage: 'HELD' })
    const topic = await insertTopic(story.sql, uuidOf(kit.name()), { meeting })
    await insertMinutes(story.sql, uuidOf(kit.name()), meeting, 'ISSUED')
    const { item } = await CASES['resolveItem']!.make(kit)
    expect((await as('CLERK @ community').attempt('mutation ($agendaItemId: ID!, $item: ResolvedItemInput!) { resolveItem(agendaItemId: $agendaItemId, item: $item) { id } }', { agendaItemId: idOf('AgendaItem', topic), item })).code).toBe('MINUTES_ISSUED')
  })

  test('another code than the one in the room opens nothing, and neither is written down', async () => {
    const { id, code } = await CASES['checkInToMeeting']!.make(kit)
    const CHECK_IN = 'mutation ($id: ID!, $code: String!) { checkInToMeeting(id: $id, code: $code) { id } }'
    expect((await as('LIAISON @ unit').attempt(CHECK_IN, { id, code: 'ponmlkjihgfedcba' })).code).toBe('NOT_FOUND')
    await as('LIAISON @ unit').ask(CHECK_IN, { id, code })
    expect(JSON.stringify(await story.sql(`select details from audit_events where operation = 'meeting.checkIn'`))).not.toMatch(/abcdefghijklmnop|ponmlkjihgfedcba/)
  })

  test('a unit that is no longer acted for is told nothing more: its liaison’s next request finds no meeting', async () => {
    const sees = async (): Promise<boolean> => (await as('LIAISON @ ally').ask<{ node: object | null }>('query ($id: ID!) { node(id: $id) { id } }', { id: world.get('JointMeeting announced') })).node !== null
    expect(await sees()).toBe(true)
    await story.sql('update role_assignments set revoked_at = $2 where person_id = $1', [actorId('LIAISON @ ally'), story.clock.now])
    expect(await sees()).toBe(false)
    await story.sql('update role_assignments set revoked_at = null where person_id = $1', [actorId('LIAISON @ ally')])
  })

  test.each(['["x","y"]', '["2026-03-01T00:00:00Z","not an id"]', '[1,2]', '{}', 'null', 'x'])('a cursor that somebody made up is bad input: %s', async (cursor) => {
    const after = Buffer.from(cursor).toString('base64url')
    for (const list of ['meetings(after: $after)', 'resolvedItems(after: $after)', 'notices(after: $after)', `topics(after: $after, convenerId: "${placeId('street')}")`, `topicsOffered(after: $after, convenerId: "${placeId('street')}")`])
      expect([null, 'BAD_INPUT']).toContain((await as('SECRETARY @ street').attempt(`query ($after: String) { ${list} { totalCount } }`, { after })).code)
  })

  test('nothing went wrong behind the scenes', () => expect(story.faults).toEqual([]))
})
