import type { ServiceLogSource } from '@red-alliance/shared/glossary'
import type { Work } from '../../operation.ts'
import { localDate } from '../../time.ts'
import { Person } from '../people/person.ts'
import { newServiceLogs } from '../service/log.ts'
import type { Activity } from './activity.ts'
import type { ActivitySession } from './session.ts'
import type { SessionAttendance } from './sign-up.ts'

const LONGEST_WORDS = 60

/** What was served, once for each attendance, into the queue of the community that confirms; only of places that serve, and only what came to a minute. */
export async function logServed(work: Work, activity: Activity, session: ActivitySession, attendances: readonly SessionAttendance[], source: ServiceLogSource): Promise<void> {
  const { em, db } = work
  const served = attendances.filter(({ came, minutes, log }) => came === 'PRESENT' && log === null && minutes !== null && minutes > 0)
  if (served.length === 0 || !activity.field) return
  const { rows } = await db.query<{ id: string; person: string }>({
    text: `select s.id, s.person_id as person from sign_ups s join activity_roles r on r.id = s.role_id join people p on p.id = s.person_id
      where s.id = any($1::uuid[]) and r.serves and p.erased_at is null order by s.person_id`,
    values: [served.map(({ signUp }) => signUp.id)],
  })
  const people = new Map((await em.find(Person, { id: { $in: rows.map(({ person }) => person) } })).map((person) => [person.id, person]))
  const list = rows.map(({ id, person }) => ({ attendance: served.find(({ signUp }) => signUp.id === id)!, person: people.get(person)! }))
  const { community, organizer, title, field } = activity
  const common = { community, organizer, source, title, servedOn: localDate(session.startsAt), field, words: title.slice(0, LONGEST_WORDS) }
  const logs = await newServiceLogs(work, list.map(({ attendance, person }) => ({ ...common, person, minutes: attendance.minutes!, ...stretch(attendance, session, attendance.minutes!) })))
  list.forEach(({ attendance }, i) => (attendance.log = logs[i]!))
}

/** When the minutes were served: as the codes say, otherwise from the beginning on. */
function stretch({ checkedInAt }: SessionAttendance, { startsAt }: ActivitySession, minutes: number): { startsAt: Date; endsAt: Date } {
  const from = checkedInAt && checkedInAt > startsAt ? checkedInAt : startsAt
  return { startsAt: from, endsAt: new Date(from.getTime() + minutes * 60_000) }
}
