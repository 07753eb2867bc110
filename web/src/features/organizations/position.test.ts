import { describe, expect, test } from '@jest/globals'
import { degrees, inChina, millionths, pastedPosition } from './position.ts'

describe('a position as it is typed', () => {
  test('degrees with or without their sign', () => expect(['38.0428', ' 38.0428° ', '38', '-1.5', '三十八', '', '38.'].map(millionths)).toEqual([38_042_800, 38_042_800, 38_000_000, -1_500_000, null, null, null]))
  test('the seventh decimal is rounded', () => expect(millionths('114.51490049')).toBe(114_514_900))
  test('and back', () => expect(degrees(38_042_800)).toBe('38.0428'))
  test('both numbers pasted into one field, with a comma of either kind or a space', () => {
    for (const text of ['38.0428, 114.5149', '38.0428，114.5149', ' 38.0428 114.5149 ']) expect(pastedPosition(text)).toEqual({ latitude: '38.0428', longitude: '114.5149' })
    for (const text of ['38.0428', '38.0428,', 'a, b', '']) expect(pastedPosition(text)).toBeNull()
  })
  test('the two the wrong way round are not in China', () => expect([inChina(38_042_800, 114_514_900), inChina(114_514_900, 38_042_800)]).toEqual([true, false]))
})
