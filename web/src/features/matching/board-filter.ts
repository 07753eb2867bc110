import type { WindowClass } from '@red-alliance/shared/glossary'
import { CLASS_WINDOWS } from '@red-alliance/shared/matching/scarce-kinds'
import { DAY, EVERY_DAY, intersect, onDays, PRESETS, type WeeklyWindows } from '@red-alliance/shared/weekly-windows'
import { daysLater, weekdayOf } from '../../days.ts'
import { between, missingOf, type Board, type BoardNeed, type BoardResource } from './board.ts'

/** What of the board is looked at; an empty text leaves everything. */
export interface BoardFilter {
  /** A class of hours, or `day0` (Monday) to `day6`. */
  readonly hours: string
  /** The Monday of a calendar week. */
  readonly week: string
  /** Name of a community or street. */
  readonly place: string
  readonly search: string
}

export const HOURS: readonly WindowClass[] = ['WORKDAY_NIGHTS', 'WEEKENDS', 'WORKDAY_DAYS']
export const DAYS: readonly string[] = [0, 1, 2, 3, 4, 5, 6].map((day) => `day${day}`)

/** Null for what names no hours. */
export function hoursOf(name: string): WeeklyWindows | null {
  const wanted = HOURS.find((one) => one === name)
  if (wanted) return CLASS_WINDOWS[wanted]
  return DAYS.includes(name) ? onDays([DAYS.indexOf(name)], 0, DAY) : null
}

const WEEKS_AHEAD = 12

/** The Mondays of this week and of those to come; and of another that the address names. */
export function weeksFrom(day: string, asked: string): string[] {
  const first = daysLater(day, -weekdayOf(day))
  const weeks = Array.from({ length: WEEKS_AHEAD }, (_, i) => daysLater(first, 7 * i))
  return isMonday(asked) ? [...new Set([...weeks, asked])].sort() : weeks
}

const isMonday = (text: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(text) && weekdayOf(text) === 0

/** The days of the week on which an entry stands. */
function daysWithin(week: string, { startsOn, endsOn }: BoardNeed | BoardResource): WeeklyWindows {
  const stands = (date: string): boolean => startsOn <= date && date <= endsOn
  return onDays(EVERY_DAY.filter((day) => stands(daysLater(week, day))), 0, DAY)
}

/** Where an owner stands: its community, or the street itself. */
export function placeOf({ owner }: BoardNeed | BoardResource): string {
  return owner.kind === 'UNIT' ? (owner.placeName.split(' ').at(-1) ?? '') : owner.name
}

export function placesOf({ needs, resources }: Board): string[] {
  return [...new Set([...needs, ...resources].map(placeOf))].filter(Boolean).sort((a, b) => a.localeCompare(b, 'zh-CN'))
}

/** Entries with a moment of the hours and of the week asked for (without hours: at any time), of the place, with the words; and the proposals between them. */
export function filtered(board: Board, { hours, week, place, search }: BoardFilter): Board {
  const asked = hoursOf(hours) ?? PRESETS.allWeek
  const words = search.trim().toLowerCase()
  const within = (entry: BoardNeed | BoardResource): WeeklyWindows => (isMonday(week) ? intersect(asked, daysWithin(week, entry)) : asked)
  const fits = (entry: BoardNeed | BoardResource): boolean =>
    intersect(entry.windows ?? PRESETS.allWeek, within(entry)).length > 0 &&
    (!place || placeOf(entry) === place) &&
    (!words || `${entry.title} ${entry.owner.name}`.toLowerCase().includes(words))
  return between(board, board.needs.filter(fits), board.resources.filter(fits))
}

/** The first so many needs, the most urgent and largest first, with the resources that serve them; then resources that serve none, up to as many. */
export function firstOf(board: Board, count: number): Board {
  const missing = new Map(board.needs.map((need) => [need.id, missingOf(board, need)]))
  const lacks = ({ id }: BoardNeed): number => missing.get(id) ?? 0
  const needs = board.needs
    .toSorted((a, b) => b.urgency - a.urgency || lacks(b) - lacks(a) || b.quantity - a.quantity || a.id.localeCompare(b.id))
    .slice(0, count)
  const ids = new Set(needs.map(({ id }) => id))
  const serving = new Set(board.proposals.flatMap(({ need, resource }) => (need && resource && ids.has(need.id) ? [resource.id] : [])))
  const others = board.resources.filter(({ id }) => !serving.has(id)).toSorted((a, b) => (b.quantity ?? 0) - (a.quantity ?? 0) || a.id.localeCompare(b.id))
  const resources = [...board.resources.filter(({ id }) => serving.has(id)), ...others.slice(0, Math.max(0, count - serving.size))]
  return between(board, needs, resources)
}
