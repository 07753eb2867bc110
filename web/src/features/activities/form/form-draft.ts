import type { ActivityInput, ActivityKind, ActivityWholeFragment, CourseSubject, VolunteerField } from '../../../api/generated/graphql.ts'
import { dayOf, daysLater, instantAt } from '../../../days.ts'

export const MOST_SESSIONS = 60
export type Rhythm = 'once' | 'weekly' | 'term'

export interface RoleDraft {
  title: string
  places: number
  serves: boolean
}
export interface AdultDraft {
  name: string
  role: string
  vettedOn: string
}
/** What is typed, as the form keeps it. */
export interface ActivityDraft {
  organizerId: string
  kind: ActivityKind
  field: VolunteerField | ''
  subject: CourseSubject | ''
  title: string
  description: string
  place: string
  skills: string
  speaker: string
  theme: string
  day: string
  from: string
  to: string
  rhythm: Rhythm
  until: string
  resourceId: string
  roles: RoleDraft[]
  needsApproval: boolean
  forChildren: boolean
  adults: AdultDraft[]
}

export const blankActivity = (organizerId: string, day: string): ActivityDraft => ({
  organizerId, kind: 'VOLUNTEER_SERVICE', field: '', subject: '', title: '', description: '', place: '', skills: '', speaker: '', theme: '',
  day, from: '09:00', to: '11:00', rhythm: 'once', until: daysLater(day, 49), resourceId: '', roles: [{ title: '', places: 10, serves: true }], needsApproval: false, forChildren: false, adults: [],
})

const DAY = /^\d{4}-\d\d-\d\d$/
const TIME = /^\d\d:\d\d$/

/** Every day on which it takes place; more than sixty are cut off. */
export function daysOf({ day, rhythm, until }: Pick<ActivityDraft, 'day' | 'rhythm' | 'until'>): string[] {
  if (!DAY.test(day)) return []
  if (rhythm === 'once') return [day]
  const days: string[] = []
  for (let next = day; next <= until && days.length <= MOST_SESSIONS; next = daysLater(next, 7)) days.push(next)
  return days
}

export interface ActivityProblem {
  readonly field: string
  readonly key: 'title' | 'field' | 'subject' | 'day' | 'end' | 'until' | 'role' | 'adults'
}

/** @param published times and places are no longer asked for */
export function activityProblems(draft: ActivityDraft, published: boolean): ActivityProblem[] {
  const problems: ActivityProblem[] = []
  const days = daysOf(draft)
  if (!draft.title.trim()) problems.push({ field: 'title', key: 'title' })
  if ((draft.kind === 'VOLUNTEER_SERVICE' || draft.roles.some(({ serves }) => serves)) && !draft.field) problems.push({ field: 'field', key: 'field' })
  if (draft.kind === 'COURSE' && !draft.subject) problems.push({ field: 'subject', key: 'subject' })
  if (!published) {
    if (days.length === 0 || !TIME.test(draft.from) || !TIME.test(draft.to)) problems.push({ field: 'day', key: 'day' })
    else if (draft.to <= draft.from) problems.push({ field: 'to', key: 'end' })
    if (days.length > MOST_SESSIONS) problems.push({ field: 'until', key: 'until' })
    if (draft.roles.some(({ title }) => !title.trim())) problems.push({ field: 'role0', key: 'role' })
  }
  if (draft.adults.some(({ name, vettedOn }) => !name.trim() || !DAY.test(vettedOn))) problems.push({ field: 'adult0', key: 'adults' })
  return problems
}

/** What the server takes. */
export function activityInput(draft: ActivityDraft, published: boolean): ActivityInput {
  const serving = draft.kind === 'VOLUNTEER_SERVICE' || draft.roles.some(({ serves }) => serves)
  return {
    organizerId: draft.organizerId,
    kind: draft.kind,
    field: serving ? draft.field || null : null,
    subject: draft.kind === 'COURSE' ? draft.subject || null : null,
    title: draft.title.trim(),
    description: draft.description.trim() || null,
    place: draft.place.trim() || null,
    skills: draft.skills.trim() || null,
    speaker: draft.speaker.trim() || null,
    theme: draft.theme.trim() || null,
    forChildren: draft.forChildren,
    needsApproval: draft.needsApproval,
    wholeTerm: draft.rhythm === 'term',
    sessions: published ? null : daysOf(draft).map((day) => ({ startsAt: instantAt(day, draft.from), endsAt: instantAt(day, draft.to), place: null, resourceIds: draft.resourceId ? [draft.resourceId] : null })),
    roles: published ? null : draft.roles.map(({ title, places, serves }) => ({ title: title.trim(), places, serves })),
    adults: draft.adults.map(({ name, role, vettedOn }) => ({ name: name.trim(), role: role.trim() || null, vettedById: draft.organizerId, vettedOn })),
  }
}

const clock = (instant: string): string => new Intl.DateTimeFormat('en-GB', { timeZone: 'Asia/Shanghai', hour: '2-digit', minute: '2-digit' }).format(new Date(instant))

/** What is kept, as it is typed. */
export function draftOf(activity: ActivityWholeFragment): ActivityDraft {
  const [first] = activity.sessions.nodes
  const last = activity.sessions.nodes.at(-1)
  const several = activity.sessions.nodes.length > 1
  return {
    ...blankActivity(activity.organizer.id, first ? dayOf(first.startsAt) : ''),
    kind: activity.kind, field: activity.field ?? '', subject: activity.subject ?? '', title: activity.title, description: activity.description, place: activity.place, skills: activity.skills, speaker: activity.speaker, theme: activity.theme,
    from: first ? clock(first.startsAt) : '', to: first ? clock(first.endsAt) : '',
    rhythm: activity.wholeTerm ? 'term' : several ? 'weekly' : 'once',
    until: last ? dayOf(last.startsAt) : '',
    resourceId: first?.bookings.nodes[0]?.resource?.id ?? '',
    roles: (first?.roles.nodes ?? []).map(({ title, places, serves }) => ({ title, places, serves })),
    needsApproval: activity.needsApproval, forChildren: activity.forChildren,
    adults: activity.adultsInCharge.nodes.map(({ name, role, vettedOn }) => ({ name, role, vettedOn })),
  }
}
