import { describe, expect, test } from '@jest/globals'
import loadHighs from 'highs'
import { DAY, onDays, PRESETS, subtract, union } from '../weekly-windows.ts'
import { allocate } from './allocate.ts'
import { check } from './check.ts'
import { highsSolver } from './highs-solver.ts'
import { aNeed, anInput, aResource } from './testing/story.ts'
import { DEFAULT_WEIGHTS, type Allocation, type MatchingInput } from './types.ts'
import { obstacleSentence, termWords } from './words.ts'

const solver = highsSolver(await loadHighs())
const nights = union(PRESETS.workdayNights, PRESETS.weekends)
const saturday = onDays([5], 0, DAY)
const sunday = onDays([6], 0, DAY)

function allocated(input: MatchingInput): Allocation {
  const allocation = allocate(input, solver)
  expect(check(input, allocation)).toEqual([])
  return allocation
}

const quantities = (allocation: Allocation): string[] => allocation.matches.map(({ needId, resourceId, quantity }) => `${needId} ${quantity} ${resourceId}`)
const nearest = (allocation: Allocation) => allocation.unmet[0]?.obstacles.at(-1)

function sentences(allocation: Allocation, language: 'zh' | 'en' = 'zh'): string[] {
  return (allocation.unmet[0]?.obstacles ?? []).map((obstacle) => obstacleSentence(obstacle, { language, category: 'VENUE', nameOf: (id) => id }))
}

describe('windows that share moments', () => {
  const two = { ...DEFAULT_WEIGHTS, category: 2, windows: 0, urgency: 0, sameStreet: 0, widening: 0 }

  test('weekend, Saturday and Sunday: the linear optimum is 7, the integer one 6', () => {
    const needs = [
      aNeed('p', { windows: PRESETS.weekends }),
      aNeed('q', { windows: sunday }),
      aNeed('s', { windows: saturday }),
      aNeed('w', { windows: PRESETS.weekends }),
    ]
    const allowed = ['p r1', 'q r1', 'q r2', 'w r2', 'w r3', 's r3', 's r1']
    const resources = ['r1', 'r2', 'r3'].map((id) => aResource(id))
    const declined = needs.flatMap((need) => resources.filter(({ id }) => !allowed.includes(`${need.id} ${id}`)).map(({ id }) => ({ needId: need.id, resourceId: id })))
    const { value, bound, gap, certificate } = allocated(anInput(needs, resources, { weights: two, declined }))
    expect({ value, bound, gap, certificate }).toMatchObject({ value: 6, bound: 6, gap: 0, certificate: { optimal: true, components: 1, integerComponents: 1 } })
  })

  test('three windows that meet two by two take turns on one space', () => {
    const needs = [aNeed('a', { windows: onDays([5, 6], 0, DAY) }), aNeed('b', { windows: onDays([0, 6], 0, DAY) }), aNeed('c', { windows: onDays([0, 5], 0, DAY) })]
    expect(allocated(anInput(needs, [aResource('r')], { weights: two })).matches).toHaveLength(1)
  })

  test('a night and the day after share a space that a whole day cannot', () => {
    const input = anInput(
      [aNeed('day', { windows: PRESETS.workdayDays }), aNeed('night', { windows: PRESETS.workdayNights }), aNeed('weekend', { windows: onDays([5], 480, DAY) })],
      [aResource('r')],
    )
    expect(quantities(allocated(input))).toEqual(['day 1 r', 'night 1 r', 'weekend 1 r'])
  })

  test('periods that only share a Tuesday do not compete for Saturdays', () => {
    const input = anInput(
      [
        aNeed('a', { windows: saturday, period: { from: '2026-03-16', to: '2026-03-24' } }),
        aNeed('b', { windows: saturday, period: { from: '2026-03-24', to: '2026-04-30' } }),
        aNeed('c', { windows: onDays([1], 0, DAY), period: { from: '2026-03-24', to: '2026-03-24' } }),
      ],
      [aResource('r')],
    )
    expect(quantities(allocated(input))).toEqual(['a 1 r', 'b 1 r', 'c 1 r'])
  })
})

