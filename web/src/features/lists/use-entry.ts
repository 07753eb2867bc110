import { computed, type Ref } from 'vue'
import { useAsk } from '../../api/ask.ts'
import { NeedEntryDocument, ResourceEntryDocument } from '../../api/generated/graphql.ts'
import type { EntryDetail, ListSide } from './entry.ts'

/** One entry by its id; `missing` when there is none that the viewer may see. */
export function useEntry(id: Ref<string>, side: ListSide) {
  const { data, refused, retry } =
    side === 'NEED' ? useAsk(NeedEntryDocument, () => ({ id: id.value })) : useAsk(ResourceEntryDocument, () => ({ id: id.value }))
  const entry = computed<EntryDetail | null>(() => {
    const node = data.value?.node
    return node && (node.__typename === 'Need' || node.__typename === 'Resource') && 'title' in node && node.id === id.value ? node : null
  })
  return { entry, refused, retry, missing: computed(() => data.value !== undefined && data.value.node === null) }
}
