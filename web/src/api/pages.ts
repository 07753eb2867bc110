import { computed, onScopeDispose, shallowRef, watch, type ComputedRef } from 'vue'
import { useClientHandle, type AnyVariables, type OperationResult, type TypedDocumentNode } from '@urql/vue'
import { refusedBy, type Refused } from './refusal.ts'

interface Connection<Row> {
  readonly nodes: readonly Row[]
  readonly totalCount: number
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor?: string | null | undefined }
}

export interface Pages<Row> {
  readonly rows: ComputedRef<readonly Row[]>
  readonly total: ComputedRef<number>
  readonly more: ComputedRef<boolean>
  readonly ready: ComputedRef<boolean>
  readonly busy: ComputedRef<boolean>
  readonly refused: ComputedRef<Refused | null>
  readonly loadMore: () => void
  readonly retry: () => void
}

/** A list that grows page by page; every page stays subscribed, so a change elsewhere shows in its row. */
export function usePages<Data, Variables extends AnyVariables, Row>(
  document: TypedDocumentNode<Data, Variables>,
  variables: () => Omit<Variables, 'after'>,
  pick: (data: Data) => Connection<Row>,
): Pages<Row> {
  const { client } = useClientHandle()
  const results = shallowRef<readonly (OperationResult<Data, Variables> | null)[]>([])
  let running: { unsubscribe: () => void }[] = []
  const stop = () => {
    for (const one of running) one.unsubscribe()
    running = []
  }
  function load(index: number, after: string | null): void {
    results.value = [...results.value.slice(0, index), results.value[index] ?? null]
    running[index]?.unsubscribe()
    const asked = { ...variables(), after } as unknown as Variables
    running[index] = client.query(document, asked, { requestPolicy: 'cache-and-network' }).subscribe((result) => {
      results.value = results.value.map((before, at) => (at === index && (result.data || result.error) ? result : before))
    })
  }
  function restart(): void {
    stop()
    results.value = []
    load(0, null)
  }
  watch(() => JSON.stringify(variables()), restart, { immediate: true })
  onScopeDispose(stop)

  const connections = computed(() => results.value.flatMap((result) => (result?.data ? [pick(result.data)] : [])))
  const last = computed(() => connections.value.at(-1))
  return {
    rows: computed(() => connections.value.flatMap((connection) => connection.nodes)),
    total: computed(() => connections.value[0]?.totalCount ?? 0),
    more: computed(() => last.value?.pageInfo.hasNextPage ?? false),
    ready: computed(() => connections.value.length > 0),
    busy: computed(() => results.value.some((result) => result === null || result.stale)),
    refused: computed(() => {
      const failed = results.value.find((result) => result?.error && !result.data)?.error
      return failed ? refusedBy(failed) : null
    }),
    loadMore: () => {
      if (last.value?.pageInfo.hasNextPage) load(results.value.length, last.value.pageInfo.endCursor ?? null)
    },
    retry: restart,
  }
}
