import { afterAll, beforeAll, test } from '@jest/globals'
import type { Browser } from 'playwright-core'
import { type TestDatabase, todaysDatabase } from '../harness/database.ts'
import { accept, enter, fillEntry, openWaiting, runMatching, seesText } from './acts.ts'
import { launchBrowser, screenshot, type Visit } from './browser.ts'
import { type Product, startProduct } from './product.ts'

let database: TestDatabase
let product: Product
let browser: Browser
let clerk: Visit
let secretary: Visit

beforeAll(async () => {
  ;[database, browser] = await Promise.all([todaysDatabase(), launchBrowser()])
  product = await startProduct({ databaseUrl: database.url })
  clerk = await enter(browser, product.url, '孙晓梅')
  secretary = await enter(browser, product.url, '赵立新')
})

afterAll(async () => {
  await clerk?.close()
  await secretary?.close()
  await browser?.close()
  await product?.stop()
  await database?.drop()
})

const AGREED = { 单位由谁同意: '钱店长' }

test('孙晓梅 records what 惠民超市 offers: its manager agreed on the telephone', async () => {
  const { page } = clerk
  await page.goto('/resources/new')
  await page.getByLabel('以谁的名义').selectOption({ label: '其他驻区单位（代录）' })
  await page.getByRole('combobox', { name: /单位/ }).fill('惠民')
  await page.getByRole('option', { name: /惠民超市/ }).click()
  await page.getByLabel('单位由谁同意').fill('钱店长')
  await page.getByLabel('以何种方式').selectOption({ label: '电话' })
  await fillEntry(page, { category: '车位', title: '惠民超市顶层停车', quantity: 12, choose: { 车辆: '小汽车' }, week: ['工作日夜间', '周末全天'], fill: { 联系人: '钱店长', 联系电话: '19900000088' } })
  await page.getByRole('button', { name: '发布资源' }).click()
  await page.getByRole('heading', { level: 1, name: '惠民超市顶层停车' }).waitFor()
  await seesText(page, '钱店长')
  await seesText(page, /电话/)
  await screenshot(page, 'proxy-record')
})

test('the run proposes it for the residents, and the clerk confirms on behalf of the unit', async () => {
  const { page } = clerk
  await runMatching(page)
  await page.goto('/resources')
  await page.getByText('惠民超市顶层停车').first().click()
  await page.getByRole('link', { name: /居民夜间停车/ }).or(page.getByRole('button', { name: /答复/ })).first().click()
  await page.waitForURL(/\/proposals\//)
  await page.getByRole('button', { name: /惠民超市/ }).click()
  for (const [label, value] of Object.entries(AGREED)) await page.getByLabel(label).fill(value)
  await page.getByLabel('以何种方式').selectOption({ label: '上门' })
  await accept(page)
  await seesText(page, /代录/)
})

test('赵立新 confirms for the street: the project begins although the unit never logged in', async () => {
  const { page } = secretary
  await openWaiting(page, '居民夜间停车', '惠民超市')
  await accept(page)
  await page.getByRole('link', { name: '看共建项目' }).click()
  await page.waitForURL(/\/projects\//)
  await seesText(page, '惠民超市')
  await seesText(page, '19900000088')
})
