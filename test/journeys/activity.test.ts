import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import jsQR from 'jsqr'
import pg from 'pg'
import type { Browser, Page } from 'playwright-core'
import { seedId } from '../../server/seeds/ids.ts'
import { globalId } from '../../server/src/graphql/ids.ts'
import { type TestDatabase, todaysDatabase } from '../harness/database.ts'
import { enter, seesText } from './acts.ts'
import { readPdf } from '../harness/pdf.ts'
import { launchBrowser, screenshot, visit, type Visit } from './browser.ts'
import { type Product, startProduct } from './product.ts'

const TITLE = '清理北门绿化带和楼道杂物'
const SESSION = seedId(`session ${TITLE} 0`)

let database: TestDatabase
let product: Product
let browser: Browser
let owner: pg.Client
let lin: Visit
let secretary: Visit

beforeAll(async () => {
  ;[database, browser] = await Promise.all([todaysDatabase(), launchBrowser()])
  product = await startProduct({ databaseUrl: database.url })
  owner = new pg.Client(database.url)
  await owner.connect()
  lin = await enter(browser, product.url, '林静', { phone: true })
  secretary = await enter(browser, product.url, '李秀英')
})

afterAll(async () => {
  for (const visited of [lin, secretary]) await visited?.close()
  await browser?.close()
  await owner?.end()
  await product?.stop()
  await database?.drop()
})

const sql = async <R extends pg.QueryResultRow>(text: string, values?: unknown[]): Promise<R[]> => (await owner.query<R>(text, values)).rows

/** A picture of what stands on the organizer's screen, as a phone would take it. */
async function photo(): Promise<{ name: string; mimeType: string; buffer: Buffer }> {
  const picture = secretary.page.locator('#code-picture')
  await picture.waitFor()
  return { name: 'code.png', mimeType: 'image/png', buffer: await secretary.page.screenshot() }
}

const takePhoto = async (page: Page): Promise<void> => page.getByLabel('拍现场的码').setInputFiles(await photo())

test('林静 finds it near her this week and signs up in two taps', async () => {
  const { page } = lin
  const [session] = await sql<{ day: string }>(`select to_char(starts_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD') as day from activity_sessions where id = $1`, [SESSION])
  await page.getByRole('link', { name: '活动', exact: true }).last().click()
  await page.getByRole('heading', { level: 1, name: '本周 · 离我近' }).waitFor()
  // What is in two days may be next week's.
  await page.goto(`/activities?week=${session!.day}`)
  const card = page.getByRole('article', { name: TITLE })
  await card.getByRole('button', { name: '报名', exact: true }).click()
  await card.getByText('与您已报名的活动不冲突，开始前可撤回。').waitFor()
  await screenshot(page, 'activities')
  await card.getByRole('button', { name: '确认报名' }).click()
  await card.getByText('已报名', { exact: true }).waitFor()
  await card.getByText('到场扫码或由组织者登记，都算数').waitFor()
})

test('the hour comes; 李秀英 shows the code on her screen, 林静 takes a picture of it and is checked in', async () => {
  // The product knows only the wall clock: the session is moved to it.
  const [from, to] = [new Date(Date.now() - 100 * 60_000), new Date(Date.now() + 20 * 60_000)]
  await sql('update activity_sessions set starts_at = $2, ends_at = $3 where id = $1', [SESSION, from, to])
  await sql('update activities set starts_at = $2, ends_at = $3 where id = (select activity_id from activity_sessions where id = $1)', [SESSION, from, to])
  await sql('update activity_roles set closes_at = $2 where session_id = $1', [SESSION, from])
  await secretary.page.goto(`/activities/sessions/${globalId('ActivitySession', SESSION)}/code`)
  const { page } = lin
  await page.goto('/check-in')
  await takePhoto(page)
  await seesText(page, '已签到')
  expect(await sql('select came, sent_late from session_attendances where session_id = $1', [SESSION])).toEqual([{ came: 'PRESENT', sent_late: false }])
  await screenshot(page, 'check-in')
})

