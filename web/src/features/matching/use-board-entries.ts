import { computed, ref, shallowRef, watch, watchEffect } from 'vue'
import { usePages, type Pages } from '../../api/pages.ts'
import { BoardNeedsDocument, BoardProposalsDocument, BoardResourcesDocument, type Category } from '../../api/generated/graphql.ts'
import { boardOf, type Board } from './board.ts'
import { LOADED_AT_ONCE, asksNext, isGrowing, isSettled, type Progress } from './board-pages.ts'

const progressOf = (list: Pages<unknown>): Progress => ({
  loaded: list.rows.value.length,
  more: list.more.value,
  ready: list.ready.value,
  busy: list.busy.value,
  failed: list.refused.value !== null,
})

/**
 * Everything of one category on an alliance's board, page after page up to a limit. While it is loaded again, the board stays as it was.
 * @param stamp what changes when the proposals have been made anew
 */
export function useBoardEntries(allianceId: string, category: Category, stamp: () => string) {
  const variables = () => ({ allianceId, category })
  const needs = usePages(BoardNeedsDocument, variables, (data) => data.needs)
  const resources = usePages(BoardResourcesDocument, variables, (data) => data.resources)
  const proposals = usePages(BoardProposalsDocument, variables, (data) => data.matchProposals)
  const lists: readonly Pages<unknown>[] = [needs, resources, proposals]
  const limit = ref(LOADED_AT_ONCE)
  for (const list of lists)
    watch(
      () => (asksNext(progressOf(list), limit.value) ? list.rows.value.length : null),
      (asks) => {
        if (asks !== null) list.loadMore()
      },
      { immediate: true },
    )

  const board = shallowRef<Board | null>(null)
  watchEffect(() => {
    if (lists.every((list) => isSettled(progressOf(list), limit.value))) board.value = boardOf(needs.rows.value, resources.rows.value, proposals.rows.value)
  })
  const retry = (): void => {
    for (const list of lists) list.retry()
  }
  watch(stamp, retry)
  return {
    board,
    refused: computed(() => lists.find((list) => list.refused.value)?.refused.value ?? null),
    needTotal: needs.total,
    resourceTotal: resources.total,
    /** Some of it is still on the server. */
    partial: computed(() => lists.some((list) => list.more.value)),
    growing: computed(() => lists.some((list) => !list.ready.value || isGrowing(progressOf(list), limit.value))),
    loaded: computed(() => needs.rows.value.length + resources.rows.value.length + proposals.rows.value.length),
    total: computed(() => needs.total.value + resources.total.value + proposals.total.value),
    retry,
    more: () => {
      limit.value += LOADED_AT_ONCE
    },
  }
}
