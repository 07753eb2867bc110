import { covers, DAY, EVERY_DAY, onDays, PRESETS, sameWindows, subtract, union, type WeeklyWindows } from '../weekly-windows.ts'

/** Hours people speak of as one: `day0` is Monday. */
export const BLOCKS = {
  workdayNights: PRESETS.workdayNights,
  weekends: PRESETS.weekends,
  workdayDays: PRESETS.workdayDays,
  ...(Object.fromEntries(EVERY_DAY.map((day) => [`day${day}`, onDays([day], 0, DAY)])) as Record<`day${0 | 1 | 2 | 3 | 4 | 5 | 6}`, WeeklyWindows>),
} as const satisfies Record<string, WeeklyWindows>
export type Block = keyof typeof BLOCKS

/** Hours with one block more, or with one less. */
export interface HourChange {
  readonly block: Block
  readonly added: boolean
  readonly windows: WeeklyWindows
}

const PRESET_BLOCKS = ['workdayNights', 'weekends', 'workdayDays'] as const

/**
 * What one might change about hours, block by block: each preset added where some of it is missing and left out where all of it is there, as the
 * form does when one is pressed, and each day left out. Never to no hours at all, and never to the same hours twice; at most ten.
 */
export function hourChanges(hours: WeeklyWindows): HourChange[] {
  const changes: HourChange[] = []
  const change = (block: Block, windows: WeeklyWindows): void => {
    if (windows.length > 0 && !sameWindows(windows, hours) && !changes.some((known) => sameWindows(known.windows, windows))) changes.push({ block, added: covers(windows, hours), windows })
  }
  for (const block of PRESET_BLOCKS) change(block, covers(hours, BLOCKS[block]) ? subtract(hours, BLOCKS[block]) : union(hours, BLOCKS[block]))
  for (const day of EVERY_DAY) change(`day${day as 0}`, subtract(hours, BLOCKS[`day${day as 0}`]))
  return changes
}
