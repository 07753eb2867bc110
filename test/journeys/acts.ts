import type { Browser, Page } from 'playwright-core'
import { CHARACTERS } from '../../server/seeds/cast.ts'
import { DEMO_PASSWORD } from '../../server/seeds/demo-log-ins.ts'
import { type Visit, visit } from './browser.ts'

/** Somebody of the cast logs in through the form, in a browser session of their own. */
export async function enter(browser: Browser, url: string, name: string, { phone = false }: { phone?: boolean } = {}): Promise<Visit> {
  const character = CHARACTERS.find((each) => each.name === name)
  if (!character) throw new Error(`${name} is not of the cast`)
  const visited = await visit(browser, url, phone ? { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true } : { viewport: { width: 1280, height: 900 } })
  const { page } = visited
  page.setDefaultTimeout(10_000)
  await page.getByLabel('手机号').fill(character.phone)
  await page.getByLabel('密码', { exact: true }).fill(DEMO_PASSWORD)
  await page.getByRole('button', { name: '登录' }).click()
  await page.getByRole('heading', { level: 1, name: /等您|没有|工作台|您好/ }).waitFor()
  return visited
}

export interface Typed {
  readonly category: string
  readonly title: string
  readonly quantity: number
  /** Selects by label. */
  readonly choose?: Record<string, string>
  readonly tick?: readonly string[]
  readonly untick?: readonly string[]
  /** Tiles and segmented choices by label. */
  readonly pick?: readonly string[]
  readonly fill?: Record<string, string>
  /** Presets of the week. */
  readonly week?: readonly string[]
}

/** Fills the publishing form from empty and publishes; ends on the entry's page. */
export async function publish(page: Page, list: 'needs' | 'resources', typed: Typed): Promise<void> {
  await page.goto(`/${list}/new`)
  await fillEntry(page, typed)
  await page.getByRole('button', { name: list === 'needs' ? '发布需求' : '发布资源' }).click()
  await page.waitForURL(new RegExp(`/${list}/(?!new)[^/]+$`))
  await page.getByRole('heading', { level: 1, name: typed.title }).waitFor()
}

export async function fillEntry(page: Page, { category, title, quantity, choose = {}, tick = [], untick = [], pick = [], fill = {}, week = [] }: Typed): Promise<void> {
  await page.getByText(category, { exact: true }).first().click()
  await page.getByLabel('名称').fill(title)
  await page.getByRole('spinbutton', { name: '数量' }).fill(String(quantity))
  for (const label of tick) await page.getByLabel(label).check()
  for (const label of untick) await page.getByLabel(label).uncheck()
  for (const [label, value] of Object.entries(choose)) await page.getByLabel(label).selectOption({ label: value })
  for (const label of pick) await page.getByText(label, { exact: true }).click()
  for (const preset of week) await page.getByRole('button', { name: preset }).click()
  for (const [label, value] of Object.entries(fill)) await page.getByLabel(label).fill(value)
}

/** The secretary runs the alliance's matching and waits for its result. */
export async function runMatching(page: Page): Promise<void> {
  await page.goto('/matching')
  const button = page.getByRole('button', { name: /运行匹配|重新匹配/ })
  await button.click()
  // The first run also starts the engine's thread.
  await page.getByText('匹配已完成').waitFor({ state: 'attached', timeout: 30_000 })
  await page.getByText('已独立复核').waitFor()
}

/** Opens what waits for the viewer on the workbench: the one line that says all of these words. */
export async function openWaiting(page: Page, ...words: string[]): Promise<void> {
  await page.goto('/')
  const line = words.reduce((lines, hasText) => lines.filter({ hasText }), page.getByRole('listitem'))
  await line.getByRole('link').first().click()
  await page.waitForURL(/\/proposals\//)
}

export async function seesText(page: Page, text: string | RegExp): Promise<void> {
  // The same words may stand in the print view, hidden.
  await page.getByText(text).filter({ visible: true }).first().waitFor()
}

/** Accepts the whole of an open proposal and waits until the page says so. */
export async function accept(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^接受/ }).click()
  await page.getByRole('button', { name: /^接受/ }).waitFor({ state: 'hidden' })
}
