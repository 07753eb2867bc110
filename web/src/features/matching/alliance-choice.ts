import { computed } from 'vue'
import { useRoute } from 'vue-router'
import { useAsk } from '../../api/ask.ts'
import { MatchableAlliancesDocument } from '../../api/generated/graphql.ts'
import { acting, actingAlliances, myAlliances, type AllianceRef } from '../people/viewer.ts'

/** Which alliance's board: the address says, or the organization one acts for; a supervisor chooses from all below. */
export function useAllianceChoice() {
  const route = useRoute()
  const filter = computed(() =>
    acting.value && ['SUPERVISOR', 'ADMIN'].includes(acting.value.role) ? { withinId: acting.value.organization.id } : { mine: true },
  )
  const { data } = useAsk(MatchableAlliancesDocument, () => ({ filter: filter.value }))
  const alliances = computed<readonly AllianceRef[]>(() => [
    ...new Map(
      [...actingAlliances.value, ...myAlliances.value, ...(data.value?.alliances.nodes ?? [])].map((one) => [one.id, one]),
    ).values(),
  ])
  const allianceId = computed(() =>
    typeof route.query['alliance'] === 'string' ? route.query['alliance'] : (alliances.value[0]?.id ?? ''),
  )
  return { alliances, allianceId, ready: computed(() => data.value !== undefined) }
}
