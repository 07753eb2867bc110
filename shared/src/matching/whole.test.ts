import { describe, expect, test } from '@jest/globals'
import loadHighs from 'highs'
import { board } from './board.ts'
import { Candidates } from './candidates.ts'
import { components } from './components.ts'
import { highsSolver } from './highs-solver.ts'
import { modelOf, type Model } from './model.ts'
import { Pairing } from './pairs.ts'
import { isFeasible, objectiveOf, relaxed, type Priced } from './program.ts'
import type { Question } from './question.ts'
import { keptPairs } from './solve.ts'
import { city } from './testing/city.ts'
import { rounded } from './whole.ts'

const solver = highsSolver(await loadHighs(), { nodes: 1000 })

/** The questions of a city that need whole numbers to be decided, each with its linear answer. */
function* questions(): Generator<{ model: Model; linear: Priced; question: Question }> {
  const open = board(city({ needs: 1500, seed: 11 }))
  const pairing = new Pairing(open)
  const candidates = new Candidates(open, pairing)
  const { kept, groups } = components(open, candidates, 20)
  const question = { board: open, candidates, pairing, kept, solver }
  for (const group of groups) {
    const model = modelOf(group.flatMap((need) => keptPairs(need, question)), open)
    const { prices, ...linear } = solver(relaxed(model.program))
    if (prices && linear.x.some((value) => Math.abs(value - Math.round(value)) > 1e-6)) yield { model, linear: { ...linear, prices }, question }
  }
}

describe('a question that is too large to be decided at once', () => {
  test('is answered in whole numbers that keep to every row, never better than the best and next to it, also from nothing', () => {
    let [found, best, count] = [0, 0, 0]
    for (const { model, linear, question } of questions()) {
      const { program, scale } = model
      const nothing = program.variables.map(() => 0)
      const x = rounded(model, linear, nothing, question)
      expect(isFeasible(program, x)).toBe(true)
      expect(x.every(Number.isInteger)).toBe(true)
      const most = objectiveOf(program, solver(program).x)
      expect(objectiveOf(program, x)).toBeLessThanOrEqual(most * (1 + 1e-9) + 1e-6)
      found += objectiveOf(program, x) / scale
      best += most / scale
      count += 1
    }
    expect(count).toBeGreaterThan(20)
    expect(found).toBeGreaterThan(0.999 * best)
  })
})
