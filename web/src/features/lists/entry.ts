import type {
  Category,
  EntryStatus,
  NeedDetailFragment,
  NeedRowFragment,
  ResourceDetailFragment,
  ResourceRowFragment,
} from '../../api/generated/graphql.ts'
import type { Tone } from '../../ui/StatusWord.vue'
import type { QuantityPart } from '../../ui/QuantityBar.vue'

/** A line of either list. */
export type EntryRow = NeedRowFragment | ResourceRowFragment
export type EntryDetail = NeedDetailFragment | ResourceDetailFragment
export type ListSide = 'NEED' | 'RESOURCE'

export const sideOf = (entry: EntryRow): ListSide => (entry.__typename === 'Need' ? 'NEED' : 'RESOURCE')
export const pathOf = (entry: { __typename: 'Need' | 'Resource'; id: string }): string =>
  `/${entry.__typename === 'Need' ? 'needs' : 'resources'}/${entry.id}`

/** What is settled: met of a need, promised of a resource. */
export const doneOf = (entry: EntryRow): number => (entry.__typename === 'Need' ? entry.metQuantity : entry.takenQuantity)

export const CATEGORY_ICONS: Readonly<Record<Category, string>> = {
  PARKING: 'i-lucide-car',
  VENUE: 'i-lucide-door-open',
  VOLUNTEER_SERVICE: 'i-lucide-heart',
  GOODS: 'i-lucide-book-open',
  COURSE: 'i-lucide-graduation-cap',
  EQUIPMENT: 'i-lucide-wrench',
  LAND: 'i-lucide-sprout',
  WORKS: 'i-lucide-hammer',
  LECTURE: 'i-lucide-mic',
  EXPERT: 'i-lucide-star',
  POLICY_SERVICE: 'i-lucide-landmark',
}

export const STATUS_LOOKS: Readonly<Record<EntryStatus, { tone: Tone; icon: string }>> = {
  DRAFT: { tone: 'mute', icon: 'i-lucide-pencil-line' },
  PUBLISHED: { tone: 'info', icon: 'i-lucide-circle' },
  IN_CONTACT: { tone: 'info', icon: 'i-lucide-circle-ellipsis' },
  PARTLY_MET: { tone: 'warn', icon: 'i-lucide-contrast' },
  MET: { tone: 'good', icon: 'i-lucide-circle-check' },
  WITHDRAWN: { tone: 'mute', icon: 'i-lucide-undo-2' },
  EXPIRED: { tone: 'mute', icon: 'i-lucide-clock-alert' },
}

type Proposal = EntryDetail['proposals']['nodes'][number]

/** An open proposal waits for the viewer, or for the side that has not yet confirmed. */
export function waitsForViewer(proposal: Pick<Proposal, 'status' | 'viewerSides' | 'viewerProxySides'>): boolean {
  return proposal.status === 'OPEN' && proposal.viewerSides.length > 0
}

/** The ledger: confirmed + waiting for you + waiting for others + unmet = the quantity asked (a resource: free). */
export function ledger(
  entry: EntryDetail,
  words: Readonly<Record<'confirmed' | 'mine' | 'others' | 'open' | 'free', string>>,
): QuantityPart[] {
  if (entry.quantity === null) return []
  const open = entry.proposals.nodes.filter(({ status }) => status === 'OPEN')
  const sum = (proposals: readonly Proposal[]): number => proposals.reduce((total, { quantity }) => total + quantity, 0)
  // More may be proposed than is missing, by claims of several; the ledger ends at the quantity.
  let left = entry.quantity
  const take = (quantity: number): number => {
    const taken = Math.max(0, Math.min(left, quantity))
    left -= taken
    return taken
  }
  const mineOpen = sum(open.filter(waitsForViewer))
  const done = take(doneOf(entry))
  const mine = take(mineOpen)
  const others = take(entry.waitingQuantity - mineOpen)
  return [
    { label: words.confirmed, quantity: done, look: 'good' },
    { label: words.mine, quantity: mine, look: 'mine' },
    { label: words.others, quantity: others, look: 'wait' },
    entry.__typename === 'Need' ? { label: words.open, quantity: left, look: 'open' } : { label: words.free, quantity: left, look: 'rest' },
  ]
}
