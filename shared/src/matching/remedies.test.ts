import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import loadHighs from 'highs'
import { DAY, onDays, PRESETS, subtract, union } from '../weekly-windows.ts'
import { allocate } from './allocate.ts'
import { withChange, type Change } from './changes.ts'
import { highsSolver } from './highs-solver.ts'
import { remediesOf } from './remedies.ts'
import { changeSentence, gainSentence, type RemedySpeech } from './remedy-words.ts'
import { instances } from './testing/instances.ts'
import { aNeed, anInput, aResource } from './testing/story.ts'
import { Trial } from './trial.ts'
import type { MatchingInput } from './types.ts'

const solver = highsSolver(await loadHighs())

const metOf = (input: MatchingInput, needId: string): number => allocate(input, solver).matches.reduce((sum, match) => sum + (match.needId === needId ? match.quantity : 0), 0)

const served = (input: MatchingInput, needId: string, resourceId: string): number => allocate(input, solver).matches.find((match) => match.needId === needId && match.resourceId === resourceId)?.quantity ?? 0

/** The change one half hour, one day or one unit smaller, in every way in which it can be. */
function smaller(change: Change): Change[] {
  switch (change.kind) {
    case 'WINDOWS':
      return change.added.flatMap(({ start, end }) => [{ start, end: start + 30 }, { start: end - 30, end }]).map((cut) => ({ ...change, added: subtract(change.added, [cut]), windows: subtract(change.windows, [cut]) }))
    case 'QUANTITY_MORE':
      return [{ ...change, more: change.more - 1, quantity: change.quantity - 1 }]
    case 'NEED_QUANTITY': {
      const { before, after } = change
      return [{ ...change, after: { ...after, quantity: after.quantity + 1, leastPart: Math.min(before.leastPart, after.quantity + 1) } }]
    }
    case 'NEED_PARTS': {
      const { before, after } = change
      return after.leastPart + 1 < (before.divisible ? before.leastPart : before.quantity) ? [{ ...change, after: { ...after, leastPart: after.leastPart + 1 } }] : []
    }
    case 'NEED_DISTANCE':
      return [{ ...change, farthest: change.farthest - (change.metres < 1000 ? 50 : 100) }]
    case 'NEED_BOTH':
      return [change.first, change.second]
    default:
      return []
  }
}

describe('properties', () => {
  test('every promised change, made and solved, meets the promised units of the need and moves what was said', () => {
    fc.assert(
      fc.property(instances, (input) => {
        const before = allocate(input, solver)
        for (const { id } of input.needs) {
          const { missing, found } = remediesOf(input, id, solver)
          expect(missing).toBe(before.unmet.find(({ needId }) => needId === id)?.missing ?? 0)
          for (const { change, gain, missing: left, moves } of found) {
            if (change.kind === 'RECRUIT') continue
            const after = allocate(withChange(input, id, change), solver)
            expect(metOf(withChange(input, id, change), id)).toBe(metOf(input, id) + gain)
            expect(after.unmet.find(({ needId }) => needId === id)?.missing ?? 0).toBe(left)
            const quantity = (matches: typeof after.matches, needId: string, resourceId: string): number => matches.find((match) => match.needId === needId && match.resourceId === resourceId)?.quantity ?? 0
            const changed = [...before.matches, ...after.matches].filter(({ needId, resourceId }) => needId !== id && quantity(before.matches, needId, resourceId) !== quantity(after.matches, needId, resourceId))
            expect(new Set(moves.map(({ needId, resourceId }) => `${needId} ${resourceId}`))).toEqual(new Set(changed.map(({ needId, resourceId }) => `${needId} ${resourceId}`)))
          }
        }
      }),
      { numRuns: 300 },
    )
  })

  test('no promised change is larger than it must be', () => {
    fc.assert(
      fc.property(instances, (input) => {
        for (const { id } of input.needs) {
          const trial = new Trial(input, id, solver)
          for (const { change, gain, missing } of remediesOf(input, id, solver).found) {
            for (const less of smaller(change)) {
              const brings = trial.of(less)
              if (change.kind === 'NEED_QUANTITY') expect(brings?.missing).not.toBe(missing)
// Fewer hours may help in a roundabout way, for another need that gives way; from this resource the need has nothing then.
              else if (change.kind === 'WINDOWS') expect(served(withChange(input, id, less), id, change.resourceId)).toBe(0)
              else expect(brings?.gain ?? 0).toBeLessThan(gain)
            }
          }
        }
      }),
      { numRuns: 200 },
    )
  })

  test('the order of the input does not matter', () => {
    fc.assert(
      fc.property(instances, (input) => {
        const turned = { ...input, needs: input.needs.toReversed(), resources: input.resources.toReversed(), shown: input.shown.toReversed() }
        for (const { id } of input.needs) expect(remediesOf(turned, id, solver)).toEqual(remediesOf(input, id, solver))
      }),
      { numRuns: 60 },
    )
  })
})

