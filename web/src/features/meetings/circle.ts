import { computed } from 'vue'
import { useAsk } from '../../api/ask.ts'
import { MeetingCircleDocument, type OrganizationNameFragment } from '../../api/generated/graphql.ts'

export interface Unit {
  readonly id: string
  readonly name: string
  readonly isExample: boolean
  /** Of the alliance: whoever does not come is missed. */
  readonly expected: boolean
}

const unit = (organization: OrganizationNameFragment, expected: boolean): Unit => ({
  id: organization.id,
  name: organization.name,
  isExample: organization.isExample,
  expected,
})

/** Who usually sits at a convener's table, and who did the last time. */
export function useCircle(convenerId: () => string) {
  const { data, refused, retry } = useAsk(
    MeetingCircleDocument,
    () => ({ convenerId: convenerId() }),
    () => !convenerId(),
  )
  const convener = computed(() => (data.value?.node?.__typename === 'Organization' ? data.value.node : null))
  const last = computed(() => data.value?.last.nodes[0] ?? null)
  const units = computed<readonly Unit[]>(() => {
    const at = convener.value
    if (!at) return []
    const members = at.alliance?.members.nodes.filter(({ leftOn }) => !leftOn).map(({ organization }) => unit(organization, true)) ?? []
    const communities = at.children.nodes.map((one) => unit(one, false))
    const before = last.value?.invitations.nodes.flatMap(({ organization }) => (organization ? [unit(organization, true)] : [])) ?? []
    const self: Unit = { id: at.id, name: at.name, isExample: false, expected: false }
    const all = new Map<string, Unit>()
    for (const one of [self, ...members, ...before, ...communities]) if (!all.has(one.id)) all.set(one.id, one)
    return [...all.values()]
  })
  return { units, last, refused, retry, ready: computed(() => data.value !== undefined) }
}
