import type { Attributes } from '../../categories.ts'
import type { DatePeriod } from '../../date-period.ts'
import type { Category, Supply, UnitOfMeasure } from '../../glossary.ts'
import { DAY, EVERY_DAY, onDays, PRESETS, union, WEEKEND, WORKDAYS, type WeeklyWindows } from '../../weekly-windows.ts'
import { DEFAULT_WEIGHTS, type MatchingInput, type MatchingNeed, type MatchingResource, type Place } from '../types.ts'
import { generator, type Generator } from './generator.ts'

/**
 * For tests and benches: a city as it might be, of the size of 石家庄: 24 districts, 280 streets, 5,152 communities and eight units in
 * each. Demand is above supply for parking and rooms, below it for volunteers; books run out, advice never does. The same numbers make the
 * same city.
 */
export interface CityOptions {
  /** How many needs; there are about as many resources. */
  readonly needs: number
  readonly seed: number
}

const DISTRICTS = 24
const STREETS = 280
const COMMUNITIES = 5152
const UNITS = 8

export function city({ needs, seed }: CityOptions): MatchingInput {
  const random = generator(seed)
  const owners = ownersOf()
  const owner = (): Owner => owners(random.below(COMMUNITIES), random.below(UNITS))
  return {
    today: '2026-03-05',
    needs: Array.from({ length: needs }, (_, i) => need(`n${String(i).padStart(6, '0')}`, owner(), random)),
    resources: Array.from({ length: needs }, (_, i) => resource(`r${String(i).padStart(6, '0')}`, owner(), random)),
    weights: DEFAULT_WEIGHTS,
    committed: [],
    shown: [],
    declined: [],
  }
}

type Owner = Pick<MatchingNeed, 'ownerId' | 'place' | 'circles'>

/** Organizations are shared between the entries they own, as a city's are. */
function ownersOf(): (community: number, unit: number) => Owner {
  const root: Place = { id: 'city', kind: 'CITY' }
  const districts = Array.from({ length: DISTRICTS }, (_, i): Place => ({ id: `district ${i}`, kind: 'DISTRICT' }))
  const streets = Array.from({ length: STREETS }, (_, i): Place => ({ id: `street ${i}`, kind: 'STREET' }))
  const communities = Array.from({ length: COMMUNITIES }, (_, i): Place => ({ id: `community ${i}`, kind: 'COMMUNITY' }))
  const known = new Map<number, Owner>()
  return (community, unit) => {
    const key = community * UNITS + unit
    const owner = known.get(key)
    if (owner) return owner
    const street = community % STREETS
    const above = [communities[community], streets[street], districts[street % DISTRICTS], root].filter((place) => place !== undefined)
    const ownerId = `unit ${community} ${unit}`
    const made: Owner = { ownerId, place: [{ id: ownerId, kind: 'UNIT' }, ...above], circles: [ownerId, ...above.map(({ id }) => id)] }
    known.set(key, made)
    return made
  }
}

const nights = PRESETS.workdayNights
const weekends = PRESETS.weekends
const saturday = onDays([5], 0, DAY)
const sunday = onDays([6], 0, DAY)

/** Parking windows lie within each other and overlap: weekends, Saturdays and Sundays are what makes it more than a flow. */
const PARKING_NEEDS = [nights, nights, union(nights, weekends), union(nights, weekends), weekends, saturday, sunday, PRESETS.workdayDays, PRESETS.workdayDays, PRESETS.allWeek]
const PARKING_OPEN = [null, union(nights, weekends), union(nights, weekends), nights, weekends, PRESETS.workdayDays, union(PRESETS.workdayDays, saturday)]
const daytime = (days: readonly number[], from: number, to: number): WeeklyWindows => onDays(days, from * 60, to * 60)
const ROOM_NEEDS = [daytime(WORKDAYS, 18, 22), daytime(WORKDAYS, 18, 20), daytime(WEEKEND, 8, 18), daytime([5], 8, 12), daytime(WORKDAYS, 8, 12), daytime(EVERY_DAY, 14, 20), daytime(WORKDAYS, 9, 17)]
const ROOM_OPEN = [daytime(WORKDAYS, 18, 22), daytime(EVERY_DAY, 18, 22), daytime(WEEKEND, 8, 18), daytime([5], 8, 22), daytime(WORKDAYS, 8, 12), daytime(EVERY_DAY, 14, 22), daytime(EVERY_DAY, 8, 22)]
const SERVICE_NEEDS = [daytime([5], 8, 12), daytime([6], 8, 12), daytime(WEEKEND, 8, 12), daytime(WORKDAYS, 8, 10), daytime([0, 2, 4], 14, 17), daytime([1, 3], 14, 17)]
const SERVICE_OPEN = [daytime(WEEKEND, 8, 18), daytime([5], 8, 18), daytime(WORKDAYS, 8, 18), daytime(WORKDAYS, 14, 18), daytime(EVERY_DAY, 8, 18)]

const YEAR: DatePeriod = { from: '2026-03-01', to: '2026-12-31' }
const NEED_PERIODS: readonly DatePeriod[] = [YEAR, YEAR, YEAR, YEAR, YEAR, YEAR, { from: '2026-03-16', to: '2026-07-10' }, { from: '2026-09-01', to: '2026-12-31' }]
const OPEN_PERIODS: readonly DatePeriod[] = [YEAR, YEAR, YEAR, YEAR, YEAR, YEAR, YEAR, { from: '2026-01-01', to: '2026-08-31' }]

