import { dateOf } from '../date-period.ts'
import type { ObstacleCode } from '../glossary.ts'
import { intersect, minutes, PRESETS, type WeeklyWindows } from '../weekly-windows.ts'
import { board, type Board, type OpenNeed, type OpenResource } from './board.ts'
import type { Candidates } from './candidates.ts'
import { grouped } from './grouped.ts'
import { metresBetween } from './position.ts'
import { nearness, scopeBetween, wider } from './reach.ts'
import { shortageOf } from './shortage.ts'
import { hoursSuit, inAudience, inScope, mismatches, missingHours, nearEnough, ofSameKind, periodSuits } from './suitability.ts'
import { DEFAULT_WEIGHTS, type Match, type MatchingNeed, type MatchingResource, type Obstacle, type Unmet } from './types.ts'

/** Why needs, or parts of them, found nothing: for each the tests in their order, with counts and the resource that came nearest. */
export function obstaclesOf(open: Board, matches: readonly Match[], candidates: Candidates): Unmet[] {
  const ofNeed = grouped(matches, ({ needId }) => needId)
  const ofResource = grouped(matches, ({ resourceId }) => resourceId)
  const around = (need: OpenNeed): OpenResource[] => {
    const all = candidates.ofKind(need.need)
    const near = all.length > MANY ? candidates.reached(need.need) : all
    return nearestFirst(need, near.length > 0 ? near : all, all.length > MANY ? NEAREST : all.length)
  }
  return open.needs.flatMap((need) => {
    const matched = (ofNeed.get(need.need.id) ?? []).reduce((sum, { quantity }) => sum + quantity, 0)
    const missing = need.rest - matched
    return missing > 0 ? [{ needId: need.need.id, missing, obstacles: chain(open, need, missing, around(need), ofResource) }] : []
  })
}

/**
 * Why this one resource does not suit this one need, or null when it does: category, owner (NO_RESOURCE), scope,
 * audience, distance, attributes, hours, period. What is taken or was declined is not asked.
 * @param today local date YYYY-MM-DD
 * @throws RangeError like `allocate`
 */
export function unsuitability(need: MatchingNeed, resource: MatchingResource, today: string): Obstacle | null {
  const open = board({ today, needs: [need], resources: [resource], weights: DEFAULT_WEIGHTS, committed: [], shown: [], declined: [] })
  const [openNeed] = open.needs
  const [openResource] = open.resources
  if (!openNeed || !openResource || !ofSameKind(need, resource)) return { code: 'NO_RESOURCE', tested: 0, passed: 0, category: need.category }
  const failed = tests(open, openNeed).find(({ passes }) => !passes(openResource))
  return failed ? failed.explain([openResource], { tested: 1, passed: 0 }) : null
}

/** A test: what remains of the resources, and what is said of those that do not. */
interface Test {
  readonly passes: (resource: OpenResource) => boolean
  readonly explain: (failed: readonly [OpenResource, ...OpenResource[]], counts: { tested: number; passed: number }) => Obstacle
}

/** Of a kind of which a city has more than this, an explanation counts the nearest alone, as far as the need is offered. */
const MANY = 400
const NEAREST = 100

/** Those of other owners, the nearest first, in the order of ids among equals. */
function nearestFirst(need: OpenNeed, resources: readonly OpenResource[], most: number): OpenResource[] {
  const levels: OpenResource[][] = [[], [], [], []]
  for (const resource of resources) if (resource.resource.ownerId !== need.need.ownerId) levels[rank(need, resource)]?.push(resource)
  return levels.flat().slice(0, most)
}

