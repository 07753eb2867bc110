import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { randomUUID } from 'node:crypto'
import { seedId } from '../../server/seeds/ids.ts'
import { globalId } from '../../server/src/graphql/ids.ts'
import { DRAFT_NEED, NEED_INPUT, PUBLISH_NEED, RESOURCE_INPUT } from '../harness/inputs.ts'
import { ALLIANCE, runMatching } from '../harness/matching-acts.ts'
import { type Story, id, openStory } from '../harness/story.ts'

const GARAGE = seedId('organization 怡园大厦物业')
const SCHOOL = id('Organization', '晨光小学')
const NIGHT = [{ start: 1140, end: 1890 }]
const CURVE = 'enough quantities needs { id title ownerName } providers { id title ownerName }'
const REMEDIES = 'query ($id: ID!) { remedies(needId: $id) { missing found { kind change gain moves { needTitle resourceTitle } resourceId resourceTitle ownerName audienceName } } }'
const SHIFTS = 'shifts { needTitle resourceTitle }'

let story: Story
/** What 韩雪 may not see: kept to 怡园大厦 itself, or not published. */
const hidden: { readonly uuid: string; readonly type: 'Need' | 'Resource'; readonly title: string }[] = []
/** A need of 韩雪's school that what is hidden would suit. */
let need: string

async function hide(type: 'Need' | 'Resource', title: string, stage: 'PUBLISHED' | 'DRAFT', quantity: number): Promise<void> {
  const uuid = randomUUID()
  const now = story.clock.now.toISOString()
  const columns = 'id, owner_id, title, category, attributes, unit, divisible, least_part, windows, starts_on, ends_on, audience_kind, audience_organization_id, contact_name, contact_phone, stage, published_at, created_at, updated_at, quantity'
  const values = "$1::uuid, $2::uuid, $3, 'PARKING', '{\"vehicle\":\"CAR\"}', 'PIECE', true, 1, '{[0,10080)}', '2026-03-03', '2026-08-29', $4, case when $4 = 'ORGANIZATION' then $2::uuid end, '值班室', '19900000099', $5, case when $5 = 'PUBLISHED' then $6::timestamptz end, $6::timestamptz, $6::timestamptz, $7::integer"
  const params = [uuid, GARAGE, title, stage === 'DRAFT' ? 'PUBLIC' : 'ORGANIZATION', stage, now, quantity]
  await (type === 'Need'
    ? story.sql(`insert into needs (${columns}, urgency, scope, scope_since) select ${values}, 5, case when $5 = 'PUBLISHED' then 'CITY' end, case when $5 = 'PUBLISHED' then $6::timestamptz end`, params)
    : story.sql(`insert into resources (${columns}, supply) select ${values}, 'REUSABLE'`, params))
  hidden.push({ uuid, type, title })
}

beforeAll(async () => {
  story = await openStory()
  await hide('Resource', '只给自己大厦的车位', 'PUBLISHED', 500)
  await hide('Need', '只给自己大厦看的需求', 'PUBLISHED', 9)
  await hide('Resource', '还没发布的车位', 'DRAFT', 500)
  await hide('Need', '还没发布的需求', 'DRAFT', 9)
  const han = await story.as('韩雪')
  const { draftNeed } = await han.ask<{ draftNeed: { id: string } }>(DRAFT_NEED, { input: { ...NEED_INPUT, ownerId: SCHOOL, title: '家长会停车', quantity: 200, windows: NIGHT } })
  need = draftNeed.id
  await han.ask(PUBLISH_NEED, { id: need })
  await story.sql("update needs set scope = 'CITY' where id = $1::uuid", [Buffer.from(need, 'base64url').toString().split(':')[1]])
  await runMatching(story)
})
afterAll(async () => {
  expect(story.faults).toEqual([])
  await story.close()
})

const namedIn = (answer: unknown): string[] => {
  const text = JSON.stringify(answer)
  return hidden.filter(({ uuid, type, title }) => [uuid, globalId(type, uuid), title].some((word) => text.includes(word))).map(({ title }) => title)
}

test('赵立新, who stands above 怡园大厦, is told that its spaces would help: they are there to be told of', async () => {
  expect(namedIn(await (await story.as('赵立新')).ask(REMEDIES, { id: need }))).toContain('只给自己大厦的车位')
})

test.each(['韩雪', '王磊', '林静'])('%s is told nothing of what is kept from them by what is reckoned', async (who) => {
  const visitor = await story.as(who)
  const answers = [
    await visitor.attempt(REMEDIES, { id: need }),
    await visitor.attempt(`query ($input: NeedInput!) { previewNeed(input: $input) { ${CURVE} } }`, { input: { ...NEED_INPUT, ownerId: SCHOOL, quantity: 300, windows: NIGHT } }),
    await visitor.attempt(`query ($input: ResourceInput!) { previewResource(input: $input) { ${CURVE} } }`, { input: { ...RESOURCE_INPUT, ownerId: SCHOOL, quantity: 300 } }),
    await visitor.attempt('query ($id: ID!) { scarcity(allianceId: $id) { prices { resourceId title value } recruits { organizations { name } } rows { cells { more { placeName } } } } }', { id: ALLIANCE }),
  ]
  const { matchProposals } = await visitor.ask<{ matchProposals: { nodes: { id: string }[] } }>('{ matchProposals(filter: { status: [OPEN] }, first: 50) { nodes { id } } }')
  for (const proposal of matchProposals.nodes) answers.push(await visitor.attempt(`query ($id: ID!) { alternatives(proposalId: $id) { without { ${SHIFTS} } instead { resourceId title ${SHIFTS} } } }`, { id: proposal.id }))
  if (who === '韩雪') expect(answers.slice(0, 4).map(({ code }) => code)).toEqual([null, null, null, null])
  const own = who === '王磊' ? hidden.map(({ title }) => title) : []
  expect(answers.flatMap(namedIn).filter((title) => !own.includes(title))).toEqual([])
})

test('a change of what the asker may not see cannot be asked for by its id, nor of a draft', async () => {
  const han = await story.as('韩雪')
  for (const { uuid, type } of hidden) {
    const remedy = type === 'Resource' ? { needId: need, kind: 'AUDIENCE', resourceId: globalId(type, uuid), gain: 1 } : { needId: globalId(type, uuid), kind: 'NEED_QUANTITY', gain: 1 }
    for (const mutation of ['proposeAdjustment(remedy: $remedy) { id }', 'adjustNeed(remedy: $remedy) { id }'])
      expect([mutation, (await han.attempt(`mutation ($remedy: RemedyInput!) { ${mutation} }`, { remedy })).code]).toEqual([mutation, mutation.startsWith('adjust') && type === 'Resource' ? 'ADJUSTMENT_NOT_ENOUGH' : 'NOT_FOUND'])
    if (type === 'Need') expect((await han.attempt(REMEDIES, { id: globalId(type, uuid) })).code).toBe('NOT_FOUND')
  }
})

test('nobody counts what they do not see', async () => {
  const counts = async (who: string): Promise<number> => {
    const { boardCounts } = await (who ? await story.as(who) : story.nobody).ask<{ boardCounts: { category: string; needs: number; resources: number }[] }>('query ($id: ID!) { boardCounts(allianceId: $id) { category needs resources } }', { id: ALLIANCE })
    return boardCounts.filter(({ category }) => category === 'PARKING').reduce((sum, { needs, resources }) => sum + needs + resources, 0)
  }
  expect(await counts('')).toBe(0)
  expect((await counts('王磊')) - (await counts('韩雪'))).toBe(2)
})
