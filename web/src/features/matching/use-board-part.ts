import { computed, ref, watch, type ComputedRef } from 'vue'
import { useRoute } from 'vue-router'
import { filtered, firstOf, placesOf } from './board-filter.ts'
import type { Board } from './board.ts'

const STEP = 24

/** What the address asks to see of the board, and the first so many of it. */
export function useBoardPart(whole: () => Board | null): {
  readonly places: ComputedRef<readonly string[]>
  readonly board: ComputedRef<Board | null>
  readonly part: ComputedRef<Board | null>
  /** Needs not shown yet. */
  readonly rest: ComputedRef<number>
  more(): void
} {
  const route = useRoute()
  const asked = (key: string): string => (typeof route.query[key] === 'string' ? route.query[key] : '')
  const filter = computed(() => ({ hours: asked('hours'), place: asked('place'), search: asked('search') }))
  const board = computed(() => {
    const all = whole()
    return all && filtered(all, filter.value)
  })
  const count = ref(STEP)
  watch([filter, () => route.query['category']], () => {
    count.value = STEP
  })
  const part = computed(() => board.value && firstOf(board.value, count.value))
  return {
    places: computed(() => {
      const all = whole()
      return all ? placesOf(all) : []
    }),
    board,
    part,
    rest: computed(() => (board.value?.needs.length ?? 0) - (part.value?.needs.length ?? 0)),
    more: () => {
      count.value += STEP
    },
  }
}
