import { DAY, type Span, type WeeklyWindows } from '../weekly-windows.ts'

/** Slots start in blocks of two hours: half-hourly starts gain 0.5 % and treble the columns (matching.md). */
const BLOCK = 120

/** Every slot of so many minutes within the windows, in order. */
export function slotsWithin(windows: WeeklyWindows, minutes: number): Span[] {
  return windows.flatMap(({ start, end }) => {
    const slots: Span[] = []
    for (let at = start; at + minutes <= end; at += BLOCK) slots.push({ start: at, end: at + minutes })
    return slots
  })
}

/** The day a slot belongs to, Monday = 0: that on which it starts. */
export function slotDay(slot: Span): number {
  return Math.floor(slot.start / DAY)
}

/**
 * So many of the slots, each on its own day and none overlapping, the earliest ones; null when there are not that
 * many. Taking the earliest each time is best because all are of one length.
 * @param slots in order
 */
export function earliestSlots(slots: readonly Span[], count: number): Span[] | null {
  const chosen: Span[] = []
  for (const slot of slots) {
    const last = chosen.at(-1)
    if (!last || (slotDay(slot) > slotDay(last) && slot.start >= last.end)) chosen.push(slot)
    if (chosen.length === count) return chosen
  }
  return null
}
