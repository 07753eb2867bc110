import type { NoticeKind } from '@red-alliance/shared/glossary'
import { DECIDING, type Telling, notify, notifyAll } from '../../notices/notify.ts'
import type { Work } from '../../operation.ts'
import { ACTING } from '../../access/rules.ts'
import { Invitation, type JointMeeting } from './meeting.ts'
import type { ResolvedItem } from './resolved-item.ts'

/** Those who are asked to the meeting. */
export async function tellInvited(work: Work, meeting: JointMeeting, kind: NoticeKind): Promise<void> {
  const invitations = await work.em.find(Invitation, { meeting, organization: { $ne: null } })
  const organizationIds = invitations.flatMap(({ organization }) => (organization ? [organization.id] : []))
  await notify(work, { organizationIds, roles: ACTING }, kind, { type: 'JointMeeting', id: meeting.id }, { title: meeting.title, startsAt: meeting.startsAt.toISOString() })
}

type Side = 'LEAD' | 'CONVENER' | 'ALL'

/** The lead organization (and those that help it), the convener, or both, of what became of an item. */
export function tellOfItem(work: Work, item: ResolvedItem, side: Side, kind: NoticeKind): Promise<void> {
  return notify(work, recipients(item, side), kind, { type: 'ResolvedItem', id: item.id }, { text: item.text, dueOn: item.dueOn })
}

export function tellOfItems(work: Work, items: readonly ResolvedItem[], kind: NoticeKind): Promise<void> {
  return notifyAll(work, items.map((item): Telling => ({ recipients: recipients(item, 'LEAD'), kind, subject: { type: 'ResolvedItem', id: item.id }, details: { text: item.text, dueOn: item.dueOn } })))
}

function recipients({ lead, convener, coOrganizationIds }: ResolvedItem, side: Side): Telling['recipients'] {
  const leads = lead ? [lead.id, ...coOrganizationIds] : []
  return side === 'CONVENER' ? { organizationIds: [convener.id], roles: DECIDING } : { organizationIds: side === 'LEAD' ? leads : [...leads, convener.id], roles: ACTING }
}
