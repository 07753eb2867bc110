import { describe, expect, test } from '@jest/globals'
import { valuesOf } from '@red-alliance/shared/glossary'
import { noticeText } from './notice-texts.ts'

describe('every notice has its sentence', () => {
  test.each(valuesOf('NoticeKind'))('%s, in both languages, also without its details', (kind) => {
    expect(noticeText(kind, {})).toMatch(/^[^{}]*\p{Script=Han}.*。$/u)
    expect(noticeText(kind, {}, 'en')).toMatch(/^[^{}\p{Script=Han}]+\.$/u)
  })

  test('with the words of the dictionary', () => {
    expect(noticeText('PROPOSAL_DECLINED', { title: '居民夜间停车', reason: 'SAFETY' })).toBe('“居民夜间停车”的匹配建议对方未接受：安全管理原因。')
    expect(noticeText('PROPOSAL_WAITING', { count: 3 })).toBe('有 3 条匹配建议待您确认。')
    expect(noticeText('PROPOSAL_WAITING', { count: 1, title: '居民夜间停车' })).toBe('“居民夜间停车”有一条匹配建议待您确认。')
  })
})
