/** Ascending whole numbers with their runs drawn together: 1, 3–8. */
export function numberRanges(numbers: readonly number[], separator = '、'): string {
  const runs: { first: number; last: number }[] = []
  for (const number of numbers) {
    const run = runs.at(-1)
    if (run && number === run.last + 1) run.last = number
    else runs.push({ first: number, last: number })
  }
  return runs.map(({ first, last }) => (first === last ? String(first) : last === first + 1 ? `${first}${separator}${last}` : `${first}–${last}`)).join(separator)
}
