import { DAY, normalize, subtract, union, type Span, type WeeklyWindows } from '@red-alliance/shared/weekly-windows'

/** The grid's step: half an hour. Finer hours can be typed. */
export const STEP = 30
export const STEPS_PER_DAY = DAY / STEP

export interface Cell {
  readonly day: number
  readonly step: number
}
export interface Block {
  readonly from: Cell
  readonly to: Cell
}

const sorted = (a: number, b: number): readonly [number, number] => (a < b ? [a, b] : [b, a])

/** The rectangle between two cells: the same hours on each of the days. */
export function spansOf({ from, to }: Block): Span[] {
  const [firstDay, lastDay] = sorted(from.day, to.day)
  const [firstStep, lastStep] = sorted(from.step, to.step)
  return Array.from({ length: lastDay - firstDay + 1 }, (_, index) => {
    const midnight = (firstDay + index) * DAY
    return { start: midnight + firstStep * STEP, end: midnight + (lastStep + 1) * STEP }
  })
}

/** Whether the whole cell is open. */
export function isPainted(windows: WeeklyWindows, { day, step }: Cell): boolean {
  const start = day * DAY + step * STEP
  return windows.some((span) => span.start <= start && span.end >= start + STEP)
}

/** Paints the block, or erases it where its first cell is painted already. */
export function pressed(windows: WeeklyWindows, block: Block): WeeklyWindows {
  const spans = normalize(spansOf(block))
  return isPainted(windows, block.from) ? subtract(windows, spans) : union(windows, spans)
}

/** A cell moved by days and steps, kept inside the week. */
export function moved({ day, step }: Cell, days: number, steps: number): Cell {
  return { day: Math.min(6, Math.max(0, day + days)), step: Math.min(STEPS_PER_DAY - 1, Math.max(0, step + steps)) }
}

export const clock = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
