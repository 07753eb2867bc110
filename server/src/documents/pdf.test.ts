import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { Browser } from 'playwright-core'
import { type PdfPage, readPdf } from '../../../test/harness/pdf.ts'
import { blockText, minutesBlocks } from '../texts/minutes/blocks.ts'
import { minutesHtml } from '../texts/minutes/html.ts'
import { MINUTES } from '../texts/minutes/testing/sample.ts'
import { launchChromium } from './chromium.ts'
import { minutesPdf } from './minutes-pdf.ts'
import { pageCount } from './pdf.ts'
import { Printer, PrintTimeout } from './printer.ts'

const browsers: Browser[] = []
const launch = async () => {
  const browser = await launchChromium({ systemFonts: false, handleSignals: false })
  browsers.push(browser)
  return browser
}
const printerWith = (options: Partial<ConstructorParameters<typeof Printer>[0]> = {}) => new Printer({ launch, atOnce: 2, timeout: 30_000, idle: 60_000, ...options })

const printer = printerWith()
let pdf: Buffer
beforeAll(async () => {
  pdf = await minutesPdf(MINUTES, (html) => printer.print(html))
}, 120_000)
afterAll(async () => {
  await printer.close()
  await Promise.all(browsers.map((browser) => browser.close()))
})

/** What the sample fills. */
const PAGES = 3

describe('the minutes as PDF', () => {
  test('open, on A4, on as many pages as the text fills', () => {
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-')
    expect(pageCount(pdf)).toBe(PAGES)
    const boxes = [...pdf.toString('latin1').matchAll(/\/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]/g)]
    expect(boxes).toHaveLength(PAGES)
    for (const [, width, height] of boxes) {
      expect(Math.abs(Number(width) - 595.28)).toBeLessThan(0.5)
      expect(Math.abs(Number(height) - 841.89)).toBeLessThan(0.5)
    }
  })

  test('take a page for every 22 lines of 28 characters', async () => {
    const bare = { ...MINUTES, title: '一行的标题', items: [], present: [], onLeave: [], observers: [], attachments: [], sentTo: [], sha256: null }
    const pages = async (lines: number) => pageCount(await printer.print(minutesHtml({ ...bare, opening: '汉'.repeat(28 * lines - 2) })))
    /** The least number of lines that fills so many pages. */
    const least = async (wanted: number) => {
      let [low, high] = [1, 120]
      while (low < high) {
        const middle = Math.floor((low + high) / 2)
        if ((await pages(middle)) >= wanted) high = middle
        else low = middle + 1
      }
      return low
    }
    // The first page has its head and no whole number of lines.
    const [third, fourth, fifth] = [await least(3), await least(4), await least(5)]
    expect([fourth - third, fifth - fourth]).toEqual([22, 22])
  }, 120_000)

  test('have their imprint at the foot of the last page however many there are', async () => {
    const long = { ...MINUTES, items: Array.from({ length: 12 }, () => MINUTES.items).flat() }
    const made = await minutesPdf(long, (html) => printer.print(html))
    expect(pageCount(made)).toBe(pageCount(await printer.print(minutesHtml(long))))
    expect(pageCount(made)).toBeGreaterThan(20)
  }, 60_000)

  test('say what the blocks say, in their order, with the page number on each page', async () => {
    const pages = (await readPdf(pdf)).map(({ lines }) => lines.map(({ text }) => text.replace(/\s+/g, '')))
    expect(pages.map((lines) => lines.at(-1))).toEqual(Array.from({ length: PAGES }, (_, index) => `—${index + 1}—`))
    expect(pages.flatMap((lines) => lines.slice(0, -1)).join('')).toBe(minutesBlocks(MINUTES).map(blockText).join('').replace(/\s+/g, ''))
  })

  test('have 22 lines on a full page, 28 characters in a full line, and nothing outside the type area but the page number', async () => {
    const [, second] = await readPdf(pdf)
    const body = second!.lines.slice(0, -1)
    expect(body).toHaveLength(22)
    for (const { left, right } of body) {
      expect(left).toBeGreaterThan((28 / 25.4) * 72 - 2)
      expect(right).toBeLessThan(((210 - 26) / 25.4) * 72 + 2)
    }
    expect((body.at(-1)!.baseline - body[0]!.baseline) / 21).toBeCloseTo(28.95, 1)
  })

  /** SCREENSHOTS=1 keeps the first page for docs/minutes-form.md. */
  test('have a red mark 35 mm below the top of the type area and the imprint at the foot of the last page', async () => {
    const pages = await readPdf(pdf)
    const rows = async (page: PdfPage, is: (red: number, green: number) => boolean): Promise<number[]> => {
      const { width, height, data } = await page.draw(1).then((canvas) => canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height))
      return Array.from({ length: height }, (_, y) => y).filter((y) => Array.from({ length: width }, (__, x) => (y * width + x) * 4).some((at) => is(data[at]!, data[at + 1]!)))
    }
    const red = await rows(pages[0]!, (r, g) => r > 180 && g < 90)
    expect(Math.abs(red[0]! - ((37 + 35) / 25.4) * 72)).toBeLessThan(4)
    const foot = ((297 - 35) / 25.4) * 72
    const dark = (await rows(pages.at(-1)!, (r) => r < 140)).filter((y) => y < foot + 4)
    expect(Math.abs(dark.at(-1)! - foot)).toBeLessThan(3)
    if (process.env.SCREENSHOTS === '1') writeFileSync(join(import.meta.dirname, '../../../docs/screenshots/minutes-page.png'), (await pages[0]!.draw(110 / 72)).toBuffer('image/png'))
  })
})

