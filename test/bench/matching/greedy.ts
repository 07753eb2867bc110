import { board, type OpenResource } from '../../../shared/src/matching/board.ts'
import { Candidates } from '../../../shared/src/matching/candidates.ts'
import { free, Pairing, type Pair } from '../../../shared/src/matching/pairs.ts'
import { earliestSlots } from '../../../shared/src/matching/slots.ts'
import type { MatchingInput } from '../../../shared/src/matching/types.ts'

/** As many candidates as a secretary would look through. */
const LOOKED_AT = 60

/** What taking the best pair that is still possible, again and again, comes to: points. */
export function greedyValue(input: MatchingInput): number {
  const open = board(input)
  const pairing = new Pairing(open)
  const candidates = new Candidates(open, pairing)
  const rests = new Map(open.needs.map((need) => [need, need.rest]))
  const given = new Map<OpenResource, OpenResource>()
  // By score: pairs as indexes, so that a city's fit.
  const byScore = new Map<number, number[]>()
  open.needs.forEach((need, i) => {
    const count = candidates.best(need, candidates.find(need), LOOKED_AT)
    for (let at = 0; at < count; at++) {
      const score = candidates.scores[at]!
      const list = byScore.get(score) ?? []
      byScore.set(score, list)
      list.push(i, candidates.found[at]!)
    }
  })
  let value = 0
  for (const [score, list] of [...byScore].sort(([a], [b]) => b - a)) {
    for (let at = 0; at < list.length; at += 2) {
      const need = open.needs[list[at]!]!
      const resource = open.resources[list[at + 1]!]!
      const pair = pairing.pair(need, resource, score)
      const taken = pair && take(pair, rests.get(need) ?? 0, given.get(resource) ?? resource)
      if (!taken) continue
      value += score * taken.quantity
      rests.set(need, (rests.get(need) ?? 0) - taken.quantity)
      given.set(resource, taken.resource)
    }
  }
  return value
}

/** The most of the pair that is still possible, and the resource with it given away. */
function take({ need, uses }: Pair, rest: number, resource: OpenResource): { readonly quantity: number; readonly resource: OpenResource } | null {
  const least = need.need.divisible ? Math.min(need.need.leastPart, need.rest) : need.rest
  const { slot } = need.need
  const open = uses.map((use) => ({ ...use, left: free(resource, use.use) })).filter(({ left }) => left >= least)
  const chosen = slot && resource.resource.supply === 'REUSABLE' ? open.filter(({ slot: span }) => span && earliestSlots(open.flatMap((one) => one.slot ?? []), slot.timesPerWeek)?.includes(span)) : open
  const quantity = Math.min(rest, ...chosen.map(({ left }) => left))
  if (chosen.length === 0 || quantity < least || rest === 0) return null
  const loads = chosen.map(({ use }, i) => ({ needId: need.need.id, quantity: resource.resource.supply === 'CONSUMABLE' && i > 0 ? 0 : quantity, use }))
  return { quantity, resource: resource.resource.quantity === null ? resource : { ...resource, loads: [...resource.loads, ...loads] } }
}
