import type { WeeklyWindows } from '../../weekly-windows.ts'
import type { MatchingInput, MatchingNeed, MatchingResource } from '../types.ts'

/** For tests: the best utility by trying everything, on a grid of concrete dates and hours; shares no code with the engine. */

const FIRST = Date.parse('2026-02-20T00:00:00Z')
const DAYS = 45
const HOURS = DAYS * 24
const GRID = Array.from({ length: HOURS }, (_, hour) => {
  const at = new Date(FIRST + hour * 3_600_000)
  return { hour, date: at.toISOString().slice(0, 10), ofWeek: ((at.getUTCDay() + 6) % 7) * 24 + at.getUTCHours() }
})

const REACH = { COMMUNITY: 0, STREET: 1, DISTRICT: 2, CITY: 3 }

interface Option {
  readonly quantity: number
  /** Hours of the grid that are taken. */
  readonly hours: readonly number[]
}

interface Choice {
  readonly need: MatchingNeed
  readonly resource: MatchingResource
  readonly options: readonly Option[]
  readonly utility: (quantity: number) => number
}

/** @param fixed a pair that must give exactly so many units; -Infinity where it cannot */
export function bestUtility(input: MatchingInput, fixed?: { readonly needId: string; readonly resourceId: string; readonly quantity: number }): number {
  const isFixed = ({ need, resource }: Choice): boolean => need.id === fixed?.needId && resource.id === fixed.resourceId
  const rest = new Map(input.needs.map((need) => [need.id, need.quantity]))
  const load = new Map(input.resources.map(({ id }) => [id, new Array<number>(HOURS).fill(0)]))
  const gone = new Map<string, number>()
  for (const { needId, resourceId, quantity, windows, period } of input.committed) {
    rest.set(needId, Math.max(0, (rest.get(needId) ?? 0) - quantity))
    gone.set(resourceId, (gone.get(resourceId) ?? 0) + quantity)
    const resource = input.resources.find(({ id }) => id === resourceId)
    if (resource) for (const hour of hoursOf(windows ?? resource.windows, period.from, period.to)) add(load, resourceId, hour, quantity)
  }
  const choices = input.needs.flatMap((need) => input.resources.map((resource) => choiceOf(input, need, resource, rest.get(need.id) ?? 0)))
  const held = choices.map((choice) => (isFixed(choice) ? { ...choice, options: choice.options.filter(({ quantity }) => quantity === fixed?.quantity) } : choice))
  const open = held.filter((choice) => choice.options.length > 0 || isFixed(choice)).sort((a, b) => Number(isFixed(b)) - Number(isFixed(a)))
  const optimistic = open.map(({ options, utility }) => Math.max(0, ...options.map(({ quantity }) => utility(quantity))))
  const after = optimistic.map((_, i) => optimistic.slice(i).reduce((sum, value) => sum + value, 0))
  let best = fixed ? Number.NEGATIVE_INFINITY : 0
  const given = new Map<string, number>()
  for (const { resourceId, quantity } of input.committed) {
    const owner = input.resources.find(({ id }) => id === resourceId)?.ownerId
    if (owner && quantity > 0) given.set(owner, (given.get(owner) ?? 0) + 1)
  }
  const visit = (at: number, value: number): void => {
    if (!fixed || at > 0) best = Math.max(best, value)
    const choice = open[at]
    if (!choice || value + (after[at] ?? 0) <= best) return
    const { need, resource, options, utility } = choice
    for (const { quantity, hours } of options) {
      if (quantity > (rest.get(need.id) ?? 0)) continue
      const capacity = resource.quantity ?? Number.POSITIVE_INFINITY
      const fits = resource.supply === 'REUSABLE' ? hours.every((hour) => (load.get(resource.id)?.[hour] ?? 0) + quantity <= capacity) : (gone.get(resource.id) ?? 0) + quantity <= capacity
      if (!fits) continue
      const take = (sign: number): void => {
        rest.set(need.id, (rest.get(need.id) ?? 0) - sign * quantity)
        gone.set(resource.id, (gone.get(resource.id) ?? 0) + sign * quantity)
        for (const hour of hours) add(load, resource.id, hour, sign * quantity)
      }
      const before = given.get(resource.ownerId) ?? 0
      given.set(resource.ownerId, before + 1)
      take(1)
      visit(at + 1, value + utility(quantity) - input.weights.fairness * Math.min(5, before))
      take(-1)
      given.set(resource.ownerId, before)
    }
    if (!isFixed(choice)) visit(at + 1, value)
  }
  visit(0, 0)
  return best
}

