import type { OpenResource } from './board.ts'
import { grouped } from './grouped.ts'
import { hash, mixed } from './interned.ts'
import { TIES, type Model } from './model.ts'
import { isUnderWay, type Use } from './moments.ts'
import type { Pair } from './pairs.ts'
import type { Question } from './question.ts'

/** Above the errors of the solver's arithmetic. */
const SOMETHING = 1e-5
/** A need's share of a round; what is left over is asked for in the next. */
const PER_NEED = 10

/**
 * What pairs that were left out would be worth at the prices of a programme, which is what weak duality has to add for them: a pair pays
 * its need's price, and a price of capacity when it is under way at the moment that price is for. (What a whole pair may be worth is
 * counted, whatever its least part, so nothing is forgotten.)
 * @returns `worth` in the programme's scale, and the pairs that are worth something, the best of each need; none of what `pairs` holds
 */
export function excess(needs: readonly number[], pairs: readonly Pair[], model: Model, prices: readonly number[] | null, question: Question): { readonly pairs: Pair[]; readonly worth: number } {
  const { board, candidates, pairing, kept } = question
  const added: Pair[] = []
  let worth = 0
  if (!prices) return { pairs: added, worth }
  const price = pricesOf(model, prices).ofPair
  // The most a tie-break can be.
  const tie = model.scale === 1 ? 0 : TIES
  const inside = grouped(pairs, ({ need }) => need)
  for (const index of needs) {
    if (!kept.cut[index]) continue
    const need = board.needs[index]!
    const row = model.sold.needs.get(need)
    const own = row === undefined ? 0 : Math.max(0, prices[row] ?? 0)
    const parts = model.sold.parts.get(need)
    const perPart = parts === undefined ? 0 : Math.max(0, prices[parts] ?? 0)
    const known = new Set((inside.get(need) ?? []).map(({ resource }) => resource))
    const found = candidates.find(need)
    const better: { pair: Pair; worth: number; turn: number }[] = []
    for (let at = 0; at < found; at++) {
      const score = candidates.scores[at]!
      const perUnit = score * model.scale + tie - own
      if (perUnit <= SOMETHING) continue
      const resource = board.resources[candidates.found[at]!]!
      if (known.has(resource)) continue
      const pair = pairing.pair(need, resource, score)
      if (!pair) continue
      const gain = (perUnit - price(pair)) * pair.most - perPart
      if (gain <= SOMETHING) continue
      worth += gain
      better.push({ pair, worth: gain / pair.most, turn: mixed(hash(need.need.id) ^ hash(resource.resource.id)) })
    }
    // Between equals a hash decides, so that the needs of a place do not all ask for the same few.
    better.sort((a, b) => b.worth - a.worth || a.turn - b.turn)
    for (const { pair } of better.slice(0, Math.max(PER_NEED, need.rest))) added.push(pair)
  }
  return { pairs: added, worth }
}

/** What a unit of a pair pays for the capacity it takes: of slots, the cheapest there are. */
export function pricesOf({ sold }: Model, prices: readonly number[]): { readonly ofPair: (pair: Pair) => number; readonly ofUse: (resource: OpenResource, use: Use) => number } {
  const known = new Map<OpenResource, Map<Use, number>>()
  const ofUse = (resource: OpenResource, use: Use): number => {
    const rows = sold.resources.get(resource)
    if (!rows) return 0
    const ofResource = known.get(resource) ?? new Map<Use, number>()
    known.set(resource, ofResource)
    let price = ofResource.get(use)
    if (price === undefined) {
      price = rows.reduce((sum, { row, at }) => sum + (at === null || isUnderWay(use, at) ? Math.max(0, prices[row] ?? 0) : 0), 0)
      ofResource.set(use, price)
    }
    return price
  }
  const ofPair = ({ need, resource, uses }: Pair): number => {
    const { slot } = need.need
    const [first] = uses
    if (!slot || resource.resource.supply !== 'REUSABLE') return first ? ofUse(resource, first.use) : 0
    const each = uses.map(({ use }) => ofUse(resource, use)).sort((a, b) => a - b)
    return each.slice(0, slot.timesPerWeek).reduce((sum, price) => sum + price, 0)
  }
  return { ofPair, ofUse }
}
