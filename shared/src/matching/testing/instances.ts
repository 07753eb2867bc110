import fc from 'fast-check'
import type { DatePeriod } from '../../date-period.ts'
import { DAY, normalize, onDays, PRESETS, union, type WeeklyWindows } from '../../weekly-windows.ts'
import { DEFAULT_WEIGHTS, type Commitment, type MatchingInput, type MatchingNeed, type MatchingResource } from '../types.ts'

/** For tests: small inputs of every kind of need, window, supply and period, in whole hours. */

const PLACES = [
  [{ id: 'c1', kind: 'COMMUNITY' }, { id: 's1', kind: 'STREET' }, { id: 'd1', kind: 'DISTRICT' }, { id: 'city', kind: 'CITY' }],
  [{ id: 'c2', kind: 'COMMUNITY' }, { id: 's1', kind: 'STREET' }, { id: 'd1', kind: 'DISTRICT' }, { id: 'city', kind: 'CITY' }],
  [{ id: 'c3', kind: 'COMMUNITY' }, { id: 's2', kind: 'STREET' }, { id: 'd1', kind: 'DISTRICT' }, { id: 'city', kind: 'CITY' }],
  [{ id: 'c4', kind: 'COMMUNITY' }, { id: 's3', kind: 'STREET' }, { id: 'd2', kind: 'DISTRICT' }, { id: 'city', kind: 'CITY' }],
] as const

const WINDOWS: readonly WeeklyWindows[] = [
  ...new Array<WeeklyWindows>(5).fill(PRESETS.weekends),
  ...new Array<WeeklyWindows>(3).fill(onDays([5], 0, DAY)),
  ...new Array<WeeklyWindows>(3).fill(onDays([6], 0, DAY)),
  onDays([5], 8 * 60, 12 * 60),
  onDays([5], 10 * 60, 14 * 60),
  onDays([0, 5], 9 * 60, 11 * 60),
  union(PRESETS.workdayNights, PRESETS.weekends),
  PRESETS.workdayNights,
  onDays([6], 20 * 60, DAY + 4 * 60),
  normalize([{ start: 0, end: 6 * 60 }]),
  PRESETS.allWeek,
  [],
]

/** Windows short enough that slots can be tried one by one. */
const SLOT_WINDOWS: readonly (WeeklyWindows | null)[] = [
  onDays([5], 8 * 60, 14 * 60),
  onDays([0, 1], 9 * 60, 13 * 60),
  onDays([4, 5], 22 * 60, DAY + 2 * 60),
  onDays([1, 3], 14 * 60, 16 * 60),
]

const PERIODS: readonly DatePeriod[] = [
  ...new Array<DatePeriod>(6).fill({ from: '2026-03-01', to: '2026-03-29' }),
  { from: '2026-02-01', to: '2026-03-10' },
  { from: '2026-03-07', to: '2026-03-08' },
  { from: '2026-03-09', to: '2026-03-11' },
  { from: '2026-03-08', to: '2026-03-29' },
  { from: '2026-02-01', to: '2026-02-20' },
]

export const TODAY = '2026-03-02'
const audience = fc.oneof({ weight: 25, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: fc.constantFrom('s1', 'd1', 'alliance') })

/** On one meridian, so that a distance is a difference. */
const position = fc.oneof({ weight: 2, arbitrary: fc.constant(null) }, { weight: 3, arbitrary: fc.constantFrom(0, 2000, 5000, 9000).map((north) => ({ latitude: 38_040_000 + north, longitude: 114_510_000 })) })
const tables = fc.oneof({ weight: 5, arbitrary: fc.constant([]) }, { weight: 1, arbitrary: fc.constantFrom([{ id: 'table', scope: 'STREET' as const }], [{ id: 'table', scope: 'COMMUNITY' as const }]) })

function ownerAt(place: number): Pick<MatchingNeed, 'ownerId' | 'place' | 'circles'> {
  const above = PLACES[place] ?? PLACES[0]
  const ownerId = `unit${place}`
  return { ownerId, place: [{ id: ownerId, kind: 'UNIT' }, ...above], circles: [ownerId, ...above.map(({ id }) => id), ...(place < 2 ? ['alliance'] : [])] }
}

