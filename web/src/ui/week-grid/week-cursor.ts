import { computed, ref } from 'vue'
import { moved, STEPS_PER_DAY, type Block, type Cell } from './week-selection.ts'

/** Days and steps that a key moves by; a page is four hours. */
const KEYS: Readonly<Record<string, readonly [days: number, steps: number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
  PageUp: [0, -8],
  PageDown: [0, 8],
  Home: [0, -STEPS_PER_DAY],
  End: [0, STEPS_PER_DAY],
}

/** The cell one is at, and the block from where Shift or the pointer began. */
export function useWeekCursor() {
  const cursor = ref<Cell>({ day: 0, step: 36 })
  const anchor = ref<Cell | null>(null)
  return {
    cursor,
    anchor,
    block: computed<Block>(() => ({ from: anchor.value ?? cursor.value, to: cursor.value })),
    /** Whether the key moved it. */
    step(event: KeyboardEvent): boolean {
      const by = KEYS[event.key]
      if (!by) return false
      anchor.value = event.shiftKey ? (anchor.value ?? cursor.value) : null
      cursor.value = moved(cursor.value, ...by)
      return true
    },
  }
}
