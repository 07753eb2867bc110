import { describe, expect, test } from '@jest/globals'
import { blockText, levelNumber, minutesBlocks } from './blocks.ts'
import { markLines, titleLines } from './lines.ts'
import { MINUTES } from './testing/sample.ts'
import { chineseDate, chineseNumber, nameList, oneLine, resolvedSentence, sentence, withoutEnd } from './words.ts'

const texts = (document = MINUTES) => minutesBlocks(document).map(blockText)

describe('what minutes say', () => {
  test('head, body, notes of attachments, attendance and imprint come in the order of the standard', () => {
    const kinds = minutesBlocks(MINUTES).map(({ kind }) => kind)
    expect(kinds.filter((kind, index) => kind !== kinds[index - 1] && !['heading', 'paragraph'].includes(kind))).toEqual(['mark', 'number', 'rule', 'title', 'attachment', 'attendance', 'imprint'])
  })

  test('a resolved item says who does what with whom by when', () => {
    expect(texts()).toContain('1.完成停车登记系统录入和小区公示，由校园社区党委主办，省第二实验小学党总支、市供电公司青园营业部党支部协办，于2026年3月25日前完成。')
    expect(resolvedSentence({ text: '报告使用情况；', lead: '校园社区党委', coOrganizations: [' '], dueOn: '2026-12-31' })).toBe('报告使用情况，由校园社区党委主办，于2026年12月31日前完成。')
  })

  test('a draft leaves out who and when that nobody named yet', () => {
    expect(resolvedSentence({ text: '勘验现场', lead: '', coOrganizations: [], dueOn: null })).toBe('勘验现场。')
  })

  test('opinions and decisions are told apart where there are both, and only there', () => {
    const second = minutesBlocks(MINUTES).flatMap((block) => (block.kind === 'heading' && block.level === 2 ? [blockText(block)] : []))
    expect(second).toEqual(['（一）各方意见', '（二）会议议定'])
    expect(texts()).toContain('校园社区党委：赞成。')
    expect(texts()).toContain('2.市供电公司青园营业部党支部（有保留）：可以提供25个车位，抢修车辆的通道须全天留出。')
  })

  test('what was carried over, handed up or only told is said', () => {
    expect(texts()).toContain('本议题未作决定，结转下次会议继续商议。')
    expect(texts()).toContain('本议题提请上级联席会议研究。')
  })

  test('notes of attachments have no mark at their end, and a single one no number', () => {
    expect(texts()).toContain('附件：1.校园社区九个老旧小区车位情况一览表')
    expect(texts()).toContain('2.省第二实验小学夜间错峰停车开放方案（试行）')
    expect(texts({ ...MINUTES, attachments: ['一览表。'] })).toContain('附件：一览表')
  })

  test('nobody is addressed, nobody signs and nothing is sealed', () => {
    expect(texts().join('')).not.toMatch(/主送|印章|签发人/)
  })

  test('an empty list of attendance, an empty number and empty paragraphs leave nothing behind', () => {
    const bare = { ...MINUTES, number: '', opening: '\n \n', items: [], present: [], onLeave: [' '], observers: [], attachments: [''], sentTo: [], sha256: null }
    expect(minutesBlocks(bare).map(({ kind }) => kind)).toEqual(['mark', 'rule', 'title', 'imprint'])
  })

  test('a draft says so twice, a correction names its version and reason', () => {
    const draft = texts({ ...MINUTES, issuedOn: null, sha256: null })
    expect(draft).toContain('（草稿）')
    expect(draft.at(-1)).toMatch(/草稿，未印发$/)
    expect(texts({ ...MINUTES, correction: { version: 2, reason: '第一项完成时限误写。' } })).toContain('（第2版，更正：第一项完成时限误写）')
    expect(texts().at(-1)).toMatch(/2026年3月9日印发$/)
  })
})

describe('words', () => {
  test('dates have their year in full and no leading zeros', () => expect(chineseDate('2026-03-05')).toBe('2026年3月5日'))

  test('numbers count as Chinese do', () => {
    expect([1, 9, 10, 11, 20, 23, 99, 100].map(chineseNumber)).toEqual(['一', '九', '十', '十一', '二十', '二十三', '九十九', '100'])
  })

  test('the four levels have the numbers of 7.3.3', () => {
    expect(([1, 2, 3, 4] as const).map((level) => levelNumber(level, 12))).toEqual(['十二、', '（十二）', '12.', '（12）'])
  })

  test('a sentence ends once', () => {
    expect(['同意', '同意。', '同意；', '同意！', '他说“好。”', ''].map(sentence)).toEqual(['同意。', '同意。', '同意。', '同意！', '他说“好。”', ''])
  })

  test('a long row of points costs no time', () => {
    const began = performance.now()
    withoutEnd(`${'。'.repeat(200_000)}完`)
    expect(performance.now() - began).toBeLessThan(2000)
  })

  test('names with commas are parted by something stronger', () => {
    expect(nameList(['张三', ' 李四 '])).toBe('张三、李四')
    expect(nameList(['校园社区：张三、李四', '王五'])).toBe('校园社区：张三、李四；王五')
  })

  test('what no reader can show is left out', () => expect(oneLine('\u0000红\u000b色\u0007\ud800 联\n盟\ufffe')).toBe('红 色\ufffd 联 盟'))

  test('a long title breaks between words into lines of like length', () => {
    expect(titleLines(MINUTES.title)).toEqual(['关于校园社区老旧小区停车与', '充电设施共建共享的会议纪要'])
    expect(titleLines('第三次联席会议纪要')).toEqual(['第三次联席会议纪要'])
  })

  test('a long mark breaks before what it is', () => {
    expect(markLines('石家庄市裕华区青园街道红色联盟联席会议纪要')).toEqual(['石家庄市裕华区青园街道红色联盟', '联席会议纪要'])
    expect(markLines(MINUTES.mark)).toEqual([MINUTES.mark])
  })
})
