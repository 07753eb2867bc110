import { beforeAll, describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import loadHighs from 'highs'
import { highsSolver } from './highs-solver.ts'
import type { Solve } from './program.ts'
import { type Ring, type RingArc, type RingOwner, rings } from './rings.ts'

let solver: Solve
beforeAll(async () => {
  solver = highsSolver(await loadHighs())
})

const STREETS: Record<string, readonly [street: string, district: string]> = { a: ['s1', 'd1'], b: ['s1', 'd1'], c: ['s1', 'd1'], d: ['s1', 'd1'], e: ['s2', 'd1'], f: ['s3', 'd2'] }
const OWNERS: readonly RingOwner[] = Object.entries(STREETS).map(([id, [street, district]]) => ({ id, place: [{ id, kind: 'UNIT' }, { id: street, kind: 'STREET' }, { id: district, kind: 'DISTRICT' }] }))
const arc = (giverId: string, takerId: string, value = 100, id = `${giverId}${takerId}`, since = 0): RingArc => ({ id, giverId, takerId, value, since })
const arcsOf = (...pairs: string[]): RingArc[] => pairs.map((pair) => arc(pair[0]!, pair[1]!))
const found = (arcs: readonly RingArc[]): (readonly string[])[] => rings(arcs, OWNERS, solver).map(({ arcIds }) => arcIds)

describe('rings of exchange', () => {
  test('two who give to each other, within a district', () => {
    expect(found(arcsOf('ab', 'ba', 'ac'))).toEqual([['ab', 'ba']])
    expect(found(arcsOf('ae', 'ea'))).toEqual([['ae', 'ea']])
    expect(found(arcsOf('af', 'fa'))).toEqual([])
  })

  test('three in a circle, within a street only', () => {
    expect(found(arcsOf('ab', 'bc', 'ca'))).toEqual([['ab', 'bc', 'ca']])
    expect(found(arcsOf('cb', 'ba', 'ac'))).toEqual([['ac', 'cb', 'ba']])
    expect(found(arcsOf('ab', 'be', 'ea'))).toEqual([])
    expect(found(arcsOf('ab', 'bc', 'cd', 'da'))).toEqual([])
  })

  test('a match stands in one ring: the greater total wins', () => {
    expect(found([arc('a', 'b', 10), arc('b', 'a', 10), arc('b', 'c', 10), arc('c', 'a', 10)])).toEqual([['ab', 'bc', 'ca']])
    expect(found([arc('a', 'b', 10), arc('b', 'a', 50), arc('b', 'c', 10), arc('c', 'a', 10)])).toEqual([['ab', 'ba']])
  })

  test('several matches between the same two make several rings', () => {
    expect(found([arc('a', 'b', 5, 'x'), arc('a', 'b', 9, 'y'), arc('b', 'a', 5, 'z')])).toEqual([['y', 'z']])
    expect(found([arc('a', 'b', 5, 'w'), arc('a', 'b', 9, 'x'), arc('b', 'a', 5, 'y'), arc('b', 'a', 5, 'z')])).toHaveLength(2)
  })

  test('of equals, what was listed at about the same time goes together', () => {
    const arcs = (first: number, second: number): RingArc[] => [arc('a', 'b', 5, 'w', 0), arc('a', 'b', 5, 'x', 9000), arc('b', 'a', 5, 'y', first), arc('b', 'a', 5, 'z', second)]
    expect(found(arcs(3, 9003))).toEqual([['w', 'y'], ['x', 'z']])
    expect(found(arcs(9003, 3))).toEqual([['w', 'z'], ['x', 'y']])
  })

  test('nobody gives to themselves, and whoever stands nowhere is in none', () => {
    expect(found([arc('a', 'a'), arc('a', 'x'), arc('x', 'a')])).toEqual([])
    expect(rings([], [], solver)).toEqual([])
  })

  test('a solver that gives up leaves the most valuable first', () => {
    const gaveUp: Solve = () => ({ status: 'FAILED', x: [], prices: null })
    expect(rings([arc('a', 'b', 10), arc('b', 'a', 50), arc('b', 'c', 10), arc('c', 'a', 10)], OWNERS, gaveUp).map(({ arcIds }) => arcIds)).toEqual([['ab', 'ba']])
  })
})

const someArcs: fc.Arbitrary<RingArc[]> = fc
  .uniqueArray(fc.record({ giverId: fc.constantFrom(...Object.keys(STREETS)), takerId: fc.constantFrom(...Object.keys(STREETS)), more: fc.nat(1) }), { maxLength: 11, selector: ({ giverId, takerId, more }) => `${giverId}${takerId}${more}` })
  .chain((pairs) => fc.tuple(...pairs.map(({ giverId, takerId, more }) => fc.tuple(fc.integer({ min: 1, max: 60 }), fc.nat(5000)).map(([value, since]) => arc(giverId, takerId, value, `${giverId}${takerId}${more}`, since)))))

describe('against brute force', () => {
  test('no other choice of rings that share no match is worth more, and those chosen keep the rules', () => {
    fc.assert(
      fc.property(someArcs, (arcs) => {
        const chosen = rings(arcs, OWNERS, solver)
        const byId = new Map(arcs.map((each) => [each.id, each]))
        for (const { memberIds, arcIds } of chosen) expect(allowed(arcIds.map((id) => byId.get(id)!))).toEqual(memberIds)
        expect(new Set(chosen.flatMap(({ arcIds }) => arcIds)).size).toBe(chosen.flatMap(({ arcIds }) => arcIds).length)
        expect(chosen.reduce((sum, { value }) => sum + value, 0)).toBe(best(allRings(arcs)))
      }),
      { numRuns: 400 },
    )
  })

  test('the order of the matches and of the organizations is irrelevant', () => {
    fc.assert(
      fc.property(
        someArcs.chain((arcs) => fc.tuple(fc.constant(arcs), fc.shuffledSubarray(arcs, { minLength: arcs.length }), fc.shuffledSubarray([...OWNERS], { minLength: OWNERS.length }))),
        ([arcs, shuffled, owners]) => expect(rings(shuffled, owners, solver)).toEqual(rings(arcs, OWNERS, solver)),
      ),
      { numRuns: 200 },
    )
  })
})

/** Straight from the definition: the members of the ring that these arcs make, the smallest first, or null. */
function allowed(arcs: readonly RingArc[]): string[] | null {
  const members = arcs.map(({ giverId }) => giverId)
  const closes = arcs.every(({ takerId }, i) => takerId === members[(i + 1) % members.length])
  const places = members.map((id) => STREETS[id]!)
  const near = arcs.length === 2 ? new Set(places.map(([, district]) => district)) : new Set(places.map(([street]) => street))
  return closes && near.size === 1 && new Set(members).size === members.length && members[0] === members.toSorted()[0] ? members : null
}

function allRings(arcs: readonly RingArc[]): Ring[] {
  const tuples = [...arcs.flatMap((a) => arcs.map((b) => [a, b])), ...arcs.flatMap((a) => arcs.flatMap((b) => arcs.map((c) => [a, b, c])))]
  return tuples.flatMap((tuple) => {
    const memberIds = allowed(tuple)
    return memberIds ? [{ memberIds, arcIds: tuple.map(({ id }) => id), value: tuple.reduce((sum, { value }) => sum + value, 0), apart: 0 }] : []
  })
}

/** The most that rings without a common match are worth, by trying all. */
function best(candidates: readonly Ring[], used: ReadonlySet<string> = new Set()): number {
  const [first, ...others] = candidates
  if (!first) return 0
  const without = best(others, used)
  return first.arcIds.some((id) => used.has(id)) ? without : Math.max(without, first.value + best(others, new Set([...used, ...first.arcIds])))
}
