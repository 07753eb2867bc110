import type { WeeklyWindows } from '../weekly-windows.ts'
import { allocate } from './allocate.ts'
import { board } from './board.ts'
import { pairGroups } from './every-pair.ts'
import { hourChanges } from './hour-changes.ts'
import { hourSliders, movedTo, type HourSlider } from './hour-sliders.ts'
import { modelOf } from './model.ts'
import type { Solver } from './program.ts'
import { surroundings } from './surroundings.ts'
import type { Allocation, MatchingInput, MatchingNeed, MatchingResource } from './types.ts'

/** An entry that is not listed yet, or whose id is in the input, where it would take the place of that one. */
export type Unlisted = { readonly need: MatchingNeed } | { readonly resource: MatchingResource }

/** Units of a need that are committed or matched, as the input is and with the entry. */
export interface NeedChange {
  readonly needId: string
  readonly before: number
  readonly after: number
}

/** What the entry brings at one quantity. */
export interface WhatIfPoint {
  readonly quantity: number
  /** What the whole allocation is worth more, in points; negative where a new need takes what pays more elsewhere. */
  readonly gain: number
  /** Units of the entry that are used, or met. */
  readonly units: number
  /** Needs of which more or less is met than as the input is, by id; a new entry itself is not among them. */
  readonly changes: readonly NeedChange[]
  /** With whom the entry is matched, by id: resources for a need, needs for a resource. */
  readonly partners: readonly { readonly id: string; readonly quantity: number }[]
}

/** Other hours at the quantity that is asked for, beside the hours that are. */
export interface HoursVariant {
  readonly windows: WeeklyWindows
  /** Of a resource: units met more of all needs; of a need: units of it met more. Negative where it is less. */
  readonly served: number
  /** Points that the whole allocation is worth more. */
  readonly gain: number
}

/** What the entry brings with the slider at each of its positions, at the quantity that is asked for. */
export interface HoursCurve extends HourSlider {
  readonly points: readonly WhatIfPoint[]
}

export interface WhatIf {
  /** When its days open and close; none of what is always. */
  readonly sliders: readonly HoursCurve[]
  /** What one block of hours more or less would do, in the order of `hourChanges`; none of what is always. */
  readonly variants: readonly HoursVariant[]
  /** From 1 to the most that was tried, without a hole. */
  readonly points: readonly WhatIfPoint[]
  /** The smallest quantity beyond which more brings nothing as far as was tried; null where more would still bring something. */
  readonly enough: number | null
}

/** Beyond what is asked for, three times as much and at least so many more is tried. */
const TIMES = 3
const MORE = 10
/** No slider is longer, and no curve costs more solves. */
export const LONGEST_CURVE = 60

/**
 * What an entry would bring at each quantity from 1 on, worked out by solving again: exactly what `allocate` says with it in the input. Only
 * the components that it can touch are solved. Where two quantities are worth the same, what lies between is worth it too and is not solved.
 *
 * @param entry `quantity` is what is asked for; a resource without limit has one point only
 * @throws RangeError like `allocate`
 */
export function whatIf(input: MatchingInput, entry: Unlisted, solver: Solver): WhatIf {
  const asked = 'need' in entry ? entry.need.quantity : entry.resource.quantity
  const most = asked === null ? 1 : Math.max(asked, Math.min(LONGEST_CURVE, Math.max(asked * TIMES, asked + MORE)))
  const { windows } = 'need' in entry ? entry.need : entry.resource
  const others = windows ? hourChanges(windows) : []
  const sliders = windows ? hourSliders(windows) : []
  // Between its ends a slider reaches nothing that it does not reach at one of them.
  const ends = sliders.flatMap((slider) => [slider.positions[0]!, slider.positions.at(-1)!].map((at) => movedTo(windows!, slider, at)))
  const touched = touchedBy(input, [entry, ...[...others.map((change) => change.windows), ...ends].map((each) => during(entry, each))], most)
  const base = allocate(touched, solver)
  const at = (quantity: number): WhatIfPoint => pointAt(touched, base, entry, quantity, solver)
  const variantsBeside = (now: WhatIfPoint): HoursVariant[] =>
    others.map((change) => {
      const then = pointAt(touched, base, during(entry, change.windows), now.quantity, solver)
      return { windows: change.windows, served: servedBy(then, entry) - servedBy(now, entry), gain: then.gain - now.gain }
    })
  const curves = (quantity: number): HoursCurve[] => {
    const known = new Map<string, WhatIfPoint>()
    const pointDuring = (then: WeeklyWindows): WhatIfPoint => {
      const key = programme(withEntry(touched, during(entry, then), quantity), entry)
      const point = known.get(key) ?? pointAt(touched, base, during(entry, then), quantity, solver)
      known.set(key, point)
      return point
    }
    return sliders.map((slider) => ({ ...slider, points: slider.positions.map((position) => pointDuring(movedTo(windows!, slider, position))) }))
  }
  if (asked === null) {
    const only = at(1)
    return { points: [only], enough: 1, variants: variantsBeside(only), sliders: curves(1) }
  }
  const first = Math.max(1, most - LONGEST_CURVE + 1)
  const points = new Map<number, WhatIfPoint>()
  const fill = (low: WhatIfPoint, high: WhatIfPoint): void => {
    points.set(low.quantity, low)
    points.set(high.quantity, high)
    if (high.quantity - low.quantity < 2) return
    // More capacity is never worth less, so between equals nothing changes; a whole need may come and go.
    if ('resource' in entry && low.gain === high.gain) {
      for (let quantity = low.quantity + 1; quantity < high.quantity; quantity++) points.set(quantity, { ...low, quantity })
      return
    }
    const middle = at(Math.floor((low.quantity + high.quantity) / 2))
    fill(low, middle)
    fill(middle, high)
  }
  fill(at(first), at(most))
  const curve = [...points.values()].sort((a, b) => a.quantity - b.quantity)
  const last = curve.at(-1)
  const enough = curve.find(({ gain, units }) => gain === last?.gain && units === last.units)?.quantity ?? most
  return { points: curve, enough: enough < most ? enough : null, variants: variantsBeside(points.get(asked) ?? at(asked)), sliders: curves(asked) }
}

