import fc from 'fast-check'
import { DAY, normalize, onDays, union, WEEK, type WeeklyWindows } from './weekly-windows.ts'

/** For tests: weekly windows of every shape, from any minutes at all to the round hours people have. */
const anySpans = fc
  .array(fc.record({ start: fc.integer({ min: 0, max: WEEK - 1 }), length: fc.integer({ min: 1, max: WEEK }) }), { maxLength: 6 })
  .map((spans) => normalize(spans.map(({ start, length }) => ({ start, end: start + Math.min(length, 2 * DAY) }))))

const hours = fc.constantFrom(0, 480, 720, 1080, 1440, 1920, 1980)
const roundHours = fc
  .array(fc.record({ days: fc.uniqueArray(fc.integer({ min: 0, max: 6 }), { minLength: 1 }), from: hours, to: hours }), { maxLength: 4 })
  .map((clauses) =>
    clauses
      .filter(({ from, to }) => from < to && from < DAY)
      .reduce<WeeklyWindows>((w, { days, from, to }) => union(w, onDays(days, from, to)), []),
  )

export const anyWindows: fc.Arbitrary<WeeklyWindows> = fc.oneof(anySpans, roundHours)
