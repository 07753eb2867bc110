import type { Board, OpenNeed } from './board.ts'
import { DisjointSets } from './components.ts'
import { grouped } from './grouped.ts'
import { hash } from './interned.ts'
import type { Column, Model } from './model.ts'
import { pricesOf } from './pricing.ts'
import type { IntegerProgram } from './program.ts'
import { slotDay } from './slots.ts'

/** What is left of a programme to be decided in whole numbers, all else being settled. */
export interface Kernel {
  /** Questions that do not touch each other. */
  readonly parts: readonly KernelPart[]
  /** What the others are settled at; the free stand at 0. */
  readonly settled: readonly number[]
}

export interface KernelPart {
  readonly program: IntegerProgram
  /** Its variables in the whole programme. */
  readonly free: readonly number[]
}

/** Points a unit: a pair that is worth less than the prices by more than this is not looked at. */
const RULED_OUT = 8
/** Pairs of a need that are not used, and are looked at all the same: many are as good as each other. */
const SPARE_PAIRS = 16
/** Slots beyond those that are needed among which a choice is left. */
const SPARE_SLOTS = 2
const NEARLY = 1e-6
/** As a part of the best: so near it must come. */
const TOLERANCE = 1e-4
/** Of branch and bound: a large kernel is near its best at the root, and each node of it is dear. */
const NODES = 10

/**
 * The question that is left around the needs whose linear answer is no whole one (kernel search, Angelelli, Mansini & Speranza 2010): these needs and
 * those they could push aside are free, with the pairs and slots that the prices do not rule out; all others keep what they have. Nothing at all being
 * feasible for the free, so is this.
 */
export function kernelOf(model: Model, x: readonly number[], prices: readonly number[], board: Board): Kernel {
  const { program } = model
  const rounded = x.map((value) => Math.round(value))
  const possible = possibilities(model, x, prices, board)
  const owners = ownersOf(model)
  const broken = new Set<OpenNeed>()
  owners.forEach((owner, i) => owner && Math.abs((x[i] ?? 0) - rounded[i]!) >= NEARLY && broken.add(owner))
  const movable = new Set(broken)
  for (const { terms } of program.rows) {
    if (!terms.some(({ variable }) => possible[variable] && isOf(broken, owners[variable]))) continue
    for (const { variable } of terms) {
      const owner = owners[variable]
      if (owner && (x[variable] ?? 0) > NEARLY) movable.add(owner)
    }
  }
  const free = program.variables.flatMap((_, i) => (owners[i] === undefined || (isOf(movable, owners[i]) && possible[i]) ? [i] : []))
  const settled = rounded.map((value, i) => (owners[i] === undefined || isOf(movable, owners[i]) ? 0 : value))
  return { settled, parts: partsOf(program, free, settled) }
}

/** By variable, the need it belongs to; what fairness counts belongs to none. */
export function ownersOf({ program, columns }: Model): (OpenNeed | undefined)[] {
  const owners: (OpenNeed | undefined)[] = program.variables.map(() => undefined)
  for (const { pair, first, end } of columns) owners.fill(pair.need, first, end)
  return owners
}

/** By variable, whether the prices leave it possible. */
export function possibilities(model: Model, x: readonly number[], prices: readonly number[], board: Board): Uint8Array {
  const { scale, sold, columns, program } = model
  const possible = new Uint8Array(program.variables.length)
  const { ofPair, ofUse } = pricesOf(model, prices)
  for (const [need, ofNeed] of grouped(columns, ({ pair }) => pair.need)) {
    const row = sold.needs.get(need)
    const own = row === undefined ? 0 : Math.max(0, prices[row] ?? 0)
    const worths = ofNeed.map(({ pair }) => pair.score * scale - own - ofPair(pair))
    const spare = ofNeed
      .map((_, i) => i)
      .filter((i) => worths[i]! >= -RULED_OUT * scale && !isUsed(ofNeed[i]!, x))
      .sort((a, b) => worths[b]! - worths[a]! || hash(ofNeed[a]!.pair.resource.resource.id) - hash(ofNeed[b]!.pair.resource.resource.id) || a - b)
      .slice(0, SPARE_PAIRS)
    ofNeed.forEach((column, i) => {
      const { pair, first, end, slots } = column
      if (!isUsed(column, x) && !spare.includes(i) && !board.shown(pair.need.need.id, pair.resource.resource.id)) return
      possible.fill(1, first, end)
      if (slots.length > 0 && slots[0]!.variable !== null) ruleOutSlots(column, x, (at) => ofUse(pair.resource, pair.uses[at]!.use), possible)
    })
  }
  return possible
}

function isUsed({ first, end }: Column, x: readonly number[]): boolean {
  for (let i = first; i < end; i++) if ((x[i] ?? 0) > NEARLY) return true
  return false
}

/** Many slots are as good as each other: the cheapest that differ in their day stay, and those that the linear answer uses. */
function ruleOutSlots({ pair, slots }: Column, x: readonly number[], priceOf: (slot: number) => number, possible: Uint8Array): void {
  const times = pair.need.need.slot?.timesPerWeek ?? 1
  const byPrice = slots.map((_, i) => i).sort((a, b) => priceOf(a) - priceOf(b) || a - b)
  const perDay = new Map<number, number>()
  let kept = 0
  for (const i of byPrice) {
    const { slot, variable } = slots[i]!
    if (variable === null || (x[variable] ?? 0) > NEARLY) continue
    const day = slotDay(slot)
    const ofDay = perDay.get(day) ?? 0
    if (kept < times + SPARE_SLOTS && ofDay < 2) {
      perDay.set(day, ofDay + 1)
      kept += 1
    } else possible[variable] = 0
  }
}

/** The programmes of the free variables alone, where the others take what they are settled at: one for all that share rows. */
export function partsOf({ variables, rows }: IntegerProgram, free: readonly number[], settled: readonly number[]): KernelPart[] {
  const isFree = new Uint8Array(variables.length)
  for (const variable of free) isFree[variable] = 1
  const sets = new DisjointSets(variables.length)
  const left = rows.flatMap(({ terms, relation, bound }) => {
    const taking = terms.filter(({ variable }) => isFree[variable])
    const [first] = taking
    if (!first) return []
    for (const { variable } of taking) sets.join(variable, first.variable)
    const taken = terms.reduce((sum, { variable, factor }) => sum + factor * settled[variable]!, 0)
    return [{ terms: taking, relation, bound: bound - taken }]
  })
  const rowsOf = grouped(left, ({ terms }) => sets.root(terms[0]!.variable))
  const place = new Int32Array(variables.length)
  return [...grouped(free, (variable) => sets.root(variable))].map(([root, own]) => {
    own.forEach((variable, i) => (place[variable] = i))
    return {
      free: own,
      program: {
        variables: own.map((i) => variables[i]!),
        rows: (rowsOf.get(root) ?? []).map(({ terms, relation, bound }) => ({ terms: terms.map(({ variable, factor }) => ({ variable: place[variable]!, factor })), relation, bound })),
        tolerance: TOLERANCE,
        nodes: NODES,
      },
    }
  })
}

function isOf(needs: ReadonlySet<OpenNeed>, need: OpenNeed | undefined): boolean {
  return need !== undefined && needs.has(need)
}
