import { computed } from 'vue'
import { useAsk } from '../../../api/ask.ts'
import { EntryOwnerDocument } from '../../../api/generated/graphql.ts'

/** Whose an entry is, with what decides where it can be, who may see it and how far it is offered. */
export function useOwner(id: () => string) {
  const { data } = useAsk(
    EntryOwnerDocument,
    () => ({ id: id() }),
    () => !id(),
  )
  return computed(() => (data.value?.node?.__typename === 'Organization' ? data.value.node : null))
}
