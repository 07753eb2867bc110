import { computed } from 'vue'
import { useAsk } from '../../api/ask.ts'
import { ClaimableNeedsDocument, ClaimableResourcesDocument, type EntryFilter } from '../../api/generated/graphql.ts'
import { hasRole, roles } from '../people/viewer.ts'
import { doneOf, type EntryDetail } from './entry.ts'

/** What could answer the entry: its own organization's line of the other list; `free` null is without limit. */
export interface Claimable {
  readonly id: string
  readonly title: string
  readonly ownerName: string
  readonly unit: string
  readonly free: number | null
  readonly onBehalf: boolean
}
interface Line {
  readonly id: string
  readonly title: string
  readonly unit: string
  readonly quantity: number | null
  readonly waitingQuantity: number
  readonly owner: { readonly id: string; readonly name: string }
}

/** Lines of the other list that the viewer can put to this entry, own ones first, then units' one may record for. */
export function useClaimable(entry: EntryDetail) {
  const open: EntryFilter = { category: [entry.category], status: ['PUBLISHED', 'IN_CONTACT', 'PARTLY_MET'] }
  const alliance = hasRole('SECRETARY', 'CLERK')
    ? roles.value.map(({ organization }) => organization.alliance).find((one) => one !== null)
    : null
  const variables = () => ({
    mine: { ...open, mine: true },
    alliance: alliance ? { ...open, allianceId: alliance.id } : null,
    withAlliance: Boolean(alliance),
  })
  const asked = entry.__typename === 'Need' ? useAsk(ClaimableResourcesDocument, variables) : useAsk(ClaimableNeedsDocument, variables)
  const claimable = computed<readonly Claimable[]>(() => {
    const data = asked.data.value
    if (!data) return []
    const mine: readonly Line[] = data.mine.nodes
    const others: readonly Line[] = data.alliance?.nodes ?? []
    const seen = new Set(mine.map(({ id }) => id))
    const line =
      (onBehalf: boolean) =>
      (one: Line): Claimable => ({
        id: one.id,
        title: one.title,
        ownerName: one.owner.name,
        unit: one.unit,
        free: one.quantity === null ? null : one.quantity - taken(one),
        onBehalf,
      })
    return [...mine.map(line(false)), ...others.filter(({ id }) => !seen.has(id)).map(line(true))]
      .filter(({ free }) => free === null || free > 0)
      .filter((one) => one.ownerName !== entry.owner.name)
  })
  return { claimable, ready: computed(() => asked.data.value !== undefined), refused: asked.refused, retry: asked.retry }
}

const taken = (line: Line): number =>
  'takenQuantity' in line ? Number(line.takenQuantity) : 'metQuantity' in line ? Number(line.metQuantity) : 0

/** How much of the entry itself is still open; null without limit. */
export const openOf = (entry: EntryDetail): number | null => (entry.quantity === null ? null : Math.max(0, entry.quantity - doneOf(entry)))
