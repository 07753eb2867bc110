import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { board } from './board.ts'
import { Candidates } from './candidates.ts'
import { Pairing, scoreOf } from './pairs.ts'
import { ofSameKind, suits } from './suitability.ts'
import { instances } from './testing/instances.ts'
import type { MatchingInput, MatchingNeed, MatchingResource } from './types.ts'

const audience = fc.constantFrom(null, null, null, 'c2', 's1', 'd1', 'alliance', 'nobody')
const favor = fc.record({ giverId: fc.constantFrom('unit0', 'unit1', 'unit2'), takerId: fc.constantFrom('owner0', 'owner1', 'unit1', 'unit2') })
const kind = fc.constantFrom({}, {}, { unit: 'PIECE' as const }, { category: 'VENUE' as const, attributes: {} })
/** What an entry of the instances is seldom or never: many audiences and kinds, a unit that stands in a street itself, a community, a street, another city. */
const turns = fc.record({ audience, kind, place: fc.constantFrom('unit', 'unit', 'unit', 'in a street', 'community', 'street', 'another city') })

type Turn = typeof turns extends fc.Arbitrary<infer T> ? T : never

function turned<E extends MatchingNeed | MatchingResource>(entry: E, { audience: openTo, kind: other, place }: Turn): E {
  const { place: unit } = entry
  const places = {
    unit,
    'in a street': [{ id: `${unit[2]?.id} unit`, kind: 'UNIT' as const }, ...unit.slice(2)],
    community: unit.slice(1),
    street: unit.slice(2),
    'another city': unit.map((step) => ({ ...step, id: `far ${step.id}` })),
  }
  return { ...entry, ...other, audience: openTo, place: places[place as keyof typeof places] }
}

/** Several small inputs as one, so that buckets, runs and sections have more than one entry. */
const boards: fc.Arbitrary<MatchingInput> = fc.array(fc.tuple(instances, fc.array(turns, { minLength: 7, maxLength: 7 }), fc.array(favor, { maxLength: 3 })), { minLength: 1, maxLength: 4 }).map((parts) => {
  const own = <T extends { needId: string; resourceId: string }>(list: readonly T[], i: number): T[] => list.map((one) => ({ ...one, needId: `${i} ${one.needId}`, resourceId: `${i} ${one.resourceId}` }))
  return {
    ...parts[0]![0],
    needs: parts.flatMap(([{ needs }, turn], i) => needs.map((need, at) => ({ ...turned(need, turn[at]!), id: `${i} ${need.id}` }))),
    resources: parts.flatMap(([{ resources }, turn], i) => resources.map((resource, at) => ({ ...turned(resource, turn[at + 4]!), id: `${i} ${resource.id}` }))),
    committed: parts.flatMap(([{ committed }], i) => own(committed, i)),
    shown: parts.flatMap(([{ shown }], i) => own(shown, i)),
    declined: parts.flatMap(([{ declined }], i) => own(declined, i)),
    favors: parts.flatMap(([, , favors]) => favors),
  }
})

/** Straight from the definition: every pair is looked at. */
function plainly(input: MatchingInput): Map<string, Map<string, number>> {
  const open = board(input)
  const pairing = new Pairing(open)
  const fits = ({ need, days, rest }: (typeof open.needs)[number], at: number): [string, number][] =>
    open.resources.flatMap((resource): [string, number][] => {
      if (days === null || rest === 0 || !suits(open.needs[at]!, resource) || open.isDeclined(need.id, resource.resource.id) || !pairing.left(open.needs[at]!, resource)) return []
      return [[resource.resource.id, scoreOf(need, resource.resource, open)]]
    })
  return new Map(open.needs.map((need, at) => [need.need.id, new Map(fits(need, at))]))
}

const runs = { numRuns: Number(process.env.RUNS ?? 500), seed: Number(process.env.SEED ?? 20260305) }

describe('what is found by buckets', () => {
  test('is what suits when every pair is looked at, each once and at its score, in any order of asking', () => {
    fc.assert(
      fc.property(boards, fc.boolean(), (input, backwards) => {
        const open = board(input)
        const candidates = new Candidates(open, new Pairing(open))
        const order = backwards ? [...candidates.order()].toReversed() : [...candidates.order()]
        expect([...order].sort((a, b) => a - b)).toEqual(open.needs.map((_, i) => i))
        const wanted = plainly(input)
        for (const at of order) {
          const need = open.needs[at]!
          const found = Array.from({ length: candidates.find(need) }, (_, i): [string, number] => [open.resources[candidates.found[i]!]!.resource.id, candidates.scores[i]!])
          expect(found.sort()).toEqual([...wanted.get(need.need.id)!].sort())
        }
      }),
      runs,
    )
  })

  test('and the best of it are those of the highest scores', () => {
    fc.assert(
      fc.property(boards, fc.integer({ min: 1, max: 3 }), (input, most) => {
        const open = board({ ...input, shown: [] })
        const candidates = new Candidates(open, new Pairing(open))
        const wanted = plainly(input)
        for (const need of open.needs) {
          const count = candidates.best(need, candidates.find(need), most)
          const scores = [...wanted.get(need.need.id)!.values()].sort((a, b) => b - a)
          expect(Array.from(candidates.scores.subarray(0, count)).sort((a, b) => b - a)).toEqual(scores.slice(0, most))
        }
      }),
      runs,
    )
  })

  test('lists of a kind hold all of it, its own too', () => {
    fc.assert(
      fc.property(boards, (input) => {
        const open = board(input)
        const candidates = new Candidates(open, new Pairing(open))
        for (const { need } of open.needs) {
          const alike = open.resources.filter(({ resource }) => ofSameKind({ ...need, ownerId: 'nobody' }, resource)).map(({ resource }) => resource.id)
          expect(candidates.ofKind(need).map(({ resource }) => resource.id)).toEqual(alike)
        }
      }),
      { ...runs, numRuns: 100 },
    )
  })
})
