import { dayNumber } from '../date-period.ts'
import type { WindowClass } from '../glossary.ts'
import { intersect, minutes } from '../weekly-windows.ts'
import { compareIds, openResource, type OpenNeed } from './board.ts'
import { grouped } from './grouped.ts'
import { free } from './pairs.ts'
import type { Solver } from './program.ts'
import { CLASS_WINDOWS, isOfKind, kindsOf, oneMore, type KindOfNeeds, type ScarceKind, type Site } from './scarce-kinds.ts'
import { hoursSuit } from './suitability.ts'
import { Parts, type Gain } from './touched.ts'
import type { Allocation, Commitment, MatchingInput } from './types.ts'

/** What more units of a kind in these hours would bring. */
export interface MoreUnits extends Gain {
  /** How many more are needed for that: 1, or where one alone is of no use the smallest lot that is. */
  readonly units: number
  /** Id of the organization in whose area the unit would stand: the site's, or nearer where needs are offered no further. */
  readonly at: string
}

export interface ScarcityCell {
  readonly windowClass: WindowClass
  /** Units still missing to the needs that such a unit could serve. */
  readonly wanted: number
  /** Null where no need asks for anything in these hours. */
  readonly more: MoreUnits | null
  /** Units there are that stay unused in these hours, from today to their last day. */
  readonly idle: number
}

export interface ScarcityRow extends ScarceKind {
  readonly cells: readonly ScarcityCell[]
}

/** One more unit of a resource there is. */
export interface ResourcePrice extends Gain {
  readonly resourceId: string
}

/** Of the hours of a class, at least so much must be open for a unit to count as one of them. */
const OPEN_SHARE = 0.8

export interface Scarcity {
  readonly rows: readonly ScarcityRow[]
  /** Of the resources of which one more unit would bring something, the dearest first. */
  readonly prices: readonly ResourcePrice[]
}

/** More resources than these are not priced one by one: the most used come first. */
const MOST_PRICED = 100

/**
 * What one more unit of each scarce thing is worth, by kind and hours: value and units served, by solving again with
 * that unit in its place; and how many units stay unused. No dual price is shown anywhere (matching.md).
 * @param allocation of this input
 * @param site where the unit would stand
 * @throws RangeError like `allocate`
 */
export function scarcity(input: MatchingInput, allocation: Allocation, solver: Solver, site: Site): Scarcity {
  const parts = new Parts(input, solver)
  const missing = new Map(allocation.unmet.map(({ needId, missing: units }) => [needId, units]))
  const rows = kindsOf(parts.open.needs).map((kind) => {
    const { category, unit, attributes, classes } = kind
    return { category, unit, attributes, cells: classes.map((windowClass) => cellOf(parts, kind, windowClass, missing, allocation, site)) }
  })
  return { rows, prices: pricesOf(parts, allocation) }
}

function pricesOf(parts: Parts, { matches }: Allocation): ResourcePrice[] {
  const used = new Map<string, number>()
  for (const { resourceId, quantity } of [...parts.input.committed, ...matches]) used.set(resourceId, (used.get(resourceId) ?? 0) + quantity)
  return parts.input.resources
    .filter(({ id, quantity }) => quantity !== null && (used.get(id) ?? 0) > 0)
    .sort((a, b) => (used.get(b.id) ?? 0) - (used.get(a.id) ?? 0) || compareIds(a.id, b.id))
    .slice(0, MOST_PRICED)
    .map(({ id }) => priceOf(parts, id))
    .filter(({ value }) => value > 0)
    .sort((a, b) => b.value - a.value || compareIds(a.resourceId, b.resourceId))
}

/**
 * What one more unit of a resource is worth: value(c + 1) − value(c).
 * @throws RangeError when it is not in the input or has no limit
 */
export function priceOf(parts: Parts, resourceId: string): ResourcePrice {
  const resource = parts.input.resources.find(({ id }) => id === resourceId)
  if (!resource || resource.quantity === null) throw new RangeError(`resource ${resourceId}: is not in the input or has no limit`)
  return { resourceId, ...parts.gain({ ...resource, quantity: resource.quantity + 1 }) }
}

function cellOf(parts: Parts, kind: KindOfNeeds, windowClass: WindowClass, missing: ReadonlyMap<string, number>, allocation: Allocation, site: Site): ScarcityCell {
  const { today } = parts.input
  const like = openResource(oneMore(kind, windowClass, 1, site, today), [])
  const fitting = kind.needs.filter((need) => hoursSuit(need, like))
  const unmet = fitting.flatMap((need) => (missing.has(need.need.id) ? [{ need, missing: missing.get(need.need.id) ?? 0 }] : []))
  const unitAt = (where: Site) => (units: number) => ({ units, at: where.place[0]?.id ?? '', ...parts.gain(oneMore(kind, windowClass, units, where, today)) })
  return {
    windowClass,
    wanted: unmet.reduce((sum, one) => sum + one.missing, 0),
    more: fitting.length === 0 ? null : worth(unitAt, site, unmet),
    idle: idleUnits(parts.input, kind, windowClass, allocation),
  }
}

interface UnmetNeed {
  readonly need: OpenNeed
  readonly missing: number
}

/** One more at the site; where that serves nobody, beside the need that lacks most; where one alone does not either, the smallest lot of use. */
function worth(unitAt: (site: Site) => (units: number) => MoreUnits, site: Site, unmet: readonly UnmetNeed[]): MoreUnits {
  const one = unitAt(site)(1)
  const [most] = [...unmet].sort((a, b) => b.missing - a.missing)
  if (one.served > 0 || !most) return one
  const beside = unitAt({ place: most.need.need.place.filter(({ kind }) => kind !== 'UNIT'), circles: most.need.need.circles, tables: most.need.need.tables ?? [] })
  const lot = Math.min(...unmet.map(({ need, missing }) => Math.min(need.least, missing)))
  const found = [() => beside(1), ...(lot > 1 ? [() => unitAt(site)(lot), () => beside(lot)] : [])]
  for (const more of found) {
    const tried = more()
    if (tried.served > 0) return tried
  }
  return one
}

function idleUnits(input: MatchingInput, kind: ScarceKind, windowClass: WindowClass, allocation: Allocation): number {
  const hours = CLASS_WINDOWS[windowClass]
  const today = dayNumber(input.today)
  const used = grouped<Commitment, string>([...input.committed, ...allocation.matches], ({ resourceId }) => resourceId)
  return input.resources
    .filter((resource) => resource.quantity !== null && isOfKind(kind, resource))
    .reduce((sum, resource) => {
      const open = openResource(resource, used.get(resource.id) ?? [])
      const windows = intersect(open.windows, hours)
      if (open.last < today || minutes(windows) < OPEN_SHARE * minutes(hours)) return sum
      return sum + free(open, { windows, first: Math.max(open.first, today), last: open.last })
    }, 0)
}
