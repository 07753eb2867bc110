import { compareIds } from './board.ts'
import { changedResource, effort, type Change } from './changes.ts'
import type { Solver } from './program.ts'
import { nearness } from './reach.ts'
import { bothTowards, ownParts, towards, type Candidate } from './remedy-candidates.ts'
import { ofSameKind } from './suitability.ts'
import { Trial, type Remedy } from './trial.ts'
import type { MatchingInput, Nearness } from './types.ts'

export interface Remedies {
  /** Units that are missing without a change. */
  readonly missing: number
  /** Those that meet the need first, then the smallest; RECRUIT, alone and last, when nothing meets all of it. */
  readonly found: readonly Remedy[]
}

export interface RemedyOptions {
  /** Whether whoever asks may know of the resource; nothing is said of the others. */
  readonly named?: (resourceId: string) => boolean
  /** How many are offered; 5 unless told. */
  readonly most?: number
  /** Only changes of this kind, of this resource (null: of the need itself): to see whether a promise still holds. */
  readonly only?: undefined | { readonly kind: Change['kind']; readonly resourceId: string | null }
}

/** Questions put to the engine for one need at most: an answer is waited for. */
const MOST_SOLVES = 60
const MOST_OF_A_KIND = 2

/**
 * The smallest single changes that would meet a need, or more of it. None is promised that was not seen to: what the
 * change touches is solved anew, with what people are shown held as in every matching.
 * @throws RangeError like `allocate`, or when the need is not in the input
 */
export function remediesOf(input: MatchingInput, needId: string, solver: Solver, { named = () => true, most = 5, only }: RemedyOptions = {}): Remedies {
  const trial = new Trial(input, needId, solver)
  const { need, missing } = trial
  if (missing === 0 || need.days === null) return { missing, found: [] }
  const found: Remedy[] = []
  const kinds = new Map<string, number>()
  const owners = new Set<string>()
  const tryAll = (ways: readonly Ranked[]): void => {
    for (const { candidate, key } of ways) {
      const { kind } = candidate.of(candidate.most)
      if (found.length === most || trial.solves >= MOST_SOLVES) break
      if (only && (only.kind !== kind || only.resourceId !== changedResource(candidate.of(candidate.most)))) continue
      if ((kinds.get(kind) ?? 0) >= MOST_OF_A_KIND || owners.has(key)) continue
      const remedy = trial.smallest(candidate)
      if (!remedy) continue
      found.push(remedy)
      owners.add(key)
      kinds.set(kind, (kinds.get(kind) ?? 0) + 1)
    }
  }
  if (only?.kind !== 'NEED_BOTH') tryAll(ranked(trial, named, towards))
  // Two at once are asked for where no single one helps.
  if (found.length === 0 && (!only || only.kind === 'NEED_BOTH')) tryAll(ranked(trial, named, bothTowards))
  found.sort((a, b) => Number(a.missing > 0) - Number(b.missing > 0) || (a.missing > 0 ? b.gain - a.gain : 0) || effort(a.change) - effort(b.change))
  if (only || found.some((each) => each.missing === 0)) return { missing, found }
  return { missing, found: [...found, { change: { kind: 'RECRUIT', quantity: missing, windows: need.need.windows }, gain: missing, missing: 0, moves: [], kept: trial.shown.length }] }
}

interface Ranked {
  readonly candidate: Candidate
  /** Of one owner one change of a kind is enough. */
  readonly key: string
}

const NEAR: Readonly<Record<Nearness, number>> = { COMMUNITY: 0, STREET: 1, DISTRICT: 2, WIDER: 3 }

/** What may help, likely and small changes first. */
function ranked(trial: Trial, named: (resourceId: string) => boolean, ways: typeof towards): Ranked[] {
  const { open, need, missing } = trial
  const found: (Ranked & { readonly reach: number; readonly near: number; readonly id: string })[] = []
  for (const resource of open.resources) {
    const { id, ownerId, place } = resource.resource
    if (!ofSameKind(need.need, resource.resource) || open.isDeclined(need.need.id, id) || !named(id)) continue
    for (const candidate of ways(need, resource, missing)) {
      const change = candidate.of(candidate.most)
      const reach = trial.reach(change, resource)
      if (reach === 0) continue
      found.push({ candidate, key: changedResource(change) ? `${change.kind} ${ownerId}` : change.kind, reach, near: NEAR[nearness(need.need.place, place)], id })
    }
  }
  if (ways === towards) for (const candidate of ownParts(need)) found.push({ candidate, key: candidate.of(candidate.most).kind, reach: missing, near: 0, id: '' })
  return found.sort((a, b) => b.reach - a.reach || a.candidate.effort - b.candidate.effort || a.near - b.near || compareIds(a.id, b.id))
}
