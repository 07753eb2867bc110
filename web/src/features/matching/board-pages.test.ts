import { describe, expect, test } from '@jest/globals'
import { asksNext, isGrowing, isSettled, type Progress } from './board-pages.ts'
import { boardOf, sumsOf, type BoardNeed, type BoardProposal, type BoardResource } from './board.ts'

const list = (changes: Partial<Progress>): Progress => ({ loaded: 0, more: false, ready: true, busy: false, failed: false, ...changes })

describe('a category that comes page by page', () => {
  test('goes on by itself up to the limit, one page at a time', () => {
    expect(asksNext(list({ loaded: 400, more: true }), 500)).toBe(true)
    expect(asksNext(list({ loaded: 400, more: true, busy: true }), 500)).toBe(false)
    expect(asksNext(list({ loaded: 500, more: true }), 500)).toBe(false)
    expect(asksNext(list({ loaded: 500, more: true }), 1000)).toBe(true)
  })

  test('is looked at once all of it or all up to the limit is there, not between two pages', () => {
    expect(isSettled(list({ ready: false }), 500)).toBe(false)
    expect(isSettled(list({ loaded: 100, more: true }), 500)).toBe(false)
    expect(isSettled(list({ loaded: 100, more: true, busy: true }), 500)).toBe(false)
    expect(isSettled(list({ loaded: 300 }), 500)).toBe(true)
    expect(isSettled(list({ loaded: 500, more: true }), 500)).toBe(true)
  })

  test('a page that fails is asked for again by nobody but the reader', () => {
    const failed = list({ loaded: 100, more: true, failed: true })
    expect([isGrowing(failed, 500), asksNext(failed, 500)]).toEqual([false, false])
  })
})

describe('a board of several pages', () => {
  const need = (id: string, quantity = 1, unit = 'PIECE') => ({ id, quantity, unit }) as BoardNeed
  const resource = (id: string) => ({ id }) as BoardResource
  const proposal = (needId: string, resourceId: string) => ({ id: `${needId} ${resourceId}`, need: { id: needId }, resource: { id: resourceId } }) as unknown as BoardProposal

  test('holds each entry once, as it came last, and no proposal with what is not there', () => {
    const { needs, proposals } = boardOf([need('a'), need('b'), need('b', 7)], [resource('x')], [proposal('a', 'x'), proposal('a', 'x'), proposal('a', 'elsewhere')])
    expect(needs.map(({ id, quantity }) => [id, quantity])).toEqual([['a', 1], ['b', 7]])
    expect(proposals.map(({ id }) => id)).toEqual(['a x'])
  })

  test('is summed unit by unit', () => {
    expect([...sumsOf([need('a', 3), need('b', 2, 'SET'), need('c', 4), { quantity: null, unit: 'SET' }])]).toEqual([['PIECE', 7], ['SET', 2]])
  })
})
