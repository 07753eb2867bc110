import type { Commitment, Match, MatchingInput, MatchingNeed, MatchingResource, Obstacle } from '@red-alliance/shared/matching/types'
import { grouped } from '@red-alliance/shared/matching/grouped'
import { freeQuantity } from '@red-alliance/shared/matching/pairs'
import { Bindings } from '../../access/bindings.ts'
import type { Work } from '../../operation.ts'
import { Need } from '../lists/need.ts'
import { listed } from '../lists/reading.ts'
import { Resource } from '../lists/resource.ts'
import { agreed, unanswered, period, windows } from './board.ts'

/** A match that others were given the place of since the board was read. */
export interface Overtaken {
  readonly match: Match
  /** Units that the need lacks by it; 0 where it has been given others meanwhile. */
  readonly missing: number
  readonly obstacle: Obstacle
}

/**
 * Which matches can still be proposed. The caller has locked their entries, so that what is read here stays until the commit: what is agreed and
 * what is proposed of them by now, whoever proposed it. Left out without a word is what is off the list, was declined or revised meanwhile: each of
 * those is matched anew for itself.
 */
export async function stillFree(work: Work, input: MatchingInput, fresh: readonly Match[]): Promise<{ readonly free: { match: Match; need: Need; resource: Resource }[]; readonly overtaken: Overtaken[] }> {
  const { em, today } = work
  const [needIds, resourceIds] = [fresh.map(({ needId }) => needId), fresh.map(({ resourceId }) => resourceId)]
  const needs = new Map((await em.find(Need, { id: { $in: needIds } }, { refresh: true })).map((need) => [need.id, need]))
  const resources = new Map((await em.find(Resource, { id: { $in: resourceIds } }, { refresh: true })).map((resource) => [resource.id, resource]))
  const asked = new Map(input.needs.map((need) => [need.id, need]))
  const offered = new Map(input.resources.map((resource) => [resource.id, resource]))
  const declined = await declinedOf(work, needIds, resourceIds)
  const committed = await committedOf(work, needIds, resourceIds)
  const [ofNeed, ofResource] = [grouped(committed, ({ needId }) => needId), grouped(committed, ({ resourceId }) => resourceId)]
  const give = (match: Match): void => {
    for (const [of, id] of [[ofNeed, match.needId], [ofResource, match.resourceId]] as const) of.set(id, [...(of.get(id) ?? []), match])
  }
  const overtaken: Overtaken[] = []
  const free = fresh.flatMap((match) => {
    const [need, resource] = [needs.get(match.needId)!, resources.get(match.resourceId)!]
    const [wanted, given] = [asked.get(need.id)!, offered.get(resource.id)!]
    if (!need.isListed(today) || !resource.isListed(today) || declined.has(`${need.id} ${resource.id}`) || isRevised(need, wanted) || isRevised(resource, given)) return []
    const missing = wanted.quantity - total(ofNeed.get(need.id) ?? [])
    const loads = ofResource.get(resource.id) ?? []
    const left = freeQuantity(given, loads, match.windows, match.period)
    if (match.quantity > missing || match.quantity > left) {
      overtaken.push({ match, missing: Math.max(0, Math.min(match.quantity, missing)), obstacle: takenBy(match, loads, left) })
      return []
    }
    give(match)
    return [{ match, need, resource }]
  })
  return { free, overtaken }
}

const total = (commitments: readonly { readonly quantity: number }[]): number => commitments.reduce((sum, { quantity }) => sum + quantity, 0)

/** Whether it says otherwise by now than what was solved. */
function isRevised(entry: Need | Resource, read: MatchingNeed | MatchingResource): boolean {
  const now = [entry.category, entry.unit, entry.quantity, entry.attributes, entry.windows, entry.startsOn, entry.endsOn]
  return JSON.stringify(now) !== JSON.stringify([read.category, read.unit, read.quantity, read.attributes, read.windows, read.period.from, read.period.to])
}

function takenBy({ needId, resourceId, quantity }: Match, loads: readonly Pick<Commitment, 'needId' | 'quantity'>[], left: number): Obstacle {
  const takers = loads.filter((load) => load.needId !== needId && load.needId !== '').map((load) => ({ needId: load.needId, quantity: load.quantity }))
  return { code: 'TAKEN', tested: 1, passed: 0, resourceId, takers: takers.toSorted((a, b) => b.quantity - a.quantity), free: left, short: Math.max(0, quantity - left) }
}

async function declinedOf({ db }: Work, needIds: readonly string[], resourceIds: readonly string[]): Promise<ReadonlySet<string>> {
  const { rows } = await db.query<{ pair: string }>({
    text: "select p.need_id || ' ' || p.resource_id as pair from match_proposals p join unnest($1::uuid[], $2::uuid[]) u (need, resource) on u.need = p.need_id and u.resource = p.resource_id where p.stage = 'DECLINED'",
    values: [needIds, resourceIds],
  })
  return new Set(rows.map(({ pair }) => pair))
}

/** What is agreed and what is proposed of these entries, as the board would say it of everybody. */
async function committedOf({ db, context, now }: Work, needIds: readonly string[], resourceIds: readonly string[]): Promise<Commitment[]> {
  const bindings = new Bindings(context.actor, now)
  const ofThese = `(need_id = any(${bindings.bind(needIds, 'uuid[]')}) or resource_id = any(${bindings.bind(resourceIds, 'uuid[]')}))`
  const isListed = (table: string, id: string): string => `exists (select 1 from ${table} l where l.id = ${id} and ${listed('l', bindings)})`
  const text = `select need_id as "needId", coalesce(resource_id::text, '') as "resourceId", quantity, windows, period from (${agreed(ofThese)}
    union all select need_id, resource_id, quantity, ${windows('windows')}, ${period('p')} from match_proposals p where stage = 'OPEN' and expires_at > ${bindings.now} and ${ofThese}
      and (not (${unanswered}) or ${isListed('needs', 'need_id')} and ${isListed('resources', 'resource_id')})) c`
  return (await db.query<Commitment>({ text, values: bindings.values })).rows
}
