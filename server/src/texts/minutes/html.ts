import { type Block, type ImprintRow, minutesBlocks } from './blocks.ts'
import type { MinutesDocument } from './document.ts'
import { markSize } from './form.ts'
import { minutesCss } from './css.ts'
import { type LaidOut, laidOut } from './layout.ts'
import { oneLine } from './words.ts'

/**
 * The minutes as a page of HTML for printing on A4: the same blocks as in the Word file.
 * `pages` is how many it fills, as the first print shows; with it the imprint stands at the foot of the last one.
 */
export function minutesHtml(document: MinutesDocument, pages: number | null = null): string {
  const blocks = laidOut(minutesBlocks(document))
  return `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<title>${escaped(oneLine(document.title))}</title>
<meta name="author" content="${escaped(oneLine(document.issuer))}">
<link rel="stylesheet" href="/fonts/noto-serif-sc/index.css">
<link rel="stylesheet" href="/fonts/noto-sans-sc/index.css">
<style>${minutesCss(pages)}</style>
</head>
<body>
${blocks.map(written).join('\n')}
</body>
</html>
`
}

function written({ block, emptyLines }: LaidOut): string {
  const gap = emptyLines > 0 ? ` style="padding-top:calc(${emptyLines}*var(--line))"` : ''
  switch (block.kind) {
    case 'mark':
      return `<div class="mark" style="--size:${markSize(block.lines)}pt">${block.lines.map((line) => `<div>${escaped(line)}</div>`).join('')}</div>`
    case 'rule':
      return '<div class="rule"></div>'
    case 'heading':
      return heading(block, gap)
    case 'attendance':
      return `<p class="attendance"${gap}><span class="heiti">${escaped(block.label)}</span>${escaped(block.text)}</p>`
    case 'attachment':
      return attachment(block, gap)
    case 'imprint':
      return `<footer><div class="imprint">${block.rows.map(imprintRow).join('')}</div></footer>`
    case 'title':
      return `<h1 class="title"${gap}>${block.lines.map(escaped).join('<br>')}</h1>`
    default:
      return `<p class="${block.kind}"${gap}>${escaped(block.text)}</p>`
  }
}

/** The first two levels are headings; the others are paragraphs with a number. */
function heading({ level, number, text }: Extract<Block, { kind: 'heading' }>, gap: string): string {
  const tag = level <= 2 ? `h${level + 1}` : 'p'
  return `<${tag} class="level${level}"${gap}>${escaped(number)}${escaped(text)}</${tag}>`
}

function attachment({ label, number, text }: Extract<Block, { kind: 'attachment' }>, gap: string): string {
  const kind = label === '' ? 'next' : number === '' ? 'only' : 'first'
  const numbered = number && `<span class="of">${escaped(number)}</span>`
  return `<p class="attachment ${kind}"${gap}>${escaped(label)}${numbered}${escaped(text)}</p>`
}

function imprintRow(row: ImprintRow): string {
  if (row.kind === 'issued') return `<div class="issued"><span>${escaped(row.left)}</span><span>${escaped(row.right)}</span></div>`
  return `<div class="${row.kind}"><span>${escaped(row.label)}</span><span>${escaped(row.text)}</span></div>`
}

function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;')
}
