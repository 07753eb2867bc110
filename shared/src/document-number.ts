import type { DocumentKind } from './glossary.ts'

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
const CHECKS = '10X98765432'

/** As it is compared and kept: without spaces, letters as capitals. */
export function cleanNumber(typed: string): string {
  return typed.replaceAll(/[\s-]/g, '').toUpperCase()
}

/**
 * Whether a number in its clean form can be one of this kind of document.
 * Citizens' numbers and those of residence permits follow GB 11643-1999: six digits of a place, a date of birth, three digits, a check character by ISO 7064 MOD 11-2.
 */
export function isDocumentNumber(kind: DocumentKind, number: string): boolean {
  switch (kind) {
    case 'ID_CARD':
    case 'RESIDENCE_PERMIT':
      return isCitizenNumber(number)
    case 'PASSPORT':
      return /^[A-Z0-9]{6,12}$/.test(number) && /\d{4}/.test(number)
    case 'TRAVEL_PERMIT':
      return /^([HM]\d{8}(\d{2})?|\d{8}|\d{10})$/.test(number)
  }
}

function isCitizenNumber(number: string): boolean {
  if (!/^[1-9]\d{16}[\dX]$/.test(number) || !isDay(number.slice(6, 14))) return false
  const sum = WEIGHTS.reduce((whole, weight, i) => whole + weight * Number(number[i]), 0)
  return CHECKS[sum % 11] === number[17]
}

/** @param digits YYYYMMDD */
function isDay(digits: string): boolean {
  const [year, month, day] = [Number(digits.slice(0, 4)), Number(digits.slice(4, 6)), Number(digits.slice(6))]
  const date = new Date(Date.UTC(year, month - 1, day))
  return year >= 1900 && year <= 2100 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day
}

/** The first three and last four of eighteen, the first and the last three of others; stars for the rest: 130***********0046. */
export function maskedNumber(number: string): string {
  const [head, tail] = number.length === 18 ? [3, 4] : [1, 3]
  return number.slice(0, head) + '*'.repeat(Math.max(1, number.length - head - tail)) + number.slice(-tail)
}
