import { createHash } from 'node:crypto'
import type { MinutesDocument } from '../../../server/src/texts/minutes/document.ts'
import type { Story } from '../../harness/story.ts'
import { type PlaceName, place } from './actors.ts'
import { insert, uuidOf } from './rows.ts'

type Sql = Story['sql']

const WRITTEN = '2026-03-01T02:00:00Z'
/** Of the story's first Monday: before its nine o'clock, and the week after. */
const PAST = ['2026-03-01T01:00:00Z', '2026-03-01T03:00:00Z']
const COMING = ['2026-03-09T01:00:00Z', '2026-03-09T03:00:00Z']

export type MinutesStage = 'DRAFT' | 'COMMENTING' | 'CONFIRMED' | 'ISSUED'

export interface MeetingRow {
  readonly convener?: PlaceName
  readonly stage?: 'PLANNED' | 'ANNOUNCED' | 'HELD' | 'CANCELLED'
  /** Told to those who are asked; unless it says otherwise, what is announced or held was. */
  readonly told?: boolean
  readonly asked?: readonly PlaceName[]
  readonly isPublic?: boolean
  readonly past?: boolean
}

/** @returns the meeting's uuid; convened by the community unless it says otherwise */
export async function insertMeeting(sql: Sql, id: string, { convener = 'community', stage = 'PLANNED', told = stage === 'ANNOUNCED' || stage === 'HELD', asked = [], isPublic = false, past = stage === 'HELD' }: MeetingRow = {}): Promise<string> {
  const [starts, ends] = past ? PAST : COMING
  await insert(sql, 'joint_meetings', {
    id,
    convener_id: place(convener),
    kind: 'CENTRAL_TASK',
    title: 'meeting',
    starts_at: starts,
    ends_at: ends,
    place: 'p',
    chair: 'c',
    stage,
    announced_at: told ? WRITTEN : null,
    cancel_reason: stage === 'CANCELLED' ? 'r' : null,
    check_in_code: CHECK_IN_CODE,
    public: isPublic,
    created_at: WRITTEN,
    updated_at: WRITTEN,
  })
  for (const organization of asked) await insertInvitation(sql, uuidOf(`invitation ${id} ${organization}`), id, organization)
  return id
}
export const CHECK_IN_CODE = 'abcdefghijklmnop'

/** @param organization whoever is asked: a person without an account when null */
export function insertInvitation(sql: Sql, id: string, meeting: string, organization: PlaceName | null): Promise<string> {
  return insert(sql, 'invitations', { id, meeting_id: meeting, organization_id: organization ? place(organization) : null, name: organization ? '' : '居民', capacity: organization ? 'UNIT' : 'RESIDENT', created_at: WRITTEN })
}

export interface TopicRow {
  readonly convener?: PlaceName
  readonly proposer?: PlaceName
  /** Null while it waits. */
  readonly meeting?: string | null
  readonly source?: 'PROPOSED' | 'HANDED_UP' | 'HANDED_DOWN'
}

export function insertTopic(sql: Sql, id: string, { convener = 'community', proposer = convener, meeting = null, source = 'PROPOSED' }: TopicRow): Promise<string> {
  return insert(sql, 'agenda_items', { id, convener_id: place(convener), proposer_id: place(proposer), meeting_id: meeting, title: 'topic', demand: 'd', source, discussion: '讨论', decision: '决定', created_at: WRITTEN, updated_at: WRITTEN })
}

export function insertOpinion(sql: Sql, id: string, topic: string, organization: PlaceName): Promise<string> {
  return insert(sql, 'opinions', { id, agenda_item_id: topic, organization_id: place(organization), stance: 'SUPPORT', words: 'w', created_at: WRITTEN })
}

export interface ItemRow {
  readonly convener?: PlaceName
  readonly meeting: string
  readonly topic: string
  readonly stage: 'NOTED' | 'ASSIGNED' | 'ACCEPTED' | 'RETURNED' | 'REPORTED' | 'CLOSED'
  readonly lead?: PlaceName
  readonly helps?: readonly PlaceName[]
  readonly askedDueOn?: string
  /** Of who reported it done. */
  readonly reporter?: string
}

export function insertItem(sql: Sql, id: string, { convener = 'community', meeting, topic, stage, lead = 'unit', helps = [], askedDueOn, reporter }: ItemRow): Promise<string> {
  return insert(sql, 'resolved_items', {
    id,
    convener_id: place(convener),
    meeting_id: meeting,
    agenda_item_id: topic,
    text: 'item',
    lead_id: place(lead),
    co_organization_ids: helps.map(place),
    due_on: '2026-06-30',
    first_due_on: '2026-06-30',
    stage,
    asked_due_on: askedDueOn ?? null,
    reported_by_id: reporter ?? null,
    closed_at: stage === 'CLOSED' ? WRITTEN : null,
    created_at: WRITTEN,
    updated_at: WRITTEN,
  })
}

export function insertStep(sql: Sql, id: string, item: string, organization: PlaceName, person: string): Promise<string> {
  return insert(sql, 'item_steps', { id, item_id: item, kind: 'PROGRESS', organization_id: place(organization), person_id: person, words: 'w', at: WRITTEN })
}

let issued = 0
export function insertMinutes(sql: Sql, id: string, meeting: string, stage: MinutesStage, convener: PlaceName = 'community'): Promise<string> {
  const sealed = stage === 'ISSUED'
  return insert(sql, 'minutes', {
    id,
    meeting_id: meeting,
    convener_id: place(convener),
    edition: 1,
    stage,
    year: sealed ? 2025 : null,
    number: sealed ? (issued += 1) : null,
    document: sealed ? JSON.stringify(DOCUMENT) : null,
    sha256: sealed ? createHash('sha256').update('d').digest() : null,
    issued_at: sealed ? WRITTEN : null,
    created_at: WRITTEN,
  })
}

const DOCUMENT: MinutesDocument = {
  mark: 'm', number: 'n', title: 't', heldOn: '2026-03-01', issuedOn: '2026-03-01', issuer: 'i', opening: 'o',
  items: [{ heading: 'h', discussion: 'd', opinions: [], decision: 'd', resolved: [], outcome: 'DECIDED' }],
  present: [], onLeave: [], observers: [], attachments: [], sentTo: [], correction: null, sha256: null,
}

export function insertComment(sql: Sql, id: string, minutes: string, organization: PlaceName, person: string): Promise<string> {
  return insert(sql, 'minutes_comments', { id, minutes_id: minutes, organization_id: place(organization), person_id: person, words: 'w', at: WRITTEN })
}

export function insertRule(sql: Sql, id: string, convener: PlaceName): Promise<string> {
  return insert(sql, 'meeting_rules', { id, convener_id: place(convener), title: 'rule', rhythm: 'MONTHLY', days: [6], start_minute: 540, duration: 60, created_at: WRITTEN })
}