test('the network is cut; she checks out all the same, and the phone keeps it', async () => {
  // An hour and a half goes by.
  await sql(`update session_attendances set checked_in_at = checked_in_at - interval '90 minutes' where session_id = $1`, [SESSION])
  const { page, context } = lin
  await context.setOffline(true)
  await page.getByText('签退', { exact: true }).first().click()
  await takePhoto(page)
  await seesText(page, '待送出')
  expect(await sql('select checked_out_at from session_attendances where session_id = $1', [SESSION])).toEqual([{ checked_out_at: null }])
})

test('with the network back it is sent by itself, once, and the minutes are in the community’s queue', async () => {
  const { page, context } = lin
  await context.setOffline(false)
  await seesText(page, /已签退，(89|90) 分钟，已送社区确认/)
  await page.reload()
  await seesText(page, /已签退，(89|90) 分钟，已送社区确认/)
  expect(await sql(`select source, stage, title, minutes between 89 and 90 as fits from service_logs where title = $1`, [TITLE])).toEqual([{ source: 'CHECK_IN', stage: 'WAITING', title: TITLE, fits: true }])
  expect(await sql(`select count(*)::int from audit_events where operation = 'session.checkOut'`)).toEqual([{ count: 1 }])
  const community = secretary.page
  await community.goto('/hours/queue')
  await seesText(community, TITLE)
  await community.getByRole('button', { name: /确认这 \d+ 条/ }).click()
  await seesText(community, '没有待核对的时长')
})

test('李秀英 sees on her list who came by code; what is with the community is not changed any more', async () => {
  const { page } = secretary
  await page.goto(`/activities/sessions/${globalId('ActivitySession', SESSION)}/list`)
  await seesText(page, '登记到场')
  await page.getByRole('row', { name: /林静/ }).getByText('已送社区').waitFor()
  await screenshot(page, 'attendance')
})

test('what was confirmed is on paper at once: 林静 enters her document, has the certificate made, and whoever holds it verifies it', async () => {
  const community = secretary.page
  await community.goto(`/organizations/${globalId('Organization', seedId('organization 130102002019'))}`)
  await community.getByRole('button', { name: '填写' }).click()
  await community.getByLabel('负责人').fill('李秀英')
  await community.getByLabel('经办人').fill('李静')
  await community.getByLabel('联系电话').fill('0311-55500147')
  await community.getByRole('button', { name: '保存' }).click()
  await seesText(community, '0311-55500147')

  const { page } = lin
  await page.goto('/me')
  await page.getByRole('button', { name: '登记证件' }).click()
  await page.getByRole('textbox', { name: '证件号码' }).fill('11010519491231002X')
  await page.getByRole('checkbox', { name: /同意保存证件号码/ }).check()
  await page.getByRole('button', { name: '同意并保存' }).click()
  await seesText(page, '110***********002X')
  await page.goto('/me/certificates')
  await page.getByRole('button', { name: '开具证明' }).click()
  await page.getByRole('button', { name: '开具', exact: true }).click()
  await page.waitForURL(/\/certificates\/[^/]+$/)
  await page.getByRole('article', { name: '志愿服务记录证明' }).getByText(/1 次，(89|90) 分钟/).waitFor()
  const [download] = await Promise.all([page.waitForEvent('download', { timeout: 60_000 }), page.getByRole('link', { name: '下载 PDF' }).click()])
  const [sheet] = await readPdf(await readFile(await download.path()))
  const canvas = await sheet!.draw(3)
  const { data, width, height } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height)
  const address = jsQR(new Uint8ClampedArray(data), width, height)?.data ?? ''

  const stranger = await visit(browser, address, { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true })
  await stranger.page.getByRole('heading', { name: '有效' }).waitFor()
  await stranger.page.goto(address.replace(/.$/, address.endsWith('2') ? '3' : '2'))
  await stranger.page.getByRole('heading', { name: '查无此证' }).waitFor()
  await stranger.close()
})