function chain(open: Board, need: OpenNeed, missing: number, around: readonly OpenResource[], ofResource: ReadonlyMap<string, readonly Match[]>): Obstacle[] {
  let left = around
  if (left.length === 0) return [{ code: 'NO_RESOURCE', tested: 0, passed: 0, category: need.need.category }]
  const obstacles: Obstacle[] = []
  for (const { passes, explain } of tests(open, need)) {
    const passed = left.filter(passes)
    const [first, ...others] = left.filter((resource) => !passes(resource))
    if (first) obstacles.push(explain([first, ...others], { tested: left.length, passed: passed.length }))
    left = passed
  }
  const shortages = left.map((resource) => shortageOf(need, resource, missing, ofResource.get(resource.resource.id) ?? []))
  for (const code of ['QUANTITY', 'TAKEN'] as const) {
    const tested = shortages.length
    const failed = shortages.filter((shortage) => shortage.code === code)
    const nearest = failed.reduce<(typeof failed)[number] | null>((best, one) => (best && best.short <= one.short ? best : one), null)
    if (nearest) obstacles.push({ ...nearest, tested: code === 'QUANTITY' ? tested : failed.length, passed: code === 'QUANTITY' ? tested - failed.length : 0 })
  }
  return obstacles
}

function tests(open: Board, need: OpenNeed): Test[] {
  const simple = (code: ObstacleCode & ('OUTSIDE_AUDIENCE' | 'DECLINED'), passes: Test['passes']): Test => ({
    passes,
    explain: ([first], counts) => ({ code, ...counts, resourceId: first.resource.id }),
  })
  return [
    {
      passes: ({ resource }) => inScope(need.need, resource),
      explain: (failed, counts) => {
        const nearest = least(failed, ({ resource }) => wider(scopeBetween(need.need, resource), 'COMMUNITY'))
        return { code: 'OUTSIDE_SCOPE', ...counts, resourceId: nearest.resource.id, scope: need.need.scope ?? 'CITY', needed: scopeBetween(need.need, nearest.resource) }
      },
    },
    simple('OUTSIDE_AUDIENCE', ({ resource }) => inAudience(need.need, resource)),
    {
      passes: ({ resource }) => nearEnough(need.need, resource),
      explain: (failed, counts) => {
        const metres = ({ resource }: OpenResource): number | null => (need.need.position && resource.position ? metresBetween(need.need.position, resource.position) : null)
        const nearest = least(failed, (resource) => metres(resource) ?? Number.MAX_SAFE_INTEGER)
        return { code: 'DISTANCE', ...counts, resourceId: nearest.resource.id, metres: metres(nearest), farthest: need.need.farthest ?? 0 }
      },
    },
    {
      passes: ({ resource }) => mismatches(need.need, resource).length === 0,
      explain: (failed, counts) => {
        const nearest = least(failed, ({ resource }) => mismatches(need.need, resource).length)
        return { code: 'ATTRIBUTES', ...counts, resourceId: nearest.resource.id, mismatches: mismatches(need.need, nearest.resource) }
      },
    },
    {
      passes: (resource) => hoursSuit(need, resource),
      explain: (failed, counts) => {
        const nearest = least(failed, (resource) => minutes(missingHours(need, resource)))
        return {
          code: 'WINDOWS',
          ...counts,
          resourceId: nearest.resource.id,
          missing: missingHours(need, nearest),
          missingEverywhere: failed.reduce<WeeklyWindows>((shared, resource) => intersect(shared, missingHours(need, resource)), PRESETS.allWeek),
          slot: need.need.slot ?? null,
        }
      },
    },
    {
      passes: (resource) => periodSuits(need, resource),
      explain: (failed, counts) => {
        if (need.days === null) return { code: 'PERIOD', ...counts, resourceId: null, needed: need.need.period, offered: null }
        const { first, last } = need.days
        const nearest = least(failed, (resource) => Math.max(0, resource.first - first) + Math.max(0, last - resource.last))
        return { code: 'PERIOD', ...counts, resourceId: nearest.resource.id, needed: { from: dateOf(first), to: dateOf(last) }, offered: nearest.resource.period }
      },
    },
    simple('DECLINED', ({ resource }) => !open.isDeclined(need.need.id, resource.id)),
  ]
}

/** The first of the least; the list is in the order of nearness. */
function least(resources: readonly [OpenResource, ...OpenResource[]], cost: (resource: OpenResource) => number): OpenResource {
  return resources.reduce((best, resource) => (cost(resource) < cost(best) ? resource : best), resources[0])
}

const RANKS = { COMMUNITY: 0, STREET: 1, DISTRICT: 2, WIDER: 3 }

function rank(need: OpenNeed, { resource }: OpenResource): number {
  return RANKS[nearness(need.need.place, resource.place)]
}