describe('the printer', () => {
  test('runs no script and asks nobody for anything', async () => {
    const other = printerWith({ timeout: 20_000 })
    const html = '<style>@page{size:100mm 100mm;margin:0}</style><img src="http://127.0.0.1:1/x.png"><iframe src="file:///etc/passwd"></iframe><p>x</p><script>for(let i=0;i<9;i++)document.body.insertAdjacentHTML("beforeend","<p style=\'break-before:page\'>y</p>")</script>'
    expect(pageCount(await other.print(html))).toBe(1)
    await other.close()
  }, 60_000)

  test('starts its browser once, and again after it died', async () => {
    const began = browsers.length
    const own = printerWith()
    await Promise.all([own.print('<p>1</p>'), own.print('<p>2</p>'), own.print('<p>3</p>')])
    expect(browsers.length - began).toBe(1)
    await browsers.at(-1)?.close()
    expect(pageCount(await own.print('<p>4</p>'))).toBe(1)
    expect(browsers.length - began).toBe(2)
    await own.close()
  }, 60_000)

  test('prints a document again whose browser dies under it', async () => {
    const own = printerWith()
    await own.print('<p>warm</p>')
    const printing = own.print('<p>汉字</p>'.repeat(3000))
    await browsers.at(-1)?.close()
    expect(pageCount(await printing)).toBeGreaterThan(10)
    await own.close()
  }, 60_000)

  test('never prints more than so many at once, and the others in order', async () => {
    let [now, most] = [0, 0]
    const own = printerWith({
      launch: async () => {
        const browser = await launch()
        const opened = browser.newContext.bind(browser)
        browser.newContext = async (...args) => {
          const context = await opened(...args)
          most = Math.max(most, (now += 1))
          context.on('close', () => (now -= 1))
          return context
        }
        return browser
      },
    })
    await Promise.all(Array.from({ length: 6 }, (_, index) => own.print(`<p>${index}</p>`)))
    expect(most).toBe(2)
    await own.close()
  }, 60_000)

  test('says so when a print takes too long, and works on', async () => {
    const own = printerWith({ timeout: 1 })
    await expect(own.print('<p>x</p>')).rejects.toThrow(new PrintTimeout(1))
    await own.close()
  }, 60_000)

  test('ends a browser that has nothing to do', async () => {
    const own = printerWith({ idle: 50 })
    await own.print('<p>x</p>')
    const browser = browsers.at(-1)
    for (let waited = 0; browser?.isConnected() && waited < 5000; waited += 50) await new Promise((resolve) => setTimeout(resolve, 50))
    expect(browser?.isConnected()).toBe(false)
    expect(pageCount(await own.print('<p>y</p>'))).toBe(1)
    await own.close()
  }, 60_000)

  test('says why a browser does not start', async () => {
    const own = printerWith({ launch: () => Promise.reject(new Error('the browser does not start: no room')) })
    await expect(own.print('<p>x</p>')).rejects.toThrow('the browser does not start: no room')
    await own.close()
  })
})
