import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { Flow } from './simplex-flow.ts'
import { flowParts, joinedFlow } from './simplex-parts.ts'
import type { FlowProblem } from './simplex-problem.ts'
import { solveFlow } from './simplex.ts'

interface Instance {
  supplies: number[]
  capacities: number[]
  arcs: { need: number; row: number; utility: number; upper: number }[]
  bounded: boolean
}

/** Small instances of every shape: nothing wanted, nothing there, parallel arcs, needs and rows without arcs, ties, worthless arcs, bounds. */
const instances = (most: { nodes: number; arcs: number; quantity: number }): fc.Arbitrary<Instance> =>
  fc.tuple(fc.integer({ min: 1, max: most.nodes }), fc.integer({ min: 1, max: most.nodes })).chain(([needs, rows]) =>
    fc.record({
      supplies: fc.array(fc.integer({ min: 0, max: most.quantity }), { minLength: needs, maxLength: needs }),
      capacities: fc.array(fc.integer({ min: 0, max: most.quantity }), { minLength: rows, maxLength: rows }),
      arcs: fc.array(
        fc.record({ need: fc.nat(needs - 1), row: fc.nat(rows - 1), utility: fc.oneof(fc.integer({ min: -2, max: 6 }), fc.integer({ min: 0, max: 4_000_000_000 })), upper: fc.nat(most.quantity) }),
        { maxLength: most.arcs },
      ),
      bounded: fc.boolean(),
    }),
  )
const tiny = instances({ nodes: 4, arcs: 6, quantity: 3 })
const small = instances({ nodes: 8, arcs: 30, quantity: 4 })

function problemOf({ supplies, capacities, arcs, bounded }: Instance): FlowProblem {
  return {
    supplies: Int32Array.from(supplies),
    capacities: Int32Array.from(capacities),
    from: Int32Array.from(arcs, ({ need }) => need),
    to: Int32Array.from(arcs, ({ row }) => row),
    utility: Float64Array.from(arcs, ({ utility }) => utility),
    ...(bounded && { upper: Int32Array.from(arcs, ({ upper }) => upper) }),
  }
}

const value = (instance: Instance): number => solveFlow(problemOf(instance)).value
const changed = (amounts: readonly number[], at: number, by: number): number[] => amounts.map((amount, i) => (i === at ? amount + by : amount))

/** The best of all flows, by trying them. */
function bruteForce({ supplies, capacities, arcs, bounded }: Instance, at = 0): number {
  const arc = arcs[at]
  if (!arc) return 0
  let best = -Infinity
  const most = Math.min(supplies[arc.need]!, capacities[arc.row]!, bounded ? arc.upper : Infinity)
  for (let units = 0; units <= most; units += 1) {
    const rest = { supplies: changed(supplies, arc.need, -units), capacities: changed(capacities, arc.row, -units), arcs, bounded }
    best = Math.max(best, units * arc.utility + bruteForce(rest, at + 1))
  }
  return best
}

describe('a flow', () => {
  test('is the best of all there are, and its prices prove it', () => {
    fc.assert(
      fc.property(tiny, (instance) => {
        const answer = solveFlow(problemOf(instance))
        expect(answer.value).toBe(bruteForce(instance))
        expect(answer.dual).toBe(answer.value)
      }),
      { numRuns: 2000, seed: 5 },
    )
  })

  test('has prices that are the gain of one more unit there is, and the loss of one unit less wanted', () => {
    fc.assert(
      fc.property(small, (instance) => {
        const { value: before, dual, rowPrices, needPrices } = solveFlow(problemOf(instance))
        expect(dual).toBe(before)
        instance.capacities.forEach((_, row) => expect(value({ ...instance, capacities: changed(instance.capacities, row, 1) }) - before).toBe(rowPrices[row]))
        instance.supplies.forEach((quantity, need) => {
          if (quantity > 0) expect(before - value({ ...instance, supplies: changed(instance.supplies, need, -1) })).toBe(needPrices[need])
        })
      }),
      { numRuns: 600, seed: 6 },
    )
  })

  test('does not depend on the order of needs, rows and arcs, where no two flows are equally good', () => {
    fc.assert(
      fc.property(small, fc.array(fc.nat(), { minLength: 46, maxLength: 46 }), (instance, dice) => {
        // Powers of two far below the utilities break every tie.
        const unique = { ...instance, arcs: instance.arcs.map((arc, i) => ({ ...arc, utility: (arc.utility % 50) * 2 ** 36 + 2 ** i * (i % 2 === 0 ? 1 : -1) })) }
        const shuffled = (count: number, offset: number): number[] => Array.from({ length: count }, (_, i) => i).sort((a, b) => dice[offset + a]! - dice[offset + b]! || a - b)
        const [needs, rows, arcs] = [shuffled(unique.supplies.length, 0), shuffled(unique.capacities.length, 8), shuffled(unique.arcs.length, 16)]
        const other = {
          supplies: needs.map((need) => unique.supplies[need]!),
          capacities: rows.map((row) => unique.capacities[row]!),
          arcs: arcs.map((arc) => ({ ...unique.arcs[arc]!, need: needs.indexOf(unique.arcs[arc]!.need), row: rows.indexOf(unique.arcs[arc]!.row) })),
          bounded: unique.bounded,
        }
        const [first, second] = [solveFlow(problemOf(unique)), solveFlow(problemOf(other))]
        expect(second.value).toBe(first.value)
        expect([...second.flow]).toEqual(arcs.map((arc) => first.flow[arc]))
        expect([...second.rowPrices]).toEqual(rows.map((row) => first.rowPrices[row]))
      }),
      { numRuns: 500, seed: 7 },
    )
  })

  test('is the same in its parts, solved one by one', () => {
    fc.assert(
      fc.property(small, (instance) => {
        const problem = problemOf(instance)
        const parts = flowParts(problem)
        const joined = joinedFlow(problem, parts, parts.map((part) => solveFlow(part.problem)))
        expect(joined.value).toBe(solveFlow(problem).value)
        expect(joined.dual).toBe(joined.value)
      }),
      { numRuns: 500, seed: 9 },
    )
  })

  test('bears nothing at all, refuses what is no quantity and no arc', () => {
    const problem = (supply: number, utility: number, row: number): FlowProblem => ({ supplies: Int32Array.of(supply), capacities: Int32Array.of(1), from: Int32Array.of(0), to: Int32Array.of(row), utility: Float64Array.of(utility) })
    const nothing = new Int32Array(0)
    expect(solveFlow({ supplies: nothing, capacities: nothing, from: nothing, to: nothing, utility: new Float64Array(0) })).toMatchObject({ value: 0, dual: 0 })
    expect(solveFlow(problem(1_000_000, 2 ** 33, 0))).toMatchObject({ value: 2 ** 33, dual: 2 ** 33 })
    for (const bad of [problem(-1, 1, 0), problem(1, 0.5, 0), problem(1, 2 ** 50, 0), problem(1, Number.NaN, 0), problem(1, 1, 1), problem(2 ** 30, 1, 0)]) expect(() => solveFlow(bad)).toThrow(RangeError)
  })
})

