import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { type Story, id, openStory } from '../../../../test/harness/story.ts'

const ASK = `query ($id: ID!) { scarcity(allianceId: $id) { rows { category unit attributes cells { windowClass wanted idle more { units value served placeName exact } } }
  prices { resourceId title value served } recruits { category organizations { organizationId name unitKind } unitKinds { unitKind units } } } }`
const ALLIANCE = id('Alliance', '青园街道红色联盟')

interface Cell {
  windowClass: string
  wanted: number
  idle: number
  more: { units: number; value: number; served: number; placeName: string; exact: boolean } | null
}
interface Answer {
  scarcity: {
    rows: { category: string; unit: string; attributes: object; cells: Cell[] }[]
    prices: { title: string; value: number; served: number }[]
    recruits: { category: string; organizations: { name: string }[]; unitKinds: { unitKind: string; units: number }[] }[]
  }
}

describe('what one more is worth in 青园街道', () => {
  let story: Story
  beforeAll(async () => {
    story = await openStory()
  })
  afterAll(() => story.close())

  test('赵立新 sees that one more space by night and at weekends serves one household more', async () => {
    const { scarcity } = await (await story.as('赵立新')).ask<Answer>(ASK, { id: ALLIANCE })
    const parking = scarcity.rows.find(({ category }) => category === 'PARKING')!
    expect(parking).toMatchObject({ unit: 'PIECE', attributes: { vehicle: 'CAR' } })
    const cell = parking.cells.find(({ windowClass }) => windowClass === 'OFF_HOURS')!
    expect(cell.wanted).toBeGreaterThanOrEqual(12)
    expect(cell.more).toMatchObject({ units: 1, served: 1, exact: true })
    expect(cell.more!.value).toBeGreaterThan(0)
  })

  test('and whom to ask: units of the alliance without a parking space in the list, and which kinds usually have one', async () => {
    const { scarcity } = await (await story.as('赵立新')).ask<Answer>(ASK, { id: ALLIANCE })
    const hint = scarcity.recruits.find(({ category }) => category === 'PARKING')!
    expect(hint.organizations.map(({ name }) => name)).not.toContain('怡园大厦物业')
    expect(hint.organizations.length).toBeGreaterThan(0)
    expect(hint.unitKinds.map(({ unitKind }) => unitKind)).toContain('PROPERTY_MANAGER')
    expect(hint.unitKinds.every(({ units }) => units > 0)).toBe(true)
  })

  test('王磊 of a member unit may ask too; who stands outside is told of no such alliance', async () => {
    expect((await (await story.as('王磊')).attempt<Answer>(ASK, { id: ALLIANCE })).code).toBeNull()
    expect((await story.nobody.attempt(ASK, { id: ALLIANCE })).code).toBe('NOT_FOUND')
    expect((await (await story.as('何玉梅')).attempt(ASK, { id: ALLIANCE })).code).toBe('NOT_FOUND')
  })
})
