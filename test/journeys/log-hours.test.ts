import { afterAll, beforeAll, test } from '@jest/globals'
import type { Browser, Page } from 'playwright-core'
import { type TestDatabase, todaysDatabase } from '../harness/database.ts'
import { enter, seesText } from './acts.ts'
import { launchBrowser, screenshot, type Visit } from './browser.ts'
import { type Product, startProduct } from './product.ts'

let database: TestDatabase
let product: Product
let browser: Browser
let member: Visit
let community: Visit

beforeAll(async () => {
  ;[database, browser] = await Promise.all([todaysDatabase(), launchBrowser()])
  product = await startProduct({ databaseUrl: database.url })
  member = await enter(browser, product.url, '林静', { phone: true })
  community = await enter(browser, product.url, '李静')
})

afterAll(async () => {
  for (const visited of [member, community]) await visited?.close()
  await browser?.close()
  await product?.stop()
  await database?.drop()
})

async function log(page: Page, minutes: number, words: string): Promise<void> {
  await page.goto('/hours/new')
  await page.getByText('环境保护', { exact: true }).click()
  await page.getByRole('button', { name: String(minutes), exact: true }).click()
  await page.getByLabel('做了什么，一句话').fill(words)
  await page.getByRole('button', { name: `提交 ${minutes} 分钟` }).click()
  await page.getByRole('heading', { level: 1, name: '我的时长' }).waitFor()
}

test('林静 logs an hour by hand on her phone', async () => {
  const { page } = member
  await page.getByRole('link', { name: '记时长' }).first().click()
  await page.getByText('环境保护', { exact: true }).click()
  await page.getByRole('button', { name: '90', exact: true }).click()
  await page.getByLabel('做了什么，一句话').fill('清理 3 号院北门绿化带的落叶和杂物')
  await screenshot(page, 'log-hours')
  await page.getByRole('button', { name: '提交 90 分钟' }).click()
  await page.getByRole('heading', { level: 1, name: '我的时长' }).waitFor()
  await seesText(page, '待社区确认')
})

test('the second time it is two taps: like last time, send; the community is told that it looks like the first', async () => {
  const { page } = member
  await page.goto('/hours/new')
  await page.getByRole('button', { name: '照此填写' }).click()
  await page.getByRole('button', { name: '提交 90 分钟' }).click()
  await page.getByRole('heading', { level: 1, name: '我的时长' }).waitFor()
  await seesText(page, '待人工核对')
  await log(page, 30, '在路口引导行人')
})

test('李静 of 东安社区 confirms the list in one go, corrects one and returns the doubtful one with a reason', async () => {
  const { page } = community
  await page.goto('/hours/queue')
  await page.getByRole('button', { name: /更正林静.*/ }).last().click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('spinbutton', { name: '时长' }).fill('80')
  await dialog.getByLabel('原因').fill('路上的时间不算')
  await dialog.getByRole('button', { name: '更正并确认' }).click()
  await dialog.waitFor({ state: 'hidden' })
  await seesText(page, '2 条待核对')
  await page.getByRole('button', { name: '退回' }).last().click()
  await page.getByRole('dialog').getByLabel('原因').fill('与上一条重复')
  await page.getByRole('dialog').getByRole('button', { name: '退回' }).click()
  await page.getByRole('dialog').waitFor({ state: 'hidden' })
  await seesText(page, '1 条待核对')
  await screenshot(page, 'hours-queue')
  await page.getByRole('button', { name: '确认这 1 条' }).click()
  await seesText(page, '没有待核对的时长')
})

test('林静 sees what became of each, and her year', async () => {
  const { page } = member
  await page.goto('/hours')
  await seesText(page, '东安社区：路上的时间不算')
  await seesText(page, '东安社区：与上一条重复')
  await page.goto('/')
  await seesText(page, /1\.8 小时/)
})
