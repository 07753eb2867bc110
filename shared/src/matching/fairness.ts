/** From the sixth match of an owner on, no more is taken off than for that one: fairness moves a match, it does not prevent it. */
const MOST_STEPS = 5

/**
 * How many times the weight of fairness is taken off for the k-th match that an owner gives (the first is 1): each counts those
 * before it, so that the whole is convex and spreading is worth more than piling up.
 */
export function fairnessSteps(k: number): number {
  return Math.min(k - 1, MOST_STEPS)
}

/** The same for matches after `before` that are agreed already, `added` of them. */
export function fairnessOf(before: number, added: number): number {
  let steps = 0
  for (let k = before + 1; k <= before + added; k++) steps += fairnessSteps(k)
  return steps
}
