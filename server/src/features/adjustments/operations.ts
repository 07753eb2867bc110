import type { GraphQLResolveInfo } from 'graphql'
import type { DeclineReason, RemedyKind } from '@red-alliance/shared/glossary'
import { changedResource } from '@red-alliance/shared/matching/changes'
import type { Remedy } from '@red-alliance/shared/matching/trial'
import type { Context } from '../../graphql/context.ts'
import { uuidOf } from '../../graphql/ids.ts'
import { checked, text } from '../../input.ts'
import { DECIDING, notify } from '../../notices/notify.ts'
import { type Outcome, type Work, operation } from '../../operation.ts'
import { Refusal } from '../../refusal.ts'
import { lockEntries } from '../lists/entry-locks.ts'
import type { ProxyInput } from '../lists/entry.graphql.ts'
import { Need } from '../lists/need.ts'
import { recordProxy } from '../lists/proxy.ts'
import { Resource } from '../lists/resource.ts'
import { Organization } from '../organizations/organization.ts'
import { ADJUSTMENT_DAYS, Adjustment } from './adjustment.ts'
import { type Applied, changeNeed, changeResource } from './apply.ts'
import { solveRemedies } from './find.ts'

const DAY = 86_400_000

/** A remedy as it was promised: its kind, the resource that changes (null: the need itself), and how many units it meets. */
export interface Promised {
  readonly needId: string
  readonly kind: RemedyKind
  readonly resourceId?: string | null
  readonly gain: number
}

/**
 * Asks the owner of a resource, or of the need, for a change that would meet the need; solved anew before it is asked.
 * @throws Refusal ADJUSTMENT_NOT_ENOUGH when it would no longer meet so many; ADJUSTMENT_ALREADY; ADJUSTMENT_TOO_SOON within a day of its being declined or taken back; WRONG_STATUS off the list
 */
export function proposeAdjustment(context: Context, info: GraphQLResolveInfo, input: Promised): Promise<unknown> {
  return operation(context, info, 'adjustment.propose', {
    subject: { type: Need, id: input.needId },
    input,
    run: async (work, need) => {
      const { em, now } = work
      need.requireListed(work.today)
      const resource = input.resourceId ? await work.find(Resource, input.resourceId) : null
      const remedy = await stillHolds(work, need, resource, input)
      await em.nativeUpdate(Adjustment, { need, stage: 'OPEN', expiresAt: { $lte: now } }, { stage: 'EXPIRED' })
      const adjustment = em.create(Adjustment, {
        id: work.newId(),
        need,
        resource,
        needOwner: need.owner,
        asked: resource?.owner ?? need.owner,
        proposer: em.getReference(Organization, await proposerFor(work, need.owner.id)),
        proposedBy: work.me(),
        kind: input.kind,
        change: remedy.change,
        gain: remedy.gain,
        moved: remedy.moves.length,
        kept: remedy.kept,
        stage: 'OPEN',
        createdAt: now,
        expiresAt: new Date(now.getTime() + ADJUSTMENT_DAYS * DAY),
        answeredAt: null,
        answeredBy: null,
        proxyRecord: null,
        applied: null,
        declineReason: null,
        declineNote: null,
        withdrawnAt: null,
      })
      await em.flush()
      const title = resource?.title ?? need.title
      await notify(work, { organizationIds: [adjustment.asked.id], roles: DECIDING }, 'ADJUSTMENT_PROPOSED', { type: 'Adjustment', id: adjustment.id }, { title, need: need.title, gain: remedy.gain })
      return outcome(adjustment, adjustment.proposer.id, { title, need: need.title, kind: input.kind, gain: remedy.gain })
    },
  })
}

/** The promised remedy as it stands now. */
async function stillHolds(work: Work, need: Need, resource: Resource | null, { kind, gain }: Promised): Promise<Remedy> {
  if (gain < 1) throw new Refusal('BAD_INPUT', { fields: ['gain'] })
  const { found } = await solveRemedies(work, need.id, { only: { kind, resourceId: resource?.id ?? null } })
  const most = found.toSorted((a, b) => b.gain - a.gain)[0]
  if (!most || most.gain < gain || changedResource(most.change) !== (resource?.id ?? null)) throw new Refusal('ADJUSTMENT_NOT_ENOUGH', { gain: most?.gain ?? 0 })
  return most
}

/** The actor's organization that asks: the need's owner, the nearest above it, or the convener of its alliance. */
async function proposerFor({ db, context }: Work, ownerId: string): Promise<string> {
  const { rows } = await db.query<{ id: string }>({
    text: `select id from (
        select ancestor_id as id, depth::int as distance from organization_closure where descendant_id = $1::uuid
        union all select l.convener_id, 100 from alliance_members m join alliances l on l.id = m.alliance_id where m.organization_id = $1::uuid and m.left_on is null
      ) near where id = any($2::uuid[]) order by distance, id limit 1`,
    values: [ownerId, context.actor.roles.filter(({ role }) => role === 'SECRETARY' || role === 'CLERK' || role === 'LIAISON').map(({ organizationId }) => organizationId)],
  })
  if (!rows[0]) throw new Refusal('FORBIDDEN')
  return rows[0].id
}

/**
 * The owner agrees: what was asked is changed at once, and the need is matched anew.
 * @throws Refusal ADJUSTMENT_CLOSED; WRONG_STATUS when what is to change is off the list, or the need is or is met; ADJUSTMENT_OVERTAKEN; the refusals of the lists
 */
