import { createRequire } from 'node:module'
import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import type { AxeResults } from 'axe-core'
import type { Browser, Page } from 'playwright-core'
import { type TestDatabase, todaysDatabase } from '../harness/database.ts'
import { enter } from './acts.ts'
import { launchBrowser } from './browser.ts'
import { type Product, startProduct } from './product.ts'

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js')
const EVERYBODY = ['/', '/needs', '/resources', '/projects', '/meetings', '/items', '/hours', '/hours/new', '/activities', '/academy', '/check-in', '/wishes', '/notices', '/organizations', '/registrations', '/me', '/me/certificates']
const OFFICE = [...EVERYBODY, '/needs/new', '/matching', '/matching/runs', '/matching/scarcity', '/meetings/log', '/meetings/new', '/duties', '/hours/queue', '/hours/paper', '/activities/new', '/people']

/** Of each the first entry is opened. */
const LISTS = ['/needs', '/resources', '/activities', '/organizations']

let database: TestDatabase
let product: Product
let browser: Browser
let axe: string

beforeAll(async () => {
  ;[database, browser, axe] = await Promise.all([todaysDatabase(), launchBrowser(), readFile(AXE, 'utf8')])
  product = await startProduct({ databaseUrl: database.url })
})

afterAll(async () => {
  await browser?.close()
  await product?.stop()
  await database?.drop()
})

/** A page in one of its dresses; the whole of WCAG in the first, in the others what a dress can change. */
interface Dress {
  readonly name: string
  readonly rules?: readonly string[]
  readonly on: (page: Page) => Promise<void>
  readonly off: (page: Page) => Promise<void>
}
const plain: Dress = { name: 'plain', on: async () => undefined, off: async () => undefined }
const dark: Dress = { name: 'dark', rules: ['color-contrast', 'link-in-text-block'], on: (page) => inScheme(page, 'dark'), off: (page) => inScheme(page, 'light') }
const elder: Dress = { name: 'elder', on: (page) => makeElder(page, true), off: (page) => makeElder(page, false) }

async function inScheme(page: Page, colorScheme: 'dark' | 'light'): Promise<void> {
  await page.emulateMedia({ colorScheme })
  await page.locator(`html.${colorScheme}`).waitFor({ state: 'attached' })
}

const makeElder = (page: Page, on: boolean): Promise<void> => page.evaluate((large) => void document.documentElement.classList.toggle('elder', large), on)

interface Reader {
  readonly name: string
  readonly how: string
  readonly paths: readonly string[]
  readonly phone?: boolean
  readonly dresses: readonly Dress[]
}
const READERS: readonly Reader[] = [
  { name: '何玉梅', how: 'at her desk, by day and in the dark,', paths: OFFICE, dresses: [plain, dark] },
  { name: '杜鹃', how: 'on her phone, also in elder mode,', paths: EVERYBODY, phone: true, dresses: [plain, elder] },
]

test.each(READERS)('$name $how meets no page that axe finds to break WCAG 2.1 A or AA, and none that scrolls sideways', async ({ name, paths, phone, dresses }) => {
  const { page, close } = await enter(browser, product.url, name, { phone })
  const broken: string[] = []
  for (const path of paths) broken.push(...(await breaksOf(page, path, dresses)))
  for (const path of LISTS) broken.push(...(await breaksOf(page, await firstOf(page, path), dresses)))
  broken.push(...(await breaksOf(page, `${await firstOf(page, '/organizations')}/matching-rules`, dresses)))
  await close()
  expect(broken).toEqual([])
}, 300_000)

test('the naive page is found guilty: a picture without words, a field without a label, in the dark black on black, a line that is too wide', async () => {
  const { page, close } = await enter(browser, product.url, '杜鹃', { phone: true })
  await page.evaluate(() => document.querySelector('main')?.insertAdjacentHTML('beforeend', '<img src="data:,"><input><p style="color: #000; width: 600px">看不见</p>'))
  const found = await inspect(page, 'naive', [plain, dark])
  expect(found.map((one) => one.split(/: <| \d/)[0]).sort()).toEqual(['naive, dark: color-contrast', 'naive, dark: scrolls', 'naive, plain: image-alt', 'naive, plain: label', 'naive, plain: scrolls'])
  await close()
})

async function firstOf(page: Page, list: string): Promise<string> {
  await page.goto(list)
  const entry = page.locator(`main a[href^="${list}/"]:not([href$="/new"], [href$="/log"])`).first()
  return (await entry.getAttribute('href'))!
}

async function breaksOf(page: Page, path: string, dresses: readonly Dress[]): Promise<string[]> {
  await page.goto(path)
  await page.getByRole('heading', { level: 1 }).waitFor()
  await page.waitForLoadState('networkidle')
  return inspect(page, path, dresses)
}

async function inspect(page: Page, path: string, dresses: readonly Dress[]): Promise<string[]> {
  const found: string[] = []
  for (const { name, rules, on, off } of dresses) {
    await on(page)
    await page.evaluate(settled)
    const sideways = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
    if (sideways > 0) found.push(`${path}, ${name}: scrolls ${sideways} px sideways`)
    found.push(...(await breaks(page, rules)).flatMap(({ id, nodes }) => nodes.map(({ html }) => `${path}, ${name}: ${id}: ${html.slice(0, 160)}`)))
    await off(page)
  }
  return found
}

/** Colours that are on their way from one dress to the other have arrived. */
async function settled(): Promise<void> {
  const passing = document.getAnimations().filter((each) => each.effect?.getComputedTiming().endTime !== Number.POSITIVE_INFINITY)
  await Promise.all(passing.map((each) => each.finished.catch(() => undefined)))
}

async function breaks(page: Page, rules?: readonly string[]): Promise<AxeResults['violations']> {
  await page.evaluate(axe)
  const runOnly = rules ? { type: 'rule', values: [...rules] } : { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'] }
  const { violations } = await page.evaluate((only) => (globalThis as unknown as { axe: { run(on: Document, how: object): Promise<AxeResults> } }).axe.run(document, { runOnly: only }), runOnly)
  return violations
}
