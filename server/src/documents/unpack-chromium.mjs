/**
 * node unpack-chromium.mjs <folder>: lays the browser of @sparticuz/chromium, the few libraries it needs and a Chinese font into a folder.
 * A program of its own, because the package unpacks into whatever TMPDIR says when its process starts.
 */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { inflate } from '@sparticuz/chromium'
import woff2 from 'wawoff2'

const [folder] = process.argv.slice(2)
const require = createRequire(import.meta.url)
const packed = join(dirname(require.resolve('@sparticuz/chromium')), '..', 'bin')

// The names are the package's own: al2023 is the Linux whose libraries it brings.
await Promise.all(['chromium.br', 'al2023.tar.br'].map((file) => inflate(join(packed, file))))

// The font comes in a hundred parts as web pages load it; fontconfig reads them once they are unpacked from woff2.
const parts = join(dirname(require.resolve('@fontsource-variable/noto-sans-sc/package.json')), 'files')
mkdirSync(join(folder, 'fonts'))
for (const file of readdirSync(parts)) {
  writeFileSync(join(folder, 'fonts', file.replace('.woff2', '.ttf')), await woff2.decompress(readFileSync(join(parts, file))))
}
