import type { EntityManager } from '@mikro-orm/postgresql'
import type { MinutesDocument, MinutesItem } from '../../texts/minutes/document.ts'
import { minutesWords } from '../../texts/meeting-texts.ts'
import { localDate } from '../../time.ts'
import { Organization } from '../organizations/organization.ts'
import { AgendaItem, Opinion } from './agenda-item.ts'
import { Invitation, type JointMeeting } from './meeting.ts'
import { ResolvedItem } from './resolved-item.ts'

/** What the minutes of a meeting say, out of what was entered; a draft as long as there is no number. */
export async function minutesDocument(
  em: EntityManager,
  meeting: JointMeeting,
  issued: { year: number; number: number; issuedOn: string; correction: MinutesDocument['correction'] } | null,
): Promise<MinutesDocument> {
  const convener = await em.findOneOrFail(Organization, meeting.convener.id)
  const agenda = await em.find(AgendaItem, { meeting }, { orderBy: { position: 'asc', id: 'asc' } })
  const opinions = await em.find(Opinion, { agendaItem: { $in: agenda.map(({ id }) => id) } }, { orderBy: { createdAt: 'asc', id: 'asc' }, populate: ['organization'] })
  const resolved = await em.find(ResolvedItem, { meeting }, { orderBy: { createdAt: 'asc', id: 'asc' }, populate: ['lead'] })
  const names = new Map((await em.find(Organization, { id: { $in: resolved.flatMap(({ coOrganizationIds }) => coOrganizationIds) } })).map(({ id, name }) => [id, name]))
  const invitations = await em.find(Invitation, { meeting }, { orderBy: { createdAt: 'asc', id: 'asc' }, populate: ['organization'] })
  const who = (wanted: (invitation: Invitation) => boolean): string[] =>
    invitations.filter(wanted).map(({ organization, name, substitute }) => [organization?.name, substitute ?? name].filter(Boolean).join(' '))
  const observes = ({ capacity }: Invitation): boolean => capacity === 'OBSERVER' || capacity === 'SUPERVISOR'
  const { numbered, ...words } = minutesWords(convener.name, meeting)
  return {
    ...words,
    number: issued ? numbered(issued.year, issued.number) : '',
    heldOn: localDate(meeting.startsAt),
    issuedOn: issued?.issuedOn ?? null,
    items: agenda.map((item): MinutesItem => ({
      heading: item.title,
      discussion: item.discussion,
      opinions: opinions.filter(({ agendaItem }) => agendaItem.id === item.id).map(({ organization, stance, words: said }) => ({ organization: organization.name, stance, words: said })),
      decision: item.decision,
      resolved: resolved
        .filter(({ agendaItem }) => agendaItem.id === item.id)
        .map(({ text, lead, coOrganizationIds, dueOn }) => ({ text, lead: lead?.name ?? '', coOrganizations: coOrganizationIds.map((id) => names.get(id) ?? ''), dueOn: dueOn ?? '' })),
      outcome: item.outcome ?? 'INFORMATION',
    })),
    present: who((invitation) => invitation.attendance === 'PRESENT' && !observes(invitation)),
    onLeave: who(({ attendance }) => attendance === 'ON_LEAVE'),
    observers: who((invitation) => invitation.attendance === 'PRESENT' && observes(invitation)),
    attachments: [],
    sentTo: [],
    correction: issued?.correction ?? null,
    sha256: null,
  }
}