type Event = { kind: 'supply' | 'capacity' | 'forbid' | 'commit' | 'utility' | 'need' | 'row' | 'arc'; which: number; other: number; amount: number; worth: number }
const events = fc.array(
  fc.record<Event>({
    kind: fc.constantFrom('supply', 'capacity', 'forbid', 'commit', 'utility', 'need', 'row', 'arc'),
    which: fc.nat(1000), other: fc.nat(1000), amount: fc.nat(4), worth: fc.integer({ min: -2, max: 50 }),
  }),
  { minLength: 1, maxLength: 12 },
)

/** The same change to the flow that lives and to the instance it must agree with. */
function apply(flow: Flow, instance: Instance, { kind, which, other, amount, worth }: Event): void {
  const { supplies, capacities, arcs } = instance
  const [need, row, arc] = [which % supplies.length, other % capacities.length, arcs.length > 0 ? which % arcs.length : -1]
  if (kind === 'supply') flow.setSupply(need, (supplies[need] = amount))
  else if (kind === 'capacity') flow.setCapacity(row, (capacities[row] = amount))
  else if (kind === 'need') expect(flow.addNeed(amount)).toBe(supplies.push(amount) - 1)
  else if (kind === 'row') expect(flow.addRow(amount)).toBe(capacities.push(amount) - 1)
  else if (kind === 'arc') expect(flow.addArc(need, row, worth, instance.bounded ? amount : undefined)).toBe(arcs.push({ need, row, utility: worth, upper: amount }) - 1)
  else if (arc === -1) return
  else if (kind === 'utility') flow.setUtility(arc, (arcs[arc]!.utility = worth))
  else if (kind === 'forbid') {
    flow.forbid(arc)
    arcs[arc]!.utility = -1
  } else {
    const units = Math.min(amount, supplies[arcs[arc]!.need]!, capacities[arcs[arc]!.row]!)
    supplies[arcs[arc]!.need]! -= units
    capacities[arcs[arc]!.row]! -= units
    flow.commit(arc, units)
  }
}

describe('a flow that lives', () => {
  test('is after every change what it would be from the start', () => {
    fc.assert(
      fc.property(small, events, fc.boolean(), (start, happening, together) => {
        const instance = { ...start, supplies: [...start.supplies], capacities: [...start.capacities], arcs: start.arcs.map((arc) => ({ ...arc })) }
        const flow = new Flow(problemOf(start))
        flow.optimize()
        happening.forEach((event, i) => {
          apply(flow, instance, event)
          if (together && i < happening.length - 1) return
          flow.optimize()
          const [warm, cold] = [flow.answer(), solveFlow(problemOf(instance))]
          expect(warm.value).toBe(cold.value)
          expect(warm.dual).toBe(cold.value)
          expect(warm.rowPrices).toEqual(cold.rowPrices)
        })
      }),
      { numRuns: 800, seed: 8 },
    )
  })

  test('tells which needs move: those whose units are served otherwise, not those that committed theirs', () => {
    // Both want row 0; need 1 gains more from it and need 0 has another.
    const flow = new Flow({ supplies: Int32Array.of(1, 1), capacities: Int32Array.of(1, 1), from: Int32Array.of(0, 0, 1), to: Int32Array.of(0, 1, 0), utility: Float64Array.of(5, 4, 9) })
    flow.optimize()
    expect([0, 1, 2].map((arc) => flow.flowOn(arc))).toEqual([0, 1, 1])
    expect(flow.rowPrice(0)).toBe(1)
    flow.setCapacity(0, 2)
    expect(flow.optimize().needs).toEqual([0])
    flow.commit(2, 1)
    expect(flow.optimize().needs).toEqual([])
    flow.forbid(0)
    expect(flow.optimize().needs).toEqual([0])
    expect([0, 1, 2].map((arc) => flow.flowOn(arc))).toEqual([0, 1, 0])
  })
})
