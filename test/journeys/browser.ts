import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { launchChromium } from '@red-alliance/server/documents/chromium'
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core'

const root = fileURLToPath(new URL('../../', import.meta.url))

/** A page in a browser session of its own, watched while it is used. */
export interface Visit {
  page: Page
  context: BrowserContext
  /** Ends the session; throws when a page asked an outside host for something or broke in a script. */
  close(): Promise<void>
}

/** The browser that prints the product's documents, with our font and no other, so that pictures are the same on every machine. */
export function launchBrowser(): Promise<Browser> {
  return launchChromium({ systemFonts: false, handleSignals: true })
}

/** Opens a page as somebody in 石家庄 would, with a session of their own. */
export async function visit(browser: Browser, url: string, options: BrowserContextOptions = {}): Promise<Visit> {
  const problems: string[] = []
  const context = await browser.newContext({ locale: 'zh-CN', timezoneId: 'Asia/Shanghai', baseURL: url, ...options })
  context.on('request', (request) => {
    const { protocol, hostname } = new URL(request.url())
    const local = ['data:', 'blob:'].includes(protocol) || ['127.0.0.1', 'localhost'].includes(hostname)
    if (!local) problems.push(`a page asks an outside host: ${request.url()}`)
  })
  context.on('weberror', (webError) => problems.push(`a page breaks: ${webError.error().stack ?? webError.error().message}`))
  const page = await context.newPage()
  await page.goto(url)
  return {
    page,
    context,
    close: async () => {
      await context.close()
      if (problems.length > 0) throw new Error(problems.join('\n'))
    },
  }
}

/** Keeps a picture for the README under docs/screenshots, when the run is asked to (SCREENSHOTS=1). */
export async function screenshot(page: Page, name: string): Promise<void> {
  if (process.env.SCREENSHOTS !== '1') return
  await page.screenshot({ path: join(root, 'docs', 'screenshots', `${name}.png`) })
}
