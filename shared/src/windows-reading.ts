import { DAY, EVERY_DAY, isEmpty, normalize, PRESETS, union, WEEKEND, WORKDAYS, type Span, type WeeklyWindows } from './weekly-windows.ts'

/**
 * What is wrong with a typed sentence. EMPTY: nothing typed. UNKNOWN_WORD: a word that means nothing here.
 * TIME_EXPECTED: days without hours. END_EXPECTED: a start without an end. TIME_INVALID: no time of the day.
 * SPAN_EMPTY: start and end are the same.
 */
export type WindowsProblem = 'EMPTY' | 'UNKNOWN_WORD' | 'TIME_EXPECTED' | 'END_EXPECTED' | 'TIME_INVALID' | 'SPAN_EMPTY'

/** `position` counts UTF-16 units from the start of the text, ready for a text field's selection. */
export type WindowsReading =
  | { readonly windows: WeeklyWindows; readonly problem?: undefined }
  | { readonly problem: WindowsProblem; readonly position: number; readonly windows?: undefined }

/**
 * Reads what people type for weekly hours: 工作日 18:00 至次日 08:00，周末全天; 每天18:00-次日08:00; 周二、四 下午2点到4点半.
 * Hours without a day are of every day; an end before its start is on the next day. Whatever `windowsSentence`
 * writes is read back to the same set.
 */
export function parseWindows(text: string): WindowsReading {
  try {
    return { windows: new Reader(fold(text)).sentence() }
  } catch (error) {
    if (error instanceof Unreadable) return { problem: error.problem, position: error.position }
    throw error
  }
}

class Unreadable extends Error {
  constructor(
    readonly problem: WindowsProblem,
    readonly position: number,
  ) {
    super(problem)
  }
}

const WEEKDAYS = '一二三四五六日'
const SEPARATORS = /[\s,;、。.和及与/]+/y
const RANGE = /\s*(?:至|到|-|~)\s*/y
const DAY_NAME = /每?(?:周|星期|礼拜)([一二三四五六日天])/y
const MORE_DAY = /[、,\s]*([一二三四五六日天])(?!点)/y
const RANGE_END_DAY = /\s*(?:至|到|-|~)\s*(?:周|星期|礼拜)?([一二三四五六日天])/y
const DAY_SETS: readonly (readonly [RegExp, readonly number[]])[] = [
  [/工作日/y, WORKDAYS],
  [/每?(?:个)?(?:周末|双休日)/y, WEEKEND],
  [/每天|每日|天天/y, EVERY_DAY],
]
const ALL_WEEK = /全周|整周|全年|全天候/y
const NEVER = /没有时段|无/y
const ALL_DAY = /全天|整天|一整天/y
const NEXT_DAY = /\s*(?:次日|第二天|翌日|隔天)\s*/y
const TIME = /\s*(上午|早上|早晨|凌晨|中午|下午|傍晚|晚上|夜里)?\s*(\d{1,2})(?::(\d{2})|[点时](?:(半)|(\d{1,2})分?)?)?/y

/** Full-width digits and signs as their half-width forms, one for one, so that positions stay true. */
function fold(text: string): string {
  return text
    .replace(/[！-～]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0))
    .replace(/[—–－〜]/g, '-')
    .replace(/　/g, ' ')
}

class Reader {
  private at = 0

  constructor(private readonly text: string) {}

  sentence(): WeeklyWindows {
    let windows: WeeklyWindows = []
    let days: readonly number[] = EVERY_DAY
    let said = false
    for (this.take(SEPARATORS); this.at < this.text.length; this.take(SEPARATORS)) {
      said = true
      if (this.take(ALL_WEEK)) windows = PRESETS.allWeek
      else if (this.take(NEVER)) continue
      else {
        const named = this.days()
        days = named ?? days
        windows = union(windows, this.hours(days, named !== null))
      }
    }
    if (!said && isEmpty(windows)) throw new Unreadable('EMPTY', 0)
    return windows
  }

  /** 周二、周四 / 周一至周五 / 工作日, or null when hours follow at once. */
  private days(): readonly number[] | null {
    const days = new Set<number>()
    for (;;) {
      const set = DAY_SETS.find(([pattern]) => this.take(pattern))
      if (set) {
        // 周一至周五每天 says "each of these days", not every day of the week.
        if (set[1] !== EVERY_DAY || days.size === 0) set[1].forEach((day) => days.add(day))
      } else if (!this.dayNames(days)) break
      const before = this.at
      this.take(SEPARATORS)
      if (this.at === this.text.length) this.at = before
    }
    return days.size ? [...days] : null
  }

  private dayNames(days: Set<number>): boolean {
    let named = this.take(DAY_NAME)
    if (!named) return false
    while (named) {
      const first = weekday(named[1])
      const until = this.take(RANGE_END_DAY)
      const length = until ? (weekday(until[1]) - first + 7) % 7 : 0
      for (let i = 0; i <= length; i++) days.add((first + i) % 7)
      named = this.take(MORE_DAY)
    }
    return true
  }

  private hours(days: readonly number[], named: boolean): WeeklyWindows {
    if (this.take(ALL_DAY)) return normalize(days.map((day) => span(day, 0, DAY)))
    const startAt = this.at
    const from = this.time(false)
    if (!from) throw new Unreadable(named ? 'TIME_EXPECTED' : 'UNKNOWN_WORD', startAt)
    if (!this.take(RANGE)) throw new Unreadable('END_EXPECTED', this.at)
    const nextDay = this.take(NEXT_DAY) !== null
    const until = this.time(true)
    if (!until) throw new Unreadable('END_EXPECTED', this.at)
    const start = from.minute
    // 下午2点到4点: the end is in the afternoon too.
    const carried = from.afternoon && until.bare && !nextDay && until.minute < start && until.minute + DAY / 2 > start
    const end = carried ? until.minute + DAY / 2 : until.minute
    if (end === start && !nextDay) throw new Unreadable('SPAN_EMPTY', startAt)
    return normalize(days.map((day) => span(day, start, nextDay || end < start ? end + DAY : end)))
  }

  private time(isEnd: boolean): { minute: number; afternoon: boolean; bare: boolean } | null {
    const startAt = this.at
    const found = this.take(TIME)
    if (!found) return null
    const [, half, hourText, minuteText, halfPast, minutesText] = found
    let hour = Number(hourText)
    const minute = halfPast ? 30 : Number(minuteText ?? minutesText ?? 0)
    const afternoon = half !== undefined && '下午傍晚晚上夜里'.includes(half)
    if (afternoon && hour < 12) hour += 12
    const time = hour * 60 + minute
    if (minute > 59 || time > DAY || (time === DAY && !isEnd)) throw new Unreadable('TIME_INVALID', startAt)
    return { minute: time, afternoon, bare: half === undefined }
  }

  /** Moves past the pattern when it stands here. */
  private take(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.at
    const found = pattern.exec(this.text)
    if (found) this.at = pattern.lastIndex
    return found
  }
}

function weekday(name: string | undefined): number {
  return WEEKDAYS.indexOf(name === '天' ? '日' : (name ?? ''))
}

function span(day: number, start: number, end: number): Span {
  return { start: day * DAY + start, end: day * DAY + end }
}
