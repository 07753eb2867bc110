import { createRequire } from 'node:module'
import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import type { AxeResults } from 'axe-core'
import type { Browser, Page } from 'playwright-core'
import { emptyDatabase, type TestDatabase } from '../harness/database.ts'
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
  ;[database, browser, axe] = await Promise.all([emptyDatabase(), launchBrowser(), readFile(AXE, 'utf8')])
  product = await startProduct({ databaseUrl: database.url })
})

afterAll(async () => {
  await browser?.close()
  await product?.stop()
  await database?.drop()
})

interface Reader {
  name: string
  how: string
  paths: readonly string[]
  phone?: boolean
  dark?: boolean
  elder?: boolean
}
const READERS: readonly Reader[] = [
  { name: '何玉梅', how: 'at her desk', paths: OFFICE },
  { name: '何玉梅', how: 'in the dark', paths: OFFICE, dark: true },
  { name: '杜鹃', how: 'on her phone', paths: EVERYBODY, phone: true },
  { name: '杜鹃', how: 'on her phone in elder mode', paths: EVERYBODY, phone: true, elder: true },
]

test.each(READERS)('$name $how meets no page that axe finds to break WCAG 2.1 A or AA, and none that scrolls sideways', async ({ name, paths, phone, dark, elder }) => {
  const { page, close } = await enter(browser, product.url, name, { phone })
  if (dark) await page.emulateMedia({ colorScheme: 'dark' })
  if (elder) await page.evaluate(() => localStorage.setItem('elder-mode', 'on'))
  const broken: string[] = []
  for (const path of paths) broken.push(...(await breaksOf(page, path)))
  for (const path of LISTS) broken.push(...(await breaksOf(page, await firstOf(page, path))))
  broken.push(...(await breaksOf(page, `${await firstOf(page, '/organizations')}/matching-rules`)))
  const dress = await page.evaluate(() => ({ dark: document.documentElement.classList.contains('dark'), elder: document.documentElement.classList.contains('elder') }))
  await close()
  expect(dress).toEqual({ dark: Boolean(dark), elder: Boolean(elder) })
  expect(broken).toEqual([])
}, 300_000)

test('the naive page is found guilty: a picture without words, a field without a label', async () => {
  const { page, close } = await enter(browser, product.url, '杜鹃', { phone: true })
  await page.evaluate(() => document.querySelector('main')?.insertAdjacentHTML('beforeend', '<img src="data:,"><input>'))
  expect((await breaks(page)).map(({ id }) => id).sort()).toEqual(['image-alt', 'label'])
  await close()
})

async function firstOf(page: Page, list: string): Promise<string> {
  await page.goto(list)
  const entry = page.locator(`main a[href^="${list}/"]:not([href$="/new"], [href$="/log"])`).first()
  return (await entry.getAttribute('href'))!
}

async function breaksOf(page: Page, path: string): Promise<string[]> {
  await page.goto(path)
  await page.getByRole('heading', { level: 1 }).waitFor()
  await page.waitForLoadState('networkidle')
  const sideways = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
  const found = (await breaks(page)).flatMap(({ id, nodes }) => nodes.map(({ html }) => `${path}: ${id}: ${html.slice(0, 160)}`))
  return sideways > 0 ? [...found, `${path}: scrolls ${sideways} px sideways`] : found
}

async function breaks(page: Page): Promise<AxeResults['violations']> {
  await page.evaluate(axe)
  const { violations } = await page.evaluate(() => (globalThis as unknown as { axe: { run(on: Document, how: object): Promise<AxeResults> } }).axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'] }))
  return violations
}
