import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { covers, DAY, EVERY_DAY, onDays, PRESETS, sameWindows, union, WEEKEND, WORKDAYS } from '../weekly-windows.ts'
import { hourSliders, movedTo, type HourSlider } from './hour-sliders.ts'

const told = ({ days, edge, now, positions }: HourSlider): string => `${days === WEEKEND ? 'weekend' : 'workdays'} ${edge} ${now / 60}: ${positions[0]! / 60}..${positions.at(-1)! / 60}`

describe('when a day opens and closes', () => {
  test('a playground at weekends from 8 to 20', () => {
    const hours = onDays(WEEKEND, 8 * 60, 20 * 60)
    const [until, from] = hourSliders(hours)
    expect([until, from].map((slider) => told(slider!))).toEqual(['weekend UNTIL 20: 9..24', 'weekend FROM 8: 0..19'])
    expect(movedTo(hours, until!, 18 * 60)).toEqual(onDays(WEEKEND, 8 * 60, 18 * 60))
    expect(movedTo(hours, until!, 22 * 60)).toEqual(onDays(WEEKEND, 8 * 60, 22 * 60))
    expect(movedTo(hours, from!, 6 * 60)).toEqual(onDays(WEEKEND, 6 * 60, 20 * 60))
  })

  test('a night ends on the next morning, Sunday’s on Monday', () => {
    const nights = onDays(EVERY_DAY, 18 * 60, DAY + 8 * 60)
    const sliders = hourSliders(nights)
    expect(sliders.map(told)).toEqual(['weekend UNTIL 32: 19..36', 'weekend FROM 18: 12..31', 'workdays UNTIL 32: 19..36', 'workdays FROM 18: 12..31'])
    expect(movedTo(nights, sliders[0]!, DAY + 6 * 60)).toEqual(union(onDays(WORKDAYS, 18 * 60, DAY + 8 * 60), onDays(WEEKEND, 18 * 60, DAY + 6 * 60)))
  })

  test('nights and whole weekends: of the weekend only until 20:00, and Friday’s night stays', () => {
    const hours = union(PRESETS.workdayNights, PRESETS.weekends)
    const [until] = hourSliders(hours)
    expect(movedTo(hours, until!, 20 * 60)).toEqual(union(PRESETS.workdayNights, onDays(WEEKEND, 0, 20 * 60)))
  })

  test('two stretches a day: the later one is cut, then the earlier one', () => {
    const hours = union(onDays(WORKDAYS, 8 * 60, 12 * 60), onDays(WORKDAYS, 14 * 60, 17 * 60 + 30))
    const [until] = hourSliders(hours)
    expect(until).toMatchObject({ now: 1050, positions: expect.arrayContaining([1020, 1050, 1080]) as unknown as number[] })
    expect(movedTo(hours, until!, 16 * 60)).toEqual(union(onDays(WORKDAYS, 8 * 60, 12 * 60), onDays(WORKDAYS, 14 * 60, 16 * 60)))
    expect(movedTo(hours, until!, 11 * 60)).toEqual(onDays(WORKDAYS, 8 * 60, 11 * 60))
  })

  test('a later end and an earlier beginning hold all that came before, and now is as it is', () => {
    const stretch = fc.record({ days: fc.constantFrom(WORKDAYS, WEEKEND, EVERY_DAY, [0, 2], [6]), from: fc.integer({ min: 0, max: 23 }), length: fc.integer({ min: 1, max: 30 }) })
    fc.assert(
      fc.property(fc.array(stretch, { minLength: 1, maxLength: 3 }), (stretches) => {
        const hours = stretches.map(({ days, from, length }) => onDays(days, from * 60, (from + length) * 60)).reduce(union)
        for (const slider of hourSliders(hours)) {
          const all = slider.positions.map((at) => movedTo(hours, slider, at))
          expect(sameWindows(all[slider.positions.indexOf(slider.now)]!, hours)).toBe(true)
          all.slice(1).forEach((windows, i) => expect(slider.edge === 'UNTIL' ? covers(windows, all[i]!) : covers(all[i]!, windows)).toBe(true))
        }
      }),
      { numRuns: 300 },
    )
  })
})
