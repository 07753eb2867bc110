import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals'
import { NEED_INPUT, RESOURCE_INPUT } from '../../../../test/harness/inputs.ts'
import { type Story, id, openStory } from '../../../../test/harness/story.ts'

const RESOURCE = 'query ($input: ResourceInput!) { previewResource(input: $input) { allianceName quantities gains units enough needs { title wanted before after } providers { title } } }'
const NEED = 'query ($input: NeedInput!) { previewNeed(input: $input) { units quantities needs { title before after } providers { title after } } }'
const NIGHTS = [{ start: 1140, end: 1890 }]

interface Previewed {
  previewResource: { allianceName: string; quantities: number[]; gains: number[]; units: number[]; enough: number | null; needs: { title: string; wanted: number; before: number; after: number[] }[] } | null
}

let story: Story
beforeAll(async () => {
  story = await openStory()
})
afterEach(() => expect(story.faults.splice(0)).toEqual([]))
afterAll(() => story.close())

const written = async (): Promise<unknown> => (await story.sql('select (select count(*) from needs) as n, (select count(*) from resources) as r, (select count(*) from audit_events where refusal is null) as a'))[0]

describe('before it is published', () => {
  test('王磊 sees whom five more spaces would serve, and nothing is written', async () => {
    const wang = await story.as('王磊')
    const before = await written()
    const { previewResource } = await wang.ask<Previewed>(RESOURCE, { input: { ...RESOURCE_INPUT, title: '', contactName: '', contactPhone: '', windows: [{ start: 0, end: 10_080 }] } })
    expect(previewResource).toMatchObject({ allianceName: '青园街道红色联盟' })
    const at = previewResource!.quantities.indexOf(5)
    expect(previewResource!.units[at]).toBe(5)
    expect(previewResource!.needs.reduce((sum, { before: without, after }) => sum + after[at]! - without, 0)).toBe(5)
    expect(previewResource!.gains.every((gain, i, all) => i === 0 || gain >= all[i - 1]!)).toBe(true)
    expect(await written()).toEqual(before)
  })

  test('赵立新 sees who would provide', async () => {
    const { previewNeed } = await (await story.as('赵立新')).ask<{ previewNeed: { units: number[]; providers: { title: string }[] } }>(NEED, { input: { ...NEED_INPUT, windows: NIGHTS } })
    expect(Math.max(...previewNeed.units)).toBeGreaterThan(0)
    expect(previewNeed.providers.length).toBeGreaterThan(0)
  })

  test('what each block of hours would do: less without the nights', async () => {
    const input = { ...RESOURCE_INPUT, quantity: 20, windows: [{ start: 0, end: 10_080 }] }
    const { previewResource } = await (await story.as('王磊')).ask<{ previewResource: { variants: { windows: { start: number; end: number }[]; served: number; gain: number }[] } }>('query ($input: ResourceInput!) { previewResource(input: $input) { variants { windows { start end } served gain } } }', { input })
    expect(previewResource.variants).toHaveLength(10)
    expect(previewResource.variants.every(({ served, gain }) => served <= 0 && gain <= 0)).toBe(true)
    expect(previewResource.variants[0]!.served).toBeLessThan(0)
  })

  test('when the nights begin and end: at each hour whom it would serve, what it is now among them', async () => {
    const input = { ...RESOURCE_INPUT, quantity: 20, windows: [{ start: 0, end: 10_080 }] }
    const { previewResource } = await (await story.as('王磊')).ask<{ previewResource: { units: number[]; quantities: number[]; sliders: { days: number[]; until: boolean; now: number; positions: number[]; gains: number[]; units: number[]; needs: { title: string; before: number; after: number[] }[] }[] } }>(
      'query ($input: ResourceInput!) { previewResource(input: $input) { quantities units sliders { days until now positions gains units needs { title before after } providers { id } } } }',
      { input },
    )
    const { sliders, units, quantities } = previewResource
    expect(sliders.map(({ days, until, now }) => [days[0], until, now])).toEqual([[5, true, 1440], [5, false, 0], [0, true, 1440], [0, false, 0]])
    for (const { positions, now, gains, units: used, needs } of sliders) {
      expect(used[positions.indexOf(now)]).toBe(units[quantities.indexOf(20)])
      expect(gains).toHaveLength(positions.length)
      for (const { after } of needs) expect(after).toHaveLength(positions.length)
      expect(Math.max(...gains)).toBe(gains[positions.indexOf(now)])
      expect(Math.min(...gains)).toBeLessThan(gains[positions.indexOf(now)]!)
    }
  })

  test('a listed resource is compared with itself as it is; only its owner revises it', async () => {
    const query = 'query ($input: ResourceInput!, $id: ID) { previewResource(input: $input, replaces: $id) { quantities gains needs { before after } } }'
    const garage = id('Resource', '怡园大厦地下车库')
    const wang = await story.as('王磊')
    const columns = 'title description category attributes unit divisible leastPart startsOn endsOn audienceKind contactName contactPhone supply quantity commonProperty ownersDecisionBy ownersDecisionOn ownersDecisionText windows { start end }'
    const { node } = await wang.ask<{ node: { quantity: number } }>(`{ node(id: "${garage}") { ... on Resource { ${columns} } } }`)
    const input = { ownerId: RESOURCE_INPUT['ownerId'], ...node }
    const { previewResource } = await wang.ask<Previewed>(query, { input, id: garage })
    const at = previewResource!.quantities.indexOf(node.quantity)
    expect(previewResource!.gains[at]).toBe(0)
    expect(previewResource!.needs.every(({ before, after }) => after[at] === before)).toBe(true)
    expect(previewResource!.gains[0]).toBeLessThan(0)
    expect((await (await story.as('赵立新')).attempt(query, { input, id: garage })).code).toBe('FORBIDDEN')
    expect((await wang.attempt(query, { input: { ...input, ownerId: id('Organization', '阳光小学') }, id: garage })).code).toBe('BAD_INPUT')
  })

  test('what cannot be published cannot be reckoned, and says why', async () => {
    const wang = await story.as('王磊')
    for (const [change, code] of [[{ quantity: 0 }, 'QUANTITY_INVALID'], [{ windows: [] }, 'WINDOWS_MISSING'], [{ endsOn: '2026-01-01' }, 'PERIOD_INVALID'], [{ attributes: { vehicle: 'SHIP' } }, 'ATTRIBUTES_INVALID']] as const)
      expect([code, (await wang.attempt(RESOURCE, { input: { ...RESOURCE_INPUT, ...change } })).code]).toEqual([code, code])
  })

  test('nobody asks for another organization, nor without a log-in', async () => {
    const other = { ...RESOURCE_INPUT, ownerId: id('Organization', '阳光小学') }
    expect((await (await story.as('王磊')).attempt(RESOURCE, { input: other })).code).toBe('FORBIDDEN')
    expect((await story.nobody.attempt(RESOURCE, { input: other })).code).toBe('UNAUTHENTICATED')
  })
})
