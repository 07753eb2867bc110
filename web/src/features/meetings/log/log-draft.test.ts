import { describe, expect, test } from '@jest/globals'
import { logInput, newTopic, problemsOf, titleOf, type LogDraft } from './log-draft.ts'
import { topicsOf } from './paste.ts'

const draft = (more: Partial<LogDraft> = {}): LogDraft => ({
  convenerId: 'c',
  kind: 'REGULAR',
  title: 'Meeting',
  day: '2026-03-05',
  time: '14:30',
  length: 90,
  place: '',
  chair: '',
  came: [],
  added: [],
  partyMembers: 0,
  residents: 0,
  people: [],
  topics: [newTopic('DECIDED', 'Clear the passage\u3002Then lock it')],
  ...more,
})
const units = [
  { id: 'a', name: 'A', isExample: false, expected: true },
  { id: 'b', name: 'B', isExample: false, expected: true },
  { id: 'd', name: 'D', isExample: false, expected: false },
]

describe('a meeting logged on one form', () => {
  test('a topic without a name is called by its first sentence', () => {
    expect(titleOf(newTopic('DECIDED', 'Clear the passage\u3002Then lock it'))).toBe('Clear the passage')
    expect(titleOf({ ...newTopic('INFORMATION', 'x'), title: ' Heating ' })).toBe('Heating')
  })
  test('wants a name, a past time and something decided', () => {
    const now = new Date('2026-03-06T00:00:00Z')
    expect(problemsOf(draft(), now)).toEqual([])
    expect(problemsOf(draft({ title: ' ', day: '2026-03-09', topics: [] }), now).map(({ key }) => key)).toEqual([
      'title',
      'future',
      'topics',
    ])
  })
  test('whoever is expected and was not tapped is absent, once anybody was', () => {
    const invited = (came: string[]) =>
      logInput(draft({ came, residents: 3 }), units, (who, n) => `${who} ${n}`).meeting.invitations?.map(
        ({ organizationId, name, attendance }) => [organizationId ?? name, attendance],
      )
    expect(invited(['a'])).toEqual([
      ['a', 'PRESENT'],
      ['b', 'ABSENT'],
      ['RESIDENT 3', 'PRESENT'],
    ])
    expect(invited([])).toEqual([['RESIDENT 3', 'PRESENT']])
  })
  test('what is to be done keeps its gaps, and lasts as long as was said', () => {
    const { items, meeting } = logInput(draft(), units, () => '')
    expect(items[0]?.resolved).toMatchObject([{ text: 'Clear the passage\u3002Then lock it', leadId: null, dueOn: null }])
    expect([meeting.startsAt, meeting.endsAt]).toEqual(['2026-03-05T06:30:00.000Z', '2026-03-05T08:00:00.000Z'])
  })
  test('pasted notes: a line a topic, numbers taken off, what is told apart', () => {
    const topics = topicsOf('1. Clear the passage\n\n2\u3001Paint\nNews: heating', ['News'])
    expect(topics.map((topic) => [topic.outcome, titleOf(topic)])).toEqual([
      ['DECIDED', 'Clear the passage'],
      ['DECIDED', 'Paint'],
      ['INFORMATION', 'heating'],
    ])
  })
})
