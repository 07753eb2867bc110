import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { closePdfPrinter } from '../../server/src/documents/pdf.ts'
import { type Story, type Visitor, openStory } from '../harness/story.ts'
import { ACTORS, type PlaceName, actorId, placeId, seatActors } from './access/actors.ts'
import { CASES, Kit } from './access/cases.ts'
import { expectedReading, who } from './access/expected.ts'
import { insertItem, insertMeeting, insertMinutes, insertStep, insertTopic } from './access/meeting-rows.ts'
import { idOf, insert, insertAttachment, insertEntry, uuidOf } from './access/rows.ts'
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
afterAll(async () => {
  await story.close()
  await closePdfPrinter()
})

const as = (actor: string): Visitor => visitors.get(actor)!
const fetchAs = (actor: string, path: string, init: RequestInit = {}): Promise<Response> => fetch(`${story.url}${path}`, { ...init, headers: { cookie: as(actor).cookie } })
const COMMUNITY = 'ADMIN SUPERVISOR SECRETARY CLERK @ district street community'
const SEEN = expectedReading()

/** Who of all gets an answer that is no refusal; whoever does not is told what they are told of what is not there. */
async function served(path: string): Promise<string[]> {
  const found: string[] = []
  for (const actor of ACTORS) {
    const response = await fetchAs(actor, path)
    const { status } = response
    const said = status === 200 ? '' : await response.text()
    await response.body?.cancel().catch(() => undefined)
    if (status === 200) found.push(actor)
    else if (!said.includes(actor === 'nobody' ? 'UNAUTHENTICATED' : 'NOT_FOUND')) found.push(`${actor} is told ${status} ${said}`)
  }
  return found
}
const listed = (text: string): string[] => ACTORS.filter((actor) => who(text).has(actor))

describe('the documents of a meeting', () => {
  test.each([
    ['planned', ''],
    ['announced', ''],
    // A draft is given to whoever sees that there is one.
    ['held', COMMUNITY],
    ['heard', `${COMMUNITY}; LIAISON @ unit ally`],
    ['minuted', `${COMMUNITY}; LIAISON @ unit ally`],
    ['public', 'everybody'],
    ['early', `${COMMUNITY}; LIAISON @ unit`],
  ])('minutes of the meeting that is %s', async (name, readers) => {
    expect(await served(`/meetings/${world.get(`JointMeeting ${name}`)}/minutes.docx`)).toEqual(readers ? listed(readers) : [])
  })

  test('an edition that is not issued is nobody’s to ask for', async () => {
    expect(await served(`/meetings/${world.get('JointMeeting heard')}/minutes.docx?edition=1`)).toEqual([])
  })

  test('nor is PDF another door', async () => {
    for (const actor of ['LIAISON @ stranger', 'SECRETARY @ sibling', 'RESIDENT @ community', 'MEMBER @ unit', 'nobody'])
      for (const name of ['held', 'heard', 'minuted']) expect((await fetchAs(actor, `/meetings/${world.get(`JointMeeting ${name}`)}/minutes.pdf`)).status).toBeGreaterThanOrEqual(400)
  })

  test.each([['announced', `${COMMUNITY}; LIAISON @ unit ally`], ['of-street', 'ADMIN SUPERVISOR SECRETARY CLERK @ district street; SECRETARY CLERK @ community; LIAISON @ ally']])('the date of the meeting that is %s', async (name, readers) => {
    expect(await served(`/meetings/${world.get(`JointMeeting ${name}`)}/calendar.ics`)).toEqual(listed(readers))
  })

  test('the code that hangs in the room is drawn for those who hang it there', async () => {
    expect(await served(`/meetings/${world.get('JointMeeting announced')}/check-in.svg`)).toEqual(listed('SECRETARY CLERK @ community'))
  })

  test('an id of something else opens no document', async () => {
    for (const id of [world.get('Minutes held'), world.get('Need public'), placeId('community'), 'x', '..%2fhealth'])
      expect(await (await fetchAs('SECRETARY @ community', `/meetings/${id}/minutes.docx`)).text()).toContain('NOT_FOUND')
  })
})

