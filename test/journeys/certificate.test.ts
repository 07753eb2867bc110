import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import jsQR from 'jsqr'
import pg from 'pg'
import type { Browser, Page } from 'playwright-core'
import { LINES, confirmed, uuid, withDocument } from '../harness/certificate-acts.ts'
import { type TestDatabase, todaysDatabase } from '../harness/database.ts'
import { readPdf } from '../harness/pdf.ts'
import { id } from '../harness/story.ts'
import { enter, seesText } from './acts.ts'
import { launchBrowser, screenshot, visit, type Visit } from './browser.ts'
import { type Product, startProduct } from './product.ts'

let database: TestDatabase
let product: Product
let browser: Browser
let lin: Visit
let secretary: Visit
/** Where the code on the paper leads. */
let address: string

beforeAll(async () => {
  ;[database, browser] = await Promise.all([todaysDatabase(), launchBrowser()])
  product = await startProduct({ databaseUrl: database.url })
  const owner = new pg.Client(database.url)
  await owner.connect()
  const sql = async <R extends pg.QueryResultRow>(text: string, values?: unknown[]): Promise<R[]> => (await owner.query<R>(text, values)).rows
  const person = uuid(id('Person', '19900000007'))
  await confirmed({ sql }, person, LINES)
  await withDocument({ sql }, person)
  await owner.end()
  lin = await enter(browser, product.url, '林静', { phone: true })
  secretary = await enter(browser, product.url, '李秀英')
})

afterAll(async () => {
  for (const visited of [lin, secretary]) await visited?.close()
  await browser?.close()
  await product?.stop()
  await database?.drop()
})

/** A phone of somebody who has never logged in here. */
async function stranger(url: string, look: (page: Page) => Promise<void>): Promise<void> {
  const visited = await visit(browser, url, { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true })
  visited.page.setDefaultTimeout(10_000)
  await look(visited.page)
  await visited.close()
}

test('李秀英 writes down who answers for the certificates of 东安社区', async () => {
  const { page } = secretary
  await page.goto(`/organizations/${id('Organization', '130102002019')}`)
  await seesText(page, '还没有写明负责人、经办人和联系电话，暂不能开具证明。')
  await page.getByRole('button', { name: '填写' }).click()
  await page.getByLabel('负责人').fill('李秀英')
  await page.getByLabel('经办人').fill('李静')
  await page.getByLabel('联系电话').fill('0311-55500147')
  await page.getByRole('button', { name: '保存' }).click()
  await seesText(page, '0311-55500147')
})

test('林静 has a certificate made on her phone and sees the paper', async () => {
  const { page } = lin
  await page.goto('/')
  await page.getByRole('link', { name: '记录与证明' }).click()
  await page.getByRole('button', { name: '开具证明' }).click()
  await page.getByText('自选', { exact: true }).click()
  await page.getByLabel('从', { exact: true }).fill('2024-01-01')
  await page.getByLabel('到', { exact: true }).fill('2024-03-01')
  await page.getByRole('button', { name: '开具', exact: true }).click()
  await page.waitForURL(/\/certificates\/[^/]+$/)
  const paper = page.getByRole('article', { name: '志愿服务记录证明' })
  await paper.waitFor()
  for (const words of ['林静', '居民身份证', '130***********0046', '清理楼院绿化带', '5 次，390 分钟，即 6.5 小时', '东安社区居民委员会', '它不是国家机关的认证。']) await paper.getByText(words).first().waitFor()
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390)
  await screenshot(page, 'certificate')
})

test('the PDF she downloads carries the code that leads to its verification', async () => {
  const { page } = lin
  const [download] = await Promise.all([page.waitForEvent('download', { timeout: 60_000 }), page.getByRole('link', { name: '下载 PDF' }).click()])
  const [sheet, ...more] = await readPdf(await readFile(await download.path()))
  expect(more).toEqual([])
  const canvas = await sheet!.draw(3)
  const { data, width, height } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height)
  address = jsQR(new Uint8ClampedArray(data), width, height)?.data ?? ''
  expect(address).toMatch(new RegExp(`^${product.url}/v/ZM-130102002019-\\d{4}-\\d{4}\\?c=[2-9A-HJ-NP-Z]{10}$`))
})

test('whoever scans it is told that it is valid, without logging in', async () => {
  await stranger(address, async (page) => {
    await page.getByRole('heading', { name: '有效' }).waitFor()
    for (const words of ['林*', '130***********0046', '5 次，390 分钟，即 6.5 小时', '东安社区居民委员会', '5 条记录与账本相符，最近的尚未存证。']) await seesText(page, words)
    expect(await page.getByText('林静').count()).toBe(0)
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390)
    await screenshot(page, 'certificate-check')
  })
})

test('a link that was tampered with is refused, and the form takes what the paper says', async () => {
  const last = address.at(-1) === '2' ? '3' : '2'
  await stranger(address.replace(/.$/, last), async (page) => {
    await page.getByRole('heading', { name: '查无此证' }).waitFor()
    expect(await page.getByText('林*').count()).toBe(0)
    await page.getByLabel('校验码').fill(address.slice(-10).toLowerCase())
    await page.getByRole('button', { name: '核验' }).click()
    await page.getByRole('heading', { name: '有效' }).waitFor()
  })
})

test('the number typed by hand leads there, too', async () => {
  await stranger(`${product.url}/v`, async (page) => {
    await page.getByRole('button', { name: '核验' }).click()
    await seesText(page, '请填写')
    await page.getByLabel('编号').fill(/ZM-[\d-]+/.exec(address)![0])
    await page.getByLabel('校验码').fill(address.slice(-10))
    await page.getByRole('button', { name: '核验' }).click()
    await page.getByRole('heading', { name: '有效' }).waitFor()
  })
})

test('李秀英 revokes it with a reason; from then on the code says so, and 林静 is told', async () => {
  const { page } = secretary
  await page.getByRole('link', { name: '已开具的证明' }).click()
  await page.getByRole('link', { name: /林静/ }).click()
  await page.getByRole('button', { name: '撤销' }).click()
  await page.getByLabel('原因').fill('记录有误')
  await page.getByRole('dialog').getByRole('button', { name: '撤销' }).click()
  await seesText(page, /已撤销：记录有误/)
  await stranger(address, async (visited) => {
    await visited.getByRole('heading', { name: '已撤销' }).waitFor()
    expect(await visited.getByText('130***********0046').count()).toBe(0)
  })
  await lin.page.goto('/me/certificates')
  await seesText(lin.page, '已撤销')
  await lin.page.goto('/notices')
  await seesText(lin.page, /服务记录证明已撤销：记录有误/)
})
