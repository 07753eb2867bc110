import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import loadHighs from 'highs'
import { normalize, PRESETS } from '../weekly-windows.ts'
import { allocate } from './allocate.ts'
import { board } from './board.ts'
import { highsSolver } from './highs-solver.ts'
import { kindsOf, oneMore, type Site } from './scarce-kinds.ts'
import { priceOf, scarcity } from './scarcity.ts'
import { bestUtility } from './testing/brute-force.ts'
import { instances } from './testing/instances.ts'
import { aNeed, anInput, aResource } from './testing/story.ts'
import { Parts } from './touched.ts'
import type { MatchingInput } from './types.ts'

const solver = highsSolver(await loadHighs())
const place = [{ id: 'community of the street', kind: 'COMMUNITY' }, { id: 'qingyuan', kind: 'STREET' }, { id: 'changan', kind: 'DISTRICT' }, { id: 'shijiazhuang', kind: 'CITY' }] as const
const street: Site = { place, circles: place.map(({ id }) => id) }
const nights = PRESETS.workdayNights
const cellsOf = (input: MatchingInput, kind = 0) => new Map(scarcity(input, allocate(input, solver), solver, street).rows[kind]?.cells.map((cell) => [cell.windowClass, cell]))

describe('what one more is worth', () => {
  test('a night space more serves one household more; a day space none', () => {
    const input = anInput([aNeed('residents', { quantity: 50, windows: nights })], [aResource('yiyuan', { quantity: 20, windows: nights })])
    const cells = cellsOf(input)
    expect(cells.get('WORKDAY_NIGHTS')).toMatchObject({ wanted: 30, idle: 0, more: { units: 1, served: 1, exact: true } })
    expect(cells.get('OFF_HOURS')?.more).toMatchObject({ units: 1, served: 1 })
    expect(cells.get('WORKDAY_DAYS')).toMatchObject({ wanted: 0, more: null })
  })

  test('a weekend space may serve two who come on different days', () => {
    const day = (start: number) => normalize([{ start: start * 1440, end: start * 1440 + 1440 }])
    const input = anInput([aNeed('saturday', { windows: day(5) }), aNeed('sunday', { windows: day(6) })], [])
    expect(cellsOf(input).get('WEEKENDS')?.more).toMatchObject({ units: 1, served: 2 })
  })

  test('what nobody uses by day is told as idle', () => {
    const shop = aResource('huimin', { quantity: 15, windows: normalize([0, 1, 2, 3, 4].map((day) => ({ start: day * 1440 + 540, end: day * 1440 + 1020 }))) })
    const input = anInput([aNeed('residents', { windows: nights })], [shop])
    expect(cellsOf(input).get('WORKDAY_DAYS')?.idle).toBe(15)
    expect(cellsOf(input).get('WORKDAY_NIGHTS')?.idle).toBe(0)
  })

  test('where one alone is of no use, the smallest lot that is', () => {
    const input = anInput([aNeed('coach party', { quantity: 10, divisible: false, windows: PRESETS.weekends })], [])
    expect(cellsOf(input).get('WEEKENDS')?.more).toMatchObject({ units: 10, served: 10 })
  })

  test('a need that stays in its community is worth a unit there', () => {
    const input = anInput([aNeed('dongan', { quantity: 4, windows: nights, scope: 'COMMUNITY' })], [])
    expect(cellsOf(input).get('WORKDAY_NIGHTS')?.more).toMatchObject({ units: 1, served: 1, at: 'community of dongan' })
  })

  test('kinds that cannot stand for each other have rows of their own, and what has no hours one cell', () => {
    const input = anInput([aNeed('cars', { windows: nights }), aNeed('bicycles', { attributes: { vehicle: 'BICYCLE' }, windows: nights }), aNeed('books', { category: 'GOODS', attributes: { goods: 'BOOKS' } })], [])
    const { rows } = scarcity(input, allocate(input, solver), solver, street)
    expect(rows.map(({ category, cells }) => [category, cells.length])).toEqual([['PARKING', 5], ['PARKING', 5], ['GOODS', 1]])
  })

  test('one more place of a garage that is full is worth the need it lets in, of one with room nothing', () => {
    const input = anInput([aNeed('residents', { quantity: 3, windows: nights })], [aResource('full', { quantity: 1 })])
    expect(priceOf(new Parts(input, solver), 'full')).toMatchObject({ served: 1, exact: true })
    expect(scarcity(input, allocate(input, solver), solver, street).prices.map(({ resourceId }) => resourceId)).toEqual(['full'])
    const roomy = anInput([aNeed('residents', { quantity: 3, windows: nights })], [aResource('roomy', { quantity: 9 })])
    expect(priceOf(new Parts(roomy, solver), 'roomy')).toMatchObject({ value: 0, served: 0 })
  })
})

/** Stands where the units of the test's instances stand. */
const SITE: Site = {
  place: [{ id: 'c2', kind: 'COMMUNITY' }, { id: 's1', kind: 'STREET' }, { id: 'd1', kind: 'DISTRICT' }, { id: 'city', kind: 'CITY' }],
  circles: ['one more', 'c2', 's1', 'd1', 'city', 'alliance'],
}
const runs = { numRuns: Number(process.env.RUNS ?? 100), seed: Number(process.env.SEED ?? 20260305) }

describe('every price is the gain of solving again', () => {
  test('of a unit that nobody has yet, in every class of hours', () => {
    fc.assert(
      fc.property(instances, (input) => {
        const allocation = allocate(input, solver)
        const kinds = kindsOf(board(input).needs)
        scarcity(input, allocation, solver, SITE).rows.forEach((row, i) => {
          for (const { windowClass, more } of row.cells) {
            if (!more) continue
            const near = input.needs.find(({ place: [, community] }) => community?.id === more.at)
            const site = more.at === 'c2' || !near ? SITE : { place: near.place.slice(1), circles: near.circles, tables: near.tables ?? [] }
            const unit = oneMore(kinds[i]!, windowClass, more.units, site, input.today)
            const again = { ...input, resources: [...input.resources, unit] }
            expect(more.value).toBe(allocate(again, solver).value - allocation.value)
            expect(more.value).toBe(bestUtility(again) - bestUtility(input))
          }
        })
      }),
      runs,
    )
  })

  test('of a unit more of every resource', () => {
    fc.assert(
      fc.property(instances, (input) => {
        const parts = new Parts(input, solver)
        for (const resource of input.resources) {
          if (resource.quantity === null) continue
          const again = { ...input, resources: input.resources.map((one) => (one === resource ? { ...one, quantity: resource.quantity! + 1 } : one)) }
          expect(priceOf(parts, resource.id).value).toBe(allocate(again, solver).value - allocate(input, solver).value)
        }
      }),
      runs,
    )
  })
})

