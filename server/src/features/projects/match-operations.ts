import type { GraphQLResolveInfo } from 'graphql'
import { occurrences } from '@red-alliance/shared/occurrences'
import { PRESETS } from '@red-alliance/shared/weekly-windows'
import type { DeclineReason, Side } from '@red-alliance/shared/glossary'
import type { Context } from '../../graphql/context.ts'
import { uuidOf } from '../../graphql/ids.ts'
import { checked, text } from '../../input.ts'
import { type Work, operation } from '../../operation.ts'
import { DECIDING, notify } from '../../notices/notify.ts'
import { Refusal } from '../../refusal.ts'
import type { ProxyInput } from '../lists/entry.graphql.ts'
import { lockEntries } from '../lists/entry-locks.ts'
import { Need } from '../lists/need.ts'
import { recordProxy } from '../lists/proxy.ts'
import { Resource } from '../lists/resource.ts'
import { touchMatching } from '../lists/touch.ts'
import { MatchProposal } from '../matching/match-proposal.ts'
import { tellOtherSide } from '../matching/notices.ts'
import { proposalOutcome } from '../matching/operations.ts'
import { placeAtBeginning } from './places.ts'
import { Project } from './project.ts'

/**
 * One side says yes. A lower quantity asks the other side again. With the second yes the project begins, and what it takes of the
 * resource is taken in the same transaction, or nothing happens.
 * @throws Refusal PROPOSAL_CLOSED, ALREADY_CONFIRMED, QUANTITY_INVALID, PART_OF_RING, WRONG_STATUS, RESOURCE_OVERBOOKED, RESOURCE_OUT_OF_STOCK, NEED_OVERFILLED
 */
export function confirmMatch(context: Context, info: GraphQLResolveInfo, input: { id: string; side: Side; quantity?: number | null; proxy?: ProxyInput }): Promise<unknown> {
  const { id, side, quantity, proxy } = input
  return operation(context, info, 'match.confirm', {
    subject: { type: MatchProposal, id },
    question: { side, proxy: Boolean(proxy) },
    input,
    before: lockBoth(id),
    run: async (work, proposal) => {
      const owner = proposal.ownerOf(side)
      // Both entries may have been prolonged since; the proposal was not.
      if (proposal.endsOn < work.today) throw new Refusal('PROPOSAL_CLOSED', { status: 'EXPIRED' })
      if (quantity !== undefined && quantity !== null) proposal.changeQuantity(quantity, work.now)
      const record = proxy ? await recordProxy(work, 'match.confirm', { id: proposal.id, side, organization: owner }, proxy) : null
      const both = proposal.confirm(side, work.me(), work.now, record)
      await work.em.flush()
      await touchMatching(work, 'CONFIRMED', { needIds: [proposal.need.id], resourceIds: [proposal.resource.id] })
      if (both) {
        await work.lock({ type: Need, uuid: proposal.need.id }, { type: Resource, uuid: proposal.resource.id })
        await tellOfBeginning(work, await beginProject(work, proposal))
      } else await tellOtherSide(work, proposal, side, 'PROPOSAL_CONFIRMED')
      return proposalOutcome(proposal, owner.id, { side, quantity: proposal.quantity })
    },
  })
}

/** One side says no, with a reason that later runs respect. */
export function declineMatch(context: Context, info: GraphQLResolveInfo, input: { id: string; side: Side; reason: DeclineReason; note?: string; proxy?: ProxyInput }): Promise<unknown> {
  const { id, side, reason, proxy } = input
  const note = checked(text(200).nullish(), input.note) ?? null
  return operation(context, info, 'match.decline', {
    subject: { type: MatchProposal, id },
    question: { side, proxy: Boolean(proxy) },
    input,
    before: lockBoth(id),
    run: async (work, proposal) => {
      if (reason === 'OTHER' && !note) throw new Refusal('BAD_INPUT', { fields: ['note'] })
      if (proxy) await recordProxy(work, 'match.decline', { id: proposal.id, side, organization: proposal.ownerOf(side) }, proxy)
      proposal.decline(side, reason, note, work.now)
      await work.em.flush()
      await touchMatching(work, 'DECLINED', { needIds: [proposal.need.id], resourceIds: [proposal.resource.id] })
      await tellOtherSide(work, proposal, side, 'PROPOSAL_DECLINED', { reason })
      return proposalOutcome(proposal, proposal.ownerOf(side).id, { side, reason, note })
    },
  })
}

