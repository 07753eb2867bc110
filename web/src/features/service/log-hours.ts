import type { LogServiceInput, ServiceLogRowFragment, VolunteerField } from '../../api/generated/graphql.ts'
import type { Uploaded } from '../../api/upload.ts'
import { daysLater } from '../../days.ts'

export interface HoursDraft {
  communityId: string
  communityName: string
  day: string
  minutes: number
  field: VolunteerField | ''
  words: string
  files: readonly Uploaded[]
}

export const STEP = 15
export const PRESETS = [30, 60, 90, 120, 180]
export const MOST_WORDS = 60
/** More in one day is held for a look; the form says so before it is sent. */
export const LONG_DAY = 14 * 60

/** An icon for each of the seven fields of service. */
export const FIELD_ICONS: Readonly<Record<VolunteerField, string>> = {
  CIVILITY: 'i-lucide-signpost',
  LEGAL_ADVICE: 'i-lucide-scale',
  SCIENCE: 'i-lucide-flask-conical',
  ENVIRONMENT: 'i-lucide-leaf',
  ELDERLY: 'i-lucide-hand-heart',
  DISABLED: 'i-lucide-accessibility',
  POVERTY: 'i-lucide-heart-handshake',
}

export const hoursOf = (minutes: number): number => Math.round((minutes / 60) * 10) / 10

/** What was logged last, for today: one more tap sends it. */
export function likeLast(draft: HoursDraft, last: ServiceLogRowFragment): HoursDraft {
  return { ...draft, communityId: last.community.id, communityName: last.community.name, minutes: last.minutes, field: last.field, words: last.words }
}

export interface HoursProblem {
  readonly field: 'community' | 'day' | 'minutes' | 'field' | 'words'
  readonly key: string
}
export function hoursProblems(draft: HoursDraft, today: string): HoursProblem[] {
  const problems: HoursProblem[] = []
  if (!draft.communityId) problems.push({ field: 'community', key: 'community' })
  if (!draft.day) problems.push({ field: 'day', key: 'day' })
  else if (draft.day > today) problems.push({ field: 'day', key: 'future' })
  else if (draft.day < daysLater(today, -730)) problems.push({ field: 'day', key: 'past' })
  if (draft.minutes < 1 || draft.minutes > 1440) problems.push({ field: 'minutes', key: 'minutes' })
  if (!draft.field) problems.push({ field: 'field', key: 'field' })
  if (!draft.words.trim()) problems.push({ field: 'words', key: 'words' })
  return problems
}

export function hoursInput({ communityId, day, minutes, field, words, files }: HoursDraft): LogServiceInput {
  if (!field) throw new Error('a field of service is chosen before hours are sent')
  return { communityId, servedOn: day, minutes, field, words: words.trim(), fileIds: files.map(({ id }) => id) }
}
