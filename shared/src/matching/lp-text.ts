import type { IntegerProgram, RowTerm } from './program.ts'

/** Readers of the format have line limits; ten terms stay well below all of them. */
const TERMS_PER_LINE = 10

/** The programme in CPLEX LP format: variables x0, x1, … and rows r0, r1, … in the programme's order. */
export function lpText(program: IntegerProgram): string {
  const objective = program.variables.map(({ objective: factor }, variable) => ({ variable, factor }))
  const integers = program.variables.flatMap(({ integer }, i) => (integer ? [`x${i}`] : []))
  return [
    'Maximize',
    ` obj:${sum(objective)}`,
    'Subject To',
    ...program.rows.map(({ terms, relation, bound }, i) => ` r${i}:${sum(terms)} ${relation} ${bound}`),
    'Bounds',
    ...program.variables.map(({ upper }, i) => ` 0 <= x${i} <= ${upper}`),
    ...(integers.length ? ['General', ...lines(integers)] : []),
    'End',
    '',
  ].join('\n')
}

function sum(terms: readonly RowTerm[]): string {
  return lines(terms.map(({ variable, factor }) => `${factor < 0 ? '-' : '+'} ${Math.abs(factor)} x${variable}`)).join('\n')
}

function lines(words: readonly string[]): string[] {
  const result: string[] = []
  for (let i = 0; i < words.length; i += TERMS_PER_LINE) result.push(` ${words.slice(i, i + TERMS_PER_LINE).join(' ')}`)
  return result
}
