import { LockMode } from '@mikro-orm/core'
import { isDeepStrictEqual } from 'node:util'
import { type WeeklyWindows, covers } from '@red-alliance/shared/weekly-windows'
import { DECIDING, notify } from '../../notices/notify.ts'
import type { Work } from '../../operation.ts'
import { Refusal } from '../../refusal.ts'
import { Alliance } from '../alliances/alliance.ts'
import { Need } from '../lists/need.ts'
import { supersedeUnfit } from '../lists/operations.ts'
import { Resource } from '../lists/resource.ts'
import { touchMatching } from '../lists/touch.ts'
import { windows } from '../matching/board.ts'
import { Organization } from '../organizations/organization.ts'
import { Adjustment } from './adjustment.ts'
import { type Applied, valuesOf } from './apply.ts'

/** Projects that a refusal names. */
const MOST_NAMED = 5

/**
 * What was agreed to on a unit's behalf is taken back: the entry is what it was before, proposals that it no longer bears out end, the adjustment waits
 * for the unit's own answer as long as it may, and who asked is told. The caller has locked the entries.
 * @throws Refusal ADJUSTMENT_REVISED when the entry says something else by now; ADJUSTMENT_IN_USE with the projects that rest on the change
 */
export async function takeBackAcceptance(work: Work, adjustmentUuid: string): Promise<void> {
  const { em, now } = work
  const adjustment = await em.findOneOrFail(Adjustment, { id: adjustmentUuid }, { lockMode: LockMode.PESSIMISTIC_WRITE })
  const { applied, resource, need } = adjustment
  const entry = resource ? await em.findOneOrFail(Resource, { id: resource.id }, { refresh: true }) : await em.findOneOrFail(Need, { id: need.id }, { refresh: true })
  const columns = Object.keys(applied?.before ?? {})
  if (!applied || !isDeepStrictEqual(valuesOf(entry, columns), applied.after)) throw new Refusal('ADJUSTMENT_REVISED', { title: entry.title })
  const projects = await restingOn(work, adjustment, applied)
  if (projects.length > 0) throw new Refusal('ADJUSTMENT_IN_USE', { projects: projects.slice(0, MOST_NAMED) })
  em.assign(entry, restored(work, applied) as never)
  entry.touch(now)
  const type = entry instanceof Need ? Need : Resource
  const ended = await supersedeUnfit(work, type, entry, columns)
  if (entry.isListed(work.today)) {
    if (entry instanceof Need) await touchMatching(work, 'REVISED', { needIds: [entry.id] }, { resourceIds: ended.map(({ resource_id: id }) => id) })
    else await touchMatching(work, 'REVISED', { resourceIds: [entry.id] }, { needIds: ended.map(({ need_id: id }) => id) })
  }
  adjustment.reopen(now, await isAskedAnew(work, adjustment))
  await notify(work, { organizationIds: [adjustment.proposer.id], roles: DECIDING }, 'ADJUSTMENT_TAKEN_BACK', { type: 'Adjustment', id: adjustment.id }, { title: entry.title })
}

function restored({ em }: Work, { before }: Applied): object {
  const references: Record<string, typeof Organization | typeof Alliance> = { audienceOrganization: Organization, audienceAlliance: Alliance }
  return Object.fromEntries(
    Object.entries(before).map(([column, value]) => {
      const type = references[column]
      if (type) return [column, value === null ? null : em.getReference(type as typeof Organization, value as string)]
      return [column, column === 'scopeSince' && value !== null ? new Date(value as string) : value]
    }),
  )
}

/** Titles of projects that go on, came about since the change and could not be without it. */
async function restingOn({ db }: Work, { resource, need, answeredAt }: Adjustment, { before }: Applied): Promise<string[]> {
  if (Object.keys(before).length === 0) return []
  const { rows } = await db.query<{ title: string; windows: WeeklyWindows | null; from: string; to: string; taken: number }>({
    text: `select p.title, ${windows('p.windows')} as windows, p.starts_on::text as "from", p.ends_on::text as "to", coalesce((select r.taken_quantity from resources r where r.id = $1::uuid), 0) as taken
      from projects p where ${resource ? 'p.resource_id' : 'p.need_id'} = $1::uuid and p.status = 'ACTIVE' and p.created_at >= $2::timestamptz order by p.created_at, p.id`,
    values: [(resource ?? need).id, answeredAt!.toISOString()],
  })
  if (!resource || 'audienceKind' in before) return rows.map(({ title }) => title)
  const hours = before['windows'] as WeeklyWindows | undefined
  const beyond = rows.filter(
    (one) =>
      (hours && (!one.windows || !covers(hours, one.windows))) ||
      ('startsOn' in before && (one.from < (before['startsOn'] as string) || one.to > (before['endsOn'] as string))) ||
      ('quantity' in before && one.taken > (before['quantity'] as number)),
  )
  return beyond.map(({ title }) => title)
}

/** The same is waiting for an answer again: one of it may. */
async function isAskedAnew({ em }: Work, { id, need, resource, kind }: Adjustment): Promise<boolean> {
  return (await em.count(Adjustment, { id: { $ne: id }, need, resource, kind, stage: 'OPEN' })) > 0
}
