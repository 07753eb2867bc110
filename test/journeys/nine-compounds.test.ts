import { afterAll, beforeAll, test } from '@jest/globals'
import pg from 'pg'
import type { Browser, Page } from 'playwright-core'
import sharp from 'sharp'
import { type TestDatabase, todaysDatabase } from '../harness/database.ts'
import { enter, seesText } from './acts.ts'
import { launchBrowser, screenshot, type Visit } from './browser.ts'
import { type Product, startProduct } from './product.ts'

let database: TestDatabase
let product: Product
let browser: Browser
const people = new Map<string, Visit>()

beforeAll(async () => {
  ;[database, browser] = await Promise.all([todaysDatabase(), launchBrowser()])
  product = await startProduct({ databaseUrl: database.url })
  for (const name of ['周敏', '秦振华', '白洁', '何玉梅']) people.set(name, await enter(browser, product.url, name, { phone: name === '白洁' }))
})

afterAll(async () => {
  for (const { close } of people.values()) await close()
  await browser?.close()
  await product?.stop()
  await database?.drop()
})

const page = (name: string): Page => people.get(name)!.page
const day = (days: number): string => new Date(Date.now() + 8 * 3_600_000 + days * 86_400_000).toISOString().slice(0, 10)
const TOPIC = '九院连片改造'

/** The hour of the meeting has come: the rest of the product knows no other clock than the wall's. */
async function itBegins(meeting: Page): Promise<void> {
  const client = new pg.Client({ connectionString: database.url })
  await client.connect()
  await client.query("update joint_meetings set starts_at = now() - interval '20 minutes', ends_at = now() + interval '70 minutes' where stage = 'ANNOUNCED'")
  await client.end()
  await meeting.reload()
}

/** Presses a button whose dialog asks once under the same name. */
async function decide(on: Page, verb: string, within: Page | ReturnType<Page['getByRole']> = on): Promise<void> {
  await within.getByRole('button', { name: verb, exact: true }).first().click()
  const dialog = on.getByRole('dialog')
  await dialog.getByRole('button', { name: verb, exact: true }).click()
  await dialog.waitFor({ state: 'hidden' })
}

/** The street plans a meeting, puts the topic on and lets the unit know. */
async function convene(street: Page, title: string): Promise<void> {
  await street.goto('/meetings/new')
  await street.getByText('中心工作', { exact: true }).click()
  await street.getByLabel('会议名称').fill(title)
  await street.getByRole('button', { name: /国家统计局河北调查总队/ }).click()
  await street.getByRole('button', { name: '排好会议' }).click()
  await street.getByRole('heading', { level: 1, name: title }).waitFor()
  await street.getByRole('button', { name: `列入议程：${TOPIC}` }).click()
  await street.getByRole('region', { name: `第 1 个议题：${TOPIC}` }).waitFor()
  await decide(street, '发出通知')
  await itBegins(street)
}

test('周敏 logs what 校园社区 discussed: too large for the community, handed up to the street', async () => {
  const community = page('周敏')
  await community.goto('/meetings/log')
  await community.getByLabel('日期').fill(day(-1))
  await community.getByRole('button', { name: '续议、上报等' }).click()
  await community.getByLabel('议题', { exact: true }).last().fill(TOPIC)
  await community.getByLabel('结果').last().selectOption({ label: '上报街道' })
  for (const remove of await community.getByRole('button', { name: /^删去议定事项/ }).all()) await remove.click()
  await community.getByRole('button', { name: '保存会议' }).click()
  await community.waitForURL(/\/meetings\/(?!log)[^/]+$/)
  await seesText(community, /上报/)
})

