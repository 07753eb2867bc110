import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { cleanNumber, isDocumentNumber, maskedNumber } from './document-number.ts'

const LETTERS = '0123456789X'

describe('a citizen’s number', () => {
  test('11010519491231002X is one', () => expect(isDocumentNumber('ID_CARD', '11010519491231002X')).toBe(true))
  test('typed with spaces and a small x it is the same', () => expect(cleanNumber(' 110105 19491231 002x ')).toBe('11010519491231002X'))
  test.each(['110105194912310021', '11010519491331002X', '1101051949123100X', '01010519491231002X', ''])('%s is none', (number) => expect(isDocumentNumber('ID_CARD', number)).toBe(false))

  test('one digit mistyped, or two neighbours exchanged, is always found', () => {
    const number = '11010519491231002X'
    fc.assert(fc.property(fc.integer({ min: 0, max: 17 }), fc.constantFrom(...LETTERS), (place, letter) => {
      fc.pre(number[place] !== letter)
      expect(isDocumentNumber('ID_CARD', number.slice(0, place) + letter + number.slice(place + 1))).toBe(false)
    }))
    for (let place = 0; place < 17; place += 1) {
      const [a, b] = [number[place]!, number[place + 1]!]
      if (a !== b) expect(isDocumentNumber('ID_CARD', number.slice(0, place) + b + a + number.slice(place + 2))).toBe(false)
    }
  })
})

describe('the mask', () => {
  test('shows three and four of eighteen', () => expect(maskedNumber('130102199003070046')).toBe('130***********0046'))
  test('shows one and three of others', () => expect(maskedNumber('E12345678')).toBe('E*****678'))
  test('keeps the length and hides the middle', () => {
    fc.assert(fc.property(fc.stringMatching(/^[A-Z0-9]{6,18}$/), (number) => {
      const masked = maskedNumber(number)
      expect(masked).toHaveLength(number.length)
      expect(masked).toMatch(/^[A-Z0-9]{1,3}\*{2,}[A-Z0-9]{3,4}$/)
    }))
  })
})

describe('other documents', () => {
  test.each([['PASSPORT', 'E12345678'], ['PASSPORT', 'EA1234567'], ['TRAVEL_PERMIT', 'H12345678'], ['TRAVEL_PERMIT', '12345678']] as const)('%s %s', (kind, number) => expect(isDocumentNumber(kind, number)).toBe(true))
  test.each([['PASSPORT', 'ABCDEFGH'], ['PASSPORT', '12'], ['TRAVEL_PERMIT', 'X12345678'], ['RESIDENCE_PERMIT', '123456']] as const)('%s %s is none', (kind, number) => expect(isDocumentNumber(kind, number)).toBe(false))
})
