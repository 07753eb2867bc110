/** Pseudo-random numbers that a seed repeats; for tests and benches. */
export interface Generator {
  /** A whole number from 0, below the limit. */
  below(limit: number): number
  /** A whole number of the range, both ends included. */
  from(least: number, most: number): number
  of<T>(items: readonly T[]): T
}

/** Mulberry32 (Tommy Ettinger's): 32 bits of state are plenty for a test's input. */
export function generator(seed: number): Generator {
  let state = seed >>> 0
  const below = (limit: number): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000) * limit)
  }
  return {
    below,
    from: (least, most) => least + below(most - least + 1),
    of: <T>(items: readonly T[]): T => {
      const item = items[below(items.length)]
      if (item === undefined) throw new RangeError('nothing to choose from')
      return item
    },
  }
}
