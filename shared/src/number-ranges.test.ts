import { expect, test } from '@jest/globals'
import { numberRanges } from './number-ranges.ts'

test('runs of numbers are drawn together, neighbours and single ones are named', () => {
  expect(numberRanges([])).toBe('')
  expect(numberRanges([4])).toBe('4')
  expect(numberRanges([1, 3, 4, 5, 6, 7, 8, 11, 12])).toBe('1、3–8、11、12')
  expect(numberRanges([2, 4], ', ')).toBe('2, 4')
})
