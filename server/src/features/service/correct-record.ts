import type { GraphQLResolveInfo } from 'graphql'
import type { Context } from '../../graphql/context.ts'
import { checked, line } from '../../input.ts'
import { notify } from '../../notices/notify.ts'
import { operation } from '../../operation.ts'
import { Refusal } from '../../refusal.ts'
import { type NewRecord, appendRecords } from './ledger.ts'
import { ServiceRecord } from './service-record.ts'

const MOST_MINUTES = 1440

/**
 * Puts a record right by counter-entries: one that takes it back and one with the right minutes, in one statement; the person is told.
 * @param minutes the right ones, 0 to 1440; with 0 it is taken back alone
 * @throws Refusal RECORD_CORRECTED_ALREADY, WRONG_STATUS for a reversal, CONFIRMED_BY_ANOTHER for one's own record, BAD_INPUT where nothing would change
 */
export function correctServiceRecord(context: Context, info: GraphQLResolveInfo, input: { id: string; minutes: number; reason: string }): Promise<unknown> {
  const reason = checked(line(200), input.reason)
  const { minutes } = input
  if (!Number.isInteger(minutes) || minutes < 0 || minutes > MOST_MINUTES) throw new Refusal('BAD_INPUT', { fields: ['minutes'] })
  return operation(context, info, 'serviceRecord.correct', {
    subject: { type: ServiceRecord, id: input.id, locked: false },
    input,
    run: async (work, record) => {
      const { community, person, servedOn, field } = record
      if (record.kind === 'REVERSAL') throw new Refusal('WRONG_STATUS', { status: record.kind })
      if (person.id === work.me().id) throw new Refusal('CONFIRMED_BY_ANOTHER')
      if (minutes === record.minutes) throw new Refusal('BAD_INPUT', { fields: ['minutes'] })
      const entry: NewRecord = { communityId: community.id, personId: person.id, minutes: -record.minutes, servedOn, field, words: reason, kind: 'REVERSAL', logId: record.log?.id ?? null, correctsId: record.id, reason }
      await appendRecords(work, [entry, ...(minutes > 0 ? [{ ...entry, minutes, kind: 'CORRECTION' as const }] : [])])
      const { rows } = await work.db.query<{ name: string }>({ text: 'select name from organizations where id = $1::uuid', values: [community.id] })
      await notify(work, { personIds: [person.id] }, 'SERVICE_LOG_CORRECTED', { type: 'ServiceRecord', id: record.id }, { place: rows[0]!.name, day: servedOn, minutes, reason })
      return { type: 'ServiceRecord', id: record.id, organizationId: community.id, parties: [community.id], details: { seq: record.seq, from: record.minutes, to: minutes, reason } }
    },
  })
}