const need = (index: number): fc.Arbitrary<MatchingNeed> =>
  fc
    .record({
      place: fc.constantFrom(0, 1, 2),
      quantity: fc.integer({ min: 1, max: 4 }),
      divisible: fc.boolean(),
      leastPart: fc.integer({ min: 1, max: 3 }),
      windows: fc.oneof({ weight: 8, arbitrary: fc.constantFrom(...WINDOWS) }, { weight: 1, arbitrary: fc.constant(null) }),
      slot: fc.oneof(
        { weight: 4, arbitrary: fc.constant(null) },
        { weight: 1, arbitrary: fc.record({ minutes: fc.constantFrom(120, 240, 180), timesPerWeek: fc.constantFrom(1, 1, 2) }) },
      ),
      slotWindows: fc.constantFrom(...SLOT_WINDOWS),
      period: fc.constantFrom(...PERIODS),
      urgency: fc.integer({ min: 1, max: 5 }),
      audience,
      scope: fc.oneof({ weight: 6, arbitrary: fc.constant(null) }, { weight: 2, arbitrary: fc.constantFrom('COMMUNITY' as const, 'STREET' as const, 'DISTRICT' as const, 'CITY' as const) }),
      farthest: fc.oneof({ weight: 6, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: fc.constantFrom(300, 900) }),
      position,
      tables,
      covered: fc.oneof({ weight: 12, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: fc.constant(true) }),
    })
    .map(({ place, slotWindows, covered, ...rest }) => ({
      ...rest,
      ...ownerAt(place),
      id: `n${index}`,
      category: 'PARKING',
      attributes: { vehicle: 'CAR', ...(covered === undefined ? {} : { covered }) },
      leastPart: Math.min(rest.leastPart, rest.quantity),
      windows: rest.slot ? slotWindows : rest.windows,
    }))

const resource = (index: number): fc.Arbitrary<MatchingResource> =>
  fc
    .record({
      place: fc.constantFrom(3, 1, 2),
      supply: fc.constantFrom('REUSABLE' as const, 'REUSABLE' as const, 'REUSABLE' as const, 'CONSUMABLE' as const, 'UNLIMITED' as const),
      quantity: fc.integer({ min: 0, max: 5 }),
      windows: fc.oneof({ weight: 4, arbitrary: fc.constant(null) }, { weight: 4, arbitrary: fc.constant(PRESETS.allWeek) }, { weight: 1, arbitrary: fc.constantFrom(...WINDOWS) }),
      own: fc.integer({ min: 0, max: 9 }).map((i) => i === 0),
      period: fc.constantFrom(...new Array<DatePeriod>(9).fill({ from: '2026-01-01', to: '2026-12-31' }), { from: '2026-03-01', to: '2026-03-10' }),
      audience,
      position,
      tables,
      covered: fc.boolean(),
    })
    .map(({ place, covered, own, ...rest }) => ({
      ...rest,
      ...ownerAt(place),
      ...(own ? {} : { ownerId: `owner${index}` }),
      id: `r${index}`,
      category: 'PARKING',
      attributes: { vehicle: 'CAR', covered },
      quantity: rest.supply === 'UNLIMITED' ? null : rest.quantity,
    }))

export const instances: fc.Arbitrary<MatchingInput> = fc
  .record({ needCount: fc.integer({ min: 1, max: 4 }), resourceCount: fc.integer({ min: 1, max: 3 }) })
  .chain(({ needCount, resourceCount }) => {
    const pair = { needId: fc.integer({ min: 0, max: needCount }).map((i) => `n${i}`), resourceId: fc.integer({ min: 0, max: resourceCount }).map((i) => `r${i}`) }
    const commitment: fc.Arbitrary<Commitment> = fc.record({
      ...pair,
      quantity: fc.integer({ min: 0, max: 2 }),
      windows: fc.oneof(fc.constant(null), fc.constantFrom(...WINDOWS)),
      period: fc.constantFrom(...PERIODS),
    })
    return fc.record({
      today: fc.constant(TODAY),
      needs: fc.tuple(...Array.from({ length: needCount }, (_, i) => need(i))),
      resources: fc.tuple(...Array.from({ length: resourceCount }, (_, i) => resource(i))),
      weights: fc.constantFrom(DEFAULT_WEIGHTS, { ...DEFAULT_WEIGHTS, urgency: 40 }, { ...DEFAULT_WEIGHTS, incumbent: 30, category: 1 }, { ...DEFAULT_WEIGHTS, fairness: 20 }, { ...DEFAULT_WEIGHTS, reciprocity: 50, widening: 30, near: 60, nearMetres: 700 }),
      committed: fc.array(commitment, { maxLength: 2 }),
      shown: fc.array(fc.record({ ...pair, quantity: fc.integer({ min: 0, max: 3 }) }), { maxLength: 2 }),
      declined: fc.array(fc.record(pair), { maxLength: 1 }),
      favors: fc.array(fc.record({ giverId: fc.constantFrom('unit0', 'unit1', 'unit2'), takerId: fc.constantFrom('owner0', 'owner1', 'unit1') }), { maxLength: 2 }),
    })
  })
