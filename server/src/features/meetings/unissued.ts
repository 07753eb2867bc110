import { tryParseId } from '../../graphql/ids.ts'
import type { Work } from '../../operation.ts'
import { Refusal } from '../../refusal.ts'
import type { JointMeeting } from './meeting.ts'

/**
 * Keeps the minutes of the meeting from being issued until the change is over, so that what was taken is in them. It comes before the lock on the
 * topic or item itself: who issues holds the meeting first, too. Many may hold it at once.
 */
export function holdMinutes(table: 'agenda_items' | 'resolved_items', id: string): (work: Work) => Promise<void> {
  return async ({ db }) => {
    const uuid = tryParseId(id)?.uuid
    if (uuid) await db.query({ text: `select 1 from joint_meetings where id = (select meeting_id from ${table} where id = $1::uuid) for share`, values: [uuid] })
  }
}

/** @throws Refusal MINUTES_ISSUED */
export async function requireUnissued({ db }: Work, meeting: JointMeeting | null): Promise<void> {
  if (!meeting) return
  const { rows } = await db.query({ text: "select 1 from minutes where meeting_id = $1::uuid and stage = 'ISSUED' limit 1", values: [meeting.id] })
  if (rows.length > 0) throw new Refusal('MINUTES_ISSUED')
}
