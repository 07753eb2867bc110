import { afterAll, beforeAll, test } from '@jest/globals'
import type { Browser } from 'playwright-core'
import { type TestDatabase, todaysDatabase } from '../harness/database.ts'
import { enter, seesText } from './acts.ts'
import { launchBrowser, screenshot, type Visit } from './browser.ts'
import { type Product, startProduct } from './product.ts'

let database: TestDatabase
let product: Product
let browser: Browser
let clerk: Visit

beforeAll(async () => {
  ;[database, browser] = await Promise.all([todaysDatabase(), launchBrowser()])
  product = await startProduct({ databaseUrl: database.url })
  clerk = await enter(browser, product.url, '孙晓梅', { phone: true })
})

afterAll(async () => {
  await clerk?.close()
  await browser?.close()
  await product?.stop()
  await database?.drop()
})

test('孙晓梅 logs yesterday\'s meeting on her phone between two telephone calls', async () => {
  const { page } = clerk
  await page.goto('/meetings/log')
  const yesterday = new Date(Date.now() + 8 * 3_600_000 - 86_400_000).toISOString().slice(0, 10)
  await page.getByLabel('日期').fill(yesterday)
  for (const unit of ['怡园大厦物业', '康宁医院']) await page.getByRole('button', { name: unit, exact: true }).click()
  if ((await page.getByRole('textbox', { name: /议定事项 1.*内容/ }).count()) === 0) await page.getByRole('button', { name: '议定事项', exact: true }).click()
  await page.getByRole('textbox', { name: /议定事项 1.*内容/ }).fill('北门夜间照明改造')
  await page.getByRole('button', { name: /议定事项 1 主办/ }).click()
  await page.getByRole('group', { name: /议定事项 1 主办/ }).getByRole('button', { name: '怡园大厦物业' }).click()
  await page.getByRole('button', { name: /议定事项 1 期限/ }).first().click()
  await screenshot(page, 'log-meeting')
  await page.getByRole('button', { name: '保存会议' }).click()
  await page.waitForURL(/\/meetings\/(?!log)[^/]+$/)
  await seesText(page, '北门夜间照明改造')
})

test('what was typed survives a reload before it is saved', async () => {
  const { page } = clerk
  await page.goto('/meetings/log')
  await page.getByLabel('地点').fill('街道二楼会议室')
  await page.getByText(/草稿已存/).waitFor()
  await page.reload()
  await page.getByText('已恢复您上次未提交的内容。').waitFor()
  await page.waitForFunction(() => [...document.querySelectorAll('input')].some(({ value }) => value === '街道二楼会议室'))
})
