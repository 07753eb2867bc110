import { seedId } from '../../../server/seeds/ids.ts'
import type { Story } from '../../harness/story.ts'
import { actorId, place } from './actors.ts'
import { insert } from './rows.ts'

const WRITTEN = '2026-03-01T02:00:00Z'
export const NO_EVIDENCE = { activities: [], activityCount: 0, projects: [], projectCount: 0, meetings: [], meetingCount: 0, items: [], itemCount: 0 }

/** What is asked, liked, told and decided of a year. */
export async function furnishDuties(sql: Story['sql'], named: (type: string, name: string) => string): Promise<void> {
  await insert(sql, 'duty_settings', { id: named('DutySetting', 'of-city'), organization_id: seedId('organization 1301'), year: 2025, member_minutes: 540, unit_activities: 3, set_by_id: actorId('ADMIN @ district'), set_at: WRITTEN })
  await insert(sql, 'service_profiles', { id: named('ServiceProfile', 'of-member'), person_id: actorId('MEMBER @ unit'), fields: ['SCIENCE'], windows: '{[0,600)}', updated_at: WRITTEN })
  for (const [name, at] of [['of-member', 'unit'], ['apart', 'stranger']] as const)
    await insert(sql, 'quarter_totals', { id: named('QuarterTotal', name), person_id: actorId(`MEMBER @ ${at}`), unit_id: place(at), year: 2025, quarter: 4, minutes: 120, told_at: WRITTEN })
  await insert(sql, 'recognitions', { id: named('Recognition', 'of-unit'), unit_id: place('unit'), community_id: place('community'), year: 2024, words: 'w', evidence: JSON.stringify(NO_EVIDENCE), decided_by_id: actorId('SECRETARY @ community'), decided_at: WRITTEN })
}