test('秦振华 convenes the street with the survey office: the first round carries it over', async () => {
  const street = page('秦振华')
  await convene(street, '西苑街道联席会议（第一轮）')
  const topic = street.getByRole('region', { name: `第 1 个议题：${TOPIC}` })
  await topic.getByLabel('讨论').fill('九家产权单位各有顾虑，调查总队愿先拆围墙。')
  await topic.getByLabel('讨论').blur()
  await seesText(street, /已保存/)
  await screenshot(street, 'meeting')
  await decide(street, '下次续议', topic)
  await decide(street, '结束会议')
})

test('the second round decides, and what is to be done has an owner and a date before the minutes can be issued', async () => {
  const street = page('秦振华')
  await convene(street, '西苑街道联席会议（第二轮）')
  const topic = street.getByRole('region', { name: `第 1 个议题：${TOPIC}` })
  await topic.getByLabel('决定').fill('拆除九院围墙，统一改造为合心苑。')
  await topic.getByLabel('决定').blur()
  await seesText(street, /已保存/)
  await topic.getByRole('button', { name: '已议定' }).click()
  await topic.getByRole('button', { name: '议定事项' }).click()
  await street.getByRole('dialog').getByLabel('事项内容').fill('拆除三号院与四号院之间的围墙')
  await street.getByRole('dialog').getByRole('button', { name: '保存事项' }).click()
  await decide(street, '结束会议')
  await seesText(street, /暂不能签发纪要/)
  await street.getByRole('button', { name: '填写第 1 项的主办' }).click()
  const dialog = street.getByRole('dialog')
  await dialog.getByRole('combobox', { name: '主办' }).fill('调查总队')
  await dialog.getByRole('option', { name: /调查总队/ }).click()
  await dialog.getByLabel('期限').fill(day(20))
  await dialog.getByRole('button', { name: '保存事项' }).click()
  await dialog.waitFor({ state: 'hidden' })
  await decide(street, '签发纪要')
  await seesText(street, /〔\d{4}〕1号/)
  await screenshot(street, 'minutes-issued')
})

test('白洁 of the survey office takes it on and reports it done, on the phone', async () => {
  const unit = page('白洁')
  await unit.goto('/items')
  await unit.getByRole('link', { name: /围墙/ }).first().click()
  await unit.waitForURL(/\/items\//)
  await decide(unit, '接受')
  await unit.getByRole('button', { name: '报完成' }).click()
  await unit.getByRole('dialog').getByLabel('完成情况').fill('围墙已拆除，地面已平整。')
  const photo = await sharp({ create: { width: 640, height: 480, channels: 3, background: '#8a9a6b' } }).jpeg().toBuffer()
  await unit.getByRole('dialog').getByLabel('照片或文件').setInputFiles({ name: '围墙拆除后.jpg', mimeType: 'image/jpeg', buffer: photo })
  await unit.getByRole('dialog').getByText('围墙拆除后.jpg').waitFor()
  await unit.getByRole('dialog').getByRole('button', { name: '报完成' }).click()
  await seesText(unit, '待核验')
  await unit.getByRole('img', { name: '围墙拆除后.jpg' }).waitFor()
  await screenshot(unit, 'item')
})

test('秦振华 verifies on the spot and closes it; the community has the street\'s answer', async () => {
  const street = page('秦振华')
  await street.goto('/items')
  await street.getByRole('link', { name: /围墙/ }).first().click()
  await decide(street, '核验销号')
  await seesText(street, '已销号')
  const community = page('周敏')
  await community.goto('/meetings/new')
  await community.getByLabel('会议名称').fill('校园社区居民议事')
  await community.getByRole('button', { name: '排好会议' }).click()
  await seesText(community, /街道答复/)
})

test('what is overdue at 新天地社区 stands on its next agenda by itself', async () => {
  const community = page('何玉梅')
  await community.goto('/meetings/new')
  await community.getByLabel('会议名称').fill('公益学苑例会')
  await community.getByRole('button', { name: '排好会议' }).click()
  await community.getByRole('region', { name: /更换社区活动室门锁/ }).waitFor()
  await seesText(community, /逾期/)
})
