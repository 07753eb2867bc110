import { afterAll, beforeAll, expect, test } from '@jest/globals'
import type { Browser, Page } from 'playwright-core'
import { type TestDatabase, todaysDatabase } from '../harness/database.ts'
import { enter, fillEntry, publish, runMatching, seesText } from './acts.ts'
import { launchBrowser, screenshot, type Visit } from './browser.ts'
import { type Product, startProduct } from './product.ts'

let database: TestDatabase
let product: Product
let browser: Browser
let street: Visit
let school: Visit
let manager: Visit

beforeAll(async () => {
  ;[database, browser] = await Promise.all([todaysDatabase(), launchBrowser()])
  product = await startProduct({ databaseUrl: database.url })
  street = await enter(browser, product.url, '赵立新')
  school = await enter(browser, product.url, '韩雪', { phone: true })
  manager = await enter(browser, product.url, '王磊')
})

afterAll(async () => {
  for (const visit of [street, school, manager]) await visit?.close()
  await browser?.close()
  await product?.stop()
  await database?.drop()
})

const NEED = '周末临时停车'
let before: Map<string, number>

test('青园街道 is short of parking: eight more spaces at weekends, all in one place, find nothing', async () => {
  const { page } = street
  await publish(page, 'needs', { category: '车位', title: NEED, quantity: 8, choose: { 车辆: '小汽车' }, untick: ['可拆分'], week: ['周末全天'], fill: { 开始日期: inDays(7), 结束日期: inDays(60) } })
  await runMatching(page)
  await openUnmet(page)
  await seesText(page, '为什么没有匹配')
  before = await proposed(page)
  expect(before.size).toBeGreaterThan(3)
})

test('the board says what would help, solved anew; 赵立新 asks 晨光小学 to open for longer', async () => {
  const { page } = street
  await seesText(page, /请晨光小学把“操场周末停车”/)
  await seesText(page, /已重算验证：其余 \d+ 项建议都不变动/)
  await screenshot(page, 'what-would-help')
  await page.getByRole('button', { name: '向晨光小学提出' }).filter({ visible: true }).first().click()
  await seesText(page, '已提出，等待答复')
})

test('韩雪 sees on her phone what is asked, for whom, and agrees', async () => {
  const { page } = school
  await page.goto('/')
  await page.getByRole('listitem').filter({ hasText: '调整建议' }).getByRole('link').first().click()
  await page.waitForURL(/\/adjustments\//)
  await seesText(page, '同意以后')
  await page.getByRole('button', { name: '同意这样改' }).click()
  await seesText(page, '已同意，改动已经生效。')
})

test('the need is met at once, and nothing else that was proposed has moved', async () => {
  const { page } = street
  await page.goto('/matching?category=PARKING')
  await page.getByRole('button', { name: /周末临时停车.*8 \/ 8/ }).filter({ visible: true }).first().waitFor({ timeout: 30_000 })
  const after = await proposed(page)
  for (const [id, quantity] of before) expect(after.get(id)).toBe(quantity)
  expect(after.size).toBe(before.size + 1)
})

test('on a phone the filters of the board are one button that says how many are on; a week before the need begins leaves it out', async () => {
  const { page } = school
  await page.goto('/matching?category=PARKING')
  const filters = page.getByRole('button', { name: /^筛选/ })
  await page.getByRole('link', { name: NEED }).filter({ visible: true }).first().waitFor()
  expect(await filters.getAttribute('aria-expanded')).toBe('false')
  expect(await page.getByLabel('哪一周').isVisible()).toBe(false)
  await filters.focus()
  await page.keyboard.press('Enter')
  await page.getByLabel('哪一周').selectOption({ index: 1 })
  await page.getByRole('link', { name: NEED }).waitFor({ state: 'hidden' })
  await page.getByRole('button', { name: '周六' }).click()
  expect(await filters.textContent()).toContain('筛选：已选 2 项')
  await page.getByRole('button', { name: '清除筛选' }).click()
  await page.getByRole('link', { name: NEED }).filter({ visible: true }).first().waitFor()
  expect(await filters.evaluate((button) => button === document.activeElement)).toBe(true)
})

test('the scarcity map says where one more space is worth most, and whom to ask', async () => {
  const { page } = street
  await page.goto('/matching/scarcity')
  await page.getByRole('table').getByText(/还缺 \d+ 个/).first().waitFor()
  await seesText(page, '可以请谁')
  await screenshot(page, 'scarcity')
})

test('王磊 sees what six spaces would bring before he publishes them, and on the slider what ten would', async () => {
  const { page } = manager
  await page.goto('/resources/new')
  await fillEntry(page, { category: '车位', title: '怡园大厦地面车位', quantity: 6, choose: { 车辆: '小汽车' }, week: ['工作日夜间', '周末全天'] })
  const card = page.getByRole('region', { name: '谁会受益' })
  await card.getByText('居民夜间停车').waitFor()
  await seesText(page, /6 个全部有人需要/)
  const slider = card.getByRole('slider', { name: /如果拿出/ })
  await slider.focus()
  for (let more = 0; more < 4; more += 1) await page.keyboard.press('ArrowRight')
  await card.getByText('38 → 48').waitFor()
  await card.getByRole('button', { name: '改为 10 个' }).waitFor()
  await screenshot(page, 'what-if')
})

test('and what they would bring if the weekends ended at eight in the evening, hour by hour with the arrow keys', async () => {
  const { page } = manager
  const card = page.getByRole('region', { name: '谁会受益' })
  await card.getByRole('button', { name: '改为 10 个' }).click()
  const opening = card.getByRole('region', { name: '早些晚些会怎样' })
  await opening.getByText('现在是周末到 24:00').waitFor()
  const slider = opening.getByRole('slider')
  await slider.focus()
  for (let fewer = 0; fewer < 4; fewer += 1) await page.keyboard.press('ArrowLeft')
  await opening.getByText(/若周末到 20:00，会少满足 \d+ 个/).waitFor()
  await opening.getByRole('row', { name: /居民夜间停车/ }).waitFor()
  await opening.getByRole('button', { name: '改为周末到 20:00' }).click()
  await opening.getByText('现在是周末到 20:00').waitFor()
})

/** A date of the product, which lives by the wall's clock. */
function inDays(days: number): string {
  return new Date(Date.now() + (days * 24 + 8) * 3_600_000).toISOString().slice(0, 10)
}

/** The board with the reasons of the need that found nothing. */
async function openUnmet(page: Page): Promise<void> {
  await page.goto('/matching?category=PARKING')
  await page.getByRole('button', { name: new RegExp(NEED) }).filter({ visible: true }).first().click()
  await page.getByRole('heading', { level: 2, name: NEED }).waitFor()
}

/** What is proposed and for how many, as the API says it. */
async function proposed(page: Page): Promise<Map<string, number>> {
  const nodes = await page.evaluate(async () => {
    const query = '{ matchProposals(first: 100, filter: { status: [OPEN] }) { nodes { id quantity } } }'
    const answer = await fetch('/graphql', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ query }) })
    return ((await answer.json()) as { data: { matchProposals: { nodes: { id: string; quantity: number }[] } } }).data.matchProposals.nodes
  })
  return new Map(nodes.map(({ id, quantity }) => [id, quantity]))
}
