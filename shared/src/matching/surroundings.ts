import { board } from './board.ts'
import { Candidates } from './candidates.ts'
import { components } from './components.ts'
import { pairs } from './every-pair.ts'
import { Pairing } from './pairs.ts'
import type { MatchingInput, MatchingNeed, MatchingResource } from './types.ts'

/**
 * The part of an input that some entries can touch: every component in which one of them stands, or something that would suit one of them. What
 * lies outside is allocated alike with and without them. An entry whose id is in the input is looked at as it is there, too.
 * @param needs not listed, or listed otherwise; one may be told in several ways
 * @param resources likewise
 * @throws RangeError like `allocate`
 */
export function surroundings(input: MatchingInput, { needs = [], resources = [] }: { readonly needs?: readonly MatchingNeed[]; readonly resources?: readonly MatchingResource[] }): MatchingInput {
  const open = board(input)
  const candidates = new Candidates(open, new Pairing(open))
  const { groups } = components(open, candidates, 1)
  const reached = [...needs.flatMap((need) => pairs(board({ ...input, needs: [need] }))), ...resources.flatMap((resource) => pairs(board({ ...input, resources: [resource] })))]
  const needIds = new Set([...needs.map(({ id }) => id), ...reached.map(({ need }) => need.need.id)])
  const resourceIds = new Set([...resources.map(({ id }) => id), ...reached.map(({ resource }) => resource.resource.id)])
  // Where fairness counts, all that one owner gives hangs together.
  const owners = new Set(input.weights.fairness > 0 ? [...resources.map(({ ownerId }) => ownerId), ...reached.map(({ resource }) => resource.resource.ownerId)] : [])
  // What has no limit ties nobody together.
  const ties = ({ id, ownerId, quantity }: MatchingResource): boolean => (quantity !== null && resourceIds.has(id)) || resources.some((own) => own.id === id) || owners.has(ownerId)

  const suiting = (need: number): MatchingResource[] => Array.from(candidates.found.subarray(0, candidates.find(open.needs[need]!)), (resource) => open.resources[resource]!.resource)
  const keptNeeds = new Set(needIds)
  const keptResources = new Set(resourceIds)
  for (const group of groups) {
    const found = group.map(suiting)
    if (!group.some((need, i) => needIds.has(open.needs[need]!.need.id) || found[i]!.some(ties))) continue
    for (const need of group) keptNeeds.add(open.needs[need]!.need.id)
    for (const { id, ownerId } of found.flat()) {
      keptResources.add(id)
      if (input.weights.fairness > 0) owners.add(ownerId)
    }
  }
  return { ...input, needs: input.needs.filter(({ id }) => keptNeeds.has(id)), resources: input.resources.filter(({ id, ownerId }) => keptResources.has(id) || owners.has(ownerId)) }
}
