import { describe, expect, test } from '@jest/globals'
import { ledger, type EntryDetail } from './entry.ts'

const words = { confirmed: 'confirmed', mine: 'mine', others: 'others', open: 'open', free: 'free' }
const proposal = (quantity: number, viewerSides: readonly string[]) => ({ status: 'OPEN', quantity, viewerSides, viewerProxySides: [] })
const need = (values: object): EntryDetail =>
  ({
    __typename: 'Need',
    quantity: 60,
    metQuantity: 9,
    waitingQuantity: 29,
    proposals: { nodes: [proposal(20, ['NEED']), proposal(9, [])] },
    ...values,
  }) as unknown as EntryDetail

describe('the ledger of quantities', () => {
  test('60 wanted = 9 confirmed + 20 waiting for you + 9 waiting for the unit + 22 unmet', () => {
    expect(ledger(need({}), words).map(({ quantity }) => quantity)).toEqual([9, 20, 9, 22])
  })

  test('it ends at the quantity where more is proposed than is missing', () => {
    const parts = ledger(need({ quantity: 15, metQuantity: 0, waitingQuantity: 30, proposals: { nodes: [] } }), words)
    expect(parts.map(({ quantity }) => quantity)).toEqual([0, 0, 15, 0])
  })

  test('an unlimited resource has none', () => {
    expect(
      ledger(
        {
          __typename: 'Resource',
          quantity: null,
          takenQuantity: 3,
          waitingQuantity: 0,
          proposals: { nodes: [] },
        } as unknown as EntryDetail,
        words,
      ),
    ).toEqual([])
  })
})
