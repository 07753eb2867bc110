import { afterAll, beforeAll, test } from '@jest/globals'
import type { Browser, Page } from 'playwright-core'
import { emptyDatabase, type TestDatabase } from '../harness/database.ts'
import { accept, enter, fillEntry, openWaiting, publish, runMatching, seesText } from './acts.ts'
import { launchBrowser, type Visit } from './browser.ts'
import { type Product, startProduct } from './product.ts'

let database: TestDatabase
let product: Product
let browser: Browser
let community: Visit
let school: Visit

beforeAll(async () => {
  ;[database, browser] = await Promise.all([emptyDatabase(), launchBrowser()])
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

test('one run finds both directions', async () => {
  const { page } = community
  await runMatching(page)
  for (const [category, title] of [['土地', '六十辆电动自行车停放'], ['设备', '充电桩六台']] as const) {
    await page.getByRole('button', { name: new RegExp(category) }).click()
    await seesText(page, title)
  }
})

test('both sides confirm both: the school helps the compound, and the compound the school', async () => {
  const matches = [
    { ofSchool: '六十辆电动自行车停放', ofCommunity: '花园小区北侧空地' },
    { ofSchool: '充电桩六台', ofCommunity: '电动自行车棚充电桩' },
  ]
  for (const { ofSchool, ofCommunity } of matches) {
    await openWaiting(school.page, ofSchool)
    await accept(school.page)
    await openWaiting(community.page, ofCommunity)
    await accept(community.page)
  }
  for (const { page } of [school, community]) await seesProjects(page, ['六十辆电动自行车停放', '电动自行车棚充电桩'])
})

async function seesProjects(page: Page, titles: string[]): Promise<void> {
  await page.goto('/projects')
  for (const title of titles) await seesText(page, title)
}
