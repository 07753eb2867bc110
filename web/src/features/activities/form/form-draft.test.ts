import { describe, expect, test } from '@jest/globals'
import { activityInput, activityProblems, blankActivity, daysOf } from './form-draft.ts'

const typed = { ...blankActivity('o', '2026-03-07'), title: '清扫', field: 'ENVIRONMENT' as const, roles: [{ title: '志愿者', places: 5, serves: true }] }

describe('the form of an activity', () => {
  test('weekly until a day is every seventh day, that one included; more than sixty are told', () => {
    expect(daysOf({ day: '2026-03-07', rhythm: 'weekly', until: '2026-03-21' })).toEqual(['2026-03-07', '2026-03-14', '2026-03-21'])
    expect(daysOf({ day: '2026-03-07', rhythm: 'once', until: '2027-03-21' })).toEqual(['2026-03-07'])
    expect(activityProblems({ ...typed, rhythm: 'term', until: '2028-03-07' }, false)).toEqual([{ field: 'until', key: 'until' }])
  })

  test('what is missing is named, and what is published is asked for words alone', () => {
    expect(activityProblems(typed, false)).toEqual([])
    expect(activityProblems({ ...typed, title: ' ', field: '', to: '08:00', roles: [{ title: '', places: 5, serves: false }] }, false).map(({ key }) => key)).toEqual(['title', 'field', 'end', 'role'])
    expect(activityProblems({ ...typed, day: '', roles: [] }, true)).toEqual([])
    expect(activityInput(typed, true)).toMatchObject({ sessions: null, roles: null })
  })

  test('a course takes its subject, and a field only where hours are counted', () => {
    expect(activityInput({ ...typed, kind: 'COURSE', subject: 'ART', roles: [{ title: '学员', places: 5, serves: false }] }, false)).toMatchObject({ field: null, subject: 'ART', wholeTerm: false, sessions: [{ startsAt: '2026-03-07T01:00:00.000Z' }] })
    expect(activityProblems({ ...typed, kind: 'COURSE', subject: '' }, false)).toEqual([{ field: 'subject', key: 'subject' }])
  })
})
