import { describe, expect, test } from '@jest/globals'
import { PRESETS } from '@red-alliance/shared/weekly-windows'
import { isPainted, moved, pressed, spansOf } from './week-selection.ts'

describe('painting the week', () => {
  test('a block drawn backwards is the same hours on each of its days', () => {
    expect(spansOf({ from: { day: 1, step: 3 }, to: { day: 0, step: 1 } })).toEqual([
      { start: 30, end: 120 },
      { start: 1470, end: 1560 },
    ])
  })

  test('pressing an empty cell paints, pressing a painted one erases', () => {
    const cell = { day: 2, step: 20 }
    const painted = pressed([], { from: cell, to: cell })
    expect(painted).toEqual([{ start: 2 * 1440 + 600, end: 2 * 1440 + 630 }])
    expect(pressed(painted, { from: cell, to: cell })).toEqual([])
  })

  test('a block is erased as a whole where its first cell is painted', () => {
    expect(pressed(PRESETS.weekends, { from: { day: 6, step: 0 }, to: { day: 5, step: 47 } })).toEqual([])
  })

  test('typed hours finer than the grid stay when something else is painted', () => {
    const fine = [{ start: 465, end: 525 }]
    expect(pressed(fine, { from: { day: 3, step: 0 }, to: { day: 3, step: 0 } })).toContainEqual({ start: 465, end: 525 })
    expect(isPainted(fine, { day: 0, step: 15 })).toBe(false)
  })

  test('the cursor stays inside the week', () => {
    expect(moved({ day: 6, step: 47 }, 1, 1)).toEqual({ day: 6, step: 47 })
    expect(moved({ day: 0, step: 0 }, -1, -8)).toEqual({ day: 0, step: 0 })
  })
})
