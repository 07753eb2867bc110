import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { DEMO_PASSWORD } from '../../server/seeds/demo-log-ins.ts'
import { type Story, type Visitor, openStory } from '../harness/story.ts'
import { actorId, place, placeId, seatActors } from './access/actors.ts'
import { CASES, Kit } from './access/cases.ts'
import { idOf, insert, uuidOf } from './access/rows.ts'

let story: Story
let visitors: Map<string, Visitor>
let kit: Kit
beforeAll(async () => {
  story = await openStory({ poolSize: 4 })
  visitors = await seatActors(story)
  kit = new Kit(story.sql)
})
afterAll(() => story.close())

const as = (actor: string): Visitor => visitors.get(actor)!

describe('side doors', () => {
  test('who of a unit agreed to a proxy is not told to the other side', async () => {
    const variables = await CASES['confirmMatchProposal: resource side by proxy for the ally']!.make(kit)
    await as('SECRETARY @ street').ask('mutation ($id: ID!, $side: Side!, $proxy: ProxyInput) { confirmMatchProposal(id: $id, side: $side, proxy: $proxy) { id } }', { ...variables, proxy: { agreedBy: '王某某', agreedHow: 'PHONE', agreedOn: '2026-03-01' } })
    const seen = await as('SECRETARY @ community').ask('query ($id: ID!) { node(id: $id) { ... on MatchProposal { resourceProxyRecord { agreedBy } history { nodes { operation details } } } } }', variables)
    expect(JSON.stringify(seen)).toContain('match.confirm')
    expect(JSON.stringify(seen)).not.toContain('王某某')
  })

  test.each(['constructor', '__proto__', 'toString', 'Query', 'NeedConnection', 'Session', 'Span'])('there is no %s to be fetched', async (type) => {
    const { data, code } = await as('ADMIN @ district').attempt<{ node: object | null }>('query ($id: ID!) { node(id: $id) { id } }', { id: idOf(type, actorId('ADMIN @ district')) })
    expect({ code, data }).toEqual({ code: null, data: { node: null } })
  })

  test('an id of one type is not taken for another', async () => {
    const { code } = await as('SECRETARY @ community').attempt('mutation ($id: ID!) { publishNeed(id: $id) { id } }', { id: idOf('Resource', uuidOf('x')) })
    expect(code).toBe('NOT_FOUND')
  })

  test('a list of people cannot be asked for roles that the viewer does not see, nor for those that have ended', async () => {
    const { id } = await kit.person()
    const uuid = Buffer.from(id, 'base64url').toString().split(':')[1]!
    for (const [organization, revoked] of [['foreign', null], ['district', '2026-03-01T05:00:00Z']] as const)
      await insert(story.sql, 'role_assignments', { id: uuidOf(kit.name()), person_id: uuid, organization_id: place(organization), role: 'SUPERVISOR', granted_at: '2026-03-01T04:00:00Z', revoked_at: revoked })
    const found = async (actor: string, organization: Parameters<typeof placeId>[0]): Promise<boolean> => {
      const { people } = await as(actor).ask<{ people: { nodes: { id: string }[] } }>('query ($id: ID!) { people(first: 100, filter: { organizationId: $id }) { nodes { id } } }', { id: placeId(organization) })
      return people.nodes.some((person) => person.id === id)
    }
    expect(await found('LIAISON @ unit', 'foreign')).toBe(false)
    expect(await found('ADMIN @ foreign', 'foreign')).toBe(true)
    expect(await found('ADMIN @ unit', 'unit')).toBe(true)
    expect(await found('LIAISON @ unit', 'unit')).toBe(true)
  })

  test('what is masked is in no search', async () => {
    const title = kit.name()
    await kit.entry({ type: 'Need', owner: 'community' })
    for (const search of ['18612345678', '联系人']) {
      const { needs } = await as('LIAISON @ unit').ask<{ needs: { totalCount: number } }>('query ($s: String) { needs(filter: { search: $s }) { totalCount } }', { s: search })
      expect({ title, search, found: needs.totalCount }).toEqual({ title, search, found: 0 })
    }
    const { people } = await as('LIAISON @ unit').ask<{ people: { totalCount: number } }>('{ people(filter: { search: "186" }) { totalCount } }')
    expect(people.totalCount).toBe(0)
  })

  test('no password is kept under a fast hash', async () => {
    const variables = (await CASES['resetPassword']!.make(kit)) as { id: string; newPassword: string }
    await as('ADMIN @ unit').ask('mutation ($id: ID!, $newPassword: String!) { resetPassword(id: $id, newPassword: $newPassword) { id } }', variables, { 'Idempotency-Key': 'fast hashes' })
    const [kept] = await story.sql<{ input_hash: Buffer }>(`select input_hash from idempotency_keys where key = 'fast hashes'`)
    expect(kept!.input_hash.equals(createHash('sha256').update(JSON.stringify({ id: variables.id, newPassword: variables.newPassword })).digest())).toBe(false)
  })

  test('neither passwords nor tokens are written to the history', async () => {
    await as('LIAISON @ unit').ask('mutation ($c: String!, $n: String!) { changePassword(currentPassword: $c, newPassword: $n) { id } }', { c: DEMO_PASSWORD, n: 'lianmeng-2031' })
    const rows = await story.sql<{ details: object }>('select details from audit_events')
    expect(JSON.stringify(rows)).not.toMatch(/lianmeng-|186\d{8}/)
  })

  test('a role that ended is gone at the next request', async () => {
    const clerk = as('CLERK @ sibling')
    await story.sql('update role_assignments set revoked_at = $2 where person_id = $1', [actorId('CLERK @ sibling'), story.clock.now])
    const { code } = await clerk.attempt('mutation ($input: NeedInput!) { draftNeed(input: $input) { id } }', await CASES['draftNeed']!.make(kit))
    expect(code).toBe('FORBIDDEN')
  })

  test('a unit that has left the alliance no longer sees what is for its members', async () => {
    const entry = idOf('Need', await kit.entry({ type: 'Need', owner: 'community', audience: 'alliance' }))
    const sees = async (): Promise<boolean> => (await as('LIAISON @ ally').ask<{ node: object | null }>('query ($id: ID!) { node(id: $id) { id } }', { id: entry })).node !== null
    expect(await sees()).toBe(true)
    await story.sql(`update alliance_members set left_on = '2026-03-02' where organization_id = $1`, [place('ally')])
    expect(await sees()).toBe(false)
  })

  test('who is disabled is nobody at the next request, whatever session they have', async () => {
    await story.sql('update people set disabled_at = $2 where id = $1', [actorId('SUPERVISOR @ sibling'), story.clock.now])
    const { viewer, needs } = await as('SUPERVISOR @ sibling').ask<{ viewer: object | null; needs: { totalCount: number } }>('{ viewer { id } needs { totalCount } }')
    expect({ viewer, needs }).toEqual({ viewer: null, needs: { totalCount: 0 } })
  })

  test('a session that has run out is nobody’s', async () => {
    await story.sql('update sessions set expires_at = $2 where person_id = $1', [actorId('SUPERVISOR @ street'), story.clock.now])
    expect(await as('SUPERVISOR @ street').ask('{ viewer { id } }')).toEqual({ viewer: null })
  })

  test.each(['["x","y"]', '["2026-03-01T00:00:00Z","not an id"]', '[1,2]', '{}', 'null', '["2026-03-01T00:00:00Z"]', 'x'])('a cursor that somebody made up is bad input: %s', async (cursor) => {
    for (const list of ['needs', 'resources', 'projects', 'matchProposals', 'people', 'alliances', 'organizations']) {
      const { code } = await as('ADMIN @ district').attempt(`query ($after: String) { ${list}(after: $after) { totalCount } }`, { after: Buffer.from(cursor).toString('base64url') })
      expect({ list, code: code ?? 'ANSWERED' }).toEqual({ list, code: expect.stringMatching(/^(BAD_INPUT|ANSWERED)$/) as unknown })
    }
  })

  test('nothing went wrong behind the scenes', () => expect(story.faults).toEqual([]))
})
