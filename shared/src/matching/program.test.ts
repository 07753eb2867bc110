import { describe, expect, test } from '@jest/globals'
import loadHighs from 'highs'
import { highsSolver } from './highs-solver.ts'
import { dualBound, isFeasible, objectiveOf, relaxed, type IntegerProgram } from './program.ts'

const highs = await loadHighs()
const solver = highsSolver(highs)

const triangle: IntegerProgram = {
  variables: [1, 1, 1].map((objective) => ({ objective, upper: 1, integer: true })),
  rows: [[0, 1], [1, 2], [0, 2]].map((pair) => ({ terms: pair.map((variable) => ({ variable, factor: 1 })), relation: '<=', bound: 1 })),
}

describe('programmes', () => {
  test('are solved whole, and relaxed with prices that prove the bound', () => {
    const whole = solver(triangle)
    expect(whole.status).toBe('OPTIMAL')
    expect(objectiveOf(triangle, whole.x)).toBeCloseTo(1, 9)
    const linear = solver(relaxed(triangle))
    expect(objectiveOf(triangle, linear.x)).toBeCloseTo(1.5, 9)
    expect(dualBound(triangle, linear.prices ?? [])).toBeCloseTo(1.5, 9)
  })

  test('any prices prove some bound, also over rows of every relation', () => {
    const program: IntegerProgram = {
      variables: [{ objective: 5, upper: 3, integer: true }, { objective: -1, upper: 1, integer: true }],
      rows: [
        { terms: [{ variable: 0, factor: 1 }, { variable: 1, factor: -2 }], relation: '<=', bound: 0 },
        { terms: [{ variable: 0, factor: 1 }, { variable: 1, factor: -2 }], relation: '>=', bound: 0 },
        { terms: [{ variable: 0, factor: 1 }], relation: '=', bound: 2 },
      ],
    }
    const { x } = solver(program)
    expect(x.map(Math.round)).toEqual([2, 1])
    expect(isFeasible(program, [2, 1])).toBe(true)
    expect(isFeasible(program, [2, 0])).toBe(false)
    for (const prices of [[], [5, 5, 5], [-5, -5, -5], [0.5, 0, 4.5]]) expect(dualBound(program, prices)).toBeGreaterThanOrEqual(9)
    expect(dualBound(program, solver(relaxed(program)).prices ?? [])).toBeCloseTo(9, 6)
  })

  test('without rows need no solver', () => {
    expect(solver({ variables: [{ objective: 2, upper: 3, integer: true }, { objective: 0, upper: 3, integer: true }], rows: [] }).x).toEqual([3, 0])
  })

  test('a limit on nodes ends in the best found so far, not in an error', () => {
    const limited = highsSolver(highs, { nodes: 0 })
    expect(['OPTIMAL', 'FEASIBLE', 'FAILED']).toContain(limited(triangle).status)
  })

  test('a contradiction is an error', () => {
    const row = { terms: [{ variable: 0, factor: 1 }], relation: '=' } as const
    expect(() => solver({ variables: [{ objective: 1, upper: 3, integer: true }], rows: [{ ...row, bound: 1 }, { ...row, bound: 2 }] })).toThrow('Infeasible')
  })
})
