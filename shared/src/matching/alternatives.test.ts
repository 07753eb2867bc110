import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import loadHighs from 'highs'
import { PRESETS } from '../weekly-windows.ts'
import { allocate } from './allocate.ts'
import { alternatives } from './alternatives.ts'
import { highsSolver } from './highs-solver.ts'
import { bestUtility } from './testing/brute-force.ts'
import { instances } from './testing/instances.ts'
import { aNeed, anInput, aResource } from './testing/story.ts'
import type { MatchingInput } from './types.ts'

const solver = highsSolver(await loadHighs())
const nights = PRESETS.workdayNights

describe('why this one and not another', () => {
  const near = { place: [{ id: 'hospital', kind: 'UNIT' }, { id: 'community of tange', kind: 'COMMUNITY' }, { id: 'qingyuan', kind: 'STREET' }, { id: 'changan', kind: 'DISTRICT' }, { id: 'shijiazhuang', kind: 'CITY' }] } as const
  const input = anInput(
    [aNeed('residents', { quantity: 20, windows: nights, urgency: 3 }), aNeed('tange', { quantity: 15, windows: nights, urgency: 2 })],
    [aResource('yiyuan', { quantity: 20, windows: nights }), aResource('hospital', { quantity: 17, windows: nights, ...near })],
  )

  test('the hospital instead of the garage: what 谈阁 would lose there and where it would turn', () => {
    const { quantity, without, instead } = alternatives(input, 'residents', 'yiyuan', solver)
    expect(quantity).toBeGreaterThan(0)
    expect(without.value).toBeLessThan(0)
    const hospital = instead.find(({ resourceId }) => resourceId === 'hospital')!
    expect(hospital).toMatchObject({ exact: true, quantity: 17 })
    // 谈阁 had fifteen there and goes to the garage with all of them; five are left there for the residents.
    expect(hospital.shifts).toContainEqual({ needId: 'tange', resourceId: 'hospital', before: 15, after: 0 })
    expect(hospital.shifts).toContainEqual({ needId: 'tange', resourceId: 'yiyuan', before: 0, after: expect.any(Number) as unknown as number })
    expect(hospital.value).toBeLessThan(0)
  })

  test('where nothing else suits there is no other, only the loss', () => {
    const alone = anInput([aNeed('residents', { quantity: 2, windows: nights })], [aResource('yiyuan', { quantity: 2 })])
    expect(alternatives(alone, 'residents', 'yiyuan', solver)).toMatchObject({ quantity: 2, instead: [], without: { shifts: [{ needId: 'residents', resourceId: 'yiyuan', before: 2, after: 0 }] } })
  })

  test('what the best plan would never use is told, too, with its price', () => {
    const far = { place: [{ id: 'far', kind: 'UNIT' }, { id: 'elsewhere', kind: 'STREET' }, { id: 'changan', kind: 'DISTRICT' }, { id: 'shijiazhuang', kind: 'CITY' }] } as const
    const beside = anInput([aNeed('residents', { quantity: 2 }), aNeed('offices', { quantity: 2, ...far })], [aResource('yard', { quantity: 2 }), aResource('far', { quantity: 2, ...far })])
    const [instead] = alternatives(beside, 'residents', 'yard', solver).instead
    expect(instead).toMatchObject({ resourceId: 'far', quantity: 2, exact: true })
    expect(instead!.shifts.map(({ needId, resourceId, before, after }) => `${needId} ${resourceId} ${before} ${after}`)).toEqual(['offices far 2 0', 'offices yard 0 2', 'residents far 0 2', 'residents yard 2 0'])
    expect(instead!.value).toBeLessThan(0)
  })

  test('every cost is that of the best plan in which the pair gives exactly that, and none is a gain', () => {
    fc.assert(
      fc.property(instances, (given) => {
        const whole = allocate(given, solver)
        for (const { needId, resourceId, quantity: now } of whole.matches) {
          const { quantity, without, instead } = alternatives(given, needId, resourceId, solver)
          expect(quantity).toBe(now)
          expect(without.value).toBe(bestUtility({ ...given, declined: [...given.declined, { needId, resourceId }] }) - whole.value)
          expect(without.value).toBeLessThanOrEqual(0)
          for (const one of instead) {
            expect(one.exact).toBe(true)
            expect(one.value).toBe(bestUtility(given, { needId, ...one }) - whole.value)
            expect(one.value).toBeLessThanOrEqual(0)
            expect(one.shifts.find((shift) => shift.needId === needId && shift.resourceId === one.resourceId)?.after).toBe(one.quantity)
          }
        }
      }),
      { numRuns: Number(process.env.RUNS ?? 100), seed: Number(process.env.SEED ?? 20260305) },
    )
  })

  test('whatever could serve the need in its stead is among them', () => {
    fc.assert(
      fc.property(instances, (given) => {
        for (const { needId, resourceId, quantity } of allocate(given, solver).matches) {
          const { instead } = alternatives(given, needId, resourceId, solver)
          const told = new Set([resourceId, ...instead.map((one) => one.resourceId)])
          const alone = { ...given, needs: given.needs.filter((need) => need.id === needId) }
          for (const { id } of given.resources.filter((resource) => !told.has(resource.id))) {
            const now = unitsOf(given, needId, id)
            for (const more of [quantity, 1]) expect(bestUtility(alone, { needId, resourceId: id, quantity: now + more })).toBe(Number.NEGATIVE_INFINITY)
          }
        }
      }),
      { numRuns: Number(process.env.RUNS ?? 40), seed: Number(process.env.SEED ?? 20260305) },
    )
  })
})

function unitsOf(input: MatchingInput, needId: string, resourceId: string): number {
  return allocate(input, solver).matches.find((match) => match.needId === needId && match.resourceId === resourceId)?.quantity ?? 0
}
