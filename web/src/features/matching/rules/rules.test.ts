import { describe, expect, test } from '@jest/globals'
import { USUAL, changesBetween, exampleTerms, rulesOf } from './rules.ts'

describe('the rules as they are shown', () => {
  test('where nobody has set any, the usual ones', () => expect(rulesOf(null)).toEqual(USUAL))

  test('of two versions what differs, with never as nothing', () => {
    expect(changesBetween(USUAL, { ...USUAL, urgency: 5, districtAfterDays: null })).toEqual([{ name: 'urgency', before: 3, now: 5 }, { name: 'districtAfterDays', before: 14, now: null }])
    expect(changesBetween(USUAL, USUAL)).toEqual([])
  })

  test('the example is counted by the engine: 360 metres in one street, urgent, widened once, a favour returned', () => {
    expect(exampleTerms(USUAL).map(({ term, points }) => [term, points])).toEqual([['CATEGORY', 40], ['WINDOWS', 25], ['PROXIMITY', 14], ['URGENCY', 9], ['DISTANCE', 3], ['RECIPROCITY', 4], ['WIDENING', -2]])
    expect(exampleTerms(USUAL).find(({ term }) => term === 'DISTANCE')).toMatchObject({ metres: 360 })
  })
})
