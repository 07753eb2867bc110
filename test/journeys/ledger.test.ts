import { afterAll, beforeAll, expect, test } from '@jest/globals'
import pg from 'pg'
import type { Browser } from 'playwright-core'
import { LINES, confirmed, uuid } from '../harness/certificate-acts.ts'
import { type TestDatabase, todaysDatabase } from '../harness/database.ts'
import { id } from '../harness/story.ts'
import { enter, seesText } from './acts.ts'
import { launchBrowser, screenshot, type Visit } from './browser.ts'
import { type Product, startProduct } from './product.ts'

const daysAgo = (days: number): string => new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10)
const COMMUNITY = id('Organization', '130102002019')

let database: TestDatabase
let product: Product
let browser: Browser
let owner: pg.Client
let secretary: Visit
beforeAll(async () => {
  ;[database, browser] = await Promise.all([todaysDatabase(), launchBrowser()])
  product = await startProduct({ databaseUrl: database.url })
  owner = new pg.Client(database.url)
  await owner.connect()
  const sql = async <R extends pg.QueryResultRow>(text: string, values?: unknown[]): Promise<R[]> => (await owner.query<R>(text, values)).rows
  await confirmed({ sql }, uuid(id('Person', '19900000007')), LINES.map((line, n) => ({ ...line, servedOn: daysAgo(LINES.length - n) })))
  secretary = await enter(browser, product.url, '李秀英', { phone: true })
})
afterAll(async () => {
  await secretary?.close()
  await browser?.close()
  await owner?.end()
  await product?.stop()
  await database?.drop()
})

test('李秀英 has the ledger of 东安社区 checked on her phone, and is told what is not covered yet', async () => {
  const { page } = secretary
  await page.goto(`/organizations/${COMMUNITY}`)
  await page.getByRole('link', { name: '查看账本' }).click()
  await page.getByRole('heading', { level: 1, name: '社区账本' }).waitFor()
  await page.getByRole('button', { name: '现在核验' }).click()
  await seesText(page, '核验相符')
  await seesText(page, /还没有存证|尚未存证/)
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390)
  await screenshot(page, 'ledger')
})

test('she corrects an entry: the old one stays, crossed out, and two new ones say why', async () => {
  const { page } = secretary
  await page.getByRole('button', { name: /^更正林静/ }).first().click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('spinbutton', { name: '更正为' }).fill('15')
  await dialog.getByLabel('原因').fill('路上的时间不算')
  await dialog.getByRole('button', { name: '更正', exact: true }).click()
  await dialog.waitFor({ state: 'hidden' })
  await seesText(page, '已冲销')
  await seesText(page, /对第 \d+ 条：路上的时间不算/)
  await page.getByRole('button', { name: '现在核验' }).click()
  await seesText(page, '核验相符')
})

test('somebody edits a record behind the product’s back: the page says from which entry on', async () => {
  await owner.query('begin; alter table service_records disable trigger user')
  const { rows } = await owner.query<{ seq: number }>('update service_records set minutes = 300 where id = (select id from service_records where community_id = $1 order by seq limit 1 offset 1) returning seq', [uuid(COMMUNITY)])
  await owner.query('alter table service_records enable trigger user; commit')
  const { page } = secretary
  await page.getByRole('button', { name: '现在核验' }).click()
  await seesText(page, '核验不符')
  await seesText(page, new RegExp(`从第 ${rows[0]!.seq} 条起：内容被改动`))
})
