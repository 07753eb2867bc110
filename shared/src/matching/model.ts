import type { Span } from '../weekly-windows.ts'
import type { Board, OpenNeed, OpenResource } from './board.ts'
import { fairnessSteps } from './fairness.ts'
import { grouped } from './grouped.ts'
import { hash } from './interned.ts'
import { gatherings, type Gathering, type Moment, type Use } from './moments.ts'
import type { Pair } from './pairs.ts'
import type { IntegerProgram, Row, RowTerm, Variable } from './program.ts'
import { slotDay } from './slots.ts'

/** A component as an integer programme, and the way back from its solution. */
export interface Model {
  readonly program: IntegerProgram
  /** The programme's objective is utility × scale plus a tie-break that stays below one utility. */
  readonly scale: number
  read(x: readonly number[]): Chosen[]
  /** In the order of their variables; what fairness counts comes after them and belongs to none. */
  readonly columns: readonly Column[]
  /** What the prices of the rows are paid for. */
  readonly sold: Sold
}

/** Rows by what they limit; what never binds has no row. */
export interface Sold {
  readonly needs: ReadonlyMap<OpenNeed, number>
  /** Each part pays it once, however large it is. */
  readonly parts: ReadonlyMap<OpenNeed, number>
  /** A price is paid by what is under way at its moment; at null, a stock's, by everything. */
  readonly resources: ReadonlyMap<OpenResource, readonly { readonly row: number; readonly at: Moment | null }[]>
}

export interface Chosen {
  readonly pair: Pair
  readonly quantity: number
  /** The chosen slots, or null. */
  readonly slots: readonly Span[] | null
}

/** A pair's part in the programme. */
export interface Column {
  readonly pair: Pair
  /** Its variables: from the first to before the end. */
  readonly first: number
  readonly end: number
  /** Adds up to the quantity. */
  readonly quantity: readonly RowTerm[]
  /** 1 when anything is matched; null where nobody asks. */
  readonly matched: number | null
  /** What each of the pair's uses takes of the resource. */
  readonly taken: readonly (readonly RowTerm[])[]
  readonly slots: readonly { readonly slot: Span; readonly variable: number | null }[]
}

/** Tie-breaks are 1..3 a unit: enough to tell most equals apart, small enough for components of 341 units. */
export const TIES = 3
const LARGEST_SCALE = 1024

export function modelOf(pairs: readonly Pair[], board: Board): Model {
  const wanted = [...new Set(pairs.map(({ need }) => need))].reduce((sum, { rest }) => sum + rest, 0)
  const scale = wanted * TIES < LARGEST_SCALE ? LARGEST_SCALE : 1
  const draft = new Draft()
  const columns = pairs.map((pair): Column => {
    const first = draft.variables.length
    const part = columnOf(pair, draft, board, scale)
    return { ...part, first, end: draft.variables.length }
  })
  const needs = new Map<OpenNeed, number>()
  const parts = new Map<OpenNeed, number>()
  for (const [need, ofNeed] of grouped(columns, ({ pair }) => pair.need)) {
    const row = draft.atMost(ofNeed.flatMap(({ quantity }) => quantity), need.rest)
    if (row !== null) needs.set(need, row)
    const inParts = partsRow(need, ofNeed, draft)
    if (inParts !== null) parts.set(need, inParts)
  }
  const together = gatheringsOf()
  const resources = new Map([...grouped(columns, ({ pair }) => pair.resource)].map(([resource, ofResource]) => [resource, capacityRows(resource, ofResource, draft, together)]))
  if (board.weights.fairness > 0) fairnessRows(columns, board, draft, scale)
  return {
    program: draft,
    scale,
    sold: { needs, parts, resources },
    columns,
    read: (x) =>
      columns.flatMap(({ pair, quantity: terms, slots }) => {
        const quantity = terms.reduce((sum, { variable, factor }) => sum + factor * (x[variable] ?? 0), 0)
        if (quantity === 0) return []
        const chosen = slots.flatMap(({ slot, variable }) => (variable === null || x[variable] === 1 ? [slot] : []))
        return [{ pair, quantity, slots: pair.need.need.slot ? chosen : null }]
      }),
  }
}

class Draft implements IntegerProgram {
  readonly variables: Variable[] = []
  readonly rows: Row[] = []

  variable(upper: number, objective = 0): number {
    return this.variables.push({ objective, upper, integer: true }) - 1
  }

