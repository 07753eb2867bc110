import type { Story } from '../../harness/story.ts'
import { type PlaceName, actorId, place } from './actors.ts'
import { insert } from './rows.ts'

const WRITTEN = '2026-03-01T02:00:00Z'

export interface LogRow {
  /** Whose hours: an actor. */
  readonly of: string
  readonly community?: PlaceName
  readonly organizer?: PlaceName
  /** Who entered it; the person unless told. */
  readonly by?: string
  readonly stage?: 'WAITING' | 'HELD' | 'CONFIRMED' | 'RETURNED'
  readonly minutes?: number
}

/** @returns the log's uuid; an hour for the environment on the last of February, confirmed by the community's secretary where it is */
export function insertLog(sql: Story['sql'], id: string, { of, community = 'community', organizer, by = of, stage = 'WAITING', minutes = 60 }: LogRow): Promise<string> {
  const decided = stage === 'CONFIRMED' || stage === 'RETURNED'
  return insert(sql, 'service_logs', {
    id,
    person_id: actorId(of),
    community_id: place(community),
    organizer_id: organizer ? place(organizer) : null,
    source: organizer ? 'PAPER' : 'SELF',
    title: '',
    served_on: '2026-02-28',
    minutes,
    field: 'ENVIRONMENT',
    words: 'w',
    entered_by_id: actorId(by),
    stage,
    doubts: stage === 'HELD' ? ['TWICE'] : [],
    reason: stage === 'RETURNED' ? 'r' : null,
    decided_at: decided ? WRITTEN : null,
    decided_by_id: decided ? actorId(`SECRETARY @ ${community}`) : null,
    created_at: WRITTEN,
    updated_at: WRITTEN,
  })
}
