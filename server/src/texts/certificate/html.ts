import { label } from '@red-alliance/shared/glossary'
import { chineseDate, oneLine } from '../minutes/words.ts'
import { certificateCss } from './css.ts'
import type { CertificateDocument, CertificateLine } from './document.ts'
import { FOOTNOTE, TITLE, onlyYear, periodWords, totalWords } from './words.ts'

/** What leads from the paper to the page that verifies it. */
export interface Verification {
  /** The QR code as an SVG picture. */
  readonly picture: string
  /** To be typed where nothing scans. */
  readonly code: string
  /** Where it is typed. */
  readonly page: string
}

/** The certificate as a page of HTML for printing on A4; `pages` is how many it fills, once that is known: several are numbered. */
export function certificateHtml(document: CertificateDocument, verification: Verification, pages = 1): string {
  return `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<title>${TITLE} ${escaped(document.number)}</title>
<meta name="author" content="${escaped(oneLine(document.issuer))}">
<link rel="stylesheet" href="/fonts/noto-serif-sc/index.css">
<style>${certificateCss(pages > 1 ? document.number.replace(/[^\w-]/g, '') : null)}</style>
</head>
<body>
<div class="frame" aria-hidden="true"></div>
<main>
<h1>${TITLE}</h1>
<p class="number">编号 ${escaped(document.number)}</p>
${pairs([['姓名', document.name], ['证件类型', label('DocumentKind', document.documentKind)], ['证件号码', document.maskedNumber], ['服务期间', periodWords(document.fromOn, document.toOn)]])}
${table(document)}
<div class="end">
<div class="issued">
${pairs([['出具单位', document.issuer], ['负责人', document.responsible], ['经办人', document.handler], ['联系电话', document.telephone], ['出具日期', chineseDate(document.issuedOn)]])}
<figure>${verification.picture}<figcaption>扫码核验<br>校验码 <span class="code">${escaped(verification.code)}</span><br><span class="page">${escaped(verification.page.replace(/^https?:\/\//, ''))}</span></figcaption></figure>
</div>
<p class="footnote">${FOOTNOTE}</p>
</div>
</main>
</body>
</html>
`
}

function pairs(rows: readonly (readonly [label: string, value: string])[]): string {
  return `<dl>${rows.map(([name, value]) => `<dt>${name}</dt><dd>${escaped(oneLine(value))}</dd>`).join('')}</dl>`
}

function table(document: CertificateDocument): string {
  const year = onlyYear(document)
  return `<table>
<caption>服务时长与内容</caption>
<thead><tr><th scope="col" class="day">${year ? `${year}年` : '日期'}</th><th scope="col">服务内容</th><th scope="col" class="minutes">分钟</th></tr></thead>
<tbody>
${document.lines.map((line) => row(line, year)).join('\n')}
<tr class="sum"><th scope="row">合计</th><td colspan="2">${totalWords(document)}</td></tr>
</tbody>
</table>`
}

function row({ servedOn, field, words, minutes }: CertificateLine, year: string | null): string {
  const day = year ? chineseDate(servedOn).slice(5) : chineseDate(servedOn)
  return `<tr><td class="day">${day}</td><td>${label('VolunteerField', field)}<small>${escaped(oneLine(words))}</small></td><td class="minutes">${minutes}</td></tr>`
}

function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;')
}
