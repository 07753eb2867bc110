import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { parseId } from '../../server/src/graphql/ids.ts'
import { NEED_INPUT, RESOURCE_INPUT } from '../harness/inputs.ts'
import { type Story, type Visitor, openStory } from '../harness/story.ts'
import { ACTORS, STREET_ALLIANCE, placeId, seatActors } from './access/actors.ts'
import { Kit } from './access/cases.ts'
import { expectedAsking } from './access/expected.ts'
import { idOf } from './access/rows.ts'

const EXPECTED = expectedAsking()
/** How many ask at once. */
const ABREAST = 4

let story: Story
let visitors: Map<string, Visitor>
let proposal: string
let need: string
beforeAll(async () => {
  story = await openStory({ poolSize: ABREAST })
  visitors = await seatActors(story)
  const kit = new Kit(story.sql)
  proposal = await kit.proposal()
  need = await kit.entry({ type: 'Need', owner: 'community' })
  await story.sql('update match_proposals set alliance_id = $2::uuid where id = $1::uuid', [parseId(proposal).uuid, STREET_ALLIANCE])
})
afterAll(() => story.close())

/** What is typed for the unit. */
const RESOURCE = { ...RESOURCE_INPUT, ownerId: placeId('unit') }
const NEED = { ...NEED_INPUT, ownerId: placeId('unit') }

const QUERIES: Record<string, () => string> = {
  previewNeed: () => 'query ($need: NeedInput!) { answer: previewNeed(input: $need) { __typename } }',
  previewResource: () => 'query ($resource: ResourceInput!) { answer: previewResource(input: $resource) { __typename } }',
  scarcity: () => `{ answer: scarcity(allianceId: "${idOf('Alliance', STREET_ALLIANCE)}") { rows { category } prices { value } } }`,
  remedies: () => `{ answer: remedies(needId: "${idOf('Need', need)}") { missing } }`,
  boardCounts: () => `{ answer: boardCounts(allianceId: "${idOf('Alliance', STREET_ALLIANCE)}") { needs } }`,
  alternatives: () => `{ answer: alternatives(proposalId: "${proposal}") { quantity } }`,
}

test('an expectation for each, and none without', () => expect([...EXPECTED.keys()].sort()).toEqual(Object.keys(QUERIES).sort()))

test.each(Object.keys(QUERIES))('who is answered: %s', async (name) => {
  const query = QUERIES[name]!()
  const outcomes = new Map<string, string>()
  const outcomeOf = async (actor: string): Promise<void> => {
    const { code, data } = await visitors.get(actor)!.attempt<{ answer: object | null }>(query, name === 'previewNeed' ? { need: NEED } : { resource: RESOURCE })
    outcomes.set(actor, code ?? (data?.answer ? 'SEEN' : 'NOTHING'))
  }
  for (let from = 0; from < ACTORS.length; from += ABREAST) await Promise.all(ACTORS.slice(from, from + ABREAST).map(outcomeOf))
  expect(ACTORS.filter((actor) => outcomes.get(actor) !== EXPECTED.get(name)!.get(actor)).map((actor) => `${actor}: ${outcomes.get(actor)}, expected ${EXPECTED.get(name)!.get(actor)}`)).toEqual([])
}, 120_000)

test('nothing went wrong behind the scenes', () => expect(story.faults).toEqual([]))
