import type { DocumentKind, VolunteerField } from '../../api/generated/graphql.ts'
import { noon, ZONE } from '../../days.ts'
import { i18n } from '../../i18n.ts'
import { dayText } from '../../when.ts'

/** What a certificate says, as the server issued it. */
export interface Paper {
  readonly number: string
  readonly name: string
  readonly documentKind: DocumentKind
  readonly maskedNumber: string
  readonly fromOn: string
  readonly toOn: string
  readonly lines: readonly { readonly servedOn: string; readonly field: VolunteerField; readonly words: string; readonly minutes: number }[]
  readonly minutes: number
  readonly count: number
  readonly issuer: string
  readonly responsible: string
  readonly handler: string
  readonly telephone: string
  readonly issuedOn: string
}

/** A day without its year: 3月5日. */
export const dayOfYear = (day: string): string =>
  new Intl.DateTimeFormat(i18n.global.locale.value, { timeZone: ZONE, month: 'long', day: 'numeric' }).format(noon(day))

const yearOf = (day: string): string => day.slice(0, 4)

/** 2026年1月1日至11月18日: the year is said once. */
export function periodText({ fromOn, toOn }: { readonly fromOn: string; readonly toOn: string }): string {
  return i18n.global.t('certificates.period', { from: dayText(fromOn), to: yearOf(fromOn) === yearOf(toOn) ? dayOfYear(toOn) : dayText(toOn) })
}

/** Minutes as hours, with two decimals at most: 6.5. */
export const hoursOf = (minutes: number): string => String(Math.round((minutes / 60) * 100) / 100)

/** 5 次，390 分钟，即 6.5 小时 */
export const sumText = ({ count, minutes }: { readonly count: number; readonly minutes: number }): string =>
  i18n.global.t('certificates.sum', { count, minutes, hours: hoursOf(minutes) })

/** The year that all lines share, or null. */
export function onlyYear({ lines }: Pick<Paper, 'lines'>): string | null {
  const years = new Set(lines.map(({ servedOn }) => yearOf(servedOn)))
  return years.size === 1 ? [...years][0]! : null
}
