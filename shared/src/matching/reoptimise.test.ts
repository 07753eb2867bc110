import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import loadHighs from 'highs'
import { allocate } from './allocate.ts'
import { highsSolver } from './highs-solver.ts'
import { reoptimise } from './reoptimise.ts'
import { bestUtility } from './testing/brute-force.ts'
import { instances } from './testing/instances.ts'
import type { Allocation, MatchingInput } from './types.ts'

const solver = highsSolver(await loadHighs())
const settings = { numRuns: Number(process.env.RUNS ?? 300), seed: Number(process.env.SEED ?? 20261126) }

/** What people see after a run: its matches, with their hours. */
const shownOf = ({ matches }: Allocation): MatchingInput['shown'] => matches.map(({ needId, resourceId, quantity, windows }) => ({ needId, resourceId, quantity, windows }))
const quantities = ({ matches }: Pick<Allocation, 'matches'>): string[] => matches.map(({ needId, resourceId, quantity, windows }) => JSON.stringify([needId, resourceId, quantity, windows]))

/** A need of the input has just come; everything else has been matched and is shown. */
const arrivals = instances.filter(({ needs }) => needs.length > 1).map((input) => {
  const [come, ...others] = input.needs
  const before = { ...input, needs: others, shown: [] }
  return { input: { ...input, shown: shownOf(allocate(before, solver)) }, touched: { needIds: [come!.id], resourceIds: [] } }
})
/** A resource has just gone from the list. */
const departures = instances.filter(({ resources }) => resources.length > 1).map((input) => {
  const [gone, ...others] = input.resources
  const shown = shownOf(allocate({ ...input, shown: [] }, solver))
  return { input: { ...input, resources: others, shown }, touched: { needIds: [], resourceIds: [gone!.id] } }
})
const changes = fc.oneof(arrivals, departures)

describe('a re-optimisation', () => {
  test('is a run over everything, cut down to what the change reaches; the rest of that run is what was shown', () => {
    fc.assert(
      fc.property(changes, ({ input, touched }) => {
        const { part, allocation } = reoptimise(input, touched, solver)
        const whole = allocate(input, solver)
        const reached = new Set(part.needs.map(({ id }) => id))
        expect(quantities(allocation)).toEqual(quantities({ matches: whole.matches.filter(({ needId }) => reached.has(needId)) }))
        expect(allocation.unmet).toEqual(whole.unmet.filter(({ needId }) => reached.has(needId)))
        const rest = { ...input, needs: input.needs.filter(({ id }) => !reached.has(id)), shown: input.shown.filter(({ needId }) => !reached.has(needId)) }
        expect(allocation.value + allocate(rest, solver).value).toBe(whole.value)
      }),
      settings,
    )
  })

  test('names every shown proposal that does not stay, and no other', () => {
    fc.assert(
      fc.property(changes, ({ input, touched }) => {
        const { part, allocation, moves } = reoptimise(input, touched, solver)
        const after = new Set(quantities(allocation))
        const changed = part.shown.filter(({ needId, resourceId, quantity, windows }) => !after.has(JSON.stringify([needId, resourceId, quantity, windows])))
        expect(moves.map(({ needId, resourceId }) => `${needId} ${resourceId}`).sort()).toEqual(changed.map(({ needId, resourceId }) => `${needId} ${resourceId}`).sort())
        for (const { before, after: now, why } of moves) if (before === now) expect(why.code).toBe('HOURS')
      }),
      settings,
    )
  })

  test('a gain is what everything is worth, less the best that keeps the proposal: trying everything finds the same', () => {
    let seen = 0
    fc.assert(
      fc.property(changes, ({ input, touched }) => {
        const { part, moves } = reoptimise(input, touched, solver)
        for (const { needId, resourceId, before, why } of moves) {
          if (why.code !== 'BETTER') continue
          seen += 1
          const need = part.needs.find(({ id }) => id === needId)!
          // Only where keeping it leaves nothing to be wanted can the question be put to brute force without the code under test.
          const wanted = need.quantity - input.committed.reduce((sum, one) => (one.needId === needId ? sum + one.quantity : sum), 0)
          const slot = need.slot ?? null
          if (wanted !== before || slot || part.weights.fairness > 0) continue
          const others = part.needs.filter(({ id }) => id !== needId)
          const [pair] = allocate({ ...part, needs: [need], resources: part.resources.filter(({ id }) => id === resourceId), shown: [] }, solver).matches
          const kept = { ...part, needs: others, committed: [...part.committed, { needId, resourceId, quantity: before, windows: pair!.windows, period: pair!.period }] }
          expect(why.gain).toBe(bestUtility(part) - bestUtility(kept) - (pair!.score + part.weights.incumbent) * before)
          expect(why.gain).toBeGreaterThanOrEqual(0)
        }
      }),
      settings,
    )
    expect(seen).toBeGreaterThan(0)
  })
})
