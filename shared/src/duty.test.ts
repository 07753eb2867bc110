import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { dateOf, dayNumber } from './date-period.ts'
import { type DutyState, type Offer, forecast, gap, minutesOf, outlook, planToMeet, prorated, quarterBefore } from './duty.ts'

const HOUR = 60
const state = (changes: Partial<DutyState>): DutyState => ({ due: 10 * HOUR, confirmed: 0, waiting: 0, signedUp: 0, since: '2025-03-01', today: '2026-07-01', ...changes })
const day = (from: string, to: string): fc.Arbitrary<string> => fc.integer({ min: dayNumber(from), max: dayNumber(to) }).map(dateOf)

describe('the yearly duty', () => {
  test('is asked in twelfths of who joins late', () => {
    expect([prorated(600, '2025-11-03', 2026), prorated(600, '2026-01-31', 2026), prorated(600, '2026-07-15', 2026), prorated(600, '2026-12-31', 2026), prorated(4, '2026-11-02', 2026), prorated(600, '2027-01-01', 2026)]).toEqual([600, 600, 300, 50, 1, 0])
  })

  test('never asks more of who joins later, nor more than the whole', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 60_000 }), day('2026-01-01', '2026-12-31'), day('2026-01-01', '2026-12-31'), (full, a, b) => {
      const [early, late] = a < b ? [a, b] : [b, a]
      expect(prorated(full, late, 2026)).toBeLessThanOrEqual(prorated(full, early, 2026))
      expect(prorated(full, early, 2026)).toBeLessThanOrEqual(full)
    }))
  })

  test('is met, on pace or behind', () => {
    expect(outlook(state({ confirmed: 600 }))).toBe('MET')
    expect(outlook(state({ confirmed: 310 }))).toBe('ON_PACE')
    expect(outlook(state({ confirmed: 200 }))).toBe('BEHIND')
    expect(outlook(state({ confirmed: 200, waiting: 110 }))).toBe('ON_PACE')
    expect(outlook(state({ confirmed: 200, signedUp: 400 }))).toBe('ON_PACE')
    expect(gap(state({ confirmed: 200, waiting: 60, signedUp: 120 }))).toBe(220)
  })

  test('a pace is reckoned from new year, or from a registration within the year, and over a month at least', () => {
    expect(forecast(state({ confirmed: 181, today: '2026-06-30' }))).toBe(365)
    expect(forecast(state({ confirmed: 60, since: '2026-10-01', today: '2026-10-31' }))).toBe(Math.round((60 / 31) * 92))
    expect(forecast(state({ confirmed: 60, today: '2026-01-02' }))).toBe(Math.round((60 / 30) * 365))
    expect(forecast(state({ confirmed: 90, since: '2026-12-20', today: '2026-12-31' }))).toBe(90)
  })

  test('the forecast is never below what is there, and grows with it', () => {
    fc.assert(fc.property(fc.nat(10_000), fc.nat(10_000), day('2024-01-01', '2026-12-31'), day('2026-01-01', '2026-12-31'), (confirmed, more, since, today) => {
      const now = forecast(state({ confirmed, since, today }))
      expect(now).toBeGreaterThanOrEqual(confirmed)
      expect(forecast(state({ confirmed: confirmed + more, since, today }))).toBeGreaterThanOrEqual(now)
    }))
  })
})

describe('the quarter that is told', () => {
  test.each([
    ['2026-01-05', { year: 2025, quarter: 4, from: '2025-10-01', to: '2025-12-31' }],
    ['2026-03-31', { year: 2025, quarter: 4, from: '2025-10-01', to: '2025-12-31' }],
    ['2026-04-05', { year: 2026, quarter: 1, from: '2026-01-01', to: '2026-03-31' }],
    ['2026-11-25', { year: 2026, quarter: 3, from: '2026-07-01', to: '2026-09-30' }],
  ])('on %s', (today, expected) => expect(quarterBefore(today)).toEqual(expected))
})

describe('a plan that would meet it', () => {
  const offer = (id: string, from: string, to: string, distance = 0): Offer => ({ id, startsAt: `2026-12-${from}:00.000Z`, endsAt: `2026-12-${to}:00.000Z`, distance })

  test('takes the near before the far, none at the same time, none too many', () => {
    const offers = [offer('far', '01T01:00', '01T03:00', 2), offer('near', '05T01:00', '05T02:00'), offer('clash', '05T01:30', '05T04:00', 1), offer('street', '06T01:00', '06T03:00', 1)]
    expect(planToMeet(60, offers).map(({ id }) => id)).toEqual(['near'])
    expect(planToMeet(120, offers).map(({ id }) => id)).toEqual(['street'])
    expect(planToMeet(180, offers).map(({ id }) => id)).toEqual(['near', 'street'])
    expect(planToMeet(300, offers).map(({ id }) => id)).toEqual(['far', 'near', 'street'])
    expect(planToMeet(0, offers)).toEqual([])
  })

  test('meets what is missing where it can, with nothing left over', () => {
    const offers = fc.array(fc.record({ at: fc.nat(4000), length: fc.integer({ min: 1, max: 240 }), distance: fc.nat(3) }), { maxLength: 25 }).map((list) =>
      list.map(({ at, length, distance }, n): Offer => ({ id: `o${n}`, startsAt: new Date(at * 60_000).toISOString(), endsAt: new Date((at + length) * 60_000).toISOString(), distance })))
    fc.assert(fc.property(fc.nat(1200), offers, (missing, list) => {
      const plan = planToMeet(missing, list)
      const sum = plan.reduce((whole, one) => whole + minutesOf(one), 0)
      for (const [i, a] of plan.entries()) for (const b of plan.slice(i + 1)) expect(a.startsAt < b.endsAt && b.startsAt < a.endsAt).toBe(false)
      for (const one of plan) if (sum >= missing) expect(sum - minutesOf(one)).toBeLessThan(missing)
      if (sum < missing) for (const one of list.filter((each) => !plan.includes(each))) expect(plan.some((other) => other.startsAt < one.endsAt && one.startsAt < other.endsAt)).toBe(true)
      expect(planToMeet(missing, list.toReversed())).toEqual(plan)
    }))
  })
})
