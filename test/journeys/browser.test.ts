import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import type { Browser } from 'playwright-core'
import { launchBrowser, visit } from './browser.ts'

let browser: Browser
let server: Server
let url: string

beforeAll(async () => {
  browser = await launchBrowser()
  server = createServer((request, response) => {
    const body = request.url === '/outside' ? '<img src="http://pictures.invalid/1.png">' : '<p>红色联盟 <span>犇</span></p>'
    response.setHeader('content-type', 'text/html; charset=utf-8').end(`<html lang="zh-CN"><body>${body}</body></html>`)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})

afterAll(async () => {
  await browser?.close()
  server?.close()
})

test('Chinese shows in the browser: a character has a shape and not an empty box', async () => {
  const { page, close } = await visit(browser, url)
  const shapes = await page.evaluate(() => {
    const draw = (text: string) => {
      const canvas = document.createElement('canvas')
      const context = canvas.getContext('2d')
      context?.fillText(text, 10, 50)
      return canvas.toDataURL()
    }
    return new Set(['红', '色', '联', '盟'].map(draw)).size
  })
  expect(shapes).toBe(4)
  await close()
})

test('a page that asks an outside host for anything fails its journey', async () => {
  const { close } = await visit(browser, `${url}/outside`)
  await expect(close()).rejects.toThrow('outside host: http://pictures.invalid/1.png')
})