function choiceOf(input: MatchingInput, need: MatchingNeed, resource: MatchingResource, rest: number): Choice {
  const quantities = Array.from({ length: rest }, (_, i) => i + 1).filter((q) => (need.divisible ? q >= need.leastPart || q === rest : q === rest))
  const from = need.period.from < input.today ? input.today : need.period.from
  const shared = need.place.findIndex(({ id }) => resource.place.some((place) => place.id === id))
  const table = Math.min(3, ...(need.tables ?? []).filter(({ id }) => resource.tables?.some((one) => one.id === id)).map(({ scope }) => REACH[scope]))
  const apart = Math.min([0, 0, 1, 2, 3][shared === -1 ? 4 : shared] ?? 3, table)
  // The places of the instances lie on one meridian.
  const metres = need.position && resource.position ? Math.round((Math.abs(need.position.latitude - resource.position.latitude) * Math.PI * 6_371_008.8) / 180e6) : null
  const suits =
    need.ownerId !== resource.ownerId &&
    (need.audience === null || resource.circles.includes(need.audience)) &&
    (resource.audience === null || need.circles.includes(resource.audience)) &&
    (need.attributes.covered !== true || resource.attributes.covered === true) &&
    (!need.scope || apart <= REACH[need.scope]) &&
    (!need.farthest || (metres === null ? apart === 0 : metres <= need.farthest)) &&
    from <= need.period.to && resource.period.from <= from && need.period.to <= resource.period.to &&
    !input.declined.some((pair) => pair.needId === need.id && pair.resourceId === resource.id)
  const everyHour = (spans: WeeklyWindows): boolean => spans.every((span) => new Set(hoursOf([span], from, need.period.to).map((hour) => hour % 168)).size === (span.end - span.start) / 60)
  const sets = suits ? hourSets(need, resource).filter((spans) => !need.slot || everyHour(spans)) : []
  const hours = sets.map((spans) => hoursOf(spans, from, need.period.to)).filter((taken) => taken.length > 0)
  const options = hours.flatMap((taken) => quantities.map((quantity) => ({ quantity, hours: taken })))
  const { weights } = input
  const near = [weights.sameCommunity, weights.sameCommunity, weights.sameStreet, weights.sameDistrict, 0][shared === -1 ? 4 : shared] ?? 0
  const distance = metres !== null && metres < weights.nearMetres ? Math.floor((weights.near * (weights.nearMetres - metres)) / weights.nearMetres) : 0
  const favored = input.favors?.some(({ giverId, takerId }) => giverId === need.ownerId && takerId === resource.ownerId) ? weights.reciprocity : 0
  const full = weights.category + weights.windows + near + weights.urgency * need.urgency + distance + favored
  const score = full - Math.max(0, Math.min(weights.widening * apart, full - 1))
  const shown = input.shown.filter((pair) => pair.needId === need.id && pair.resourceId === resource.id).reduce((sum, { quantity }) => sum + quantity, 0)
  return { need, resource, options: options.reverse(), utility: (quantity) => score * quantity + weights.incumbent * Math.min(shown, quantity) }
}

/** Every way in which the need's hours can be had: one for plain hours, else every choice of slots. */
function hourSets(need: MatchingNeed, resource: MatchingResource): WeeklyWindows[] {
  const open = weekHours(resource.windows)
  const wanted = weekHours(need.windows ?? (need.slot ? null : resource.windows))
  if (!need.slot) return wanted.some((want) => want) && wanted.every((want, hour) => !want || open[hour]) ? [need.windows ?? resource.windows ?? [{ start: 0, end: 10080 }]] : []
  const both = wanted.map((want, hour) => want && open[hour] === true)
  const length = need.slot.minutes / 60
  const starts: number[] = []
  for (let hour = 0; hour < 168; hour++) {
    if (!both[hour] || both[hour - 1]) continue
    for (let at = hour; both.slice(at, at + length).length === length && both.slice(at, at + length).every(Boolean); at += 2) starts.push(at)
  }
  const span = (at: number): { start: number; end: number } => ({ start: at * 60, end: (at + length) * 60 })
  if (need.slot.timesPerWeek === 1) return starts.map((at) => [span(at)])
  return starts.flatMap((a) => starts.filter((b) => b >= a + length && Math.floor(b / 24) > Math.floor(a / 24)).map((b) => [span(a), span(b)]))
}

function weekHours(windows: WeeklyWindows | null): boolean[] {
  return Array.from({ length: 168 }, (_, hour) => windows === null || windows.some(({ start, end }) => start <= hour * 60 && hour * 60 < end))
}

function hoursOf(windows: WeeklyWindows | null, from: string, to: string): number[] {
  const open = weekHours(windows)
  return GRID.filter(({ date, ofWeek }) => from <= date && date <= to && open[ofWeek]).map(({ hour }) => hour)
}

function add(load: Map<string, number[]>, resourceId: string, hour: number, quantity: number): void {
  const hours = load.get(resourceId)
  if (hours) hours[hour] = (hours[hour] ?? 0) + quantity
}