describe('quantities', () => {
  test('one ledger: 60 wanted, 9 committed, 20 and 9 matched, 22 missing', () => {
    const input = anInput(
      [aNeed('居民夜间停车', { quantity: 60, windows: nights, urgency: 3 })],
      [aResource('怡园大厦', { quantity: 20, windows: nights }), aResource('青园商务楼', { quantity: 9 }), aResource('康宁医院', { quantity: 9, windows: PRESETS.allWeek })],
      { committed: [{ needId: '居民夜间停车', resourceId: '青园商务楼', quantity: 9, windows: nights, period: { from: '2026-03-01', to: '2026-12-31' } }] },
    )
    const allocation = allocated(input)
    expect(quantities(allocation)).toEqual(['居民夜间停车 9 康宁医院', '居民夜间停车 20 怡园大厦'])
    expect(allocation.unmet[0]).toMatchObject({ missing: 22 })
    expect(allocation.value).toBe(29 * (40 + 25 + 14 + 9 - 2))
    expect(allocation.matches[0]?.terms.map((term) => termWords(term, 'zh'))).toEqual([
      { label: '类别相同', detail: '车位' },
      { label: '时段完全覆盖', detail: '每周 110 小时' },
      { label: '同街道', detail: '' },
      { label: '紧急 3 级', detail: '3 × 3' },
      { label: '扩大到本街道', detail: '' },
    ])
  })

  test('a whole need takes all from one, a divisible one no part below its least', () => {
    const resources = [aResource('r1', { quantity: 3 }), aResource('r2', { quantity: 4 })]
    expect(quantities(allocated(anInput([aNeed('whole', { quantity: 5, divisible: false })], resources)))).toEqual([])
    expect(quantities(allocated(anInput([aNeed('whole', { quantity: 4, divisible: false })], resources)))).toEqual(['whole 4 r2'])
    expect(quantities(allocated(anInput([aNeed('parts', { quantity: 7, leastPart: 4 })], resources)))).toEqual(['parts 4 r2'])
    expect(quantities(allocated(anInput([aNeed('parts', { quantity: 6, leastPart: 3 })], resources)))).toEqual(['parts 3 r1', 'parts 3 r2'])
  })

  test('a stock is gone when it is gone, whatever the hours; the unlimited has no end', () => {
    const needs = [aNeed('sat', { quantity: 6, windows: saturday }), aNeed('sun', { quantity: 6, windows: sunday, urgency: 2 })]
    expect(quantities(allocated(anInput(needs, [aResource('stock', { supply: 'CONSUMABLE', quantity: 8 })])))).toEqual(['sat 2 stock', 'sun 6 stock'])
    expect(quantities(allocated(anInput(needs, [aResource('all', { supply: 'UNLIMITED', quantity: null })])))).toEqual(['sat 6 all', 'sun 6 all'])
  })

  test('a shown pair keeps its place against a small gain, not against a large one', () => {
    const resources = [aResource('r')]
    const shown = [{ needId: 'old', resourceId: 'r', quantity: 1 }]
    expect(quantities(allocated(anInput([aNeed('new', { urgency: 2 }), aNeed('old')], resources, { shown })))).toEqual(['old 1 r'])
    expect(quantities(allocated(anInput([aNeed('new', { urgency: 3 }), aNeed('old')], resources, { shown })))).toEqual(['new 1 r'])
  })

  test('what is declined is not proposed again', () => {
    const input = anInput([aNeed('n')], [aResource('r')], { declined: [{ needId: 'n', resourceId: 'r' }] })
    expect(nearest(allocated(input))).toMatchObject({ code: 'DECLINED', tested: 1, passed: 0, resourceId: 'r' })
  })
})

