import { computed } from 'vue'
import { acting, roles, type ViewerRole } from '../people/viewer.ts'

const convenes = ({ role, organization }: ViewerRole): boolean => (role === 'SECRETARY' || role === 'CLERK') && organization.kind !== 'UNIT'

/** Where the viewer may log and plan meetings; the organization one acts for comes first. */
export const conveners = computed(() => {
  const mine = roles.value.filter(convenes)
  const first = acting.value && convenes(acting.value) ? [acting.value] : []
  return [...new Map([...first, ...mine].map(({ organization }) => [organization.id, organization])).values()]
})
export const mayConvene = computed(() => conveners.value.length > 0)

/** Who decides where: rules are set by a secretary. */
export const decidesFor = (organizationId: string): boolean =>
  roles.value.some(({ role, organization }) => role === 'SECRETARY' && organization.id === organizationId)
