import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import JSZip from 'jszip'
import { pageCount } from '../../documents/pdf.ts'
import { blockText, minutesBlocks } from './blocks.ts'
import { minutesDocx } from './docx.ts'
import { MINUTES } from './testing/sample.ts'
import { anyMinutes } from './testing/any-minutes.ts'
import { attribute, element, paragraphs, parts, style, wellFormed } from './testing/word-xml.ts'

let files: Record<string, string>
beforeAll(async () => {
  files = await parts(await minutesDocx(MINUTES))
})

describe('the Word file has the geometry of GB/T 9704-2012', () => {
  const section = () => element(files['word/document.xml'], 'w:sectPr')

  test('A4 with margins of 37, 35, 28 and 26 mm', () => {
    expect(attribute(section(), 'w:pgSz', ['w', 'h', 'orient'])).toEqual(['11906', '16838', 'portrait'])
    expect(attribute(section(), 'w:pgMar', ['top', 'bottom', 'left', 'right', 'gutter'])).toEqual(['2098', '1984', '1587', '1474', '0'])
  })

  test('a grid of 22 lines and 28 characters that fills the type area and does not burst it', () => {
    const [type, linePitch, charSpace] = attribute(section(), 'w:docGrid', ['type', 'linePitch', 'charSpace'])
    expect(type).toBe('linesAndChars')
    expect(Math.floor((16838 - 2098 - 1984) / Number(linePitch))).toBe(22)
    expect(Number(linePitch) / 20).toBe(28.95)
    expect(Math.floor((11906 - 1587 - 1474) / 20 / (16 + Number(charSpace) / 4096))).toBe(28)
  })

  test('every line of the body is 28.95 pt, and 28 characters stand in it off the grid too', () => {
    const body = style(files, 'MinutesBody')
    expect(attribute(body, 'w:spacing', ['line', 'lineRule', 'before', 'after'])).toEqual(['579', 'exact', '0', '0'])
    const tighter = Number(attribute(element(style(files, 'Normal'), 'w:rPr'), 'w:spacing', ['val'])[0])
    expect(Math.floor((11906 - 1587 - 1474) / (320 + tighter))).toBe(28)
    expect(attribute(body, 'w:ind', ['firstLine', 'firstLineChars'])).toEqual(['632', '200'])
    expect(attribute(body, 'w:widowControl', ['val'])).toEqual(['false'])
  })

  test('the page number stands right on odd pages and left on even ones, one character in, in 四号 宋体', () => {
    expect(files['word/settings.xml']).toContain('<w:evenAndOddHeaders/>')
    const relations = files['word/_rels/document.xml.rels'] ?? ''
    const footer = (type: string): string => {
      const id = new RegExp(`<w:footerReference w:type="${type}" r:id="([^"]+)"`).exec(section())?.[1]
      const target = new RegExp(`<Relationship [^>]*Id="${id}"[^>]*Target="([^"]+)"|<Relationship [^>]*Target="([^"]+)"[^>]*Id="${id}"`).exec(relations)
      return files[`word/${target?.[1] ?? target?.[2]}`] ?? ''
    }
    for (const [type, side] of [['default', 'right'], ['even', 'left']] as const) {
      expect(attribute(footer(type), 'w:jc', ['val'])).toEqual([side])
      expect(attribute(footer(type), 'w:ind', [side])).toEqual(['280'])
      expect(footer(type).replace(/<w:instrText[^>]*>PAGE<\/w:instrText>/, '1').replace(/<[^>]+>/g, '')).toContain('— 1 —')
    }
    expect(attribute(style(files, 'PageNumber'), 'w:rFonts', ['eastAsia', 'ascii'])).toEqual(['宋体', '宋体'])
    expect(attribute(style(files, 'PageNumber'), 'w:sz', ['val'])).toEqual(['28'])
  })
})

