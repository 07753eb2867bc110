import { beforeAll, describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import loadHighs from 'highs'
import { DAY, onDays, PRESETS, union } from '../weekly-windows.ts'
import { allocate } from './allocate.ts'
import { highsSolver } from './highs-solver.ts'
import type { Solver } from './program.ts'
import { hourChanges } from './hour-changes.ts'
import { movedTo } from './hour-sliders.ts'
import { surroundings } from './surroundings.ts'
import { city } from './testing/city.ts'
import { instances } from './testing/instances.ts'
import { aNeed, aResource, anInput } from './testing/story.ts'
import type { MatchingInput, MatchingNeed, MatchingResource } from './types.ts'
import { whatIf } from './what-if.ts'

let solver: Solver
beforeAll(async () => {
  solver = highsSolver(await loadHighs())
})

describe('what an entry would bring', () => {
  test('sixteen spaces for two needs: who is served, and that five are enough', () => {
    const input = anInput([aNeed('night', { quantity: 3 }), aNeed('weekend', { quantity: 4 })], [aResource('yard', { quantity: 2 })])
    const { points, enough } = whatIf(input, { resource: aResource('garage', { quantity: 4 }) }, solver)
    expect(points.map(({ quantity }) => quantity)).toEqual(Array.from({ length: 14 }, (_, i) => i + 1))
    expect(points[3]).toMatchObject({ units: 4 })
    expect(points[3]!.changes.reduce((sum, { before, after }) => sum + after - before, 0)).toBe(4)
    expect(enough).toBe(5)
    expect(points[13]).toMatchObject({ units: 5, gain: points[4]!.gain })
  })

  test('advice without limit has one point; what nobody needs brings nothing', () => {
    expect(whatIf(anInput([aNeed('n')], []), { resource: aResource('a', { supply: 'UNLIMITED', quantity: null }) }, solver)).toMatchObject({ points: [{ units: 1 }], enough: 1 })
    expect(whatIf(anInput([], []), { resource: aResource('a') }, solver)).toMatchObject({ enough: 1 })
  })

  test('a need sees who would provide', () => {
    const { points } = whatIf(anInput([], [aResource('yard', { quantity: 2 })]), { need: aNeed('n', { quantity: 3 }) }, solver)
    expect(points[2]).toMatchObject({ units: 2, partners: [{ id: 'yard', quantity: 2 }] })
  })
})

test('the curve says at every quantity what allocate says', () => {
  fc.assert(
    fc.property(instances, fc.integer({ min: 1, max: 3 }), (input, quantity) => {
      const value = allocate(input, solver).value
      const resource = { ...input.resources[0]!, id: 'new', ownerId: 'somebody new', supply: 'REUSABLE' as const, quantity }
      for (const point of whatIf(input, { resource }, solver).points) expect(point.gain).toBe(allocate({ ...input, resources: [...input.resources, { ...resource, quantity: point.quantity }] }, solver).value - value)
      const need = { ...input.needs[0]!, id: 'new', ownerId: 'somebody new', quantity, leastPart: 1 }
      for (const point of whatIf(input, { need }, solver).points) expect(point.gain).toBe(allocate({ ...input, needs: [...input.needs, { ...need, quantity: point.quantity }] }, solver).value - value)
    }),
    { numRuns: 25 },
  )
})

describe('one block of hours more or less', () => {
  test('nights and weekends: what the days of the week would add, and what would be lost without the weekends', () => {
    const input = anInput([aNeed('day', { quantity: 4, windows: PRESETS.workdayDays }), aNeed('saturday', { quantity: 9, windows: onDays([5], 0, DAY) })], [])
    const { variants } = whatIf(input, { resource: aResource('garage', { quantity: 12, windows: union(PRESETS.workdayNights, PRESETS.weekends) }) }, solver)
    const served = new Map(hourChanges(union(PRESETS.workdayNights, PRESETS.weekends)).map(({ block, added }, i) => [`${added ? '+' : '-'}${block}`, variants[i]!.served]))
    expect(Object.fromEntries(served)).toMatchObject({ '+workdayDays': 4, '-weekends': -9, '-workdayNights': -9, '-day5': -9, '-day6': 0 })
    expect(variants.length).toBeLessThanOrEqual(10)
  })

  test('a need that asks for less gets more; what is always open has none', () => {
    const input = anInput([], [aResource('yard', { quantity: 2, windows: PRESETS.workdayNights })])
    const need = aNeed('n', { quantity: 2, windows: union(PRESETS.workdayNights, PRESETS.weekends) })
    expect(Math.max(...whatIf(input, { need }, solver).variants.map(({ served }) => served))).toBe(2)
    expect(whatIf(input, { need: { ...need, windows: null } }, solver).variants).toEqual([])
  })

  test('never to no hours, nor to the same hours twice', () => {
    expect(hourChanges(onDays([5], 0, DAY)).map(({ block, added }) => [block, added])).toEqual([['workdayNights', true], ['weekends', true], ['workdayDays', true]])
    expect(hourChanges(PRESETS.allWeek).filter(({ added }) => added)).toEqual([])
  })

  test('each is what allocate says with that change, of what is new and of what is already there', () => {
    const hours = fc.constantFrom(PRESETS.weekends, PRESETS.workdayNights, onDays([0, 5], 8 * 60, 20 * 60), union(PRESETS.workdayNights, PRESETS.weekends))
    fc.assert(
      fc.property(instances, hours, fc.boolean(), (input, windows, there) => {
        const others = there ? {} : { id: 'new', ownerId: 'somebody new' }
        const resource: MatchingResource = { ...input.resources[0]!, ...others, windows }
        const withResource = (one: MatchingResource): number => allocate({ ...input, resources: [...input.resources.filter(({ id }) => id !== one.id), one] }, solver).value
        const now = withResource(resource)
        const { variants, points } = whatIf(input, { resource }, solver)
        expect(points.find(({ quantity }) => quantity === resource.quantity)?.gain ?? 0).toBe(resource.quantity ? now - allocate(input, solver).value : 0)
        for (const { windows: other, gain } of variants) expect(gain).toBe(withResource({ ...resource, windows: other }) - now)

        const need: MatchingNeed = { ...input.needs[0]!, ...others, windows }
        const withNeed = (one: MatchingNeed): number => allocate({ ...input, needs: [...input.needs.filter(({ id }) => id !== one.id), one] }, solver).value
        for (const { windows: other, gain } of whatIf(input, { need }, solver).variants) expect(gain).toBe(withNeed({ ...need, windows: other }) - withNeed(need))
      }),
      { numRuns: 20 },
    )
  })
})

describe('when a day opens and closes', () => {
  test('the playground is open at weekends from 8 to 20: an evening more serves three, from ten on the class in the morning is lost', () => {
    const input = anInput([aNeed('class', { quantity: 2, windows: onDays([5], 9 * 60, 11 * 60) }), aNeed('dance', { quantity: 3, windows: onDays([5, 6], 19 * 60, 21 * 60) })], [])
    let solved = 0
    const counting = Object.assign((program: Parameters<Solver>[0]) => ((solved += 1), solver(program)), { open: solver.open })
    const { sliders } = whatIf(input, { resource: aResource('playground', { quantity: 5, windows: onDays([5, 6], 8 * 60, 20 * 60) }) }, counting)
    const told = sliders.map(({ edge, positions, points }) => [edge, Object.fromEntries(positions.map((at, i) => [at / 60, points[i]!.changes.reduce((sum, { before, after }) => sum + after - before, 0)]))])
    expect(told).toMatchObject([['UNTIL', { 9: 0, 10: 0, 11: 2, 20: 2, 21: 5, 24: 5 }], ['FROM', { 0: 2, 9: 2, 10: 0, 19: 0 }]])
    expect(sliders.flatMap(({ positions }) => positions).length).toBeGreaterThan(30)
    expect(solved).toBeLessThan(30)
  })

  test('each position is what allocate says of those hours, of what is new and of what is already there', () => {
    const hours = fc.constantFrom(PRESETS.weekends, PRESETS.workdayNights, onDays([0, 5], 8 * 60, 14 * 60), onDays([5], 9 * 60, 12 * 60), union(PRESETS.workdayNights, PRESETS.weekends))
    fc.assert(
      fc.property(instances, hours, fc.boolean(), fc.nat(1000), (input, windows, there, pick) => {
        const others = there ? {} : { id: 'new', ownerId: 'somebody new' }
        const before = allocate(input, solver).value
        const resource: MatchingResource = { ...input.resources[0]!, ...others, windows }
        const need: MatchingNeed = { ...input.needs[0]!, ...others, windows }
        const withResource = (one: MatchingResource): MatchingInput => ({ ...input, resources: [...input.resources.filter(({ id }) => id !== one.id), one] })
        const withNeed = (one: MatchingNeed): MatchingInput => ({ ...input, needs: [...input.needs.filter(({ id }) => id !== one.id), one] })
        const tries = [
          ...(resource.quantity === 0 ? [] : [{ entry: { resource }, made: (hoursThen: MatchingNeed['windows']) => withResource({ ...resource, windows: hoursThen }) }]),
          { entry: { need }, made: (hoursThen: MatchingNeed['windows']) => withNeed({ ...need, windows: hoursThen }) },
        ]
        for (const { entry, made } of tries) {
          for (const slider of whatIf(input, entry, solver).sliders) {
            const i = pick % slider.positions.length
            expect(slider.points[i]!.gain).toBe(allocate(made(movedTo(windows, slider, slider.positions[i]!)), solver).value - before)
          }
        }
      }),
      { numRuns: Number(process.env.RUNS ?? 25) },
    )
  })
})

test('in a city only the surroundings are solved, and the answer is that of the whole', () => {
  const whole = city({ needs: 300, seed: 7 })
  const listed = whole.resources.find(({ quantity, windows, supply }) => supply === 'REUSABLE' && windows && (quantity ?? 0) > 2)!
  const part = surroundings(whole, { resources: [listed] })
  expect(part.needs.length).toBeLessThan(whole.needs.length)
  const more = { ...listed, quantity: listed.quantity! + 2 }
  const { points } = whatIf(whole, { resource: more }, solver)
  const gain = allocate({ ...whole, resources: whole.resources.map((one) => (one.id === listed.id ? more : one)) }, solver).value - allocate(whole, solver).value
  expect(points.find(({ quantity }) => quantity === more.quantity)?.gain).toBe(gain)
})
