import { execFile } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { Browser } from 'playwright-core'

const root = fileURLToPath(new URL('../../../', import.meta.url))

export interface ChromiumOptions {
  /** Whether the computer's own fonts may be used beside ours; without them pictures are the same on every machine. */
  readonly systemFonts: boolean
  /** Whether Playwright ends the browser, and with it this process, on SIGINT, SIGTERM and SIGHUP. */
  readonly handleSignals: boolean
}

/**
 * Starts headless Chromium, which comes from npm: any user, no apt. It is given nothing of this process's environment.
 * Throws one sentence when it does not start.
 */
export async function launchChromium({ systemFonts, handleSignals }: ChromiumOptions): Promise<Browser> {
  try {
    const folder = await unpackedChromium()
    // Half a second of loading, for the first who prints.
    const { chromium } = await import('playwright-core')
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
      env: { FONTCONFIG_FILE: fontSettings(folder, systemFonts), LD_LIBRARY_PATH: join(folder, 'al2023', 'lib'), HOME: folder },
      handleSIGINT: handleSignals,
      handleSIGTERM: handleSignals,
      handleSIGHUP: handleSignals,
    })
  } catch (error) {
    throw new Error(`the browser does not start: ${reason(error)}`)
  }
}

/** The folder with the unpacked browser; made once, and whole or not at all: two processes may want it at the same time. */
async function unpackedChromium(): Promise<string> {
  const entry = createRequire(import.meta.url).resolve('@sparticuz/chromium')
  const { version } = JSON.parse(readFileSync(join(dirname(entry), '..', 'package.json'), 'utf8')) as { version: string }
  const cache = join(root, 'node_modules', '.cache')
  const folder = join(cache, `chromium-${version}`)
  if (existsSync(folder)) return folder
  mkdirSync(cache, { recursive: true })
  const unfinished = mkdtempSync(`${folder}-`)
  const script = fileURLToPath(new URL('unpack-chromium.mjs', import.meta.url))
  try {
    await promisify(execFile)(process.execPath, [script, unfinished], { env: { TMPDIR: unfinished } })
    renameSync(unfinished, folder)
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true })
    if (!existsSync(folder)) throw error
  }
  return folder
}

/** fontconfig's settings: our Chinese font, alone or before the computer's own. */
function fontSettings(folder: string, systemFonts: boolean): string {
  const escape = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;')
  const file = join(folder, systemFonts ? 'fonts-system.conf' : 'fonts.conf')
  const [fonts, cache] = [join(folder, 'fonts'), join(folder, 'fonts-cache')].map(escape)
  const system = systemFonts ? '<include ignore_missing="yes">/etc/fonts/fonts.conf</include>' : ''
  writeFileSync(
    file,
    `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">` +
      `<fontconfig><dir>${fonts}</dir>${system}<cachedir>${cache}</cachedir></fontconfig>\n`,
  )
  return file
}

/** The line that says why, out of all that a browser writes when it fails. */
function reason(error: unknown): string {
  const lines = (error instanceof Error ? error.message : String(error)).split('\n').map((line) => line.trim())
  return lines.find((line) => /error while loading|cannot|denied|ENO|EACCES/i.test(line)) ?? lines.find(Boolean) ?? 'no reason given'
}
