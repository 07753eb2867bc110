import type { BoardNeedsQuery, BoardProposalsQuery, BoardQuery, BoardResourcesQuery } from '../../api/generated/graphql.ts'

export type BoardNeed = BoardNeedsQuery['needs']['nodes'][number]
export type BoardResource = BoardResourcesQuery['resources']['nodes'][number]
export type BoardProposal = BoardProposalsQuery['matchProposals']['nodes'][number]
export type BoardAlliance = Extract<NonNullable<BoardQuery['node']>, { __typename: 'Alliance' }>
export type BoardObstacle = NonNullable<BoardNeed['obstacle']>
export type Look = 'mine' | 'wait' | 'good'

export const lookOf = (proposal: BoardProposal): Look =>
  proposal.status === 'CONFIRMED' ? 'good' : proposal.viewerSides.length ? 'mine' : 'wait'

/** One category of the board: its needs and resources, and what runs between them. */
export interface Board {
  readonly needs: readonly BoardNeed[]
  readonly resources: readonly BoardResource[]
  readonly proposals: readonly BoardProposal[]
}

/** Entries each once, although a page that was asked again may bring what stands on the next one too; proposals between entries that are there. */
export function boardOf(needs: readonly BoardNeed[], resources: readonly BoardResource[], proposals: readonly BoardProposal[]): Board {
  return between({ needs: [], resources: [], proposals: once(proposals) }, once(needs), once(resources))
}

const once = <Entry extends { readonly id: string }>(entries: readonly Entry[]): Entry[] => [...new Map(entries.map((entry) => [entry.id, entry])).values()]

/** Some needs and resources of a board, and the proposals between them. */
export function between(board: Board, needs: readonly BoardNeed[], resources: readonly BoardResource[]): Board {
  const shown = new Set([...needs, ...resources].map(({ id }) => id))
  return { needs, resources, proposals: board.proposals.filter(({ need, resource }) => need && resource && shown.has(need.id) && shown.has(resource.id)) }
}

export const matchedOf = (board: Board, id: string): number =>
  board.proposals.filter(({ need, resource }) => need?.id === id || resource?.id === id).reduce((sum, { quantity }) => sum + quantity, 0)

/** Met before the proposals on the board, by ended or completed ones, counts too. */
export const missingOf = (board: Board, need: BoardNeed): number =>
  Math.max(0, need.quantity - Math.max(need.metQuantity + need.waitingQuantity, matchedOf(board, need.id)))

/** Quantities added up unit by unit: spaces and sets make no sum. */
export function sumsOf(entries: readonly { readonly quantity: number | null; readonly unit: string }[]): Map<string, number> {
  const sums = new Map<string, number>()
  for (const { quantity, unit } of entries) sums.set(unit, (sums.get(unit) ?? 0) + (quantity ?? 0))
  return sums
}
