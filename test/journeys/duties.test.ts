import { afterAll, beforeAll, test } from '@jest/globals'
import type { Browser } from 'playwright-core'
import { type TestDatabase, todaysDatabase } from '../harness/database.ts'
import { enter, seesText } from './acts.ts'
import { launchBrowser, screenshot } from './browser.ts'
import { type Product, startProduct } from './product.ts'

let database: TestDatabase
let product: Product
let browser: Browser

beforeAll(async () => {
  ;[database, browser] = await Promise.all([todaysDatabase(), launchBrowser()])
  product = await startProduct({ databaseUrl: database.url })
})

afterAll(async () => {
  await browser?.close()
  await product?.stop()
  await database?.drop()
})

test('邓立 sets what the city asks of a year', async () => {
  const { page, close } = await enter(browser, product.url, '邓立')
  await page.goto('/duties')
  await page.getByRole('spinbutton', { name: '在职党员志愿服务' }).fill('12')
  await page.getByRole('button', { name: '保存要求' }).click()
  await seesText(page, '下面的社区和单位按此计算')
  await close()
})

test('何玉梅 sees who will miss it at the present pace, by name, and suggests activities; 杜鹃 is told and signs up by herself', async () => {
  const { page, close } = await enter(browser, product.url, '何玉梅')
  await page.goto('/activities/new')
  await page.getByText('环境保护', { exact: true }).click()
  await page.getByLabel('名称').fill('清理社区花坛')
  await page.getByLabel('地点').fill('新天地社区花坛')
  await page.getByLabel('身份').fill('志愿者')
  await page.getByRole('button', { name: '存草稿' }).click()
  await page.getByRole('button', { name: '发布' }).first().click()
  const asked = page.getByRole('dialog')
  if (await asked.isVisible()) await asked.getByRole('button', { name: '发布' }).click()
  await seesText(page, '报名中')

  await page.goto('/duties')
  await page.getByRole('row', { name: /杜鹃.*12.*按当前进度完不成/ }).waitFor()
  await page.getByRole('row', { name: /沈川.*按当前进度完不成|沈川.*可完成/ }).waitFor()
  await page.getByRole('checkbox', { name: '选中杜鹃' }).check()
  await screenshot(page, 'duties')
  await page.getByRole('button', { name: '为选中的 1 人推荐活动' }).click()
  await page.getByRole('button', { name: '为选中的 0 人推荐活动' }).waitFor()
  await close()

  const phone = await enter(browser, product.url, '杜鹃', { phone: true })
  await seesText(phone.page, /年底前再服务 .* 小时就够了/)
  const offers = phone.page.getByRole('region', { name: '这些活动可以补上' })
  await offers.getByText('清理社区花坛').waitFor()
  await screenshot(phone.page, 'volunteer-home')
  await phone.page.goto('/notices')
  await seesText(phone.page, /新天地社区为您选了 1 场活动/)
  await phone.page.goto('/')
  await offers.getByRole('button', { name: '报名', exact: true }).click()
  await offers.getByRole('button', { name: '确认报名' }).click()
  await seesText(phone.page, '已报名')
  await phone.close()
})

test('琴韵音乐学校 has its year as evidence; the community recognizes it with words, and nothing is scored', async () => {
  const { page, close } = await enter(browser, product.url, '何玉梅')
  await page.goto('/duties')
  await page.getByRole('link', { name: '琴韵音乐学校' }).click()
  await page.getByText('按期销号的议定事项').click()
  await seesText(page, '公布公益课程表')
  await page.getByRole('button', { name: '认定为优秀驻区单位' }).first().click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('认定理由').fill('全年开放琴房，按期公布课程。')
  await dialog.getByRole('button', { name: '认定为优秀驻区单位' }).click()
  await dialog.waitFor({ state: 'hidden' })
  await seesText(page, /新天地社区认定的 \d{4} 年优秀驻区单位/)
  await close()
})
