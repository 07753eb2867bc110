import { afterAll, beforeAll, expect, test } from '@jest/globals'
import pg from 'pg'
import type { Browser } from 'playwright-core'
import { type TestDatabase, todaysDatabase } from '../harness/database.ts'
import { enter, fillEntry, seesText } from './acts.ts'
import { launchBrowser, screenshot, type Visit } from './browser.ts'
import { type Product, startProduct } from './product.ts'

let database: TestDatabase
let product: Product
let browser: Browser
let liu: Visit
let he: Visit

beforeAll(async () => {
  ;[database, browser] = await Promise.all([todaysDatabase(), launchBrowser()])
  product = await startProduct({ databaseUrl: database.url })
  liu = await enter(browser, product.url, '刘桂兰', { phone: true })
  he = await enter(browser, product.url, '何玉梅')
})

afterAll(async () => {
  for (const visited of [liu, he]) await visited?.close()
  await browser?.close()
  await product?.stop()
  await database?.drop()
})

test('刘桂兰 finds the academy of 新天地社区 and who is in charge of the children', async () => {
  const { page } = liu
  await page.goto('/academy')
  // A new page takes the focus to its heading.
  await page.locator('h1:focus').waitFor()
  await page.getByRole('combobox', { name: '哪里的学苑' }).fill('新天地')
  await page.getByRole('option', { name: /新天地社区/ }).first().click()
  const lesson = page.getByRole('link', { name: /儿童美术课/ })
  // The first lesson is on the next Saturday, which may be the week after this.
  await lesson.or(page.getByText('这一周没有课。')).first().waitFor()
  if ((await lesson.count()) === 0) await page.getByRole('button', { name: '下一周' }).click()
  await lesson.first().click()
  await page.getByRole('heading', { level: 1, name: '儿童美术课' }).waitFor()
  await seesText(page, '方老师')
  await seesText(page, /新天地社区于.*核查/)
})

test('without her consent nothing is kept; with it her grandson is enrolled for the term', async () => {
  const { page } = liu
  await page.getByLabel('孩子姓名', { exact: true }).fill('刘小宝')
  await page.getByLabel('出生年份', { exact: true }).fill('2018')
  await page.getByRole('button', { name: '确认报名' }).click()
  await seesText(page, '请先勾选同意')
  await page.getByLabel(/我是孩子的监护人/).check()
  await screenshot(page, 'enrol')
  await page.getByRole('button', { name: '确认报名' }).click()
  await page.getByRole('listitem').filter({ hasText: '刘小宝' }).getByText('已报名').waitFor()
  const owner = new pg.Client(database.url)
  await owner.connect()
  const { rows } = await owner.query(`select c.purpose, c.how, g.name as guardian, s.stage from people p join people g on g.id = p.guardian_id join consents c on c.person_id = p.id join sign_ups s on s.person_id = p.id where p.name = '刘小宝'`)
  await owner.end()
  expect(rows).toEqual([{ purpose: 'CHILD_DATA', how: 'SELF', guardian: '刘桂兰', stage: 'PLACED' }])
})

test('a second child is a second line; the same one is offered no more', async () => {
  const { page } = liu
  await page.getByLabel('孩子姓名', { exact: true }).fill('刘小花')
  await page.getByLabel('出生年份', { exact: true }).fill('2016')
  await page.getByLabel(/我是孩子的监护人/).check()
  await page.getByRole('button', { name: '确认报名' }).click()
  await page.getByRole('listitem').filter({ hasText: '刘小花' }).getByText('已报名').waitFor()
  await page.getByRole('listitem').filter({ hasText: '刘小花' }).getByRole('button', { name: '撤回' }).click()
  await page.getByRole('listitem').filter({ hasText: '刘小花' }).waitFor({ state: 'detached' })
  await page.getByText('刘小花', { exact: true }).waitFor()
})

test('何玉梅 sees the week of her academy and, on the list of a lesson, who comes', async () => {
  const { page } = he
  await page.goto('/academy')
  const lesson = page.getByRole('link', { name: /儿童美术课/ })
  await lesson.or(page.getByText('这一周没有课。')).first().waitFor()
  if ((await lesson.count()) === 0) await page.getByRole('button', { name: '下一周' }).click()
  await screenshot(page, 'academy')
  await lesson.first().click()
  await page.getByRole('link', { name: '登记到场' }).first().click()
  await page.getByRole('row', { name: /刘小宝/ }).waitFor()
  await seesText(page, '活动还没有开始，开始后再登记。')
})

test('刘桂兰 orders what she misses at her own community; it is answered, and she reads it', async () => {
  const { page } = liu
  await page.goto('/wishes')
  await page.getByLabel('想要什么').fill('太极拳课')
  await page.getByRole('button', { name: '提交' }).click()
  await seesText(page, '待回应')
  const secretary = await enter(browser, product.url, '李秀英')
  await secretary.page.goto('/wishes')
  await secretary.page.getByRole('link', { name: '办成活动' }).click()
  await secretary.page.getByText('公益课程', { exact: true }).click()
  await secretary.page.getByLabel('课程', { exact: true }).selectOption({ label: '其他' })
  await secretary.page.getByLabel('身份').fill('学员')
  await secretary.page.getByLabel('计志愿时长').uncheck()
  await secretary.page.getByLabel('答复').fill('下周一开班')
  await secretary.page.getByRole('button', { name: '存草稿' }).click()
  await secretary.page.getByRole('heading', { level: 1, name: '太极拳课' }).waitFor()
  await secretary.page.getByRole('button', { name: '发布' }).click()
  await secretary.page.getByText('报名中', { exact: true }).waitFor()
  await secretary.close()
  await page.reload()
  await seesText(page, '下周一开班')
  await page.getByRole('link', { name: '已安排：太极拳课' }).click()
  await page.getByRole('heading', { level: 1, name: '太极拳课' }).waitFor()
})

test('what no course answers becomes a need on the community’s list', async () => {
  const { page } = liu
  await page.goto('/wishes')
  await page.getByLabel('想要什么').fill('借轮椅')
  await page.getByRole('button', { name: '提交' }).click()
  await page.getByRole('listitem').filter({ hasText: '借轮椅' }).waitFor()
  const secretary = await enter(browser, product.url, '李秀英')
  await secretary.page.goto('/wishes')
  await secretary.page.getByRole('listitem').filter({ hasText: '借轮椅' }).getByRole('link', { name: '列为需求' }).click()
  await fillEntry(secretary.page, { category: '设备', title: '借轮椅', quantity: 2 })
  await secretary.page.getByRole('button', { name: '发布需求' }).click()
  await secretary.page.getByRole('heading', { level: 1, name: '借轮椅' }).waitFor()
  await secretary.close()
  await page.reload()
  await seesText(page, '“借轮椅”已列入需求清单，找到后告诉您。')
})