describe('slots', () => {
  test('twice a week two hours, each on its own day, around what is committed', () => {
    const need = aNeed('n', { slot: { minutes: 120, timesPerWeek: 2 }, windows: onDays([0, 1], 840, 1080), quantity: 1 })
    const committed = [{ needId: 'x', resourceId: 'r', quantity: 1, windows: onDays([0], 840, 900), period: { from: '2026-05-01', to: '2026-05-31' } }]
    const [match] = allocated(anInput([need], [aResource('r')], { committed })).matches
    expect(match?.slots?.[0]).toEqual({ start: 960, end: 1080 })
    expect(match?.slots).toHaveLength(2)
  })

  test('two needs find different hours of one room', () => {
    const slot = { minutes: 120, timesPerWeek: 1 }
    const needs = ['a', 'b', 'c'].map((id) => aNeed(id, { slot, windows: onDays([5], 480, 720) }))
    const { matches, unmet } = allocated(anInput(needs, [aResource('r')]))
    expect(matches).toHaveLength(2)
    expect(unmet[0]?.obstacles.at(-1)).toMatchObject({ code: 'TAKEN', free: 0, short: 1 })
  })
})

describe('why not', () => {
  const venue = { category: 'VENUE', attributes: { venue: 'MEETING_ROOM' } } as const
  const morning = onDays([5], 540, 660)
  const want = aNeed('周六活动', { category: 'VENUE', attributes: {}, windows: morning })
  const closed = (id: string) => aResource(id, { ...venue, windows: subtract(PRESETS.allWeek, morning) })

  test('three venues would suit, yet all are closed', () => {
    expect(sentences(allocated(anInput([want], ['甲', '乙', '丙'].map(closed))))).toEqual(['有 3 处场地合适，但周六 09:00 至 11:00 都不开放。'])
    expect(sentences(allocated(anInput([want], ['甲', '乙', '丙'].map(closed))), 'en')).toEqual(['Of venue, 3 would suit, but all of them are closed: Saturday 09:00 to 11:00.'])
  })

  test('the tests read as a chain', () => {
    const resources = [
      aResource('外街道礼堂', { ...venue, audience: 'other street' }),
      aResource('小教室', { ...venue, attributes: { venue: 'CLASSROOM', seats: 20 } }),
      closed('甲'),
      aResource('短期', { ...venue, period: { from: '2026-03-16', to: '2026-06-30' } }),
      aResource('已订', { ...venue }),
    ].map((resource) => (resource.id === '小教室' ? resource : { ...resource, attributes: { ...resource.attributes, seats: 50 } }))
    const committed = [{ needId: '党课', resourceId: '已订', quantity: 1, windows: morning, period: { from: '2026-03-01', to: '2026-12-31' } }]
    const allocation = allocated(anInput([{ ...want, attributes: { seats: 30 } }], resources, { committed }))
    expect(allocation.unmet[0]?.obstacles.map(({ code, tested, passed }) => `${code} ${tested} ${passed}`)).toEqual(['OUTSIDE_AUDIENCE 5 4', 'ATTRIBUTES 4 3', 'WINDOWS 3 2', 'PERIOD 2 1', 'TAKEN 1 0'])
    expect(sentences(allocation)).toEqual([
      '有 5 处场地，其中 1 处不在双方的面向范围内，最近的是“外街道礼堂”。',
      '有 4 处场地，其中 1 处条件不符；最接近的是“小教室”，座位需要 30 个，它是 20 个。',
      '有 3 处场地合适，但其中 1 处周六 09:00 至 11:00 不开放。',
      '有 2 处场地合适，但其中 1 处期间不够；最接近的是“短期”，开放 2026-03-16 至 2026-06-30，需要 2026-03-16 至 2026-12-31。',
      '有 1 处场地合适，但这些时段已给了其他需求：“已订”已给“党课” 1 间，还余 0 间。',
    ])
    for (const sentence of [...sentences(allocation), ...sentences(allocation, 'en')]) expect(sentence).not.toMatch(/undefined|NaN|null/)
  })
})

