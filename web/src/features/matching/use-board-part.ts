import { computed, ref, watch, type ComputedRef } from 'vue'
import { useRoute } from 'vue-router'
import { filtered, firstOf, placesOf } from './board-filter.ts'
import type { Board } from './board.ts'

/** What the address asks to see of the board, and the first so many of it. */
export function useBoardPart(
  whole: () => Board | null,
  step: () => number,
): {
  readonly places: ComputedRef<readonly string[]>
  readonly board: ComputedRef<Board | null>
  readonly part: ComputedRef<Board | null>
  more(): void
} {
  const route = useRoute()
  const asked = (key: string): string => (typeof route.query[key] === 'string' ? route.query[key] : '')
  const filter = computed(() => ({ hours: asked('hours'), week: asked('week'), place: asked('place'), search: asked('search') }))
  const board = computed(() => {
    const all = whole()
    return all && filtered(all, filter.value)
  })
  const count = ref(step())
  watch([() => JSON.stringify(filter.value), step], () => {
    count.value = step()
  })
  return {
    places: computed(() => {
      const all = whole()
      return all ? placesOf(all) : []
    }),
    board,
    part: computed(() => board.value && firstOf(board.value, count.value)),
    more: () => {
      count.value += step()
    },
  }
}
