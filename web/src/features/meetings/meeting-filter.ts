import { computed } from 'vue'
import { ENUMS } from '@red-alliance/shared/glossary'
import { useAddress } from '../../address.ts'
import type { MeetingFilter, MeetingKind, MeetingStage } from '../../api/generated/graphql.ts'
import { acting } from '../people/viewer.ts'

export type Scope = 'mine' | 'convened' | 'within' | 'all'
const SCOPES: readonly Scope[] = ['mine', 'convened', 'within', 'all']

/** The filter of the meetings is the page's address. */
export function useMeetingFilter() {
  const { word, put } = useAddress<'kind' | 'stage' | 'scope'>()
  const place = computed(() => (acting.value && acting.value.organization.kind !== 'UNIT' ? acting.value.organization : null))
  const oversees = computed(() => acting.value?.role === 'SUPERVISOR' || acting.value?.role === 'ADMIN')
  const kind = computed(() => (word('kind') in ENUMS.MeetingKind ? (word('kind') as MeetingKind) : null))
  const stage = computed(() => (word('stage') in ENUMS.MeetingStage ? (word('stage') as MeetingStage) : null))
  const scope = computed<Scope>(() => SCOPES.find((one) => one === word('scope')) ?? (oversees.value ? 'within' : 'mine'))
  const filter = computed<MeetingFilter>(() => ({
    ...(kind.value ? { kind: [kind.value] } : {}),
    ...(stage.value ? { stage: [stage.value] } : {}),
    ...(scope.value === 'mine' ? { mine: true } : {}),
    ...(scope.value === 'convened' && place.value ? { convenerId: place.value.id } : {}),
    ...(scope.value === 'within' && place.value ? { withinId: place.value.id } : {}),
  }))
  const scopes = computed<readonly Scope[]>(() => (place.value ? SCOPES : ['mine', 'all']))
  return { kind, stage, scope, scopes, place, filter, put }
}