  row(terms: readonly RowTerm[], relation: Row['relation'], bound: number): number {
    return this.rows.push({ terms, relation, bound }) - 1
  }

  /** A row that can bind; one that never does is left out, and null. */
  atMost(terms: readonly RowTerm[], bound: number): number | null {
    const most = terms.reduce((sum, { variable, factor }) => sum + factor * (this.variables[variable]?.upper ?? 0), 0)
    return most > bound ? this.row(terms, '<=', bound) : null
  }
}

function columnOf(pair: Pair, draft: Draft, board: Board, scale: number): Omit<Column, 'first' | 'end'> {
  const { least, most } = pair
  const tie = scale === 1 ? 0 : 1 + (hash(`${pair.need.need.id} ${pair.resource.resource.id}`) % TIES)
  const perUnit = pair.score * scale + tie
  const bonus = board.weights.incumbent * scale
  const shown = Math.min(most, board.shown(pair.need.need.id, pair.resource.resource.id))
  const slot = pair.need.need.slot
  const chooses = slot && pair.resource.resource.supply === 'REUSABLE'
  if (least === most && chooses && slot.timesPerWeek === 1 && board.weights.fairness === 0) {
    const slots = pair.uses.flatMap(({ slot: span }) => (span ? [{ slot: span, variable: draft.variable(1, perUnit * most + bonus * shown) }] : []))
    const quantity = slots.map(({ variable }) => ({ variable, factor: most }))
    // The need's own row says it otherwise.
    if (2 * most <= pair.need.rest) draft.atMost(slots.map(({ variable }) => ({ variable, factor: 1 })), 1)
    return { pair, quantity, matched: null, taken: quantity.map((term) => [term]), slots }
  }
  if (least === most) {
    const taken = draft.variable(1, perUnit * most + bonus * shown)
    const quantity = [{ variable: taken, factor: most }]
    if (!chooses) return { pair, quantity, matched: taken, taken: [quantity], slots: pair.uses.flatMap(fixedSlot) }
    const slots = slotVariables(pair, slot.timesPerWeek, taken, draft)
    return { pair, quantity, matched: taken, taken: slots.map(({ variable }) => [{ variable, factor: most }]), slots }
  }
  const amount = draft.variable(most, perUnit + (shown === most ? bonus : 0))
  const quantity = [{ variable: amount, factor: 1 }]
  if (shown > 0 && shown < most) {
    const kept = draft.variable(shown, bonus)
    draft.row([{ variable: kept, factor: 1 }, { variable: amount, factor: -1 }], '<=', 0)
  }
  if (least === 1 && !chooses && board.weights.fairness === 0) return { pair, quantity, matched: null, taken: [quantity], slots: pair.uses.flatMap(fixedSlot) }
  const taken = draft.variable(1)
  draft.row([{ variable: amount, factor: 1 }, { variable: taken, factor: -most }], '<=', 0)
  if (least > 1) draft.row([{ variable: amount, factor: 1 }, { variable: taken, factor: -least }], '>=', 0)
  if (!chooses) return { pair, quantity, matched: taken, taken: [quantity], slots: pair.uses.flatMap(fixedSlot) }
  const slots = slotVariables(pair, slot.timesPerWeek, taken, draft)
  // A chosen slot takes the whole amount: inSlot >= amount - most (1 - chosen).
  const takenBySlot = slots.map(({ variable }) => {
    const inSlot = draft.variable(most)
    draft.row([{ variable: inSlot, factor: 1 }, { variable: amount, factor: -1 }, { variable, factor: -most }], '>=', -most)
    return [{ variable: inSlot, factor: 1 }]
  })
  return { pair, quantity, matched: taken, taken: takenBySlot, slots }
}

/** Whole answers keep to it by themselves; linear ones would serve four with a third and two thirds of parts of three. */
function partsRow({ rest, least }: OpenNeed, columns: readonly Omit<Column, 'first' | 'end'>[], draft: Draft): number | null {
  if (rest % least === 0) return null
  const parts = columns.flatMap(({ matched, quantity }) => (matched === null ? quantity.map(({ variable }) => variable) : [matched]))
  return draft.atMost(parts.map((variable) => ({ variable, factor: 1 })), Math.floor(rest / least))
}

