import type { GraphQLResolveInfo } from 'graphql'
import { dayNumber } from '@red-alliance/shared/date-period'
import { type NamedPlaces, hasNamedPlaces, namePlaces } from '@red-alliance/shared/matching/named-places'
import { PRESETS, type WeeklyWindows } from '@red-alliance/shared/weekly-windows'
import type { Context } from '../../graphql/context.ts'
import { globalId } from '../../graphql/ids.ts'
import { DECIDING, type Telling, notifyAll } from '../../notices/notify.ts'
import { type Work, operation } from '../../operation.ts'
import { Refusal } from '../../refusal.ts'
import type { ProxyInput } from '../lists/entry.graphql.ts'
import { recordProxy } from '../lists/proxy.ts'
import { Resource } from '../lists/resource.ts'

/** Steps of the search while somebody waits: well under a second. */
const STEPS = 20_000

/** A project that goes on with the resource. */
interface Holder {
  readonly id: string
  readonly title: string
  readonly needOwnerId: string
  readonly quantity: number
  readonly windows: WeeklyWindows | null
  readonly startsOn: string
  readonly endsOn: string
  readonly places: readonly number[]
}

/**
 * Gives numbers out to all that go on with a resource; what they have they keep wherever that is possible.
 * @throws Refusal BAD_INPUT for what has no numbered places, PLACES_IMPOSSIBLE with the titles of those that stand in each other's way
 */
export function assignPlaces(context: Context, info: GraphQLResolveInfo, input: { id: string; proxy?: ProxyInput | undefined }): Promise<unknown> {
  const { id, proxy } = input
  return operation(context, info, 'resource.assignPlaces', {
    subject: { type: Resource, id },
    question: { proxy: Boolean(proxy) },
    input,
    run: async (work, resource) => {
      if (!hasNamedPlaces(resource)) throw new Refusal('BAD_INPUT', { fields: ['id'] })
      if (proxy) await recordProxy(work, 'resource.assignPlaces', { id: resource.id, side: 'RESOURCE', organization: resource.owner }, proxy)
      const holders = await readHolders(work, resource)
      const named = nameFor(resource, holders)
      if (!named.named) throw new Refusal('PLACES_IMPOSSIBLE', { uses: holders.filter((holder) => named.conflict.includes(holder.id)).map(({ title }) => title) })
      const changed = await store(work, holders, named.places)
      await notifyAll(work, changed.map(told))
      return { type: 'Resource', id: resource.id, organizationId: resource.owner.id, parties: [resource.owner.id], details: { title: resource.title, projects: changed.length } }
    },
  })
}

/**
 * Numbers for a project that begins, and for those that have none yet, where nobody has to give up theirs; else it is by quantity. The resource's row is
 * locked, and the project written down.
 */
export async function placeAtBeginning(work: Work, resource: Resource): Promise<void> {
  if (!hasNamedPlaces(resource)) return
  const holders = await readHolders(work, resource)
  const named = nameFor(resource, holders, true)
  if (named.named) await store(work, holders, named.places)
}

/** The unit did not agree to numbers that were given out for it: all is by quantity until it gives them out itself. */
export async function takeBackPlaces(work: Work, resourceUuid: string): Promise<void> {
  await work.load(Resource, globalId('Resource', resourceUuid))
  await work.db.query({ text: "update projects set places = '{}' where resource_id = $1::uuid and places <> '{}'", values: [resourceUuid] })
}

/** By id. One whose dates are over holds nothing any more, though nobody has said that it is done. */
async function readHolders({ db, today }: Work, { id }: Resource): Promise<Holder[]> {
  const { rows } = await db.query<Holder & { readonly over: boolean }>({
    text: `select j.id, j.title, j.need_owner_id as "needOwnerId", j.quantity, j.starts_on::text as "startsOn", j.ends_on::text as "endsOn", j.places,
        (select json_agg(json_build_object('start', lower(s), 'end', upper(s)) order by lower(s)) from unnest(j.windows) s) as windows
      from projects j where j.resource_id = $1::uuid and j.status = 'ACTIVE' and j.ends_on >= $2::date order by j.id`,
    values: [id, today],
  })
  return rows
}

function nameFor({ quantity }: Resource, holders: readonly Holder[], keepAll = false): NamedPlaces {
  const uses = holders.map((holder) => ({ id: holder.id, quantity: holder.quantity, places: holder.places, use: { windows: holder.windows ?? PRESETS.allWeek, first: dayNumber(holder.startsOn), last: dayNumber(holder.endsOn) } }))
  return namePlaces(quantity ?? 0, uses, { steps: STEPS, keepAll })
}

const told = ({ id, title, needOwnerId, places }: Holder): Telling => ({ recipients: { organizationIds: [needOwnerId], roles: DECIDING }, kind: 'PLACES_ASSIGNED', subject: { type: 'Project', id }, details: { title, places } })

/** @returns those whose places are others than before, with the new ones */
async function store({ db }: Work, holders: readonly Holder[], places: ReadonlyMap<string, readonly number[]>): Promise<Holder[]> {
  const changed = holders.map((holder) => ({ ...holder, before: holder.places, places: places.get(holder.id)! })).filter((holder) => holder.before.join() !== holder.places.join())
  if (changed.length > 0)
    await db.query({
      text: 'update projects j set places = n.places from jsonb_to_recordset($1::jsonb) n (id uuid, places integer[]) where j.id = n.id',
      values: [JSON.stringify(changed.map(({ id, places: numbers }) => ({ id, places: numbers })))],
    })
  return changed
}
