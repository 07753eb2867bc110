import type { GraphQLResolveInfo } from 'graphql'
import type { VolunteerField } from '@red-alliance/shared/glossary'
import { attachFiles } from '../../files/attach.ts'
import type { Context } from '../../graphql/context.ts'
import { checked, line, text } from '../../input.ts'
import { type Outcome, operation } from '../../operation.ts'
import { Refusal } from '../../refusal.ts'
import { Organization } from '../organizations/organization.ts'
import { Person } from '../people/person.ts'
import { type LoggedHours, certifierOf, newServiceLog, newServiceLogs } from './log.ts'
import type { LogServiceInput, PaperListInput } from './service-log.graphql.ts'
import { ServiceLog } from './service-log.ts'

/** Lines of one paper list. */
const MOST_LINES = 100

/**
 * One's own hours, for the community or street where they were served to confirm; they wait, or are held for a look.
 * @throws Refusal BAD_INPUT, SERVICE_DATE_INVALID
 */
export function logService(context: Context, info: GraphQLResolveInfo, input: LogServiceInput): Promise<unknown> {
  return operation(context, info, 'serviceLog.log', {
    subject: { type: Organization, id: input.communityId },
    input,
    run: async (work, community) => {
      if (certifierOf(community) !== community) throw new Refusal('BAD_INPUT', { fields: ['communityId'] })
      const person = await work.em.findOneOrFail(Person, { id: work.me().id })
      const log = await newServiceLog(work, { person, community, organizer: null, source: 'SELF', title: '', startsAt: null, endsAt: null, ...hoursOf(input), words: checked(line(60), input.words) })
      await work.em.flush()
      await attachFiles(work, input.fileIds ?? [], { type: 'ServiceLog', id: log.id })
      return logOutcome(log)
    },
  })
}

/**
 * A list on paper, typed by who organized: people they see, each with their minutes. All of it waits for the community, like every other hour.
 * @throws Refusal BAD_INPUT with the number of the line, SERVICE_DATE_INVALID, NOT_FOUND for somebody the organizer does not know
 */
export function enterPaperList(context: Context, info: GraphQLResolveInfo, input: PaperListInput): Promise<unknown> {
  return operation(context, info, 'serviceLog.enterPaper', {
    subject: { type: Organization, id: input.organizerId },
    input,
    run: async (work, organizer) => {
      if (input.lines.length === 0 || input.lines.length > MOST_LINES) throw new Refusal('BAD_INPUT', { fields: ['lines'], most: MOST_LINES })
      const community = certifierOf(organizer)
      const common = { community, organizer, source: 'PAPER' as const, title: checked(text(80), input.title ?? ''), startsAt: null, endsAt: null, servedOn: input.servedOn, field: input.field, words: checked(line(60), input.words) }
      const hours: LoggedHours[] = []
      for (const { personId, minutes } of input.lines) hours.push({ ...common, person: await work.find(Person, personId), minutes })
      const logs = await newServiceLogs(work, hours)
      for (const file of input.fileIds?.length ? [logs[0]!] : []) await attachFiles(work, input.fileIds ?? [], { type: 'ServiceLog', id: file.id })
      return { type: 'Organization', id: organizer.id, organizationId: organizer.id, parties: [organizer.id, community.id], details: { lines: logs.length, servedOn: input.servedOn } }
    },
  })
}

/** Taken back by whose hours they are, or by who entered them, while nobody has decided. */
export function withdrawServiceLog(context: Context, info: GraphQLResolveInfo, id: string): Promise<unknown> {
  return operation(context, info, 'serviceLog.withdraw', {
    subject: { type: ServiceLog, id },
    input: { id },
    run: async ({ now }, log) => {
      log.withdraw(now)
      return logOutcome(log)
    },
  })
}

const hoursOf = ({ servedOn, minutes, field }: { servedOn: string; minutes: number; field: VolunteerField }): Pick<LoggedHours, 'servedOn' | 'minutes' | 'field'> => ({ servedOn, minutes, field })

/** The audit keeps what became of hours, not whose sentence it was. */
export function logOutcome(log: ServiceLog): Outcome {
  return { type: 'ServiceLog', id: log.id, organizationId: log.community.id, parties: [log.community.id], details: { minutes: log.minutes, servedOn: log.servedOn, field: log.field, stage: log.stage } }
}
