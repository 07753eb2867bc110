import { computed } from 'vue'
import { ENUMS } from '@red-alliance/shared/glossary'
import { useAddress } from '../../address.ts'
import type { Category, EntryFilter, EntryOrder, EntryStatus } from '../../api/generated/graphql.ts'

const ORDERS: readonly EntryOrder[] = ['RECENTLY_CHANGED', 'NEWEST', 'URGENCY', 'ENDING_SOON']
type Key = 'status' | 'category' | 'mine' | 'alliance' | 'within' | 'search' | 'order'

/** The filter of a list is its address: it can be sent, bookmarked and gone back to. */
export function useEntryFilter() {
  const { word, put: putWords } = useAddress<Key | 'open'>()
  const known = <Value extends string>(key: Key, values: object): Value[] =>
    word(key)
      .split(',')
      .filter((one): one is Value => one in values)

  const status = computed(() => known<EntryStatus>('status', ENUMS.EntryStatus))
  const category = computed(() => known<Category>('category', ENUMS.Category))
  const mine = computed(() => word('mine') === '1')
  const allianceId = computed(() => word('alliance'))
  const withinId = computed(() => word('within'))
  const search = computed(() => word('search'))
  const orderBy = computed<EntryOrder>(() => ORDERS.find((order) => order === word('order')) ?? 'RECENTLY_CHANGED')

  const filter = computed<EntryFilter>(() => ({
    ...(status.value.length ? { status: status.value } : {}),
    ...(category.value.length ? { category: category.value } : {}),
    ...(mine.value ? { mine: true } : {}),
    ...(allianceId.value ? { allianceId: allianceId.value } : {}),
    ...(withinId.value ? { withinId: withinId.value } : {}),
    ...(search.value ? { search: search.value } : {}),
  }))

  /** Sets some words of the address and leaves the rest, but closes the drawer. */
  const put = (changes: Partial<Record<Key, string | null>>): void => putWords({ ...changes, open: null })
  function toggle(key: 'status' | 'category', value: string): void {
    const now: readonly string[] = key === 'status' ? status.value : category.value
    put({ [key]: (now.includes(value) ? now.filter((one) => one !== value) : [...now, value]).join(',') || null })
  }
  /** The same filter for /export, by the API's own names. */
  const exportQuery = computed(() => {
    const query = new URLSearchParams()
    for (const [name, value] of Object.entries({ ...filter.value, orderBy: orderBy.value })) query.set(name, String(value))
    return query.toString()
  })
  return { filter, orderBy, status, category, mine, allianceId, withinId, search, put, toggle, exportQuery, ORDERS }
}
