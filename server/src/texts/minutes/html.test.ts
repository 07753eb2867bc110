import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { blockText, minutesBlocks } from './blocks.ts'
import { minutesHtml } from './html.ts'
import { anyMinutes } from './testing/any-minutes.ts'
import { MINUTES } from './testing/sample.ts'

/** What stands in the page, without tags. */
function words(html: string): string {
  const body = /<body>([\s\S]*)<\/body>/.exec(html)?.[1] ?? ''
  const named: Record<string, string> = { lt: '<', gt: '>', quot: '"', amp: '&' }
  return body.replace(/\n/g, '').replace(/<[^>]*>/g, '').replace(/&(lt|gt|quot|amp);/g, (_, name: string) => named[name] ?? '')
}

describe('the page to be printed', () => {
  test('says what the blocks say: Word and PDF cannot differ', () => {
    fc.assert(fc.property(anyMinutes, (document) => {
      expect(words(minutesHtml(document))).toBe(minutesBlocks(document).map(blockText).join(''))
    }), { numRuns: 100 })
  })

  test('holds no tag and no attribute that somebody wrote into the minutes', () => {
    const html = minutesHtml({ ...MINUTES, title: '</title><script>alert(1)</script>', issuer: '" onload="x', present: ['<img src=x onerror=y>'] })
    expect(html).not.toMatch(/<script|<img|" onload/)
  })

  test('asks for nothing but its fonts', () => {
    expect([...minutesHtml(MINUTES).matchAll(/(?:src|href|url\()="?([^")]+)/g)].map(([, target]) => target)).toEqual(['/fonts/noto-serif-sc/index.css', '/fonts/noto-sans-sc/index.css'])
  })

  test('names the faces of the standard before those that may stand in for them', () => {
    const css = minutesHtml(MINUTES)
    expect(css).toMatch(/body\{[^}]*font-family:"仿宋_GB2312","仿宋",[^}]*"Noto Serif SC Variable"/)
    expect(css).toMatch(/\.mark\{font-family:"方正小标宋简体"[^}]*color:#FF0000/)
    expect(css).toMatch(/\.level1,\.heiti\{font-family:"黑体"/)
    expect(css).toMatch(/\.note,\.level2\{font-family:"楷体_GB2312"/)
  })

  test('is A4 with the margins of 5.2.1', () => {
    expect(minutesHtml(MINUTES)).toContain('@page{size:210mm 297mm;margin:37mm 26mm 35mm 28mm}')
  })
})
