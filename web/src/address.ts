import { useRoute, useRouter } from 'vue-router'

/** The words after the question mark: what a list shows can be sent, bookmarked and gone back to. */
export function useAddress<Key extends string>() {
  const route = useRoute()
  const router = useRouter()
  const word = (key: Key): string => {
    const value = route.query[key]
    return typeof value === 'string' ? value : ''
  }
  /** Sets some words and leaves the rest; what is empty goes. */
  const put = (changes: Partial<Record<Key, string | null>>): void => {
    void router.replace({ query: Object.fromEntries(Object.entries({ ...route.query, ...changes }).filter(([, value]) => value)) })
  }
  return { word, put }
}
