import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import loadHighs from 'highs'
import { Bounds } from './bounds.ts'
import { boundByCases } from './cases.ts'
import { dives } from './dive.ts'
import { highsSolver } from './highs-solver.ts'
import { dualBound, isFeasible, objectiveOf, relaxed } from './program.ts'
import { points, programs, SIZE } from './testing/programs.ts'

const solver = highsSolver(await loadHighs())

describe('programmes, step by step', () => {
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

  test('rounding one thing after the other ends in a whole answer that keeps to every row, or in none; often in the best, and from four sides nearly always', () => {
    const best = [0, 0]
    let answers = 0
    fc.assert(
      fc.property(programs, (program) => {
        const hard = new Uint8Array(SIZE).fill(1)
        const found = dives(program, hard, solver, 4).filter((x) => isFeasible(program, x))
        const [first] = dives(program, hard, solver, 1)
        if (first && isFeasible(program, first)) expect(found).toContainEqual(first)
        if (found.length === 0) return
        answers += 1
        const most = Math.max(...points(program).map((point) => objectiveOf(program, point)))
        const values = found.map((x) => objectiveOf(program, x))
        expect(Math.max(...values)).toBeLessThanOrEqual(most + 1e-6)
        if (first && objectiveOf(program, first) > most - 1e-6) best[0]! += 1
        if (Math.max(...values) > most - 1e-6) best[1]! += 1
      }),
      { numRuns: 300, seed: 5 },
    )
    expect(answers).toBeGreaterThan(200)
    expect(best[0]).toBeGreaterThan(0.8 * answers)
    expect(best[1]).toBeGreaterThan(best[0]!)
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
            const x = open.solve()?.x ?? []
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

  test('a bound by cases is never below the best whole answer, and mostly it is that', () => {
    let closed = 0
    let open = 0
    fc.assert(
      fc.property(programs, (program) => {
        const best = Math.max(...points(program).map((point) => objectiveOf(program, point)))
        const first = dualBound(program, solver(relaxed(program)).prices ?? [])
        const boundOf = (prices: readonly number[], bounds: Bounds): number => dualBound(program, prices, bounds)
        const bound = boundByCases(program, first, { boundOf, isClose: (worth) => worth < best + 1 - 1e-6 }, solver)
        expect(bound).toBeGreaterThanOrEqual(best - 1e-6)
        expect(bound).toBeLessThanOrEqual(first)
        if (first >= best + 1) {
          open += 1
          closed += bound < best + 1 - 1e-6 ? 1 : 0
        }
      }),
      { numRuns: 500, seed: 6 },
    )
    expect(open).toBeGreaterThan(50)
    expect(closed).toBeGreaterThan(0.9 * open)
  })
})