type Kind = 'PARKING' | 'VENUE' | 'VOLUNTEER_SERVICE' | 'GOODS' | 'POLICY_SERVICE'
const KINDS: readonly Kind[] = ['PARKING', 'PARKING', 'PARKING', 'PARKING', 'VENUE', 'VENUE', 'VENUE', 'VOLUNTEER_SERVICE', 'VOLUNTEER_SERVICE', 'GOODS', 'GOODS', 'POLICY_SERVICE']
/** One entry in twelve is open to its own street alone. */
const audienceOf = ({ circles }: Owner, random: Generator): string | null => (random.below(12) === 0 ? (circles[2] ?? null) : null)

function need(id: string, owner: Owner, random: Generator): MatchingNeed {
  const category = random.of(KINDS)
  const wanted = wants(category, random)
  // Most can be shared at will, two in ten in parts of some use; what goes as a whole is small.
  const way = random.below(10)
  const whole = way >= 8
  const quantity = whole && category === 'PARKING' ? Math.min(wanted.quantity, 2) : wanted.quantity
  return {
    id,
    ...owner,
    category,
    ...wanted,
    quantity,
    divisible: !whole,
    leastPart: way < 6 || whole ? 1 : Math.min(quantity, random.from(2, 3)),
    period: random.of(NEED_PERIODS),
    urgency: random.of([1, 1, 2, 2, 3, 3, 3, 4, 5]),
    audience: audienceOf(owner, random),
    scope: 'DISTRICT',
  }
}

interface Wanted {
  readonly attributes: Attributes
  readonly unit: UnitOfMeasure
  readonly quantity: number
  readonly windows: WeeklyWindows | null
  readonly slot: MatchingNeed['slot']
}

function wants(category: Category, random: Generator): Wanted {
  switch (category) {
    case 'PARKING':
      return { unit: 'PIECE', attributes: { vehicle: vehicle(random), ...(random.below(8) ? {} : { charging: true }) }, quantity: random.of([1, 1, 1, 2, 2, 3, 4, 6, 8, 12]), windows: random.of(PARKING_NEEDS), slot: null }
    case 'VENUE':
      return { unit: 'ROOM', attributes: { seats: random.of([10, 20, 20, 30, 50]) }, quantity: 1, windows: random.of(ROOM_NEEDS), slot: { minutes: 120, timesPerWeek: random.of([1, 1, 1, 2, 2, 3]) } }
    case 'VOLUNTEER_SERVICE':
      return { unit: 'PERSON', attributes: { field: random.of(FIELDS) }, quantity: random.of([1, 1, 2, 3, 5]), windows: random.of(SERVICE_NEEDS), slot: null }
    case 'GOODS':
      return { unit: 'VOLUME', attributes: { goods: 'BOOKS' }, quantity: random.of([2, 3, 5, 8, 10]), windows: null, slot: null }
    default:
      return { unit: 'TIME', attributes: {}, quantity: random.from(1, 4), windows: null, slot: null }
  }
}

const vehicle = (random: Generator): string => random.of(['CAR', 'CAR', 'CAR', 'CAR', 'CAR', 'EBIKE', 'EBIKE', 'VAN'])
const FIELDS = ['ELDERLY', 'ELDERLY', 'ELDERLY', 'CIVILITY', 'CIVILITY', 'ENVIRONMENT']

interface Offered {
  readonly attributes: Attributes
  readonly unit: UnitOfMeasure
  readonly supply: Supply
  readonly quantity: number | null
  readonly windows: WeeklyWindows | null
}

function resource(id: string, owner: Owner, random: Generator): MatchingResource {
  const category = random.of(KINDS)
  return { id, ...owner, category, ...offers(category, random), period: random.of(OPEN_PERIODS), audience: audienceOf(owner, random) }
}

function offers(category: Category, random: Generator): Offered {
  switch (category) {
    case 'PARKING':
      return { unit: 'PIECE', supply: 'REUSABLE', attributes: { vehicle: vehicle(random), charging: random.below(4) === 0 }, quantity: random.of([1, 1, 1, 2, 2, 3, 4, 6]), windows: random.of(PARKING_OPEN) }
    case 'VENUE':
      return { unit: 'ROOM', supply: 'REUSABLE', attributes: { venue: 'MEETING_ROOM', seats: random.of([10, 20, 30, 50, 100]) }, quantity: random.of([1, 1, 1, 2]), windows: random.of(ROOM_OPEN) }
    case 'VOLUNTEER_SERVICE':
      return { unit: 'PERSON', supply: 'REUSABLE', attributes: { field: random.of(FIELDS) }, quantity: random.of([1, 2, 3, 5, 8]), windows: random.of(SERVICE_OPEN) }
    case 'GOODS':
      return { unit: 'VOLUME', supply: 'CONSUMABLE', attributes: { goods: 'BOOKS', condition: 'GOOD' }, quantity: random.of([4, 6, 8, 10]), windows: null }
    default:
      return { unit: 'TIME', supply: 'UNLIMITED', attributes: {}, quantity: null, windows: null }
  }
}
