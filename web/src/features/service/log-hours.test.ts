import { describe, expect, test } from '@jest/globals'
import { type HoursDraft, hoursInput, hoursOf, hoursProblems } from './log-hours.ts'

const draft: HoursDraft = { communityId: 'c', communityName: '东安社区', day: '2026-03-02', minutes: 90, field: 'ENVIRONMENT', words: ' 清扫楼道 ', files: [{ id: 'f', name: '楼道.jpg' }] }

describe('林静 logs her hours', () => {
  test('what is right has no problems and goes out without blanks', () => {
    expect(hoursProblems(draft, '2026-03-02')).toEqual([])
    expect(hoursInput(draft)).toEqual({ communityId: 'c', servedOn: '2026-03-02', minutes: 90, field: 'ENVIRONMENT', words: '清扫楼道', fileIds: ['f'] })
  })

  test('a day to come, one long past, none, and what is missing are said by field', () => {
    const keys = (changes: Partial<HoursDraft>): string[] => hoursProblems({ ...draft, ...changes }, '2026-03-02').map(({ field, key }) => `${field} ${key}`)
    expect(keys({ day: '2026-03-03' })).toEqual(['day future'])
    expect(keys({ day: '2024-03-01' })).toEqual(['day past'])
    expect(keys({ day: '', field: '', words: ' ', communityId: '', minutes: 0 })).toEqual(['community community', 'day day', 'minutes minutes', 'field field', 'words words'])
  })

  test('hours are said to a tenth', () => {
    expect([30, 50, 90, 390].map(hoursOf)).toEqual([0.5, 0.8, 1.5, 6.5])
  })
})
