import fc from 'fast-check'
import { isFeasible, type IntegerProgram } from '../program.ts'

/** For tests: small integer programmes with rows of every relation, and all their answers. */

export const SIZE = 5
const variable = fc.record({ objective: fc.integer({ min: -3, max: 9 }), upper: fc.integer({ min: 1, max: 3 }), integer: fc.constant(true) })
const row = fc
  .record({ factors: fc.array(fc.integer({ min: -3, max: 3 }), { minLength: SIZE, maxLength: SIZE }), relation: fc.constantFrom('<=' as const, '<=' as const, '>=' as const, '=' as const), bound: fc.integer({ min: 0, max: 6 }) })
  // Nothing at all keeps to every row, as in the engine's programmes.
  .map(({ factors, relation, bound }) => ({ relation, bound: relation === '<=' ? bound : relation === '>=' ? -bound : 0, terms: factors.flatMap((factor, i) => (factor === 0 ? [] : [{ variable: i, factor }])) }))
export const programs: fc.Arbitrary<IntegerProgram> = fc.record({ variables: fc.array(variable, { minLength: SIZE, maxLength: SIZE }), rows: fc.array(row, { minLength: 1, maxLength: 4 }) })

/** Every whole point that keeps to the rows. */
export function points({ variables, rows }: IntegerProgram): number[][] {
  const all = variables.reduce<number[][]>((some, { upper }) => some.flatMap((point) => Array.from({ length: upper + 1 }, (_, value) => [...point, value])), [[]])
  return all.filter((point) => isFeasible({ variables, rows }, point))
}
