import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from 'playwright-core'

const root = fileURLToPath(new URL('../../', import.meta.url))

/** A page in a browser session of its own, watched while it is used. */
export interface Visit {
  page: Page
  context: BrowserContext
  /** Ends the session; throws when a page asked an outside host for something or broke in a script. */
  close(): Promise<void>
}

/** Starts headless Chromium, which comes from npm: any user, no apt. Throws one sentence when it does not start. */
export async function launchBrowser(): Promise<Browser> {
  try {
    const folder = unpackedBrowser()
    return await chromium.launch({
      executablePath: join(folder, 'chromium'),
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--no-first-run',
        // Whatever a page or the browser itself might want from outside is not even looked up.
        '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost',
      ],
      env: {
        ...definedOnly(process.env),
        FONTCONFIG_FILE: fontSettings(folder),
        LD_LIBRARY_PATH: join(folder, 'al2023', 'lib'),
      },
    })
  } catch (error) {
    throw new Error(`浏览器无法启动 / the browser does not start: ${oneLine(error)}`)
  }
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

/** The folder with the unpacked browser; made once, and whole or not at all: two workers may want it at the same time. */
function unpackedBrowser(): string {
  const entry = createRequire(import.meta.url).resolve('@sparticuz/chromium')
  const { version } = JSON.parse(readFileSync(join(dirname(entry), '..', 'package.json'), 'utf8')) as { version: string }
  const cache = join(root, 'node_modules', '.cache')
  const folder = join(cache, `chromium-${version}`)
  if (existsSync(folder)) return folder
  mkdirSync(cache, { recursive: true })
  const unfinished = mkdtempSync(`${folder}-`)
  const script = fileURLToPath(new URL('unpack-browser.mjs', import.meta.url))
  const { status, stderr } = spawnSync(process.execPath, [script, unfinished], {
    env: { ...process.env, TMPDIR: unfinished, NODE_OPTIONS: '' },
    encoding: 'utf8',
  })
  try {
    if (status !== 0) throw new Error(`unpacking failed: ${oneLine(stderr)}`)
    renameSync(unfinished, folder)
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true })
    if (!existsSync(folder)) throw error
  }
  return folder
}

/** fontconfig's settings: our Chinese font and no other, so that pictures are the same on every machine. */
function fontSettings(folder: string): string {
  const escape = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;')
  const file = join(folder, 'fonts.conf')
  const [fonts, cache] = [join(folder, 'fonts'), join(folder, 'fonts-cache')].map(escape)
  writeFileSync(
    file,
    `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">` +
      `<fontconfig><dir>${fonts}</dir><cachedir>${cache}</cachedir></fontconfig>\n`,
  )
  return file
}

function definedOnly(env: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined))
}

function oneLine(error: unknown): string {
  const lines = (error instanceof Error ? error.message : String(error)).split('\n').map((line) => line.trim())
  return (
    lines.find((line) => /error while loading|cannot|denied|ENO|EACCES/i.test(line)) ?? lines.find(Boolean) ?? 'no reason given'
  )
}