describe('the parking of Saturday night', () => {
  const saturdayNight = onDays([5], 20 * 60, DAY + 8 * 60)
  const need = aNeed('周六夜间停车', { quantity: 12, windows: saturdayNight, leastPart: 1 })
  const school = aResource('操场', { ownerId: '晨光小学', quantity: 12, windows: onDays([5], 7 * 60, 20 * 60) })
  const zh: RemedySpeech = { language: 'zh', category: 'PARKING', ownerOf: () => '晨光小学', titleOf: (id) => id, nameOf: (id) => id }
  const said = (input: MatchingInput): string[] => remediesOf(input, need.id, solver).found.map(({ change, gain }) => `${changeSentence(change, zh)}，${gainSentence(gain, zh)}。`)

  test('the school keeps its playground open until the morning', () => {
    expect(said(anInput([need], [school]))[0]).toBe('请晨光小学把“操场”的周六延到次日 08:00，就能停下 12 个。')
  })

  test('of hours and spaces, what asks less comes first', () => {
    const hospital = aResource('停车场', { quantity: 11, windows: union(PRESETS.workdayNights, saturdayNight) })
    expect(said(anInput([need], [school, hospital]))[0]).toBe('请晨光小学为“停车场”再增加 1 个，就能停下 1 个。')
  })

  test('what is only wished for gives way to what a place has; a car does not become a bicycle', () => {
    const open = { ...school, windows: null }
    const charged = anInput([{ ...need, attributes: { vehicle: 'CAR', charging: true, entranceHeight: 240 } }], [{ ...open, attributes: { vehicle: 'CAR', charging: false, entranceHeight: 210 } }])
    expect(said(charged)[0]).toBe('按“操场”的条件放宽要求：不要求可充电、入口净高从 240 厘米降为 210 厘米，就能停下 12 个。')
    expect(said(anInput([need], [{ ...open, attributes: { vehicle: 'EBIKE' } }]))).toEqual([expect.stringMatching(/^没有小改动能解决/)])
  })

  test('where no single change helps, two of the need’s own do together', () => {
    const at = (north: number): object => ({ position: { latitude: 38_000_000 + north, longitude: 114_000_000 } })
    const input = anInput([{ ...need, farthest: 500, attributes: { vehicle: 'CAR', charging: true }, ...at(0) }], [{ ...school, windows: null, ...at(7000) }])
    expect(said(input)[0]).toBe('把距离从 500 米以内放宽到 800 米以内，“操场”相距 778 米；并且按“操场”的条件放宽要求：不要求可充电，就能停下 12 个。')
  })

  test('in parts and less are two things', () => {
    const whole = { ...need, divisible: false }
    const kinds = remediesOf(anInput([whole], [{ ...school, windows: null, quantity: 10 }, aResource('停车场', { quantity: 2 })]), need.id, solver).found.map(({ change }) => change.kind)
    expect(kinds).toEqual(expect.arrayContaining(['NEED_PARTS', 'NEED_QUANTITY']))
  })

  test('where nothing small helps, it says how many must be found', () => {
    expect(said(anInput([need], []))[0]).toMatch(/^没有小改动能解决：需要再找 12 个车位，时段为周六 20:00 至次日 08:00/)
  })

  test('further away, wider, and smaller', () => {
    const told = (changes: object, resource: object): string | undefined => said(anInput([{ ...need, ...changes }], [{ ...school, windows: null, ...resource }])).find((sentence) => sentence.startsWith('把'))
    const at = (north: number): object => ({ position: { latitude: 38_000_000 + north, longitude: 114_000_000 } })
    expect(told({ farthest: 500, ...at(0) }, at(7000))).toBe('把距离从 500 米以内放宽到 800 米以内，“操场”相距 778 米，就能停下 12 个。')
    expect(told({ scope: 'COMMUNITY' }, {})).toBe('把匹配范围从本社区扩大到本街道，就能停下 12 个。')
    expect(told({ divisible: false }, { quantity: 10 })).toBe('把数量减为 10 个，就能停下 10 个。')
  })
})
