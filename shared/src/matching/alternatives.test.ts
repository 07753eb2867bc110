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
    expect(hospital).toMatchObject({ exact: true })
    expect(hospital.shifts.some(({ needId }) => needId === 'tange')).toBe(true)
  })

  test('where nothing else suits there is no other, only the loss', () => {
    const alone = anInput([aNeed('residents', { quantity: 2, windows: nights })], [aResource('yiyuan', { quantity: 2 })])
    expect(alternatives(alone, 'residents', 'yiyuan', solver)).toMatchObject({ quantity: 2, instead: [], without: { shifts: [{ needId: 'residents', resourceId: 'yiyuan', before: 2, after: 0 }] } })
  })

  test('every cost is that of solving again with the need held to that choice, and none is a gain', () => {
    fc.assert(
      fc.property(instances, (given) => {
        const whole = allocate(given, solver)
        for (const { needId, resourceId } of whole.matches) {
          const barring = (ids: readonly string[]) => ({ ...given, declined: [...given.declined, ...ids.map((id) => ({ needId, resourceId: id }))] })
          const { quantity, without, instead } = alternatives(given, needId, resourceId, solver)
          expect(quantity).toBeGreaterThan(0)
          expect(without.value).toBe(bestUtility(barring([resourceId])) - whole.value)
          expect(without.value).toBeLessThanOrEqual(0)
          const used = whole.matches.flatMap((match) => (match.needId === needId ? [match.resourceId] : []))
          for (const one of instead) {
            const barred = given.resources.map(({ id }) => id).filter((id) => id !== one.resourceId && (id === resourceId || !used.includes(id)))
            expect(one.value).toBe(bestUtility(barring(barred)) - whole.value)
            expect(one.value).toBeLessThanOrEqual(without.value)
            expect(one.shifts.find((shift) => shift.needId === needId && shift.resourceId === one.resourceId)?.after).toBe(one.quantity)
          }
        }
      }),
      { numRuns: Number(process.env.RUNS ?? 150), seed: Number(process.env.SEED ?? 20260305) },
    )
  })
})
