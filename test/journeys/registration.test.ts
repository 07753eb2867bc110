import { afterAll, beforeAll, expect, test } from '@jest/globals'
import type { Browser } from 'playwright-core'
import { type TestDatabase, todaysDatabase } from '../harness/database.ts'
import { enter, seesText } from './acts.ts'
import { launchBrowser, type Visit } from './browser.ts'
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

test('林静 registers with the community she lives in, on her phone, and agrees that it learns of her membership', async () => {
  const { page } = member
  await page.goto('/me')
  await page.getByRole('button', { name: '向社区报到' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByText('东安社区').waitFor()
  expect(await dialog.getByRole('button', { name: '提交报到' }).isDisabled()).toBe(true)
  await dialog.getByLabel('同意社区知道我的党员身份').check()
  await dialog.getByRole('button', { name: '提交报到' }).click()
  await seesText(page, '待社区确认')
})

test('李静 finds it on her workbench and confirms it with one tap', async () => {
  const { page } = community
  await page.goto('/')
  await page.getByRole('link', { name: /个报到待确认/ }).first().click()
  await page.getByRole('button', { name: '确认林静的报到' }).click()
  await seesText(page, '没有待确认的报到')
  await page.getByRole('region', { name: '在册的党员' }).getByText('林静').waitFor()
})

test('林静 adds her child and her document, each with her yes', async () => {
  const { page } = member
  await page.goto('/me')
  await seesText(page, '已报到')
  await page.getByRole('button', { name: '添加孩子' }).click()
  await page.getByLabel('姓名', { exact: true }).fill('林小雨')
  await page.getByLabel('出生年', { exact: true }).fill('2016')
  await page.getByLabel('我是监护人').check()
  await page.getByRole('button', { name: '同意并添加' }).click()
  await seesText(page, '2016 年生')
  await page.getByRole('button', { name: '登记证件' }).click()
  await page.getByLabel('证件号码', { exact: true }).fill('110105194912310021')
  await page.getByLabel('同意保存证件号码').check()
  await page.getByRole('button', { name: '同意并保存' }).click()
  await seesText(page, '号码不对，请对照证件再看一遍。')
  await page.getByLabel('证件号码', { exact: true }).fill('11010519491231002x')
  await page.getByRole('button', { name: '同意并保存' }).click()
  await seesText(page, '110***********002X')
})

test('李静 looks at the whole number for a purpose, and 林静 reads who did', async () => {
  const { page } = community
  await page.goto('/registrations')
  await page.getByRole('button', { name: '查看林静的完整证件号码' }).click()
  await page.getByLabel('用途').fill('核对志愿服务证明')
  await page.getByRole('button', { name: '查看号码', exact: true }).click()
  await seesText(page, '11010519491231002X')
  await page.getByRole('button', { name: '看完了' }).click()
  await member.page.goto('/me')
  await seesText(member.page, '东安社区 李静：核对志愿服务证明')
})

test('李静 enters a resident without a phone and registers him upon his signature', async () => {
  const { page } = community
  await page.goto('/registrations')
  await page.getByRole('button', { name: '登记居民' }).click()
  await page.getByLabel('姓名', { exact: true }).fill('周福来')
  await page.getByRole('button', { name: '登记', exact: true }).click()
  await page.getByRole('button', { name: '周福来的党员报到' }).click()
  await page.getByLabel('本人已签字同意').check()
  await page.getByRole('button', { name: '登记报到' }).click()
  await page.getByRole('region', { name: '在册的党员' }).getByText('周福来').waitFor()
})

test('林静 withdraws a consent: the number is gone', async () => {
  const { page } = member
  await page.goto('/me')
  await page.getByRole('button', { name: '撤回同意：证件号码' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '撤回同意' }).click()
  await page.getByRole('button', { name: '登记证件' }).waitFor()
})

test('and has herself erased, which is asked once: nobody by her name logs in any more', async () => {
  const { page } = member
  await page.getByRole('button', { name: '删除我的信息' }).click()
  await page.getByLabel('输入密码确认').fill('lianmeng-2026')
  await page.getByRole('button', { name: '删除，不能恢复' }).click()
  await page.waitForURL(/\/login/)
  await community.page.goto('/registrations')
  await community.page.getByText('周福来').first().waitFor()
  expect(await community.page.getByText('林静').count()).toBe(0)
})
