import { covers, DAY, EVERY_DAY, isEmpty, normalize, onDays, subtract, WEEK, WEEKEND, WORKDAYS, type Span, type WeeklyWindows } from './weekly-windows.ts'

/** The same hours on some days; `end` beyond 1440 is the next day. */
interface Clause {
  readonly start: number
  readonly end: number
  readonly days: Set<number>
}

interface Words {
  readonly allWeek: string
  readonly never: string
  readonly every: string
  readonly workdays: string
  readonly weekend: string
  readonly days: readonly string[]
  readonly dayRange: (first: string, last: string) => string
  readonly hours: (from: string, to: string, nextDay: boolean) => string
  readonly list: (parts: readonly string[]) => string
  readonly clause: (days: string, hours: string | null) => string
  readonly clauses: string
}

const ZH: Words = {
  allWeek: '全周',
  never: '没有时段',
  every: '每天',
  workdays: '工作日',
  weekend: '周末',
  days: ['周一', '周二', '周三', '周四', '周五', '周六', '周日'],
  dayRange: (first, last) => `${first}至${last}`,
  hours: (from, to, nextDay) => (nextDay ? `${from} 至次日 ${to}` : `${from} 至 ${to}`),
  list: (parts) => parts.join('、'),
  clause: (days, hours) => (hours === null ? `${days}全天` : `${days} ${hours}`),
  clauses: '，',
}

const EN: Words = {
  allWeek: 'All week',
  never: 'No hours',
  every: 'every day',
  workdays: 'workdays',
  weekend: 'weekends',
  days: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'],
  dayRange: (first, last) => `${first} to ${last}`,
  hours: (from, to, nextDay) => `${from} to ${to}${nextDay ? ' the next day' : ''}`,
  list: (parts) => (parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`),
  clause: (days, hours) => `${days} ${hours ?? 'all day'}`,
  clauses: '; ',
}

/** The windows as one Chinese sentence, 工作日 18:00 至次日 08:00，周末全天. `parseWindows` reads it back to the same set. */
export function windowsSentence(w: WeeklyWindows): string {
  return sentence(w, ZH)
}

/** The same in English: "Workdays 18:00 to 08:00 the next day; weekends all day". */
export function windowsSentenceEn(w: WeeklyWindows): string {
  const text = sentence(w, EN)
  return text.charAt(0).toUpperCase() + text.slice(1)
}

function sentence(w: WeeklyWindows, words: Words): string {
  if (isEmpty(w)) return words.never
  if (w[0]?.start === 0 && w[0].end === WEEK) return words.allWeek
  const hoursByDays = new Map<string, { hours: string | null; first: number }[]>()
  for (const { start, end, days } of clausesOf(w)) {
    const named = dayNames(daysToName(start, end, days, w), words)
    const hours = start === 0 && end === DAY ? null : words.hours(clock(start), clock(end > DAY ? end - DAY : end), end > DAY)
    const group = hoursByDays.get(named) ?? []
    group.push({ hours, first: Math.min(...days) * DAY + start })
    hoursByDays.set(named, group)
  }
  return [...hoursByDays]
    .map(([days, group]) => ({ days, group: group.sort((a, b) => a.first - b.first) }))
    .sort((a, b) => (a.group[0]?.first ?? 0) - (b.group[0]?.first ?? 0))
    .map(({ days, group }) => words.clause(days, group[0]?.hours === null ? null : words.list(group.map(({ hours }) => hours ?? ''))))
    .join(words.clauses)
}

/**
 * Whole days, and what is left as hours per day. A piece that only ends at midnight because the day after is open
 * all day (Friday's night before the weekend) takes the hours of the other nights, and likewise a morning after.
 */
function clausesOf(w: WeeklyWindows): Clause[] {
  const full = EVERY_DAY.filter((day) => covers(w, onDays([day], 0, DAY)))
  const rest = joinedOverSunday(subtract(w, full.length ? onDays(full, 0, DAY) : []))
  const clauses: Clause[] = full.length ? [{ start: 0, end: DAY, days: new Set(full) }] : []
  const add = (start: number, end: number, day: number): void => {
    const same = clauses.find((clause) => clause.start === start && clause.end === end)
    if (same) same.days.add(day)
    else clauses.push({ start, end, days: new Set([day]) })
  }
  const evenings: { start: number; day: number }[] = []
  const mornings: { end: number; day: number }[] = []
  for (const span of rest) {
    const day = Math.floor(span.start / DAY)
    const start = span.start - day * DAY
    const end = span.end - day * DAY
    if (end === DAY && full.includes((day + 1) % 7)) evenings.push({ start, day })
    else if (start === 0 && full.includes((day + 6) % 7)) mornings.push({ end, day })
    else add(start, end, day)
  }
  for (const { start, day } of evenings) add(start, mostDays(clauses, (c) => c.start === start && c.end >= DAY)?.end ?? DAY, day)
  for (const { end, day } of mornings) {
    const night = mostDays(clauses, (c) => c.end === end + DAY)
    if (night) add(night.start, night.end, (day + 6) % 7)
    else add(0, end, day)
  }
  return clauses
}

function mostDays(clauses: readonly Clause[], fits: (clause: Clause) => boolean): Clause | undefined {
  return clauses.filter(fits).sort((a, b) => b.days.size - a.days.size || a.end - b.end || a.start - b.start)[0]
}

function joinedOverSunday(w: WeeklyWindows): readonly Span[] {
  const first = w[0]
  const last = w.at(-1)
  if (!first || !last || first === last || first.start !== 0 || last.end !== WEEK) return w
  return [...w.slice(1, -1), { start: last.start, end: WEEK + first.end }]
}

/** Days with one name where the hours hold there anyway: with Sunday's night needed and Saturday's inside the weekend, 每天. */
function daysToName(start: number, end: number, days: ReadonlySet<number>, w: WeeklyWindows): readonly number[] {
  const needed = EVERY_DAY.filter((day) => days.has(day))
  if (runs(needed).reduce((words, run) => words + wordsFor(run), 0) <= 2) return needed
  const holds = (day: number): boolean => covers(w, normalize([{ start: day * DAY + start, end: day * DAY + end }]))
  const named = [WORKDAYS, EVERY_DAY].find((set) => needed.every((day) => set.includes(day)) && set.every(holds))
  return named ?? needed
}

function wordsFor(run: readonly number[]): number {
  if (run.length < 3) return run.length
  return (run[0] ?? 0) > (run.at(-1) ?? 0) ? 3 : 2
}

function dayNames(days: readonly number[], words: Words): string {
  const same = (set: readonly number[]): boolean => days.length === set.length && days.every((day) => set.includes(day))
  if (same(EVERY_DAY)) return words.every
  if (same(WORKDAYS)) return words.workdays
  if (same(WEEKEND)) return words.weekend
  const name = (day: number | undefined): string => words.days[day ?? 0] ?? ''
  return words.list(runs(days).flatMap((run) => (run.length < 3 ? run.map(name) : [words.dayRange(name(run[0]), name(run.at(-1)))])))
}

/** Neighbouring days together; a run of three or more may pass from Sunday to Monday (周日至周四). */
function runs(days: readonly number[]): number[][] {
  const result: number[][] = []
  for (const day of days) {
    const run = result.at(-1)
    if (run?.at(-1) === day - 1) run.push(day)
    else result.push([day])
  }
  const first = result[0]
  const last = result.at(-1)
  if (first && last && first !== last && first[0] === 0 && last.at(-1) === 6 && first.length + last.length > 2) {
    return [[...last, ...first], ...result.slice(1, -1)]
  }
  return result
}

function clock(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
}
