import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { DAY, onDays, PRESETS, union, type WeeklyWindows } from './weekly-windows.ts'
import { parseWindows } from './windows-reading.ts'
import { anyWindows } from './windows-samples.ts'
import { windowsSentence, windowsSentenceEn } from './windows-sentence.ts'

const nightsAndWeekend = union(PRESETS.workdayNights, PRESETS.weekends)
const night = [18 * 60, DAY + 8 * 60] as const

const SENTENCES: readonly (readonly [string, string, WeeklyWindows])[] = [
  ['工作日 18:00 至次日 08:00，周末全天', 'Workdays 18:00 to 08:00 the next day; weekends all day', nightsAndWeekend],
  ['工作日 18:00 至次日 08:00', 'Workdays 18:00 to 08:00 the next day', PRESETS.workdayNights],
  ['每天 18:00 至次日 08:00，周末全天', 'Every day 18:00 to 08:00 the next day; weekends all day', union(nightsAndWeekend, onDays([0], 0, 480))],
  ['每天 18:00 至次日 08:00', 'Every day 18:00 to 08:00 the next day', onDays([0, 1, 2, 3, 4, 5, 6], ...night)],
  ['周日至周四 18:00 至次日 08:00', 'Sunday to Thursday 18:00 to 08:00 the next day', onDays([6, 0, 1, 2, 3], ...night)],
  ['周一至周四 18:00 至次日 08:00，周五至周日全天', 'Monday to Thursday 18:00 to 08:00 the next day; Friday to Sunday all day', union(onDays([0, 1, 2, 3], ...night), onDays([4, 5, 6], 0, DAY))],
  ['全周', 'All week', PRESETS.allWeek],
  ['没有时段', 'No hours', []],
  ['周末全天', 'Weekends all day', PRESETS.weekends],
  ['工作日 08:00 至 18:00', 'Workdays 08:00 to 18:00', PRESETS.workdayDays],
  ['周六 08:00 至 12:00', 'Saturday 08:00 to 12:00', onDays([5], 480, 720)],
  ['周二、周四 14:00 至 16:00', 'Tuesday and Thursday 14:00 to 16:00', onDays([1, 3], 840, 960)],
  ['周二 08:00 至 10:00、14:00 至 16:00，周日全天', 'Tuesday 08:00 to 10:00 and 14:00 to 16:00; Sunday all day', union(union(onDays([1], 480, 600), onDays([1], 840, 960)), onDays([6], 0, DAY))],
  ['周五 18:00 至 24:00，周末全天', 'Friday 18:00 to 24:00; weekends all day', union(onDays([4], 1080, DAY), PRESETS.weekends)],
  ['周一 00:00 至 08:00，周末全天', 'Monday 00:00 to 08:00; weekends all day', union(onDays([0], 0, 480), PRESETS.weekends)],
]

describe('the sentence of weekly windows', () => {
  test.each(SENTENCES)('%s', (zh, en, windows) => {
    expect(windowsSentence(windows)).toBe(zh)
    expect(windowsSentenceEn(windows)).toBe(en)
    expect(parseWindows(zh)).toEqual({ windows })
  })

  test('every set of hours is read back from its sentence', () => {
    fc.assert(
      fc.property(anyWindows, (windows) => {
        expect(parseWindows(windowsSentence(windows))).toEqual({ windows })
      }),
      { numRuns: 2000 },
    )
  })
})

describe('reading typed hours', () => {
  test.each([
    ['18:00-次日08:00', onDays([0, 1, 2, 3, 4, 5, 6], ...night)],
    ['每天18：00－次日08：00', onDays([0, 1, 2, 3, 4, 5, 6], ...night)],
    ['周一至周五 １８：００ 到第二天 8:00；周末 全天', nightsAndWeekend],
    ['星期一到星期五每天 18点至次日8点, 周六日全天。', nightsAndWeekend],
    ['周一至五 18:00-8:00，周六、周日全天', nightsAndWeekend],
    ['工作日18-24点', onDays([0, 1, 2, 3, 4], 1080, DAY)],
    ['周二、四 下午2点到4点', onDays([1, 3], 840, 960)],
    ['周二、四 下午2点到下午4点半', onDays([1, 3], 840, 990)],
    ['每周六上午8点至12点', onDays([5], 480, 720)],
    ['周二和周四 14:00~16:00', onDays([1, 3], 840, 960)],
    ['周二 8:00-10:00，14:00-16:00', union(onDays([1], 480, 600), onDays([1], 840, 960))],
  ])('%s', (text, windows) => {
    expect(parseWindows(text)).toEqual({ windows })
  })

  test.each([
    ['', 'EMPTY', 0],
    [' ，', 'EMPTY', 0],
    ['工作日', 'TIME_EXPECTED', 3],
    ['工作日 18:00', 'END_EXPECTED', 9],
    ['工作日 18:00 至', 'END_EXPECTED', 11],
    ['工作日 18:00 至 25:00', 'TIME_INVALID', 12],
    ['工作日 18:70 至 19:00', 'TIME_INVALID', 4],
    ['工作日 24:00 至 24:00', 'TIME_INVALID', 4],
    ['工作日 18:00 至 18:00', 'SPAN_EMPTY', 4],
    ['工作日 8:00-9:00，明天', 'UNKNOWN_WORD', 14],
    ['周八 8:00-9:00', 'UNKNOWN_WORD', 0],
  ])('"%s" is %s at %d', (text, problem, position) => {
    expect(parseWindows(text)).toEqual({ problem, position })
  })

  test('any text ends in windows or a problem inside the text', () => {
    const pieces = fc.array(fc.constantFrom('周', '一', '日', '至', '次日', '8', '18:00', '全天', '，', '、', ' ', '工作日', '每天', '点', '半', '-', '25:61'), { maxLength: 12 })
    fc.assert(
      fc.property(fc.oneof(fc.string(), pieces.map((p) => p.join(''))), (text) => {
        const reading = parseWindows(text)
        if (reading.problem) expect(reading.position).toBeLessThanOrEqual(text.length)
      }),
      { numRuns: 1000 },
    )
  })
})