describe('files', () => {
  test('are given to whoever sees what they hang on, and to nobody else', async () => {
    const form = new FormData()
    form.append('file', new Blob(['%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF']), 'a.pdf')
    const sent = await fetchAs('LIAISON @ unit', '/files', { method: 'POST', body: form })
    const { id } = (await sent.json()) as { id: string }
    expect(sent.status).toBe(201)
    const [kept] = await story.sql<{ sha256: string; size: number }>('select sha256, size from attachments where id = $1', [Buffer.from(id, 'base64url').toString().split(':')[1]])
    await story.sql('update attachments set sha256 = $1, size = $2 where removed_at is null', [kept!.sha256, kept!.size])
    expect(await served(`/files/${id}`)).toEqual(['LIAISON @ unit'])
    for (const [name, readers] of SEEN.get('Attachment')!.rows) expect({ name, readers: await served(`/files/${world.get(`Attachment ${name}`)}`) }).toEqual({ name, readers: ACTORS.filter((actor) => readers.has(actor)) })
  })

  test('of others cannot be hung on one’s own report, nor one’s own twice', async () => {
    const send = async (actor: string, file: string, variables: object): Promise<string | null> =>
      (await as(actor).attempt('mutation ($id: ID!, $words: String!, $files: [ID!]) { reportProgress(id: $id, words: $words, fileIds: $files) { id } }', { ...variables, files: [idOf('Attachment', file)] })).code
    const file = await insertAttachment(story.sql, uuidOf(kit.name()), actorId('LIAISON @ unit'))
    expect(await send('LIAISON @ neighbour', file, await CASES['reportProgress']!.make(kit))).toBe('NOT_FOUND')
    expect(await send('LIAISON @ unit', file, await CASES['reportProgress']!.make(kit))).toBeNull()
    expect(await send('LIAISON @ unit', file, await CASES['reportProgress']!.make(kit))).toBe('NOT_FOUND')
  })
})

