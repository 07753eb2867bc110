import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import ExcelJS from 'exceljs'
import { DRAFT_NEED, NEED_INPUT, PUBLISH_NEED } from '../../../../test/harness/inputs.ts'
import { type Story, id, openStory } from '../../../../test/harness/story.ts'

let story: Story
beforeAll(async () => {
  story = await openStory()
})
afterAll(async () => {
  expect(story.faults).toEqual([])
  await story.close()
})

const FORMULAS = ['=HYPERLINK("http://example.org","奖品")', '+1+1', '-1+1', '@SUM(A1)', '\t=1', '=1+1|cmd']

const download = async (name: string | null, path: string): Promise<Response> => fetch(`${story.url}/export/${path}`, { headers: name ? { cookie: (await story.as(name)).cookie } : {} })
const rowsOf = async (response: Response): Promise<ExcelJS.CellValue[][]> => {
  expect(response.status).toBe(200)
  const workbook = new ExcelJS.Workbook()
  await workbook.xlsx.load(await response.arrayBuffer())
  const rows: ExcelJS.CellValue[][] = []
  workbook.worksheets[0]!.eachRow((row) => rows.push((row.values as ExcelJS.CellValue[]).slice(1)))
  return rows
}
const column = (rows: ExcelJS.CellValue[][], header: string): ExcelJS.CellValue[] => rows.slice(1).map((row) => row[rows[0]!.indexOf(header)])

describe('the Excel sheet of a list', () => {
  test.each(['', 'status=PUBLISHED', 'category=PARKING,GOODS', 'category=PARKING&category=GOODS', `withinId=${id('Organization', '130108')}`, `allianceId=${id('Alliance', '青园街道红色联盟')}`, 'search=停车', 'mine=true', 'search=没有的'])('with ?%s has the lines of the page, in its order', async (query) => {
    const parameters = new URLSearchParams(query)
    const filter = {
      ...(parameters.has('status') && { status: parameters.getAll('status') }),
      ...(parameters.has('category') && { category: parameters.getAll('category').join(',').split(',') }),
      ...Object.fromEntries(['withinId', 'allianceId', 'search'].filter((name) => parameters.has(name)).map((name) => [name, parameters.get(name)])),
      ...(parameters.has('mine') && { mine: true }),
    }
    for (const list of ['needs', 'resources']) {
      const asked = await (await story.as('赵立新')).ask<Record<string, { nodes: { title: string; quantity: number | null; contactPhone: string }[] }>>(`query ($filter: EntryFilter) { ${list}(first: 100, filter: $filter) { nodes { title quantity contactPhone } } }`, { filter })
      const rows = await rowsOf(await download('赵立新', `${list}.xlsx?${query}`))
      expect(column(rows, '名称')).toEqual(asked[list]!.nodes.map(({ title }) => title))
      expect(column(rows, '数量').map((value) => value ?? null)).toEqual(asked[list]!.nodes.map(({ quantity }) => quantity))
      expect(column(rows, '联系电话')).toEqual(asked[list]!.nodes.map(({ contactPhone }) => contactPhone))
    }
  })

  test('beyond one page everything is there once', async () => {
    await story.sql(`insert into needs (id, owner_id, title, category, unit, divisible, least_part, starts_on, ends_on, audience_kind, contact_name, contact_phone, stage, published_at, created_at, updated_at, quantity, urgency)
      select gen_random_uuid(), owner_id, '第' || i || '条', 'GOODS', 'ITEM', true, 1, starts_on, ends_on, 'PUBLIC', '值班室', '19900000099', 'PUBLISHED', created_at, created_at, created_at, 1, 1 from generate_series(1, 250) i, (select * from needs limit 1) one`)
    const titles = column(await rowsOf(await download('赵立新', 'needs.xlsx?search=条')), '名称')
    expect(titles).toHaveLength(250)
    expect(new Set(titles).size).toBe(250)
    await story.sql("delete from needs where title like '第%条'")
  })

  test('what begins like a formula is a text', async () => {
    const zhao = await story.as('赵立新')
    for (const title of FORMULAS) {
      const { draftNeed } = await zhao.ask<{ draftNeed: { id: string } }>(DRAFT_NEED, { input: { ...NEED_INPUT, title, description: title, contactName: title.trim().slice(0, 20) } })
      await zhao.ask(PUBLISH_NEED, { id: draftNeed.id })
    }
    const rows = await rowsOf(await download('赵立新', 'needs.xlsx'))
    const cells = rows.slice(1).flat()
    expect(cells.filter((cell) => typeof cell === 'object' && cell !== null)).toEqual([])
    expect(cells.filter((cell) => typeof cell === 'string' && /^[=+\-@\t\r]/.test(cell))).toEqual([])
    for (const title of FORMULAS) expect(cells).toContain(`'${title.trim()}`)
  })

  test('a text with characters that no sheet may hold can still be opened', async () => {
    const zhao = await story.as('赵立新')
    const { draftNeed } = await zhao.ask<{ draftNeed: { id: string } }>(DRAFT_NEED, { input: { ...NEED_INPUT, title: 'ab\ufffe<&>"]]>', description: '第一行\n第二行\u0001\u001f\u0008' } })
    await zhao.ask(PUBLISH_NEED, { id: draftNeed.id })
    expect(column(await rowsOf(await download('赵立新', 'needs.xlsx')), '名称').some((title) => /^ab.*<&>"\]\]>$/.test(String(title)))).toBe(true)
    expect((await zhao.attempt(DRAFT_NEED, { input: { ...NEED_INPUT, title: '两\n行' } })).code).toBe('BAD_INPUT')
  })

  test('刘桂兰 gets what she sees: no drafts, no full telephone numbers; nobody gets 401', async () => {
    const zhao = await story.as('赵立新')
    await zhao.ask(DRAFT_NEED, { input: { ...NEED_INPUT, title: '草稿一条' } })
    const own = await rowsOf(await download('赵立新', 'needs.xlsx'))
    const hers = await rowsOf(await download('刘桂兰', 'needs.xlsx'))
    expect(column(own, '名称')).toContain('草稿一条')
    expect(column(hers, '名称')).not.toContain('草稿一条')
    expect(column(own, '联系电话')).toContain('19900000003')
    expect(column(hers, '联系电话').every((phone) => /^1\d{2}\*{4}\d{4}$/.test(String(phone)))).toBe(true)
    const refused = await download(null, 'needs.xlsx')
    expect(refused.status).toBe(401)
    expect(await refused.json()).toMatchObject({ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] })
    expect((await download('赵立新', 'sessions.xlsx')).status).toBe(404)
  })
})
