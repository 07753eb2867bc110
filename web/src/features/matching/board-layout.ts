import { lookOf, matchedOf, missingOf, type Board, type BoardNeed, type BoardProposal, type BoardResource, type Look } from './board.ts'

/** All lengths in sixteenths of a rem, so that the picture grows with the text. */
export interface Port {
  readonly key: string
  readonly top: number
  readonly height: number
  readonly look: Look | 'open'
}
export interface BoardNode<Entry> {
  readonly entry: Entry
  readonly top: number
  readonly height: number
  readonly ports: readonly Port[]
  readonly matched: number
}
export interface Ribbon {
  readonly proposal: BoardProposal
  readonly look: Look
  readonly path: string
  readonly middle: number
}
export interface BoardLayout {
  readonly height: number
  readonly needs: readonly (BoardNode<BoardNeed> & { readonly missing: number })[]
  readonly resources: readonly BoardNode<BoardResource>[]
  readonly ribbons: readonly Ribbon[]
}

const LEAST_NODE = 96
const GAP = 20
const LEAST_PORT = 6
const PORT_GAP = 1.5

/** Needs by urgency, resources where their ribbons pull them; quantities keep one scale on both sides. */
export function layOut(board: Board): BoardLayout {
  const needs = board.needs.toSorted((a, b) => b.urgency - a.urgency || b.quantity - a.quantity || a.id.localeCompare(b.id))
  const rank = new Map(needs.map(({ id }, index) => [id, index]))
  const pull = (resource: BoardResource): number => {
    const ranks = board.proposals.filter(({ resource: one }) => one?.id === resource.id).map(({ need }) => rank.get(need?.id ?? '') ?? 0)
    return ranks.length ? ranks.reduce((sum, one) => sum + one, 0) / ranks.length : Number.POSITIVE_INFINITY
  }
  const pulls = new Map(board.resources.map((resource) => [resource.id, pull(resource)]))
  const byPull = (a: BoardResource, b: BoardResource): number => {
    const [x, y] = [pulls.get(a.id) ?? 0, pulls.get(b.id) ?? 0]
    return x === y ? a.id.localeCompare(b.id) : x - y
  }
  const resources = board.resources.toSorted(byPull)
  const resourceRank = new Map(resources.map(({ id }, index) => [id, index]))
  const most = Math.max(1, ...needs.map(({ quantity }) => quantity), ...board.resources.map(({ id }) => matchedOf(board, id)))
  const scale = Math.min(4.2, 240 / most)
  const tall = (quantity: number): number => Math.max(LEAST_PORT, quantity * scale)

  const place = <Entry extends { readonly id: string }>(
    entries: readonly Entry[],
    ofEntry: (id: string) => BoardProposal[],
    open: (entry: Entry) => number,
  ) => {
    let top = 0
    return entries.map((entry) => {
      const ports: Port[] = []
      let at = top + 1
      for (const proposal of ofEntry(entry.id)) {
        ports.push({ key: proposal.id, top: at, height: tall(proposal.quantity), look: lookOf(proposal) })
        at += tall(proposal.quantity) + PORT_GAP
      }
      const rest = open(entry)
      if (rest > 0) {
        ports.push({ key: 'open', top: at, height: tall(rest), look: 'open' })
        at += tall(rest)
      }
      const height = Math.max(LEAST_NODE, at - top + 1)
      const node = { entry, top, height, ports, matched: matchedOf(board, entry.id) }
      top += height + GAP
      return node
    })
  }
  const ofNeed = (id: string) =>
    board.proposals
      .filter(({ need }) => need?.id === id)
      .toSorted((a, b) => (resourceRank.get(a.resource?.id ?? '') ?? 0) - (resourceRank.get(b.resource?.id ?? '') ?? 0))
  const ofResource = (id: string) =>
    board.proposals
      .filter(({ resource }) => resource?.id === id)
      .toSorted((a, b) => (rank.get(a.need?.id ?? '') ?? 0) - (rank.get(b.need?.id ?? '') ?? 0))
  const left = place(needs, ofNeed, (need) => missingOf(board, need)).map((node) => ({ ...node, missing: missingOf(board, node.entry) }))
  const right = place(resources, ofResource, () => 0)

  const ribbons = board.proposals.flatMap((proposal): Ribbon[] => {
    const from = left.find(({ entry }) => entry.id === proposal.need?.id)?.ports.find(({ key }) => key === proposal.id)
    const to = right.find(({ entry }) => entry.id === proposal.resource?.id)?.ports.find(({ key }) => key === proposal.id)
    if (!from || !to) return []
    const [a, b, c, d] = [from.top, to.top, to.top + to.height, from.top + from.height]
    return [
      {
        proposal,
        look: lookOf(proposal),
        path: `M0 ${a}C50 ${a} 50 ${b} 100 ${b}V${c}C50 ${c} 50 ${d} 0 ${d}Z`,
        middle: (a + b + c + d) / 4,
      },
    ]
  })
  const end = (nodes: readonly { readonly top: number; readonly height: number }[]): number => {
    const last = nodes.at(-1)
    return last ? last.top + last.height : 0
  }
  return { height: Math.max(end(left), end(right), LEAST_NODE), needs: left, resources: right, ribbons }
}