describe('the way round', () => {
  /** Nothing of it is for anybody but the community and those above it. */
  async function secretMeeting(convener: PlaceName): Promise<string> {
    const word = `机密${kit.name()}`
    const meeting = await insertMeeting(story.sql, uuidOf(kit.name()), { convener, stage: 'HELD', asked: [convener] })
    await story.sql(`update joint_meetings set title = $2, place = $2, chair = $2 where id = $1`, [meeting, word])
    const topic = await insertTopic(story.sql, uuidOf(kit.name()), { convener, meeting })
    await story.sql(`update agenda_items set title = $2, discussion = $2, decision = $2, demand = $2 where id = $1`, [topic, word])
    const item = await insertItem(story.sql, uuidOf(kit.name()), { convener, meeting, topic, stage: 'ACCEPTED', lead: convener })
    await story.sql(`update resolved_items set text = $2, evidence = $2 where id = $1`, [item, word])
    const step = await insertStep(story.sql, uuidOf(kit.name()), item, convener, actorId('CLERK @ community'))
    await insertAttachment(story.sql, uuidOf(kit.name()), actorId('CLERK @ community'), { on: step, type: 'ItemStep' })
    await insertMinutes(story.sql, uuidOf(kit.name()), meeting, 'ISSUED', convener)
    await story.sql(`insert into invitations (id, meeting_id, name, capacity, created_at) values ($1, $2, $3, 'RESIDENT', now())`, [uuidOf(kit.name()), meeting, word])
    return word
  }
  const WAY = `query ($id: ID!) { node(id: $id) { ... on Organization { children(first: 50) { nodes { ...Convened } } ...Convened } } }
    fragment Convened on Organization { meetingRules(first: 5) { totalCount } meetings(first: 30) { totalCount nodes { title place chair agenda(first: 3) { nodes { title demand discussion decision } } invitations(first: 3) { nodes { name } }
      minutes(first: 2) { nodes { document comments(first: 2) { nodes { words } } } } resolvedItems(first: 2) { totalCount nodes { text evidence steps(first: 2) { nodes { words actorName attachments(first: 1) { nodes { name url } } } } } } } } }`

  test('from an organization to its meetings, their items and what was reported of them shows a stranger nothing', async () => {
    const word = await secretMeeting('community')
    const readers: string[] = []
    for (const actor of ACTORS) if (JSON.stringify(await as(actor).ask(WAY, { id: placeId('community') })).includes(word)) readers.push(actor)
    expect(readers).toEqual(listed(COMMUNITY))
  })

  test('lists and figures count nothing that is not seen', async () => {
    for (const actor of ['LIAISON @ stranger', 'MEMBER @ stranger', 'SECRETARY @ sibling', 'CLERK @ foreign', 'RESIDENT @ community', 'nobody']) {
      const { meetings, items, figures } = await as(actor).ask<{ meetings: { totalCount: number; nodes: object[] }; items: { totalCount: number; nodes: object[] }; figures: Record<string, number> }>(
        `query ($id: ID!) { meetings(first: 100, filter: { withinId: $id }) { totalCount nodes { id } } items: resolvedItems(first: 100, filter: { withinId: $id }) { totalCount nodes { id } } figures: meetingFigures(organizationId: $id, year: 2026) { regular centralTask urgent resolved } }`,
        { id: placeId('community') })
      // What was made public; who leads an item, and those above, see that too; nobody sees not even the former.
      const seen = actor === 'nobody' ? 0 : 1
      const led = actor === 'LIAISON @ stranger' || actor === 'CLERK @ foreign' ? 1 : 0
      expect({ actor, meetings: meetings.totalCount, items: items.totalCount, figures }).toEqual({ actor, meetings: seen, items: seen + led, figures: { regular: 0, centralTask: seen, urgent: 0, resolved: seen } })
    }
  })

  test('a topic that a community brings to its street is not known to other communities', async () => {
    const topics = async (actor: string): Promise<string[]> =>
      (await as(actor).ask<{ topics: { nodes: { id: string }[] } }>('query ($id: ID!) { topics(convenerId: $id, first: 100) { nodes { id } } }', { id: placeId('street') })).topics.nodes.map(({ id }) => id)
    const [brought, allied] = [world.get('AgendaItem of-community-at-street')!, world.get('AgendaItem of-ally-at-street')!]
    for (const actor of ACTORS) expect({ actor, sees: (await topics(actor)).filter((id) => [brought, allied].includes(id)).sort() }).toEqual({ actor, sees: [brought, allied].filter((id) => SEEN.get('AgendaItem')!.rows.get(id === brought ? 'of-community-at-street' : 'of-ally-at-street')!.has(actor)).sort() })
  })

  test('what matching could not do is offered as a topic to the convener and those above it alone', async () => {
    const need = await insertEntry(story.sql, uuidOf(kit.name()), { type: 'Need', name: 'unmet', owner: 'community' })
    const [run] = await story.sql<{ id: string }>('select id from match_runs limit 1')
    await insert(story.sql, 'match_obstacles', { id: uuidOf(kit.name()), run_id: run!.id, need_id: need, missing: 1, chain: '[]', created_at: '2026-03-01T03:00:00Z' })
    const readers: string[] = []
    for (const actor of ACTORS) {
      const { topicsOffered } = await as(actor).ask<{ topicsOffered: { nodes: { id: string }[] } }>('query ($id: ID!) { topicsOffered(convenerId: $id, first: 100) { nodes { id } } }', { id: placeId('street') })
      if (topicsOffered.nodes.some(({ id }) => id === idOf('Need', need))) readers.push(actor)
    }
    expect(readers).toEqual(listed('ADMIN SUPERVISOR SECRETARY CLERK @ district street'))
  })

  test('"mine" and "waiting for me" widen nothing', async () => {
    for (const actor of ACTORS) {
      const all = await as(actor).ask<Record<string, { nodes: { id: string }[] }>>(`{ meetings(first: 100) { nodes { id } } mine: meetings(first: 100, filter: { mine: true }) { nodes { id } }
        items: resolvedItems(first: 100) { nodes { id } } own: resolvedItems(first: 100, filter: { mine: true }) { nodes { id } } waiting: resolvedItems(first: 100, filter: { waitingForViewer: true }) { nodes { id } } }`)
      const ids = (list: string): string[] => all[list]!.nodes.map(({ id }) => id)
      expect({ actor, more: [...ids('mine').filter((id) => !ids('meetings').includes(id)), ...ids('own').filter((id) => !ids('items').includes(id)), ...ids('waiting').filter((id) => !ids('items').includes(id))] }).toEqual({ actor, more: [] })
    }
  })
})

test('nothing went wrong behind the scenes', () => expect(story.faults).toEqual([]))
