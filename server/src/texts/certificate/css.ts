/** Millimetres from the edge of the sheet to the frame, and from there in to the text. */
const MARGIN = 13
const INSIDE = 11

/**
 * The look of the paper: serif, a double frame on every page, labels justified, horizontal rules only.
 * @param repeated what each page of several says at its foot beside its page number; null for a single page
 */
export function certificateCss(repeated: string | null): string {
  const foot = repeated === null ? '' : `@bottom-center{content:"${repeated}　第 " counter(page) " 页，共 " counter(pages) " 页";font-family:"Noto Serif SC Variable";font-size:8pt;color:#59636e;vertical-align:top;padding-top:2.5mm}`
  return `
@page{size:210mm 297mm;margin:${MARGIN}mm;${foot}}
*{margin:0;padding:0;box-sizing:border-box;font-synthesis:none}
body{font-family:"Noto Serif SC Variable","Songti SC",SimSun,serif;font-size:11pt;line-height:1.6;color:#1f2328;overflow-wrap:anywhere;line-break:strict}
.frame{position:fixed;inset:0;border:.25mm solid #8c8a86}
.frame::after{content:"";position:absolute;inset:1.8mm;border:.25mm solid #8c8a86}
/* Every page of several keeps its distance from the frame. */
main{padding:${INSIDE}mm;box-decoration-break:clone}
h1{font-size:24pt;font-weight:700;letter-spacing:.1em;margin-right:-.1em;text-align:center;line-height:1.4}
.number{text-align:center;font-size:10pt;color:#59636e;margin-top:1.5mm}
dl{display:grid;grid-template-columns:5em 1fr;row-gap:.8mm;margin-top:6mm}
dt{color:#59636e;text-align:justify;text-align-last:justify;width:4.25em;white-space:nowrap}
table{width:100%;border-collapse:collapse;margin-top:6mm;line-height:1.45}
caption{text-align:left;font-weight:700;padding-bottom:2mm}
thead th{font-weight:400;font-size:10pt;color:#59636e;text-align:left;padding:1.6mm 0;border-top:.35mm solid #1f2328;border-bottom:.2mm solid #8c8a86}
td{vertical-align:top;padding:1.3mm 0;border-bottom:.15mm solid #d5d2ce}
tr{break-inside:avoid}
small{display:block;font-size:9.5pt;color:#59636e}
.day{white-space:nowrap;width:8em}
table .minutes{text-align:right;white-space:nowrap;width:4em}
.sum{break-before:avoid}
.sum th,.sum td{font-weight:700;padding:1.8mm 0;border-bottom:.35mm solid #1f2328}
.sum th{text-align:left}
.sum td{text-align:right}
.end{break-inside:avoid}
.issued{display:grid;grid-template-columns:1fr 42mm;column-gap:6mm;margin-top:6mm;align-items:start}
.issued dl{margin-top:0}
figure svg{display:block;width:30mm;height:30mm;margin:0 auto}
figcaption{text-align:center;font-size:9pt;line-height:1.5;color:#59636e;margin-top:1mm}
.code{white-space:nowrap;color:#1f2328}
.page{font-size:7.5pt}
.footnote{font-size:9.5pt;line-height:1.7;color:#59636e;text-align:justify;margin-top:5mm;padding-top:2.5mm;border-top:.15mm solid #d5d2ce}
`
}
