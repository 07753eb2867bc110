import { Refusal } from '../../refusal.ts'

/** What one person may have reckoned at once: a page, a form and what was typed before. */
export const MOST_OF_ONE = 4
/** And all people together: some hold a connection while they wait, and others want one, too. */
export const MOST_IN_ALL = 16
/** After which it is worth asking again. */
const SECONDS = 3

/** Whoever wants something reckoned goes in, and comes out with the answer. It bounds what reading the board and solving cost, not who may ask. */
export class Turnstile {
  readonly #inside = new Map<string, number>()
  #all = 0

  /** @throws Refusal RATE_LIMITED at once when the person, or all together, wait for too much already */
  async through<A>(personId: string | null, ask: () => Promise<A>): Promise<A> {
    const who = personId ?? 'nobody'
    const mine = this.#inside.get(who) ?? 0
    if (mine >= MOST_OF_ONE || this.#all >= MOST_IN_ALL) throw new Refusal('RATE_LIMITED', { seconds: SECONDS })
    this.#inside.set(who, mine + 1)
    this.#all += 1
    try {
      return await ask()
    } finally {
      this.#all -= 1
      const left = this.#inside.get(who)! - 1
      if (left > 0) this.#inside.set(who, left)
      else this.#inside.delete(who)
    }
  }
}
