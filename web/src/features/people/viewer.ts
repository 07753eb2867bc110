import { computed, ref, shallowRef } from 'vue'
import type { Client } from '@urql/vue'
import { ViewerDocument, type Role, type ViewerPersonFragment } from '../../api/generated/graphql.ts'

export type ViewerRole = ViewerPersonFragment['roles']['nodes'][number]
export interface AllianceRef {
  readonly id: string
  readonly name: string
}

/** Who is logged in: null when nobody is, undefined while it is not known. */
export const viewer = shallowRef<ViewerPersonFragment | null | undefined>()

const STORED = 'acting-for'
const chosen = ref(localStorage.getItem(STORED))

/** Which role acts is a choice of this browser; the server knows no "current" organization. */
export const roles = computed<readonly ViewerRole[]>(() => viewer.value?.roles.nodes.filter((role) => !role.revokedAt) ?? [])
export const acting = computed<ViewerRole | null>(() => roles.value.find((role) => role.id === chosen.value) ?? roles.value[0] ?? null)

export function actFor(role: ViewerRole): void {
  chosen.value = role.id
  localStorage.setItem(STORED, role.id)
}

/** Who writes entries; party members and residents only read. */
export const mayDraft = computed(() => hasRole('SECRETARY', 'CLERK', 'LIAISON'))

export const hasRole = (...wanted: readonly Role[]): boolean => roles.value.some(({ role }) => wanted.includes(role))

/** A party member or resident, who volunteers and decides for no organization. */
export const actsForNobody = computed(() => roles.value.length > 0 && roles.value.every(({ role }) => role === 'MEMBER' || role === 'RESIDENT'))

/** Alliances the acting organization convenes or belongs to; a community without its own works in its street's. */
export const actingAlliances = computed<readonly AllianceRef[]>(() => alliancesOf(acting.value))

export const myAlliances = computed<readonly AllianceRef[]>(() => {
  const byId = new Map(roles.value.flatMap((role) => alliancesOf(role)).map((alliance) => [alliance.id, alliance]))
  return [...byId.values()]
})

function alliancesOf(role: ViewerRole | null): readonly AllianceRef[] {
  if (!role) return []
  const { alliance, memberships } = role.organization
  return [...(alliance ? [alliance] : []), ...memberships.nodes.filter((member) => !member.leftOn).map((member) => member.alliance)]
}

export async function loadViewer(client: Client): Promise<void> {
  const { data, error } = await client.query(ViewerDocument, {}, { requestPolicy: 'network-only' }).toPromise()
  if (error && !data) throw error
  viewer.value = data?.viewer ?? null
}
