import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { DONGAN, type Issued, LINES, REVOKE, SET_ISSUER, confirmed, issue, uuid, withDocument } from '../../../../test/harness/certificate-acts.ts'
import { readPdf } from '../../../../test/harness/pdf.ts'
import { type Story, type Visitor, id, openStory } from '../../../../test/harness/story.ts'
import { originOf } from '../../graphql/origin.ts'
import { closePdfPrinter } from '../../documents/pdf.ts'

const LIN = uuid(id('Person', '19900000007'))

let story: Story
let lin: Visitor
let certificate: Issued
beforeAll(async () => {
  story = await openStory()
  lin = await story.as('林静')
  await (await story.as('李秀英')).ask(SET_ISSUER, { c: DONGAN })
  await withDocument(story, LIN)
  await confirmed(story, LIN)
  certificate = await issue(lin)
})
afterAll(async () => {
  expect(story.faults).toEqual([])
  await story.close()
  await closePdfPrinter()
})

const get = (who: Visitor, what = 'certificate.pdf', of = certificate.id): Promise<Response> => fetch(`${story.url}/certificates/${of}/${what}`, { headers: { cookie: who.cookie } })
const pdfOf = async (who: Visitor, of?: string): Promise<Buffer> => Buffer.from(await (await get(who, 'certificate.pdf', of)).arrayBuffer())
/** What stands on the pages, line by line, without the spaces that justify it. */
const read = async (pdf: Buffer): Promise<string[][]> => (await readPdf(pdf)).map(({ lines }) => lines.map(({ text }) => text.replaceAll(/\s/g, '')))

describe('the paper', () => {
  test('fills one page of A4 and has every field', async () => {
    const pages = await read(await pdfOf(lin))
    expect(pages).toHaveLength(1)
    const text = pages[0]!.join('\n')
    for (const words of [
      '志愿服务记录证明', `编号${certificate.number}`, '姓名林静', '证件类型居民身份证', '证件号码130***********0046', '服务期间2024年1月1日至3月1日', '服务时长与内容', '2024年服务内容分钟',
      '合计5次，390分钟，即6.5小时', '出具单位东安社区居民委员会', '负责人李秀英', '经办人李静', '联系电话0311-55500147', '出具日期2026年3月2日', '扫码核验', certificate.checkCode, `${new URL(story.url).host}/v`,
      '本证明由出具单位依据其志愿服务记录免费出具，打印后可加盖公章；它不是国家机关的认证。',
    ]) expect(text).toContain(words)
    for (const { words, minutes } of LINES) expect(text).toMatch(new RegExp(`${minutes}\n${words}`))
    expect(text).not.toMatch(/13010219/)
  })

  test('with sixty lines goes on over several numbered pages, none of its lines lost', async () => {
    const many = Array.from({ length: 60 }, (_, n) => ({ servedOn: `2023-${String(1 + Math.floor(n / 20)).padStart(2, '0')}-${String(1 + (n % 20)).padStart(2, '0')}`, field: 'CIVILITY', words: `第${n}次引导`, minutes: 30 }))
    await confirmed(story, LIN, many)
    const long = await issue(lin, { from: '2023-01-01', to: '2024-03-01' })
    const pages = await read(await pdfOf(lin, long.id))
    expect(pages.length).toBeGreaterThan(3)
    for (const [index, lines] of pages.entries()) expect(lines.at(-1)).toBe(`${long.number}第${index + 1}页，共${pages.length}页`)
    const text = pages.flat().join('\n')
    expect(many.filter(({ words }) => !text.includes(`\n${words}\n`))).toEqual([])
    expect(text).toContain('日期服务内容分钟')
    expect(text).toContain('2023年1月1日')
    expect(text).toContain('合计65次，2190分钟，即36.5小时')
  })

  test('leads to HTTPS where the product is served over it, whatever stands in front', () => {
    const request = { protocol: 'http', host: 'lianmeng.example' }
    expect([originOf(request, true), originOf(request, false)]).toEqual(['https://lianmeng.example', 'http://lianmeng.example'])
  })

  test('is a file with a name that says what it is', async () => {
    const response = await get(lin)
    expect(response.headers.get('content-type')).toBe('application/pdf')
    expect(decodeURIComponent(response.headers.get('content-disposition')!)).toContain(`志愿服务记录证明 ${certificate.number}.pdf`)
    expect(response.headers.get('cache-control')).toBe('private, no-store')
  })

  test('is given to whoever sees the certificate, and to nobody else', async () => {
    const codes = await Promise.all(['李秀英', '李静', '赵立新', '许文博', '马建国'].map(async (name) => [name, (await get(await story.as(name))).status]))
    expect(codes).toEqual([['李秀英', 200], ['李静', 200], ['赵立新', 404], ['许文博', 404], ['马建国', 404]])
    expect((await get(story.nobody)).status).toBe(401)
    expect((await get(lin, 'certificate.pdf', 'nothing')).status).toBe(404)
    expect((await get(lin, 'certificate.pdf', DONGAN)).status).toBe(404)
  })

  test('has its code as a picture', async () => {
    const response = await get(lin, 'code.svg')
    expect(response.headers.get('content-type')).toContain('image/svg+xml')
    expect(await response.text()).toMatch(/^<svg/)
    expect((await get(await story.as('赵立新'), 'code.svg')).status).toBe(404)
  })

  test('of a revoked certificate is not printed again', async () => {
    const revoked = await issue(lin)
    await (await story.as('李秀英')).ask(REVOKE, { id: revoked.id })
    for (const what of ['certificate.pdf', 'code.svg']) {
      const response = await get(lin, what, revoked.id)
      expect([response.status, await response.json()]).toMatchObject([400, { errors: [{ message: 'WRONG_STATUS', extensions: { details: { status: 'REVOKED' } } }] }])
    }
  })
})