export function acceptAdjustment(context: Context, info: GraphQLResolveInfo, input: { id: string; proxy?: ProxyInput }): Promise<unknown> {
  const { id, proxy } = input
  return operation(context, info, 'adjustment.accept', {
    subject: { type: Adjustment, id },
    question: { proxy: Boolean(proxy) },
    input,
    before: lockOf(id),
    run: async (work, adjustment) => {
      const record = await recordFor(work, 'adjustment.accept', adjustment, proxy)
      adjustment.accept(work.me(), work.now, record)
      adjustment.applied = await applied(work, adjustment)
      const title = await titleOf(work, adjustment)
      await notify(work, { organizationIds: [adjustment.proposer.id], roles: DECIDING }, 'ADJUSTMENT_ACCEPTED', { type: 'Adjustment', id: adjustment.id }, { title })
      return outcome(adjustment, adjustment.asked.id, { title, changed: Object.keys(adjustment.applied.before) })
    },
  })
}

/**
 * Changes what was asked for. Whoever answers sees the adjustment, and what is to change is theirs or recorded by theirs. A need that is met or gone
 * asks for nothing any more.
 */
async function applied(work: Work, { resource, need: { id }, change }: Adjustment): Promise<Applied> {
  const need = await work.em.findOneOrFail(Need, { id }, { refresh: true })
  need.requireListed(work.today)
  if (need.metQuantity >= need.quantity) throw new Refusal('WRONG_STATUS', { status: 'MET' })
  if (!resource) return changeNeed(work, need, change)
  return changeResource(work, await work.em.findOneOrFail(Resource, { id: resource.id }, { refresh: true }), change)
}

/** The owner does not agree, with a reason. */
export function declineAdjustment(context: Context, info: GraphQLResolveInfo, input: { id: string; reason: DeclineReason; note?: string; proxy?: ProxyInput }): Promise<unknown> {
  const { id, reason, proxy } = input
  const note = checked(text(200).nullish(), input.note) ?? null
  return operation(context, info, 'adjustment.decline', {
    subject: { type: Adjustment, id },
    question: { proxy: Boolean(proxy) },
    input,
    run: async (work, adjustment) => {
      if (reason === 'OTHER' && !note) throw new Refusal('BAD_INPUT', { fields: ['note'] })
      const record = await recordFor(work, 'adjustment.decline', adjustment, proxy)
      adjustment.decline(work.me(), work.now, record, reason, note)
      const title = await titleOf(work, adjustment)
      await notify(work, { organizationIds: [adjustment.proposer.id], roles: DECIDING }, 'ADJUSTMENT_DECLINED', { type: 'Adjustment', id: adjustment.id }, { title, reason })
      return outcome(adjustment, adjustment.asked.id, { title, reason, note })
    },
  })
}

/** Who asked takes it back. */
export function withdrawAdjustment(context: Context, info: GraphQLResolveInfo, id: string): Promise<unknown> {
  return operation(context, info, 'adjustment.withdraw', {
    subject: { type: Adjustment, id },
    input: { id },
    run: async (work, adjustment) => {
      adjustment.withdraw(work.now)
      return outcome(adjustment, adjustment.proposer.id, { title: await titleOf(work, adjustment) })
    },
  })
}

async function recordFor(work: Work, name: string, { id, resource, asked }: Adjustment, proxy: ProxyInput | undefined) {
  return proxy ? recordProxy(work, name, { id, side: resource ? 'RESOURCE' : 'NEED', organization: asked }, proxy) : null
}

/** The entries first, as everything that changes them does (entry-locks.ts). */
const lockOf = (id: string) => (work: Work): Promise<void> =>
  lockEntries(
    work,
    `select need_id, coalesce(resource_id, need_id) as resource_id from adjustments where id = $1::uuid
      union select p.need_id, p.resource_id from adjustments a join match_proposals p on p.stage = 'OPEN' and (p.resource_id = a.resource_id or a.resource_id is null and p.need_id = a.need_id) where a.id = $1::uuid`,
    [uuidOf('Adjustment', id)],
  )

async function titleOf({ em }: Work, { resource, need }: Adjustment): Promise<string> {
  return (resource ? await em.findOneOrFail(Resource, { id: resource.id }) : await em.findOneOrFail(Need, { id: need.id })).title
}

function outcome(adjustment: Adjustment, organizationId: string, details: Record<string, unknown>): Outcome {
  return { type: 'Adjustment', id: adjustment.id, organizationId, parties: [...new Set([adjustment.asked.id, adjustment.proposer.id, adjustment.needOwner.id])], details }
}

/**
 * The need's owner changes their own need as a remedy says, at once; solved anew before.
 * @throws Refusal ADJUSTMENT_NOT_ENOUGH, WRONG_STATUS, SCOPE_NOT_WIDER, NEED_OVERFILLED
 */
export function adjustNeed(context: Context, info: GraphQLResolveInfo, input: Promised): Promise<unknown> {
  const { needId } = input
  return operation(context, info, 'need.adjust', {
    subject: { type: Need, id: needId },
    input,
    before: (work) => lockEntries(work, "select need_id, resource_id from match_proposals where need_id = $1::uuid and stage = 'OPEN'", [uuidOf('Need', needId)]),
    run: async (work, need) => {
      need.requireListed(work.today)
      const remedy = await stillHolds(work, need, null, input)
      const { before } = await changeNeed(work, need, remedy.change)
      const parties = [need.owner.id, ...(need.recordedBy ? [need.recordedBy.id] : [])]
      return { type: 'Need', id: need.id, organizationId: need.owner.id, parties, details: { title: need.title, changed: Object.keys(before) } }
    },
  })
}