const lockBoth = (id: string) => (work: Work): Promise<void> => lockEntries(work, 'select need_id, resource_id from match_proposals where id = $1::uuid', [uuidOf('MatchProposal', id)])

/** Both entries are locked and fresh. */
export async function beginProject(work: Work, proposal: MatchProposal): Promise<Project> {
  const { em, now, today, newId } = work
  const { need, resource, quantity, windows } = proposal
  for (const entry of [need, resource]) entry.requireListed(today)
  const missing = need.quantity - need.metQuantity
  if (quantity > missing) throw new Refusal('NEED_OVERFILLED', { missing })
  const left = (resource.quantity ?? quantity) - resource.takenQuantity
  if (resource.supply === 'CONSUMABLE' && quantity > left) throw new Refusal('RESOURCE_OUT_OF_STOCK', { free: left })
  const startsOn = proposal.startsOn < today ? today : proposal.startsOn
  const project = new Project()
  Object.assign(project, {
    id: newId(),
    proposal,
    need,
    resource,
    needOwner: proposal.needOwner,
    resourceOwner: proposal.resourceOwner,
    title: need.title,
    quantity,
    unit: need.unit,
    windows,
    startsOn,
    endsOn: proposal.endsOn,
    createdAt: now,
  })
  em.persist(project)
  await em.flush()
  if (resource.supply === 'REUSABLE') await book(work, project)
  await placeAtBeginning(work, resource)
  return project
}

export function tellOfBeginning(work: Work, { id, title, quantity, needOwner, resourceOwner }: Project): Promise<void> {
  return notify(work, { organizationIds: [needOwner.id, resourceOwner.id], roles: DECIDING }, 'PROJECT_BEGUN', { type: 'Project', id }, { title, quantity })
}

/** Every concrete stretch of the project's hours from now on, in one statement; behind it stands the database, which refuses what is above the capacity. */
async function book(work: Work, { id, resource, quantity, windows, startsOn, endsOn }: Project): Promise<void> {
  const { db, now, newId } = work
  const stretches = occurrences(windows ?? PRESETS.allWeek, { from: startsOn, to: endsOn })
    .filter(({ end }) => end > now)
    .map(({ start, end }) => `[${(start < now ? now : start).toISOString()},${end.toISOString()})`)
  if (resource.takenQuantity + quantity > resource.quantity!) await requireFree(work, resource, stretches, quantity)
  await db.query({
    text: `insert into bookings (id, project_id, resource_id, during, quantity)
      select u.id, $2::uuid, $3::uuid, u.during::tstzrange, $4::integer from unnest($1::uuid[], $5::text[]) u (id, during)`,
    values: [stretches.map(() => newId()), id, resource.id, quantity, stretches],
  })
}

/** Says how many are free in those very hours, and spares the database bookings that it would have to take back. */
async function requireFree({ db }: Work, resource: Resource, stretches: readonly string[], quantity: number): Promise<void> {
  const { rows } = await db.query<{ peak: number }>({
    text: `with taken as (select b.during * s.during as during, b.quantity from unnest($2::tstzrange[]) s (during) join bookings b on b.during && s.during where b.resource_id = $1::uuid and b.released_at is null)
      select coalesce(max(level), 0)::int as peak from (select sum(change) over (order by moment, change) as level
        from (select lower(during) as moment, quantity as change from taken union all select upper(during), -quantity from taken) changes) levels`,
    values: [resource.id, stretches],
  })
  const free = resource.quantity! - rows[0]!.peak
  if (quantity > free) throw new Refusal('RESOURCE_OVERBOOKED', { free })
}
