import { afterAll, beforeAll, test } from '@jest/globals'
import type { Browser } from 'playwright-core'
import { emptyDatabase, type TestDatabase } from '../harness/database.ts'
import { enter, openWaiting, publish, runMatching, seesText } from './acts.ts'
import { launchBrowser, screenshot, type Visit } from './browser.ts'
import { type Product, startProduct } from './product.ts'

let database: TestDatabase
let product: Product
let browser: Browser
const people = new Map<string, Visit>()

beforeAll(async () => {
  ;[database, browser] = await Promise.all([emptyDatabase(), launchBrowser()])
  product = await startProduct({ databaseUrl: database.url })
  for (const name of ['李秀英', '王磊', '赵立新']) people.set(name, await enter(browser, product.url, name))
})

afterAll(async () => {
  for (const { close } of people.values()) await close()
  await browser?.close()
  await product?.stop()
  await database?.drop()
})

const page = (name: string): Visit['page'] => people.get(name)!.page
const NIGHTS = ['工作日夜间', '周末全天']

test('李秀英 of 东安社区 publishes what the residents lack: twenty spaces with charging, at night', async () => {
  await publish(page('李秀英'), 'needs', {
    category: '车位', title: '东安社区充电车位', quantity: 20, choose: { 车辆: '小汽车' }, tick: ['需要：可充电'], pick: ['4 级（紧急）'], week: NIGHTS,
  })
  await seesText(page('李秀英'), '工作日 18:00 至次日 08:00，周末全天')
  await screenshot(page('李秀英'), 'need')
})

test('王磊 of 怡园大厦 offers what stands empty at night', async () => {
  await publish(page('王磊'), 'resources', { category: '车位', title: '怡园大厦充电车位', quantity: 20, choose: { 车辆: '小汽车' }, tick: ['可充电'], week: NIGHTS })
})

test('赵立新 of the street runs the matching and sees why the two belong together', async () => {
  const board = page('赵立新')
  await runMatching(board)
  await seesText(board, '东安社区充电车位')
  await screenshot(board, 'matching')
})

test('王磊 accepts for the unit', async () => {
  const unit = page('王磊')
  await openWaiting(unit, '怡园大厦充电车位', '东安社区')
  await seesText(unit, '同社区')
  await screenshot(unit, 'proposal')
  await unit.getByRole('button', { name: '接受 20 个' }).click()
  await seesText(unit, /等待确认|等需求方/)
})

test('李秀英 confirms for the community: a project begins and the contacts open', async () => {
  const community = page('李秀英')
  await openWaiting(community, '东安社区充电车位')
  await community.getByRole('button', { name: '接受 20 个' }).click()
  await community.getByRole('link', { name: '看共建项目' }).click()
  await community.waitForURL(/\/projects\//)
  await seesText(community, '进行中')
  await seesText(community, '19900000005')
  await screenshot(community, 'project')
})

test('李秀英 says that the promise was kept: the project is completed, and 王磊 sees it', async () => {
  const community = page('李秀英')
  await community.getByRole('button', { name: '确认完成' }).click()
  const dialog = community.getByRole('dialog')
  await dialog.getByRole('textbox').fill('居民已停车一周，秩序良好。')
  await dialog.getByRole('button', { name: '确认完成' }).click()
  await seesText(community, '已完成')
  const unit = page('王磊')
  await unit.goto('/projects')
  await unit.getByRole('link', { name: /东安社区充电车位/ }).click()
  await unit.getByRole('heading', { level: 1, name: /东安社区充电车位/ }).waitFor()
  await seesText(unit, '居民已停车一周，秩序良好。')
})
