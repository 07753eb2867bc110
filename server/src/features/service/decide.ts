import type { GraphQLResolveInfo } from 'graphql'
import type { NoticeKind, VolunteerField } from '@red-alliance/shared/glossary'
import type { Context } from '../../graphql/context.ts'
import { uuidOf } from '../../graphql/ids.ts'
import { checked, line } from '../../input.ts'
import { type Telling, notifyAll } from '../../notices/notify.ts'
import { type Work, operation } from '../../operation.ts'
import { Refusal } from '../../refusal.ts'
import { Organization } from '../organizations/organization.ts'
import { appendRecords } from './ledger.ts'
import { requireHours } from './log.ts'
import { logOutcome } from './log-operations.ts'
import { ServiceLog } from './service-log.ts'

/** Logs confirmed in one call. */
export const MOST_AT_ONCE = 100

/**
 * Confirms hours, one or a whole list, and writes them into the ledger. All or none.
 * @param reason why a doubtful one is right after all; with it exactly one is confirmed
 * @throws Refusal SERVICE_LOG_HELD when a doubtful one is among them without a reason of its own, CONFIRMED_BY_ANOTHER for one's own hours, WRONG_STATUS, NOT_FOUND, BAD_INPUT beyond 100
 */
export function confirmServiceLogs(context: Context, info: GraphQLResolveInfo, input: { communityId: string; ids: string[]; reason?: string }): Promise<unknown> {
  const reason = input.reason === undefined || input.reason === null ? null : checked(line(200), input.reason)
  return operation(context, info, 'serviceLog.confirm', {
    subject: { type: Organization, id: input.communityId },
    input,
    run: async (work, community) => {
      const uuids = [...new Set(input.ids.map((id) => uuidOf('ServiceLog', id)))]
      if (uuids.length === 0 || uuids.length > MOST_AT_ONCE || (reason !== null && uuids.length > 1)) throw new Refusal('BAD_INPUT', { fields: ['ids'], most: MOST_AT_ONCE })
      const logs = await lockLogs(work, community, uuids)
      const doubtful = logs.find(({ stage }) => stage === 'HELD')
      if (doubtful && reason === null) throw new Refusal('SERVICE_LOG_HELD', { doubts: doubtful.doubts })
      for (const log of logs) {
        requireAnother(work, log)
        log.confirm(work.me(), reason, work.now)
      }
      await work.em.flush()
      await writeDown(work, logs)
      await tell(work, logs, 'SERVICE_LOG_CONFIRMED')
      return { type: 'Organization', id: community.id, organizationId: community.id, parties: [community.id], details: { logs: logs.length, minutes: logs.reduce((sum, { minutes }) => sum + minutes, 0) } }
    },
  })
}

export interface Correction {
  readonly id: string
  readonly minutes: number
  readonly servedOn?: string
  readonly field?: VolunteerField
  readonly reason: string
}

/**
 * Confirms hours with other minutes, day or field than were logged; the person is told why.
 * @throws Refusal BAD_INPUT, SERVICE_DATE_INVALID, CONFIRMED_BY_ANOTHER, WRONG_STATUS
 */
export function correctServiceLog(context: Context, info: GraphQLResolveInfo, input: Correction): Promise<unknown> {
  const reason = checked(line(200), input.reason)
  return operation(context, info, 'serviceLog.correct', {
    subject: { type: ServiceLog, id: input.id },
    input,
    run: async (work, log) => {
      requireAnother(work, log)
      const { minutes, servedOn = log.servedOn, field = log.field } = { ...input, servedOn: input.servedOn ?? undefined, field: input.field ?? undefined }
      requireHours(work, { minutes, servedOn })
      log.correct({ minutes, servedOn, field }, work.me(), reason, work.now)
      await work.em.flush()
      await writeDown(work, [log])
      await tell(work, [log], 'SERVICE_LOG_CORRECTED', reason)
      return logOutcome(log)
    },
  })
}

/** Back to the person, who may mend and send it again; nothing is counted. */
export function returnServiceLog(context: Context, info: GraphQLResolveInfo, input: { id: string; reason: string }): Promise<unknown> {
  const reason = checked(line(200), input.reason)
  return operation(context, info, 'serviceLog.return', {
    subject: { type: ServiceLog, id: input.id },
    input,
    run: async (work, log) => {
      log.return(work.me(), reason, work.now)
      await tell(work, [log], 'SERVICE_LOG_RETURNED', reason)
      return logOutcome(log)
    },
  })
}

/** Nobody certifies their own hours; the database says so, too. */
function requireAnother(work: Work, log: ServiceLog): void {
  if (log.person.id === work.me().id) throw new Refusal('CONFIRMED_BY_ANOTHER')
}

/** Locked in the order of their ids; what is another community's is not there. */
async function lockLogs({ em, db }: Work, community: Organization, uuids: readonly string[]): Promise<ServiceLog[]> {
  const { rows } = await db.query({ text: 'select id from service_logs where id = any($1::uuid[]) and community_id = $2::uuid order by id for no key update', values: [uuids, community.id] })
  if (rows.length < uuids.length) throw new Refusal('NOT_FOUND', { type: 'ServiceLog' })
  return em.find(ServiceLog, { id: { $in: [...uuids] } }, { orderBy: { servedOn: 'asc', id: 'asc' }, refresh: true })
}

async function writeDown(work: Work, logs: readonly ServiceLog[]): Promise<void> {
  await appendRecords(work, logs.map(({ id, community, person, minutes, servedOn, field, words }) => ({ communityId: community.id, personId: person.id, minutes, servedOn, field, words, kind: 'SERVICE', logId: id, correctsId: null, reason: null })))
}

async function tell(work: Work, logs: readonly ServiceLog[], kind: NoticeKind, reason: string | null = null): Promise<void> {
  const place = logs[0]!.community.name
  await notifyAll(work, logs.map(({ id, person, minutes, servedOn }): Telling => ({ recipients: { personIds: [person.id] }, kind, subject: { type: 'ServiceLog', id }, details: { place, minutes, day: servedOn, reason } })))
}
