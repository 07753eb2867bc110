import { describe, expect, test } from '@jest/globals'
import { layOut } from './board-layout.ts'
import type { Board, BoardNeed, BoardProposal, BoardResource } from './board.ts'

const need = (id: string, quantity: number, urgency: number): BoardNeed =>
  ({ id, quantity, urgency, metQuantity: 0, waitingQuantity: 0 }) as BoardNeed
const resource = (id: string, quantity: number): BoardResource => ({ id, quantity }) as BoardResource
const proposal = (id: string, needId: string, resourceId: string, quantity: number): BoardProposal =>
  ({ id, status: 'OPEN', quantity, viewerSides: [], need: { id: needId }, resource: { id: resourceId } }) as unknown as BoardProposal

const board: Board = {
  needs: [need('few', 10, 1), need('many', 60, 3)],
  resources: [resource('idle', 15), resource('b', 12), resource('a', 24)],
  proposals: [proposal('1', 'many', 'a', 20), proposal('2', 'many', 'b', 9), proposal('3', 'few', 'a', 4)],
}

describe('the picture of a board', () => {
  const { needs, resources, ribbons, height } = layOut(board)

  test('the most urgent need stands first, and a resource that nobody uses last', () => {
    expect(needs.map(({ entry }) => entry.id)).toEqual(['many', 'few'])
    expect(resources.at(-1)?.entry.id).toBe('idle')
  })

  test('nothing lies over anything else, and all lies inside', () => {
    for (const side of [needs, resources]) {
      side.forEach((node, index) => {
        const next = side[index + 1]
        if (next) expect(next.top).toBeGreaterThan(node.top + node.height)
      })
      for (const node of side)
        for (const port of node.ports) expect(port.top + port.height).toBeLessThanOrEqual(node.top + node.height + 0.001)
      expect((side.at(-1)?.top ?? 0) + (side.at(-1)?.height ?? 0)).toBeLessThanOrEqual(height)
    }
  })

  test('a quantity is as tall on the left as on the right, in one scale', () => {
    const left = needs[0]?.ports.find(({ key }) => key === '1')
    const right = resources.find(({ entry }) => entry.id === 'a')?.ports.find(({ key }) => key === '1')
    expect(left?.height).toBe(right?.height)
    expect((left?.height ?? 0) / (needs[0]?.ports.find(({ key }) => key === '2')?.height ?? 1)).toBeCloseTo(20 / 9)
  })

  test('what is missing has a port of its own, and every proposal a ribbon', () => {
    expect(needs[0]?.missing).toBe(31)
    expect(needs[0]?.ports.at(-1)?.look).toBe('open')
    expect(ribbons).toHaveLength(3)
  })
})
