import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import ExcelJS from 'exceljs'
import { DONGAN, LINES, confirmed, uuid } from '../../../../test/harness/certificate-acts.ts'
import { type Story, id, openStory } from '../../../../test/harness/story.ts'

const LIN = uuid(id('Person', '19900000007'))
const NUMBER = '11010519491231002X'

let story: Story
beforeAll(async () => {
  story = await openStory()
  await (await story.as('林静')).ask('mutation ($n: String!) { setIdentityDocument(kind: ID_CARD, number: $n, consent: true) { id } }', { n: NUMBER })
  await confirmed(story, LIN)
  await confirmed(story, uuid(id('Person', '19900000008')), [{ servedOn: '2024-02-10', field: 'ELDERLY', words: '=HYPERLINK("http://example.org","奖品"), 陪聊', minutes: 50 }])
})
afterAll(async () => {
  expect(story.faults).toEqual([])
  await story.close()
})

const get = async (name: string | null, kind: 'csv' | 'xlsx', more: Record<string, string> = {}, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(`${story.url}/export/service-records.${kind}?${new URLSearchParams({ communityId: DONGAN, year: '2024', ...more }).toString()}`, { headers: { ...headers, ...(name ? { cookie: (await story.as(name)).cookie } : {}) } })
const csv = async (...asked: Parameters<typeof get>): Promise<string[]> => (await (await get(...asked)).text()).replace(/^\ufeff/, '').trimEnd().split('\r\n')
const looks = (): Promise<object[]> => story.sql('select u.purpose, p.name, o.name as place from unmaskings u join people p on p.id = u.person_id join organizations o on o.id = u.organization_id order by u.at')

describe('a year of 东安社区 for the ministry’s system', () => {
  test('as CSV: the head, then each record by its day, the numbers masked, hours with two decimals', async () => {
    const [head, ...lines] = await csv('李静', 'csv')
    expect(head).toBe('姓名,证件类型,证件号码,服务项目,服务类别,服务日期,服务时长（小时）,服务内容,组织')
    expect(lines).toHaveLength(LINES.length + 1)
    expect(lines[0]).toBe('林静,居民身份证,110***********002X,环境保护,环境保护,2024-01-10,2.00,清理楼院绿化带,东安社区')
    expect(lines.filter((line) => line.startsWith('林静')).map((line) => line.split(',')[6])).toEqual(['2.00', '1.50', '1.00', '1.50', '0.50'])
  })

  test('what begins like a formula is a text, and commas stay in their cell', async () => {
    expect((await csv('李静', 'csv')).find((line) => line.startsWith('刘桂兰'))).toBe(`刘桂兰,,,助老,助老,2024-02-10,0.83,"'=HYPERLINK(""http://example.org"",""奖品""), 陪聊",东安社区`)
  })

  test('as Excel: the same', async () => {
    const response = await get('李秀英', 'xlsx')
    expect(decodeURIComponent(response.headers.get('content-disposition')!)).toContain('东安社区服务记录-2024.xlsx')
    const workbook = new ExcelJS.Workbook()
    await workbook.xlsx.load(await response.arrayBuffer())
    const rows: ExcelJS.CellValue[][] = []
    workbook.worksheets[0]!.eachRow((row) => rows.push((row.values as ExcelJS.CellValue[]).slice(1)))
    expect(rows).toHaveLength(LINES.length + 2)
    expect(rows[1]).toEqual(['林静', '居民身份证', '110***********002X', '环境保护', '环境保护', '2024-01-10', 2, '清理楼院绿化带', '东安社区'])
  })

  test('masked it leaves no look, but an entry in the audit', async () => {
    expect(await looks()).toEqual([])
    const [event] = await story.sql("select p.name, e.details from audit_events e join people p on p.id = e.person_id where operation = 'serviceRecords.export' order by e.id desc limit 1")
    expect(event).toEqual({ name: '李秀英', details: { year: 2024, records: LINES.length + 1, purpose: null } })
  })

  test('another year has nothing but its head', async () => {
    expect(await csv('李静', 'csv', { year: '2019' })).toHaveLength(1)
  })
})

describe('whole document numbers', () => {
  test('want a purpose; each person is told once, and each look is written down', async () => {
    const [, first] = await csv('李静', 'csv', { purpose: '报送民政志愿服务系统' })
    expect(first).toContain(`林静,居民身份证,${NUMBER},`)
    expect(await looks()).toEqual([{ purpose: '报送民政志愿服务系统', name: '林静', place: '东安社区' }])
    const { notices } = await (await story.as('林静')).ask<{ notices: { nodes: object[] } }>('{ notices(first: 1) { nodes { kind details } } }')
    expect(notices.nodes).toEqual([{ kind: 'DOCUMENT_UNMASKED', details: { place: '东安社区', name: '李静', purpose: '报送民政志愿服务系统' } }])
  })

  test.each(['', '   ', '长'.repeat(201)])('a purpose of "%s" is none', async (purpose) => {
    expect((await get('李静', 'csv', { purpose })).status).toBe(400)
    expect(await looks()).toHaveLength(1)
  })

  test('are not given to a link on a page elsewhere', async () => {
    expect((await get('李静', 'csv', { purpose: '报送' }, { 'Sec-Fetch-Site': 'cross-site' })).status).toBe(403)
    expect((await get('李静', 'csv', {}, { 'Sec-Fetch-Site': 'cross-site' })).status).toBe(200)
    expect(await looks()).toHaveLength(1)
  })
})

describe('nobody else', () => {
  test.each([['赵立新', 403], ['马建国', 403], ['高志远', 403], ['许文博', 403], ['林静', 403], ['刘桂兰', 403], [null, 401]])('%s gets %i', async (name, status) => {
    for (const kind of ['csv', 'xlsx'] as const) expect((await get(name, kind, { purpose: '看看' })).status).toBe(status)
    expect(await looks()).toHaveLength(1)
  })

  test.each<Record<string, string>>([{ year: '0' }, { year: '1999' }, { year: '99999' }, { year: 'x' }, { communityId: 'x' }, { communityId: LIN }, { year: '2101' }])('%p is refused', async (wrong) => {
    expect([400, 404]).toContain((await get('李静', 'csv', wrong)).status)
  })

  test('a refusal is written down, too', async () => {
    const [{ count } = { count: 0 }] = await story.sql<{ count: number }>("select count(*)::int from audit_events where operation = 'serviceRecords.export' and refusal = 'FORBIDDEN'")
    expect(count).toBeGreaterThanOrEqual(12)
  })
})
