import { DAY, normalize, onDays, WEEKEND, WORKDAYS, type WeeklyWindows } from '../weekly-windows.ts'

/** The opening or the closing hour of some days, and where it may be moved to. */
export interface HourSlider {
  /** Monday is 0. */
  readonly days: readonly number[]
  readonly edge: 'FROM' | 'UNTIL'
  /** Where it is now, as minutes from the day's midnight: beyond 1440 on the next day. */
  readonly now: number
  /** Whole hours, and `now`; in order. */
  readonly positions: readonly number[]
}

/** Hours that begin on a day, as minutes from its midnight. */
interface Stretch {
  readonly day: number
  readonly start: number
  readonly end: number
}

const HOUR = 60
const NOON = DAY / 2

/** What a day of weekdays and one of weekends opens and closes at, each as a slider; where the days differ, at what most of them do. Never to no hours at all. */
export function hourSliders(hours: WeeklyWindows): HourSlider[] {
  const all = stretchesOf(hours)
  return [WEEKEND, WORKDAYS].flatMap((days): HourSlider[] => {
    const own = all.filter(({ day }) => days.includes(day))
    if (own.length === 0) return []
    const [first, last] = [usual(edges(own, 'FROM').map(({ start }) => start)), usual(edges(own, 'UNTIL').map(({ end }) => end))]
    const slider = (edge: HourSlider['edge'], now: number, least: number, most: number): HourSlider => {
      const wholeHours = Array.from({ length: Math.floor(most / HOUR) + 1 }, (_, i) => i * HOUR)
      const moved = [...new Set([...wholeHours, now])].filter((at) => at === now || (at >= least && at <= most)).sort((a, b) => a - b)
      return { days, edge, now, positions: moved.filter((at) => movedTo(hours, { days, edge, now }, at).length > 0) }
    }
    const night = last > DAY
    return [slider('UNTIL', last, first + HOUR, night ? DAY + NOON : DAY), slider('FROM', first, night ? NOON : 0, last - HOUR)].filter(({ positions }) => positions.length > 1)
  })
}

/** The hours as they are with the slider there: fewer, and what goes beyond is left out; more, and what ends (or begins) where most do is drawn on. */
export function movedTo(hours: WeeklyWindows, { days, edge, now }: Pick<HourSlider, 'days' | 'edge' | 'now'>, at: number): WeeklyWindows {
  if (at === now) return hours
  const all = stretchesOf(hours)
  const outer = new Set(edges(all, edge))
  const moved = all.map((stretch) => {
    if (!days.includes(stretch.day)) return stretch
    const { start, end } = stretch
    const drawn = outer.has(stretch)
    if (edge === 'UNTIL') return at < now ? { ...stretch, end: Math.min(end, at) } : { ...stretch, end: drawn && end === now ? at : end }
    return at > now ? { ...stretch, start: Math.max(start, at) } : { ...stretch, start: drawn && start === now ? at : start }
  })
  return normalize(moved.flatMap(({ day, start, end }) => (start < end ? onDays([start < DAY ? day : (day + 1) % 7], start % DAY, end - start + (start % DAY)) : [])))
}

/** By the day on which they begin: what goes on from an evening into the morning is the evening's. */
function stretchesOf(hours: WeeklyWindows): Stretch[] {
  const pieces = hours.flatMap(({ start, end }) =>
    Array.from({ length: Math.ceil(end / DAY) - Math.floor(start / DAY) }, (_, i): Stretch => {
      const day = Math.floor(start / DAY) + i
      return { day, start: Math.max(start - day * DAY, 0), end: Math.min(end - day * DAY, DAY) }
    }),
  )
  const evening = ({ day }: Stretch): Stretch | undefined => pieces.find((other) => other.day === (day + 6) % 7 && other.end === DAY && other.start >= NOON)
  const morning = (piece: Stretch): boolean => piece.start === 0 && piece.end <= NOON
  return pieces.flatMap((piece) => {
    if (morning(piece) && evening(piece)) return []
    const after = piece.end === DAY && piece.start >= NOON ? pieces.find((other) => other.day === (piece.day + 1) % 7 && morning(other)) : undefined
    return [after ? { ...piece, end: DAY + after.end } : piece]
  })
}

/** Of each day its first stretch, or its last. */
function edges(all: readonly Stretch[], edge: HourSlider['edge']): Stretch[] {
  return all.filter((one) => !all.some((other) => other.day === one.day && (edge === 'FROM' ? other.start < one.start : other.start > one.start)))
}

/** The most frequent; between equals the largest. */
function usual(values: readonly number[]): number {
  const count = (value: number): number => values.filter((other) => other === value).length
  return values.toSorted((a, b) => count(b) - count(a) || b - a)[0] ?? 0
}
