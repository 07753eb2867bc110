import { mixed } from './interned.ts'

/** Above any score; whole numbers stay exact far beyond a score times this. */
const TIES = 2 ** 32
/** So few are put in order by hand. */
const FEW = 48

/** So many different scores are told apart at once. */
const DIFFERENT = 8

export interface Found {
  readonly found: Int32Array
  readonly scores: Int32Array
  /** Room for as many numbers. */
  readonly keys: Float64Array
  /** Room for the highest keys, made anew when it does not fit. */
  heap: Float64Array
  /** Room for different scores, and how often each was met. */
  readonly values: Int32Array
  readonly counts: Int32Array
  /** By resource. */
  readonly tie: Uint32Array
}

/** Room to work in for as many as are to be found. */
export function roomFor(found: Int32Array, scores: Int32Array, tie: Uint32Array): Found {
  return { found, scores, tie, keys: new Float64Array(found.length), heap: new Float64Array(0), values: new Int32Array(DIFFERENT), counts: new Int32Array(DIFFERENT) }
}

/**
 * Keeps, of the first `count` found, those of the highest scores, ascending by resource. Returns how many.
 * @param own with `tie` decides between equal scores
 * @param isShown those that are always kept
 */
export function best(lists: Found, count: number, most: number, own: number, isShown: ((i: number) => boolean) | undefined): number {
  const kept = count > most ? highest(lists, count, most, own, isShown) : count
  inOrder(lists, kept)
  return kept
}

function highest(lists: Found, count: number, most: number, own: number, isShown: ((i: number) => boolean) | undefined): number {
  if (most === 0) return 0
  const { found, scores, keys, tie } = lists
  const sure = isShown ? -Infinity : lowest(lists, count, most)
  // The highest keys so far, the lowest of them on top.
  const heap = lists.heap.length === most ? lists.heap : (lists.heap = new Float64Array(most))
  let size = 0
  let least = -Infinity
  for (let at = 0; at < count; at++) {
    const score = scores[at]!
    keys[at] = -Infinity
    if (score < sure) continue
    const i = found[at]!
    const floor = score * TIES
    const key = isShown?.(i) ? Number.MAX_SAFE_INTEGER : floor + (mixed(own ^ tie[i]!) >>> 0)
    keys[at] = key
    if (size < most) {
      rise(heap, size, key)
      size++
      if (size === most) least = heap[0]!
    } else if (key > least) {
      sink(heap, key)
      least = heap[0]!
    }
  }
  let kept = 0
  for (let at = 0; at < count; at++) {
    if (keys[at]! < least) continue
    found[kept] = found[at]!
    scores[kept] = scores[at]!
    kept++
  }
  return kept
}

/** The lowest score among those that are kept, as far as it is seen at once: where there are few different scores. */
function lowest({ scores, values, counts }: Found, count: number, most: number): number {
  let different = 0
  let current = -1
  for (let at = 0; at < count; at++) {
    const score = scores[at]!
    if (current < 0 || values[current] !== score) {
      current = 0
      while (current < different && values[current] !== score) current++
      if (current === different) {
        if (different === values.length) return -Infinity
        values[current] = score
        counts[current] = 0
        different++
      }
    }
    counts[current]!++
  }
  // Nothing below a score that enough others reach is kept.
  let answer = -Infinity
  for (let value = 0; value < different; value++) {
    let reach = 0
    for (let other = 0; other < different; other++) if (values[other]! >= values[value]!) reach += counts[other]!
    if (reach >= most && values[value]! > answer) answer = values[value]!
  }
  return answer
}

function rise(heap: Float64Array, from: number, key: number): void {
  let at = from
  while (at > 0) {
    const above = (at - 1) >> 1
    if (heap[above]! <= key) break
    heap[at] = heap[above]!
    at = above
  }
  heap[at] = key
}

/** Puts a key in the place of the lowest. */
function sink(heap: Float64Array, key: number): void {
  const size = heap.length
  let at = 0
  for (let below = 1; below < size; below = 2 * at + 1) {
    if (below + 1 < size && heap[below + 1]! < heap[below]!) below++
    if (heap[below]! >= key) break
    heap[at] = heap[below]!
    at = below
  }
  heap[at] = key
}

function inOrder({ found, scores, keys }: Found, count: number): void {
  if (count > FEW) return inOrderOfNumbers(found, scores, keys.subarray(0, count))
  for (let from = 1; from < count; from++) {
    const i = found[from]!
    const score = scores[from]!
    let at = from
    for (; at > 0 && found[at - 1]! > i; at--) {
      found[at] = found[at - 1]!
      scores[at] = scores[at - 1]!
    }
    found[at] = i
    scores[at] = score
  }
}

/** Index and score in one number, so that a plain sort of numbers does. */
function inOrderOfNumbers(found: Int32Array, scores: Int32Array, order: Float64Array): void {
  for (let at = 0; at < order.length; at++) order[at] = found[at]! * 65_536 + (scores[at]! + 32_768)
  order.sort()
  order.forEach((both, at) => {
    found[at] = Math.floor(both / 65_536)
    scores[at] = (both % 65_536) - 32_768
  })
}
