import type { Story } from '../../harness/story.ts'
import { actorId } from './actors.ts'
import { insertAttachment } from './rows.ts'
import { insertLog } from './service-rows.ts'

/** Logged hours at every distance. */
export async function furnishService(sql: Story['sql'], named: (type: string, name: string) => string): Promise<void> {
  const ofMember = await insertLog(sql, named('ServiceLog', 'of-member'), { of: 'MEMBER @ unit' })
  await insertLog(sql, named('ServiceLog', 'of-member-confirmed'), { of: 'MEMBER @ unit', stage: 'CONFIRMED', minutes: 90 })
  await insertLog(sql, named('ServiceLog', 'by-unit'), { of: 'MEMBER @ unit', organizer: 'unit', by: 'LIAISON @ unit', minutes: 45 })
  await insertLog(sql, named('ServiceLog', 'at-street'), { of: 'RESIDENT @ community', community: 'street' })
  await insertLog(sql, named('ServiceLog', 'apart'), { of: 'MEMBER @ stranger', community: 'foreign' })
  await insertAttachment(sql, named('Attachment', 'of-log'), actorId('MEMBER @ unit'), { on: ofMember, type: 'ServiceLog' })
}
