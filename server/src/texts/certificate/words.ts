import { chineseDate } from '../minutes/words.ts'
import type { CertificateDocument, Day } from './document.ts'

export const TITLE = '志愿服务记录证明'
/** What the paper says of itself; it never claims to be more. */
export const FOOTNOTE = '本证明由出具单位依据其志愿服务记录免费出具，打印后可加盖公章；它不是国家机关的认证。'

/** Who certifies is the committee or office of the place. */
export function issuerName(place: string, isExample: boolean): string {
  const body = place.endsWith('村') ? `${place}民委员会` : place.endsWith('社区') ? `${place}居民委员会` : place.endsWith('街道') ? `${place}办事处` : place
  return isExample ? `${body}（示例）` : body
}

/** 2026年1月1日至11月18日: the year is said once. */
export function periodWords(fromOn: Day, toOn: Day): string {
  const to = chineseDate(toOn)
  return `${chineseDate(fromOn)}至${fromOn.slice(0, 4) === toOn.slice(0, 4) ? to.slice(to.indexOf('年') + 1) : to}`
}

/** Minutes as hours, with two decimals at most: 6.5, 0.33. */
export function hoursOf(minutes: number): string {
  return String(Math.round((minutes / 60) * 100) / 100)
}

export function totalWords({ count, minutes }: Pick<CertificateDocument, 'count' | 'minutes'>): string {
  return `${count} 次，${minutes} 分钟，即 ${hoursOf(minutes)} 小时`
}

/** The year that all lines share, or null. */
export function onlyYear({ lines }: Pick<CertificateDocument, 'lines'>): string | null {
  const years = new Set(lines.map(({ servedOn }) => servedOn.slice(0, 4)))
  return years.size === 1 ? [...years][0]! : null
}

/** The name under which a certificate is saved. */
export function certificateFileName(number: string): string {
  return `${TITLE} ${number}.pdf`
}
