import { computed } from 'vue'
import { useAsk } from '../../api/ask.ts'
import { TitlesDocument } from '../../api/generated/graphql.ts'

/** The engine names needs and resources by their bare ids; the API by `Type:id`, base64url. */
const globalId = (type: 'Need' | 'Resource', id: string): string =>
  btoa(`${type}:${id}`).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')

/** Titles of what a chain speaks of; what the viewer may not see has none. */
export function useChainNames(chain: () => readonly Readonly<Record<string, unknown>>[]) {
  const ids = computed(() => [
    ...new Set(
      chain().flatMap((one) => [
        ...(typeof one['resourceId'] === 'string' ? [globalId('Resource', one['resourceId'])] : []),
        ...(Array.isArray(one['takers'])
          ? (one['takers'] as { needId?: unknown }[]).flatMap(({ needId }) =>
              typeof needId === 'string' ? [globalId('Need', needId)] : [],
            )
          : []),
      ]),
    ),
  ])
  const { data } = useAsk(
    TitlesDocument,
    () => ({ ids: ids.value }),
    () => ids.value.length === 0,
  )
  const titles = computed(
    () => new Map((data.value?.nodes ?? []).flatMap((node) => (node && 'title' in node ? [[node.id, node.title] as const] : []))),
  )
  return (id: string): string | undefined => titles.value.get(globalId('Resource', id)) ?? titles.value.get(globalId('Need', id))
}
