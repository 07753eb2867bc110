import { computed } from 'vue'
import { ENUMS } from '@red-alliance/shared/glossary'
import { useAddress } from '../../address.ts'
import type { ItemFilter, ItemStage } from '../../api/generated/graphql.ts'
import { acting } from '../people/viewer.ts'

export type ItemScope = 'waiting' | 'mine' | 'within' | 'all'
const SCOPES: readonly ItemScope[] = ['waiting', 'mine', 'within', 'all']

/** The filter of the items is the page's address. */
export function useItemFilter() {
  const { word, put } = useAddress<'stage' | 'overdue' | 'as' | 'scope'>()
  const place = computed(() => (acting.value && acting.value.organization.kind !== 'UNIT' ? acting.value.organization : null))
  const oversees = computed(() => acting.value?.role === 'SUPERVISOR' || acting.value?.role === 'ADMIN')
  const stage = computed(() => (word('stage') in ENUMS.ItemStage ? (word('stage') as ItemStage) : null))
  const overdue = computed(() => word('overdue') === '1')
  const board = computed(() => word('as') === 'board')
  const scope = computed<ItemScope>(() => SCOPES.find((one) => one === word('scope')) ?? (oversees.value ? 'within' : 'mine'))
  const scopes = computed(() => SCOPES.filter((one) => one !== 'within' || place.value))
  /** All but the stage: a board has a column for each. */
  const common = computed<ItemFilter>(() => ({
    ...(overdue.value ? { overdue: true } : {}),
    ...(scope.value === 'waiting' ? { waitingForViewer: true } : {}),
    ...(scope.value === 'mine' ? { mine: true } : {}),
    ...(scope.value === 'within' && place.value ? { withinId: place.value.id } : {}),
  }))
  const filter = computed<ItemFilter>(() => ({ ...common.value, ...(stage.value ? { stage: [stage.value] } : {}) }))
  return { stage, overdue, board, scope, scopes, place, common, filter, put }
}
