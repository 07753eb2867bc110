import { computed, toValue, type ComputedRef, type MaybeRefOrGetter } from 'vue'
import { useQuery, type AnyVariables, type TypedDocumentNode } from '@urql/vue'
import { refusedBy, type Refused } from './refusal.ts'

export interface Asked<Data> {
  readonly data: ComputedRef<Data | undefined>
  readonly refused: ComputedRef<Refused | null>
  readonly retry: () => void
}

/** One query for a page: what is known at once, and fresh from the server. */
export function useAsk<Data, Variables extends AnyVariables>(
  document: TypedDocumentNode<Data, Variables>,
  variables: () => Variables,
  pause: MaybeRefOrGetter<boolean> = false,
): Asked<Data> {
  const { data, error, executeQuery } = useQuery({
    query: document,
    variables: computed(variables),
    pause: computed(() => toValue(pause)),
    requestPolicy: 'cache-and-network',
  })
  return {
    data: computed(() => data.value ?? undefined),
    refused: computed(() => (error.value && !data.value ? refusedBy(error.value) : null)),
    retry: () => {
      void executeQuery({ requestPolicy: 'network-only' })
    },
  }
}
