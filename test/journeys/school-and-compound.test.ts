import { afterAll, beforeAll, test } from '@jest/globals'
import type { Browser, Page } from 'playwright-core'
import { type TestDatabase, todaysDatabase } from '../harness/database.ts'
import { enter, fillEntry, publish, runMatching, seesText } from './acts.ts'
import { launchBrowser, type Visit } from './browser.ts'
import { type Product, startProduct } from './product.ts'

let database: TestDatabase
let product: Product
let browser: Browser
let community: Visit
let school: Visit

beforeAll(async () => {
  ;[database, browser] = await Promise.all([todaysDatabase(), launchBrowser()])
  product = await startProduct({ databaseUrl: database.url })
  community = await enter(browser, product.url, '吴秀芳')
  school = await enter(browser, product.url, '郑海燕', { phone: true })
})

afterAll(async () => {
  await community?.close()
  await school?.close()
  await browser?.close()
  await product?.stop()
  await database?.drop()
})

test('花园小区 gives a strip of land: owners decided it, or it is not published', async () => {
  const { page } = community
  await page.goto('/resources/new')
  await fillEntry(page, { category: '土地', title: '花园小区北侧空地', quantity: 1, tick: ['属业主共有'], choose: { 由谁决定: '业主大会' }, fill: { 决定日期: '2026-01-15' } })
  await page.getByRole('button', { name: '发布资源' }).click()
  await seesText(page, '请写明决定内容')
  await page.getByLabel('决定内容').fill('同意提供北侧空地作电动自行车棚，由学校出资装桩。')
  await page.getByRole('button', { name: '发布资源' }).click()
  await page.getByRole('heading', { level: 1, name: '花园小区北侧空地' }).waitFor()
})

test('阳光小学 lacks that land and offers charging piles, on the phone', async () => {
  const { page } = school
  await publish(page, 'needs', { category: '土地', title: '六十辆电动自行车停放', quantity: 1 })
  await publish(page, 'resources', { category: '设备', title: '充电桩六台', quantity: 6 })
})

test('one run finds both directions and shows them as one package', async () => {
  const { page } = community
  await runMatching(page)
  await seesText(page, '全部确认才成立，一方不接受则都不成立。')
  for (const [category, title] of [['土地', '六十辆电动自行车停放'], ['设备', '充电桩六台']] as const) {
    await page.getByRole('button', { name: new RegExp(category) }).click()
    await seesText(page, title)
  }
})

test('a part of it is answered with the whole', async () => {
  const { page } = community
  await page.goto('/needs')
  await page.getByRole('link', { name: '电动自行车棚充电桩' }).filter({ visible: true }).first().click()
  await page.locator('a[href^="/proposals/"]').filter({ visible: true }).first().click()
  await seesText(page, '这一项属于一个互换组合，由各方一起确认。')
})

test('each says yes once: the school helps the compound, and the compound the school', async () => {
  for (const { page } of [school, community]) {
    await openRing(page)
    for (const gift of ['花园小区北侧空地', '充电桩六台']) await seesText(page, gift)
    await page.getByRole('button', { name: '确认整个组合' }).click()
    await page.getByRole('button', { name: '确认整个组合' }).waitFor({ state: 'hidden' })
  }
  for (const { page } of [school, community]) await seesProjects(page, ['六十辆电动自行车停放', '电动自行车棚充电桩'])
})

/** One line on the workbench for the whole exchange. */
async function openRing(page: Page): Promise<void> {
  await page.goto('/')
  await page.getByRole('listitem').filter({ hasText: '六十辆电动自行车停放' }).filter({ hasText: '电动自行车棚充电桩' }).getByRole('link').first().click()
  await page.waitForURL(/\/rings\//)
}

async function seesProjects(page: Page, titles: string[]): Promise<void> {
  await page.goto('/projects')
  for (const title of titles) await seesText(page, title)
}
