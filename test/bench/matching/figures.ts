/** What every section of the matching bench gets from the command line. */
export interface Settings {
  /** Seeds the generators: the same seed makes the same instances. */
  readonly seed: number
  /** `small` finishes in seconds and only shows that the section runs; the figures of the issue are those of `full`. */
  readonly scale: 'small' | 'full'
}

/** A section prints its figures, one line each, and may take its time. */
export type Section = (settings: Settings) => Promise<void>

/** One figure. Smaller is better unless `larger` is set. Without a pass it is only shown. */
export interface Figure {
  readonly name: string
  readonly value: number
  /** Written after the value: 's', 'MB', '%'. Ratios have none. */
  readonly unit?: string
  readonly pass?: number
  readonly aim?: number
  readonly larger?: boolean
  /** What the value was measured against, in words and absolute numbers. */
  readonly reference: string
}

/** Prints the line of a figure: name, value, reference, and how it stands to its pass and aim. A missed pass makes the bench fail. */
export function figure({ name, value, unit = '', pass, aim, larger = false, reference }: Figure): void {
  const meets = (bound: number | undefined): boolean => bound !== undefined && (larger ? value >= bound : value <= bound)
  const sign = larger ? '≥' : '≤'
  const bounds = [pass === undefined ? [] : [`pass ${sign} ${spoken(pass, unit)}${unit}`], aim === undefined ? [] : [`aim ${sign} ${spoken(aim, unit)}${unit}`]].flat().join(', ')
  const verdict = pass === undefined ? '' : meets(aim) ? '  ✓ aim' : meets(pass) ? '  ✓ pass' : '  ✗'
  if (pass !== undefined && !meets(pass)) process.exitCode = 1
  console.log(`${name}  ${spoken(value, unit)}${unit}  ${reference}${bounds === '' ? '' : `  (${bounds})`}${verdict}`)
}

/** Says in the place of a figure why it cannot be had here, and makes the bench fail. */
export function missing(name: string, why: string): void {
  process.exitCode = 1
  console.log(`${name}  –  ${why}  ✗`)
}

/** Three significant digits, and small pure ratios as parts of one, as the issue states them. */
function spoken(value: number, unit: string): string {
  if (value === 0 || Math.abs(value) >= 1000) return Math.round(value).toLocaleString('en')
  return unit === '' && value > 0 && value <= 1 / 20 ? `1/${Math.round(1 / value)}` : String(Number(value.toPrecision(3)))
}

/** The middle of some numbers. */
export const median = (numbers: readonly number[]): number => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)]!
