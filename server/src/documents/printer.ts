import type { Browser, BrowserContext } from 'playwright-core'
import { fontFile } from './fonts.ts'

/** Where a document believes to be; nobody has this name, and nothing but the document and its fonts is answered. */
const ORIGIN = 'http://document.invalid'

export interface PrinterOptions {
  readonly launch: () => Promise<Browser>
  /** Prints at the same time; the others wait in order. */
  readonly atOnce: number
  /** One print may take this long, in ms. */
  readonly timeout: number
  /** A browser without work is closed after this long, in ms. */
  readonly idle: number
}

/** Prints HTML to PDF in one browser, started when it is first needed and again after it died. */
export class Printer {
  #browser: Promise<Browser> | null = null
  #idle: NodeJS.Timeout | undefined
  #printing = 0
  readonly #waiting: (() => void)[] = []

  constructor(private readonly options: PrinterOptions) {}

  /** The PDF of a page of HTML, in the size and margins of its own @page rules. No script runs, nothing is fetched. */
  async print(html: string): Promise<Buffer> {
    await this.#turn()
    try {
      return await this.#tried(html)
    } finally {
      this.#done()
    }
  }

  /** Ends the browser; a later print starts another. */
  async close(): Promise<void> {
    clearTimeout(this.#idle)
    const browser = this.#browser
    this.#browser = null
    await browser?.then((started) => started.close()).catch(() => undefined)
  }

  /** A browser that dies in the middle, whosever fault it was, costs a second try and not the document. */
  async #tried(html: string): Promise<Buffer> {
    for (let tries = 1; ; tries += 1) {
      const browser = await this.#running()
      try {
        return await this.#printed(browser, html)
      } catch (error) {
        if (error instanceof PrintTimeout || tries === 2 || !(await died(browser))) throw error
      }
    }
  }

  async #running(): Promise<Browser> {
    clearTimeout(this.#idle)
    for (;;) {
      const starting = (this.#browser ??= this.options.launch())
      const browser = await starting.catch((error: unknown) => {
        this.#forget(starting)
        throw error
      })
      if (browser.isConnected()) return browser
      this.#forget(starting)
    }
  }

  /** Another print may have started the next browser already. */
  #forget(dead: Promise<Browser>): void {
    if (this.#browser === dead) this.#browser = null
  }

  async #printed(browser: Browser, html: string): Promise<Buffer> {
    let timer: NodeJS.Timeout | undefined
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new PrintTimeout(this.options.timeout)), this.options.timeout)
    })
    let context: BrowserContext | undefined
    const work = async (): Promise<Buffer> => {
      context = await browser.newContext({ javaScriptEnabled: false, serviceWorkers: 'block', locale: 'zh-CN' })
      await context.route('**/*', async (route) => {
        const { origin, pathname } = new URL(route.request().url())
        if (origin !== ORIGIN) return route.abort()
        if (pathname === '/') return route.fulfill({ body: html, contentType: 'text/html; charset=utf-8' })
        const font = await fontFile(pathname)
        return font ? route.fulfill({ body: font.body, contentType: font.contentType }) : route.abort()
      })
      const page = await context.newPage()
      await page.emulateMedia({ media: 'print' })
      await page.goto(`${ORIGIN}/`, { waitUntil: 'load', timeout: this.options.timeout })
      await page.evaluate('document.fonts.ready.then(() => true)')
      return await page.pdf({ preferCSSPageSize: true, printBackground: true, tagged: true, outline: true })
    }
    try {
      const printing = work()
      printing.catch(() => undefined)
      return await Promise.race([printing, late])
    } catch (error) {
      // A page that hangs cannot be relied on to close: its browser goes with it.
      if (error instanceof PrintTimeout) await browser.close().catch(() => undefined)
      throw error
    } finally {
      clearTimeout(timer)
      await context?.close().catch(() => undefined)
    }
  }

  #turn(): Promise<void> | void {
    if (this.#printing < this.options.atOnce) {
      this.#printing += 1
      return
    }
    return new Promise((resolve) => this.#waiting.push(resolve))
  }

  #done(): void {
    const next = this.#waiting.shift()
    if (next) return next()
    this.#printing -= 1
    if (this.#printing === 0) this.#idle = setTimeout(() => void this.close(), this.options.idle).unref()
  }
}

/** Whether the browser is gone: what was asked of it may fail a moment before that is known. */
async function died(browser: Browser): Promise<boolean> {
  if (!browser.isConnected()) return true
  await new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, 1_000)
    browser.once('disconnected', () => (clearTimeout(timer), resolve()))
  })
  return !browser.isConnected()
}

/** The document was not printed in time; the fault is in the document or the machine, and trying again may help. */
export class PrintTimeout extends Error {
  constructor(limit: number) {
    super(`the document was not printed within ${limit / 1000} s`)
    this.name = 'PrintTimeout'
  }
}