describe('odd input ends in a clear answer', () => {
  test.each([
    ['a category without resources', anInput([aNeed('n', { category: 'LAND', attributes: {} })], [aResource('r')]), { code: 'NO_RESOURCE', tested: 0, passed: 0, category: 'LAND' }],
    ['the category counted in another unit', anInput([aNeed('n', { unit: 'SQUARE_METRE' })], [aResource('r', { unit: 'PLACE' })]), { code: 'NO_RESOURCE' }],
    ['only one\'s own resource', anInput([aNeed('n', { ownerId: 'r' })], [aResource('r')]), { code: 'NO_RESOURCE' }],
    ['capacity 0', anInput([aNeed('n')], [aResource('r', { quantity: 0 })]), { code: 'QUANTITY', least: 1, most: 0, short: 1 }],
    ['a need for a million, whole', anInput([aNeed('n', { quantity: 1_000_000, divisible: false })], [aResource('r', { quantity: 12 })]), { code: 'QUANTITY', least: 1_000_000, most: 12, short: 999_988 }],
    ['a need for a million, divisible', anInput([aNeed('n', { quantity: 1_000_000 })], [aResource('r', { quantity: 12 })]), { code: 'QUANTITY', short: 999_988 }],
    ['a need without hours', anInput([aNeed('n', { windows: [] })], [aResource('r')]), { code: 'WINDOWS', missing: [] }],
    ['a resource without hours', anInput([aNeed('n', { windows: saturday })], [aResource('r', { windows: [] })]), { code: 'WINDOWS', missing: saturday }],
    ['a full week by nights', anInput([aNeed('n', { windows: PRESETS.allWeek })], [aResource('r', { windows: nights })]), { code: 'WINDOWS' }],
    ['weekends, from Monday to Wednesday', anInput([aNeed('n', { windows: PRESETS.weekends, period: { from: '2026-03-16', to: '2026-03-18' } })], [aResource('r')]), { code: 'WINDOWS', missing: [] }],
    ['a period that is over', anInput([aNeed('n', { period: { from: '2026-01-01', to: '2026-03-04' } })], [aResource('r')]), { code: 'PERIOD', resourceId: null }],
    ['an hour too short for a slot', anInput([aNeed('n', { slot: { minutes: 120, timesPerWeek: 1 } })], [aResource('r', { windows: onDays([5], 480, 540) })]), { code: 'WINDOWS', slot: { minutes: 120, timesPerWeek: 1 } }],
  ])('%s', (_, input, obstacle) => {
    const allocation = allocated(input)
    expect(nearest(allocation)).toMatchObject(obstacle)
    for (const language of ['zh', 'en'] as const) expect(sentences(allocation, language).join()).not.toMatch(/undefined|NaN|null/)
  })

  test('nothing at all', () => {
    expect(allocated(anInput([], []))).toMatchObject({ matches: [], unmet: [], value: 0, bound: 0, gap: 0 })
  })

  test('a million units for a million', () => {
    expect(quantities(allocated(anInput([aNeed('n', { quantity: 1_000_000 })], [aResource('r', { quantity: 999_999 })])))).toEqual(['n 999999 r'])
  })

  test('a full week by an open week', () => {
    expect(quantities(allocated(anInput([aNeed('n', { windows: PRESETS.allWeek })], [aResource('r', { windows: PRESETS.allWeek })])))).toEqual(['n 1 r'])
  })

  test.each([
    ['an id twice', anInput([aNeed('n'), aNeed('n')], [])],
    ['a fraction', anInput([aNeed('n', { quantity: 1.5 })], [])],
    ['a quantity of 0', anInput([aNeed('n', { quantity: 0 })], [])],
    ['a capacity below 0', anInput([], [aResource('r', { quantity: -1 })])],
    ['no capacity', anInput([], [aResource('r', { quantity: null })])],
    ['a least part above the quantity', anInput([aNeed('n', { leastPart: 2 })], [])],
    ['an urgency of 6', anInput([aNeed('n', { urgency: 6 })], [])],
    ['windows out of order', anInput([aNeed('n', { windows: [{ start: 10, end: 20 }, { start: 0, end: 5 }] })], [])],
    ['a date that is none', anInput([aNeed('n', { period: { from: '2026-02-30', to: '2026-03-01' } })], [])],
    ['a reversed period', anInput([], [aResource('r', { period: { from: '2026-03-02', to: '2026-03-01' } })])],
    ['a weight of NaN', anInput([], [], { weights: { ...DEFAULT_WEIGHTS, category: Number.NaN } })],
    ['eight slots a week', anInput([aNeed('n', { slot: { minutes: 60, timesPerWeek: 8 } })], [])],
  ])('%s is refused at the door', (_, input) => {
    expect(() => allocate(input, solver)).toThrow(RangeError)
  })
})