function fixedSlot({ slot }: { readonly slot: Span | null }): { slot: Span; variable: null }[] {
  return slot ? [{ slot, variable: null }] : []
}

/** One 0/1 variable a slot: as many as asked for if the pair is taken, each on its own day and none overlapping. */
function slotVariables(pair: Pair, times: number, taken: number, draft: Draft): { slot: Span; variable: number }[] {
  const slots = pair.uses.flatMap(({ slot }) => (slot ? [{ slot, variable: draft.variable(1) }] : []))
  const terms = (some: typeof slots): RowTerm[] => some.map(({ variable }) => ({ variable, factor: 1 }))
  draft.row([...terms(slots), { variable: taken, factor: -times }], '=', 0)
  if (times === 1) return slots
  for (const ofDay of grouped(slots, ({ slot }) => slotDay(slot)).values()) draft.atMost(terms(ofDay), 1)
  for (const { slot } of slots) {
    const overlapping = slots.filter((other) => other.slot.start <= slot.start && other.slot.end > slot.start)
    // Only a slot that passes midnight meets one of another day.
    if (overlapping.some((other) => slotDay(other.slot) !== slotDay(slot))) draft.atMost(terms(overlapping), 1)
  }
  return slots
}

/** One row for a stock, one a moment for what is reused; nothing for what has no limit. */
function capacityRows({ resource, loads }: OpenResource, columns: readonly Column[], draft: Draft, together: Together): { row: number; at: Moment | null }[] {
  if (resource.quantity === null) return []
  if (resource.supply === 'CONSUMABLE') {
    const gone = loads.reduce((sum, { quantity }) => sum + quantity, 0)
    const row = draft.atMost(columns.flatMap(({ quantity }) => quantity), resource.quantity - gone)
    return row === null ? [] : [{ row, at: null }]
  }
  // Many needs ask for the same hours and dates: whatever one of them meets, all of them meet.
  const takers = new Map<Use, RowTerm[]>()
  for (const { pair, taken } of columns) {
    pair.uses.forEach(({ use }, i) => {
      const terms = takers.get(use)
      if (terms) terms.push(...(taken[i] ?? []))
      else takers.set(use, [...(taken[i] ?? [])])
    })
  }
  const terms = [...takers.values()]
  const rows = new Map<string, { terms: readonly RowTerm[]; bound: number; at: Moment }>()
  for (const { uses, at } of together([...takers.keys(), ...loads.map(({ use }) => use)])) {
    const taking = uses.filter((i) => i < terms.length)
    if (taking.length === 0) continue
    const used = uses.slice(taking.length).reduce((sum, i) => sum + (loads[i - terms.length]?.quantity ?? 0), 0)
    const bound = resource.quantity - used
    const key = taking.join()
    const known = rows.get(key)
    if (!known || bound < known.bound) rows.set(key, { terms: taking.flatMap((i) => terms[i] ?? []), bound, at })
  }
  return [...rows.values()].flatMap(({ terms: taken, bound, at }) => {
    const row = draft.atMost(taken, bound)
    return row === null ? [] : [{ row, at }]
  })
}

type Together = (uses: readonly Use[]) => readonly Gathering[]

/** Remembers what it was asked: resources of a place are asked for the same hours. */
function gatheringsOf(): Together {
  const numbers = new Map<Use, number>()
  const known = new Map<string, readonly Gathering[]>()
  return (uses) => {
    const key = uses
      .map((use) => {
        const number = numbers.get(use) ?? numbers.size
        numbers.set(use, number)
        return number
      })
      .join()
    const found = known.get(key) ?? gatherings(uses)
    known.set(key, found)
    return found
  }
}

/** What fairness takes off: each owner's matches fill steps that cost ever more, so the cheap ones fill first by themselves. */
function fairnessRows(columns: readonly Column[], board: Board, draft: Draft, scale: number): void {
  for (const [ownerId, ofOwner] of grouped(columns, ({ pair }) => pair.resource.resource.ownerId)) {
    const matched = ofOwner.flatMap(({ matched: variable }) => (variable === null ? [] : [{ variable, factor: 1 }]))
    const agreed = board.agreedOf(ownerId)
    const steps = matched.map((_, i) => ({ variable: draft.variable(1, -board.weights.fairness * scale * fairnessSteps(agreed + i + 1)), factor: -1 }))
    draft.row([...matched, ...steps], '<=', 0)
  }
}
