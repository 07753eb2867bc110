import type { Attributes, AttributeValue } from '../categories.ts'
import { weekdayOf } from '../date-period.ts'
import type { WeeklyWindows } from '../weekly-windows.ts'
import type { OpenNeed, OpenResource } from './board.ts'
import { Interned, InternedPairs, Names, pairKey } from './interned.ts'
import { hoursSuit, mismatches } from './suitability.ts'

/** Needs that ask the same. */
export interface NeedClass {
  /** By class of resources: 0 not asked yet, else FAILS or PASSES. */
  readonly answers: Uint8Array
  readonly id: number
  readonly demand: number
  readonly quality: number
}

export const UNKNOWN = 0
export const FAILS = 1
const PASSES = 2
/** Bytes of remembered answers, beyond which they are forgotten and asked anew. */
const MOST_REMEMBERED = 1 << 26

/**
 * Resources of equal kind (category and unit), hours and attributes are a class, and so are needs that ask the same. Whether hours suit
 * is worked out once for two lists of hours, attributes once for two lists of attributes, and the answer stands in a table of bytes.
 */
export class Classes {
  readonly #categories = new Names()
  readonly #units = new Names()
  readonly #kinds = new InternedPairs()
  readonly #hours = new Interned<null>()
  readonly #names = new Names()
  readonly #values = new Names<AttributeValue>()
  readonly #facts = new InternedPairs()
  readonly #written = new InternedPairs()
  readonly #texts = new Names()
  /** By the number of what is written, from -1 on for nothing. */
  readonly #attributes: number[] = []
  readonly #qualities = new InternedPairs()
  readonly #asked = new InternedPairs()
  readonly #demands = new InternedPairs()
  readonly #resources = new InternedPairs()
  readonly #needs = new InternedPairs()
  readonly #first: { readonly open: OpenResource; readonly hours: number; readonly quality: number }[] = []
  readonly #known = new Map<number, NeedClass>()
  readonly #hoursSuit = new Map<number, boolean>()
  readonly #attributesSuit = new Map<number, boolean>()

  /** The number of a category and unit. */
  kind({ category, unit }: { readonly category: string; readonly unit?: string }): number {
    return this.#kinds.of(this.#categories.of(category), this.#units.of(unit ?? ''))
  }

  get kinds(): number {
    return this.#kinds.size
  }

  /** The class of a resource. */
  of(open: OpenResource, kind: number): number {
    const hours = this.#hoursOf(open.windows)
    const quality = this.#qualities.of(kind, this.#attributesOf(open.resource.attributes))
    const known = this.#resources.of(hours, quality)
    if (known === this.#first.length) this.#first.push({ open, hours, quality })
    return known
  }

  /** The class of a need. Ask for it after the last resource was classed. */
  asking(open: OpenNeed, kind: number): NeedClass {
    const { windows, slot, attributes } = open.need
    const quality = this.#qualities.of(kind, this.#attributesOf(attributes))
    const asked = this.#asked.of(windows ? this.#hoursOf(windows) : -1, daysOfWeek(open))
    const demand = this.#demands.of(asked, slot ? slot.minutes * 8 + slot.timesPerWeek : 0)
    const own = this.#needs.of(demand, quality)
    const known = this.#known.get(own)
    if (known) return known
    const size = this.#first.length
    if ((this.#known.size + 1) * size > MOST_REMEMBERED) this.#known.clear()
    const made = { id: own, answers: new Uint8Array(size), demand, quality }
    this.#known.set(own, made)
    return made
  }

  /** Whether hours and attributes of the resources of a class suit the need, whose class `own` is: FAILS or PASSES. */
  answer({ answers, demand, quality }: NeedClass, open: OpenNeed, of: number): number {
    const { open: first, hours, quality: offered } = this.#first[of]!
    const suits =
      remembered(this.#attributesSuit, quality, offered, () => mismatches(open.need, first.resource).length === 0) && remembered(this.#hoursSuit, demand, hours, () => hoursSuit(open, first))
    return (answers[of] = suits ? PASSES : FAILS)
  }

  #hoursOf(windows: WeeklyWindows): number {
    return this.#hours.of(null, windows, () => JSON.stringify(windows))
  }

  /** The same for the same attributes, in whatever order they were written. */
  #attributesOf(attributes: Attributes): number {
    let written = -1
    for (const name in attributes) written = this.#written.of(written, this.#facts.of(this.#names.of(name), this.#values.of(attributes[name]!)))
    const known = this.#attributes[written + 1]
    if (known !== undefined) return known
    return (this.#attributes[written + 1] = this.#texts.of(JSON.stringify(Object.entries(attributes).sort(([a], [b]) => (a < b ? -1 : 1)))))
  }
}

/** Which days of the week occur in what is left of the need's period: the same number for the same days. */
function daysOfWeek({ days }: OpenNeed): number {
  if (!days || days.last - days.first >= 6) return 0
  return 1 + weekdayOf(days.first) * 7 + days.last - days.first
}

function remembered(answers: Map<number, boolean>, a: number, b: number, ask: () => boolean): boolean {
  const key = pairKey(a, b)
  let answer = answers.get(key)
  if (answer === undefined) answers.set(key, (answer = ask()))
  return answer
}
