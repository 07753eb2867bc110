import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import loadHighs from 'highs'
import { Bounds } from './bounds.ts'
import { dive } from './dive.ts'
import { highsSolver } from './highs-solver.ts'
import { isFeasible, objectiveOf, relaxed, type IntegerProgram } from './program.ts'

const solver = highsSolver(await loadHighs())

const SIZE = 5
const variable = fc.record({ objective: fc.integer({ min: -3, max: 9 }), upper: fc.integer({ min: 1, max: 3 }), integer: fc.constant(true) })
const row = fc
  .record({ factors: fc.array(fc.integer({ min: -3, max: 3 }), { minLength: SIZE, maxLength: SIZE }), relation: fc.constantFrom('<=' as const, '<=' as const, '>=' as const, '=' as const), bound: fc.integer({ min: 0, max: 6 }) })
  // Nothing at all keeps to every row, as in the engine's programmes.
  .map(({ factors, relation, bound }) => ({ relation, bound: relation === '<=' ? bound : relation === '>=' ? -bound : 0, terms: factors.flatMap((factor, i) => (factor === 0 ? [] : [{ variable: i, factor }])) }))
const programs: fc.Arbitrary<IntegerProgram> = fc.record({ variables: fc.array(variable, { minLength: SIZE, maxLength: SIZE }), rows: fc.array(row, { minLength: 1, maxLength: 4 }) })

/** Every whole point that keeps to the rows. */
function points({ variables, rows }: IntegerProgram): number[][] {
  const all = variables.reduce<number[][]>((some, { upper }) => some.flatMap((point) => Array.from({ length: upper + 1 }, (_, value) => [...point, value])), [[]])
  return all.filter((point) => isFeasible({ variables, rows }, point))
}

describe('rounding one thing after the other', () => {
  test('bounds that are drawn closer shut out no whole answer, and what they call impossible is', () => {
    fc.assert(
      fc.property(programs, fc.nat(SIZE - 1), fc.nat(3), fc.nat(3), (program, at, least, more) => {
        const bounds = new Bounds(program)
        const before = { lower: [...bounds.lower], upper: [...bounds.upper] }
        const left = points(program).filter((point) => point[at]! >= least && point[at]! <= least + more)
        const holds = bounds.tighten(at, least, least + more)
        if (!holds) expect(left).toEqual([])
        for (const point of left) point.forEach((value, i) => expect(value >= bounds.lower[i]! && value <= bounds.upper[i]!).toBe(true))
        bounds.undo(0)
        expect({ lower: [...bounds.lower], upper: [...bounds.upper] }).toEqual(before)
      }),
      { numRuns: 500 },
    )
  })

  test('ends in a whole answer that keeps to every row, or in none; and often in the best', () => {
    let best = 0
    let answers = 0
    fc.assert(
      fc.property(programs, (program) => {
        const x = dive(program, new Uint8Array(SIZE).fill(1), solver)
        if (!x || !isFeasible(program, x)) return
        answers += 1
        const most = Math.max(...points(program).map((point) => objectiveOf(program, point)))
        expect(objectiveOf(program, x)).toBeLessThanOrEqual(most + 1e-6)
        if (objectiveOf(program, x) > most - 1e-6) best += 1
      }),
      { numRuns: 300, seed: 5 },
    )
    expect(answers).toBeGreaterThan(200)
    expect(best).toBeGreaterThan(0.8 * answers)
  })

  test('an open programme answers as a new one would, within whatever bounds it is given', () => {
    fc.assert(
      fc.property(programs, fc.array(fc.tuple(fc.nat(SIZE - 1), fc.nat(3)), { minLength: 1, maxLength: 4 }), (program, steps) => {
        const open = solver.open(program)
        const upper = Float64Array.from(program.variables, (one) => one.upper)
        try {
          for (const [at, most] of steps) {
            upper[at] = Math.min(program.variables[at]!.upper, most)
            open.bind([at], new Float64Array(SIZE), upper)
            const x = open.solve() ?? []
            const anew = solver(relaxed({ ...program, variables: program.variables.map((one, i) => ({ ...one, upper: upper[i]! })) }))
            expect(objectiveOf(program, x)).toBeCloseTo(objectiveOf(program, anew.x), 6)
          }
        } finally {
          open.close()
        }
      }),
      { numRuns: 200 },
    )
  })
})
