import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

/** Free fonts that come from npm in a hundred parts each; a printed document loads the parts it needs. */
const PACKAGES: Record<string, string> = {
  'noto-serif-sc': '@fontsource-variable/noto-serif-sc',
  'noto-sans-sc': '@fontsource-variable/noto-sans-sc',
}
const PATH = /^\/fonts\/([a-z-]+)\/(index\.css|files\/[a-z0-9-]+\.woff2)$/

export interface FontFile {
  readonly body: Buffer
  readonly contentType: string
}

/** What a document asks for under /fonts/noto-serif-sc/index.css and the like; null for anything else. */
export async function fontFile(path: string): Promise<FontFile | null> {
  const [, font = '', file = ''] = PATH.exec(path) ?? []
  const name = Object.hasOwn(PACKAGES, font) ? PACKAGES[font] : undefined
  if (!name) return null
  const folder = dirname(createRequire(import.meta.url).resolve(`${name}/package.json`))
  try {
    return { body: await readFile(join(folder, file)), contentType: file.endsWith('.css') ? 'text/css' : 'font/woff2' }
  } catch {
    return null
  }
}
