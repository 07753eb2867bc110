import { localDate } from '../time.ts'

/** 2026年3月5日 */
function day(date: string): string {
  const [year, month, dayOfMonth] = date.split('-').map(Number)
  return `${year}年${month}月${dayOfMonth}日`
}

/** The name under which minutes are saved. */
export function minutesFileName(title: string, startsAt: string): string {
  return `${localDate(new Date(startsAt))} ${title} 纪要`.replace(/[\\/:*?"<>|]/g, ' ')
}

interface Held {
  readonly title: string
  readonly startsAt: Date
  readonly place: string
  readonly chair: string
}

/** The words of the minutes that no clerk types. */
export function minutesWords(convener: string, { title, startsAt, place, chair }: Held): {
  mark: string
  title: string
  issuer: string
  opening: string
  numbered: (year: number, number: number) => string
} {
  const where = place ? `在${place}` : ''
  const led = chair ? `会议由${chair}主持。` : ''
  return {
    mark: `${convener}联席会议纪要`,
    title,
    issuer: convener,
    opening: `${day(localDate(startsAt))}，${convener}${where}召开联席会议。${led}会议议定事项如下：`,
    numbered: (year, number) => `〔${year}〕${number}号`,
  }
}
