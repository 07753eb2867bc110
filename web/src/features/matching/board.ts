import type { BoardQuery, Category } from '../../api/generated/graphql.ts'

export type BoardNeed = BoardQuery['needs']['nodes'][number]
export type BoardResource = BoardQuery['resources']['nodes'][number]
export type BoardProposal = BoardQuery['matchProposals']['nodes'][number]
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

export function boardOf(data: BoardQuery, category: Category): Board {
  const needs = data.needs.nodes.filter((need) => need.category === category)
  const resources = data.resources.nodes.filter((resource) => resource.category === category)
  const shown = new Set([...needs, ...resources].map(({ id }) => id))
  const proposals = data.matchProposals.nodes.filter(
    ({ need, resource }) => need && resource && shown.has(need.id) && shown.has(resource.id),
  )
  return { needs, resources, proposals }
}

export const matchedOf = (board: Board, id: string): number =>
  board.proposals.filter(({ need, resource }) => need?.id === id || resource?.id === id).reduce((sum, { quantity }) => sum + quantity, 0)

/** Met before the proposals on the board, by ended or completed ones, counts too. */
export const missingOf = (board: Board, need: BoardNeed): number =>
  Math.max(0, need.quantity - Math.max(need.metQuantity + need.waitingQuantity, matchedOf(board, need.id)))