describe('the Word file names the faces and sizes', () => {
  test.each([
    ['Title', '方正小标宋简体', '44'],
    ['Number', '仿宋_GB2312', '32'],
    ['Note', '楷体_GB2312', '32'],
    ['Heading1', '黑体', '32'],
    ['Heading2', '楷体_GB2312', '32'],
    ['Heading3', '仿宋_GB2312', '32'],
    ['Heading4', '仿宋_GB2312', '32'],
    ['Normal', '仿宋_GB2312', '32'],
    ['Imprint', '仿宋_GB2312', '28'],
  ])('%s in %s', (id, face, size) => {
    expect(attribute(style(files, id), 'w:rFonts', ['eastAsia', 'ascii', 'hAnsi'])).toEqual([face, face, face])
    expect(attribute(style(files, id), 'w:sz', ['val'])).toEqual([size])
    expect(attribute(style(files, id), 'w:b', ['val'])).toEqual(['false'])
  })

  test('the mark is red 小标宋, centred, 35 mm below the top of the type area, greater than the title', () => {
    const [mark] = paragraphs(files['word/document.xml'])
    expect(attribute(style(files, 'Mark'), 'w:rFonts', ['eastAsia'])).toEqual(['方正小标宋简体'])
    expect(attribute(style(files, 'Mark'), 'w:color', ['val'])).toEqual(['FF0000'])
    expect(attribute(style(files, 'Mark'), 'w:jc', ['val'])).toEqual(['center'])
    const size = Number(attribute(mark?.xml, 'w:sz', ['val'])[0]) / 2
    expect(size).toBeGreaterThan(22)
    expect(Number(attribute(mark?.xml, 'w:spacing', ['before'])[0]) / 20 + size * 0.1).toBeCloseTo((35 / 25.4) * 72, 0)
  })

  test('the labels of attendance are in 黑体, the names in 仿宋', () => {
    const lines = paragraphs(files['word/document.xml']).filter(({ styleId }) => styleId === 'Attendance')
    expect(lines.map(({ text }) => text.slice(0, 3))).toEqual(['出席：', '请假：', '列席：'])
    for (const { xml } of lines) {
      const [label, names] = xml.split('</w:r>')
      expect(attribute(label, 'w:rFonts', ['eastAsia'])).toEqual(['黑体'])
      expect(names).not.toContain('w:rFonts')
    }
  })

  test('each face names its substitutes, and none is embedded', () => {
    expect(files['word/fontTable.xml']).toMatch(/w:name="仿宋_GB2312"><w:altName w:val="仿宋,FangSong/)
    expect(Object.keys(files).filter((path) => /\.(odttf|ttf|otf)$/.test(path))).toEqual([])
  })
})

describe('the Word file', () => {
  test('says what the blocks say, in their order, and addresses nobody', () => {
    const written = paragraphs(files['word/document.xml']).map(({ text }) => text).join('')
    expect(written).toBe(minutesBlocks(MINUTES).map(blockText).join(''))
    expect(written).not.toContain('主送')
  })

  test('has a red line 4 mm under the number', () => {
    const rule = paragraphs(files['word/document.xml']).find(({ styleId }) => styleId === 'Rule')
    expect(attribute(rule?.xml, 'w:bottom', ['val', 'color'])).toEqual(['single', 'FF0000'])
    expect(attribute(rule?.xml, 'w:spacing', ['line'])).toEqual(['227'])
  })

  test('has its imprint hang on the foot of the last page', () => {
    expect(attribute(files['word/document.xml'], 'w:tblpPr', ['vertAnchor', 'tblpYSpec'])).toEqual(['margin', 'bottom'])
    expect(attribute(element(files['word/document.xml'], 'w:tblBorders'), 'w:insideH', ['sz'])).toEqual(['6'])
  })

  test('is the same, byte for byte, whenever it is made', async () => {
    const one = await minutesDocx(MINUTES)
    await new Promise((resolve) => setTimeout(resolve, 2100))
    expect((await minutesDocx(MINUTES)).equals(one)).toBe(true)
    expect(files['docProps/core.xml']).toContain('2026-03-09T00:00:00Z</dcterms:created>')
  })

  test('is well-formed whatever is written into it, and loses no word', async () => {
    await fc.assert(
      fc.asyncProperty(anyMinutes, async (document) => {
        const made = await parts(await minutesDocx(document))
        for (const [path, xml] of Object.entries(made)) expect([path, wellFormed(xml)]).toEqual([path, true])
        const written = paragraphs(made['word/document.xml']).map(({ text }) => text).join('')
        expect(written).toBe(minutesBlocks(document).map(blockText).join(''))
      }),
      { numRuns: 30 },
    )
  }, 120_000)

  const office = hasOffice()
  ;(office ? test : test.skip)('opens in LibreOffice, on A4 and on as many pages as it should fill', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'minutes-'))
    try {
      writeFileSync(join(folder, 'minutes.docx'), await minutesDocx(MINUTES))
      execFileSync('soffice', ['--headless', `-env:UserInstallation=file://${folder}/profile`, '--convert-to', 'pdf', '--outdir', folder, join(folder, 'minutes.docx')], { timeout: 120_000, stdio: 'ignore' })
      const pdf = readFileSync(join(folder, 'minutes.pdf'))
      expect(pdf.toString('latin1')).toMatch(/\/MediaBox\s*\[0 0 595\.\d+ 841\.\d+\]/)
      expect(pageCount(pdf)).toBeGreaterThanOrEqual(3)
      expect(pageCount(pdf)).toBeLessThanOrEqual(4)
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  }, 150_000)

  test('is a zip that other programs read', async () => {
    const zip = await JSZip.loadAsync(await minutesDocx(MINUTES), { checkCRC32: true })
    expect(Object.keys(zip.files).slice(0, 2)).toEqual(['[Content_Types].xml', '_rels/.rels'])
  })
})

function hasOffice(): boolean {
  try {
    execFileSync('soffice', ['--version'], { stdio: 'ignore', timeout: 30_000 })
    return true
  } catch {
    return false
  }
}