/** What the entry can touch in any of these hours, at any quantity up to the most. */
function touchedBy(input: MatchingInput, entries: readonly Unlisted[], most: number): MatchingInput {
  return surroundings(input, {
    needs: entries.flatMap((entry) => ('need' in entry ? [{ ...entry.need, quantity: most, leastPart: 1, divisible: true }] : [])),
    resources: entries.flatMap((entry) => ('resource' in entry ? [withQuantity(entry.resource, most)] : [])),
  })
}

function during(entry: Unlisted, windows: WeeklyWindows): Unlisted {
  return 'need' in entry ? { need: { ...entry.need, windows } } : { resource: { ...entry.resource, windows } }
}

function withQuantity(resource: MatchingResource, quantity: number): MatchingResource {
  return resource.quantity === null ? resource : { ...resource, quantity }
}

function servedBy({ changes, units }: WhatIfPoint, entry: Unlisted): number {
  return 'need' in entry ? units : changes.reduce((sum, { before, after }) => sum + after - before, 0)
}

function withEntry(input: MatchingInput, entry: Unlisted, quantity: number): MatchingInput {
  return 'need' in entry
    ? { ...input, needs: [...input.needs.filter(({ id }) => id !== entry.need.id), { ...entry.need, quantity, leastPart: Math.min(entry.need.leastPart, quantity) }] }
    : { ...input, resources: [...input.resources.filter(({ id }) => id !== entry.resource.id), withQuantity(entry.resource, quantity)] }
}

/** All that the answer around the entry depends on: hours with the same programme are not solved twice. */
function programme(input: MatchingInput, entry: Unlisted): string {
  const open = board(input)
  const around = pairGroups(open).filter((group) => group.some(({ need, resource }) => ('need' in entry ? need.need.id === entry.need.id : resource.resource.id === entry.resource.id)))
  const said = around.map((group) => {
    const { variables, rows } = modelOf(group, open).program
    return [group.map(({ need, resource }) => [need.need.id, resource.resource.id]), variables, rows]
  })
  return JSON.stringify(said)
}

function pointAt(input: MatchingInput, base: Allocation, entry: Unlisted, quantity: number, solver: Solver): WhatIfPoint {
  const then = allocate(withEntry(input, entry, quantity), solver)
  const before = metIn(input, base)
  const after = metIn(input, then)
  const ours = then.matches.filter(({ needId, resourceId }) => ('need' in entry ? needId === entry.need.id : resourceId === entry.resource.id))
  return {
    quantity,
    gain: then.value - base.value,
    units: ours.reduce((sum, match) => sum + match.quantity, 0),
    changes: [...before].flatMap(([needId, met]) => (after.get(needId) === met ? [] : [{ needId, before: met, after: after.get(needId) ?? 0 }])),
    partners: ours.map((match) => ({ id: 'need' in entry ? match.resourceId : match.needId, quantity: match.quantity })),
  }
}

/** Units committed and matched, by need, in the order of ids. */
function metIn({ needs, committed }: MatchingInput, { matches }: Allocation): Map<string, number> {
  const met = new Map<string, number>(needs.map(({ id }): [string, number] => [id, 0]).sort(([a], [b]) => (a < b ? -1 : 1)))
  for (const { needId, quantity } of [...committed, ...matches]) {
    const known = met.get(needId)
    if (known !== undefined) met.set(needId, known + quantity)
  }
  return met
}
