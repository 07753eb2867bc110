import { describe, expect, test } from '@jest/globals'
import { attributeMismatches, attributesSchema, CATEGORIES, needsOwnersDecision } from './categories.ts'
import { ENUMS, label, TERMS, valuesOf } from './glossary.ts'
import { isRefusalCode, REFUSALS, refusalText } from './refusals.ts'

describe('the catalogue of categories', () => {
  test.each(valuesOf('Category'))('%s has labels for whatever it names', (category) => {
    const rules = CATEGORIES[category]
    for (const unit of rules.units) expect(ENUMS.UnitOfMeasure).toHaveProperty(unit)
    for (const { name } of rules.attributes) expect(ENUMS.Attribute).toHaveProperty(name)
    expect(new Set(rules.attributes.map(({ name }) => name)).size).toBe(rules.attributes.length)
    expect(attributesSchema(category, 'NEED').safeParse({ unknown: 1 }).success).toBe(false)
  })

  test('a parking space says for what vehicle; the rest is optional and strict', () => {
    const schema = attributesSchema('PARKING', 'RESOURCE')
    expect(schema.parse({ vehicle: 'CAR', covered: true, entranceHeight: 210 })).toEqual({ vehicle: 'CAR', covered: true, entranceHeight: 210 })
    for (const wrong of [{}, { vehicle: 'TANK' }, { vehicle: 'CAR', covered: 'yes' }, { vehicle: 'CAR', entranceHeight: 2.1 }, { vehicle: 'CAR', colour: 'red' }, null]) {
      expect(schema.safeParse(wrong).success).toBe(false)
    }
  })

  test('a need may leave the kind of venue open, a resource may not', () => {
    expect(attributesSchema('VENUE', 'NEED').safeParse({ seats: 30 }).success).toBe(true)
    expect(attributesSchema('VENUE', 'RESOURCE').safeParse({ seats: 30 }).success).toBe(false)
  })

  test('what is wanted and not offered is listed in the order of the form', () => {
    expect(attributeMismatches('PARKING', { vehicle: 'CAR', charging: true, entranceHeight: 220 }, { vehicle: 'EBIKE', entranceHeight: 200 })).toEqual([
      { attribute: 'vehicle', wanted: 'CAR', offered: 'EBIKE' },
      { attribute: 'charging', wanted: true, offered: null },
      { attribute: 'entranceHeight', wanted: 220, offered: 200 },
    ])
  })

  test.each([
    ['PARKING', { vehicle: 'CAR', charging: false, entranceHeight: 220 }, { vehicle: 'CAR' }, true],
    ['VENUE', { seats: 30 }, { venue: 'HALL', seats: 200 }, true],
    ['VENUE', { seats: 30 }, { venue: 'HALL' }, false],
    ['COURSE', { subject: 'ERHU', ageGroup: 'ELDERS' }, { subject: 'ERHU' }, true],
    ['COURSE', { subject: 'ERHU', ageGroup: 'ELDERS' }, { subject: 'ERHU', ageGroup: 'CHILDREN' }, false],
    ['GOODS', { goods: 'BOOKS', condition: 'GOOD' }, { goods: 'BOOKS', condition: 'NEW' }, true],
    ['GOODS', { goods: 'BOOKS', condition: 'GOOD' }, { goods: 'BOOKS', condition: 'USED' }, false],
    ['VOLUNTEER_SERVICE', { field: 'ELDERLY', skills: '理发' }, { field: 'ELDERLY', skills: '陪伴' }, true],
    ['LECTURE', {}, {}, true],
  ] as const)('%s %j by %j: %s', (category, need, resource, fits) => {
    expect(attributeMismatches(category, need, resource).length === 0).toBe(fits)
  })

  test("owners' common property asks for a decision", () => {
    expect(needsOwnersDecision('PARKING', true)).toBe(true)
    expect(needsOwnersDecision('PARKING', false)).toBe(false)
    expect(needsOwnersDecision('LECTURE', true)).toBe(false)
  })
})

describe('the glossary', () => {
  test('no word is empty, and no two values of an enumeration read the same', () => {
    for (const term of Object.values(TERMS)) expect(Object.values(term).every((text: string) => text.trim() === text && text !== '')).toBe(true)
    for (const labels of Object.values(ENUMS)) {
      for (const language of ['zh', 'en'] as const) {
        const texts = Object.values(labels).map((l: { zh: string; en: string }) => l[language])
        expect(new Set(texts).size).toBe(texts.length)
      }
    }
  })

  test('labels', () => {
    expect(label('EntryStatus', 'PARTLY_MET')).toBe('部分满足')
    expect(label('EntryStatus', 'PARTLY_MET', 'en')).toBe('Partly met')
  })
})

describe('refusals', () => {
  test('details are filled in, missing ones are dashes, unknown codes are INTERNAL', () => {
    expect(refusalText('RESOURCE_OVERBOOKED', { free: 3 })).toContain('还可用 3 个')
    expect(refusalText('RESOURCE_OVERBOOKED')).toContain('还可用 — 个')
    expect(refusalText('NO_SUCH_CODE', { requestId: 'r1' }, 'en')).toContain('r1')
    expect(isRefusalCode('toString')).toBe(false)
  })

  test('both languages ask for the same details', () => {
    const names = (text: string): string[] => [...text.matchAll(/\{(\w+)\}/g)].map((m) => m[1] ?? '').sort()
    for (const { zh, en } of Object.values(REFUSALS)) expect(names(en)).toEqual(names(zh))
  })
})
